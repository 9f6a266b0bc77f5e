//! How long does one very large claim take?

#![allow(missing_docs, reason = "criterion's macros make public functions")]

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use firsthand::assess::assess;
use firsthand::model::{
    ClaimRows, DocumentNo, DocumentRow, How, Node, Of, Probability, Relay, Source, SourceId, SourceKind, Stance,
    Status, TimeInterval,
};
use firsthand::trace::trace;

/// Largest claim that the design speaks of.
const DOCUMENTS: u32 = 10_000;

fn document(no: u32, families: u32) -> DocumentRow {
    DocumentRow {
        no: DocumentNo(no),
        stance: Stance::Asserts,
        published: TimeInterval::default(),
        family: no % families,
        reads_like_own_voice: no.is_multiple_of(7),
        withdrawn: false,
    }
}

fn source(id: u32) -> Source {
    let kinds = [SourceKind::Person, SourceKind::Anonymous, SourceKind::Outlet, SourceKind::Document];
    Source {
        id: SourceId(id),
        kind: kinds[id as usize % kinds.len()],
        name: "somebody".to_owned(),
        aliases: Vec::new(),
        places: Vec::new(),
        count: 1,
        or_more: false,
        first_hand: id.is_multiple_of(3),
        withdrawn: false,
        only_part: None,
    }
}

fn relay(from: Node, to: u32, how: How) -> Relay {
    Relay {
        from,
        to: Node::Document(DocumentNo(to)),
        how,
        of: Of::Assertion,
        direction_known: true,
        evidence: Vec::new(),
        confidence: Probability::new(0.9),
        status: Status::Suggested,
    }
}

/// Which earlier document a document has it from.
type Parent = fn(u32) -> u32;

/// One document gives to the next for as long as there are any; the worst case for whatever walks a chain.
fn chain(no: u32) -> u32 {
    no - 1
}

/// Most documents have it from a few; the shape of a story that goes round.
fn bush(no: u32) -> u32 {
    no / 13
}

/// Every fifth document has sources of its own.
fn claim(families: u32, parent: Parent) -> (Vec<DocumentRow>, Vec<Source>, Vec<Relay>) {
    let documents = (0..DOCUMENTS).map(|no| document(no, families)).collect();
    let sources: Vec<Source> = (0..DOCUMENTS / 5).map(source).collect();
    let mut relays: Vec<Relay> = (1..DOCUMENTS)
        .map(|no| relay(Node::Document(DocumentNo(parent(no))), no, if no % 2 == 0 { How::Copied } else { How::Cited }))
        .collect();
    relays.extend(sources.iter().map(|source| relay(Node::Source(source.id), source.id.0 * 5, How::Told)));
    (documents, sources, relays)
}

fn large_claims(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("trace and assess 10,000 documents");
    group.sample_size(10);
    let shapes: [(&str, u32, Parent); 4] = [
        ("bush", DOCUMENTS, bush),
        ("bush of 300 families", 300, bush),
        ("chain", DOCUMENTS, chain),
        ("chain of 5,000 families", 5_000, chain),
    ];
    for (name, families, parent) in shapes {
        let (documents, sources, relays) = claim(families, parent);
        let rows = ClaimRows { documents: &documents, sources: &sources, relays: &relays, ..ClaimRows::default() };
        group.bench_function(name, |bencher| {
            bencher.iter(|| {
                let lineage = trace(black_box(&rows));
                assess(&rows, &lineage).bounds.at_most
            });
        });
    }
    group.finish();
}

criterion_group!(benches, large_claims);
criterion_main!(benches);
