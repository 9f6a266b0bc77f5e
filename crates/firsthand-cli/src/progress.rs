//! What is it doing? A line on standard error for as long as it works, only where somebody watches.

use std::io::IsTerminal;
use std::time::Duration;

use indicatif::ProgressBar;

/// Often enough to look alive, seldom enough to cost nothing.
const TICK_MS: u64 = 120;

/// The line; it goes away when this is dropped.
pub(crate) struct Progress(ProgressBar);

impl Progress {
    pub(crate) fn start(doing: &'static str) -> Self {
        if !std::io::stderr().is_terminal() {
            return Self(ProgressBar::hidden());
        }
        let bar = ProgressBar::new_spinner();
        bar.enable_steady_tick(Duration::from_millis(TICK_MS));
        bar.set_message(doing);
        Self(bar)
    }

    pub(crate) fn now(&self, doing: String) {
        self.0.set_message(doing);
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.0.finish_and_clear();
    }
}
