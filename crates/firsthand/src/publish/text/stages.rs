//! How does a person at a terminal read one stage alone?

use super::super::stages::{Link, timex_type};
use super::super::wire::{Pile, confidence};
use super::super::words::{clean, document_name, quote, when};
use super::page::{Page, Sheet, Style};
use crate::model::{Attribution, Document, DocumentNo, Passage, Place, TimeExpression};

/// The passages of one document, each with its role.
pub fn extract_text(document: &Document, passages: &[Passage], page: Page) -> String {
    let mut sheet = headed(document, page);
    for passage in passages {
        let first = format!("  {:<9}", passage.role.name());
        sheet.hang(Style::Plain, &first, "           ", &clean(document.slice(passage.place)));
    }
    closed(sheet)
}

/// The attributions of one document: who, in which words, says what.
pub fn attribute_text(document: &Document, attributions: &[Attribution], page: Page) -> String {
    let mut sheet = headed(document, page);
    for found in attributions {
        let source = if found.source.is_empty() { "nobody named".to_owned() } else { pieces(document, &found.source) };
        let kinds = format!("{}, {}, {}", found.source_kind.name(), found.kind.name(), confidence(found.confidence));
        let (cue, content) = (pieces(document, &found.cue), pieces(document, &found.content));
        sheet.item(&format!("{source} {cue} {content} ({kinds})"));
    }
    closed(sheet)
}

/// The time expressions of one document, with what they resolve to.
pub fn times_text(document: &Document, times: &[TimeExpression], page: Page) -> String {
    let mut sheet = headed(document, page);
    for time in times {
        let due = time.due.as_deref().map(|day| format!(", due {}", clean(day))).unwrap_or_default();
        let words = quote(document.slice(time.place));
        sheet.item(&format!("{words} {} {}{due}", timex_type(time.kind), clean(&time.value)));
    }
    closed(sheet)
}

/// Two documents and what they share; `documents` is the pile that the numbers index.
pub fn link_text(documents: &[Document], link: &Link, page: Page) -> String {
    let pile = Pile(documents);
    let name = |no: DocumentNo| format!("{} [{}]", document_name(pile, no), clean(pile.id(no)));
    let mut sheet = Sheet::new(page);
    let earlier = link.earlier.map_or("order unknown".to_owned(), |no| format!("{} is earlier", name(no)));
    let (containment, similarity) = (confidence(link.containment), confidence(link.similarity));
    sheet.line(Style::Heading, &format!("{} from {}: {}", name(link.a), name(link.b), link.how.name()));
    sheet.item(&format!("containment {containment}, similarity {similarity}, {earlier}"));
    for &(place, _) in &link.spans {
        sheet.item(&quote(pile.words(link.a, place)));
    }
    closed(sheet)
}

fn headed(document: &Document, page: Page) -> Sheet {
    let mut sheet = Sheet::new(page);
    let pile = Pile(std::slice::from_ref(document));
    let name = document_name(pile, DocumentNo(0));
    sheet.line(Style::Heading, &format!("{name}, {} [{}]", when(&document.published), clean(&document.id)));
    sheet
}

fn closed(mut sheet: Sheet) -> String {
    sheet.blank();
    sheet.finish()
}

fn pieces(document: &Document, places: &[Place]) -> String {
    places.iter().map(|&place| quote(document.slice(place))).collect::<Vec<_>>().join(" … ")
}
