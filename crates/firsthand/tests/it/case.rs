//! Reads case files. `tests/cases/README.md` tells how they are written.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// A file: what stands under its first heading, and its sections.
#[derive(Clone, Debug)]
pub(crate) struct File {
    pub(crate) name: String,
    pub(crate) sections: Vec<Section>,
}

/// What stands under one `##` heading.
#[derive(Clone, Debug, Default)]
pub(crate) struct Section {
    pub(crate) title: String,
    /// The `key: value` lines right under the heading; those of the file stand in where one is left out.
    pub(crate) facts: BTreeMap<String, String>,
    /// The fenced block, line by line.
    pub(crate) block: Vec<String>,
}

/// Everything that may be said of a case or an article. A misspelt key is an error, not prose.
const KEYS: [&str; 14] = [
    "credits",
    "view",
    "language",
    "outlet",
    "published",
    "title",
    "url",
    "pile",
    "others",
    "known failure",
    "status",
    "who",
    "mask",
    "keep",
];

/// The files of a stage, in order of their names.
pub(crate) fn files(stage: &str) -> Vec<File> {
    // Asked for when the test runs: a build directory that two checkouts share may hold the other one's binary.
    let home = std::env::var("CARGO_MANIFEST_DIR").unwrap_or_else(|_| ".".to_owned());
    let folder = Path::new(&home).join("tests/cases").join(stage);
    let mut paths: Vec<PathBuf> = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|end| end == "md"));
    paths.sort();
    let read = |path: &PathBuf| {
        let name = format!("{stage}/{}", path.file_name().unwrap().to_string_lossy());
        parse(&name, &fs::read_to_string(path).unwrap())
    };
    paths.iter().map(read).collect()
}

/// Reads one file.
///
/// # Panics
/// On what nobody could have meant, with file and line.
pub(crate) fn parse(name: &str, text: &str) -> File {
    let mut sections: Vec<Section> = Vec::new();
    let mut defaults = BTreeMap::new();
    let (mut in_block, mut in_facts) = (false, false);
    for (number, line) in text.lines().enumerate() {
        let here = || format!("{name}, line {}", number + 1);
        let block = |sections: &mut Vec<Section>, line: &str| match sections.last_mut() {
            Some(section) => section.block.push(line.to_owned()),
            None => panic!("{}: a block before the first `## ` heading", here()),
        };
        if line.starts_with("```") {
            in_block = !in_block;
            in_facts = false;
        } else if in_block {
            block(&mut sections, line);
        } else if let Some(title) = line.strip_prefix("## ") {
            sections.push(Section { title: title.trim().to_owned(), facts: defaults.clone(), block: Vec::new() });
            in_facts = true;
        } else if line.starts_with("# ") {
            in_facts = true;
        } else if line.trim().is_empty() {
            in_facts = in_facts && sections.last().map_or(defaults.is_empty(), |s| s.facts == defaults);
        } else if in_facts {
            let fact = line.split_once(':').map(|(key, value)| (key.trim(), value.trim()));
            match fact.filter(|(key, _)| KEYS.contains(key)) {
                Some((key, value)) => {
                    let facts = sections.last_mut().map_or(&mut defaults, |s| &mut s.facts);
                    facts.insert(key.to_owned(), value.to_owned());
                }
                None => in_facts = prose(line, &here()),
            }
        }
    }
    assert!(!in_block, "{name}: a block is not closed");
    assert!(!sections.is_empty(), "{name}: no `## ` heading");
    File { name: name.to_owned(), sections }
}

/// Prose ends the facts; what looks like a fact with an unknown key is a slip. Returns whether facts may go on.
fn prose(line: &str, here: &str) -> bool {
    let key = line.split_once(':').map_or("", |(key, _)| key);
    let slip =
        !key.is_empty() && key.split_whitespace().count() <= 2 && key.chars().all(|c| c.is_lowercase() || c == ' ');
    assert!(!slip, "{here}: `{key}` is none of {KEYS:?}");
    false
}

impl Section {
    pub(crate) fn fact(&self, key: &str) -> &str {
        self.facts.get(key).map_or("", String::as_str)
    }

    /// The block as running text: a blank line parts two paragraphs, other line ends are only for the eye.
    pub(crate) fn prose(&self) -> String {
        let mut paragraphs = vec![String::new()];
        for line in &self.block {
            let last = paragraphs.last_mut().unwrap();
            match line.trim() {
                "" if last.is_empty() => {}
                "" => paragraphs.push(String::new()),
                words => {
                    last.push_str(if last.is_empty() { "" } else { " " });
                    last.push_str(words);
                }
            }
        }
        paragraphs.retain(|p| !p.is_empty());
        paragraphs.join("\n\n")
    }
}

#[test]
fn facts_are_inherited_and_prose_is_not_read() {
    let text = "# Files\n\nlanguage: en\noutlet: A\n\nWords: here.\n\n## One\n\noutlet: B\n\nProse.\n\n```text\nfirst\nline\n\nsecond\n```\n";
    let file = parse("x", text);
    let section = &file.sections[0];
    assert_eq!((section.fact("language"), section.fact("outlet"), section.title.as_str()), ("en", "B", "One"));
    assert_eq!(section.prose(), "first line\n\nsecond");
}

#[test]
#[should_panic(expected = "x, line 2: `langage` is none of")]
fn a_misspelt_key_is_an_error() {
    parse("x", "## One\nlangage: en\n");
}
