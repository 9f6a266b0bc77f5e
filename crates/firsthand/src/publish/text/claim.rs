//! What does a report say of one claim?

use super::super::account::{account, bounds_in_words, reviewed_in_words};
use super::super::wire::Pile;
use super::super::words::{
    clean, count, distinct_outlets, document_dated, document_name, drift_in_words, if_it_shows, iso_day, quote,
    quote_whole,
};
use super::page::{Sheet, Style};
use super::tree::{self, node_short};
use crate::model::{Drift, Due, Finding, LegalStatement, LegalStatus, Missing, Outcome, Reason, Trace};

/// A list longer than this shows its head and counts the rest; the export has all of it.
const ITEMS_SHOWN: usize = 12;

/// Writes a claim: what it says, where it stands, then the parts that there is something to say about.
pub(super) fn write(sheet: &mut Sheet, pile: Pile<'_>, at: usize, finding: &Finding) {
    write_statement(sheet, pile, at, finding);
    sheet.line(Style::Heading, &standing_line(pile, finding));
    sheet.blank();
    sheet.line(Style::Heading, "Who got it from whom");
    tree::write(sheet, pile, finding);
    sheet.blank();
    write_why(sheet, pile, &finding.trace);
    write_rest(sheet, pile, finding);
    sheet.line(Style::Heading, "How we know");
    for paragraph in account(pile, finding) {
        sheet.hang(Style::Plain, "  ", "  ", &paragraph);
    }
    sheet.blank();
}

fn write_statement(sheet: &mut Sheet, pile: Pile<'_>, at: usize, finding: &Finding) {
    let (no, place) = finding.claim.statement;
    sheet.hang(Style::Statement, &format!("c{}  ", at + 1), "    ", &quote_whole(pile.words(no, place)));
    let from = format!(
        "{}, as worded in {} [{}]",
        finding.claim.language.code(),
        document_dated(pile, no),
        clean(pile.id(no))
    );
    sheet.hang(Style::Quiet, "    ", "    ", &from);
}

/// `8 articles, 6 outlets · independent sources: at least 0, at most 1 · unproven · first in this collection: …`
fn standing_line(pile: Pile<'_>, finding: &Finding) -> String {
    let articles = &finding.claim.articles;
    let outlets = distinct_outlets(articles.iter().filter_map(|a| pile.0.get(a.document.index())));
    let first = match finding.trace.first {
        Some(no) => format!("first in this collection: {}", document_dated(pile, no)),
        None => "first in this collection: order cannot be established".to_owned(),
    };
    format!(
        "{}, {} · independent sources: {}{} · {} · {first}",
        count(articles.len(), "article", "articles"),
        count(outlets, "outlet", "outlets"),
        bounds_in_words(&finding.trace),
        reviewed_in_words(&finding.trace),
        finding.trace.standing.name(),
    )
}

fn write_why(sheet: &mut Sheet, pile: Pile<'_>, trace: &Trace) {
    let mut items: Vec<String> = trace.bounds.why.iter().map(|r| reason(pile, r)).collect();
    items.extend(channels(pile, trace));
    list(sheet, &format!("Why {}", bounds_in_words(trace)), &items);
}

fn reason(pile: Pile<'_>, reason: &Reason) -> String {
    let words = reason
        .places
        .first()
        .map(|&(no, place)| format!(" — {} in {}", quote(pile.words(no, place)), document_name(pile, no)));
    let (low, high) = (reason.at_least, reason.at_most);
    format!("+{low} / +{high}: {}{}", clean(&reason.text), words.unwrap_or_default())
}

fn channels(pile: Pile<'_>, trace: &Trace) -> Option<String> {
    let ways = match trace.bounds.channels {
        0 => return None,
        1 => "it reaches the articles by one channel".to_owned(),
        n => format!("it reaches the articles by {n} separate channels"),
    };
    let names: Vec<String> = trace.bounds.bottlenecks.iter().map(|&n| node_short(pile, trace, n)).collect();
    let passing = if names.is_empty() { String::new() } else { format!("; every path passes {}", names.join(", ")) };
    Some(ways + &passing)
}

/// The parts that are left out where there is nothing to say.
fn write_rest(sheet: &mut Sheet, pile: Pile<'_>, finding: &Finding) {
    let Finding { claim, trace } = finding;
    list(sheet, "What changed on the way", &each(&trace.drift, |d| drift(pile, trace, d)));
    let disputed = each(&claim.disputed_by, |&(no, place)| {
        format!("{}, as reported by {}", quote(pile.words(no, place)), document_dated(pile, no))
    });
    list(sheet, "Disputed by", &disputed);
    let stated = claim.legal.iter().filter(|l| l.status != LegalStatus::Unknown);
    list(sheet, "Legal status", &stated.map(|l| legal(pile, l)).collect::<Vec<_>>());
    list(sheet, "Due", &each(claim.due.as_slice(), |d| due(pile, d)));
    let owed = each(&trace.owed, |o| {
        let (no, place) = o.place;
        format!("{}: {} — {} in {}", o.kind, clean(&o.text), quote(pile.words(no, place)), document_name(pile, no))
    });
    list(sheet, "Owed", &owed);
    list(sheet, "Missing here (fetch next)", &each(&trace.missing, |m| missing(pile, m)));
}

fn each<T>(rows: &[T], to_words: impl Fn(&T) -> String) -> Vec<String> {
    rows.iter().map(to_words).collect()
}

fn list(sheet: &mut Sheet, heading: &str, items: &[String]) {
    if items.is_empty() {
        return;
    }
    sheet.line(Style::Heading, heading);
    for item in items.iter().take(ITEMS_SHOWN) {
        sheet.item(item);
    }
    if let Some(more) = items.len().checked_sub(ITEMS_SHOWN).filter(|&n| n > 0) {
        sheet.item(&format!("… and {more} more"));
    }
    sheet.blank();
}

fn drift(pile: Pile<'_>, trace: &Trace, drift: &Drift) -> String {
    let became = if drift.became.is_empty() { "gone".to_owned() } else { quote(&drift.became) };
    let from = node_short(pile, trace, drift.from);
    format!(
        "{} in {}: {} in {from}, {became} here",
        drift_in_words(drift.kind),
        document_dated(pile, drift.to),
        quote(&drift.was)
    )
}

/// A status is never ours: whose it is and of which day is said in the same breath (safeguards, rules 5 and 6).
fn legal(pile: Pile<'_>, legal: &LegalStatement) -> String {
    let as_of = legal.as_of.as_deref().map_or_else(|| "an unknown date".to_owned(), iso_day);
    let name = document_name(pile, legal.document);
    let words = quote(pile.words(legal.document, legal.place));
    let of = legal.who.map(|place| format!(" of {}", quote(pile.words(legal.document, place))));
    let status = legal.status.name().replace('-', " ");
    format!("status{} as stated by {name}, as of {as_of}: {status} — in its words {words}", of.unwrap_or_default())
}

fn due(pile: Pile<'_>, due: &Due) -> String {
    let (no, place) = due.place;
    let outcome = match due.outcome {
        Outcome::Reported => "an outcome is reported in this collection",
        Outcome::NotReported => "no outcome is reported in this collection",
        Outcome::NotYetDue => "this collection ends before that day",
    };
    let words = quote(pile.words(no, place));
    format!("{}, as worded in {}: {words}; {outcome}", iso_day(&due.date), document_name(pile, no))
}

fn missing(pile: Pile<'_>, missing: &Missing) -> String {
    let url = missing.url.as_deref().map(|url| format!(" <{}>", clean(url))).unwrap_or_default();
    let mut citing: Vec<String> = missing.cited_by.iter().map(|&no| document_name(pile, no)).collect();
    citing.dedup();
    let by = if citing.is_empty() { String::new() } else { format!(", cited by {}", citing.join(", ")) };
    let could_be = missing.could_be.map(|bounds| format!("; {}", if_it_shows(bounds))).unwrap_or_default();
    format!("{}{url}{by}{could_be}", quote(&missing.name))
}
