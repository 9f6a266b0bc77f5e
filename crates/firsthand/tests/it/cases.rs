//! Runs every case file, and says of each failure what was expected and what was found.

use crate::case::{File, Section, files};
use crate::{attribute, credits, extract, trace};

/// More known failures than this hide what the program can do.
const MOST_KNOWN_FAILURES: usize = 15;

/// Runs the cases of a stage; `check` answers with the differences, none where all is as expected.
fn run(stage: &str, fewest: usize, cases: impl Fn(&File) -> Vec<(Section, Vec<String>)>) {
    let mut wrong = Vec::new();
    let mut count = 0;
    for file in files(stage) {
        for (section, differences) in cases(&file) {
            count += 1;
            let head = format!("{}: {}", file.name, section.title);
            match (section.facts.get("known failure"), differences.is_empty()) {
                (None, true) | (Some(_), false) => {}
                (None, false) => wrong.push(format!("{head}\n    {}", differences.join("\n    "))),
                (Some(why), true) => wrong.push(format!("{head}\n    passes now: take out `known failure: {why}`")),
            }
        }
    }
    assert!(count >= fewest, "only {count} cases of {stage} were found");
    assert!(wrong.is_empty(), "{} of {count} cases of {stage}:\n\n{}\n", wrong.len(), wrong.join("\n\n"));
}

#[test]
fn attribute() {
    let each = |section: &Section| (section.clone(), attribute::differences(section));
    run("attribute", 40, |file| file.sections.iter().map(each).collect());
}

#[test]
fn credits() {
    let each = |section: &Section| (section.clone(), credits::differences(section));
    run("credits", 25, |file| file.sections.iter().map(each).collect());
}

#[test]
fn extract() {
    let each = |section: &Section| (section.clone(), extract::differences(section));
    run("extract", 10, |file| file.sections.iter().map(each).collect());
}

#[test]
fn trace() {
    run("trace", 10, trace::differences);
}

#[test]
fn known_failures_are_few_and_have_a_reason() {
    let all: Vec<File> = ["attribute", "extract", "trace"].iter().flat_map(|stage| files(stage)).collect();
    let sections = all.iter().flat_map(|file| &file.sections);
    let known: Vec<&String> = sections.filter_map(|section| section.facts.get("known failure")).collect();
    assert!(known.len() <= MOST_KNOWN_FAILURES, "{}: {known:#?}", known.len());
    assert!(known.iter().all(|why| why.split_whitespace().count() >= 4), "a reason is a sentence: {known:#?}");
}
