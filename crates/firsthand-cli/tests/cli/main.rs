//! The binary from outside: what it prints, where, and with which exit code.

#![expect(clippy::unwrap_used, reason = "a test that cannot start the program has failed")]

mod collection;
mod demo;
mod evaluate;
mod misuse;
mod piles;

use std::io::Read;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use serde_json::Value;

const SCHEMA: &str = include_str!("../../../../docs/schema/firsthand-trace-1.json");

fn firsthand(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_firsthand")).args(arguments).output().unwrap()
}

fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

/// Holds a trace against the published schema.
fn assert_valid(value: &Value) {
    let validator = jsonschema::draft202012::new(&serde_json::from_str(SCHEMA).unwrap()).unwrap();
    let complaints: Vec<String> = validator.iter_errors(value).map(|e| e.to_string()).collect();
    assert!(complaints.is_empty(), "{complaints:#?}");
}

fn demo_files(folder: &Path) -> [String; 2] {
    let saved = firsthand(&["demo", "--save", folder.to_str().unwrap()]);
    assert!(saved.status.success(), "{}", stderr(&saved));
    ["banknote.jsonl", "depot.jsonl"].map(|name| folder.join(name).to_str().unwrap().to_owned())
}

#[test]
fn the_demo_is_a_valid_trace_of_ten_documents() {
    let output = firsthand(&["demo", "--all", "--format", "json"]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let value: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_valid(&value);
    let documents = value["documents"].as_array().unwrap();
    assert_eq!(documents.len(), 10);
    assert!(documents.iter().all(|d| d["path"].as_str().unwrap().starts_with("demo/")));
}

#[test]
fn two_runs_of_the_demo_give_equal_bytes() {
    assert_eq!(firsthand(&["demo", "--format", "json"]).stdout, firsthand(&["demo", "--format", "json"]).stdout);
}

#[test]
fn the_demo_says_that_it_is_made_up_and_has_no_colour_in_a_pipe() {
    let text = stdout(&firsthand(&["demo"]));
    assert!(text.starts_with("A made-up pile"), "{text}");
    assert!(!text.contains('\u{1b}'));
}

#[test]
fn a_saved_demo_can_be_traced_and_goes_whole_into_a_file() {
    let folder = tempfile::tempdir().unwrap();
    let [banknote, depot] = demo_files(folder.path());
    let out = folder.path().join("trace.json");
    std::fs::write(&out, "an old result").unwrap();
    let output = firsthand(&["trace", &banknote, &depot, "--format", "json", "-o", out.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    assert!(output.stdout.is_empty());
    let value: Value = serde_json::from_str(&std::fs::read_to_string(&out).unwrap()).unwrap();
    assert_eq!(value["schema"], "firsthand/trace/1");
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 3, "no temporary file is left");
}

#[test]
fn the_page_goes_into_a_file_and_says_what_kind_of_copy_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let [banknote, _] = demo_files(folder.path());
    let out = folder.path().join("trace.html");
    let page = |more: &[&str]| {
        let arguments = ["trace", &banknote, "--format", "html", "-o", out.to_str().unwrap()];
        let output = firsthand(&[&arguments, more].concat());
        assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
        std::fs::read_to_string(&out).unwrap()
    };
    let (shown, masked) = (page(&[]), page(&["--mask"]));
    assert!(shown.starts_with("<!DOCTYPE html>") && shown.contains("Names are not masked"));
    assert!(shown.contains("Oldenkamp"), "the expert is named");
    assert!(masked.contains("names masked") && !masked.to_lowercase().contains("oldenkamp"));
}

#[test]
fn a_mask_holds_in_every_format() {
    for format in ["text", "json", "html"] {
        let text = stdout(&firsthand(&["demo", "--all", "--mask", "--format", format])).to_lowercase();
        assert!(text.contains("withheld"), "{format}");
        assert!(!text.contains("oldenkamp"), "{format}");
    }
}

#[test]
fn every_stage_prints_one_object_a_line() {
    let folder = tempfile::tempdir().unwrap();
    let [banknote, _] = demo_files(folder.path());
    for stage in ["extract", "attribute", "times", "link"] {
        let output = firsthand(&[stage, &banknote, "--format", "json"]);
        assert_eq!(output.status.code(), Some(0), "{stage}: {}", stderr(&output));
        let rows: Vec<Value> = stdout(&output).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        assert!(stage == "link" || rows.len() == 6, "{stage}: {} rows", rows.len());
        assert!(rows.iter().all(Value::is_object), "{stage}");
    }
}

#[test]
fn a_reader_that_has_seen_enough_is_no_trouble() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_firsthand"))
        .args(["completions", "bash"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let mut complaints = String::new();
    child.stderr.take().unwrap().read_to_string(&mut complaints).unwrap();
    assert_eq!(child.wait().unwrap().code(), Some(0), "{complaints}");
    assert_eq!(complaints, "");
}

#[test]
fn trouble_is_two_and_says_what_to_do() {
    let check = |arguments: &[&str], words: &[&str]| {
        let output = firsthand(arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(output.stdout.is_empty(), "{arguments:?}");
        for word in words {
            assert!(stderr(&output).contains(word), "{arguments:?}: {}", stderr(&output));
        }
    };
    check(&["trace"], &["PATH", "--help"]);
    check(&["trace", "no-such-pile.jsonl"], &["no-such-pile.jsonl"]);
    check(&["trace", "-", "--about", " "], &["--about is empty"]);
    check(&["trace", "-", "--published", "last week"], &["last week", "2031-03-05"]);
    check(&["trace", "-", "--columns", "colour=red"], &["colour", "outlet="]);
    check(&["trace", "-", "-o", "."], &["is a folder"]);
    check(&["times", "-", "--format", "html"], &["--format html is for `trace`"]);
    check(&["people"], &["unrecognized subcommand"]);
}

#[test]
fn an_input_is_never_replaced_by_its_own_result() {
    let folder = tempfile::tempdir().unwrap();
    let [banknote, _] = demo_files(folder.path());
    let output = firsthand(&["trace", &banknote, "-o", &banknote]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("is also an input"));
}

#[test]
fn a_failed_write_leaves_the_old_file() {
    let folder = tempfile::tempdir().unwrap();
    let [banknote, _] = demo_files(folder.path());
    let output = firsthand(&["trace", &banknote, "-o", folder.path().join("none/out.txt").to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("writing `"), "{}", stderr(&output));
}

#[test]
fn help_teaches() {
    let help = stdout(&firsthand(&["--help"]));
    for word in [
        "Examples:",
        "What the bounds mean:",
        "at least",
        "corroborated",
        "Exit codes: 0 done, 1 a gate failed, 2 trouble",
    ] {
        assert!(help.contains(word), "{word}");
    }
}

#[test]
fn the_statement_of_ethics_is_plain() {
    let text = stdout(&firsthand(&["ethics"]));
    assert!(text.contains("It never weighs people"));
    assert!(text.lines().all(|line| line.chars().count() <= 120));
}

/// Nothing can be asked about a person: no command and no flag takes one (safeguards, rule 1).
#[test]
fn no_command_and_no_flag_is_keyed_on_a_person() {
    let mut help = stdout(&firsthand(&["--help"]));
    let plain =
        ["trace", "extract", "attribute", "times", "link", "demo", "add", "show", "search", "rm", "verify", "export"];
    for command in plain {
        help += &stdout(&firsthand(&[command, "--help"]));
    }
    for command in ["list", "log", "accept", "reject", "correct", "sign", "undo"] {
        help += &stdout(&firsthand(&["review", command, "--help"]));
    }
    let flags: Vec<&str> = help.split_whitespace().filter(|word| word.starts_with("--")).collect();
    assert!(flags.len() > 10, "{flags:?}");
    for part in ["person", "people", "who", "name", "accused", "speaker", "suspect"] {
        assert!(!flags.iter().any(|flag| flag.contains(part)), "a flag with {part}: {flags:?}");
    }
}
