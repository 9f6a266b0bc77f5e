//! Which words mean what in a language? Loads the data files under `data/` and finds their phrases in tokens.

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
