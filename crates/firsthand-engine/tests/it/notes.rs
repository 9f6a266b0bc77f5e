use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// The root of the workspace.
fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Every `NoteCode(…)` with digits in the sources of all crates, as printed; tests have made-up ones.
fn codes_in_source() -> BTreeSet<String> {
    let mut codes = BTreeSet::new();
    let mut waiting = vec![root().join("crates")];
    while let Some(folder) = waiting.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() && !path.ends_with("tests") {
                waiting.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                codes.extend(codes_of(&fs::read_to_string(path).unwrap()));
            }
        }
    }
    codes
}

fn codes_of(source: &str) -> Vec<String> {
    let parts = source.split("NoteCode(").skip(1);
    let numbers = parts.filter_map(|rest| rest.split(')').next()?.replace('_', "").parse::<u16>().ok());
    numbers.map(|number| format!("FH{number:04}")).collect()
}

#[test]
fn every_code_is_documented_and_every_documented_code_exists() {
    let guide = fs::read_to_string(root().join("docs/guide/notes.md")).unwrap();
    let rows = guide.lines().filter_map(|line| line.strip_prefix("| FH"));
    let documented: BTreeSet<String> = rows.map(|row| format!("FH{}", row.split(' ').next().unwrap())).collect();
    let source = codes_in_source();
    assert!(source.contains("FH0101"), "the scan finds the codes");
    assert_eq!(source, documented);
}
