//! Cases of `trace`: a pile of short articles in one file, and sections `Expected` that tell what is behind a claim.

use std::collections::{BTreeMap, BTreeSet};

use firsthand::model::{DocumentNo, Finding, Findings, How, Node, Of, Outcome, Relay};

use crate::case::{File, Section};
use crate::pile;

/// Each expectation of the file with what differs from it.
pub(crate) fn differences(file: &File) -> Vec<(Section, Vec<String>)> {
    let is_expected = |section: &&Section| section.title.starts_with("Expected");
    let (expected, articles): (Vec<&Section>, Vec<&Section>) = file.sections.iter().partition(is_expected);
    let texts: Vec<String> = articles.iter().map(|article| article.prose()).collect();
    let records: Vec<pile::Fields<'_>> = articles.iter().zip(&texts).map(|(a, text)| fields(a, text)).collect();
    expected.iter().map(|section| ((*section).clone(), compare(section, &records))).collect()
}

fn fields<'a>(article: &'a Section, text: &'a str) -> pile::Fields<'a> {
    let given = ["language", "outlet", "published", "title", "url"].map(|key| (key, article.fact(key)));
    [("id", article.title.as_str()), ("text", text)].into_iter().chain(given).collect()
}

/// Key → lines; a value on the key's own line is one line.
fn wanted(section: &Section) -> BTreeMap<String, BTreeSet<String>> {
    let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut key = String::new();
    for line in section.block.iter().filter(|line| !line.trim().is_empty()) {
        let value = if line.starts_with(' ') {
            line.trim()
        } else {
            let (name, value) = line.split_once(':').unwrap_or_else(|| panic!("`{line}` is no `key: value`"));
            name.clone_into(&mut key);
            value.trim()
        };
        let lines = found.entry(key.clone()).or_default();
        if !value.is_empty() {
            lines.insert(value.to_owned());
        }
    }
    found
}

fn compare(section: &Section, records: &[pile::Fields<'_>]) -> Vec<String> {
    let mut wanted = wanted(section);
    let about = wanted.remove("about").and_then(|lines| lines.into_iter().next());
    let findings = pile::trace(pile::documents(records), about.as_deref());
    let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    found.insert("claims".to_owned(), BTreeSet::from([findings.findings.len().to_string()]));
    if let Some(finding) = findings.findings.first() {
        let told = Told { findings: &findings, finding };
        found.extend(told.all());
    }
    let mut differences = Vec::new();
    for (key, lines) in wanted {
        let Some(got) = found.get(&key) else {
            differences.push(format!("{key}: nothing of that name; there are {:?}", found.keys()));
            continue;
        };
        differences.extend(lines.difference(got).map(|line| format!("- {key}: {line}")));
        differences.extend(got.difference(&lines).map(|line| format!("+ {key}: {line}")));
    }
    differences
}

struct Told<'a> {
    findings: &'a Findings,
    finding: &'a Finding,
}

impl Told<'_> {
    fn all(&self) -> BTreeMap<String, BTreeSet<String>> {
        let (claim, trace) = (&self.finding.claim, &self.finding.trace);
        let bounds = &trace.bounds;
        let more = if bounds.or_more { " or more" } else { "" };
        let one = |value: String| vec![value];
        let none = || "none".to_owned();
        let first = trace.first.map_or_else(none, |no| self.id(no));
        let due = claim.due.as_ref().map_or_else(none, |due| format!("{}, {}", due.date, outcome(due.outcome)));
        let (in_document, place) = claim.statement;
        let statement = self.findings.documents[in_document.index()].slice(place);
        let pairs: Vec<(&str, Vec<String>)> = vec![
            ("statement", one(statement.to_owned())),
            (
                "stances",
                claim.articles.iter().map(|a| format!("{}: {}", self.id(a.document), a.stance.name())).collect(),
            ),
            ("sources", trace.sources.iter().map(|s| format!("“{}”: {}", s.name, s.kind.name())).collect()),
            ("relays", trace.relays.iter().map(|r| self.relay(r)).collect()),
            ("origins", trace.origins.iter().map(|o| format!("{}: {}", self.node(o.node), o.state.name())).collect()),
            ("bounds", one(format!("{} to {}{more}", bounds.at_least, bounds.at_most))),
            ("channels", one(bounds.channels.to_string())),
            ("standing", one(trace.standing.name().to_owned())),
            ("first", one(first)),
            ("due", one(due)),
            ("loops", trace.loops.iter().map(|l| self.ids(l)).collect()),
            ("disputed by", claim.disputed_by.iter().map(|(no, who)| self.words(*no, *who)).collect()),
            ("missing", trace.missing.iter().map(|m| m.name.clone()).collect()),
            ("owed", trace.owed.iter().map(|o| format!("{}: {}", self.id(o.place.0), o.kind)).collect()),
            (
                "drift",
                trace
                    .drift
                    .iter()
                    .map(|d| format!("{} -> {}: {}", self.node(d.from), self.id(d.to), d.kind.name()))
                    .collect(),
            ),
            ("notes", self.findings.notes.iter().map(|n| format!("{}: {}", n.at, n.code)).collect()),
        ];
        pairs.into_iter().map(|(key, lines)| (key.to_owned(), lines.into_iter().collect())).collect()
    }

    fn id(&self, no: DocumentNo) -> String {
        self.findings.documents[no.index()].id.clone()
    }

    fn ids(&self, documents: &[DocumentNo]) -> String {
        let ids: Vec<String> = documents.iter().map(|no| self.id(*no)).collect();
        ids.join(" ")
    }

    fn words(&self, no: DocumentNo, place: firsthand::model::Place) -> String {
        format!("{}: “{}”", self.id(no), self.findings.documents[no.index()].slice(place))
    }

    fn node(&self, node: Node) -> String {
        match node {
            Node::Document(no) => self.id(no),
            Node::Source(id) => format!("“{}”", self.finding.trace.sources[id.0 as usize].name),
        }
    }

    fn relay(&self, relay: &Relay) -> String {
        let (from, to) = (self.node(relay.from), self.node(relay.to));
        let denial = if relay.of == Of::Denial { ", the denial" } else { "" };
        let arrow = if relay.direction_known { "->" } else { "--" };
        format!("{from} {arrow} {to}: {}{denial}", How::name(relay.how))
    }
}

fn outcome(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Reported => "reported",
        Outcome::NotReported => "not reported",
        Outcome::NotYetDue => "not yet due",
    }
}

#[test]
fn a_wrong_expectation_is_told() {
    let article = "## a\noutlet: Alder Post\nlanguage: en\ntitle: Mill to close\n\n```text\nThe mill at Osk will close in May.\n```\n";
    let expected = "## Expected\n\n```expected\nclaims: 1\nbounds: 3 to 4\nstances:\n  a: asserts\n```\n";
    let file = crate::case::parse("x", &format!("{article}{expected}"));
    assert_eq!(differences(&file)[0].1, ["- bounds: 3 to 4", "+ bounds: 0 to 1"]);
}

#[test]
fn what_is_owed_after_a_withdrawal_names_its_day_and_no_id() {
    let claim = "The main crane of Salt Quay harbour failed its last inspection";
    let first = format!("{claim}, according to a report seen by The Quay Courier.");
    let second = format!("{claim}, The Quay Courier reports.");
    let third = format!("We reported that the {} This newspaper has withdrawn the report.", &first[4..]);
    let article = |id, outlet, published, text| {
        vec![
            ("id", id),
            ("outlet", outlet),
            ("published", published),
            ("language", "en"),
            ("title", claim),
            ("text", text),
        ]
    };
    let records = [
        article("crane", "The Quay Courier", "2031-03-02T08:00:00Z", first.as_str()),
        article("bayside", "Bayside Today", "2031-03-02T12:00:00Z", second.as_str()),
        article("jon-harrow", "The Quay Courier", "2031-03-06T09:00:00Z", third.as_str()),
    ];
    let findings = pile::trace(pile::documents(&records), None);
    let owed = &findings.findings[0].trace.owed;
    let correction = owed.iter().find(|o| o.kind == "correction").expect("one article rests on what was withdrawn");
    assert!(correction.text.ends_with("as reported on 2031-03-06"), "{}", correction.text);
}
