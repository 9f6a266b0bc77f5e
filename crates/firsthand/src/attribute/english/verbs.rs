//! Which words are forms of verbs that ascribe something to somebody? Reads `data/languages/verbs/en.toml`.

use std::collections::HashMap;
use std::sync::OnceLock;

/// What a verb takes. The lists of the data file, in its order; the file tells what each holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    Say,
    Tell,
    Show,
    Judge,
    Think,
    Want,
    Like,
    Seem,
    Held,
}

impl Class {
    const ALL: [(&'static str, Self); 9] = [
        ("say", Self::Say),
        ("tell", Self::Tell),
        ("show", Self::Show),
        ("judge", Self::Judge),
        ("think", Self::Think),
        ("want", Self::Want),
        ("like", Self::Like),
        ("seem", Self::Seem),
        ("held", Self::Held),
    ];

    /// Whether the subject tells it, and does not only hold it: only then is it a source of what follows.
    pub(super) fn tells(self) -> bool {
        matches!(self, Self::Say | Self::Tell | Self::Show)
    }
}

/// A form of the verb, as a set of bits: "put" is three of them.
pub(super) mod form {
    pub(in super::super) const BASE: u8 = 1;
    pub(in super::super) const THIRD: u8 = 2;
    pub(in super::super) const PAST: u8 = 4;
    pub(in super::super) const PARTICIPLE: u8 = 8;
    pub(in super::super) const ING: u8 = 16;
}

/// One use of a verb.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Sense {
    pub(super) class: Class,
    /// What has to follow right behind: "for" of "call for".
    pub(super) particles: Vec<String>,
}

/// What a word form may be.
#[derive(Clone, Debug, Default)]
pub(super) struct Verb {
    pub(super) forms: u8,
    pub(super) senses: Vec<Sense>,
}

/// The verbs by form, and the nouns that do as they do with what has to follow them.
pub(super) struct Verbs {
    forms: HashMap<String, Verb>,
    nouns: HashMap<String, Vec<String>>,
}

impl Verbs {
    /// The table, parsed once a process.
    pub(super) fn all() -> &'static Self {
        static ALL: OnceLock<Verbs> = OnceLock::new();
        ALL.get_or_init(|| Self::parse(include_str!("../../../data/languages/verbs/en.toml")))
    }

    pub(super) fn get(&self, folded: &str) -> Option<&Verb> {
        self.forms.get(folded)
    }

    /// The preposition that a noun needs behind it, empty for "that" and the like; `None` for other words.
    pub(super) fn noun(&self, folded: &str) -> Option<&[String]> {
        self.nouns.get(folded).map(Vec::as_slice)
    }

    /// # Panics
    /// On a malformed file: it is part of the program, and a test reads it.
    fn parse(source: &str) -> Self {
        let table: toml::Table = source.parse().expect("the verb file is checked by a test");
        let list = |key: &str| -> Vec<&str> {
            table
                .get(key)
                .and_then(toml::Value::as_array)
                .into_iter()
                .flatten()
                .filter_map(toml::Value::as_str)
                .collect()
        };
        let irregular: HashMap<&str, Vec<&str>> = list("irregular")
            .iter()
            .map(|row| (row.split(' ').next().unwrap_or(""), row.split(' ').collect()))
            .collect();
        let mut all = Self { forms: HashMap::new(), nouns: HashMap::new() };
        for (key, class) in Class::ALL {
            for entry in list(key) {
                let mut words = entry.split(' ').map(str::to_owned);
                let Some(lemma) = words.next() else { continue };
                all.insert(&inflect(&lemma, &irregular), &Sense { class, particles: words.collect() });
            }
        }
        for entry in list("noun") {
            let mut words = entry.split(' ').map(str::to_owned);
            let Some(noun) = words.next() else { continue };
            all.nouns.insert(noun, words.collect());
        }
        all
    }

    fn insert(&mut self, forms: &[(String, u8)], sense: &Sense) {
        for (form, bit) in forms {
            let verb = self.forms.entry(form.clone()).or_default();
            verb.forms |= bit;
            if !verb.senses.contains(sense) {
                verb.senses.push(sense.clone());
            }
        }
    }
}

const BITS: [u8; 5] = [form::BASE, form::THIRD, form::PAST, form::PARTICIPLE, form::ING];

fn inflect(lemma: &str, irregular: &HashMap<&str, Vec<&str>>) -> Vec<(String, u8)> {
    if let Some(forms) = irregular.get(lemma) {
        return forms.iter().map(|f| (*f).to_owned()).zip(BITS).collect();
    }
    let silent_e = lemma.strip_suffix('e').filter(|stem| !stem.ends_with('e'));
    let y = lemma.strip_suffix('y').filter(|stem| !stem.ends_with(['a', 'e', 'o', 'u']));
    let hissing = ["s", "x", "z", "ch", "sh", "o"].iter().any(|end| lemma.ends_with(end));
    let third = match y {
        Some(stem) => format!("{stem}ies"),
        None if hissing => format!("{lemma}es"),
        None => format!("{lemma}s"),
    };
    let past = match (y, lemma.ends_with('e')) {
        (Some(stem), _) => format!("{stem}ied"),
        (None, true) => format!("{lemma}d"),
        (None, false) => format!("{lemma}ed"),
    };
    let ing = format!("{}ing", silent_e.unwrap_or(lemma));
    [lemma.to_owned(), third, past.clone(), past, ing].into_iter().zip(BITS).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_are_made_by_rule_or_given() {
        let verbs = Verbs::all();
        let forms = |word: &str| verbs.get(word).map_or(0, |v| v.forms);
        assert_eq!(forms("argues"), form::THIRD);
        assert_eq!(forms("arguing"), form::ING);
        assert_eq!(forms("denied"), form::PAST | form::PARTICIPLE);
        assert_eq!(forms("agreeing"), form::ING);
        assert_eq!(forms("known"), form::PARTICIPLE);
        assert_eq!(forms("table"), 0);
    }

    #[test]
    fn a_sense_knows_its_particle() {
        let senses = &Verbs::all().get("called").unwrap().senses;
        assert!(senses.contains(&Sense { class: Class::Judge, particles: vec!["for".to_owned()] }));
        assert_eq!(Verbs::all().noun("attacks"), Some(&["on".to_owned()][..]));
    }
}
