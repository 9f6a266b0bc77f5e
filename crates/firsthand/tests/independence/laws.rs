//! The two laws of independence, on random stories.

use firsthand::model::{DocumentNo, How, Node, SourceId, SourceKind, Stance};
use proptest::prelude::*;

use crate::story::{Story, Told, id};

const STANCES: [Stance; 4] = [Stance::Asserts, Stance::Asserts, Stance::Denies, Stance::Discusses];

/// Quick by default; `FIRSTHAND_SLOW=1` for many.
fn config() -> ProptestConfig {
    let slow = std::env::var_os("FIRSTHAND_SLOW").is_some();
    ProptestConfig { cases: if slow { 100_000 } else { 2_000 }, failure_persistence: None, ..ProptestConfig::default() }
}

type Pair = (usize, usize);

fn pairs(most: usize) -> impl Strategy<Value = Vec<Pair>> {
    prop::collection::vec((0..64_usize, 0..64_usize), 0..=most)
}

/// Small stories of every kind of row; small, since a law breaks on small ones if it breaks.
fn stories() -> impl Strategy<Value = Story> {
    let documents = prop::collection::vec((0..4_usize, 0..4_u32, any::<bool>(), 0..40_u32), 1..7);
    let sources = prop::collection::vec((0..7_usize, any::<[bool; 2]>(), 0..12_u32), 0..6);
    let relays = prop::collection::vec((any::<[usize; 2]>(), 0..4_usize, 0..10_usize), 0..12);
    // Same, rests on, chains of command, perhaps one, apart, shared wording.
    let ties = [2, 3, 2, 2, 4, 4].map(pairs);
    (documents, sources, relays, ties).prop_map(|(documents, sources, relays, ties)| {
        let mut story = Story::default();
        for (stance, family, own_voice, day) in documents {
            let article = story.article();
            let withdrawn = day == 30;
            if (1..28).contains(&day) {
                story.day(article, day);
            }
            let row = story.row(article);
            (row.stance, row.family, row.reads_like_own_voice) = (STANCES[stance], family, own_voice);
            row.withdrawn = withdrawn;
        }
        for (kind, [first_hand, or_more], rare) in sources {
            let source = story.source(SourceKind::ALL[kind], "somebody");
            let facts = story.facts(source);
            (facts.first_hand, facts.or_more, facts.count) = (first_hand, or_more, 1 + rare % 3);
            facts.withdrawn = rare == 0;
            if rare == 1 {
                story.only_part(source, Node::Document(DocumentNo(0)));
            }
        }
        for ([from, to], how, rare) in relays {
            let (from, to) = (any_node(&story, from), any_node(&story, to));
            story.relay(from, to, How::ALL[how]);
            let relay = story.relays.last_mut().expect("one was just added");
            relay.direction_known = rare != 0;
            relay.of = if rare == 1 { firsthand::model::Of::Denial } else { firsthand::model::Of::Assertion };
        }
        tie(&mut story, ties);
        story
    })
}

fn tie(story: &mut Story, [same, rests, chains, perhaps, apart, wording]: [Vec<Pair>; 6]) {
    for (a, b) in wording {
        story.near(&[document(story, a), document(story, b)]);
    }
    if story.sources.is_empty() {
        return;
    }
    for (a, b) in same {
        story.same(source(story, a), source(story, b));
    }
    for (a, b) in rests {
        story.repeats(source(story, a), source(story, b));
    }
    let ids = |story: &Story, (a, b): Pair| (id(source(story, a)), id(source(story, b)));
    story.chains = chains.iter().map(|pair| ids(story, *pair)).map(|(a, b)| vec![a, b]).collect();
    story.perhaps_one = perhaps.iter().map(|pair| ids(story, *pair)).collect();
    story.apart = apart.iter().map(|pair| ids(story, *pair)).collect();
}

fn document(story: &Story, pick: usize) -> Node {
    Node::Document(DocumentNo((pick % story.documents.len()) as u32))
}

fn source(story: &Story, pick: usize) -> Node {
    Node::Source(SourceId((pick % story.sources.len()) as u32))
}

fn any_node(story: &Story, pick: usize) -> Node {
    let nodes = story.documents.len() + story.sources.len();
    let at = pick % nodes;
    if at < story.documents.len() { document(story, at) } else { source(story, at - story.documents.len()) }
}

/// Adds one piece of evidence of dependence.
fn depend(story: &mut Story, kind: usize, (a, b): Pair) {
    match kind {
        0 if !story.sources.is_empty() => story.same(source(story, a), source(story, b)),
        1 if !story.sources.is_empty() => story.repeats(source(story, a), source(story, b)),
        2 => story.near(&[document(story, a), document(story, b)]),
        7 if !story.sources.is_empty() => {
            story.perhaps_one.push((id(source(story, a)), id(source(story, b))));
        }
        _ => {
            let (from, to) = (document(story, a), document(story, b));
            story.relay(from, to, How::ALL[1 + kind % 3]);
            let relay = story.relays.last_mut().expect("one was just added");
            relay.direction_known = kind != 6;
        }
    }
}

/// Renumbers documents and sources backwards.
fn mirror(story: &Story) -> Story {
    let mut mirrored = story.clone();
    let (documents, sources) = (story.documents.len() as u32, story.sources.len() as u32);
    let number = |no: DocumentNo| DocumentNo(documents - 1 - no.0);
    let turn = |id: SourceId| SourceId(sources - 1 - id.0);
    let node = |node: Node| match node {
        Node::Document(no) => Node::Document(number(no)),
        Node::Source(source) => Node::Source(turn(source)),
    };
    mirrored.documents.reverse();
    mirrored.documents.iter_mut().for_each(|row| row.no = number(row.no));
    mirrored.sources.reverse();
    mirrored.sources.iter_mut().for_each(|source| source.id = turn(source.id));
    mirrored.relays.reverse();
    mirrored.relays.iter_mut().for_each(|relay| (relay.from, relay.to) = (node(relay.from), node(relay.to)));
    mirrored.same.iter_mut().for_each(|same| (same.a, same.b) = (turn(same.a), turn(same.b)));
    let pairs = mirrored.rests_on.iter_mut().chain(&mut mirrored.apart).chain(&mut mirrored.perhaps_one);
    pairs.for_each(|(a, b)| (*a, *b) = (turn(*a), turn(*b)));
    mirrored.chains.iter_mut().flatten().for_each(|member| *member = turn(*member));
    mirrored.wording.iter_mut().flatten().for_each(|text| *text = number(*text));
    mirrored
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn evidence_of_dependence_never_raises_a_bound(story in stories(), kind in 0..9_usize, ends in (0..64_usize, 0..64_usize)) {
        let before = story.tell().bounds();
        let mut tied = story.clone();
        depend(&mut tied, kind, ends);
        let after = tied.tell().bounds();
        prop_assert!(after.0 <= before.0 && after.1 <= before.1, "{before:?} became {after:?}");
    }

    #[test]
    fn less_support_never_raises_the_lower_bound(story in stories()) {
        let before = story.tell().bounds().0;
        for at in 0..story.relays.len() {
            let relay = &story.relays[at];
            if let (Node::Source(_), Node::Document(_)) = (relay.from, relay.to) {
                let mut less = story.clone();
                less.relays.remove(at);
                let after = less.tell().bounds().0;
                prop_assert!(after <= before, "{before} became {after} without relay {at}");
            }
        }
    }

    #[test]
    fn renumbering_changes_only_the_numbers(story in stories()) {
        let (told, mirrored) = (story.tell(), mirror(&story).tell());
        prop_assert_eq!(told.bounds(), mirrored.bounds());
        prop_assert_eq!(told.assessment.bounds.or_more, mirrored.assessment.bounds.or_more);
        prop_assert_eq!(told.assessment.standing, mirrored.assessment.standing);
        prop_assert_eq!(told.lineage.channels, mirrored.lineage.channels);
        let last = story.documents.len() as u32 - 1;
        prop_assert_eq!(told.lineage.first, mirrored.lineage.first.map(|no| DocumentNo(last - no.0)));
        let state_names = |told: &Told| {
            let mut names: Vec<_> = told.assessment.origins.iter().map(|origin| origin.state.name()).collect();
            names.sort_unstable();
            names
        };
        prop_assert_eq!(state_names(&told), state_names(&mirrored));
        prop_assert_eq!(told.lineage.bottlenecks.len(), mirrored.lineage.bottlenecks.len());
    }

    #[test]
    fn loops_are_chains_that_come_back(story in stories()) {
        let told = story.tell();
        for chain in &told.lineage.loops {
            let family = |at: usize| story.documents[chain[at].index()].family;
            let ends = (chain[0], chain[chain.len() - 1]);
            let closes = story.relays.iter().any(|relay| relay.to == Node::Document(ends.0));
            prop_assert!(closes || family(0) == family(chain.len() - 1), "{chain:?}");
            let mut once = chain.clone();
            once.sort_unstable();
            once.dedup();
            prop_assert_eq!(once.len(), chain.len(), "each document once");
        }
    }
}
