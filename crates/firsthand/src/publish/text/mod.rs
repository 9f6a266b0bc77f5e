//! How does a person at a terminal read the findings?
//!
//! Everything in quotation marks is verbatim. The words around it only say who reports what, where and when.

mod claim;
mod page;
mod stages;
mod tree;

pub use page::Page;
pub use stages::{attribute_text, extract_text, link_text, times_text};

use super::wire::Pile;
use super::words::{count, distinct_outlets, period};
use crate::model::Findings;
use page::{Sheet, Style};

/// How many notes are printed where there is no claim to show; the rest are counted.
const NOTES_SHOWN: usize = 5;

/// Writes findings as text for a terminal. Equal findings and page give equal bytes; without colour the text says
/// the same. Cost: linear in what is printed; of a claim with many documents the first ones are shown and the
/// rest counted.
pub fn trace_text(findings: &Findings, page: Page) -> String {
    let mut sheet = Sheet::new(page);
    let pile = Pile(&findings.documents);
    for (at, finding) in findings.findings.iter().enumerate() {
        claim::write(&mut sheet, pile, at, finding);
    }
    if findings.findings.is_empty() {
        write_nothing_found(&mut sheet, findings);
    }
    write_footer(&mut sheet, findings);
    sheet.finish()
}

fn write_nothing_found(sheet: &mut Sheet, findings: &Findings) {
    sheet.line(Style::Heading, "No claim to show");
    for note in findings.notes.iter().take(NOTES_SHOWN) {
        sheet.item(&note.to_string());
    }
    sheet.blank();
}

fn write_footer(sheet: &mut Sheet, findings: &Findings) {
    let documents = &findings.documents;
    let size = format!(
        "Collection: {} from {}{}. {}. Times are in UTC.",
        count(documents.len(), "document", "documents"),
        count(distinct_outlets(documents.iter()), "outlet", "outlets"),
        period(documents),
        count(findings.notes.len(), "note", "notes"),
    );
    sheet.line(Style::Quiet, &size);
    let meaning = "\"First\" is first in this collection; the bounds hold as far as this collection shows. \
                   Whether a claim is true is not weighed here.";
    sheet.line(Style::Quiet, meaning);
}
