//! Person safety by construction (safeguards, rules 1 to 3): nothing that is exported or modelled is keyed on a
//! person, and a source cannot be followed from one claim to another.

use std::path::Path;

use firsthand::publish::trace_json;
use serde_json::Value;

use crate::pile;

/// Parts of a name that would make an object out of a person, or a score out of a source.
const FORBIDDEN: [&str; 20] = [
    "person_id",
    "persons",
    "people",
    "profile",
    "individual",
    "suspects",
    "accused_by",
    "accused_list",
    "citizen",
    "gender",
    "ethnic",
    "religio",
    "nationality",
    "allegiance",
    "trust",
    "bias",
    "truth",
    "credibility_score",
    "watchlist",
    "by_name",
];

/// Whether a key or an identifier suggests a person as an object, or a score. Prose is not identifiers: only words
/// that stand as names of fields, types, functions and keys are looked at.
fn is_forbidden(identifier: &str) -> bool {
    let snake = to_snake(identifier);
    FORBIDDEN.iter().any(|part| snake.contains(part)) || matches!(snake.as_str(), "person" | "person_row" | "persona")
}

fn to_snake(identifier: &str) -> String {
    let mut snake = String::new();
    for c in identifier.chars() {
        if c.is_uppercase() && !snake.is_empty() && !snake.ends_with('_') {
            snake.push('_');
        }
        snake.extend(c.to_lowercase());
    }
    snake
}

#[test]
fn the_check_itself_finds_what_it_is_for() {
    for bad in
        ["person_id", "PersonRow", "people", "PeopleTable", "Person", "trust_score", "SourceTrust", "index_by_name"]
    {
        assert!(is_forbidden(bad), "{bad}");
    }
    for good in ["source", "SourceKind", "says_from", "disputed_by", "who", "WitnessReporter"] {
        assert!(!is_forbidden(good), "{good}");
    }
}

#[test]
fn no_key_of_an_export_is_a_person() {
    for (_, findings) in pile::all() {
        let names: Vec<&str> =
            findings.findings.iter().flat_map(|f| &f.trace.sources).map(|s| s.name.as_str()).collect();
        let value: Value = serde_json::from_str(&trace_json(&findings)).unwrap();
        for key in keys(&value) {
            assert!(!is_forbidden(&key), "key {key}");
            assert!(!names.contains(&key.as_str()), "a name is a key: {key}");
        }
    }
}

#[test]
fn no_key_of_the_schema_is_a_person() {
    let schema = include_str!("../../../../docs/schema/firsthand-trace-1.json");
    let value: Value = serde_json::from_str(schema).unwrap();
    let bad: Vec<String> = keys(&value).into_iter().filter(|key| is_forbidden(key)).collect();
    assert!(bad.is_empty(), "{bad:?}");
}

fn keys(value: &Value) -> Vec<String> {
    match value {
        Value::Object(map) => {
            map.iter().flat_map(|(key, inner)| std::iter::once(key.clone()).chain(keys(inner))).collect()
        }
        Value::Array(items) => items.iter().flat_map(keys).collect(),
        _ => Vec::new(),
    }
}

#[test]
fn no_type_or_field_is_keyed_on_a_person() {
    let root = Path::new(&std::env::var("CARGO_MANIFEST_DIR").unwrap()).join("src");
    let files = [sources(&root.join("model")), sources(&root.join("publish"))].concat();
    assert!(files.len() > 10, "the sources were found");
    for (file, code) in files {
        for declared in declarations(&code) {
            // A kind of source is a word about a role, and the one place where the word may stand.
            let is_the_kind = file.ends_with("source.rs") && declared == "Person";
            assert!(is_the_kind || !is_forbidden(&declared), "{file}: {declared}");
        }
        assert!(!maps_from_strings(&code), "{file}: a map keyed by a string could be keyed by a name");
    }
}

fn sources(folder: &Path) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(sources(&path));
        } else {
            found.push((path.display().to_string(), std::fs::read_to_string(&path).unwrap()));
        }
    }
    found.sort();
    found
}

/// Names of types, fields, variants and functions: the word after a keyword, before a colon, or alone before a comma.
fn declarations(code: &str) -> Vec<String> {
    let mut found = Vec::new();
    for line in code.lines().map(str::trim).filter(|line| !line.starts_with("//") && !line.starts_with('#')) {
        let bare = line.trim_start_matches("pub(super) ").trim_start_matches("pub(crate) ").trim_start_matches("pub ");
        let after = ["struct ", "enum ", "type ", "fn ", "trait ", "mod ", "const ", "static "]
            .iter()
            .find_map(|keyword| bare.strip_prefix(keyword));
        let word = |text: &str| text.chars().take_while(|&c| c.is_alphanumeric() || c == '_').collect::<String>();
        let name = word(after.unwrap_or(bare));
        let rest = after.map_or_else(|| bare.get(name.len()..).unwrap_or(""), |_| ":");
        if rest.starts_with(':') || rest.starts_with(',') || rest.starts_with('(') {
            found.push(name);
        }
    }
    found
}

/// `Map<String, …>` of any sort, but for the one that carries a user's own fields through.
fn maps_from_strings(code: &str) -> bool {
    let keyed = |line: &str| ["Map<String", "Map<&str", "Map<&'a str"].iter().any(|map| line.contains(map));
    code.lines().any(|line| keyed(line) && !line.contains("Map<String, Value>"))
}

#[test]
fn sources_are_ordinals_that_start_anew_in_every_claim() {
    let (_, findings) = pile::all().into_iter().next_back().unwrap();
    let value: Value = serde_json::from_str(&trace_json(&findings)).unwrap();
    let claims = value["claims"].as_array().unwrap();
    assert!(claims.len() > 1, "two claims, or restarting shows nothing");
    for claim in claims {
        for (at, source) in claim["sources"].as_array().unwrap().iter().enumerate() {
            assert_eq!(source["id"], format!("s{}", at + 1));
        }
    }
}

#[test]
fn a_name_leaves_no_trace_in_an_id() {
    let ids = |name: &str| {
        let mut findings = pile::unnamed();
        findings.findings[0].trace.sources[0].name = name.into();
        let value: Value = serde_json::from_str(&trace_json(&findings)).unwrap();
        let sources = value["claims"][0]["sources"].as_array().unwrap().clone();
        sources.iter().map(|s| s["id"].clone()).collect::<Vec<_>>()
    };
    assert_eq!(ids("one name"), ids("another name"));
}
