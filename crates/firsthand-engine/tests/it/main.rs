//! Reading piles from disk, kind and hostile.

#![expect(clippy::unwrap_used, reason = "a test that cannot set itself up should stop there")]

mod archive;
#[path = "../../../../fuzz/src/lib.rs"]
#[expect(unreachable_pub, dead_code, reason = "the fuzz targets share it")]
mod checks;
mod determinism;
mod eval;
mod folder;
mod hostile;
mod newsroom;
mod notes;
mod page;
mod pile;
mod portions;
mod seeds;
