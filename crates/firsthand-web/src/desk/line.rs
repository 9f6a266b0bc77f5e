//! Where does a claim stand, in one line?

use std::collections::BTreeSet;

use firsthand::model::{Document, Finding, Node, Outcome, SourceKind, Stance, Standing};
use firsthand::publish::parts::{clean, outlet};
use jiff::Timestamp;

use crate::words::{f, n, t};

/// A statement is shown in lists up to so many characters; the claim's page has all of it.
const LONGEST_STATEMENT: usize = 300;

/// What lists show of a claim, and what they are sorted and filtered by.
#[derive(Clone, Debug)]
pub(crate) struct Line {
    pub(crate) key: String,
    pub(crate) statement: String,
    /// Language of the statement.
    pub(crate) language: &'static str,
    /// Languages of its articles, sorted.
    pub(crate) languages: Vec<&'static str>,
    /// Names of its outlets, sorted.
    pub(crate) outlets: Vec<String>,
    pub(crate) articles: usize,
    pub(crate) at_least: u32,
    pub(crate) at_most: u32,
    pub(crate) or_more: bool,
    pub(crate) standing: Standing,
    pub(crate) first: Option<Timestamp>,
    pub(crate) last: Option<Timestamp>,
    pub(crate) is_disputed: bool,
    pub(crate) due: Option<(String, Outcome)>,
    pub(crate) owed: usize,
    /// Whether somebody's standing before the law is stated: an accusation, which is looked at first.
    pub(crate) accuses: bool,
    /// "29 outlets, at most 1 source, anonymous; nobody reports that the deadline was met".
    pub(crate) where_it_stands: String,
}

impl Line {
    pub(super) fn of(key: String, documents: &[Document], finding: &Finding) -> Self {
        let (claim, trace) = (&finding.claim, &finding.trace);
        let (no, place) = claim.statement;
        let articles: Vec<&Document> = claim.articles.iter().map(|a| &documents[a.document.index()]).collect();
        let outlets: BTreeSet<String> = articles.iter().map(|d| clean(&outlet(d))).filter(|o| !o.is_empty()).collect();
        let languages: BTreeSet<&'static str> = articles.iter().map(|d| d.language.code()).collect();
        let times = articles.iter().filter_map(|d| d.published.earliest.or(d.published.latest));
        let mut line = Self {
            key,
            statement: shortened(&clean(documents[no.index()].slice(place)), LONGEST_STATEMENT),
            language: claim.language.code(),
            languages: languages.into_iter().collect(),
            outlets: outlets.into_iter().collect(),
            articles: claim.articles.len(),
            at_least: trace.bounds.at_least,
            at_most: trace.bounds.at_most,
            or_more: trace.bounds.or_more,
            standing: trace.standing,
            first: times.clone().min(),
            last: times.max(),
            is_disputed: is_disputed(finding),
            due: claim.due.as_ref().map(|due| (due.date.clone(), due.outcome)),
            owed: trace.owed.len(),
            accuses: !claim.legal.is_empty(),
            where_it_stands: String::new(),
        };
        line.where_it_stands = where_it_stands(&line, finding);
        line
    }

    /// "at least 0, at most 1".
    pub(crate) fn bounds(&self) -> String {
        let key = if self.or_more { "bounds.or-more" } else { "bounds.plain" };
        f(key, &[("low", &self.at_least.to_string()), ("high", &self.at_most.to_string())])
    }
}

fn is_disputed(finding: &Finding) -> bool {
    let denies = |stance| stance == Stance::Denies;
    !finding.claim.disputed_by.is_empty() || finding.claim.articles.iter().any(|a| denies(a.stance))
}

fn where_it_stands(line: &Line, finding: &Finding) -> String {
    let carried = match line.outlets.len() {
        0 => n("count.articles", line.articles),
        outlets => n("count.outlets", outlets),
    };
    let sources = match (line.at_least, line.at_most) {
        (_, 0) => t("stands.none").to_owned(),
        (0, _) => f("stands.at-most", &[("sources", &sources(line))]),
        (low, high) if low == high && !line.or_more => n("stands.exactly", low as usize),
        (low, _) => f("stands.between", &[("low", &low.to_string()), ("sources", &sources(line))]),
    };
    let mut stands = vec![carried, sources];
    stands.extend(who(finding).map(str::to_owned));
    let mut open: Vec<&str> = Vec::new();
    if line.standing == Standing::Circular {
        open.push(t("stands.circular"));
    }
    if line.is_disputed {
        open.push(t("stands.disputed"));
    }
    match line.due.as_ref().map(|(_, outcome)| outcome) {
        Some(Outcome::NotReported) => open.push(t("stands.not-reported")),
        Some(Outcome::Reported) => open.push(t("stands.reported")),
        Some(Outcome::NotYetDue) => open.push(t("stands.not-yet-due")),
        None => {}
    }
    let stands = stands.join(", ");
    std::iter::once(stands.as_str()).chain(open).collect::<Vec<_>>().join("; ")
}

fn sources(line: &Line) -> String {
    let counted = n("count.sources", line.at_most as usize);
    if line.or_more { f("stands.or-more", &[("sources", &counted)]) } else { counted }
}

/// "anonymous", where all that counts is.
fn who(finding: &Finding) -> Option<&'static str> {
    let trace = &finding.trace;
    let counted = trace.bounds.why.iter().filter(|reason| reason.at_most > 0).flat_map(|reason| &reason.nodes);
    let mut kinds = counted.map(|node| match node {
        Node::Source(id) => trace.sources.get(id.0 as usize).map(|source| source.kind),
        Node::Document(_) => None,
    });
    let first = kinds.next()??;
    (first == SourceKind::Anonymous && kinds.all(|kind| kind == Some(first))).then(|| t("stands.anonymous"))
}

/// At most so many characters, cut at a space where there is one.
pub(crate) fn shortened(text: &str, most: usize) -> String {
    let Some((end, _)) = text.char_indices().nth(most) else { return text.to_owned() };
    let head = &text[..end];
    let head = head.rsplit_once(' ').map_or(head, |(head, _)| head);
    format!("{head} […]")
}
