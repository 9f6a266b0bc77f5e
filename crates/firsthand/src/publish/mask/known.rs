//! Which capitalised words are no names of people? Places, bodies, months and words that begin sentences; and which of
//! them are names of people too.

use std::collections::BTreeSet;
use std::sync::OnceLock;

use crate::model::Language;
use crate::text::{Token, fold, skeleton};

/// Lines of words; a line `# title` begins a list, and a code behind it says of which language. Put together by hand:
/// what news of any country writes large, and the common words that people are called by.
const LISTS: &str = include_str!("known.txt");

/// Case endings and plurals, as skeletons write them, of the languages that put them on names and bodies.
const SLAVIC_ENDINGS: [&str; 24] = [
    "a", "u", "i", "o", "om", "am", "oi", "ou", "ami", "ah", "ia", "iu", "ai", "im", "ih", "amu", "ago", "ogo", "omu",
    "iam", "imi", "iah", "iai", "ovi",
];
const TURKIC_ENDINGS: [&str; 34] = [
    "a", "i", "u", "o", "n", "da", "ta", "dan", "tan", "in", "un", "nin", "nun", "ia", "ni", "nu", "na", "la", "lar",
    "lari", "larin", "si", "su", "sin", "sinin", "sina", "sinda", "nda", "ndan", "inda", "indan", "inin", "ina", "ga",
];
/// Of the others: a plural or a genitive.
const OTHER_ENDINGS: [&str; 3] = ["s", "n", "as"];

/// Lists of words of any language, as [`fold`] writes them. The name is that of the list in the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Words {
    /// Before a name, whatever it is: "Herr", "Ms".
    Honorifics,
    /// Behind one: "Hanım".
    HonorificsBehind,
    /// Before the name of a month, a place or a language, and before no common noun alone.
    BeforeTimesAndPlaces,
    /// Verbs beside which their subject stands, that few lists of speech have.
    Auxiliaries,
    /// Between "University" and "Brone", "police" and "Saint-Orval".
    BodyLinks,
    /// Offices that only towns and regions have: "mayor of Lower Dorn".
    CivicOffices,
    /// English verbs behind which "in" is a particle: "brought in Odo Brask".
    TakenIn,
    /// What is said of holders of offices who speak no more, or were none.
    FormerHolders,
}

impl Words {
    const ALL: [(&'static str, Self); 8] = [
        ("honorifics", Self::Honorifics),
        ("honorifics-behind", Self::HonorificsBehind),
        ("before-times-and-places", Self::BeforeTimesAndPlaces),
        ("auxiliaries", Self::Auxiliaries),
        ("body-links", Self::BodyLinks),
        ("civic-offices", Self::CivicOffices),
        ("taken-in", Self::TakenIn),
        ("former-holders", Self::FormerHolders),
    ];
}

/// Words of each language, by its code.
type ByLanguage = Vec<(String, BTreeSet<String>)>;

/// Words by their skeleton, so that one spelling serves several alphabets.
#[derive(Default)]
pub(super) struct Known {
    starters: ByLanguage,
    bodies: BTreeSet<String>,
    places: BTreeSet<String>,
    calendar: ByLanguage,
    first_in_places: BTreeSet<String>,
    geography: BTreeSet<String>,
    names_too: ByLanguage,
    /// Beginnings, by [`fold`].
    belief: Vec<String>,
    lists: [BTreeSet<String>; Words::ALL.len()],
}

impl Known {
    pub(super) fn all() -> &'static Self {
        static ALL: OnceLock<Known> = OnceLock::new();
        ALL.get_or_init(Self::read)
    }

    fn read() -> Self {
        let mut known = Self::default();
        let mut title = "";
        for line in LISTS.lines() {
            match line.strip_prefix("# ") {
                Some(next) => title = next,
                None => known.take(title, line.split_whitespace()),
            }
        }
        known
    }

    fn take<'a>(&mut self, title: &str, words: impl Iterator<Item = &'a str>) {
        if let Some((_, list)) = Words::ALL.iter().find(|(name, _)| *name == title) {
            return self.lists[*list as usize].extend(words.map(fold));
        }
        let (title, code) = title.rsplit_once(' ').unwrap_or((title, ""));
        match title {
            "starters" => of_code(&mut self.starters, code).extend(words.map(fold)),
            "names too" => of_code(&mut self.names_too, code).extend(words.map(skeleton)),
            "places" => self.places.extend(words.map(skeleton)),
            "calendar" => of_code(&mut self.calendar, code).extend(words.map(skeleton)),
            "first in" => self.first_in_places.extend(words.map(fold)),
            "geography" => self.geography.extend(words.map(skeleton)),
            "belief" => self.belief.extend(words.map(|word| fold(word.trim_end_matches('*')))),
            _ => self.bodies.extend(words.map(skeleton)),
        }
    }

    /// An article, a preposition, a pronoun of the language: it begins a sentence, and is no part of a name. What stands
    /// outside the texts is English.
    pub(super) fn starts_sentences(&self, folded: &str, language: Language) -> bool {
        let code = if language == Language::Other { Language::English.code() } else { language.code() };
        self.starters.iter().any(|(of, words)| of == code && words.contains(folded))
    }

    /// A word for a body, a day or a month.
    pub(super) fn is_body(&self, word: &str, language: Language) -> bool {
        holds(&self.bodies, word, language) || self.is_calendar(word, language)
    }

    /// A day or a month.
    pub(super) fn is_calendar(&self, word: &str, language: Language) -> bool {
        in_language(&self.calendar, word, language)
    }

    /// A country, its people's adjective, or a capital.
    pub(super) fn is_place(&self, word: &str, language: Language) -> bool {
        holds(&self.places, word, language)
    }

    /// A word for a street, a river, a village, a law: what it ends or begins is no person.
    pub(super) fn is_geography(&self, word: &str, language: Language) -> bool {
        holds(&self.geography, word, language)
    }

    /// A common word, a month or a place that people are called by too, in the language of the text; outside the texts, in
    /// any language.
    pub(super) fn is_name_too(&self, word: &str, language: Language) -> bool {
        in_language(&self.names_too, word, language)
    }

    /// "Upper", "Saint", "Нижний": it begins the names of places.
    pub(super) fn begins_places(&self, folded: &str) -> bool {
        self.first_in_places.contains(folded)
    }

    /// Whether a folded word is on a list.
    pub(super) fn is_in(&self, list: Words, folded: &str) -> bool {
        self.lists[list as usize].contains(folded)
    }

    /// A word of belief or sight, behind which "in" stands before people.
    pub(super) fn is_belief(&self, token: &Token) -> bool {
        self.belief.iter().any(|beginning| token.folded.starts_with(beginning.as_str()))
    }
}

fn of_code<'a>(lists: &'a mut ByLanguage, code: &str) -> &'a mut BTreeSet<String> {
    let at = lists.iter().position(|(of, _)| of == code).unwrap_or_else(|| {
        lists.push((code.to_owned(), BTreeSet::new()));
        lists.len() - 1
    });
    &mut lists[at].1
}

/// In the list of a language; outside the texts, in any.
fn in_language(lists: &[(String, BTreeSet<String>)], word: &str, language: Language) -> bool {
    let mut of = lists.iter().filter(|(code, _)| language == Language::Other || *code == language.code());
    of.any(|(_, words)| holds(words, word, language))
}

/// Names have cases there, and adjectives are made of places.
pub(super) fn is_slavic(language: Language) -> bool {
    matches!(language, Language::Russian | Language::Ukrainian | Language::Polish)
}

/// Whether the rest of a skeleton is an ending of the language.
pub(super) fn is_ending(rest: &str, language: Language) -> bool {
    rest.is_empty()
        || match language {
            _ if is_slavic(language) => SLAVIC_ENDINGS.contains(&rest),
            Language::Turkish | Language::Azerbaijani => TURKIC_ENDINGS.contains(&rest),
            _ => OTHER_ENDINGS.contains(&rest),
        }
}

/// Whether the rest of a skeleton is an ending of some language.
pub(super) fn is_any_ending(rest: &str) -> bool {
    [Language::Russian, Language::Turkish, Language::Other].into_iter().any(|language| is_ending(rest, language))
}

/// As listed, or with an ending of the language: "Paris" is no "Parisi", and "court" no "Courtney".
fn holds(listed: &BTreeSet<String>, word: &str, language: Language) -> bool {
    /// Shorter heads are in too many words.
    const SHORTEST_HEAD: usize = 4;
    let skeleton = skeleton(word);
    if listed.contains(&skeleton) {
        return true;
    }
    // "Минский" is a surname more often than a case of "Минск".
    if slavic_adjective(&skeleton) {
        return false;
    }
    let last_vowel = |head: &str| ["a", "o", "i"].iter().any(|vowel| listed.contains(&format!("{head}{vowel}")));
    let cuts = skeleton.char_indices().map(|(at, c)| at + c.len_utf8()).skip(SHORTEST_HEAD - 1);
    let slavic = is_slavic(language);
    cuts.filter(|&cut| is_ending(&skeleton[cut..], language)).any(|cut| {
        let head = &skeleton[..cut];
        // "Варшава" is listed, and "Варшавы" is one of its cases.
        listed.contains(head) || (slavic && cut < skeleton.len() && last_vowel(head))
    })
}

fn slavic_adjective(skeleton: &str) -> bool {
    ["ski", "cki", "skaia", "skii"].iter().any(|ending| skeleton.ends_with(ending))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_list_has_its_words() {
        for (name, list) in Words::ALL {
            assert!(!Known::all().lists[list as usize].is_empty(), "{name}");
        }
        assert!(Known::all().is_in(Words::Honorifics, "senora") && !Known::all().is_in(Words::Honorifics, ""));
    }

    #[test]
    fn listed_words_have_the_endings_of_their_language_only() {
        let known = Known::all();
        assert!(known.is_place("Варшавы", Language::Russian) && known.is_place("Bakıda", Language::Azerbaijani));
        assert!(known.is_body("Ministries", Language::English) || known.is_body("Ministry", Language::English));
        for (word, language) in [
            ("Parisi", Language::English),
            ("Courtney", Language::English),
            ("Минский", Language::Russian),
            ("Германов", Language::Russian),
        ] {
            assert!(!known.is_place(word, language) && !known.is_body(word, language), "{word}");
        }
        assert!(known.is_name_too("Мороза", Language::Russian) && !known.is_name_too("Deniz", Language::English));
    }
}
