//! Does a text hold characters that a reader does not see, or letters that pass for others?

/// What was seen of each kind: how many, and the first word with one.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Signs {
    /// Characters without width inside or between words.
    pub(super) invisible: usize,
    /// Characters that turn the direction of writing.
    pub(super) turning: usize,
    /// Words that mix Latin with Cyrillic or Greek letters, and the first of them.
    pub(super) mixed: usize,
    pub(super) first_mixed: String,
}

/// Looks through a text. The marks that Arabic, Persian and Indic spelling needs (U+200C to U+200F) count only
/// between Latin, Greek or Cyrillic letters. Source: Unicode Technical Report 36, sections 2 and 3.
pub(super) fn signs(text: &str) -> Signs {
    let mut found = Signs::default();
    let mut last = ' ';
    for c in text.chars() {
        match c {
            '\u{200B}' | '\u{2060}'..='\u{2064}' | '\u{FEFF}' => found.invisible += 1,
            '\u{200C}' | '\u{200D}' if script(last).is_some() => found.invisible += 1,
            '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => found.turning += 1,
            _ => {}
        }
        last = c;
    }
    for word in text.split(|c: char| !c.is_alphabetic()) {
        let mut scripts = word.chars().filter_map(script);
        let first = scripts.next();
        if first.is_some() && scripts.any(|s| Some(s) != first) {
            found.mixed += 1;
            if found.first_mixed.is_empty() {
                found.first_mixed = word.chars().take(40).collect();
            }
        }
    }
    found
}

/// The three alphabets whose letters look alike.
fn script(c: char) -> Option<u8> {
    match c {
        'a'..='z' | 'A'..='Z' | '\u{C0}'..='\u{24F}' => Some(0),
        '\u{391}'..='\u{3C9}' => Some(1),
        '\u{400}'..='\u{52F}' => Some(2),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hidden_characters_and_look_alikes_are_counted() {
        let found = signs("The f\u{200B}erry, \u{202E}said\u{202C} Kр\u{430}mer.");
        assert_eq!((found.invisible, found.turning, found.mixed), (1, 2, 1));
        assert_eq!(found.first_mixed, "Kр\u{430}mer");
    }

    #[test]
    fn what_spelling_needs_is_nothing() {
        for text in ["می\u{200C}خواهم", "שלום\u{200F}", "Müller–Łódź", "Путин и Trump", "👩\u{200D}🔬"]
        {
            assert_eq!(signs(text), Signs::default(), "{text}");
        }
    }
}
