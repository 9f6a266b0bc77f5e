//! How right are we? Pure scorers: what annotators marked and what was found go in, figures come out.

pub mod attribution;
pub mod brat;
mod figures;
pub mod link;
pub mod marked;
pub mod meantime;
pub mod times;

pub use figures::{Count, Fallen, Figure, TOLERANCE, fallen, from_csv, to_csv};
