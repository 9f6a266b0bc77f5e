//! How does an editor read the findings? As one page that needs no network, no server and no script.
//!
//! Nothing in an article runs or is fetched: every word of it is escaped, its invisible and direction-turning
//! characters are left out, its links are inert until clicked, and the policy at the head of the page forbids
//! whatever is not ours (safeguards, rule 15).

mod articles;
mod claim;
mod details;
mod evidence;
mod graph;
mod marked;
pub mod parts;
mod sheet;
mod story;

use super::mask::Masked;
use crate::model::Findings;

/// Writes findings as one self-contained HTML page. Equal findings give equal bytes. Names are shown: it is a working
/// copy and says so on top and in print.
///
/// Cost: linear in the findings; an article's text stands in the page once, however many claims it has.
pub fn trace_html(findings: &Findings) -> String {
    sheet::page(findings, super::WORKING_COPY)
}

/// The masked twin of [`trace_html`].
pub fn trace_html_masked(findings: &Masked) -> String {
    sheet::page(findings.findings(), super::MASKED_COPY)
}
