//! How are names, dates and quotations put into words?

use std::collections::BTreeSet;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::wire::Pile;
use crate::model::{Document, DocumentNo, DriftKind, Source, SourceKind, TimeInterval};

/// A quotation longer than this is cut at a space and marked: it points at the words, and the export has them all.
const LONGEST_QUOTE: usize = 160;

/// No outlet has a longer name than this; what has stands in for one.
const LONGEST_NAME: usize = 80;

/// Two instants closer than this are one moment: some feeds count seconds, some minutes.
const ONE_MOMENT_S: i64 = 60;

/// Seconds from 23 to 25 hours are one day of some zone, a change of clocks included.
const ONE_DAY_S: std::ops::RangeInclusive<i64> = 23 * 3600..=25 * 3600;

/// "1 outlet", "6 outlets".
pub(super) fn count(n: usize, one: &str, many: &str) -> String {
    format!("{n} {}", if n == 1 { one } else { many })
}

/// How many outlets are named; a document without a name is not counted.
pub(super) fn distinct_outlets<'a>(documents: impl Iterator<Item = &'a Document>) -> usize {
    documents.map(outlet).filter(|name| !name.is_empty()).collect::<BTreeSet<_>>().len()
}

/// The outlet as given, else the host.
pub(super) fn outlet(document: &Document) -> String {
    if document.outlet.is_empty() { document.host() } else { document.outlet.clone() }
}

/// Outlet, else host, else the name of a file that holds this document alone, else id.
pub(super) fn document_name(pile: Pile<'_>, no: DocumentNo) -> String {
    let Some(document) = pile.0.get(no.index()) else { return String::new() };
    let name = outlet(document);
    let name = if name.is_empty() { file_name(pile, document).unwrap_or(&document.id) } else { &name };
    cut_at_space(&clean(name), LONGEST_NAME)
}

/// `seed.txt` of `texts/seed.txt`, where no other document of the pile is from that file.
fn file_name<'a>(pile: Pile<'a>, document: &'a Document) -> Option<&'a str> {
    let alone = pile.0.iter().filter(|d| d.path == document.path).count() == 1;
    let name = document.path.rsplit('/').next().filter(|name| !name.is_empty() && *name != "-");
    name.filter(|_| alone)
}

/// Outlet and time: "Lövbər, 5 Mar 2024 09:40".
pub(super) fn document_dated(pile: Pile<'_>, no: DocumentNo) -> String {
    let time = pile.0.get(no.index()).map(|d| when(&d.published)).unwrap_or_default();
    format!("{}, {time}", document_name(pile, no))
}

/// A source as worded, with its kind in words.
pub(super) fn source_name(source: &Source) -> String {
    format!("{} ({})", quote(&source.name), kind_in_words(source.kind))
}

/// A kind of source, in words.
pub(super) fn kind_in_words(kind: SourceKind) -> &'static str {
    match kind {
        SourceKind::Person => "named person",
        SourceKind::Institution => "institution",
        SourceKind::Outlet => "outlet, its report is not in this collection",
        SourceKind::Document => "document",
        SourceKind::Anonymous => "unnamed source",
        SourceKind::Collective => "nobody in particular",
        SourceKind::WitnessReporter => "the reporter as witness",
    }
}

/// "5 Mar 2024 09:40", "5 Mar 2024", "before 6 Mar 2024 10:00", "undated".
pub(super) fn when(time: &TimeInterval) -> String {
    match (time.earliest, time.latest) {
        (None, None) => "undated".to_owned(),
        (Some(start), None) => format!("not before {}", moment(start)),
        (None, Some(end)) => format!("before {}", moment(end)),
        (Some(start), Some(end)) => interval(start, end),
    }
}

fn interval(start: Timestamp, end: Timestamp) -> String {
    let length_s = end.as_second() - start.as_second();
    if length_s <= ONE_MOMENT_S {
        return moment(start);
    }
    if ONE_DAY_S.contains(&length_s) {
        // Midnight of the outlet's zone is not midnight here, but the middle of its day falls on the same date.
        let middle = Timestamp::from_second(start.as_second() + length_s / 2);
        return middle.map_or_else(|_| moment(start), day);
    }
    format!("between {} and {}", moment(start), moment(end))
}

/// "5 Mar 2024 09:40", in UTC.
pub(super) fn moment(t: Timestamp) -> String {
    let time = t.to_zoned(TimeZone::UTC).time();
    format!("{} {:02}:{:02}", day(t), time.hour(), time.minute())
}

/// "5 Mar 2024", in UTC.
pub(super) fn day(t: Timestamp) -> String {
    let date = t.to_zoned(TimeZone::UTC).date();
    format!("{} {} {}", date.day(), month(date.month()), date.year())
}

/// "5 Mar 2024" for `2024-03-05`; anything else as it is.
pub(super) fn iso_day(date: &str) -> String {
    date.parse::<jiff::civil::Date>()
        .map_or_else(|_| clean(date), |d| format!("{} {} {}", d.day(), month(d.month()), d.year()))
}

fn month(number: i8) -> &'static str {
    const NAMES: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    usize::try_from(number - 1).ok().and_then(|at| NAMES.get(at)).copied().unwrap_or("?")
}

/// The bounds, at least and at most, after somebody's source is shown.
pub(super) fn if_it_shows((at_least, at_most): (u32, u32)) -> String {
    format!("if it shows how its source knows: at least {at_least}, at most {at_most}")
}

/// What changed, in words.
pub(super) fn drift_in_words(kind: DriftKind) -> &'static str {
    match kind {
        DriftKind::HedgeDropped => "hedge dropped",
        DriftKind::HedgeAdded => "hedge added",
        DriftKind::Number => "number changed",
        DriftKind::AttributionDropped => "attribution dropped",
        DriftKind::Actor => "actor changed",
        DriftKind::Scope => "scope changed",
        DriftKind::LegalStatus => "legal status changed",
        DriftKind::Time => "time changed",
        DriftKind::Negation => "negation changed",
    }
}

/// ", 5 Mar 2024 to 20 Mar 2024"; empty where nothing is dated.
pub(super) fn period(documents: &[Document]) -> String {
    let first = documents.iter().filter_map(|d| d.published.earliest).min();
    let last = documents.iter().filter_map(|d| last_moment(&d.published)).max();
    match (first, last) {
        (Some(first), Some(last)) if day(first) == day(last) => format!(", {}", day(first)),
        (Some(first), Some(last)) => format!(", {} to {}", day(first), day(last)),
        _ => String::new(),
    }
}

/// The end is exclusive, so the last moment lies just before it.
fn last_moment(time: &TimeInterval) -> Option<Timestamp> {
    let end = time.latest?;
    Timestamp::from_second(end.as_second() - 1).ok()
}

/// The words in quotation marks, cut where they are very long.
pub(super) fn quote(words: &str) -> String {
    let words = clean(words);
    let cut = cut_at_space(&words, LONGEST_QUOTE);
    if cut == words { in_marks(&words) } else { format!("“{cut}”") }
}

/// As many characters as there is room for, cut at a space and marked.
pub(super) fn cut_at_space(words: &str, room: usize) -> String {
    if words.char_indices().nth(room).is_none() {
        return words.to_owned();
    }
    let head: String = words.chars().take(room).collect();
    let head = head.rsplit_once(' ').map_or(head.as_str(), |(head, _)| head);
    format!("{head} […]")
}

/// The words in quotation marks, whole.
pub(super) fn quote_whole(words: &str) -> String {
    in_marks(&clean(words))
}

/// Words that stand in quotation marks of their own, and in none besides, need no second pair.
fn in_marks(words: &str) -> String {
    const PAIRS: [(char, char); 5] = [('“', '”'), ('«', '»'), ('„', '“'), ('„', '”'), ('"', '"')];
    let inner = |&(open, close): &(char, char)| words.strip_prefix(open)?.strip_suffix(close);
    let is_mark = |c: char| PAIRS.iter().any(|&(open, close)| c == open || c == close);
    match PAIRS.iter().find_map(inner) {
        Some(inner) if !inner.contains(is_mark) => words.to_owned(),
        _ => format!("“{words}”"),
    }
}

/// Makes words of a text safe to print: one space for any white space, and none of the characters that move a
/// cursor, colour a line or turn its direction. Articles are hostile until shown otherwise (safeguards, rule 15).
pub(super) fn clean(words: &str) -> String {
    let visible = words.chars().filter(|&c| c.is_whitespace() || !(c.is_control() || turns_or_hides(c)));
    visible.collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Marks, embeddings and isolates of the bidirectional algorithm (Unicode UAX #9), zero-width space, word joiner, BOM,
/// tag characters, and noncharacters.
pub(super) fn turns_or_hides(c: char) -> bool {
    matches!(c, '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}'
        | '\u{e0000}'..='\u{e007f}' | '\u{fdd0}'..='\u{fdef}')
        || u32::from(c) & 0xfffe == 0xfffe
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    #[test]
    fn intervals_read_like_dates() {
        let check = |from: Option<&str>, to: Option<&str>, expected: &str| {
            let time = TimeInterval { earliest: from.map(at), latest: to.map(at), from: String::new() };
            assert_eq!(when(&time), expected);
        };
        check(None, None, "undated");
        check(Some("2031-03-05T09:40:00Z"), Some("2031-03-05T09:40:01Z"), "5 Mar 2031 09:40");
        check(Some("2031-03-05T00:00:00Z"), Some("2031-03-06T00:00:00Z"), "5 Mar 2031");
        check(Some("2031-03-04T20:00:00Z"), Some("2031-03-05T20:00:00Z"), "5 Mar 2031");
        check(None, Some("2031-03-05T09:40:00Z"), "before 5 Mar 2031 09:40");
        check(Some("2031-03-05T09:40:00Z"), None, "not before 5 Mar 2031 09:40");
        check(
            Some("2031-03-05T09:40:00Z"),
            Some("2031-03-07T00:00:00Z"),
            "between 5 Mar 2031 09:40 and 7 Mar 2031 00:00",
        );
    }

    #[test]
    fn what_could_steer_a_terminal_is_gone() {
        assert_eq!(clean("a\u{1b}[31mb\n c\u{202e}d\u{7}\te"), "a[31mb cd e");
    }

    #[test]
    fn long_quotations_are_cut_at_a_space_and_marked() {
        let cut = quote(&"kettle ".repeat(60));
        assert!(cut.ends_with("kettle […]”"), "{cut}");
        assert_eq!(quote("short"), "“short”");
    }

    #[test]
    fn words_in_quotation_marks_get_no_second_pair() {
        assert_eq!(quote("«Night»"), "«Night»");
        assert_eq!(quote("„Merle“ is late, says „Tern“"), "“„Merle“ is late, says „Tern“”");
    }
}
