//! How do others read it? One file per format.
//!
//! Reads `model` (and `text`, for where words and sentences end) only, and writes nothing that a run did not find: our own words say who reports what and where,
//! every claim is a verbatim quotation, and no sentence made here says that anybody did what they are accused of.

mod account;
mod html;
mod json;
mod mask;
mod report;
pub mod stages;
mod text;
mod unnamed;
mod wire;
mod words;

pub use html::{parts, trace_html, trace_html_masked};
pub use json::trace_json;
pub use mask::{Masked, MaskedCells, mask, mask_for_readers};
pub use report::{
    Blocked, Fault, Item, Listed, Obstacle, Report, Section, Sentence, faults, fingerprint, of_day, published_report,
    report_html, report_json, report_text, working_report,
};
pub use text::{Page, attribute_text, extract_text, link_text, times_text, trace_text};

/// Said on top of every file of working material that leaves the program.
pub const WORKING_COPY: &str = "Working copy. Names are not masked. Not for publication.";
/// Said on top of its masked twin.
pub const MASKED_COPY: &str = "Working copy, names masked. Not for publication.";
