//! Which words stand around an accusation? Phrases of `data/cases`.

use std::ops::Range;
use std::sync::OnceLock;

use super::phrases::Wording;
use crate::model::Language;
use crate::text::Token;

/// The lists of a file of `data/cases`: the words around an accusation. Its README tells what each holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the README beside the data explains each list")]
pub enum CaseList {
    AppealOpen,
    Final,
    Unless,
    Against,
    Before,
    Office,
    Private,
    Sought,
    Denies,
    Court,
    Official,
    Group,
}

impl CaseList {
    /// Every list with its key in the files.
    pub const ALL: [(&'static str, Self); 12] = [
        ("appeal_open", Self::AppealOpen),
        ("final", Self::Final),
        ("unless", Self::Unless),
        ("against", Self::Against),
        ("before", Self::Before),
        ("office", Self::Office),
        ("private", Self::Private),
        ("sought", Self::Sought),
        ("denies", Self::Denies),
        ("court", Self::Court),
        ("official", Self::Official),
        ("group", Self::Group),
    ];
}

/// The words around an accusation in one language; empty for a language without a file.
pub struct Cases([Wording; CaseList::ALL.len()]);

impl Cases {
    /// The lists of `language`, parsed once a process.
    pub fn of(language: Language) -> &'static Self {
        static ALL: [OnceLock<Cases>; 11] = [const { OnceLock::new() }; 11];
        ALL[language as usize]
            .get_or_init(|| Self(Wording::lists(file(language), CaseList::ALL.map(|(key, _)| key.to_owned()))))
    }

    /// Every place of a phrase of the list, as ranges of tokens, by start.
    pub fn find(&self, list: CaseList, tokens: &[Token]) -> Vec<Range<usize>> {
        self.0[list as usize].find(tokens)
    }

    /// Whether a phrase of the list occurs.
    pub fn has(&self, list: CaseList, tokens: &[Token]) -> bool {
        !self.find(list, tokens).is_empty()
    }
}

language_files!("cases");

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::tokens;

    #[test]
    fn every_file_has_every_list_and_no_other() {
        for language in Language::SUPPORTED {
            if file(language).is_empty() {
                continue;
            }
            let table: toml::Table = file(language).parse().unwrap();
            assert_eq!(table["code"].as_str(), Some(language.code()));
            for (key, _) in CaseList::ALL {
                assert!(table[key].is_array(), "{}: {key}", language.code());
            }
            assert_eq!(table.len(), CaseList::ALL.len() + 1, "{} holds a list that no rule reads", language.code());
        }
    }

    fn has(language: Language, list: CaseList, text: &str) -> bool {
        Cases::of(language).has(list, &tokens(text, 0))
    }

    #[test]
    fn each_language_knows_offices_replies_and_appeals() {
        use CaseList::{AppealOpen, Denies, Office, Private, Sought};
        let checks = [
            (Language::English, Office, "spokeswoman Dagny Osmark"),
            (Language::English, Sought, "Osmark could not be reached on Friday"),
            (Language::English, AppealOpen, "the verdict can be appealed"),
            (Language::Russian, Office, "пресс-секретарь суда"),
            (Language::Russian, Denies, "вину не признал"),
            (Language::Russian, AppealOpen, "Приговор не вступил в законную силу"),
            (Language::Ukrainian, Office, "речниця прокуратури"),
            (Language::Ukrainian, Private, "сусідка потерпілого"),
            (Language::Turkish, Sought, "Tollgard'a ulaşılamadı"),
            (Language::Turkish, Office, "Savcılık sözcüsü"),
            (Language::Azerbaijani, Denies, "ittihamları rədd edir"),
            (Language::Azerbaijani, Private, "qonşusu dedi"),
            (Language::German, AppealOpen, "Das Urteil ist noch nicht rechtskräftig"),
            (Language::German, Denies, "weist die Vorwürfe zurück"),
            (Language::French, Sought, "n'a pas répondu à nos questions"),
            (Language::French, Office, "la porte-parole du parquet"),
            (Language::Spanish, Denies, "niega los cargos"),
            (Language::Spanish, Office, "el portavoz de la fiscalía"),
            (Language::Polish, Denies, "zaprzeczył zarzutom"),
            (Language::Polish, AppealOpen, "Wyrok jest nieprawomocny"),
            (Language::Polish, Office, "rzeczniczka prokuratury"),
            (Language::Portuguese, Sought, "não respondeu às perguntas"),
            (Language::Portuguese, AppealOpen, "Ainda cabe recurso"),
            (Language::Portuguese, Private, "a vizinha da vítima"),
        ];
        for (language, list, text) in checks {
            assert!(has(language, list, text), "{}: {text}", language.code());
        }
        assert!(!has(Language::English, Office, "a baker from the harbour"));
    }
}
