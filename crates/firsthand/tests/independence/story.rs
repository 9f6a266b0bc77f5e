//! Builds one claim's rows so that a test reads like a story.

use firsthand::assess::assess;
use firsthand::model::{
    Assessment, ClaimRows, DocumentNo, DocumentRow, Evidence, EvidenceKind, How, Lineage, Node, Of, OriginState, Part,
    Place, Probability, Relay, Same, Source, SourceId, SourceKind, Span, Stance, Status, TimeInterval,
};
use firsthand::trace::trace;

/// Rows in the making. Documents are their own family, undated, assert, and speak in their own voice until somebody
/// is credited.
#[derive(Clone, Debug, Default)]
pub(crate) struct Story {
    pub(crate) documents: Vec<DocumentRow>,
    pub(crate) sources: Vec<Source>,
    pub(crate) relays: Vec<Relay>,
    pub(crate) same: Vec<Same>,
    pub(crate) rests_on: Vec<(SourceId, SourceId)>,
    pub(crate) perhaps_one: Vec<(SourceId, SourceId)>,
    pub(crate) chains: Vec<Vec<SourceId>>,
    pub(crate) separate: Vec<SourceId>,
    pub(crate) apart: Vec<(SourceId, SourceId)>,
    pub(crate) wording: Vec<Vec<DocumentNo>>,
}

/// What came out of a story.
pub(crate) struct Told {
    pub(crate) lineage: Lineage,
    pub(crate) assessment: Assessment,
}

pub(crate) fn id(node: Node) -> SourceId {
    match node {
        Node::Source(id) => id,
        Node::Document(no) => panic!("{no:?} is no source"),
    }
}

pub(crate) fn no(node: Node) -> DocumentNo {
    match node {
        Node::Document(no) => no,
        Node::Source(id) => panic!("{id:?} is no document"),
    }
}

impl Story {
    /// An article that asserts the claim.
    pub(crate) fn article(&mut self) -> Node {
        let next = self.documents.len() as u32;
        self.documents.push(DocumentRow {
            no: DocumentNo(next),
            stance: Stance::Asserts,
            published: TimeInterval::default(),
            family: next,
            reads_like_own_voice: true,
            withdrawn: false,
        });
        Node::Document(DocumentNo(next))
    }

    pub(crate) fn articles(&mut self, count: usize) -> Vec<Node> {
        (0..count).map(|_| self.article()).collect()
    }

    pub(crate) fn row(&mut self, document: Node) -> &mut DocumentRow {
        &mut self.documents[no(document).index()]
    }

    pub(crate) fn family(&mut self, document: Node, like: Node) {
        self.row(document).family = self.documents[no(like).index()].family;
    }

    /// Published that day of March 2031.
    pub(crate) fn day(&mut self, document: Node, day: u32) {
        let instant = |day: u32| format!("2031-03-{day:02}T00:00:00Z").parse().ok();
        self.row(document).published =
            TimeInterval { earliest: instant(day), latest: instant(day + 1), from: "field".to_owned() };
    }

    pub(crate) fn source(&mut self, kind: SourceKind, name: &str) -> Node {
        let next = SourceId(self.sources.len() as u32);
        self.sources.push(Source {
            id: next,
            kind,
            name: name.to_owned(),
            aliases: Vec::new(),
            places: Vec::new(),
            count: 1,
            or_more: false,
            first_hand: false,
            withdrawn: false,
            only_part: None,
        });
        Node::Source(next)
    }

    pub(crate) fn first_hand(&mut self, kind: SourceKind, name: &str) -> Node {
        let node = self.source(kind, name);
        self.facts(node).first_hand = true;
        node
    }

    pub(crate) fn facts(&mut self, source: Node) -> &mut Source {
        &mut self.sources[id(source).0 as usize]
    }

    pub(crate) fn only_part(&mut self, source: Node, document: Node) {
        let place = Place { part: Part::Text, span: Span::new(3, 9) };
        self.facts(source).only_part = Some((no(document), place));
    }

    pub(crate) fn relay(&mut self, from: Node, to: Node, how: How) {
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

    fn credited(&mut self, from: Node, to: Node, how: How) {
        self.relay(from, to, how);
        if let Node::Document(_) = to {
            self.row(to).reads_like_own_voice = false;
        }
    }

    pub(crate) fn told(&mut self, source: Node, document: Node) {
        self.credited(source, document, How::Told);
    }

    pub(crate) fn cited(&mut self, from: Node, to: Node) {
        self.credited(from, to, How::Cited);
    }

    pub(crate) fn copied(&mut self, from: Node, to: Node) {
        self.relay(from, to, How::Copied);
    }

    pub(crate) fn same(&mut self, a: Node, b: Node) {
        self.same.push(Same { a: id(a), b: id(b), because: "one body".to_owned() });
    }

    pub(crate) fn repeats(&mut self, who: Node, whose: Node) {
        self.rests_on.push((id(who), id(whose)));
    }

    pub(crate) fn near(&mut self, texts: &[Node]) {
        self.wording.push(texts.iter().map(|text| no(*text)).collect());
    }

    pub(crate) fn rows(&self) -> ClaimRows<'_> {
        ClaimRows {
            documents: &self.documents,
            sources: &self.sources,
            relays: &self.relays,
            same: &self.same,
            rests_on: &self.rests_on,
            perhaps_one: &self.perhaps_one,
            chains_of_command: &self.chains,
            separate_acts: &self.separate,
            apart: &self.apart,
            share_wording: &self.wording,
        }
    }

    /// Traces and assesses, and checks what must hold of every story.
    pub(crate) fn tell(&self) -> Told {
        let lineage = trace(&self.rows());
        let assessment = assess(&self.rows(), &lineage);
        let bounds = &assessment.bounds;
        let sum = |part: fn(&firsthand::model::Reason) -> u32| bounds.why.iter().map(part).sum::<u32>();
        assert_eq!(sum(|reason| reason.at_least), bounds.at_least, "{:#?}", bounds.why);
        assert_eq!(sum(|reason| reason.at_most), bounds.at_most, "{:#?}", bounds.why);
        assert!(bounds.at_least <= bounds.at_most, "{:#?}", bounds.why);
        Told { lineage, assessment }
    }
}

impl Told {
    pub(crate) fn bounds(&self) -> (u32, u32) {
        (self.assessment.bounds.at_least, self.assessment.bounds.at_most)
    }

    /// The rule that speaks of a node first.
    pub(crate) fn rule(&self, node: Node) -> &'static str {
        let mut why = self.assessment.bounds.why.iter();
        why.find(|reason| reason.nodes.contains(&node)).map_or("none", |reason| reason.rule)
    }

    pub(crate) fn state(&self, node: Node) -> Option<OriginState> {
        self.assessment.origins.iter().find(|origin| origin.node == node).map(|origin| origin.state)
    }
}
