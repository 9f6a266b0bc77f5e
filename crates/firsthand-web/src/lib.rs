//! The workbench: pages and an API over one collection, for people who work in a browser.
//!
//! Everything is rendered here, from the last trace, which stays in memory; script adds ease and is not needed, but for
//! zooming the drawing. What is shown is working material: names stand in it as the articles have them, and every page
//! says so. Who may see it is decided in [`access`](crate::Logins) alone.

mod access;
mod api;
mod assets;
mod desk;
mod export;
mod pages;
mod serve;
mod trouble;
mod words;

use std::sync::Arc;

pub use access::{Logins, LoginsError, login_line};
pub use serve::{ServeError, Served, Settings, serve};

/// What every route needs.
pub(crate) struct App {
    pub(crate) door: access::Door,
    pub(crate) desk: Arc<desk::Desk>,
    /// The name that reviews are signed with where nobody gave another.
    pub(crate) reviewer: Option<String>,
}
