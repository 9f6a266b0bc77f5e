//! Marks in a text: `{S|Mayor Ruiz} {C|said} {T|the bridge is safe}.`

use std::collections::BTreeMap;

/// One attribution as marked: `{S}`, `{C}` and `{T}` of one number.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Marked {
    pub(crate) source: Vec<(usize, usize)>,
    pub(crate) cue: Vec<(usize, usize)>,
    pub(crate) content: Vec<(usize, usize)>,
    /// What stands after the colon of any of its marks.
    pub(crate) facts: Vec<String>,
}

/// The text without its marks, and the attributions by number; `1.1` stands within `1`.
pub(crate) fn read(marked: &str) -> (String, BTreeMap<String, Marked>) {
    let mut text = String::new();
    let mut open: Vec<(String, usize)> = Vec::new();
    let mut found: BTreeMap<String, Marked> = BTreeMap::new();
    let mut rest = marked;
    while let Some(at) = rest.find(['{', '}']) {
        text.push_str(&rest[..at]);
        if rest[at..].starts_with('{') {
            let bar = rest[at..].find('|').unwrap_or_else(|| panic!("a mark without `|`: {}", &rest[at..]));
            open.push((rest[at + 1..at + bar].to_owned(), text.len()));
            rest = &rest[at + bar + 1..];
        } else {
            let (label, start) = open.pop().unwrap_or_else(|| panic!("`}}` closes nothing before: {}", &rest[at..]));
            close(&label, (start, text.len()), &mut found);
            rest = &rest[at + 1..];
        }
    }
    assert!(open.is_empty(), "not closed: {open:?}");
    text.push_str(rest);
    (text, found)
}

fn close(label: &str, span: (usize, usize), found: &mut BTreeMap<String, Marked>) {
    let (name, facts) = label.split_once(':').unwrap_or((label, ""));
    let number = name.get(1..).filter(|n| !n.is_empty()).unwrap_or("1");
    let marked = found.entry(number.to_owned()).or_default();
    marked.facts.extend(facts.split(',').map(str::trim).filter(|f| !f.is_empty()).map(str::to_owned));
    match name.chars().next() {
        Some('S') => marked.source.push(span),
        Some('C') => marked.cue.push(span),
        Some('T') => marked.content.push(span),
        _ => panic!("`{label}` is none of S (source), C (cue), T (told)"),
    }
}

/// The number of the attribution that this one stands within: `1` for `1.2`.
pub(crate) fn outer(number: &str) -> Option<&str> {
    number.rsplit_once('.').map(|(outer, _)| outer)
}

#[test]
fn marks_are_read_and_taken_out() {
    let (text, found) = read("{S:person, is Ana Ruiz|Ruiz} {C|said}, {C2|citing} {S2|{T|a} paper}.");
    assert_eq!(text, "Ruiz said, citing a paper.");
    assert_eq!(found["1"].facts, ["person", "is Ana Ruiz"]);
    assert_eq!(
        (&found["1"].source, &found["1"].cue, &found["1"].content),
        (&vec![(0, 4)], &vec![(5, 9)], &vec![(18, 19)])
    );
    assert_eq!(found["2"].source, [(18, 25)]);
    assert_eq!((outer("1.2"), outer("2")), (Some("1"), None));
}
