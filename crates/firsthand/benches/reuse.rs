//! Text reuse on invented articles, whole and by step. `cargo test --benches` runs it toy-sized.

#![expect(missing_docs, reason = "criterion's macro makes a public function")]

#[path = "../tests/text_reuse/fiction.rs"]
mod fiction;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use fiction::pile;
use firsthand::link::reuse::{Config, Index, Tally, Text, Tokens, align, find, sign, tokenise};
use firsthand::model::Span;
use std::hint::black_box;

fn whole(text: &str) -> [Span; 1] {
    [Span::new(0, text.len())]
}

/// Criterion passes `--test` when the bench runs as a test.
fn sizes() -> &'static [usize] {
    if std::env::args().any(|a| a == "--bench") { &[250, 1_000, 4_000] } else { &[8] }
}

fn find_in_piles(c: &mut Criterion) {
    let mut group = c.benchmark_group("reuse/find");
    group.sample_size(10);
    for &size in sizes() {
        let pile = pile(size);
        let bodies: Vec<[Span; 1]> = pile.iter().map(|text| whole(text)).collect();
        let texts: Vec<Text<'_>> =
            pile.iter().zip(&bodies).map(|(text, body)| Text { text, body, outlet: None }).collect();
        group.throughput(Throughput::Elements(size as u64));
        group.bench_with_input(BenchmarkId::from_parameter(size), &texts, |b, texts| {
            b.iter(|| find(black_box(texts), &Config::default()));
        });
    }
    group.finish();
}

fn steps(c: &mut Criterion) {
    let (pile, config) = (pile(sizes()[0]), Config::default());
    let tokens: Vec<Tokens> = pile.iter().map(|text| tokenise(text, &whole(text))).collect();
    let signatures: Vec<_> = tokens.iter().map(|t| sign(t, &config)).collect();
    let index = Index::new(&signatures, &[], &config);
    c.bench_function("reuse/tokenise", |b| b.iter(|| tokenise(black_box(&pile[0]), &whole(&pile[0]))));
    c.bench_function("reuse/sign", |b| b.iter(|| sign(black_box(&tokens[0]), &config)));
    let mut tally = Tally::default();
    c.bench_function("reuse/candidates", |b| b.iter(|| index.candidates(black_box(0), &mut tally)));
    let half = pile.len() / 2;
    c.bench_function("reuse/align", |b| b.iter(|| align(black_box(&tokens[0]), black_box(&tokens[half]), &config)));
}

criterion_group!(benches, find_in_piles, steps);
criterion_main!(benches);
