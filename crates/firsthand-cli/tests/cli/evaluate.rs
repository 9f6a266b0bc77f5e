//! `firsthand eval`: the table, the gate, and the exit codes.

use std::fs;
use std::path::Path;

use super::{firsthand, stderr, stdout};

/// An annotated article of our own; the gold says that somebody else spoke.
fn corpus(folder: &Path) -> String {
    fs::create_dir_all(folder.join("text")).unwrap();
    fs::create_dir_all(folder.join("attributions")).unwrap();
    fs::write(folder.join("text/pier.txt"), "The pier will close in May, Mayor Ana Ruiz said.\n").unwrap();
    let gold = "T1\tSource 34 42\tAna Ruiz\nT2\tCue 43 47\tsaid\nE1\tAttribution:T2 Source:T1 Cue:T2\n";
    fs::write(folder.join("attributions/pier_a1.ann"), gold).unwrap();
    folder.to_str().unwrap().to_owned()
}

#[test]
fn a_gate_passes_what_it_was_written_from_and_fails_a_fall() {
    let folder = tempfile::tempdir().unwrap();
    let corpus = corpus(folder.path());
    let table = stdout(&firsthand(&["eval", "attribution", "--format", "brat", &corpus]));
    assert!(table.contains("cue exact F1      1.000\n") && table.ends_with("articles          1\n"), "{table}");
    let scores = stdout(&firsthand(&["eval", "attribution", &corpus, "--csv"]));
    let file = folder.path().join("scores.csv");
    let gate = ["eval", "attribution", &corpus, "--gate", file.to_str().unwrap()];
    fs::write(&file, &scores).unwrap();
    assert_eq!(firsthand(&gate).status.code(), Some(0));
    fs::write(&file, scores.replace("source exact F1,0.000", "source exact F1,0.001")).unwrap();
    let failed = firsthand(&gate);
    assert_eq!(failed.status.code(), Some(1));
    assert!(stderr(&failed).starts_with("gate: source exact F1 was 0.001 in"), "{}", stderr(&failed));
}

#[test]
fn no_language_falls_below_its_committed_figures() {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/../..");
    let (corpus, gate) =
        (format!("{root}/corpus/attribution/test"), format!("{root}/docs/benchmarks/attribution-languages-fast.csv"));
    let output = firsthand(&["eval", "attribution", "--format", "marked", &corpus, "--fast", "--gate", &gate]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    assert!(stdout(&output).contains("fr: whole exact F1"), "{}", stdout(&output));
}

#[test]
fn a_mark_that_is_not_closed_is_named() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("de.txt"), "{S1|Ana Ruiz} {C1|sagte\n").unwrap();
    let output = firsthand(&["eval", "attribution", "--format", "marked", folder.path().to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("de.txt`: no mark"), "{}", stderr(&output));
}

#[test]
fn times_are_scored_in_folders_of_folders() {
    let folder = tempfile::tempdir().unwrap();
    let part = folder.path().join("part");
    fs::create_dir_all(&part).unwrap();
    let xml = "<Document lang=\"en\"><token sentence=\"0\" t_id=\"1\">Yesterday</token>\
               <TIMEX3 functionInDocument=\"CREATION_TIME\" value=\"2031-05-03\"/>\
               <TIMEX3 value=\"2031-05-02\"><token_anchor t_id=\"1\"/></TIMEX3></Document>";
    fs::write(part.join("one.xml"), xml).unwrap();
    let corpus = folder.path().to_str().unwrap();
    let scores = stdout(&firsthand(&["eval", "times", "--format", "meantime", corpus, "--csv"]));
    assert_eq!(scores, "measure,value\nrelaxed span F1,1.000\nstrict span F1,1.000\nvalue F1,1.000\n");
    fs::write(part.join("one.xml"), "<Document/>").unwrap();
    assert_eq!(firsthand(&["eval", "times", corpus]).status.code(), Some(2));
}

#[test]
fn a_gate_that_cannot_be_read_is_trouble() {
    let folder = tempfile::tempdir().unwrap();
    let corpus = corpus(folder.path());
    let file = folder.path().join("scores.csv");
    fs::write(&file, "measure,value\ncue,high\n").unwrap();
    let output = firsthand(&["eval", "attribution", &corpus, "--gate", file.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("line 2"), "{}", stderr(&output));
}

fn with<'a>(some: &[&'a str], more: &[&'a str]) -> Vec<&'a str> {
    [some, more].concat()
}

#[test]
fn made_up_cascades_are_scored_gated_and_written() {
    let folder = tempfile::tempdir().unwrap();
    let small = ["eval", "relay", "--from", "gold", "--stories", "30"];
    let table = stdout(&firsthand(&small));
    assert!(table.contains("gold: at_least not above truth  1.000\n") && table.ends_with("30\n"), "{table}");
    let file = folder.path().join("scores.csv");
    let gate = with(&small, &["--gate", file.to_str().unwrap()]);
    fs::write(&file, stdout(&firsthand(&with(&small, &["--csv"])))).unwrap();
    assert_eq!(firsthand(&gate).status.code(), Some(0));
    fs::write(&file, "measure,value\ngold: bounds exact,1.1\n").unwrap();
    assert_eq!(firsthand(&gate).status.code(), Some(1));
    assert_eq!(stdout(&firsthand(&with(&small, &["--each"]))).lines().count(), 30);
    let piles = folder.path().join("piles");
    assert_eq!(firsthand(&with(&small, &["--write", piles.to_str().unwrap()])).status.code(), Some(0));
    let gold = fs::read_to_string(piles.join("r29/gold.json")).unwrap();
    assert!(gold.contains("\"independent\"") && piles.join("r29/articles.jsonl").exists(), "{gold}");
    let wrong = firsthand(&with(&small, &["--missing", "3"]));
    assert_eq!(wrong.status.code(), Some(2));
    assert!(stderr(&wrong).contains("--missing 3 is no share"), "{}", stderr(&wrong));
}

#[test]
fn wordings_are_scored_and_gated() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("wordings.tsv");
    let wordings = "## ferry\nen\tsame\tThe ferry Aurelia carries 84 passengers.\n\
                    de\tsame\tDie Fähre Aurelia befördert 84 Passagiere.\n\
                    en\tnumber\tThe ferry Aurelia carries 48 passengers.\n";
    fs::write(&file, wordings).unwrap();
    let table = stdout(&firsthand(&["eval", "link", file.to_str().unwrap()]));
    assert!(table.contains("near misses kept apart: number") && table.ends_with("  3\n"), "{table}");
    fs::write(&file, "en\tno label\n").unwrap();
    let output = firsthand(&["eval", "link", file.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("line 1 is neither"), "{}", stderr(&output));
}
