//! What did the last trace find, and in which order is it shown?

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, PoisonError};

use firsthand::model::{Document, DocumentNo, Finding, Findings, Outcome, Standing};
use firsthand::pipeline::Linked;
use firsthand::review::{End, ReviewedRelay, Reviews};
use firsthand_store::Stamp;
use jiff::Timestamp;

use super::line::Line;
use super::queue::{self, Doubt};
use super::search::Index;

/// Drawings that are kept; the largest take a megabyte. Chosen by hand.
const MOST_DRAWN: usize = 64;

/// A whole trace of a collection. It is never changed: a review makes a new one that shares all but one claim.
#[derive(Clone, Default)]
pub(crate) struct Snapshot {
    pub(crate) documents: Arc<Vec<Document>>,
    /// Numbers of the documents in the file.
    pub(crate) rows: Arc<Vec<i64>>,
    pub(crate) findings: Vec<Arc<Finding>>,
    pub(crate) lines: Vec<Arc<Line>>,
    pub(crate) queue: Arc<Vec<Doubt>>,
    /// The state of the file that it was made of; none before the first trace.
    pub(crate) stamp: Option<Stamp>,
    /// Whether reviews were followed since the whole was traced: the file's tables do not have them yet.
    pub(crate) follows_reviews: bool,
    linked: Arc<Linked>,
    reviews: Arc<Reviews>,
    index: Arc<Index>,
    by_key: Arc<BTreeMap<String, usize>>,
    by_row: Arc<BTreeMap<i64, DocumentNo>>,
    /// Claims of each document.
    of_document: Arc<Vec<Vec<u32>>>,
    /// Claims by the ids of their relays, as they were found.
    of_relay: Arc<BTreeMap<String, Vec<usize>>>,
    /// Names of outlets and codes of languages, for the filters.
    pub(crate) outlets: Arc<Vec<String>>,
    pub(crate) languages: Arc<Vec<&'static str>>,
    orders: Arc<BTreeMap<Sort, Vec<u32>>>,
    /// Drawings and proofs of the claims that were looked at last, by position.
    drawn: Arc<Mutex<BTreeMap<usize, Arc<str>>>>,
}

/// In which order claims are listed, and which of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Sort {
    #[default]
    Newest,
    /// Most outlets for each source that there may be.
    Repeated,
    Disputed,
    Due,
    Owed,
}

impl Sort {
    pub(crate) const ALL: [Self; 5] = [Self::Newest, Self::Repeated, Self::Disputed, Self::Due, Self::Owed];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Newest => "newest",
            Self::Repeated => "repeated",
            Self::Disputed => "disputed",
            Self::Due => "due",
            Self::Owed => "owed",
        }
    }

    pub(crate) fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|sort| sort.name() == name)
    }
}

/// Which claims are wanted. None of it can be a person.
#[derive(Clone, Debug, Default)]
pub(crate) struct Wanted {
    pub(crate) sort: Sort,
    pub(crate) words: String,
    pub(crate) language: String,
    pub(crate) outlet: String,
    pub(crate) standing: String,
    pub(crate) from: Option<Timestamp>,
    /// Exclusive.
    pub(crate) until: Option<Timestamp>,
    /// Claims that only one article has, too.
    pub(crate) alone: bool,
}

impl Snapshot {
    pub(super) fn of(findings: Findings, rows: Vec<i64>, linked: Linked, reviews: Reviews, stamp: Stamp) -> Self {
        let documents = findings.documents;
        let findings: Vec<Arc<Finding>> = findings.findings.into_iter().map(Arc::new).collect();
        let (by_key, keys) = keys(&documents, &findings);
        let each = || findings.iter().map(Arc::as_ref);
        let line = |(key, finding): (String, &Finding)| Arc::new(Line::of(key, &documents, finding));
        let lines: Vec<Arc<Line>> = keys.into_iter().zip(each()).map(line).collect();
        let outlets: BTreeSet<String> = lines.iter().flat_map(|line| line.outlets.iter().cloned()).collect();
        let languages: BTreeSet<&'static str> = lines.iter().flat_map(|line| line.languages.iter().copied()).collect();
        let by_row = rows.iter().enumerate().map(|(at, &row)| (row, DocumentNo(at as u32))).collect();
        Self {
            queue: Arc::new(queue::queue(&documents, each())),
            index: Arc::new(Index::of(&documents, each())),
            orders: Arc::new(orders(&lines)),
            of_document: Arc::new(of_document(documents.len(), &findings)),
            of_relay: Arc::new(of_relay(&documents, &linked, &findings)),
            by_key: Arc::new(by_key),
            by_row: Arc::new(by_row),
            outlets: Arc::new(outlets.into_iter().collect()),
            languages: Arc::new(languages.into_iter().collect()),
            documents: Arc::new(documents),
            rows: Arc::new(rows),
            linked: Arc::new(linked),
            reviews: Arc::new(reviews),
            stamp: Some(stamp),
            follows_reviews: false,
            drawn: Arc::default(),
            findings,
            lines,
        }
    }

    /// What `draw` makes of a claim, kept until the claim or the collection changes: a drawing of hundreds of articles
    /// takes longer than the rest of its page.
    pub(crate) fn drawn(&self, at: usize, draw: impl FnOnce() -> String) -> Arc<str> {
        let kept = || self.drawn.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(drawn) = kept().get(&at) {
            return drawn.clone();
        }
        let drawn: Arc<str> = draw().into();
        let mut kept = kept();
        if kept.len() >= MOST_DRAWN {
            kept.clear();
        }
        kept.insert(at, drawn.clone());
        drawn
    }

    pub(crate) fn claim(&self, key: &str) -> Option<usize> {
        self.by_key.get(key).copied()
    }

    /// The document with this number in the file, where it is the newest version of its article.
    pub(crate) fn document(&self, row: i64) -> Option<DocumentNo> {
        self.by_row.get(&row).copied()
    }

    pub(crate) fn row(&self, no: DocumentNo) -> i64 {
        self.rows.get(no.index()).copied().unwrap_or(0)
    }

    /// Claims that a document has to do with.
    pub(crate) fn claims_of(&self, no: DocumentNo) -> &[u32] {
        self.of_document.get(no.index()).map_or(&[], Vec::as_slice)
    }

    /// Claims that have a relay with this id, or had it before a reviewer rejected it.
    pub(crate) fn claims_with(&self, relay: &str) -> Vec<usize> {
        self.of_relay.get(relay).cloned().unwrap_or_default()
    }

    /// Positions of the claims that are wanted, in their order.
    /// Cost: one look at each claim of the list.
    pub(crate) fn list(&self, wanted: &Wanted) -> Vec<usize> {
        let found = self.index.find(&wanted.words);
        let empty = Vec::new();
        let order = self.orders.get(&wanted.sort).unwrap_or(&empty);
        let has_words = |at: &u32| found.as_ref().is_none_or(|found| found.binary_search(at).is_ok());
        let fits = |at: &&u32| fits(&self.lines[**at as usize], wanted) && has_words(at);
        order.iter().filter(fits).map(|&at| at as usize).collect()
    }

    /// What is held of the relays of one claim.
    pub(crate) fn reviews_of(&self, at: usize) -> Reviews {
        Reviews { relays: self.concerning(at, &self.reviews.relays), ..self.reviews.as_ref().clone() }
    }

    /// The bounds of a claim if one of its relays were rejected.
    pub(crate) fn bounds_without(&self, at: usize, relay: usize) -> Option<(u32, u32)> {
        let relay = self.findings.get(at)?.trace.relays.get(relay)?;
        Some(queue::bounds_without(&self.linked, &self.documents, at, self.reviews_of(at), relay))
    }

    fn concerning(&self, at: usize, reviews: &[ReviewedRelay]) -> Vec<ReviewedRelay> {
        let claim = &self.findings[at].claim;
        let is_here = |end: &End| match end {
            End::Document(id) => claim.articles.iter().any(|a| self.documents[a.document.index()].id == *id),
            End::Source => false,
        };
        let concerns = |review: &&ReviewedRelay| match self.of_relay.get(&review.id) {
            Some(claims) => claims.contains(&at),
            None => is_here(&review.from) && is_here(&review.to),
        };
        reviews.iter().filter(concerns).cloned().collect()
    }

    /// The same with some claims traced again, as their reviews are now. Cost: that of those claims, and of one
    /// pointer for each of the others.
    pub(super) fn reviewed(&self, touched: &[usize], reviews: Reviews, stamp: Stamp) -> Self {
        let (reviews, drawn) = (Arc::new(reviews), Arc::default());
        let mut after = Self { reviews, drawn, follows_reviews: true, ..self.clone() };
        after.stamp = self.stamp.map(|before| Stamp { reviews: stamp.reviews, ..before });
        for &at in touched {
            let reviews = after.reviews_of(at);
            let finding = self.linked.finding(at, &self.documents, &reviews);
            after.lines[at] = Arc::new(Line::of(self.lines[at].key.clone(), &self.documents, &finding));
            after.findings[at] = Arc::new(finding);
        }
        after.queue = Arc::new(queue::after(&self.queue, &self.documents, &after.findings, touched));
        after
    }
}

fn keys(documents: &[Document], findings: &[Arc<Finding>]) -> (BTreeMap<String, usize>, Vec<String>) {
    let (mut by_key, mut keys) = (BTreeMap::new(), Vec::with_capacity(findings.len()));
    for (at, finding) in findings.iter().enumerate() {
        let key = finding.claim.key(documents);
        // Two items of one page can be worded best by one sentence.
        let copies = (2..).map(|copy| format!("{key}-{copy}"));
        let free = std::iter::once(key.clone()).chain(copies).find(|key| !by_key.contains_key(key));
        let key = free.unwrap_or(key);
        by_key.insert(key.clone(), at);
        keys.push(key);
    }
    (by_key, keys)
}

fn of_document(count: usize, findings: &[Arc<Finding>]) -> Vec<Vec<u32>> {
    let mut of_document = vec![Vec::new(); count];
    for (at, finding) in findings.iter().enumerate() {
        for article in &finding.claim.articles {
            of_document[article.document.index()].push(at as u32);
        }
    }
    of_document
}

fn of_relay(documents: &[Document], linked: &Linked, findings: &[Arc<Finding>]) -> BTreeMap<String, Vec<usize>> {
    let mut of_relay: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    let put_back = findings.iter().map(|finding| finding.trace.relays.as_slice());
    for (at, (found, shown)) in linked.relays().zip(put_back).enumerate() {
        let ids: BTreeSet<String> = found.iter().chain(shown).map(|relay| relay.id(documents)).collect();
        for id in ids {
            of_relay.entry(id).or_default().push(at);
        }
    }
    of_relay
}

fn orders(lines: &[Arc<Line>]) -> BTreeMap<Sort, Vec<u32>> {
    let mut newest: Vec<u32> = (0..lines.len() as u32).collect();
    newest.sort_by_key(|&at| (Reverse(lines[at as usize].last), at));
    let only = |wanted: fn(&Line) -> bool| newest.iter().copied().filter(move |&at| wanted(&lines[at as usize]));
    let mut repeated: Vec<u32> = only(|line| line.articles > 1).collect();
    // Outlets for each source that there may be; one more, so that no source at all weighs most.
    let ratio = |line: &Line| line.outlets.len() as u64 * 1000 / (u64::from(line.at_most) + 1);
    repeated.sort_by_key(|&at| (Reverse(ratio(&lines[at as usize])), at));
    let mut due: Vec<u32> = only(|line| line.due.is_some()).collect();
    due.sort_by(|&a, &b| lines[b as usize].due_day().cmp(lines[a as usize].due_day()));
    BTreeMap::from([
        (Sort::Disputed, only(|line| line.is_disputed).collect()),
        (Sort::Owed, only(|line| line.owed > 0).collect()),
        (Sort::Repeated, repeated),
        (Sort::Due, due),
        (Sort::Newest, newest),
    ])
}

impl Line {
    fn due_day(&self) -> &str {
        self.due.as_ref().map_or("", |(date, _)| date.as_str())
    }

    /// Whether a deadline passed in silence.
    pub(crate) fn is_overdue(&self) -> bool {
        self.due.as_ref().is_some_and(|(_, outcome)| *outcome == Outcome::NotReported)
    }
}

fn fits(line: &Line, wanted: &Wanted) -> bool {
    let standing = |standing: Standing| wanted.standing.is_empty() || standing.name() == wanted.standing;
    let language = wanted.language.is_empty() || line.languages.iter().any(|code| *code == wanted.language);
    let outlet = wanted.outlet.is_empty() || line.outlets.binary_search(&wanted.outlet).is_ok();
    let from = wanted.from.is_none_or(|from| line.last.is_some_and(|last| last >= from));
    let until = wanted.until.is_none_or(|until| line.first.is_some_and(|first| first < until));
    (wanted.alone || line.articles > 1) && standing(line.standing) && language && outlet && from && until
}
