//! The `firsthand` command line.
fn main() {}
