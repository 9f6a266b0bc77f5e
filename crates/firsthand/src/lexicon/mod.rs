//! Which words mean what in a language? Loads the data files under `data/` and finds their phrases in tokens.

/// `fn file(language)`: the text of a language's file in a folder of `data/`, which is part of the program.
macro_rules! language_files {
    ($folder:literal) => {
        fn file(language: Language) -> &'static str {
            match language {
                Language::English => include_str!(concat!("../../data/", $folder, "/en.toml")),
                Language::Russian => include_str!(concat!("../../data/", $folder, "/ru.toml")),
                Language::Ukrainian => include_str!(concat!("../../data/", $folder, "/uk.toml")),
                Language::Turkish => include_str!(concat!("../../data/", $folder, "/tr.toml")),
                Language::Azerbaijani => include_str!(concat!("../../data/", $folder, "/az.toml")),
                Language::German => include_str!(concat!("../../data/", $folder, "/de.toml")),
                Language::French => include_str!(concat!("../../data/", $folder, "/fr.toml")),
                Language::Spanish => include_str!(concat!("../../data/", $folder, "/es.toml")),
                Language::Portuguese => include_str!(concat!("../../data/", $folder, "/pt.toml")),
                Language::Polish => include_str!(concat!("../../data/", $folder, "/pl.toml")),
                Language::Other => "",
            }
        }
    };
}

mod cases;
mod concepts;
mod list;
mod mastheads;
mod phrases;
mod unnamed;

pub use cases::{CaseList, Cases};
pub use concepts::{Concept, Concepts};
pub use list::List;
pub use mastheads::is_masthead;
pub use phrases::{Lexicon, Match, lists_by_token};
pub use unnamed::UnnamedWhy;
