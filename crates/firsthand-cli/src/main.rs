//! The `firsthand` command line: flags become checked settings, settings become one call.

mod args;
mod collection;
mod commands;
mod demo;
mod eval;
mod output;
mod progress;
mod report;
mod serve;
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
        Ok(code) => code,
        Err(error) => {
            eprintln!("firsthand: {error:#}");
            ExitCode::from(TROUBLE)
        }
    }
}

fn run(args: Args) -> Result<ExitCode> {
    match settings::check(args.command)? {
        Task::Trace(task) => commands::trace(&task),
        Task::Stage(stage, task) => commands::stage(stage, &task),
        Task::Evaluate(task) => return eval::score(&task).map(gate),
        Task::EvaluateRelay(task) => return eval::relay(&task).map(gate),
        Task::Demo(task) => commands::demo(&task),
        Task::Add { input, collection } => collection::add(&input, &collection),
        Task::Show(args) => collection::show(&args),
        Task::Search(args) => collection::search(&args),
        Task::Remove(args) => collection::remove(&args),
        Task::Verify(args) => return collection::verify(&args).map(gate),
        Task::Export(args) => collection::export(&args),
        Task::Report(task) => return report::report(&task).map(gate),
        Task::Review(command) => collection::review(command),
        Task::Serve(args) => serve::serve(&args),
        Task::Login(args) => serve::login(&args),
        Task::Completions(shell) => commands::completions(shell),
        Task::Ethics => output::print(include_str!("ethics.txt")),
    }?;
    Ok(ExitCode::SUCCESS)
}

/// What the shell is told of a check.
fn gate(passed: bool) -> ExitCode {
    if passed { ExitCode::SUCCESS } else { ExitCode::from(GATE_FAILED) }
}
