use jiff::Timestamp;

use super::Place;

/// When something happened, as far as it is known. `latest` is exclusive; an open end is `None`.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct TimeInterval {
    /// Not before this instant.
    pub earliest: Option<Timestamp>,
    /// Before this instant.
    pub latest: Option<Timestamp>,
    /// Where it is known from: `field`, `json-ld`, `meta`, `dateline`, `cited` …; empty where nothing is known.
    pub from: String,
}

impl TimeInterval {
    /// Whether this interval surely ends before the other begins.
    pub fn before(&self, other: &Self) -> bool {
        matches!((self.latest, other.earliest), (Some(end), Some(start)) if end <= start)
    }

    /// The first day that it may be, `YYYY-MM-DD` in UTC.
    pub fn day(&self) -> Option<String> {
        self.earliest.map(|time| time.strftime("%F").to_string())
    }
}

/// TIMEX3 types (ISO-TimeML).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimeKind {
    /// A calendar date, of whatever grain.
    Date,
    /// A time of day.
    Time,
    /// A length of time.
    Duration,
    /// A repetition.
    Set,
}

/// A time expression in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimeExpression {
    /// Where it stands.
    pub place: Place,
    /// TIMEX3 type.
    pub kind: TimeKind,
    /// TIMEX3 value, e.g. `2024-03-15`, `P10D`.
    pub value: String,
    /// The instant it was resolved against, where it is relative.
    pub anchor: Option<Timestamp>,
    /// The last day of a deadline ("within ten days", "by the end of the month") as `YYYY-MM-DD`.
    pub due: Option<String>,
}

/// What became of a deadline, as far as the collection reports.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// A document from after the deadline tells what happened.
    Reported,
    /// The deadline has passed by the newest document, and none tells.
    NotReported,
    /// The collection does not reach the deadline.
    NotYetDue,
}

/// A claim's own deadline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Due {
    /// Last day of the deadline, `YYYY-MM-DD`.
    pub date: String,
    /// What the collection says of the outcome.
    pub outcome: Outcome,
    /// Where the deadline stands, and in which document.
    pub place: (super::DocumentNo, Place),
}
