//! Who is said to have said what? Rules over the phrases of the language files: find who can be a source, find the
//! cues, join them, and nest "A says that B said".
//!
//! The rules know no grammar but word order near a cue; what they cannot tell stays unknown. Names, roles and
//! pronouns are resolved within the article only.

mod candidates;
mod content;
mod cues;
mod people;
mod phrase;

use crate::model::Attribution;
use crate::reading::Reading;
use people::People;

/// The name that a rule has in [`Attribution::rule`], for whoever reads it back from where it was kept; `None` for a
/// rule of another version.
pub fn rule(name: &str) -> Option<&'static str> {
    const RULES: [&str; 9] = [
        "relay-phrase",
        "set-phrase",
        "rests-on",
        "observation",
        "verb",
        "named",
        "sign-off",
        "own-earlier",
        "impersonal",
    ];
    RULES.into_iter().find(|known| *known == name)
}

/// The attributions of a document, in order of their sentences. An article that names its own outlet ("Talvaz-Press
/// reports, citing …") is not its own source.
///
/// Source: the three spans follow Pareti, PARC 3.0 (LREC 2016); nesting and bare credits are ours.
/// Cost: linear in the text, quadratic in the candidates of one sentence.
pub fn attributions(article: &[Reading<'_>]) -> Vec<Attribution> {
    let mut found = Vec::new();
    let mut people = People::default();
    for sentence in article.iter().flat_map(Reading::sentences) {
        let candidates = candidates::find(&sentence, &mut people);
        found.append(&mut cues::join(&sentence, &candidates, &people, found.len()));
        people.heard(&candidates);
    }
    found
}
