//! What others read of a run: exports, reports, and what must never be in them.

#![expect(clippy::unwrap_used, reason = "a test that cannot read its own fixture has failed")]

mod html;
mod json;
mod linter;
mod masking;
mod pile;
mod safety;
mod stages;
mod text;
