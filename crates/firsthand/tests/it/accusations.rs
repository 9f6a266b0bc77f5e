//! Cases of accusations: what is stated of whom, and whose names stand in what is published.

#![expect(clippy::print_stdout, reason = "the figures are what the tests are read for, with --nocapture")]

use std::collections::BTreeSet;

use firsthand::model::{Findings, LegalStatus};
use firsthand::publish::{self, Report};
use firsthand::review::{Decisions, Signed};
use firsthand::text::skeleton;

use crate::case::{File, Section, files};
use crate::pile;

const WITHHELD: &str = "[name withheld]";
/// Of statuses found and stated.
const LEAST_F1: f64 = 0.9;

fn trace(file: &File, section: &Section) -> Findings {
    let text = section.prose();
    let fact = |key: &str| section.fact(key).to_owned();
    let (language, outlet, published, title) = (fact("language"), fact("outlet"), fact("published"), fact("title"));
    let id = format!("{}-1", file.name.trim_end_matches(".md"));
    let fields = vec![
        ("id", id.as_str()),
        ("language", &language),
        ("outlet", &outlet),
        ("published", &published),
        ("title", &title),
        ("text", &text),
    ];
    pile::trace(pile::documents(&[fields]), None)
}

/// Decisions that two reviewers signed.
fn signed(findings: &Findings) -> Vec<Decisions> {
    let of = |finding| {
        let fingerprint = publish::fingerprint(findings, finding);
        let by = |who: &str, entry| Signed { reviewer: who.into(), entry, fingerprint: fingerprint.clone() };
        Decisions { signatures: vec![by("ana", 1), by("bo", 2)], ..Decisions::default() }
    };
    findings.findings.iter().map(of).collect()
}

fn published(findings: &Findings) -> Report {
    let report = publish::published_report(findings, &[0], &signed(findings));
    report.unwrap_or_else(|blocked| panic!("{}: {blocked:#?}", findings.documents[0].text))
}

fn sections() -> Vec<(File, Section)> {
    let all = files("accusations");
    all.iter().flat_map(|file| file.sections.iter().map(|s| (file.clone(), s.clone()))).collect()
}

fn list(section: &Section, key: &str) -> Vec<String> {
    section.fact(key).split(',').map(|name| name.trim().to_owned()).filter(|name| !name.is_empty()).collect()
}

#[test]
fn statuses_are_read_in_every_language() {
    let (mut right, mut found, mut wanted, mut wrong) = (0, 0, 0, Vec::new());
    let (mut whom, mut languages) = (0, BTreeSet::new());
    for (file, section) in sections() {
        let findings = trace(&file, &section);
        let legal: Vec<_> = findings.findings.iter().flat_map(|f| &f.claim.legal).collect();
        let named: Vec<&str> = legal.iter().map(|l| l.status.name()).collect();
        wanted += 1;
        found += named.len();
        languages.insert(file.name.clone());
        if named.contains(&section.fact("status")) {
            right += 1;
        }
        if named != [section.fact("status")] {
            wrong.push(format!("{}: {}: {named:?}", file.name, section.title));
        }
        let who = legal.iter().filter_map(|l| Some(findings.documents[0].slice(l.who?)));
        if who.into_iter().any(|who| who.contains(section.fact("who"))) {
            whom += 1;
        } else {
            let got: Vec<_> = legal.iter().map(|l| l.who.map(|w| findings.documents[0].slice(w))).collect();
            wrong.push(format!("{}: {}: who {got:?}", file.name, section.title));
        }
    }
    let f1 = 2.0 * f64::from(right) / (found as f64 + f64::from(wanted));
    println!(
        "status F1 {f1:.3}, the accused named in {whom} of {wanted}, {} languages\n{}",
        languages.len(),
        wrong.join("\n")
    );
    assert!(languages.len() >= 8 && f1 >= LEAST_F1, "{f1}: {wrong:#?}");
    assert!(whom * 10 >= wanted * 9, "{wrong:#?}");
}

#[test]
fn loaded_words_and_what_might_be_raise_no_status() {
    for text in [
        "The spy and killer of Anwick is hiding, people in the market say. They call him a traitor and a thief.",
        "If convicted, the clerk could face six years for theft. No charges have been brought. He has not been arrested.",
    ] {
        let fields = vec![("id", "a"), ("language", "en"), ("outlet", "Bell"), ("text", text)];
        let findings = pile::trace(pile::documents(&[fields]), None);
        let stated = findings.findings.iter().flat_map(|f| &f.claim.legal);
        let raised: Vec<_> = stated.filter(|l| l.status > LegalStatus::Alleged).collect();
        assert!(raised.is_empty(), "{text}: {raised:?}");
    }
}

#[test]
fn no_private_name_is_published_and_who_speaks_is() {
    let (mut missed, mut lost, mut kept, mut needless, mut all) = (Vec::new(), Vec::new(), 0, 0, 0);
    for (file, section) in sections() {
        let findings = trace(&file, &section);
        let report = published(&findings);
        let artefacts = [publish::report_text(&report), publish::report_html(&report), publish::report_json(&report)];
        let plain = artefacts.join("\n").to_lowercase();
        let latin: String = plain.split_whitespace().map(|word| skeleton(word) + " ").collect();
        for name in list(&section, "mask") {
            if plain.contains(&name.to_lowercase()) || (name.chars().count() > 4 && latin.contains(&skeleton(&name))) {
                missed.push(format!("{}: {}: {name}", file.name, section.title));
            }
        }
        for name in list(&section, "keep") {
            kept += 1;
            let flat = artefacts[0].split_whitespace().collect::<Vec<_>>().join(" ");
            if !flat.contains(&name) {
                lost.push(format!("{}: {}: {name}\n{flat}", file.name, section.title));
            }
        }
        let (withheld, needed) = counts(&findings, &report, &list(&section, "mask"));
        all += withheld;
        needless += withheld.saturating_sub(needed);
    }
    println!(
        "{kept} names in office, {} withheld; {needless} of {all} labels stand where nobody private was named",
        lost.len()
    );
    assert!(missed.is_empty(), "{missed:#?}");
    assert!(lost.len() * 10 <= kept, "{}", lost.join("\n\n"));
}

/// Labels in the report, and how many there would be if only the private names were withheld.
fn counts(findings: &Findings, report: &Report, private: &[String]) -> (usize, usize) {
    let sentences = |report: &Report| -> Vec<publish::Sentence> {
        report.items.iter().flat_map(|i| i.sections.iter().flat_map(|s| s.sentences.clone())).collect()
    };
    let open = sentences(&publish::working_report(findings, &[0], &[]));
    let (mut withheld, mut needed) = (0, 0);
    for sentence in sentences(report) {
        let labels = sentence.text.matches(WITHHELD).count();
        let same = open.iter().find(|other| other.rests_on == sentence.rests_on);
        let Some(same) = same else { continue };
        let words: Vec<bool> = same
            .text
            .split_whitespace()
            .map(|word| private.iter().any(|name| word.to_lowercase().contains(&name.to_lowercase())))
            .collect();
        needed += (0..words.len()).filter(|&i| words[i] && (i == 0 || !words[i - 1])).count();
        withheld += labels;
    }
    (withheld, needed)
}
