//! What becomes of a model's proposals.

use firsthand::extract;
use firsthand::model::{Part, Probability, Proposal, Span};
use firsthand::outlets::Outlets;
use firsthand::pipeline::Article;

use crate::pile;

/// The model's words end at every dot.
#[test]
fn an_address_is_not_cut() {
    let text = "The pier will close in autumn, Kestrel.info reported.";
    let documents = pile::documents(&[vec![("id", "one"), ("language", "en"), ("text", text)]]);
    let span = |words: &str| {
        let start = text.find(words).unwrap();
        vec![Span { start: start as u32, end: (start + words.len()) as u32 }]
    };
    let proposal = Proposal {
        part: Part::Text,
        source: span("info"),
        cue: span("reported"),
        content: span("The pier will close in autumn"),
        confidence: Probability::new(0.9),
    };
    let passages = extract::passages(&documents[0]);
    let article = Article::of(&documents[0], 0, &passages, &Outlets::of(&documents));
    let found = article.ascriptions(Some(&[proposal]));
    let sources: Vec<_> = found.iter().flat_map(|a| &a.source).map(|place| place.span).collect();
    assert_eq!(sources, span("Kestrel.info"));
}
