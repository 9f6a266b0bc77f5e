//! Is the house in order? What no compiler checks: who may import whom, what must be documented, how long a file is.

#![expect(clippy::unwrap_used, reason = "a test that cannot read the repository has failed")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// The stages: each reads the model, none reads another. Only the pipeline knows their order.
const STAGES: [&str; 7] = ["ingest", "extract", "attribute", "times", "link", "trace", "assess"];

/// A file that is longer than this is several files.
const MOST_LINES: usize = 1000;

fn root() -> PathBuf {
    // Asked for when the test runs: a build directory that two checkouts share may hold the other one's binary.
    Path::new(&std::env::var("CARGO_MANIFEST_DIR").unwrap()).join("../..").canonicalize().unwrap()
}

fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_default()
}

/// Every Rust file below a folder, in order of path; none where the folder does not exist.
fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let mut found = Vec::new();
    for path in entries.map(|entry| entry.unwrap().path()) {
        if path.is_dir() && !path.ends_with("target") {
            found.extend(rust_files(&path));
        } else if path.extension().is_some_and(|end| end == "rs") {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// The code without comment lines, and without the tests at its end.
fn code(text: &str) -> String {
    let text = text.split("#[cfg(test)]").next().unwrap_or("");
    text.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

fn identifier(text: &str) -> &str {
    let end = text.find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(text.len());
    &text[..end]
}

/// The modules of the crate that some code names by path: the first name after `crate::`, braces included.
fn modules_named(code: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for (at, start) in code.match_indices("crate::") {
        let rest = &code[at + start.len()..];
        match rest.strip_prefix('{') {
            Some(group) => found.extend(first_names(group)),
            None => _ = found.insert(identifier(rest).to_owned()),
        }
    }
    found
}

/// Of `a::b, c::{d, e}, f}` the names a, c and f.
fn first_names(group: &str) -> Vec<String> {
    let (mut depth, mut fresh, mut found) = (0, true, Vec::new());
    for (at, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => fresh = true,
            c if fresh && !c.is_whitespace() => {
                found.push(identifier(&group[at..]).to_owned());
                fresh = false;
            }
            _ => {}
        }
    }
    found
}

#[test]
fn names_of_modules_are_found() {
    let code =
        "use crate::link::reuse;\nuse crate::{\n  model::{self, trace_of},\n  times,\n};\nlet x = crate::trace::run();";
    let expected = ["link", "model", "times", "trace"].map(str::to_owned);
    assert_eq!(modules_named(code), BTreeSet::from(expected));
}

#[test]
fn stages_do_not_import_each_other() {
    let source = root().join("crates/firsthand/src");
    let mut wrong = Vec::new();
    for stage in STAGES {
        let mut files = rust_files(&source.join(stage));
        files.push(source.join(stage).with_extension("rs"));
        for file in files {
            let named = modules_named(&code(&fs::read_to_string(&file).unwrap_or_default()));
            let others = STAGES.iter().filter(|other| **other != stage && named.contains(**other));
            wrong.extend(others.map(|other| format!("{} imports {other}", file.display())));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn what_is_published_or_scored_reads_no_stage() {
    let files = ["publish", "eval"].map(|module| rust_files(&root().join("crates/firsthand/src").join(module)));
    assert!(files.iter().all(|files| !files.is_empty()));
    for file in files.into_iter().flatten() {
        let named = modules_named(&code(&fs::read_to_string(&file).unwrap()));
        // Masking and quoting need to know where words and sentences end, and which words name an office; what is
        // published waits for what reviewers decided. All three lie beside the stages.
        let allowed = BTreeSet::from(["model", "text", "lexicon", "review"].map(str::to_owned));
        assert!(named.is_subset(&allowed), "{}: {named:?}", file.display());
    }
}

/// Flags as clap sees them: a field under an attribute that says `long`.
fn flags(code: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut pending = None;
    for line in code.lines().map(str::trim) {
        if line.starts_with("#[arg(") {
            pending = explicit_name(line).or_else(|| line.contains("long").then(String::new));
        } else if let Some((field, _)) = line.split_once(':').filter(|_| !line.starts_with('#')) {
            let field = field.trim_start_matches("pub(crate) ").replace('_', "-");
            found.extend(pending.take().map(|name| if name.is_empty() { field } else { name }));
        }
    }
    found
}

fn explicit_name(attribute: &str) -> Option<String> {
    attribute.split_once("long = \"")?.1.split_once('"').map(|(name, _)| name.to_owned())
}

#[test]
fn flags_are_found() {
    let code = "#[arg(long, value_name = \"X\")]\npub(crate) dry_run: bool,\n#[arg(short, long = \"out\")]\noutput: i32,\npaths: u8,";
    assert_eq!(flags(code), BTreeSet::from(["dry-run".to_owned(), "out".to_owned()]));
}

#[test]
fn every_flag_is_documented() {
    let guide = read("docs/guide/cli.md");
    let files = rust_files(&root().join("crates/firsthand-cli/src"));
    let found = files.iter().flat_map(|file| flags(&fs::read_to_string(file).unwrap()));
    let missing: Vec<String> = found.filter(|flag| !guide.contains(&format!("`--{flag}"))).collect();
    assert!(missing.is_empty(), "not in docs/guide/cli.md: {missing:?}");
}

/// The numbers in `NoteCode(123)`.
fn note_codes(code: &str) -> BTreeSet<u16> {
    let numbers = code.split("NoteCode(").skip(1);
    numbers.filter_map(|rest| rest.split(')').next()?.trim().parse().ok()).collect()
}

#[test]
fn note_codes_are_found() {
    assert_eq!(note_codes("const A: NoteCode = NoteCode(0101); NoteCode(pub u16)"), BTreeSet::from([101]));
}

#[test]
fn every_note_code_is_documented() {
    let guide = read("docs/guide/notes.md");
    let mut missing = BTreeSet::new();
    for member in ["firsthand", "firsthand-engine", "firsthand-cli"] {
        for file in rust_files(&root().join("crates").join(member).join("src")) {
            let codes = note_codes(&code(&fs::read_to_string(file).unwrap()));
            missing.extend(codes.into_iter().map(|n| format!("FH{n:04}")).filter(|name| !guide.contains(name)));
        }
    }
    assert!(missing.is_empty(), "not in docs/guide/notes.md: {missing:?}");
}

#[test]
fn nothing_is_left_to_be_done() {
    let marks = ["to", "unimple"].iter().zip(["do!(", "mented!("]).map(|(a, b)| format!("{a}{b}"));
    let marks: Vec<String> = marks.collect();
    for file in rust_files(&root().join("crates")) {
        let text = fs::read_to_string(&file).unwrap();
        assert!(!marks.iter().any(|mark| text.contains(mark)), "{}", file.display());
    }
}

#[test]
fn no_file_is_too_long() {
    let files = rust_files(&root().join("crates"));
    assert!(files.len() > 20, "the sources were found");
    for file in files {
        let lines = fs::read_to_string(&file).unwrap().lines().count();
        assert!(lines <= MOST_LINES, "{} has {lines} lines", file.display());
    }
}

#[test]
fn the_changelog_has_this_version() {
    let version = env!("CARGO_PKG_VERSION");
    assert!(read("CHANGELOG.md").contains(&format!("## {version}")), "no section for {version}");
}
