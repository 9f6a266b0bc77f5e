//! What does a page of the Web hold? Bytes in, the parts of a document out.
//!
//! Pages are hostile. [`decode`] makes characters of the bytes. [`read`] passes over them once without building a
//! tree (module `clean`): that pass caps depth, size, tags and links, leaves out what runs and what is hidden, and
//! gathers what the page says about itself. Only what it lets through reaches the extractor of the article.

mod body;
mod charset;
mod clean;
mod dateline;
mod dates;
mod facts;
mod ld;
mod paragraphs;
mod parts;
mod signs;
mod token;
mod tree;

pub use charset::{Decoded, decode};
pub use clean::Limits;
pub use dates::{Said, Times};
pub use parts::{Page, Read, read};
pub(super) use tree::is_block;
