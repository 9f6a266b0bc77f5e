//! Why does an article not name somebody? Phrases of `data/unnamed` that give a reason.

use std::ops::Range;
use std::sync::OnceLock;

use super::phrases::Wording;
use crate::model::{Language, Unnamed};
use crate::text::Token;

/// The words by which an article says why it does not name somebody; those of one language.
pub struct UnnamedWhy([Wording; Unnamed::ALL.len()]);

impl UnnamedWhy {
    /// The lists of `language`, parsed once a process; empty for a language without a file.
    pub fn of(language: Language) -> &'static Self {
        static ALL: [OnceLock<UnnamedWhy>; 11] = [const { OnceLock::new() }; 11];
        ALL[language as usize]
            .get_or_init(|| Self(Wording::lists(file(language), Unnamed::ALL.map(|(_, key)| key.replace('-', "_")))))
    }

    /// Each reason that the words give, with the first tokens that give it. That somebody asked for it counts only where no
    /// other reason is given.
    pub fn find(&self, tokens: &[Token]) -> Vec<(Unnamed, Range<usize>)> {
        let first = |(why, _): &(Unnamed, &str)| {
            let found = self.0[*why as usize].find(tokens);
            Some((*why, found.into_iter().next()?))
        };
        let mut found: Vec<_> = Unnamed::ALL.iter().filter_map(first).collect();
        if found.len() > 1 {
            found.retain(|(why, _)| *why != Unnamed::Asked);
        }
        found
    }
}

language_files!("unnamed");

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::tokens;

    #[test]
    fn every_file_has_every_list_and_no_other() {
        for language in Language::SUPPORTED {
            let table: toml::Table = file(language).parse().unwrap();
            assert_eq!(table["code"].as_str(), Some(language.code()));
            for (_, key) in Unnamed::ALL {
                assert!(table[&key.replace('-', "_")].is_array(), "{}: {key}", language.code());
            }
            assert_eq!(table.len(), Unnamed::ALL.len() + 1, "{} holds a list that nobody reads", language.code());
        }
    }

    #[test]
    fn each_language_gives_its_reasons() {
        use Unnamed::{Asked, Law, NotAuthorised, Privacy, Reprisal, Safety, Sensitive};
        let checks = [
            (Language::English, "a clerk who was not authorised to speak asked not to be named", NotAuthorised),
            (Language::English, "a clerk spoke on condition of anonymity", Asked),
            (Language::German, "ein Beamter, der aus Angst vor Repressalien nicht genannt werden will", Reprisal),
            (Language::German, "eine Frau (Name geändert)", Privacy),
            (Language::French, "un agent, craignant des représailles", Reprisal),
            (Language::French, "une source, en raison du secret de l'instruction", Law),
            (Language::Spanish, "un empleado que por motivos de seguridad pidió el anonimato", Safety),
            (Language::Portuguese, "um funcionário que não está autorizado a falar", NotAuthorised),
            (
                Language::Polish,
                "urzędnik, który zastrzegł anonimowość, bo nie jest upoważniony do rozmów",
                NotAuthorised,
            ),
            (Language::Russian, "источник, который из соображений безопасности просил не называть его", Safety),
            (Language::Russian, "собеседник на условиях анонимности", Asked),
            (Language::Ukrainian, "посадовець, який не уповноважений говорити з пресою", NotAuthorised),
            (Language::Turkish, "konunun hassasiyeti nedeniyle adının açıklanmasını istemeyen bir yetkili", Sensitive),
            (Language::Azerbaijani, "adının çəkilməsini istəməyən məmur", Asked),
        ];
        for (language, text, wanted) in checks {
            let found: Vec<Unnamed> =
                UnnamedWhy::of(language).find(&tokens(text, 0)).into_iter().map(|(why, _)| why).collect();
            assert_eq!(found, [wanted], "{}: {text}", language.code());
        }
        assert!(UnnamedWhy::of(Language::English).find(&tokens("a baker from the harbour", 0)).is_empty());
    }
}
