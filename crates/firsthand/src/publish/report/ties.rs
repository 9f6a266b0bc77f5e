//! Does a sentence rest on stored words? Each of its quotations is looked up where it says that it stands
//! (safeguards, rule 11).

use super::Sentence;
use super::desk::{Desk, single};

/// Why a sentence is not tied; `None` where it is.
pub(super) fn loose_end(desk: &Desk<'_>, sentence: &Sentence) -> Option<String> {
    if sentence.rests_on.is_empty() {
        return Some("it rests on no stored words".to_owned());
    }
    for &(no, place) in &sentence.rests_on {
        let text = desk.findings.documents.get(no.index()).map(|d| d.part(place.part));
        let fits = text.and_then(|t| t.get(place.span.start as usize..place.span.end as usize)).is_some();
        if !fits {
            return Some("it rests on a place that the document does not have".to_owned());
        }
    }
    let stored: Vec<String> = sentence.rests_on.iter().map(|&(no, place)| single(&desk.words(no, place))).collect();
    let verbatim = |quote: &str| stored.iter().any(|words| words.contains(quote.trim_end_matches(" […]")));
    quotations(&sentence.text)
        .into_iter()
        .find(|quote| !verbatim(quote))
        .map(|quote| format!("“{quote}” is not verbatim in what it rests on"))
}

fn quotations(text: &str) -> Vec<&str> {
    text.split('“').skip(1).filter_map(|rest| rest.split_once('”')).map(|(quote, _)| quote).collect()
}
