//! What did the annotators mark? Reads passages with the marks in their place: `{S1:person|Mayor Ruiz} {C1|said} {T1|the
//! bridge is safe}`, S for the source, C for the cue, T for what is told; the same number is the same attribution, `1.1`
//! stands within `1`, and no number is `1`. What follows a colon are facts about the attribution, parted by commas.

use std::collections::BTreeMap;

use super::attribution::Told;
use crate::model::Span;

/// One attribution as marked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marked {
    /// Its pieces, in bytes of the text without marks.
    pub told: Told,
    /// What stands after the colon of any of its marks.
    pub facts: Vec<String>,
}

/// The passages of a file, parted by lines of four equals signs.
pub fn passages(file: &str) -> impl Iterator<Item = &str> {
    file.split("====").map(str::trim).filter(|passage| !passage.is_empty())
}

/// The text without its marks, and the attributions by number.
///
/// # Errors
/// The words before which a mark is none of the three, does not end, or was never begun.
pub fn read(marked: &str) -> Result<(String, BTreeMap<String, Marked>), String> {
    let mut text = String::new();
    let mut open: Vec<(&str, usize)> = Vec::new();
    let mut found = BTreeMap::new();
    let mut rest = marked;
    let wrong = |rest: &str| Err(rest.chars().take(40).collect());
    while let Some(at) = rest.find(['{', '}']) {
        text.push_str(&rest[..at]);
        rest = &rest[at..];
        if let Some(begun) = rest.strip_prefix('{') {
            let Some((label, inside)) = begun.split_once('|') else { return wrong(rest) };
            open.push((label, text.len()));
            rest = inside;
        } else {
            let closed = open.pop().and_then(|(label, start)| close(label, Span::new(start, text.len()), &mut found));
            if closed.is_none() {
                return wrong(rest);
            }
            rest = &rest[1..];
        }
    }
    text.push_str(rest);
    open.pop().map_or(Ok((text, found)), |(label, _)| wrong(label))
}

fn close(label: &str, span: Span, found: &mut BTreeMap<String, Marked>) -> Option<()> {
    let (name, facts) = label.split_once(':').unwrap_or((label, ""));
    let role = name.chars().next().filter(|role| matches!(role, 'S' | 'C' | 'T'))?;
    let number = name.get(1..).filter(|number| !number.is_empty()).unwrap_or("1");
    let marked = found.entry(number.to_owned()).or_default();
    marked.facts.extend(facts.split(',').map(str::trim).filter(|fact| !fact.is_empty()).map(str::to_owned));
    match role {
        'S' => marked.told.source.push(span),
        'C' => marked.told.cue.push(span),
        _ => marked.told.content.push(span),
    }
    Some(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_read_and_taken_out() {
        let (text, found) = read("{S:person, is Ana Ruiz|Ruiz} {C|said}, {C2|citing} {S2|{T|a} paper}.").unwrap();
        assert_eq!(text, "Ruiz said, citing a paper.");
        assert_eq!(found["1"].facts, ["person", "is Ana Ruiz"]);
        assert_eq!(found["1"].told.content, [Span::new(18, 19)]);
        assert_eq!(found["2"].told.source, [Span::new(18, 25)]);
    }

    #[test]
    fn damage_is_named() {
        let wrong = |marked: &str| read(marked).unwrap_err();
        assert_eq!(wrong("so {S|Ana} said} it"), "} it");
        assert_eq!(wrong("{X|Ana} said"), "} said");
        assert_eq!(wrong("{S|Ana said"), "S");
        assert_eq!(wrong("Ana {said"), "{said");
    }

    #[test]
    fn passages_are_parted_by_lines() {
        assert_eq!(passages("a\nb\n====\nc\n====\n").collect::<Vec<_>>(), ["a\nb", "c"]);
    }
}
