//! How does a program read the findings? As `firsthand/trace/1`, which `docs/schema/` describes.

mod trace;

use serde::Serialize;
use serde_json::{Map, Value};

use super::wire::{DocumentPlaceRow, NodeRow, NoteRow, Pile, PlaceRow, PublishedRow, extra, language_tag, source_id};
use crate::model::{
    Accusation, Article, Credit, Document, DocumentNo, Due, Finding, Findings, Hop, LegalStatement, Mention, Outcome,
    Place, Reply,
};
use trace::{
    DriftRow, IndependentRow, MissingRow, OriginRow, OwedRow, RelayRow, SourceRow, drift, independent, loops, missing,
    origin, owed, relay, source,
};

/// Name and version of the format. A field may be added under it; none is renamed or dropped.
const SCHEMA: &str = "firsthand/trace/1";

/// Writes findings as one JSON object, schema `firsthand/trace/1`: one line a document and a claim, so that two
/// runs can be compared line by line. Equal findings give equal bytes.
pub fn trace_json(findings: &Findings) -> String {
    let pile = Pile(&findings.documents);
    let notes = lines(findings.notes.iter().map(NoteRow::from));
    let documents = lines(findings.documents.iter().map(DocumentRow::from));
    let claims = lines(findings.findings.iter().enumerate().map(|(at, finding)| claim(pile, at, finding)));
    format!("{{\"schema\":\"{SCHEMA}\",\n\"notes\":[{notes}],\n\"documents\":[{documents}],\n\"claims\":[{claims}]}}\n")
}

fn lines<T: Serialize>(rows: impl Iterator<Item = T>) -> String {
    let rows: Vec<String> = rows.map(|row| to_json(&row)).collect();
    if rows.is_empty() { String::new() } else { format!("\n{}\n", rows.join(",\n")) }
}

/// One row as compact JSON.
pub(super) fn to_json<T: Serialize>(row: &T) -> String {
    serde_json::to_string(row).expect("wire rows hold strings, numbers and string keys only")
}

#[derive(Serialize)]
struct DocumentRow<'a> {
    id: &'a str,
    path: &'a str,
    url: &'a str,
    outlet: &'a str,
    published: PublishedRow<'a>,
    language: &'a str,
    title: &'a str,
    #[serde(flatten)]
    extra: Map<String, Value>,
}

impl<'a> From<&'a Document> for DocumentRow<'a> {
    fn from(document: &'a Document) -> Self {
        const OURS: [&str; 7] = ["id", "path", "url", "outlet", "published", "language", "title"];
        Self {
            id: &document.id,
            path: &document.path,
            url: &document.url,
            outlet: &document.outlet,
            published: (&document.published).into(),
            language: language_tag(document),
            title: &document.title,
            extra: extra(document, &OURS),
        }
    }
}

#[derive(Serialize)]
struct ClaimRow<'a> {
    id: String,
    key: String,
    statement: StatementRow<'a>,
    standing: &'static str,
    articles: Vec<ArticleRow<'a>>,
    mentions: Vec<MentionRow<'a>>,
    sources: Vec<SourceRow<'a>>,
    relays: Vec<RelayRow<'a>>,
    origins: Vec<OriginRow<'a>>,
    independent: IndependentRow<'a>,
    first: Option<NodeRow<'a>>,
    loops: Vec<Vec<&'a str>>,
    drift: Vec<DriftRow<'a>>,
    due: Option<DueRow<'a>>,
    disputed_by: Vec<DisputeRow<'a>>,
    legal: Vec<LegalRow<'a>>,
    accusation: Option<AccusationRow<'a>>,
    replies: Vec<ReplyRow<'a>>,
    owed: Vec<OwedRow<'a>>,
    missing: Vec<MissingRow<'a>>,
}

fn claim<'a>(pile: Pile<'a>, at: usize, finding: &'a Finding) -> ClaimRow<'a> {
    let Finding { claim, trace } = finding;
    let article = |a: &Article| ArticleRow { document: pile.id(a.document), stance: a.stance.name() };
    ClaimRow {
        id: format!("c{}", at + 1),
        key: claim.key(pile.0),
        statement: statement(pile, finding),
        standing: trace.standing.name(),
        articles: claim.articles.iter().map(article).collect(),
        mentions: claim.mentions.iter().map(|m| mention(pile, m)).collect(),
        sources: trace.sources.iter().map(|s| source(pile, s)).collect(),
        relays: trace.relays.iter().map(|r| relay(pile, r)).collect(),
        origins: trace.origins.iter().map(|o| origin(pile, o)).collect(),
        independent: independent(pile, trace),
        first: trace.first.map(|no| NodeRow::Document(pile.id(no))),
        loops: loops(pile, trace),
        drift: trace.drift.iter().map(|d| drift(pile, d)).collect(),
        due: claim.due.as_ref().map(|d| due(pile, d)),
        disputed_by: claim.disputed_by.iter().map(|&(no, place)| dispute(pile, no, place)).collect(),
        legal: claim.legal.iter().map(|l| legal(pile, l)).collect(),
        accusation: claim.accusation.as_ref().map(|a| accusation(pile, a)),
        replies: claim.replies.iter().map(|r| reply(pile, r)).collect(),
        owed: trace.owed.iter().map(|o| owed(pile, o)).collect(),
        missing: trace.missing.iter().map(|m| missing(pile, m)).collect(),
    }
}

#[derive(Serialize)]
struct StatementRow<'a> {
    text: &'a str,
    language: &'static str,
    document: &'a str,
    #[serde(flatten)]
    place: PlaceRow,
}

fn statement<'a>(pile: Pile<'a>, finding: &Finding) -> StatementRow<'a> {
    let (no, place) = finding.claim.statement;
    StatementRow {
        text: pile.words(no, place),
        language: finding.claim.language.code(),
        document: pile.id(no),
        place: place.into(),
    }
}

#[derive(Serialize)]
struct ArticleRow<'a> {
    document: &'a str,
    stance: &'static str,
}

#[derive(Serialize)]
struct MentionRow<'a> {
    document: &'a str,
    #[serde(flatten)]
    place: PlaceRow,
    text: &'a str,
    stance: &'static str,
    says_from: Vec<CreditRow<'a>>,
}

#[derive(Serialize)]
struct CreditRow<'a> {
    source: String,
    #[serde(flatten)]
    hop: HopRow<'a>,
    via: Vec<HopRow<'a>>,
}

#[derive(Serialize)]
struct HopRow<'a> {
    name: &'a str,
    kind: &'static str,
    #[serde(flatten)]
    place: PlaceRow,
}

fn mention<'a>(pile: Pile<'a>, mention: &'a Mention) -> MentionRow<'a> {
    MentionRow {
        document: pile.id(mention.document),
        place: mention.place.into(),
        text: pile.words(mention.document, mention.place),
        stance: mention.stance.name(),
        says_from: mention.says_from.iter().map(credit).collect(),
    }
}

fn credit(credit: &Credit) -> CreditRow<'_> {
    let via = credit.via.iter().map(HopRow::from).collect();
    CreditRow { source: source_id(credit.source), hop: (&credit.hop).into(), via }
}

impl<'a> From<&'a Hop> for HopRow<'a> {
    fn from(hop: &'a Hop) -> Self {
        Self { name: &hop.name, kind: hop.kind.name(), place: hop.place.into() }
    }
}

#[derive(Serialize)]
struct DueRow<'a> {
    date: &'a str,
    outcome: Option<&'static str>,
    #[serde(flatten)]
    at: DocumentPlaceRow<'a>,
}

fn due<'a>(pile: Pile<'a>, due: &'a Due) -> DueRow<'a> {
    let (no, place) = due.place;
    let outcome = match due.outcome {
        Outcome::Reported => Some("reported"),
        Outcome::NotReported => Some("not reported"),
        Outcome::NotYetDue => None,
    };
    DueRow { date: &due.date, outcome, at: DocumentPlaceRow { document: pile.id(no), place: place.into() } }
}

#[derive(Serialize)]
struct DisputeRow<'a> {
    document: &'a str,
    who: &'a str,
    #[serde(flatten)]
    place: PlaceRow,
}

fn dispute(pile: Pile<'_>, no: DocumentNo, place: Place) -> DisputeRow<'_> {
    DisputeRow { document: pile.id(no), who: pile.words(no, place), place: place.into() }
}

#[derive(Serialize)]
struct LegalRow<'a> {
    document: &'a str,
    who: Option<&'a str>,
    by: Option<&'a str>,
    status: &'static str,
    as_of: Option<&'a str>,
    stale: bool,
    official: bool,
    #[serde(flatten)]
    place: PlaceRow,
}

fn legal<'a>(pile: Pile<'a>, legal: &'a LegalStatement) -> LegalRow<'a> {
    LegalRow {
        document: pile.id(legal.document),
        who: legal.who.map(|place| pile.words(legal.document, place)),
        status: legal.status.name(),
        as_of: legal.as_of.as_deref(),
        by: legal.by.map(|place| pile.words(legal.document, place)),
        stale: legal.stale,
        official: legal.official,
        place: legal.place.into(),
    }
}

/// What the claim accuses of, as worded; `groups` are to be looked at by a reviewer.
#[derive(Serialize)]
struct AccusationRow<'a> {
    conduct: Vec<WordsRow<'a>>,
    by: Vec<WordsRow<'a>>,
    jurisdiction: Option<WordsRow<'a>>,
    groups: Vec<WordsRow<'a>>,
}

#[derive(Serialize)]
struct WordsRow<'a> {
    document: &'a str,
    text: &'a str,
    #[serde(flatten)]
    place: PlaceRow,
}

fn accusation<'a>(pile: Pile<'a>, found: &'a Accusation) -> AccusationRow<'a> {
    let words = |&(no, place): &(DocumentNo, Place)| WordsRow {
        document: pile.id(no),
        text: pile.words(no, place),
        place: place.into(),
    };
    AccusationRow {
        conduct: found.conduct.iter().map(words).collect(),
        by: found.by.iter().map(words).collect(),
        jurisdiction: found.jurisdiction.as_ref().map(words),
        groups: found.groups.iter().map(words).collect(),
    }
}

#[derive(Serialize)]
struct ReplyRow<'a> {
    document: &'a str,
    kind: &'static str,
    who: Option<&'a str>,
    text: &'a str,
    #[serde(flatten)]
    place: PlaceRow,
}

fn reply<'a>(pile: Pile<'a>, reply: &'a Reply) -> ReplyRow<'a> {
    ReplyRow {
        document: pile.id(reply.document),
        kind: reply.kind.name(),
        who: reply.who.map(|place| pile.words(reply.document, place)),
        text: pile.words(reply.document, reply.place),
        place: reply.place.into(),
    }
}
