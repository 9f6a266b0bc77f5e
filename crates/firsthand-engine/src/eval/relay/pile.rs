//! The pile of a story as records, and what the whole pipeline finds in it.

use std::collections::BTreeSet;

use firsthand::model::{Finding, Findings, Node, Of, Origin, OriginState, Source, SourceKind};
use firsthand_tagger::Tagger;
use serde_json::Value;

use super::names::latin;
use super::score::Found;
use super::tell::Telling;
use super::truth::{Start, Truth};
use super::world::{OriginKind, World};
use crate::eval::documents;

/// The fields of each article of the pile, in order.
pub(super) fn records(world: &World, telling: &Telling<'_>, story: usize) -> Vec<(usize, Vec<(String, Value)>)> {
    let pile = (0..world.articles.len()).filter(|at| world.articles[*at].in_pile);
    pile.map(|at| (at, record(telling, story, at))).collect()
}

pub(super) fn id(story: usize, at: usize) -> String {
    format!("r{story}-{at}")
}

fn record(telling: &Telling<'_>, story: usize, at: usize) -> Vec<(String, Value)> {
    let text = &telling.texts[at];
    let mut fields = vec![
        ("id", id(story, at)),
        ("url", format!("https://{}/{story}/{at}", telling.host(at))),
        ("outlet", telling.outlet(at).to_owned()),
        ("language", telling.language(at).to_owned()),
        ("title", text.title.clone()),
        ("text", text.body()),
    ];
    fields.extend(telling.published(at).map(|published| ("published", published)));
    fields.into_iter().map(|(name, value)| (name.to_owned(), Value::String(value))).collect()
}

/// Runs the pipeline over the texts of a pile. Of its claims the one with most articles counts; of equals the first.
pub(super) fn found(
    world: &World,
    telling: &Telling<'_>,
    truth: &Truth,
    story: usize,
    tagger: Option<&Tagger>,
) -> Found {
    let documents = documents(records(world, telling, story));
    let findings = crate::trace(documents, None, tagger);
    let most = findings.findings.iter().map(|f| f.claim.articles.len()).max();
    let claim = findings.findings.iter().find(|f| Some(f.claim.articles.len()) == most);
    claim.map_or_else(Found::default, |claim| Reading { world, telling, truth, story, findings: &findings }.of(claim))
}

/// What was found, in the numbers of the story.
struct Reading<'a> {
    world: &'a World,
    telling: &'a Telling<'a>,
    truth: &'a Truth,
    story: usize,
    findings: &'a Findings,
}

impl Reading<'_> {
    fn of(&self, finding: &Finding) -> Found {
        let trace = &finding.trace;
        let assertions = trace.relays.iter().filter(|r| r.of == Of::Assertion && r.direction_known);
        let edge = |(from, to)| Some((self.article(from)?, self.article(to)?));
        let mut origins = Vec::new();
        for origin in trace.origins.iter().filter(|origin| origin.state != OriginState::SameOrigin) {
            self.origin(origin, &trace.sources, &mut origins);
        }
        Found {
            at_least: trace.bounds.at_least,
            at_most: trace.bounds.at_most,
            edges: assertions.filter_map(|r| edge((r.from, r.to))).collect(),
            loops: trace
                .loops
                .iter()
                .map(|l| l.iter().filter_map(|no| self.article(Node::Document(*no))).collect())
                .collect(),
            origins,
        }
    }

    fn article(&self, node: Node) -> Option<usize> {
        let Node::Document(no) = node else { return None };
        let known = &self.findings.documents[no.index()].id;
        (0..self.world.articles.len()).find(|at| id(self.story, *at) == *known)
    }

    /// Adds the start that an origin means; one that means none gets a number that no article has.
    fn origin(&self, origin: &Origin, sources: &[Source], found: &mut Vec<Start>) {
        let start = match origin.node {
            Node::Document(_) => self.article(origin.node).map(Start::OwnVoice),
            Node::Source(id) => {
                let source = &sources[id.0 as usize];
                if source.kind == SourceKind::Collective {
                    return;
                }
                let wanted = self.truth.starts.iter().filter(|start| !found.contains(start));
                wanted.copied().find(|start| self.means(source, *start))
            }
        };
        found.push(start.unwrap_or(Start::OwnVoice(self.world.articles.len() + found.len())));
    }

    fn means(&self, source: &Source, start: Start) -> bool {
        let wordings = || std::iter::once(&source.name).chain(&source.aliases);
        let holders: BTreeSet<usize> =
            source.places.iter().filter_map(|(no, _)| self.article(Node::Document(*no))).collect();
        match start {
            Start::Named(o) => match self.world.origins[o] {
                OriginKind::PersonSaw | OriginKind::PersonPlain => wordings().any(|w| self.telling.names_person(o, w)),
                OriginKind::Document => source.kind == SourceKind::Document,
                _ => source.kind == SourceKind::Institution,
            },
            Start::Nameless(at, _) | Start::Renamed(at) => {
                source.kind == SourceKind::Anonymous
                    && holders.iter().any(|h| self.world.wording(*h) == self.world.wording(at))
            }
            Start::Behind(..) => source.kind == SourceKind::Anonymous,
            Start::Outside(at) => {
                let outlet = latin(self.telling.outlet(at)).to_lowercase();
                let named = |w: &String| {
                    let words = latin(w).to_lowercase();
                    outlet.split(' ').any(|part| part.len() > 5 && words.contains(&part[..5]))
                };
                source.kind == SourceKind::Outlet && wordings().any(named)
            }
            Start::OwnVoice(_) => false,
        }
    }
}
