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
mod reading;

use crate::model::{Attribution, Document, OutletNo, Passage, Role};
use crate::outlets::Outlets;
use people::People;
use reading::Reading;

/// The attributions of a document, in order of their sentences. `own` is the document's outlet: an article that
/// names itself ("Talvaz-Press reports, citing …") is not its own source.
///
/// Source: the three spans follow Pareti, PARC 3.0 (LREC 2016); nesting and bare credits are ours.
/// Cost: linear in the text, quadratic in the candidates of one sentence.
pub fn attributions(
    document: &Document,
    passages: &[Passage],
    outlets: &Outlets,
    own: Option<OutletNo>,
) -> Vec<Attribution> {
    let mut found = Vec::new();
    let mut people = People::default();
    // The article's own outlet needs no introduction: its short names are clear from the first.
    let mut seen: Vec<OutletNo> = own.into_iter().collect();
    for passage in passages.iter().filter(|p| p.role != Role::Clutter) {
        let reading = Reading::of(document, own, passage, outlets, &mut seen);
        for sentence in reading.sentences() {
            let candidates = candidates::find(&sentence, &mut people);
            found.append(&mut cues::join(&sentence, &candidates, &people, found.len()));
            people.heard(&candidates);
        }
    }
    found
}
