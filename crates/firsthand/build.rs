//! Which rules are these? A number for the rules of each stage that looks at a document alone, so that what was found
//! with other rules is found anew.

#![expect(clippy::unwrap_used, reason = "a build that cannot read its own sources has failed")]

use std::fs;
use std::path::{Path, PathBuf};

/// What the attributions of a text depend on: code and data.
const ATTRIBUTE: [&str; 10] = [
    "src/attribute",
    "src/extract",
    "src/lexicon",
    "src/model/attribution.rs",
    "src/outlets.rs",
    "src/reading.rs",
    "src/text",
    "data/concepts",
    "data/languages",
    "build.rs",
];

/// What its time expressions depend on.
const TIMES: [&str; 5] = ["src/times", "src/extract", "src/text", "data/times", "build.rs"];

fn main() {
    let rules_of = [
        ("FIRSTHAND_RULES_ATTRIBUTE", &ATTRIBUTE[..]),
        ("FIRSTHAND_RULES_TIMES", &TIMES[..]),
        ("FIRSTHAND_RULES_TRACE", &["src", "data", "build.rs"][..]),
    ];
    for (variable, parts) in rules_of {
        println!("cargo::rustc-env={variable}={:016x}", rules(parts));
    }
}

fn rules(parts: &[&str]) -> u64 {
    // FNV-1a: no dependency, and the same on every machine.
    let mut number: u64 = 0xcbf2_9ce4_8422_2325;
    for part in parts {
        println!("cargo::rerun-if-changed={part}");
        for file in files(Path::new(part)) {
            for byte in fs::read(file).unwrap().into_iter().filter(|byte| *byte != b'\r') {
                number = (number ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
            }
        }
    }
    number
}

fn files(path: &Path) -> Vec<PathBuf> {
    if path.is_file() {
        return vec![path.to_owned()];
    }
    let mut entries: Vec<PathBuf> = fs::read_dir(path).unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    entries.iter().flat_map(|entry| files(entry)).collect()
}
