use super::fold;

/// A Latin spelling of a word by which names are compared across scripts and spellings: `Хесберал`, `Hesberal` and
/// `Hesberal` (in Turkish case forms, once their suffix is off) share it. Accents, doubled letters and the
/// usual transliteration variants (kh/x/h, ck/q/k, ts/c, y/i, w/v, ph/f, e/a) fall together.
///
/// Chosen by hand from the common romanisations (BGN/PCGN, ISO 9, the Azerbaijani and Turkish alphabets); it
/// over-merges on purpose, since callers weigh a match by its rarity in the pile and never by a name alone.
pub fn skeleton(word: &str) -> String {
    let mut latin = String::with_capacity(word.len());
    for c in fold(word).chars() {
        match letter(c) {
            Some(s) => latin.push_str(s),
            None if c.is_alphanumeric() => latin.push(c),
            None => {}
        }
    }
    squeeze(&variants(&latin))
}

/// The first letters of the skeleton: long enough to tell names apart, short enough to drop most case endings.
/// `None` for words too short to compare by.
pub fn name_key(word: &str) -> Option<String> {
    // Six letters: "neravan" and "neravana", "hesberal" and "hesberalin" meet, "talvaz" and "talman" do not.
    const KEY_LETTERS: usize = 6;
    // Shorter skeletons ("al", "von") are function words and syllables.
    const FEWEST_LETTERS: usize = 3;
    let skeleton = skeleton(word);
    (skeleton.chars().count() >= FEWEST_LETTERS).then(|| skeleton.chars().take(KEY_LETTERS).collect())
}

/// How far the case forms of one name may lie apart, in letters of their skeletons: "osswin", "osswina", "osswinin".
#[derive(Clone, Copy, Debug)]
pub struct Inflection {
    /// A word shorter than this, its last vowels taken off, has no forms.
    pub shortest_stem: usize,
    /// What follows the stem is no longer.
    pub longest_ending: usize,
}

impl Inflection {
    /// Whether words are a name again: all of them are forms of its words. Both are skeletons.
    pub fn is_form(self, words: &[String], name: &[String]) -> bool {
        !words.is_empty() && words.iter().all(|word| name.iter().any(|other| self.is_same_word(word, other)))
    }

    /// Whether `a` is a form of `b`.
    pub fn is_same_word(self, a: &str, b: &str) -> bool {
        let stem = b.trim_end_matches(['a', 'o', 'e', 'i']);
        let stem = if stem.chars().count() < self.shortest_stem { b } else { stem };
        let ends = |rest: &str| rest.chars().count() <= self.longest_ending;
        a == b || (stem.chars().count() >= self.shortest_stem && a.strip_prefix(stem).is_some_and(ends))
    }
}

/// Romanisation of one folded letter; `None` where the letter is Latin already.
fn letter(c: char) -> Option<&'static str> {
    Some(match c {
        'а' => "a",
        'б' => "b",
        'в' => "v",
        'г' | 'ґ' => "g",
        'д' => "d",
        'е' | 'э' | 'є' | 'ə' => "e",
        'ж' => "zh",
        'з' => "z",
        'и' | 'ы' | 'і' => "i",
        'к' => "k",
        'л' => "l",
        'м' => "m",
        'н' => "n",
        'о' => "o",
        'п' => "p",
        'р' => "r",
        'с' => "s",
        'т' => "t",
        'у' => "u",
        'ф' => "f",
        'х' | 'x' => "h",
        'ц' => "ts",
        'ч' => "ch",
        'ш' | 'щ' => "sh",
        'ъ' | 'ь' => "",
        'ю' => "iu",
        'я' => "ia",
        _ => return None,
    })
}

/// Brings transliteration variants together, longest first.
fn variants(latin: &str) -> String {
    const PAIRS: [(&str, &str); 15] = [
        ("sch", "sh"),
        ("tch", "ch"),
        ("kh", "h"),
        ("gh", "g"),
        ("ph", "f"),
        ("th", "t"),
        ("zh", "j"),
        ("dj", "j"),
        ("ck", "k"),
        ("ts", "c"),
        ("tz", "c"),
        ("q", "k"),
        ("w", "v"),
        ("y", "i"),
        // Azerbaijani "ə" comes out as either: Xəzər is Khazar in English and Hezer in Turkish.
        ("e", "a"),
    ];
    PAIRS.iter().fold(latin.to_owned(), |s, (from, to)| if s.contains(from) { s.replace(from, to) } else { s })
}

/// "ll" and "l" are one letter to a transliterator.
fn squeeze(s: &str) -> String {
    let mut squeezed = String::with_capacity(s.len());
    for c in s.chars() {
        if !squeezed.ends_with(c) {
            squeezed.push(c);
        }
    }
    squeezed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_name_in_three_alphabets_has_one_key() {
        for (a, b) in [
            ("Хесберал", "Hesberal"),
            ("Нераване", "Neravan"),
            ("Lövbər", "Lovber"),
            ("Маяк", "Mayak"),
            ("Xəzər", "Khazar"),
            ("Tolmenbrücke", "Tolmenbrucke"),
        ] {
            let (a, b) = (skeleton(a), skeleton(b));
            assert!(a.starts_with(&b[..3]), "{a} {b}");
        }
        assert_eq!(name_key("Хесбералу"), name_key("HESBERAL"));
        assert_eq!(name_key("al"), None);
    }
}
