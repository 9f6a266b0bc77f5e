use firsthand::publish::{Page, trace_text};
use unicode_width::UnicodeWidthStr;

use crate::pile;

fn plain(width: usize) -> Page {
    Page { width, colour: false }
}

#[test]
fn reports_look_like_this() {
    for (name, findings) in pile::all() {
        for width in [80, 120] {
            insta::assert_snapshot!(format!("text_{name}_{width}"), trace_text(&findings, plain(width)));
        }
    }
}

#[test]
fn no_line_is_wider_than_the_terminal() {
    for (name, findings) in pile::all() {
        for width in [40, 80, 100, 120, 200] {
            let text = trace_text(&findings, plain(width));
            let widest = text.lines().max_by_key(|line| line.width()).unwrap();
            assert!(widest.width() <= width, "{name} at {width}: {widest}");
        }
    }
}

#[test]
fn colour_changes_no_word() {
    for (_, findings) in pile::all() {
        let coloured = trace_text(&findings, Page { width: 80, colour: true });
        assert!(coloured.contains("\u{1b}[1m"));
        assert_eq!(without_colour(&coloured), trace_text(&findings, plain(80)));
    }
}

fn without_colour(text: &str) -> String {
    let mut parts = text.split("\u{1b}[");
    let head = parts.next().unwrap_or("").to_owned();
    parts.fold(head, |all, part| all + part.split_once('m').map_or("", |(_, rest)| rest))
}

#[test]
fn statements_are_quoted_and_statuses_have_an_author() {
    let text = trace_text(&pile::unnamed(), plain(200));
    assert!(text.contains("“все кассы вокзала закроют до 20 мая”"));
    assert!(text.contains("as stated by The Weekly Kettle, as of 12 May 2031: under investigation"));
}

#[test]
fn an_article_cannot_steer_the_terminal() {
    let mut findings = pile::ring();
    findings.documents[3].outlet = "The \u{1b}[2JPilot\u{202e}".into();
    let text = trace_text(&findings, plain(80));
    assert!(!text.contains('\u{1b}') && !text.contains('\u{202e}'));
}

#[test]
fn a_pile_without_a_claim_says_so() {
    let mut findings = pile::ring();
    findings.findings.clear();
    assert!(trace_text(&findings, plain(80)).starts_with("No claim to show\n"));
}

#[test]
fn a_chain_of_thousands_is_read_without_harm() {
    let mut findings = pile::ring();
    let sample = findings.documents[0].clone();
    findings.documents = vec![sample; 5000];
    let finding = &mut findings.findings[0];
    finding.trace.loops.clear();
    let hop = finding.trace.relays[0].clone();
    let step = |no: u32| firsthand::model::Relay { from: pile::doc(no), to: pile::doc(no + 1), ..hop.clone() };
    finding.trace.relays = (0..4999).map(step).collect();
    assert!(trace_text(&findings, plain(80)).lines().count() < 100);
}
