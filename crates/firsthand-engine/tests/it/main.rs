//! Reading piles from disk, kind and hostile.

#![expect(clippy::unwrap_used, reason = "a test that cannot set itself up should stop there")]

mod archive;
mod determinism;
mod eval;
mod folder;
mod hostile;
mod newsroom;
mod notes;
mod page;
mod pile;
