//! Which sentences does a report have? Each says who reports what, and rests on the words that show it.

use std::collections::BTreeSet;

use super::super::words::{count, day, distinct_outlets, iso_day, period};
use super::desk::{Desk, single};
use super::{Item, Listed, Section, Sentence};
use crate::model::{
    DocumentNo, Finding, Language, LegalStatement, LegalStatus, Outcome, Place, ReplyKind, SourceKind, Span, Stance,
};
use crate::review::{Decisions, Grade};

/// More of a kind than this do not read as an article any more; the rest are in the list of articles.
const MOST: usize = 8;

/// Who writes one claim.
struct Writer<'a> {
    desk: &'a Desk<'a>,
    at: usize,
    finding: &'a Finding,
    decisions: Option<&'a Decisions>,
}

/// The report of one claim. `published`: only what is reviewed is counted.
pub(super) fn item(desk: &Desk<'_>, at: usize, decisions: Option<&Decisions>, published: bool) -> Item {
    let finding = desk.finding(at);
    let writer = Writer { desk, at, finding, decisions };
    let mut sections = vec![
        Section { title: "What is reported, and on whose word", sentences: writer.said() },
        Section { title: "How far it is founded", sentences: writer.founded(published) },
        Section { title: "Where proceedings stand", sentences: writer.status() },
        Section { title: "What is said against it, and who was asked", sentences: writer.replies() },
        Section { title: "Who else is heard", sentences: writer.voices() },
        Section { title: "What is still owed", sentences: writer.owed() },
        Section { title: "What this report rests on", sentences: writer.limits() },
    ];
    sections.retain(|section| !section.sentences.is_empty());
    let reviewed = finding.trace.reviewed.unwrap_or_default();
    Item {
        id: finding.claim.key(&desk.findings.documents),
        heading: writer.heading(),
        sections,
        articles: writer.articles(),
        grades: decisions.iter().flat_map(|d| &d.grades).map(|grade| shown_grade(desk, at, grade)).collect(),
        relays: (reviewed.confirmed, reviewed.unreviewed),
    }
}

/// A grade with its reason as it may be shown.
fn shown_grade(desk: &Desk<'_>, at: usize, grade: &Grade) -> Grade {
    let mut grade = grade.clone();
    let (Grade::Reliability { why, .. } | Grade::Credibility { why, .. } | Grade::Directness { why, .. }) = &mut grade;
    *why = desk.own_words(at, why);
    grade
}

impl Writer<'_> {
    fn statement(&self) -> (DocumentNo, Place) {
        self.finding.claim.statement
    }

    fn dated(&self, no: DocumentNo) -> String {
        let time = self.desk.documents().get(no.index()).and_then(|d| d.published.earliest.or(d.published.latest));
        format!("{} ({})", self.desk.name(no), time.map_or_else(|| "undated".to_owned(), day))
    }

    /// What is found comes first, then the claim in its own words and whose they are: never a bare quotation.
    fn heading(&self) -> Sentence {
        let (no, place) = self.statement();
        let words = self.desk.quote_short(no, place);
        let by = match self.finding.claim.articles.len() {
            0 | 1 => self.desk.name(no),
            n => format!("{n} articles"),
        };
        let found = self.found();
        let text = match self.ended() {
            Some(legal) => {
                let (day, status) = (as_of(legal), status_in_words(legal.status));
                format!(
                    "Status as of {day}, as stated by {}: {status}. The claim was {words}",
                    self.desk.name(legal.document)
                )
            }
            None => format!("{found} for a claim, as reported by {by}: {words}"),
        };
        tied(text, [(no, place)].into_iter().chain(self.ended().map(|l| (l.document, l.place))))
    }

    fn found(&self) -> &'static str {
        let low = self.finding.trace.bounds.at_least;
        let sources = &self.finding.trace.sources;
        match low {
            0 if sources.iter().any(|s| s.kind == SourceKind::Anonymous) => "Only an unnamed source is given",
            0 => "No first-hand source is shown",
            1 => "One source is shown",
            _ => "More than one independent source is shown",
        }
    }

    /// The newest status that takes an accusation back.
    fn ended(&self) -> Option<&LegalStatement> {
        let newest =
            self.finding.claim.legal.iter().max_by(|a, b| a.as_of.cmp(&b.as_of).then(a.status.cmp(&b.status)))?;
        let ends = matches!(newest.status, LegalStatus::Acquitted | LegalStatus::Dropped | LegalStatus::Overturned);
        ends.then_some(newest)
    }

    fn said(&self) -> Vec<Sentence> {
        let (no, place) = self.statement();
        let language = match self.finding.claim.language {
            Language::English => String::new(),
            other => format!(" (language: {})", other.code()),
        };
        let words = self.desk.quote(no, place);
        let mut said = vec![tied(format!("{} reports: {words}{language}", capital(&self.dated(no))), [(no, place)])];
        let mut seen = BTreeSet::new();
        for (mention, shown) in self.finding.claim.mentions.iter().zip(&self.desk.shown(self.at).claim.mentions) {
            for (credit, shown) in mention.says_from.iter().zip(&shown.says_from) {
                if said.len() > MOST || !seen.insert((mention.document, credit.source)) {
                    continue;
                }
                let mut rests = vec![(mention.document, mention.place), (mention.document, credit.hop.place)];
                rests.extend(credit.via.iter().map(|hop| (mention.document, hop.place)));
                let via = if shown.via.is_empty() {
                    String::new()
                } else {
                    let hops: Vec<String> = shown.via.iter().map(|hop| in_words(&hop.name, hop.kind)).collect();
                    format!(", which is said to have it from {}", hops.join(", and that from "))
                };
                let name = in_words(&shown.hop.name, credit.hop.kind);
                let credits = format!("{} credits {name}{via}.", capital(&self.desk.name(mention.document)));
                said.push(tied(credits, rests));
            }
        }
        said.extend(self.unnamed());
        said.extend(self.groups());
        said
    }

    /// Says in the same breath that it is an allegation, and that nobody named makes it.
    fn unnamed(&self) -> Option<Sentence> {
        let rests_on_unnamed = self.finding.claim.accusation.is_some() && self.finding.trace.bounds.at_least == 0;
        let sources = self.finding.trace.sources.iter().filter(|s| s.kind == SourceKind::Anonymous);
        let places: Vec<(DocumentNo, Place)> = sources.filter_map(|s| s.places.first().copied()).collect();
        let what = if places.is_empty() {
            "It is an allegation, as reported; its source is not recorded, and nothing in this collection corroborates it."
        } else {
            "It is an allegation, as reported, made by a source that is not named; nothing in this collection corroborates it, and its status is unproven."
        };
        rests_on_unnamed.then(|| tied(what.to_owned(), places.into_iter().chain([self.statement()])))
    }

    fn groups(&self) -> Option<Sentence> {
        let (no, place) = *self.finding.claim.accusation.as_ref()?.groups.first()?;
        let text = format!(
            "The wording {} names a group, as worded in {}; this report names no group as having done anything.",
            self.desk.quote(no, place),
            self.desk.name(no)
        );
        Some(tied(text, [(no, place)]))
    }

    fn founded(&self, published: bool) -> Vec<Sentence> {
        let trace = &self.finding.trace;
        let or_more = if trace.bounds.or_more { " or more" } else { "" };
        let reviewed = trace.reviewed.filter(|_| published).filter(|r| r.unreviewed > 0);
        let (low, high) = reviewed.map_or((trace.bounds.at_least, trace.bounds.at_most), |r| (r.at_least, r.at_most));
        let rests = || {
            let why = trace.bounds.why.iter().flat_map(|reason| reason.places.iter().copied());
            why.chain([self.statement()])
        };
        let bounds =
            format!("Independent sources, as far as this collection shows: at least {low}, at most {high}{or_more}.");
        let means = match low {
            0 => "No source is shown to speak of it from its own act, sight or reading.",
            1 => "One source is shown to speak of it from its own act, sight or reading, and no second.",
            _ => "More than one source is shown to speak of it from its own act, sight or reading.",
        };
        let mut founded = vec![tied(bounds, rests()), tied(means.to_owned(), rests())];
        founded.extend(reviewed.map(|r| tied(confirmed_in_words(r.confirmed, r.unreviewed), rests())));
        if self.finding.claim.articles.len() < 2 {
            return founded;
        }
        founded.push(match trace.first {
            Some(no) => tied(format!("First in this collection: {}.", self.dated(no)), [self.statement()]),
            None => tied(
                "The order of the articles in this collection cannot be established.".to_owned(),
                [self.statement()],
            ),
        });
        founded
    }

    fn status(&self) -> Vec<Sentence> {
        let claim = &self.finding.claim;
        if claim.accusation.is_none() {
            return Vec::new();
        }
        let stated: Vec<&LegalStatement> = claim.legal.iter().filter(|l| l.status != LegalStatus::Unknown).collect();
        let (counted, unconfirmed): (Vec<&LegalStatement>, Vec<&LegalStatement>) =
            stated.into_iter().partition(|l| !is_conviction(l.status) || self.is_confirmed(l));
        let newest = counted.iter().max_by(|a, b| a.as_of.cmp(&b.as_of).then(a.status.cmp(&b.status))).copied();
        let mut told = Vec::new();
        match newest {
            Some(legal) => told.push(self.stated(legal, true)),
            None => told.push(tied(
                format!(
                    "No article of this collection reports a step of proceedings; as of {}, the status is unknown.",
                    self.last_day()
                ),
                [self.statement()],
            )),
        }
        let earlier = counted.iter().filter(|l| newest.is_some_and(|newest| !std::ptr::eq(**l, newest)));
        told.extend(earlier.take(MOST).map(|legal| self.stated(legal, false)));
        told.extend(unconfirmed.iter().take(MOST).map(|legal| self.unconfirmed(legal)));
        told
    }

    fn stated(&self, legal: &LegalStatement, newest: bool) -> Sentence {
        let (no, place) = (legal.document, legal.place);
        let day = as_of(legal);
        let status = status_in_words(legal.status);
        let stale = if legal.stale { " (a later article of this collection has another status)" } else { "" };
        let words = if newest { format!(", in its words {}", self.desk.quote(no, place)) } else { String::new() };
        tied(format!("Status as of {day}, as stated by {}: {status}{stale}{words}.", self.desk.name(no)), [(no, place)])
    }

    fn unconfirmed(&self, legal: &LegalStatement) -> Sentence {
        let text = format!(
            "The article of {} states a conviction as of {}; no reviewer has confirmed it against a court record or an \
             official source, and it is not counted as a status.",
            self.desk.name(legal.document),
            legal.as_of.as_deref().map_or_else(|| "an unknown date".to_owned(), iso_day),
        );
        tied(text, [(legal.document, legal.place)])
    }

    /// A conviction counts where a court or an official body is named for it, and a person has checked it.
    fn is_confirmed(&self, legal: &LegalStatement) -> bool {
        let id = self.desk.findings.documents.get(legal.document.index()).map(|d| d.id.as_str());
        let checked = self.decisions.iter().flat_map(|d| &d.verdicts);
        legal.official && checked.filter(|v| Some(v.document.as_str()) == id).any(|v| v.holds)
    }

    fn last_day(&self) -> String {
        let articles = self.finding.claim.articles.iter().filter_map(|a| self.desk.documents().get(a.document.index()));
        let last = articles.filter_map(|d| d.published.earliest).max();
        last.map_or_else(|| "the last of them, which is undated".to_owned(), |t| iso_day(&t.to_string()[..10]))
    }

    fn replies(&self) -> Vec<Sentence> {
        let claim = &self.finding.claim;
        let mut told = Vec::new();
        let mut seen: BTreeSet<(DocumentNo, Place)> = BTreeSet::new();
        let replied: BTreeSet<DocumentNo> =
            claim.replies.iter().filter(|r| r.kind == ReplyKind::Denial).map(|r| r.document).collect();
        let denials =
            claim.replies.iter().filter(|r| r.kind == ReplyKind::Denial).map(|r| (r.document, r.who, r.place));
        let disputes = claim
            .disputed_by
            .iter()
            .filter(|(no, _)| !replied.contains(no))
            .map(|&(no, who)| (no, Some(who), self.desk.sentence_around(no, who)));
        for (no, who, place) in denials.chain(disputes).take(MOST) {
            if seen.insert((no, place)) {
                let who = who.map_or_else(
                    || "It".to_owned(),
                    |who| capital(single(&self.desk.words(no, who)).trim_end_matches([',', ' '])),
                );
                let verb = if who == "It" { "is disputed" } else { "disputes it" };
                let text = format!("{who} {verb}, as reported by {}: {}", self.dated(no), self.desk.quote(no, place));
                told.push(tied(text, [(no, place)]));
            }
        }
        for reply in claim.replies.iter().filter(|r| r.kind != ReplyKind::Denial).take(MOST) {
            let (no, place) = (reply.document, reply.place);
            if seen.insert((no, place)) {
                let name = capital(&self.dated(no));
                let text = format!("{name} reports on a reply: {}", self.desk.quote(no, place));
                told.push(tied(text, [(no, place)]));
            }
        }
        if claim.accusation.is_some() {
            told.extend(self.our_reply(!seen.is_empty()));
        }
        told
    }

    /// Every accusation carries whether, when and by whom a reply was sought.
    fn our_reply(&self, reported: bool) -> Vec<Sentence> {
        let own = self.decisions.iter().flat_map(|d| &d.replies);
        let mut told: Vec<Sentence> = own
            .map(|reply| {
                let own = |words: &str| single(&self.desk.own_words(self.at, words));
                let (of, day) = (own(&reply.of), iso_day(&reply.sought_on));
                let answer = match &reply.answer {
                    Some(answer) => format!("; the answer: {}", own(answer)),
                    None => "; there was no answer".to_owned(),
                };
                tied(format!("We asked {of} for a reply on {day}{answer}."), [self.statement()])
            })
            .collect();
        if told.is_empty() {
            let text = if reported {
                "A reply was not sought by us; replies are given as the articles have them."
            } else {
                "A reply was not sought by us, and no article of this collection reports that one was."
            };
            told.push(tied(text.to_owned(), [self.statement()]));
        }
        told
    }

    fn voices(&self) -> Vec<Sentence> {
        let shown: BTreeSet<(DocumentNo, Place)> =
            self.finding.claim.replies.iter().map(|r| (r.document, r.place)).collect();
        let voices = self.desk.voices(self.at).into_iter().filter(|voice| !shown.contains(voice));
        voices
            .map(|(no, place)| {
                let text = format!("{} reports: {}", capital(&self.dated(no)), self.desk.quote(no, place));
                tied(text, [(no, place)])
            })
            .collect()
    }

    fn owed(&self) -> Vec<Sentence> {
        let mut told = Vec::new();
        if let Some(due) = &self.finding.claim.due {
            let outcome = match due.outcome {
                Outcome::Reported => "a later document of the collection reports an outcome",
                Outcome::NotReported => "no document of the collection reports an outcome",
                Outcome::NotYetDue => "the collection ends before that day",
            };
            let text = format!(
                "{} reports a deadline, {}; {outcome}.",
                capital(&self.desk.name(due.place.0)),
                iso_day(&due.date)
            );
            told.push(tied(text, [due.place]));
        }
        let other = self.desk.shown(self.at).trace.owed.iter().zip(&self.finding.trace.owed);
        for (shown, owed) in
            other.filter(|(_, owed)| owed.kind != "deadline" || self.finding.claim.due.is_none()).take(MOST)
        {
            told.push(tied(
                format!("Still owed after what {} reports: {}.", self.desk.name(owed.place.0), shown.text),
                [owed.place],
            ));
        }
        told
    }

    fn limits(&self) -> Vec<Sentence> {
        let documents = self.desk.documents();
        let articles = &self.finding.claim.articles;
        let outlets = distinct_outlets(articles.iter().filter_map(|a| documents.get(a.document.index())));
        let with = |stance| articles.iter().filter(|a| a.stance == stance).count();
        let from = |outlets: usize| match outlets {
            0 => String::new(),
            n => format!(" from {}", count(n, "outlet", "outlets")),
        };
        let stances = [
            (Stance::Asserts, "passes it on", "pass it on"),
            (Stance::Denies, "has a denial of it as its news", "have a denial of it as their news"),
            (Stance::Discusses, "weighs it", "weigh it"),
        ];
        let told = stances.into_iter().filter(|(stance, ..)| with(*stance) > 0);
        let told: Vec<String> = told.map(|(stance, one, many)| count(with(stance), one, many)).collect();
        let held = count(documents.len(), "document", "documents");
        let holds =
            format!("This collection holds {held}{}{}.", from(distinct_outlets(documents.iter())), period(documents));
        let size = match articles.len() {
            1 => format!(
                "{holds} The one article that deals with the claim {}.",
                told.join(", ").trim_start_matches("1 ")
            ),
            n => format!("{holds} {n} articles{} deal with the claim: {}.", from(outlets), told.join(", ")),
        };
        let all = articles.iter().map(|a| (a.document, self.head(a.document)));
        let meaning = "The numbers hold as far as this collection shows; first means first in it. Whether the claim is so is \
                       not weighed here.";
        vec![tied(size, all.chain([self.statement()])), tied(meaning.to_owned(), [self.statement()])]
    }

    /// The beginning of an article: what a count of articles rests on.
    fn head(&self, no: DocumentNo) -> Place {
        let mention = self.finding.claim.mentions.iter().find(|m| m.document == no);
        mention.map_or_else(|| Place::text(Span::new(0, 0)), |m| m.place)
    }

    fn articles(&self) -> Vec<Listed> {
        let listed = |a: &crate::model::Article| {
            let document = self.desk.documents().get(a.document.index());
            Listed {
                id: document.map(|d| d.id.clone()).unwrap_or_default(),
                name: self.dated(a.document),
                stance: match a.stance {
                    Stance::Asserts => "passes it on",
                    Stance::Denies => "its denial is the news",
                    Stance::Discusses => "weighs it",
                },
                url: document.map(|d| d.url.clone()).unwrap_or_default(),
            }
        };
        self.finding.claim.articles.iter().map(listed).collect()
    }
}

fn is_conviction(status: LegalStatus) -> bool {
    matches!(status, LegalStatus::Convicted | LegalStatus::ConvictedAppealOpen | LegalStatus::ConvictedFinal)
}

fn as_of(legal: &LegalStatement) -> String {
    legal.as_of.as_deref().map_or_else(|| "an unknown date".to_owned(), iso_day)
}

/// A status as a word of a sentence.
fn status_in_words(status: LegalStatus) -> String {
    status.name().replace('-', " ")
}

/// What reviewers have looked at, and that nothing else is counted on.
fn confirmed_in_words(confirmed: u32, unreviewed: u32) -> String {
    let links = count((confirmed + unreviewed) as usize, "link", "links");
    let (done, rest) = match confirmed {
        0 => ("none".to_owned(), "they are"),
        n => (n.to_string(), "the others are"),
    };
    format!(
        "Of the {links} found between articles and sources reviewers have confirmed {done}; the numbers hold whatever {rest} \
         worth."
    )
}

fn capital(words: &str) -> String {
    let mut letters = words.chars();
    let first = letters.next().map(|c| c.to_uppercase().collect::<String>()).unwrap_or_default();
    first + letters.as_str()
}

/// A sentence that ends with a quotation ends once.
fn tied(text: String, rests_on: impl IntoIterator<Item = (DocumentNo, Place)>) -> Sentence {
    let mut rests_on: Vec<(DocumentNo, Place)> = rests_on.into_iter().collect();
    rests_on.dedup();
    let text = [".”.", "!”.", "?”.", ".'”."].iter().fold(text, |text, end| match text.strip_suffix(end) {
        Some(head) => format!("{head}{}", end.strip_suffix('.').unwrap_or(end)),
        None => text,
    });
    Sentence { text, rests_on }
}

/// Names of sources are wordings of ours to show, and need no marks.
fn in_words(name: &str, kind: SourceKind) -> String {
    let name = single(name).trim_end_matches([',', ' ']).to_owned();
    match kind {
        SourceKind::Anonymous => format!("a source that is not named ({name})"),
        SourceKind::Collective => format!("nobody in particular ({name})"),
        SourceKind::WitnessReporter => "its own reporter".to_owned(),
        SourceKind::Person | SourceKind::Institution | SourceKind::Outlet | SourceKind::Document => name,
    }
}
