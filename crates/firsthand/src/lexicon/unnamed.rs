use std::ops::Range;
use std::sync::OnceLock;

use super::phrases::Wording;
use crate::model::{Language, Unnamed};
use crate::text::Token;

/// The words by which an article says why it does not name somebody; those of one language.
#[derive(Default)]
pub struct UnnamedWhy([Wording; Unnamed::ALL.len()]);

impl UnnamedWhy {
    /// The lists of `language`, parsed once a process; empty for a language without a file.
    pub fn of(language: Language) -> &'static Self {
        static ALL: [OnceLock<UnnamedWhy>; 11] = [const { OnceLock::new() }; 11];
        ALL[language as usize].get_or_init(|| Self::parse(file(language)))
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

    /// # Panics
    /// On a malformed file: the files are part of the program, and a test reads each.
    fn parse(source: &str) -> Self {
        let table: toml::Table = source.parse().expect("files of reasons are checked by a test");
        let mut lists = Self::default();
        for (why, key) in Unnamed::ALL {
            let phrases = table.get(&key.replace('-', "_")).and_then(toml::Value::as_array);
            let phrases = phrases.into_iter().flatten().filter_map(toml::Value::as_str);
            lists.0[why as usize] = Wording::of(phrases);
        }
        lists
    }
}

fn file(language: Language) -> &'static str {
    match language {
        Language::English => include_str!("../../data/unnamed/en.toml"),
        Language::Russian => include_str!("../../data/unnamed/ru.toml"),
        Language::Ukrainian => include_str!("../../data/unnamed/uk.toml"),
        Language::Turkish => include_str!("../../data/unnamed/tr.toml"),
        Language::Azerbaijani => include_str!("../../data/unnamed/az.toml"),
        Language::German => include_str!("../../data/unnamed/de.toml"),
        Language::French => include_str!("../../data/unnamed/fr.toml"),
        Language::Spanish => include_str!("../../data/unnamed/es.toml"),
        Language::Portuguese => include_str!("../../data/unnamed/pt.toml"),
        Language::Polish => include_str!("../../data/unnamed/pl.toml"),
        Language::Other => "",
    }
}

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
