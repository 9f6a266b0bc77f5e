//! What the stages make of texts: every case file under `tests/cases/`, and what must hold of any text at all.

#![expect(clippy::unwrap_used, reason = "a test that cannot read its own case has failed")]

mod accusations;
mod attribute;
mod case;
mod cases;
mod claims;
mod credits;
mod extract;
mod masking;
mod pile;
mod properties;
mod proposals;
mod trace;
mod wordings;
