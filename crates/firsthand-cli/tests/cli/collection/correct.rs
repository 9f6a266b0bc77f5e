//! What people say is right instead: of a relay, a source, a date, and of which reports are of one claim.

use serde_json::{Value, json};

use super::review::{desk, relay, states};
use super::{Desk, article};

const REASON: [&str; 2] = ["--why", "read both texts"];

fn correct(desk: &Desk, id: &str, who: &str, right: &[&str]) -> String {
    desk.run(&[&["review", "correct", id, "--as", who, "--format", "json"], &REASON[..], right].concat())
}

fn undo(desk: &Desk, id: &str, who: &str) {
    desk.run(&[&["review", "undo", id, "--as", who], &REASON[..]].concat());
}

fn refused(desk: &Desk, id: &str, right: &[&str]) -> String {
    let (code, why) = desk.fail(&[&["review", "correct", id, "--as", "Ivo Senn"], &REASON[..], right].concat());
    assert_eq!(code, 2, "{right:?}");
    why
}

/// The claim that has an article.
fn claim_of(value: &Value, document: &str) -> Value {
    let has = |claim: &&Value| claim["articles"].as_array().unwrap().iter().any(|a| a["document"] == document);
    value["claims"].as_array().unwrap().iter().find(has).unwrap().clone()
}

/// From, to, direction and status of the only relay between the two reports of the ferry.
fn ferry_relay(desk: &Desk) -> [String; 4] {
    let relays = claim_of(&desk.trace(&[]), "vale")["relays"].clone();
    assert_eq!(relays.as_array().unwrap().len(), 1, "{relays}");
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let relay = &relays[0];
    [&relay["from"]["document"], &relay["to"]["document"], &relay["direction"], &relay["status"]].map(text)
}

#[test]
fn a_later_correction_wins_and_undo_restores_the_earlier() {
    let desk = desk();
    let found = ["lenn", "vale", "known", "suggested"];
    assert_eq!(ferry_relay(&desk), found);
    let id = relay(&desk, "vale");
    correct(&desk, &id, "Mara Quist", &["--direction", "reversed"]);
    assert_eq!(ferry_relay(&desk), ["vale", "lenn", "known", "confirmed"]);
    correct(&desk, &id, "Mara Quist", &["--direction", "unknown"]);
    assert_eq!(ferry_relay(&desk), ["lenn", "vale", "unknown", "confirmed"]);
    undo(&desk, &id, "Mara Quist");
    assert_eq!(ferry_relay(&desk), ["vale", "lenn", "known", "confirmed"]);
    undo(&desk, &id, "Mara Quist");
    assert_eq!(ferry_relay(&desk), found);
    let log = desk.run(&["review", "log", "--format", "json"]);
    assert_eq!(log.lines().count(), 4, "nothing is lost: {log}");
}

#[test]
fn two_who_correct_differently_are_both_kept_and_shown() {
    let desk = desk();
    let id = relay(&desk, "vale");
    correct(&desk, &id, "Mara Quist", &["--direction", "reversed"]);
    correct(&desk, &id, "Ivo Senn", &["--how", "cited"]);
    assert_eq!(ferry_relay(&desk), ["lenn", "vale", "known", "suggested"], "neither overrules the other");
    assert_eq!(states(&desk), ["disputed"]);
    let text = desk.run(&["review", "list"]);
    for said in ["{\"direction\":\"reversed\"} by Mara Quist", "{\"how\":\"cited\"} by Ivo Senn"] {
        assert!(text.contains(said), "{text}");
    }
    let row: Value = serde_json::from_str(desk.run(&["review", "list", "--format", "json"]).trim()).unwrap();
    assert_eq!(row["said"][0]["after"], json!({"direction": "reversed"}));
    assert_eq!(row["said"][1]["after"], json!({"how": "cited"}));
    undo(&desk, &id, "Ivo Senn");
    assert_eq!(ferry_relay(&desk), ["vale", "lenn", "known", "confirmed"], "one is left");
}

#[test]
fn a_source_gets_the_kind_and_the_words_that_a_reader_finds() {
    let desk = Desk::new();
    let told = "The pier of Skerrow will be sold on Friday, the mayor told Harbour Eye after a talk with Ada Lorne.";
    desk.run(&["add", &desk.write("pile.jsonl", &article("eye", "Harbour Eye", 5, told)), "--fast"]);
    let source = |name: &str| {
        let claim = claim_of(&desk.trace(&["--fast"]), "eye");
        let id = claim["relays"][0]["from"]["source"].clone();
        let sources = claim["sources"].as_array().unwrap();
        sources.iter().find(|source| source["id"] == id).unwrap()[name].clone()
    };
    let found = source("kind");
    let id = relay(&desk, "eye");
    correct(&desk, &id, "Mara Quist", &["--kind", "anonymous"]);
    assert_eq!(source("kind"), "anonymous");
    correct(&desk, &id, "Mara Quist", &["--source", "Ada Lorne", "--kind", "person"]);
    assert_eq!((source("kind"), source("name")), (json!("person"), json!("Ada Lorne")));
    undo(&desk, &id, "Mara Quist");
    undo(&desk, &id, "Mara Quist");
    assert_eq!(source("kind"), found);
    assert!(refused(&desk, &id, &["--source", "Ida Lorne"]).contains("does not have the words “Ida Lorne”"));
    assert!(refused(&desk, &id, &["--direction", "reversed"]).contains("two directions"));
    assert!(refused(&desk, &id, &["--source", "Ada Lorne", "--from", "eye"]).contains("cannot be used with"));
}

#[test]
fn a_date_that_a_reader_corrects_turns_the_relay() {
    let desk = desk();
    let noted = correct(&desk, "lenn", "Mara Quist", &["--date", "2031-03-09"]);
    assert_eq!(noted.trim(), json!({"noted": "lenn"}).to_string());
    let traced = desk.trace(&[]);
    let lenn = traced["documents"].as_array().unwrap().iter().find(|d| d["id"] == "lenn").unwrap().clone();
    assert_eq!(lenn["published"]["earliest"], "2031-03-09T00:00:00Z");
    assert_eq!(lenn["published"]["from"], "review");
    assert_eq!(ferry_relay(&desk)[..2], ["vale", "lenn"]);
    correct(&desk, "https://lenn.example/story", "Ivo Senn", &["--date", "2031-03-10"]);
    assert_eq!(ferry_relay(&desk)[..2], ["lenn", "vale"], "they disagree, and the article's own date stays");
    assert!(desk.run(&["review", "list"]).contains("disputed"));
    undo(&desk, "lenn", "Mara Quist");
    assert_eq!(ferry_relay(&desk)[..2], ["vale", "lenn"]);
    assert!(refused(&desk, "lenn", &["--date", "last week"]).contains("not a time"));
    assert!(refused(&desk, "nowhere", &["--date", "2031-03-10"]).contains("`nowhere`"));
}

#[test]
fn reports_are_told_together_and_apart() {
    let desk = desk();
    let key = |document: &str| claim_of(&desk.trace(&[]), document)["key"].as_str().unwrap().to_owned();
    let articles = |document: &str| claim_of(&desk.trace(&[]), document)["articles"].as_array().unwrap().len();
    assert_eq!((articles("vale"), articles("farol-1")), (2, 1));
    let apart = correct(&desk, &key("lenn"), "Mara Quist", &["--other-claim", "vale"]);
    assert_eq!((articles("lenn"), articles("vale")), (1, 1));
    let id = serde_json::from_str::<Value>(&apart).unwrap()["noted"].as_str().unwrap().to_owned();
    desk.run(&[&["review", "reject", &id, "--as", "Ivo Senn"], &REASON[..]].concat());
    assert_eq!((articles("vale"), states(&desk)), (2, vec!["disputed".to_owned()]));
    undo(&desk, &id, "Ivo Senn");
    assert_eq!((articles("vale"), states(&desk)), (1, vec!["corrected".to_owned()]));
    undo(&desk, &id, "Mara Quist");
    let (ferry, boat) = (key("lenn"), key("farol-1"));
    correct(&desk, &ferry, "Mara Quist", &["--same-claim", &boat]);
    assert_eq!(articles("farol-1"), 3);
    assert!(desk.run(&["verify"]).starts_with("Everything"));
    assert!(refused(&desk, &key("vale"), &["--other-claim", "mercury-1"]).contains("has no part"));
}

#[test]
fn the_bounds_as_reviewed_stand_beside_those_that_were_found() {
    let desk = desk();
    let read = |format: &str| desk.run(&["trace", "--format", format]);
    for format in ["text", "html"] {
        assert!(!read(format).contains("as reviewed"), "nobody has reviewed anything");
    }
    let id = relay(&desk, "farol-1");
    desk.run(&[&["review", "accept", &id, "--as", "Mara Quist"], &REASON[..]].concat());
    for format in ["text", "html"] {
        // The text is folded at the width of the page.
        let words = read(format).split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(words.contains("(as reviewed: at least 1, at most 1; 1 of 1 relay confirmed)"), "{words}");
        assert!(words.contains("Whatever the relays are worth that no reviewer has confirmed"), "{words}");
    }
}
