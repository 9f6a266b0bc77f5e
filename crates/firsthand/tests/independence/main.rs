//! How many independent sources stand behind a claim: stories with known answers, and laws on random ones.

#![allow(missing_docs, reason = "a test's name says what it is about")]

mod laws;
mod stories;
mod story;
