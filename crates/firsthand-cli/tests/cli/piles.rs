//! Piles of a user's own, from files and from standard input.

use std::io::Write;
use std::process::{Command, Output, Stdio};

use serde_json::{Value, json};

use crate::{assert_valid, firsthand, stderr, stdout};

fn pile() -> String {
    let first = json!({
        "id": "eye", "outlet": "Harbour Eye", "published": "2031-03-05T07:00:00Z", "language": "en",
        "title": "North pier of Skerrow to be sold", "desk": {"room": 4},
        "text": "The north pier of Skerrow will be sold to a shipping company, a source in the port told Harbour Eye.",
    });
    let second = json!({
        "id": "post", "outlet": "Alder Post", "published": "2031-03-06T07:00:00Z", "language": "en",
        "title": "Skerrow pier to be sold",
        "text": "The north pier of Skerrow will be sold to a shipping company, Harbour Eye reported.",
    });
    format!("{first}\n{second}\n")
}

/// Runs the program with this on its standard input.
fn piped(arguments: &[&str], input: &str) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_firsthand"))
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    child.wait_with_output().unwrap()
}

fn json_of(output: &Output) -> Value {
    assert_eq!(output.status.code(), Some(0), "{}", stderr(output));
    let value: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_valid(&value);
    value
}

#[test]
fn a_pile_of_two_is_traced() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("pile.jsonl");
    std::fs::write(&path, pile()).unwrap();
    let value = json_of(&firsthand(&["trace", path.to_str().unwrap(), "--format", "json"]));
    assert_eq!(value["claims"].as_array().unwrap().len(), 1);
    let claim = &value["claims"][0];
    assert_eq!((&claim["independent"]["at_least"], &claim["independent"]["at_most"]), (&json!(0), &json!(1)));
    assert_eq!(claim["first"]["document"], "eye");
    let text = stdout(&firsthand(&["trace", path.to_str().unwrap()]));
    assert!(text.contains("at least 0, at most 1"), "{text}");
}

#[test]
fn standard_input_is_read_like_a_file() {
    let value = json_of(&piped(&["trace", "-", "--format", "json"], &pile()));
    assert!(value["documents"].as_array().unwrap().iter().all(|d| d["path"] == "-"), "{value:#}");
    assert_eq!(value["claims"][0]["first"]["document"], "eye");
}

#[test]
fn the_order_of_the_input_is_no_matter() {
    let turned: Vec<String> = pile().lines().rev().map(|line| format!("{line}\n")).collect();
    let straight = piped(&["trace", "-", "--format", "json"], &pile());
    assert_eq!(stdout(&straight), stdout(&piped(&["trace", "-", "--format", "json"], &turned.concat())));
}

#[test]
fn nothing_on_standard_input_is_an_answer_with_a_note() {
    let output = piped(&["trace", "-", "--format", "json"], "");
    let value = json_of(&output);
    assert_eq!(value["documents"], json!([]));
    assert!(!value["notes"].as_array().unwrap().is_empty());
    assert!(stderr(&output).contains("FH0103"), "{}", stderr(&output));
}

#[test]
fn bad_lines_are_noted_and_the_rest_is_traced() {
    let value = json_of(&piped(&["trace", "-", "--format", "json"], &format!("{{not json\n{}", pile())));
    assert_eq!(value["documents"].as_array().unwrap().len(), 2);
    assert_eq!(value["notes"][0]["code"], "FH0109");
}

#[test]
fn a_question_and_the_defaults_are_heeded() {
    let text = "The north pier of Skerrow will be sold to a shipping company, a source in the port said.";
    let arguments = [
        "trace",
        "-",
        "--format",
        "json",
        "--outlet",
        "Harbour Eye",
        "--published",
        "2031-03-05",
        "--about",
        "The pier of Skerrow will be sold",
    ];
    let value = json_of(&piped(&arguments, text));
    assert_eq!(value["documents"][0]["outlet"], "Harbour Eye");
    assert_eq!(value["documents"][0]["published"]["earliest"], "2031-03-05T00:00:00Z");
    assert_eq!(value["claims"].as_array().unwrap().len(), 1);
}

#[test]
fn every_stage_reads_standard_input() {
    for stage in ["extract", "attribute", "times", "link"] {
        let output = piped(&[stage, "-", "--format", "json"], &pile());
        assert_eq!(output.status.code(), Some(0), "{stage}: {}", stderr(&output));
        for line in stdout(&output).lines() {
            let row: Value = serde_json::from_str(line).unwrap();
            assert!(row.is_object(), "{stage}");
        }
    }
}
