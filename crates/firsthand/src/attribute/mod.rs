//! Who is said to have said what? Rules over the phrases of the language files: find who can be a source, find the
//! cues, join them, and nest "A says that B said".
//!
//! The rules know no grammar but word order near a cue; what they cannot tell stays unknown. Names, roles and
//! pronouns are resolved within the article only.

mod candidates;
mod clause;
mod content;
mod cues;
mod nameless;
mod noun;
mod people;
mod phrase;
mod subject;

use crate::model::{Attribution, SourceKind};
use crate::reading::Reading;
use people::People;

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
        let mut joined = cues::join(&sentence, &candidates, &people, found.len());
        stand_behind_paper(&mut joined, &found);
        found.append(&mut joined);
        people.heard(&candidates);
    }
    found
}

/// "Un informe … . Lleva la firma de la hidróloga X": who stands behind the paper of the sentence before is its next
/// hop.
fn stand_behind_paper(joined: &mut [Attribution], before: &[Attribution]) {
    let [only] = joined else { return };
    let paper = before.last().filter(|a| a.source_kind == SourceKind::Document);
    if paper.is_some() && only.rule == "relay-phrase" && only.source_kind == SourceKind::Person {
        only.within = only.within.or(Some(before.len() - 1));
    }
}
