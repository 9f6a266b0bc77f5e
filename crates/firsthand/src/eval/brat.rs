//! What did the annotators mark? Reads brat's standoff format: text-bound lines `T1<tab>Cue 3 9;12 14<tab>words` and
//! events `E1<tab>Attribution:T4 Source:T1 Cue:T2 Content:T3`, offsets in characters.

use std::collections::BTreeMap;

use super::attribution::Told;
use crate::model::Span;

/// The attributions of one `.ann` file over its text, in the order of their events. Those with neither cue nor content
/// are left out, as are lines of other kinds. Errors: none; what cannot be read marks nothing.
pub fn attributions(text: &str, ann: &str) -> Vec<Told> {
    let bytes: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let spans: BTreeMap<&str, Vec<Span>> = ann.split('\n').filter_map(|line| text_bound(line, &bytes)).collect();
    let told = ann.split('\n').filter_map(|line| event(line, &spans));
    told.filter(|t| !t.cue.is_empty() || !t.content.is_empty()).collect()
}

/// The key of a text-bound line, and its pieces in bytes.
fn text_bound<'a>(line: &'a str, bytes: &[usize]) -> Option<(&'a str, Vec<Span>)> {
    let mut columns = line.split('\t');
    let (key, marked) = (columns.next()?, columns.next()?);
    let (_, offsets) = marked.split_once(' ').filter(|_| is_key(key, 'T'))?;
    let byte = |at: &str| bytes.get(at.parse::<usize>().ok()?).copied();
    let piece = |piece: &str| {
        let (start, end) = piece.trim().split_once(' ')?;
        let (start, end) = (byte(start)?, byte(end)?);
        (start <= end).then(|| Span::new(start, end))
    };
    Some((key, offsets.split(';').filter_map(piece).collect()))
}

fn event(line: &str, spans: &BTreeMap<&str, Vec<Span>>) -> Option<Told> {
    let (_, roles) = line.split_once('\t').filter(|(key, _)| is_key(key, 'E'))?;
    let mut told = Told::default();
    for (role, target) in roles.split_whitespace().filter_map(|r| r.split_once(':')) {
        // A role that an event has twice is numbered from the second on: `Source2`.
        let pieces = match role.trim_end_matches(|c: char| c.is_ascii_digit()) {
            "Source" => &mut told.source,
            "Cue" => &mut told.cue,
            "Content" => &mut told.content,
            _ => continue,
        };
        pieces.extend(spans.get(target).into_iter().flatten());
    }
    Some(told)
}

fn is_key(key: &str, letter: char) -> bool {
    key.strip_prefix(letter).is_some_and(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_count_characters_and_pieces_may_be_apart() {
        let text = "«Das», sagte Öl, «ist so».";
        let ann = "T1\tSource 13 15\tÖl\nT2\tCue 7 12\tsagte\nT3\tContent 1 4;18 24\tDas ist so\n\
                   T4\tAttribution 7 12\tsagte\nE1\tAttribution:T4 Source:T1 Cue:T2 Content:T3\nA1\tSure E1\n";
        let told = attributions(text, ann);
        let words = |spans: &[Span]| spans.iter().map(|s| s.of(text).to_owned()).collect::<Vec<_>>();
        assert_eq!(told.len(), 1);
        assert_eq!(words(&told[0].source), ["Öl"]);
        assert_eq!(words(&told[0].cue), ["sagte"]);
        assert_eq!(words(&told[0].content), ["Das", "ist so"]);
    }

    #[test]
    fn numbered_roles_join_and_what_says_nothing_is_left_out() {
        let ann = "T1\tSource 0 1\ta\nT2\tSource 2 3\tb\nT3\tCue 4 5\tc\n\
                   E1\tAttribution:T3 Source:T1 Source2:T2 Cue:T3\nE2\tAttribution:T3 Source:T1\n";
        let told = attributions("a b c", ann);
        assert_eq!(told.len(), 1);
        assert_eq!(told[0].source, [Span::new(0, 1), Span::new(2, 3)]);
    }

    #[test]
    fn damage_marks_nothing() {
        let ann = "T1\tCue 3 99\tx\nT2\tCue 5 3\tx\nT\tCue 0 1\tx\nE1\nE2\tAttribution:T1 Cue:T1 Content:T9\nE3\tCue\n";
        assert!(attributions("short text", ann).is_empty());
    }
}
