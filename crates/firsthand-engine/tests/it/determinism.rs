//! Same pile, same bytes: in every run, in any order of its records, on any number of threads.

use std::path::PathBuf;

use firsthand::publish::{self, Page};
use firsthand_engine::read::{ReadOptions, read};
use firsthand_engine::trace;

use crate::folder::Folder;
use crate::newsroom::{Dice, articles};

const PAGE: Page = Page { width: 100, colour: false };

/// JSON and text of the trace of these records, in this order. The file has one name, since a document carries it.
fn traced(records: &[String], about: Option<&str>) -> (String, String) {
    let folder = Folder::new().with("pile.jsonl", records.join("\n"));
    let mut pile = read(&[folder.path().join("pile.jsonl")], &ReadOptions::default()).unwrap();
    assert!(pile.notes.is_empty(), "{:?}", pile.notes);
    pile.value.iter_mut().for_each(|document| "pile.jsonl".clone_into(&mut document.path));
    let findings = trace(pile.value, about, None);
    (publish::trace_json(&findings), publish::trace_text(&findings, PAGE))
}

fn shuffled(records: &[String], seed: u64) -> Vec<String> {
    let mut dice = Dice(seed);
    let mut records = records.to_vec();
    for last in (1..records.len()).rev() {
        records.swap(last, dice.below(last + 1));
    }
    records
}

fn demo() -> Vec<String> {
    // Asked for when the test runs: a build directory that two checkouts share may hold the other one's binary.
    let home = PathBuf::from(std::env::var("CARGO_MANIFEST_DIR").unwrap());
    let files = ["banknote.jsonl", "depot.jsonl"].map(|name| home.join("../firsthand-cli/demo").join(name));
    let lines = files.map(|file| std::fs::read_to_string(file).unwrap());
    lines.iter().flat_map(|text| text.lines()).map(str::to_owned).collect()
}

fn on_threads<T: Send>(count: usize, work: impl FnOnce() -> T + Send) -> T {
    rayon::ThreadPoolBuilder::new().num_threads(count).build().unwrap().install(work)
}

fn check(records: &[String], about: Option<&str>) {
    let expected = traced(records, about);
    assert!(expected.0.contains("\"relays\""), "the pile has claims");
    assert!(expected == traced(records, about), "two runs differ");
    for seed in [1, 2, 3] {
        let other = shuffled(records, seed);
        assert_ne!(other, records);
        assert!(expected == traced(&other, about), "seed {seed}: the order of the records matters");
    }
    for count in [1, 2] {
        assert!(expected == on_threads(count, || traced(records, about)), "{count} threads differ");
    }
}

#[test]
fn the_demo_gives_the_same_bytes() {
    check(&demo(), None);
    check(&demo(), Some("Twelve trams were destroyed in the fire at the Karsel depot."));
}

#[test]
fn sixty_made_up_articles_give_the_same_bytes() {
    let records = articles(60);
    assert_eq!(records.len(), 60);
    check(&records, None);
}
