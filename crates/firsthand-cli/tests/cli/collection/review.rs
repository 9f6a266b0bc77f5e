//! People say what is right; the bounds follow, and nothing that was said is lost.

use serde_json::{Value, json};

use super::{Desk, article, ferry};

fn bounds(value: &Value, document: &str) -> (u64, u64, Value) {
    let claims = value["claims"].as_array().unwrap();
    let has = |claim: &&Value| claim["articles"].as_array().unwrap().iter().any(|a| a["document"] == document);
    let independent = &claims.iter().find(has).unwrap()["independent"];
    let number = |name: &str| independent[name].as_u64().unwrap();
    (number("at_least"), number("at_most"), independent["reviewed"].clone())
}

/// A witness that counts once at least, and a copy without credit.
pub(super) fn desk() -> Desk {
    let desk = Desk::new();
    desk.run(&["add", &desk.write("pile.jsonl", &ferry())]);
    let demo = desk.path("demo");
    crate::demo_files(&demo);
    desk.run(&["add", demo.to_str().unwrap()]);
    desk.trace(&[]);
    desk
}

pub(super) fn relay(desk: &Desk, to: &str) -> String {
    let rows = desk.run(&["review", "list", "--all", "--format", "json"]);
    let rows: Vec<Value> = rows.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    rows.iter().find(|row| row["to"] == to).unwrap()["id"].as_str().unwrap().to_owned()
}

fn say(desk: &Desk, verdict: &str, id: &str, who: &str) -> String {
    desk.run(&["review", verdict, id, "--as", who, "--why", "read both texts"])
}

pub(super) fn states(desk: &Desk) -> Vec<String> {
    let rows = desk.run(&["review", "list", "--format", "json"]);
    rows.lines()
        .map(|line| serde_json::from_str::<Value>(line).unwrap()["state"].as_str().unwrap().to_owned())
        .collect()
}

#[test]
fn rejecting_the_only_support_lowers_the_bounds_and_undo_restores_them() {
    let desk = desk();
    let before = desk.trace(&[]);
    assert_eq!((bounds(&before, "farol-1").0, bounds(&before, "farol-1").1), (1, 1));
    assert_eq!(bounds(&before, "farol-1").2["at_least"], 0, "nobody has confirmed it yet");
    let id = relay(&desk, "farol-1");
    say(&desk, "reject", &id, "Mara Quist");
    let rejected = bounds(&desk.trace(&[]), "farol-1");
    assert_eq!(rejected.0, 0);
    assert_eq!(states(&desk), ["rejected"]);
    say(&desk, "undo", &id, "Mara Quist");
    assert_eq!(desk.trace(&[]), before);
    assert!(states(&desk).is_empty());
    say(&desk, "accept", &id[..8], "Mara Quist");
    let accepted = desk.trace(&[]);
    assert_eq!(bounds(&accepted, "farol-1").2, json!({"at_least": 1, "at_most": 1, "confirmed": 1, "unreviewed": 0}));
    let log = desk.run(&["review", "log", "--format", "json"]);
    let verdicts: Vec<Value> =
        log.lines().map(|line| serde_json::from_str::<Value>(line).unwrap()["verdict"].clone()).collect();
    assert_eq!(verdicts, ["reject", "undo", "accept"], "nothing is lost");
}

#[test]
fn rejecting_a_copy_raises_only_the_upper_bound() {
    let desk = desk();
    let before = bounds(&desk.trace(&[]), "vale");
    assert_eq!((before.0, before.1, &before.2["at_most"]), (0, 1, &json!(2)));
    let id = relay(&desk, "vale");
    say(&desk, "reject", &id, "Mara Quist");
    let after = bounds(&desk.trace(&[]), "vale");
    assert_eq!((after.0, after.1), (0, 2), "each then speaks in its own voice");
    say(&desk, "accept", &id, "Ivo Senn");
    let disputed = bounds(&desk.trace(&[]), "vale");
    assert_eq!((disputed.0, disputed.1), (0, 1), "reviewers disagree, and the machine's relay stays");
    assert_eq!(states(&desk), ["disputed"]);
    let row: Value = serde_json::from_str(&desk.run(&["review", "list", "--format", "json"])).unwrap();
    assert_eq!(row["said"].as_array().unwrap().len(), 2, "both are kept");
}

#[test]
fn what_a_person_confirmed_stays_where_the_machine_no_longer_finds_it() {
    let desk = desk();
    let id = relay(&desk, "vale");
    say(&desk, "accept", &id, "Mara Quist");
    desk.run(&[
        "add",
        &desk.write("more.jsonl", &article("fen", "Fen Post", 9, "Snow fell on Alder, residents said.")),
    ]);
    let later = desk.trace(&[]);
    let confirmed = |value: &Value| {
        let relays = value["claims"].as_array().unwrap().iter().flat_map(|c| c["relays"].as_array().unwrap());
        relays.filter(|r| r["status"] == "confirmed" && r["to"]["document"] == "vale").count()
    };
    assert_eq!(confirmed(&later), 1);
    assert_eq!(relay(&desk, "vale"), id, "the id is the same in every run");
}

#[test]
fn a_correction_names_another_source_article() {
    let desk = desk();
    let id = relay(&desk, "mercury-1");
    let (code, why) = desk.fail(&["review", "correct", &id, "--as", "Ivo Senn", "--why", "see the byline"]);
    assert!(code == 2 && why.contains("what is to be corrected"), "{why}");
    let arguments = ["review", "correct", &id, "--from", "vestnik-1", "--how", "translated"];
    desk.run(&[&arguments[..], &["--as", "Ivo Senn", "--why", "see the byline"]].concat());
    let value = desk.trace(&[]);
    let relays: Vec<&Value> =
        value["claims"].as_array().unwrap().iter().flat_map(|c| c["relays"].as_array().unwrap()).collect();
    let corrected = relays.iter().find(|r| r["to"]["document"] == "mercury-1").unwrap();
    assert_eq!((&corrected["from"]["document"], &corrected["status"]), (&json!("vestnik-1"), &json!("confirmed")));
    assert_eq!(states(&desk), ["corrected"]);
}

#[test]
fn a_claim_is_signed_by_whoever_has_a_reason() {
    let desk = desk();
    let claim = desk.trace(&[])["claims"][0]["key"].as_str().unwrap().to_owned();
    say(&desk, "sign", &claim, "Mara Quist");
    say(&desk, "sign", &claim, "Ivo Senn");
    assert_eq!(states(&desk), ["signed", "signed"]);
    let sign = |id: &str, why: &str| desk.fail(&["review", "sign", id, "--as", "Mara Quist", "--why", why]);
    assert!(sign(&claim, " ").1.contains("why?"));
    assert_eq!(sign("k000", "so").0, 2);
    assert!(desk.fail(&["review", "undo", &claim, "--as", "Nobody", "--why", "so"]).1.contains("taken back"));
    assert!(desk.run(&["verify"]).starts_with("Everything"));
}
