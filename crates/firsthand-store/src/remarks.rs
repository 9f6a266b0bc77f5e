//! What do people say of dates, of kinds of sources, of what is one source, and of which article has which claim?
//!
//! A remark stands in the review log beside what is said of relays, and is signed, taken back and disputed like it. Its
//! subject is made of ids and places, never of a name.

use std::fmt;

use firsthand::model::{Part, Place, SourceKind, Span};
use rusqlite::TransactionBehavior;
use serde_json::{Value, json};

use crate::review::{NewEntry, append, check, entries};
use crate::{Collection, Entry, Error, Result, Signature, names};

/// A correction of something that is no relay.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Remark {
    /// An article was published then: a date or an instant, as `add --published` takes it.
    Published {
        /// Id of the article.
        document: String,
        /// When.
        when: String,
    },
    /// Who is credited at this place is of this kind.
    Kind {
        /// Id of the article that credits.
        document: String,
        /// Where.
        place: Place,
        /// The kind.
        kind: SourceKind,
    },
    /// Who is credited at these two places of one claim is one source.
    Same {
        /// One credit: id of the article, and place.
        a: (String, Place),
        /// The other.
        b: (String, Place),
    },
    /// An article does not have this claim.
    Apart {
        /// Id of the claim.
        claim: String,
        /// Id of the article.
        document: String,
    },
}

/// What is corrected, in the words of the log: no id of a relay or claim has a space.
impl fmt::Display for Remark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Published { document, .. } => write!(f, "date {document}"),
            Self::Kind { document, place, .. } => write!(f, "kind {} {document}", spot(*place)),
            Self::Same { a, b } => write!(f, "same {} {} {} {}", spot(a.1), spot(b.1), a.0, b.0),
            Self::Apart { claim, document } => write!(f, "apart {claim} {document}"),
        }
    }
}

fn spot(place: Place) -> String {
    format!("{}:{}-{}", names::part(place.part), place.span.start, place.span.end)
}

impl Remark {
    fn json(&self) -> Value {
        let at = |place: &Place| json!([names::part(place.part), place.span.start, place.span.end]);
        match self {
            Self::Published { document, when } => json!({"document": document, "published": when}),
            Self::Kind { document, place, kind } => {
                json!({"document": document, "place": at(place), "kind": kind.name()})
            }
            Self::Same { a, b } => json!({"same": [[a.0, at(&a.1)], [b.0, at(&b.1)]]}),
            Self::Apart { claim, document } => json!({"claim": claim, "apart": document}),
        }
    }

    fn read(json: &Value) -> Option<Self> {
        let text = |name: &str| json[name].as_str().map(str::to_owned);
        if let Some(when) = text("published") {
            return Some(Self::Published { document: text("document")?, when });
        }
        if let Some(kind) = text("kind") {
            let (document, place) = (text("document")?, place(&json["place"])?);
            return Some(Self::Kind { document, place, kind: names::source_kind_named(&kind)? });
        }
        if let Some(document) = text("apart") {
            return Some(Self::Apart { claim: text("claim")?, document });
        }
        let credit = |at: usize| Some((json["same"][at][0].as_str()?.to_owned(), place(&json["same"][at][1])?));
        Some(Self::Same { a: credit(0)?, b: credit(1)? })
    }
}

fn place(json: &Value) -> Option<Place> {
    let number = |at: usize| json[at].as_u64().and_then(|n| u32::try_from(n).ok());
    let (part, start, end): (Part, u32, u32) = (names::part_named(json[0].as_str()?)?, number(1)?, number(2)?);
    (start <= end).then_some(Place { part, span: Span { start, end } })
}

/// Remarks that nobody has taken back; view `reviews` has each reviewer's last word.
const STANDING: &str = "SELECT * FROM reviews WHERE verdict = 'correct' AND instr(subject, ' ') > 0 \
                        ORDER BY subject, entry";

impl Collection {
    /// Adds a remark to the log. Returns its subject, by which [`Collection::undo`] takes it back.
    ///
    /// # Errors
    /// If a name or reason is missing, or the file cannot be written.
    pub fn remark(&mut self, remark: &Remark, signature: Signature<'_>) -> Result<String> {
        check(signature)?;
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let (subject, after) = (remark.to_string(), remark.json().to_string());
        let row = NewEntry { verdict: "correct", subject: &subject, undoes: None, before: "{}", after: &after };
        append(&transaction, &row, signature)?;
        transaction.commit()?;
        Ok(subject)
    }

    /// The remarks that stand: of those on one subject all are alike, or none is followed.
    ///
    /// # Errors
    /// If the file cannot be read, or the log holds what was not written by this program.
    pub fn remarks(&self) -> Result<Vec<Remark>> {
        let standing = entries(&self.connection, STANDING)?;
        let agreed = |said: &&[Entry]| said.iter().all(|entry| entry.after == said[0].after);
        let read = |said: &[Entry]| {
            let json: Option<Value> = serde_json::from_str(&said[0].after).ok();
            let broken = || Error::damaged(format!("entry {} of the review log cannot be read", said[0].entry));
            json.as_ref().and_then(Remark::read).ok_or_else(broken)
        };
        standing.chunk_by(|a, b| a.subject == b.subject).filter(agreed).map(read).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn remarks_come_back() {
        let place = Place::text(Span { start: 3, end: 9 });
        let remarks = [
            Remark::Published { document: "a b".to_owned(), when: "2031-03-05".to_owned() },
            Remark::Kind { document: "a".to_owned(), place, kind: SourceKind::Anonymous },
            Remark::Same { a: ("a".to_owned(), place), b: ("b".to_owned(), Place::title(place.span)) },
            Remark::Apart { claim: "k1".to_owned(), document: "a".to_owned() },
        ];
        for remark in remarks {
            assert_eq!(Remark::read(&remark.json()), Some(remark.clone()));
            assert!(remark.to_string().contains(' '));
        }
        assert_eq!(Remark::read(&json!({"kind": "spy"})), None);
    }
}
