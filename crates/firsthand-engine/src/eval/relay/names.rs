//! Made-up names, in Latin and Cyrillic letters.

use super::random::Random;

/// Made of these alone, so that a name is nobody's. Chosen by hand: short, and no word in any of the languages.
const SYLLABLES: [(&str, &str); 20] = [
    ("vel", "вел"),
    ("mar", "мар"),
    ("tor", "тор"),
    ("nis", "нис"),
    ("ka", "ка"),
    ("lun", "лун"),
    ("dre", "дре"),
    ("os", "ос"),
    ("bri", "бри"),
    ("gan", "ган"),
    ("fel", "фел"),
    ("hol", "хол"),
    ("ir", "ир"),
    ("mu", "му"),
    ("pen", "пен"),
    ("rau", "рау"),
    ("sil", "сил"),
    ("tam", "там"),
    ("zer", "зер"),
    ("ved", "вед"),
];

/// One name in both alphabets.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Name {
    pub(super) latin: String,
    pub(super) cyrillic: String,
}

impl Name {
    pub(super) fn word(random: &mut Random, syllables: usize) -> Self {
        let mut name = Self::default();
        for _ in 0..syllables {
            let (latin, cyrillic) = *random.pick(&SYLLABLES);
            name.latin.push_str(latin);
            name.cyrillic.push_str(cyrillic);
        }
        Self { latin: capital(&name.latin), cyrillic: capital(&name.cyrillic) }
    }

    pub(super) fn person(random: &mut Random) -> Self {
        let (first, last) = (Self::word(random, 2), Self::word(random, 3));
        let both = |a: &str, b: &str| format!("{a} {b}");
        Self { latin: both(&first.latin, &last.latin), cyrillic: both(&first.cyrillic, &last.cyrillic) }
    }

    pub(super) fn in_letters(&self, cyrillic: bool) -> &str {
        if cyrillic { &self.cyrillic } else { &self.latin }
    }
}

/// With a capital at the beginning.
pub(super) fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// Cyrillic in Latin letters, as an English paper would print it; other letters stay.
pub(super) fn latin(words: &str) -> String {
    const FROM: &str = "абвгдеёжзийклмнопрстуфхцчшщъыьэюя";
    const TO: [&str; 33] = [
        "a", "b", "v", "g", "d", "e", "yo", "zh", "z", "i", "y", "k", "l", "m", "n", "o", "p", "r", "s", "t", "u", "f",
        "kh", "ts", "ch", "sh", "shch", "", "y", "", "e", "yu", "ya",
    ];
    let mut found = String::new();
    for letter in words.chars() {
        let lower = letter.to_lowercase().next().unwrap_or(letter);
        match FROM.chars().position(|known| known == lower) {
            Some(at) if letter == lower => found.push_str(TO[at]),
            Some(at) => found.push_str(&capital(TO[at])),
            None => found.push(letter),
        }
    }
    found
}
