//! How does a cell of a table read where names are withheld? As the findings have it once they are masked.

use super::WITHHELD;
use super::findings::{Masked, Withheld, mask_all};
use crate::model::{Findings, Language};

/// Columns that hold an address or an id.
const ADDRESSES: [&str; 3] = ["url", "path", "sha256"];
const IDS: [&str; 6] = ["id", "document", "first", "from", "to", "revises"];

/// The texts of a collection's tables with names withheld. Made of the findings of the whole collection.
pub struct MaskedCells {
    withheld: Withheld,
    /// Titles, statements and wordings as they are, and masked. Where two texts share words of which one withholds more,
    /// that one counts.
    texts: Vec<(String, String)>,
    ids: Vec<(String, String)>,
}

impl MaskedCells {
    /// Cost: that of masking the findings.
    pub fn of(findings: &Findings) -> Self {
        let (masked, withheld) = mask_all(findings);
        let mut cells = Self { withheld, texts: Vec::new(), ids: Vec::new() };
        cells.learn(findings, &masked);
        // Of equal texts the one that withholds most comes last, and is the one that is found.
        let labels = |text: &str| text.matches(WITHHELD).count();
        cells.texts.sort_by(|a, b| a.0.cmp(&b.0).then(labels(&a.1).cmp(&labels(&b.1))));
        cells.ids.sort();
        cells
    }

    fn learn(&mut self, findings: &Findings, masked: &Masked) {
        let shown = masked.findings();
        for (old, new) in findings.documents.iter().zip(&shown.documents) {
            self.put(&old.title, &new.title);
            self.put(&old.outlet, &new.outlet);
            self.ids.push((old.id.clone(), new.id.clone()));
        }
        for (old, new) in findings.findings.iter().zip(&shown.findings) {
            let statement = (old.claim.statement, new.claim.statement);
            let mentions = old.claim.mentions.iter().zip(&new.claim.mentions);
            let places = mentions.map(|(a, b)| ((a.document, a.place), (b.document, b.place)));
            for ((no, place), (_, now)) in std::iter::once(statement).chain(places) {
                let documents = findings.documents.get(no.index()).zip(shown.documents.get(no.index()));
                if let Some((old, new)) = documents {
                    self.put(old.slice(place), new.slice(now));
                }
            }
        }
    }

    fn put(&mut self, old: &str, new: &str) {
        self.texts.push((old.to_owned(), new.to_owned()));
    }

    /// The text of a cell, by the name of its column. Ids of documents that hold a name have a stand-in, addresses that do
    /// are empty, and so are hashes of whole texts, by which a page could be found.
    pub fn cell(&self, column: &str, text: &str) -> String {
        if column == "sha256" {
            return String::new();
        }
        if IDS.contains(&column) {
            return found(&self.ids, text).unwrap_or(text).to_owned();
        }
        if ADDRESSES.contains(&column) {
            return if self.withheld.is_within(text) { String::new() } else { text.to_owned() };
        }
        match found(&self.texts, text) {
            Some(masked) => masked.to_owned(),
            // A word of ours, or what a reviewer wrote; nothing tells its language.
            None if is_ours(column) => text.to_owned(),
            None => self.withheld.own_words(text, Language::Other),
        }
    }
}

/// The last of the pairs of a text, which are in order.
fn found<'a>(pairs: &'a [(String, String)], text: &str) -> Option<&'a str> {
    let end = pairs.partition_point(|(old, _)| old.as_str() <= text);
    let last = end.checked_sub(1).map(|at| &pairs[at])?;
    (last.0 == text).then_some(last.1.as_str())
}

/// Columns whose words are from lists of ours, or times.
fn is_ours(column: &str) -> bool {
    const OURS: [&str; 19] = [
        "claim",
        "language",
        "standing",
        "due",
        "due_outcome",
        "published_earliest",
        "published_latest",
        "published_from",
        "stance",
        "part",
        "how",
        "of",
        "direction",
        "status",
        "at",
        "verdict",
        "kind",
        "published",
        "subject",
    ];
    OURS.contains(&column)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Document;

    #[test]
    fn titles_ids_and_addresses_are_masked_and_our_words_are_not() {
        let document = Document {
            id: "tollgard-1".into(),
            path: "pile/tollgard.html".into(),
            url: "https://bell.example/irma-tollgard".into(),
            outlet: "Marrow Bell".into(),
            title: "The maps are gone".into(),
            ..Document::of_text(Language::English, "The clerk Irma Tollgard was charged.")
        };
        let cells = MaskedCells::of(&Findings { documents: vec![document], ..Findings::default() });
        let check =
            |column: &str, text: &str, expected: &str| assert_eq!(cells.cell(column, text), expected, "{column}");
        check("id", "tollgard-1", "withheld-1");
        check("url", "https://bell.example/irma-tollgard", "");
        check("path", "pile/tollgard.html", "");
        check("path", "pile/a.html", "pile/a.html");
        check("title", "The maps are gone", "The maps are gone");
        check("why", "I rang Irma Tollgard.", "I rang [name withheld].");
        check("sha256", "00ff", "");
        check("standing", "unproven", "unproven");
    }
}
