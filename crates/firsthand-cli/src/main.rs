//! The `firsthand` command line: flags become checked settings, settings become one call.

mod args;
mod commands;
mod demo;
mod eval;
mod output;
mod progress;
mod settings;

use std::process::ExitCode;

use anyhow::Result;
use clap::Parser;

use args::Args;
use settings::Task;

/// A gate failed: the work was done, and its result is worse than was agreed on.
const GATE_FAILED: u8 = 1;
/// Trouble: what was asked for could not be done.
const TROUBLE: u8 = 2;

fn main() -> ExitCode {
    match run(Args::parse()) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(GATE_FAILED),
        Err(error) => {
            eprintln!("firsthand: {error:#}");
            ExitCode::from(TROUBLE)
        }
    }
}

/// Whether every gate was passed.
fn run(args: Args) -> Result<bool> {
    let done = match settings::check(args.command)? {
        Task::Trace(task) => commands::trace(&task),
        Task::Stage(stage, task) => commands::stage(stage, &task),
        Task::Evaluate(task) => return eval::attribution(&task),
        Task::Demo(task) => commands::demo(&task),
        Task::Completions(shell) => commands::completions(shell),
        Task::Ethics => output::print(include_str!("ethics.txt")),
    };
    done.map(|()| true)
}
