//! Who is said to have said what? Rules over the phrases of the language files: find who can be a source, find the
//! cues, join them, and nest "A says that B said".
//!
//! The rules know no grammar but word order near a cue; what they cannot tell stays unknown. Names, roles and
//! pronouns are resolved within the article only.

mod candidates;
mod clause;
mod content;
mod cues;
mod english;
mod marks;
mod merge;
mod nameless;
mod noun;
mod papers;
mod people;
mod phrase;
mod place;
mod quotes;
mod subject;
mod tagged;
mod turkic;
mod unlisted;
mod widen;

use crate::model::{Attribution, Language, Proposal, SourceKind};
use crate::reading::Reading;
use merge::Frame;
use people::People;
use quotes::Floor;

/// The name that a rule has in [`Attribution::rule`], for whoever reads it back from where it was kept; `None` for a
/// rule of another version.
pub fn rule(name: &str) -> Option<&'static str> {
    const RULES: [&str; 13] = [
        "relay-phrase",
        "set-phrase",
        "rests-on",
        "author",
        "observation",
        "verb",
        "named",
        "in-hand",
        "sign-off",
        "own-earlier",
        "impersonal",
        "clause",
        tagged::RULE,
    ];
    RULES.into_iter().find(|known| *known == name)
}

/// What attributions are read for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum View {
    /// To trace claims: who is a source, and what is it called.
    Sources,
    /// To show who is said to have said what, word by word.
    Ascriptions,
}

/// The attributions of a document, in order of their sentences. An article that names its own outlet ("Talvaz-Press
/// reports, citing …") is not its own source. With the proposals of a model their spans win over those of the rules.
///
/// Source: the three spans follow Pareti, PARC 3.0 (LREC 2016); nesting and bare credits are ours.
/// Cost: linear in the text, quadratic in the candidates of one sentence.
pub fn attributions(article: &[Reading<'_>], proposals: Option<&[Proposal]>, view: View) -> Vec<Attribution> {
    let mut found = Vec::new();
    let mut people = People::default();
    let mut floor = Floor::default();
    for reading in article {
        floor.begin_paragraph(reading.text());
        for sentence in reading.sentences() {
            let first = found.len();
            let candidates = candidates::find(&sentence, &mut people);
            let mut credits = cues::join(&sentence, &candidates, &people, first, view);
            stand_behind_paper(&mut credits, &found);
            if let Some(proposals) = proposals {
                let frames = tagged::frames(&sentence, proposals);
                credits = match (sentence.language, view) {
                    (Language::English, _) => {
                        merge::merge(&sentence, &candidates, &people, credits, &frames, tagged::covers)
                    }
                    (_, View::Ascriptions) => {
                        merge::merge(&sentence, &candidates, &people, credits, &frames, |_| false)
                    }
                    (_, View::Sources) => merge::add(&sentence, &candidates, &people, credits, &frames),
                };
            } else if sentence.language == Language::English {
                let frames = english::frames(&sentence);
                let frames: Vec<Frame> = frames.iter().map(|clause| Frame::of_clause(&sentence, clause)).collect();
                credits = merge::merge(&sentence, &candidates, &people, credits, &frames, english::covers);
            }
            found.append(&mut credits);
            floor.hear(&sentence, &mut found, first);
            people.heard(&sentence, &candidates, &found[first..]);
        }
    }
    tagged::nest(&mut found);
    found
}

/// "Un informe … . Lleva la firma de la hidróloga X": who stands behind the paper of the sentence before is its next
/// hop.
fn stand_behind_paper(joined: &mut [Attribution], before: &[Attribution]) {
    let [only] = joined else { return };
    let paper = before.last().filter(|a| a.source_kind == SourceKind::Document);
    if paper.is_some() && matches!(only.rule, "relay-phrase" | "author") && only.source_kind == SourceKind::Person {
        only.within = only.within.or(Some(before.len() - 1));
    }
}
