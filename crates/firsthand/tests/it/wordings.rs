//! Wordings of invented claims in ten languages: which are one claim, and which differ, and in what. The figures are
//! committed, and a fall of any fails.

use std::fs;
use std::path::Path;

use firsthand::eval::link::{Tally, pairs, read};
use firsthand::eval::{Figure, fallen, from_csv, to_csv};
use firsthand::link::same::compare;
use firsthand::pipeline::wording;

fn figures(file: &str) -> Vec<Figure> {
    let wordings = read(file).unwrap();
    let ready: Vec<_> = wordings.iter().map(|w| wording(&w.text, w.language)).collect();
    let mut tally = Tally::default();
    for (a, b) in pairs(&wordings) {
        let found = compare(&ready[a], &ready[b]);
        let label = if wordings[a].same { &wordings[b].label } else { &wordings[a].label };
        let named = found.differences.iter().any(|(what, ..)| what.name() == label);
        tally.add(&wordings[a], &wordings[b], found.same, named);
    }
    tally.figures()
}

#[track_caller]
fn check(file: &str, committed: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/benchmarks").join(committed);
    let (committed, now) = (from_csv(&fs::read_to_string(path).unwrap()).unwrap(), figures(file));
    let fallen = fallen(&committed, &now);
    assert!(fallen.is_empty() && !committed.is_empty(), "{fallen:#?}\n{}", to_csv(&now));
}

#[test]
fn wordings_that_rules_were_chosen_on() {
    check(include_str!("../cases/link/seen.tsv"), "link-seen.csv");
}

#[test]
fn wordings_that_words_were_added_for() {
    check(include_str!("../cases/link/dev.tsv"), "link-dev.csv");
}

#[test]
fn other_wordings() {
    check(include_str!("../cases/link/unseen.tsv"), "link-unseen.csv");
}

#[test]
fn comparing_is_the_same_both_ways() {
    let wordings = read(include_str!("../cases/link/seen.tsv")).unwrap();
    let ready: Vec<_> = wordings.iter().map(|w| wording(&w.text, w.language)).collect();
    for (a, b) in pairs(&wordings).into_iter().step_by(7) {
        let (there, back) = (compare(&ready[a], &ready[b]), compare(&ready[b], &ready[a]));
        assert_eq!(there.same, back.same, "{} / {}", wordings[a].text, wordings[b].text);
    }
}
