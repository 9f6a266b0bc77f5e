//! Does a common word that is written large stand for somebody? "Baker was there", "Frau Sommer", "May denied it": where
//! nothing shows that it is the common word, it is taken for a name.

use super::keep::SPEAKS;
use super::known::{Known, Words};
use crate::lexicon::{CaseList, Cases, Lexicon, List, lists_by_token};
use crate::model::Language;
use crate::text::{Kind, Token};

/// Lists whose phrases are endings, or tell nothing of a word.
const NO_VOCABULARY: u128 =
    List::Place.bit() | List::Adjective.bit() | List::AfterNoun.bit() | List::Adverb.bit() | List::FirstPerson.bit();

/// A sentence or a text made ready.
pub(super) struct Reading<'a> {
    pub(super) text: &'a str,
    pub(super) tokens: &'a [Token],
    pub(super) language: Language,
    lists: Vec<u128>,
    /// Words of offices and bodies of proceedings, which the case files have.
    roles: Vec<bool>,
}

impl<'a> Reading<'a> {
    pub(super) fn of(text: &'a str, tokens: &'a [Token], language: Language) -> Self {
        let lists = lists_by_token(&Lexicon::of(language).find(tokens), tokens.len());
        let mut roles = vec![false; tokens.len()];
        for list in [CaseList::Office, CaseList::Court, CaseList::Official] {
            Cases::of(language).find(list, tokens).into_iter().for_each(|range| roles[range].fill(true));
        }
        Self { text, tokens, language, lists, roles }
    }

    fn is(&self, at: usize, lists: u128) -> bool {
        self.lists.get(at).is_some_and(|l| l & lists != 0)
    }

    /// Whether the language files have the word for a body.
    pub(super) fn is_body(&self, at: usize) -> bool {
        let german = self.language == Language::German && is_german_body(&self.tokens[at].folded);
        self.is(at, List::Institution.bit()) || german
    }

    /// Whether the language files have the word: it is common, and in few languages a name.
    fn is_vocabulary(&self, at: usize) -> bool {
        self.roles[at] || self.lists.get(at).is_some_and(|l| l & !NO_VOCABULARY != 0)
    }

    /// Whether "Mr", "Frau" or the like stands before the word, or "Hanım" behind it.
    pub(super) fn is_honoured(&self, at: usize) -> bool {
        let word = |i: Option<usize>| i.and_then(|i| self.tokens.get(i)).map_or("", |t| t.folded.as_str());
        let before = at.checked_sub(1).filter(|&i| !self.tokens[i].is_mark('.')).or_else(|| at.checked_sub(2));
        Known::all().is_in(Words::Honorifics, word(before))
            || Known::all().is_in(Words::HonorificsBehind, word(Some(at + 1)))
    }

    /// Whether something beside a word that people are called by shows that it is the common one: an article or a number
    /// before it; before a month or a place also "in", and before a noun a word for a country is an adjective.
    pub(super) fn is_shown(&self, at: usize) -> bool {
        let token = &self.tokens[at];
        let word = token.span.of(self.text);
        let known = Known::all();
        let calendar = known.is_calendar(word, self.language);
        let time_or_place = calendar || known.is_place(word, self.language);
        let number = |i: Option<usize>| i.and_then(|i| self.tokens.get(i)).is_some_and(|t| t.kind == Kind::Number);
        let before = at.checked_sub(1).map(|i| &self.tokens[i]);
        let article = before.is_some_and(|t| (!t.capital || self.starts(at - 1)) && self.is_article(at - 1));
        let small_before = |t: &Token| known.is_in(Words::BeforeTimesAndPlaces, &t.folded);
        let adjective = time_or_place && !calendar && self.goes_on(at);
        article
            || adjective
            || (time_or_place && (number(at.checked_sub(1)) || before.is_some_and(small_before)))
            || (calendar && number(Some(at + 1)))
    }

    fn is_article(&self, at: usize) -> bool {
        const GERMAN: [&str; 7] = ["im", "am", "zum", "zur", "vom", "beim", "ins"];
        const ROMANCE: [&str; 14] =
            ["au", "aux", "du", "des", "del", "al", "do", "da", "dos", "das", "no", "na", "nos", "nas"];
        // "He said that Georgia had paid."
        const NO_ARTICLES: [&str; 5] = ["that", "which", "whose", "both", "either"];
        let word = self.tokens[at].folded.as_str();
        let contracted = match self.language {
            Language::German => GERMAN.contains(&word),
            Language::French | Language::Spanish | Language::Portuguese => ROMANCE.contains(&word),
            _ => false,
        };
        contracted || (self.is(at, List::Determiner.bit()) && !NO_ARTICLES.contains(&word))
    }

    /// Whether a word that opens a sentence, a line or a quotation, and is known to be common only because the pile has
    /// it in small letters, may be somebody: a verb or a mark follows it, or its language puts articles before nouns or
    /// calls people by any noun.
    pub(super) fn may_be_somebody(&self, at: usize) -> bool {
        if self.is_vocabulary(at) || Known::all().starts_sentences(&self.tokens[at].folded, self.language) {
            return false;
        }
        match self.language {
            Language::French | Language::Spanish | Language::Portuguese | Language::Turkish | Language::Azerbaijani => {
                !is_long_form(&self.tokens[at].folded, self.language)
            }
            _ => !self.goes_on(at),
        }
    }

    /// "Will was", "Uma chorava", "May denied": a word of grammar that people are called by, before what people do.
    pub(super) fn acts(&self, at: usize) -> bool {
        !self.goes_on(at)
    }

    /// Whether the next word is a small one that is no verb, as far as is known: the word before it begins a phrase.
    fn goes_on(&self, at: usize) -> bool {
        self.tokens.get(at + 1).is_some_and(|next| next.kind == Kind::Word && !next.capital && !self.is_verb(at + 1))
    }

    fn is_verb(&self, at: usize) -> bool {
        let word = self.tokens[at].folded.as_str();
        let plural = self.language == Language::German && word.ends_with("en");
        let auxiliary = Known::all().is_in(Words::Auxiliaries, word);
        !plural && (self.is(at, SPEAKS) || auxiliary || has_verbal_ending(word, self.language))
    }

    /// "Kaya'nın": Turkish puts an apostrophe behind names alone.
    pub(super) fn has_apostrophe(&self, at: usize) -> bool {
        let next = self.tokens.get(at + 1);
        self.language == Language::Turkish && next.is_some_and(|t| t.is_mark('\'') || t.is_mark('’'))
    }

    /// Whether a sentence, a line or a quotation begins at this token.
    pub(super) fn starts(&self, at: usize) -> bool {
        super::names::starts(self.text, self.tokens, at)
    }
}

/// "Hafenamt", "Reederei": compounds whose last part is a body. The shortest heads are in other words too.
pub(super) fn is_german_body(folded: &str) -> bool {
    const SHORTEST: usize = 7;
    const ENDINGS: [&str; 24] = [
        "amt",
        "amts",
        "amtes",
        "behörde",
        "verwaltung",
        "schule",
        "klinik",
        "krankenhaus",
        "gericht",
        "gerichts",
        "verein",
        "verband",
        "kammer",
        "ministerium",
        "ministeriums",
        "gesellschaft",
        "universität",
        "brauerei",
        "reederei",
        "kreis",
        "rat",
        "werke",
        "zentrum",
        "gesetz",
    ];
    folded.chars().count() >= SHORTEST && ENDINGS.iter().any(|ending| folded.ends_with(&crate::text::fold(ending)))
}

/// Endings of verbs that stand behind a single subject; chosen by hand, and few nouns have them.
fn has_verbal_ending(folded: &str, language: Language) -> bool {
    const SHORTEST: usize = 4;
    let endings: &[&str] = match language {
        Language::English => &["ed", "s"],
        Language::German => &["te", "igt", "iert"],
        Language::French => &["ait", "ent"],
        Language::Spanish => &["aba", "ía"],
        Language::Portuguese => &["ava", "ou", "eu", "iu", "ia"],
        Language::Russian => &["л", "ла", "лся", "лась", "ет", "ит"],
        Language::Ukrainian => &["в", "ла", "вся", "лась", "лася", "є", "ить"],
        Language::Polish => &["ł", "ła"],
        _ => &[],
    };
    folded.chars().count() >= SHORTEST && endings.iter().any(|ending| folded.ends_with(&crate::text::fold(ending)))
}

/// Adverbs, participles and plurals, which nobody is called: in languages where a bare noun opens no sentence, or where
/// any noun is a first name.
fn is_long_form(folded: &str, language: Language) -> bool {
    let endings: &[&str] = match language {
        Language::French => &["ment", "ant", "ants", "ées", "euses", "tion", "tions", "ables"],
        Language::Spanish | Language::Portuguese => {
            &["mente", "ando", "endo", "indo", "iendo", "ados", "idos", "adas", "idas"]
        }
        Language::Turkish => &["lar", "ler", "ları", "leri", "arak", "erek", "ken", "dığı", "diği", "ması", "mesi"],
        Language::Azerbaijani => &["lar", "lər", "ları", "ləri", "araq", "ərək", "kən", "dığı", "diyi", "ması", "məsi"],
        _ => &[],
    };
    endings.iter().any(|ending| folded.ends_with(&crate::text::fold(ending)))
}

/// Whether so many words are written large that capitals tell nothing: a headline in title case. German is never told
/// by capitals.
pub(super) fn is_title_case(tokens: &[Token]) -> bool {
    const LONG: usize = 4;
    let long = tokens.iter().skip(1).filter(|t| t.kind == Kind::Word && t.folded.chars().count() >= LONG);
    let (all, large) = long.fold((0, 0), |(all, large), t| (all + 1, large + usize::from(t.capital)));
    large * 3 >= all * 2
}
