//! When was the page's article published?
//!
//! Five places tell, and each is kept: JSON-LD, `<meta>`, marked `<time>` elements, the path of the address, and
//! lines in elements that are called after dates. The first of them, in this order, is believed: what is written
//! for machines goes before what a template repeats, and the address, which has no time of day, before lines that
//! may belong to a neighbour. A later place that agrees with it and is finer (a time of day for a day) is taken
//! instead. Times of change are kept apart and never taken.

use super::dateline;
use super::facts::{Facts, Means};
use super::ld::Linked;
use crate::ingest::Published;

/// The times of one page.
#[derive(Clone, Debug, Default)]
pub struct Times {
    /// When it was published: what each place says, in order of precedence.
    pub published: Vec<Said>,
    /// When it was changed.
    pub modified: Vec<Said>,
    /// Which of `published` is taken.
    pub taken: Option<usize>,
}

/// What one place says.
#[derive(Clone, Debug)]
pub struct Said {
    /// As read; its source is `json-ld`, `meta`, `time-element`, `url` or `dateline`.
    pub time: Published,
    /// As written.
    pub words: String,
    /// Whether nothing says that it is the time of the article: a bare `<time>`. It is no conflict.
    pub bare: bool,
}

impl Said {
    fn read(words: &str, from: &'static str) -> Option<Self> {
        // Chosen by hand: longer than any date.
        let words: String = words.trim().chars().take(60).collect();
        let mut time = Published::parse(&words);
        if time.is_unreadable() {
            time = dateline::find(&words)?.0;
        }
        (!time.is_absent()).then_some(Self { time: time.known_from(from), words, bare: false })
    }
}

/// Names of `<meta>` that tell when an article was published, the more exact first.
const PUBLISHED: [&str; 24] = [
    "article:published_time",
    "article:published",
    "og:published_time",
    "og:article:published_time",
    "datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "cxenseparse:recs:publishtime",
    "publish_date",
    "publishdate",
    "publish-date",
    "published_time",
    "pubdate",
    "publication_date",
    "article.published",
    "article_date_original",
    "originalpublicationdate",
    "date.issued",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.created",
    "dcterms.date",
    "dc.date",
    "date",
];

/// Names of `<meta>` that tell when an article was changed.
const MODIFIED: [&str; 9] = [
    "article:modified_time",
    "article:modified",
    "og:updated_time",
    "og:modified_time",
    "datemodified",
    "dc.date.modified",
    "dcterms.modified",
    "lastmod",
    "last-modified",
];

/// Gathers the times of a page whose address is `url`, and chooses.
pub(super) fn times(facts: &Facts, linked: &Linked, url: &str) -> Times {
    let mut found = Times::default();
    found.published.extend(linked.published.iter().find_map(|words| Said::read(words, "json-ld")));
    found.modified.extend(linked.modified.iter().find_map(|words| Said::read(words, "json-ld")));
    let meta = |names: &[&str]| names.iter().find_map(|name| Said::read(facts.meta(&[*name]), "meta"));
    found.published.extend(meta(&PUBLISHED));
    found.modified.extend(meta(&MODIFIED));
    let marked = |means| facts.times.iter().filter(move |(m, _)| *m == means);
    let element = |means| marked(means).find_map(|(_, words)| Said::read(words, "time-element"));
    let bare = || element(Means::Unsaid).map(|said| Said { bare: true, ..said });
    found.published.extend(element(Means::Published).or_else(bare));
    found.modified.extend(element(Means::Modified));
    found.published.extend(dateline::in_address(url).map(|(time, words)| Said {
        time: time.known_from("url"),
        words,
        bare: false,
    }));
    let lines = facts.datelines.iter().filter_map(|line| Some((dateline::find(line)?, line)));
    for ((time, modified), line) in lines {
        let list = if modified { &mut found.modified } else { &mut found.published };
        if !list.iter().any(|said| said.time.source() == "dateline") {
            list.push(Said { time: time.known_from("dateline"), words: line.clone(), bare: false });
        }
    }
    found.taken = choose(&found.published);
    found
}

/// The first, or the finest of those that agree with it.
fn choose(published: &[Said]) -> Option<usize> {
    let mut taken = 0;
    for (i, said) in published.iter().enumerate().skip(1) {
        let finer = said.time.lasts_seconds() < published[taken].time.lasts_seconds();
        if finer && agree(&said.time, &published[taken].time) {
            taken = i;
        }
    }
    (!published.is_empty()).then_some(taken)
}

/// Whether two times may be one: their intervals meet, whatever zones they were written in.
fn agree(a: &Published, b: &Published) -> bool {
    let (a, b) = (a.widest(), b.widest());
    !a.before(&b) && !b.before(&a)
}

impl Times {
    /// What the places say, where two of them cannot both be right: words for a note. A publication after the last
    /// change is such a case too.
    pub fn conflict(&self) -> Option<String> {
        let taken = &self.published[self.taken?];
        let others = self.published.iter().any(|said| !said.bare && !agree(&said.time, &taken.time));
        let changed = self.modified.iter().find(|said| said.time.widest().before(&taken.time.widest()));
        if !others && changed.is_none() {
            return None;
        }
        let shown = |said: &Said| format!("{} says {:?}", said.time.source(), said.words);
        let mut all: Vec<String> = self.published.iter().map(shown).collect();
        all.extend(changed.map(|said| format!("changed {:?} ({})", said.words, said.time.source())));
        Some(format!("{}; {} was taken", all.join(", "), taken.time.source()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chosen(said: &[(&'static str, &str)]) -> (String, bool) {
        let published: Vec<Said> = said.iter().map(|(from, words)| Said::read(words, from).unwrap()).collect();
        let taken = choose(&published);
        let times = Times { published, modified: Vec::new(), taken };
        let words = times.published[times.taken.unwrap()].words.clone();
        (words, times.conflict().is_some())
    }

    fn check(said: &[(&'static str, &str)], expected: &str, conflict: bool) {
        assert_eq!(chosen(said), (expected.to_owned(), conflict), "{said:?}");
    }

    #[test]
    fn the_first_place_is_believed_and_a_finer_one_that_agrees_is_taken() {
        check(&[("json-ld", "2031-04-05T10:00:00Z"), ("meta", "2031-04-05")], "2031-04-05T10:00:00Z", false);
        check(&[("json-ld", "2031-04-05"), ("meta", "2031-04-05T10:00:00Z")], "2031-04-05T10:00:00Z", false);
        check(&[("json-ld", "2031-04-05"), ("url", "2031-04"), ("dateline", "5 April 2031")], "2031-04-05", false);
    }

    #[test]
    fn places_that_cannot_both_be_right_are_a_conflict() {
        check(&[("json-ld", "2031-04-05T10:00:00Z"), ("url", "2031-03-01")], "2031-04-05T10:00:00Z", true);
        check(&[("meta", "2031-04-05T23:00:00-05:00"), ("url", "2031-04-06")], "2031-04-05T23:00:00-05:00", false);
    }

    #[test]
    fn a_publication_after_the_last_change_is_a_conflict() {
        let said = |words| Said::read(words, "meta").unwrap();
        let times = Times { published: vec![said("2031-04-05")], modified: vec![said("2031-03-01")], taken: Some(0) };
        assert!(times.conflict().unwrap().contains("changed \"2031-03-01\" (meta)"));
    }
}
