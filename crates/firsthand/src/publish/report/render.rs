//! How does a report read? As plain text, as a page, as JSON.

use maud::{DOCTYPE, Markup, PreEscaped, html};
use serde_json::{Value, json};

use super::super::WORKING_COPY;
use super::{Item, Report, Section, Sentence};
use crate::model::Part;
use crate::review::Grade;

/// A line of a terminal; chosen by hand.
const WIDTH: usize = 96;

const STYLE: &str = "body{font:18px/1.55 Georgia,'Times New Roman',serif;max-width:42rem;margin:2.5rem auto;padding:0 1rem;\
color:#1a1a1a;background:#fff}h1{font-size:1.5rem;line-height:1.3;font-weight:600}h2{font-size:1.02rem;margin:1.8rem 0 .3rem}\
p{margin:.45rem 0}ul{padding-left:1.1rem}article+article{border-top:1px solid #bbb;margin-top:3rem}\
.banner{border:2px solid;padding:.5rem .8rem;font:600 .95rem sans-serif}footer,.list{font-size:.88rem;color:#444}\
a{color:inherit}";

/// Plain text for a terminal or an e-mail.
pub fn report_text(report: &Report) -> String {
    let mut lines = Vec::new();
    if report.working {
        lines.push(format!("{WORKING_COPY}\n"));
    }
    for item in &report.items {
        lines.push(wrapped(&item.heading.text, ""));
        for section in &item.sections {
            lines.push(format!("\n{}", section.title.to_uppercase()));
            lines.extend(section.sentences.iter().map(|s| wrapped(&s.text, "")));
        }
        lines.push("\nARTICLES".to_owned());
        lines.extend(item.articles.iter().map(|a| wrapped(&format!("{}: {}. {}", a.name, a.stance, a.url), "  ")));
        lines.extend(item.grades.iter().map(|grade| wrapped(&grade_in_words(grade), "")));
        lines.push(format!("\nClaim {}\n", item.id));
    }
    lines.extend(left_out(report));
    lines.join("\n") + "\n"
}

/// One page that needs no network and runs nothing.
pub fn report_html(report: &Report) -> String {
    let title = report.items.first().map_or("Report", |item| item.heading.text.as_str());
    let page = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";
                @if report.working { meta name="robots" content="noindex"; }
                meta name="referrer" content="no-referrer";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (title) }
                style { (PreEscaped(STYLE)) }
            }
            body {
                @if report.working { p.banner { (WORKING_COPY) } }
                @for item in &report.items { (article(item)) }
                @if let Some(words) = left_out(report) { footer { p { (words) } } }
            }
        }
    };
    page.into_string() + "\n"
}

fn article(item: &Item) -> Markup {
    html! {
        article {
            h1 dir="auto" { (item.heading.text) }
            @for section in &item.sections { (self::section(section)) }
            @if !item.grades.is_empty() {
                h2 { "How reviewers grade it" }
                @for grade in &item.grades { p { (grade_in_words(grade)) } }
            }
            h2 { "Articles" }
            ul.list {
                @for a in &item.articles {
                    li dir="auto" {
                        @if is_link(&a.url) { a href=(a.url) rel="noreferrer nofollow" { (a.name) } } @else { (a.name) }
                        ": " (a.stance)
                    }
                }
            }
        }
    }
}

/// Pages are hostile: only addresses of the web are made links.
fn is_link(url: &str) -> bool {
    url.starts_with("https://") || url.starts_with("http://")
}

fn section(section: &Section) -> Markup {
    html! {
        h2 { (section.title) }
        @for sentence in &section.sentences { p dir="auto" { (sentence.text) } }
    }
}

/// Schema `firsthand/report/1`: each sentence with the places that it rests on, in bytes of the stored documents.
pub fn report_json(report: &Report) -> String {
    let items: Vec<Value> = report.items.iter().map(|item| item_json(report, item)).collect();
    let published = !report.working;
    let banner = report.working.then_some(WORKING_COPY);
    let whole = json!({"schema": "firsthand/report/1", "published": published, "banner": banner, "claims": items, "left_out": report.left_out});
    format!("{whole}\n")
}

fn item_json(report: &Report, item: &Item) -> Value {
    let sections: Vec<Value> = item
        .sections
        .iter()
        .map(|section| {
            let sentences: Vec<Value> = section.sentences.iter().map(|s| sentence_json(report, s)).collect();
            json!({"title": section.title, "sentences": sentences})
        })
        .collect();
    let articles: Vec<Value> = item
        .articles
        .iter()
        .map(|a| json!({"document": a.id, "name": a.name, "stance": a.stance, "url": a.url}))
        .collect();
    let (confirmed, unreviewed) = item.relays;
    json!({
        "id": item.id, "heading": sentence_json(report, &item.heading), "sections": sections, "articles": articles,
        "relays": {"confirmed": confirmed, "unreviewed": unreviewed}, "grades": item.grades.iter().map(grade_json).collect::<Vec<_>>(),
    })
}

fn sentence_json(report: &Report, sentence: &Sentence) -> Value {
    let place = |(no, place): &(crate::model::DocumentNo, crate::model::Place)| {
        let mut row = json!({"document": report.documents.get(no.index()), "span": [place.span.start, place.span.end]});
        if place.part == Part::Title {
            row["in"] = "title".into();
        }
        row
    };
    json!({"text": sentence.text, "rests_on": sentence.rests_on.iter().map(place).collect::<Vec<_>>()})
}

fn grade_json(grade: &Grade) -> Value {
    match grade {
        Grade::Reliability { of, grade, why } => json!({"reliability": grade.letter(), "of": of.name(), "why": why}),
        Grade::Credibility { grade, why } => json!({"credibility": grade.number(), "why": why}),
        Grade::Directness { how, why } => json!({"directness": how.name(), "why": why}),
    }
}

fn grade_in_words(grade: &Grade) -> String {
    let cannot = "cannot be judged";
    match grade {
        Grade::Reliability { of, grade, why } => {
            let letter = grade.letter().map_or_else(|| cannot.to_owned(), |l| l.to_string());
            format!("Reliability of {}: {letter}, because {why}.", of.name())
        }
        Grade::Credibility { grade, why } => {
            let number = grade.number().map_or_else(|| cannot.to_owned(), |n| n.to_string());
            format!("Credibility of this claim: {number}, because {why}.")
        }
        Grade::Directness { how, why } => format!("Directness: {}, because {why}.", how.name()),
    }
}

fn left_out(report: &Report) -> Option<String> {
    (report.left_out > 0).then(|| format!("{} further claims are not reviewed and not shown.", report.left_out))
}

fn wrapped(text: &str, indent: &str) -> String {
    let mut lines = vec![String::from(indent)];
    for word in text.split_whitespace() {
        let last = lines.last_mut().expect("there is always a line");
        if last.chars().count() + word.chars().count() > WIDTH && !last.trim().is_empty() {
            lines.push(format!("{indent}{word}"));
        } else {
            if !last.trim().is_empty() {
                last.push(' ');
            }
            last.push_str(word);
        }
    }
    lines.join("\n")
}
