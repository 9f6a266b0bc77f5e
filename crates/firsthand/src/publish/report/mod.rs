//! What does a newsroom print of a claim? Sentences that rest on stored words, with names withheld, checked by a linter,
//! and only once people have signed. A working copy is the same without the checks, and says so.

mod desk;
mod gates;
mod linter;
mod render;
mod sentences;
mod ties;

pub use gates::{Obstacle, fingerprint};
pub use linter::{Fault, faults};
pub use render::{report_html, report_json, report_text};

use self::desk::Desk;
use super::mask::PileMask;
use crate::model::{DocumentNo, Findings, Place};
use crate::review::{Decisions, Grade};

/// A sentence of ours and the stored words that it rests on.
#[derive(Clone, Debug, PartialEq)]
pub struct Sentence {
    /// The sentence; what stands in “…” is verbatim, with inner quotation marks printed single.
    pub text: String,
    /// Places in the documents as they are stored; never empty.
    pub rests_on: Vec<(DocumentNo, Place)>,
}

/// Sentences that belong together.
#[derive(Clone, Debug, PartialEq)]
pub struct Section {
    /// Its title.
    pub title: &'static str,
    /// Its sentences.
    pub sentences: Vec<Sentence>,
}

/// An article of a claim, as a reader can find it.
#[derive(Clone, Debug, PartialEq)]
pub struct Listed {
    /// Its id, or a stand-in where the id holds a name.
    pub id: String,
    /// Outlet and time.
    pub name: String,
    /// What it does with the claim.
    pub stance: &'static str,
    /// Its address; empty where it holds a name.
    pub url: String,
}

/// What is printed of one claim.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    /// The claim's id.
    pub id: String,
    /// The heading.
    pub heading: Sentence,
    /// The body.
    pub sections: Vec<Section>,
    /// The articles.
    pub articles: Vec<Listed>,
    /// Grades that people entered.
    pub grades: Vec<Grade>,
    /// Which bounds it prints, and on how many confirmed relays they rest: confirmed, unreviewed.
    pub relays: (u32, u32),
}

/// A report of one claim or of several.
#[derive(Clone, Debug, PartialEq)]
pub struct Report {
    /// Its claims.
    pub items: Vec<Item>,
    /// Whether it is a working copy.
    pub working: bool,
    /// Claims of the day that nobody has reviewed, and that are not in it.
    pub left_out: usize,
    /// Ids of the documents, for the places.
    pub documents: Vec<String>,
    /// What whoever publishes should know.
    pub warnings: Vec<String>,
}

/// What stands between a report and its readers, claim by claim.
#[derive(Clone, Debug, PartialEq)]
pub struct Blocked {
    /// The claim's id, and what is missing.
    pub claims: Vec<(String, Vec<Obstacle>)>,
}

/// A report of the given claims as they are, names and all: for the desk alone.
pub fn working_report(findings: &Findings, claims: &[usize], decisions: &[Decisions]) -> Report {
    let desk = Desk::open(findings);
    let items = claims.iter().map(|&at| sentences::item(&desk, at, decisions.get(at), false)).collect();
    Report { items, working: true, left_out: 0, documents: ids(findings), warnings: Vec::new() }
}

/// A report of the given claims for readers. The pile is read for names once, whatever the number of claims. `decisions` has one entry a claim of the findings, or is empty where the
/// pile is no collection and nobody could have decided anything.
///
/// # Errors
/// What is missing for each claim, and what would mend it.
pub fn published_report(findings: &Findings, claims: &[usize], decisions: &[Decisions]) -> Result<Report, Blocked> {
    let mut report =
        Report { items: Vec::new(), working: false, left_out: 0, documents: Vec::new(), warnings: Vec::new() };
    let mut blocked = Vec::new();
    let mut pile = None;
    for &at in claims {
        let decided = decisions.get(at);
        let mut obstacles = gates::obstacles(findings, at, decided);
        if obstacles.is_empty() {
            let unmasked: Vec<String> =
                decided.iter().flat_map(|d| &d.unmasked).map(|(name, _)| name.clone()).collect();
            let pile = pile.get_or_insert_with(|| PileMask::of(findings));
            let (masked, withheld) = pile.of_claim(findings, at, &unmasked);
            let desk = Desk::withholding(findings, &masked, &withheld);
            let item = sentences::item(&desk, at, decided, true);
            obstacles.extend(check(&desk, &item));
            report.warnings.extend(desk.findable(at));
            report.documents = ids(masked.findings());
            report.items.push(item);
        }
        if !obstacles.is_empty() {
            let id = findings.findings[at].claim.key(&findings.documents);
            blocked.push((id, obstacles));
        }
    }
    if blocked.is_empty() { Ok(report) } else { Err(Blocked { claims: blocked }) }
}

/// The claims of a report: those of one day (an article of that day deals with them), or all.
pub fn of_day(findings: &Findings, day: jiff::civil::Date) -> Vec<usize> {
    let on_day = |no: DocumentNo| {
        let time = findings.documents.get(no.index()).map(|d| &d.published);
        let date = |t: jiff::Timestamp| t.to_zoned(jiff::tz::TimeZone::UTC).date();
        time.and_then(|t| t.earliest).is_some_and(|t| date(t) == day)
    };
    let claims = findings.findings.iter().enumerate();
    claims.filter(|(_, f)| f.claim.articles.iter().any(|a| on_day(a.document))).map(|(at, _)| at).collect()
}

fn ids(findings: &Findings) -> Vec<String> {
    findings.documents.iter().map(|d| d.id.clone()).collect()
}

/// Every sentence is linted, tied to its words, and free of withheld names; one that is not refuses to publish.
fn check(desk: &Desk<'_>, item: &Item) -> Vec<Obstacle> {
    let mut found = Vec::new();
    let all = std::iter::once(&item.heading).chain(item.sections.iter().flat_map(|s| &s.sentences));
    for sentence in all {
        found.extend(faults(&sentence.text).into_iter().map(|fault| gates::linted(sentence, &fault)));
        found.extend(ties::loose_end(desk, sentence).map(|why| gates::untied(sentence, &why)));
        found.extend(desk.left_in(&sentence.text).map(|_| gates::name_left()));
    }
    let listed = item.articles.iter().flat_map(|a| [&a.id, &a.name, &a.url]);
    found.extend(listed.filter_map(|words| desk.left_in(words)).map(|_| gates::name_left()));
    found
}
