//! How are the stories of the benchmark worded? One file a language; `tell` fills the slots.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::LANGUAGES;

/// The wordings of one language.
#[derive(Debug, Deserialize)]
pub(super) struct Words {
    pub(super) outlet: Vec<String>,
    pub(super) roles: Vec<String>,
    pub(super) who: Vec<String>,
    pub(super) act: Vec<String>,
    pub(super) what: Vec<String>,
    #[serde(rename = "where")]
    pub(super) place: Vec<String>,
    pub(super) aside: String,
    pub(super) credit: Credits,
    pub(super) via: Via,
    pub(super) event: BTreeMap<String, Event>,
}

/// Sentences that credit somebody.
#[derive(Debug, Deserialize)]
pub(super) struct Credits {
    pub(super) cites: Vec<String>,
    pub(super) cites_via: Vec<String>,
    pub(super) update: Vec<String>,
    pub(super) media: Vec<String>,
    pub(super) person_saw: Vec<String>,
    pub(super) person_plain: Vec<String>,
    pub(super) anonymous: Vec<String>,
    pub(super) anonymous_saw: Vec<String>,
    pub(super) two: Vec<String>,
    pub(super) document: Vec<String>,
    pub(super) body: Vec<String>,
    pub(super) renamed: Vec<String>,
}

/// A source as it is named behind an outlet.
#[derive(Debug, Deserialize)]
pub(super) struct Via {
    pub(super) person: String,
    pub(super) anonymous: String,
    pub(super) two: String,
    pub(super) document: String,
    pub(super) body: String,
    pub(super) outlet: String,
}

/// What happened, in the forms that the sentences need.
#[derive(Debug, Deserialize)]
pub(super) struct Event {
    pub(super) body_name: String,
    pub(super) title: Vec<String>,
    pub(super) claim: Vec<String>,
    pub(super) sub: String,
    /// Only where a language needs another form for what somebody said.
    #[serde(default)]
    pub(super) nom: String,
    pub(super) seen: String,
    pub(super) own: String,
    pub(super) doc: String,
    pub(super) detail: Vec<String>,
}

/// The wordings of every language, in the order of [`LANGUAGES`].
pub(super) fn all() -> Vec<Words> {
    let files = [
        include_str!("../../../data/relay/en.toml"),
        include_str!("../../../data/relay/ru.toml"),
        include_str!("../../../data/relay/de.toml"),
        include_str!("../../../data/relay/tr.toml"),
        include_str!("../../../data/relay/es.toml"),
    ];
    assert_eq!(files.len(), LANGUAGES.len(), "one file a language");
    files.iter().map(|file| toml::from_str(file).expect("the files are built in, and a test reads them")).collect()
}
