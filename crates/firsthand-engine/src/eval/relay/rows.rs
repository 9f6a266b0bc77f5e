//! The rows of a pile as an ideal reader would hand them to the stage `trace`: gold attributions and edges.

use std::collections::BTreeMap;

use firsthand::assess::assess;
use firsthand::model::{
    ClaimRows, DocumentNo, DocumentRow, Evidence, EvidenceKind, How, Node, Of, OriginState, Probability, Relay, Source,
    SourceId, SourceKind, Stance, Status, TimeInterval,
};
use firsthand::trace::trace;

use super::score::Found;
use super::tell::instant;
use super::truth::{Credit, Reader, Start};
use super::world::{DAY, Hop, Leg, OriginKind, Stated, World};

/// Traces and assesses the gold rows of a pile.
pub(super) fn found(world: &World) -> Found {
    let rows = Rows::new(world);
    let claim = ClaimRows {
        documents: &rows.documents,
        sources: &rows.sources,
        relays: &rows.relays,
        share_wording: &rows.share_wording,
        ..ClaimRows::default()
    };
    let lineage = trace(&claim);
    let assessment = assess(&claim, &lineage);
    let number = |no: &DocumentNo| no.0 as usize;
    let counted = assessment.origins.iter().filter(|origin| origin.state != OriginState::SameOrigin);
    Found {
        at_least: assessment.bounds.at_least,
        at_most: assessment.bounds.at_most,
        edges: Vec::new(),
        loops: lineage.loops.iter().map(|chain| chain.iter().map(number).collect()).collect(),
        origins: counted.filter_map(|origin| rows.start(origin.node)).collect(),
    }
}

/// What a row of the sources stands for.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    Start(Start),
    /// An outlet whose own source is named.
    Relaying(usize),
    Media,
}

struct Rows {
    documents: Vec<DocumentRow>,
    sources: Vec<Source>,
    relays: Vec<Relay>,
    share_wording: Vec<Vec<DocumentNo>>,
    keys: BTreeMap<Key, SourceId>,
}

impl Rows {
    fn new(world: &World) -> Self {
        let reader = Reader { world };
        let documents = reader.pile().map(|at| document(&reader, at)).collect();
        let (sources, relays, keys) = (Vec::new(), Vec::new(), BTreeMap::new());
        let mut rows = Self { documents, sources, relays, share_wording: Vec::new(), keys };
        for (at, behind) in reader.outside() {
            rows.outside(world, at, behind);
        }
        for at in reader.pile() {
            rows.article(&reader, at);
        }
        rows
    }

    fn outside(&mut self, world: &World, at: usize, behind: Option<Hop>) {
        let outlet = self.outlet(at, behind);
        let from = match behind {
            None => return,
            Some(Hop::Outlet(next)) if world.articles[next].in_pile => Node::Document(no(next)),
            Some(Hop::Outlet(next)) => self.outlet(next, Reader { world }.said_behind(next)),
            Some(Hop::Origin(o)) if world.origins[o].is_nameless() => {
                self.source(Key::Start(Start::Behind(at, o)), world.origins[o], false)
            }
            Some(Hop::Origin(o)) => self.source(Key::Start(Start::Named(o)), world.origins[o], false),
        };
        self.relay(from, outlet, How::Cited);
    }

    fn outlet(&mut self, at: usize, behind: Option<Hop>) -> Node {
        let key = behind.map_or(Key::Start(Start::Outside(at)), |_| Key::Relaying(at));
        self.add(key, SourceKind::Outlet, 1, false)
    }

    fn source(&mut self, key: Key, kind: OriginKind, shown: bool) -> Node {
        let source = match kind {
            OriginKind::PersonSaw | OriginKind::PersonPlain => SourceKind::Person,
            OriginKind::Anonymous | OriginKind::AnonymousSaw | OriginKind::Two => SourceKind::Anonymous,
            OriginKind::Document => SourceKind::Document,
            OriginKind::Body => SourceKind::Institution,
        };
        self.add(key, source, kind.people(), shown && kind.is_shown())
    }

    fn add(&mut self, key: Key, kind: SourceKind, count: u32, first_hand: bool) -> Node {
        let id = *self.keys.entry(key).or_insert_with(|| SourceId(self.sources.len() as u32));
        if self.sources.len() == id.0 as usize {
            self.sources.push(source(id, kind, count));
        }
        self.sources[id.0 as usize].first_hand |= first_hand;
        Node::Source(id)
    }

    fn relay(&mut self, from: Node, to: Node, how: How) {
        let kind = if how == How::Copied { EvidenceKind::TextReuse } else { EvidenceKind::Credit };
        let evidence = vec![Evidence { kind, detail: how.name().to_owned(), places: Vec::new() }];
        self.relays.push(Relay {
            from,
            to,
            how,
            of: Of::Assertion,
            direction_known: true,
            evidence,
            confidence: Probability::new(1.0),
            status: Status::Suggested,
        });
    }

    /// A copy has no sources of its own but the one that it puts in place of its parent's.
    fn article(&mut self, reader: &Reader<'_>, at: usize) {
        let world = reader.world;
        let leader = reader.leader(at);
        if leader != at {
            self.copy(world, leader, at);
        }
        for credit in reader.credits(at) {
            match credit {
                Credit::Renamed => {
                    let from = self.source(Key::Start(Start::Renamed(at)), OriginKind::Anonymous, false);
                    self.relay(from, Node::Document(no(at)), How::Told);
                }
                _ if leader != at => {}
                Credit::Origin(o) => self.told(world, at, o),
                Credit::Outlet(parent, _) => self.cited(reader, at, parent),
                Credit::Media => {
                    let from = self.add(Key::Media, SourceKind::Collective, 1, false);
                    self.relay(from, Node::Document(no(at)), How::Cited);
                }
            }
        }
    }

    fn told(&mut self, world: &World, at: usize, o: usize) {
        let kind = world.origins[o];
        let start = if kind.is_nameless() { Start::Nameless(at, o) } else { Start::Named(o) };
        let from = self.source(Key::Start(start), kind, true);
        self.relay(from, Node::Document(no(at)), How::Told);
    }

    fn cited(&mut self, reader: &Reader<'_>, at: usize, parent: usize) {
        let articles = &reader.world.articles;
        let (from, how) = if articles[parent].in_pile {
            let same = articles[parent].language == articles[at].language;
            (Node::Document(no(parent)), if same { How::Cited } else { How::Translated })
        } else {
            (self.outlet(parent, reader.said_behind(parent)), How::Cited)
        };
        self.relay(from, Node::Document(no(at)), how);
    }

    fn copy(&mut self, world: &World, leader: usize, at: usize) {
        let parent = match world.articles[at].legs[..] {
            [Leg::Copies(parent, _)] if world.articles[parent].in_pile => parent,
            _ => leader,
        };
        if world.shown_before(parent, at) {
            self.relay(Node::Document(no(parent)), Node::Document(no(at)), How::Copied);
        } else {
            self.share_wording.push(vec![no(parent), no(at)]);
        }
    }

    fn start(&self, node: Node) -> Option<Start> {
        let key = match node {
            Node::Document(no) => return Some(Start::OwnVoice(no.0 as usize)),
            Node::Source(id) => self.keys.iter().find(|(_, known)| **known == id).map(|(key, _)| *key)?,
        };
        if let Key::Start(start) = key { Some(start) } else { None }
    }
}

fn no(at: usize) -> DocumentNo {
    DocumentNo(at as u32)
}

fn document(reader: &Reader<'_>, at: usize) -> DocumentRow {
    let article = &reader.world.articles[at];
    let minutes = match article.stated {
        Stated::Minute(minute) => Some((minute, minute)),
        Stated::Day(day) => Some((day * DAY, (day + 1) * DAY)),
        Stated::Nothing => None,
    };
    let published = TimeInterval {
        earliest: minutes.map(|(start, _)| instant(start)),
        latest: minutes.map(|(_, end)| instant(end)),
        from: String::new(),
    };
    let reads_like_own_voice = reader.credits(at).is_empty();
    DocumentRow {
        no: no(at),
        stance: Stance::Asserts,
        published,
        family: article.outlet as u32,
        reads_like_own_voice,
        withdrawn: false,
    }
}

fn source(id: SourceId, kind: SourceKind, count: u32) -> Source {
    Source {
        id,
        kind,
        name: String::new(),
        aliases: Vec::new(),
        places: Vec::new(),
        count,
        or_more: false,
        first_hand: false,
        withdrawn: false,
        only_part: None,
    }
}
