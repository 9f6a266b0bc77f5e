use firsthand::ingest::html::{Limits, Page, Read, read};

/// Sentences long enough for an article; `no` makes each different.
pub(crate) fn sentence(no: usize) -> String {
    let words = ["ferry", "harbour", "captain", "pier", "tide", "warehouse", "lighthouse", "ticket office"];
    let (first, second) = (words[no % 8], words[(no / 8 + no + 3) % 8]);
    format!("On day {no} the {first} stayed closed because the {second} was under repair, the port office said.")
}

/// `count` paragraphs from sentence `from` on.
pub(crate) fn article(from: usize, count: usize) -> String {
    (from..from + count).map(|no| format!("<p>{}</p>\n", sentence(no))).collect::<Vec<_>>().concat()
}

/// A page with this head and body.
pub(crate) fn page(head: &str, body: &str) -> String {
    format!("<!DOCTYPE html><html lang=en><head><meta charset=utf-8>{head}</head><body>{body}</body></html>")
}

pub(crate) fn read_page(html: &str) -> Read {
    read(html, "", Limits::default())
}

pub(crate) fn codes(read: &Read) -> Vec<u16> {
    read.remarks.iter().map(|(code, _)| code.0).collect()
}

/// Where the time is known from, and its first day in UTC.
pub(crate) fn published(page: &Page) -> (String, String) {
    let Some(taken) = page.times.taken else { return (String::new(), String::new()) };
    let interval = page.times.published[taken].time.interval(None);
    (interval.from, interval.earliest.map(|t| t.to_string()[..10].to_owned()).unwrap_or_default())
}

/// The text is exactly these sentences, one a paragraph.
#[track_caller]
pub(crate) fn assert_sentences(page: &Page, numbers: std::ops::Range<usize>) {
    let expected: Vec<String> = numbers.map(sentence).collect();
    assert_eq!(page.text.split("\n\n").collect::<Vec<_>>(), expected);
}
