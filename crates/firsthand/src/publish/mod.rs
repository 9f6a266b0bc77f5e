//! How do others read it? One file per format.
//!
//! Reads `model` only, and writes nothing that a run did not find: our own words say who reports what and where,
//! every claim is a verbatim quotation, and no sentence made here says that anybody did what they are accused of.

mod json;
pub mod stages;
mod text;
mod wire;

pub use json::trace_json;
pub use text::{Page, attribute_text, extract_text, link_text, times_text, trace_text};
