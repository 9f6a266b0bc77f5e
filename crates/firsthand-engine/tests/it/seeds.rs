//! The seeds of the fuzz targets, checked as the fuzzer checks what it makes of them.

use std::path::Path;

use crate::checks;

/// Checks every seed of a target; the name of the one that fails is the last that is printed.
#[track_caller]
fn check(target: &str, check: fn(&[u8])) {
    // Asked for when the test runs: a build directory that two checkouts share may hold the other one's binary.
    let root = std::env::var("CARGO_MANIFEST_DIR").unwrap();
    let folder = Path::new(&root).join("../../fuzz/seeds").join(target);
    let mut seeds: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    seeds.sort();
    assert!(seeds.len() > 10, "the seeds were found");
    for seed in seeds {
        eprintln!("{}", seed.display());
        check(&std::fs::read(&seed).unwrap());
    }
}

#[test]
fn pages() {
    check("html", checks::html);
}

#[test]
fn feeds() {
    check("feed", checks::feed);
}

#[test]
fn archives() {
    check("warc", checks::warc);
}

#[test]
fn tables() {
    check("csv", checks::csv);
}

#[test]
fn lines() {
    check("jsonl", checks::jsonl);
}

#[test]
fn chats() {
    check("telegram", checks::telegram);
}
