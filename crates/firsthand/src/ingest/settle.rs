//! What do the documents of a pile say about one another, before anybody reads them?

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

use jiff::tz::Offset;

use super::record::Seen;
use super::{Draft, Original, Published, code};
use crate::model::{Document, Note, Noted, TimeInterval};

/// What a user says about documents that do not say it themselves.
#[derive(Clone, Debug, Default)]
pub struct Defaults {
    /// For documents without a publication time, or with an unreadable one.
    pub published: Option<TimeInterval>,
    /// For documents without an outlet; it goes before the host of the URL.
    pub outlet: Option<String>,
}

/// Turns the drafts of a pile into documents in canonical order: by earliest publication time, open last, then by
/// id. The order of the drafts never matters. Ids come out unique: of several documents with one id, the first in
/// canonical order keeps it and the others get `-2`, `-3`, each with a note (FH0118).
/// Cost: one sort of the pile.
pub fn settle(drafts: Vec<Draft>, defaults: &Defaults) -> Noted<Vec<Document>> {
    let Noted { value, notes } = settle_kept(drafts, defaults);
    Noted { value: value.into_iter().map(|(document, _)| document).collect(), notes }
}

/// [`settle`], each document with the record that it was made from, where its draft has kept it.
pub fn settle_kept(mut drafts: Vec<Draft>, defaults: &Defaults) -> Noted<Vec<(Document, Option<Original>)>> {
    for draft in &mut drafts {
        name_outlet(&mut draft.document, defaults);
    }
    let offsets = learn_offsets(&drafts);
    for draft in &mut drafts {
        date(draft, &offsets, defaults);
    }
    drafts.sort_by(canonical);
    let notes = make_ids_unique(&mut drafts);
    let mut value: Vec<_> = drafts.into_iter().map(|draft| (draft.document, draft.original)).collect();
    value.sort_by(|a, b| by_time_and_id(&a.0, &b.0));
    Noted { value, notes }
}

fn name_outlet(document: &mut Document, defaults: &Defaults) {
    if document.outlet.is_empty() {
        document.outlet = defaults.outlet.clone().unwrap_or_else(|| document.host());
    }
}

/// The UTC offset of each outlet all of whose written offsets agree. An outlet that moves its clocks for the summer
/// within the pile has two, and is left out: its bare dates stay days of UTC.
fn learn_offsets(drafts: &[Draft]) -> BTreeMap<String, Offset> {
    let mut seen: BTreeMap<&str, Option<Offset>> = BTreeMap::new();
    for draft in drafts.iter().filter(|draft| !draft.document.outlet.is_empty()) {
        let Some(offset) = draft.published.offset() else { continue };
        let agreed = seen.entry(&draft.document.outlet).or_insert(Some(offset));
        *agreed = agreed.filter(|known| *known == offset);
    }
    seen.into_iter().filter_map(|(outlet, agreed)| Some((outlet.to_owned(), agreed?))).collect()
}

fn date(draft: &mut Draft, offsets: &BTreeMap<String, Offset>, defaults: &Defaults) {
    let undated = draft.published.is_absent() || draft.published.is_unreadable();
    let document = &mut draft.document;
    document.published = match (&defaults.published, &draft.seen) {
        (Some(published), _) if undated => published.clone(),
        (None, Some(seen)) if undated => before(seen),
        _ => draft.published.interval(offsets.get(&document.outlet).copied()),
    };
    let offset = draft.published.offset().or_else(|| offsets.get(&document.outlet).copied());
    document.utc_offset_minutes = offset.map_or(0, |o| o.seconds() / 60);
}

/// A page that was seen is no later than that; how much earlier it was published is not known.
fn before(seen: &Seen) -> TimeInterval {
    let latest = Published::parse(&seen.at).interval(None).latest;
    let from = latest.map_or_else(String::new, |_| seen.from.to_owned());
    TimeInterval { earliest: None, latest, from }
}

/// The canonical order of documents with unique ids.
pub fn by_time_and_id(a: &Document, b: &Document) -> Ordering {
    let key = |document: &Document| (document.published.earliest.is_none(), document.published.earliest);
    key(a).cmp(&key(b)).then_with(|| a.id.cmp(&b.id))
}

/// The canonical order, carried on through everything that can tell two documents of one id apart.
fn canonical(a: &Draft, b: &Draft) -> Ordering {
    let (x, y) = (&a.document, &b.document);
    by_time_and_id(x, y)
        .then_with(|| x.published.latest.cmp(&y.published.latest))
        .then_with(|| (&x.url, &x.title, &x.text).cmp(&(&y.url, &y.title, &y.text)))
        .then_with(|| (&x.path, a.offset).cmp(&(&y.path, b.offset)))
}

fn make_ids_unique(drafts: &mut [Draft]) -> Vec<Note> {
    let mut taken: BTreeSet<String> = drafts.iter().map(|draft| draft.document.id.clone()).collect();
    let mut copies: BTreeMap<String, u32> = BTreeMap::new();
    let mut notes = Vec::new();
    for draft in drafts {
        let given = draft.document.id.clone();
        let copy = copies.entry(given.clone()).or_insert(0);
        *copy += 1;
        if *copy == 1 {
            continue;
        }
        while taken.contains(&format!("{given}-{copy}")) {
            *copy += 1;
        }
        let id = format!("{given}-{copy}");
        notes.push(duplicate(draft, &given, &id));
        taken.insert(id.clone());
        draft.document.id = id;
    }
    notes
}

fn duplicate(draft: &Draft, given: &str, id: &str) -> Note {
    let text = format!("id `{given}` is taken by an earlier document; this one is called `{id}`");
    Note { at: draft.document.path.clone(), offset: Some(draft.offset), code: code::DUPLICATE_ID, text }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::super::{Columns, Envelope, Limits, Record, draft};
    use super::*;

    fn drafts(records: &[Value]) -> Vec<Draft> {
        let drafted = records.iter().enumerate().map(|(i, record)| {
            let mut fields: Vec<(String, Value)> =
                record.as_object().unwrap().iter().map(|(k, v)| (k.clone(), v.clone())).collect();
            fields.push(("text".to_owned(), json!("t")));
            let record = Record { path: "p".to_owned(), offset: i as u64, fields, envelope: None };
            draft(record, &Columns::default(), Limits::default()).value.unwrap()
        });
        drafted.collect()
    }

    fn ids(found: &Noted<Vec<Document>>) -> Vec<&str> {
        found.value.iter().map(|document| document.id.as_str()).collect()
    }

    #[test]
    fn documents_come_by_time_and_undated_last() {
        let found = settle(
            drafts(&[
                json!({"id": "x"}),
                json!({"id": "b", "published": "2024"}),
                json!({"id": "a", "published": "2023"}),
            ]),
            &Defaults::default(),
        );
        assert_eq!(ids(&found), ["a", "b", "x"]);
    }

    #[test]
    fn input_order_never_matters() {
        let records = [
            json!({"id": "a", "url": "u"}),
            json!({"id": "a", "url": "v"}),
            json!({"id": "a-2"}),
            json!({"id": "a", "published": "2020"}),
        ];
        let forward = settle(drafts(&records), &Defaults::default());
        let mut backward = drafts(&records);
        backward.reverse();
        let backward = settle(backward, &Defaults::default());
        let shown = |found: &Noted<Vec<Document>>| {
            found.value.iter().map(|d| format!("{} {}", d.id, d.url)).collect::<Vec<_>>()
        };
        assert_eq!(shown(&forward), ["a ", "a-2 ", "a-3 u", "a-4 v"]);
        assert_eq!(shown(&forward), shown(&backward));
        assert_eq!(forward.notes, backward.notes);
    }

    #[test]
    fn bare_dates_take_the_offset_that_an_outlet_always_writes() {
        let earliest = |other: &str| {
            let records = [
                json!({"id": "a", "outlet": "o", "published": "2024-03-01"}),
                json!({"id": "b", "outlet": "o", "published": "2024-03-05T10:00:00+03:00"}),
                json!({"id": "c", "outlet": "o", "published": "2024-03-05T10:00:00Z"}),
                json!({"id": "d", "outlet": other, "published": "2024-06-05T10:00:00+02:00"}),
            ];
            settle(drafts(&records), &Defaults::default()).value[0].published.earliest.unwrap().to_string()
        };
        assert_eq!(earliest("another"), "2024-02-29T21:00:00Z");
        assert_eq!(earliest("o"), "2024-03-01T00:00:00Z");
    }

    #[test]
    fn defaults_fill_only_what_is_missing() {
        let known = TimeInterval { from: "--published".to_owned(), ..TimeInterval::default() };
        let defaults = Defaults { published: Some(known), outlet: Some("Mine".to_owned()) };
        let records = [json!({"id": "a", "outlet": "o", "published": "2024"}), json!({"id": "b", "published": "?"})];
        let found = settle(drafts(&records), &defaults).value;
        let shown: Vec<_> = found.iter().map(|d| (d.outlet.as_str(), d.published.from.as_str())).collect();
        assert_eq!(shown, [("o", "field"), ("Mine", "--published")]);
    }

    #[test]
    fn the_host_stands_in_for_the_outlet() {
        let found = settle(drafts(&[json!({"url": "https://www.Example.org/a"})]), &Defaults::default());
        assert_eq!(found.value[0].outlet, "example.org");
    }

    #[test]
    fn what_was_seen_bounds_only_the_end() {
        let dated = |fields: &[(&str, &str)], defaults: &Defaults| {
            let fields = fields.iter().map(|(k, v)| ((*k).to_owned(), json!(v))).collect();
            let seen = Some(Seen { at: "2024-03-01T10:00:00Z".to_owned(), from: "warc-date" });
            let envelope = Some(Envelope { published_from: Some("feed"), seen, links: Vec::new() });
            let record = Record { fields, envelope, ..Record::default() };
            let draft = draft(record, &Columns::default(), Limits::default()).value.unwrap();
            settle(vec![draft], defaults).value.remove(0).published
        };
        let found = dated(&[("text", "t")], &Defaults::default());
        assert_eq!((found.earliest, found.from.as_str()), (None, "warc-date"));
        assert_eq!(found.latest.unwrap().to_string(), "2024-03-01T10:00:01Z");
        let found = dated(&[("text", "t"), ("published", "2023-01-01T00:00")], &Defaults::default());
        assert_eq!(found.from, "feed (no zone)");
        let known = TimeInterval { from: "--published".to_owned(), ..TimeInterval::default() };
        let defaults = Defaults { published: Some(known), outlet: None };
        assert_eq!(dated(&[("text", "t")], &defaults).from, "--published");
    }
}
