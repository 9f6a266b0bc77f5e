//! Where is this in the original? Folding, tokens, sentences and name keys, all with byte offsets back.

mod fold;
mod sentence;
mod skeleton;
mod token;

pub use fold::fold;
pub use sentence::{sentences, sentences_around};
pub use skeleton::{Inflection, name_key, skeleton};
pub use token::{Kind, Token, tokens};
