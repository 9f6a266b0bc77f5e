//! Texts with their expressions marked: `{words|value}` or `{words|value|due DAY}`. What is not marked must not be
//! found. The anchor is noon of a day, UTC.

mod english;
mod languages;
mod more;
mod properties;

use jiff::Timestamp;

use super::expressions;
use crate::model::{Language, Part, TimeExpression};

fn read(language: &str, day: &str, text: &str) -> Vec<TimeExpression> {
    let anchor: Option<Timestamp> = format!("{day}T12:00:00Z").parse().ok();
    expressions(text, Part::Text, 0, Language::from_tag(language), anchor, 0)
}

/// Marks the expressions that are found in the plain text of `marked`, and compares.
fn check(language: &str, day: &str, marked: &str) {
    let text = plain(marked);
    let mut found = String::new();
    let mut at = 0;
    for t in read(language, day, &text) {
        let span = t.place.span.range();
        found.push_str(&text[at..span.start]);
        let due = t.due.map_or(String::new(), |due| format!("|due {due}"));
        found += ["{", &text[span.clone()], "|", &t.value, &due, "}"].concat().as_str();
        at = span.end;
    }
    found.push_str(&text[at..]);
    assert_eq!(found, marked, "{language}, seen from {day}");
}

fn plain(marked: &str) -> String {
    let mut text = String::new();
    let mut inside = None;
    for c in marked.chars() {
        match (c, inside) {
            ('{', _) => inside = Some(true),
            ('}', _) => inside = None,
            ('|', Some(_)) => inside = Some(false),
            (_, Some(false)) => {}
            (c, _) => text.push(c),
        }
    }
    text
}
