//! Chores of the project: `cargo xtask ci`, `cargo xtask check`.

use std::env;
use std::process::{Command, ExitCode};

/// One command to run, and what it is for.
struct Step {
    about: &'static str,
    cargo: &'static [&'static str],
    /// Set for this step alone.
    variable: Option<(&'static str, &'static str)>,
}

const FORMAT: Step = step("formatting", &["fmt", "--all", "--check"]);
const LINTS: Step = step("lints", &["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"]);
const TESTS: Step = step("tests", &["test", "--workspace"]);
const DOCS: Step = Step {
    variable: Some(("RUSTDOCFLAGS", "-D warnings")),
    ..step("documentation", &["doc", "--workspace", "--no-deps"])
};

const fn step(about: &'static str, cargo: &'static [&'static str]) -> Step {
    Step { about, cargo, variable: None }
}

fn main() -> ExitCode {
    let steps: &[Step] = match env::args().nth(1).as_deref() {
        Some("ci") => &[FORMAT, LINTS, TESTS, DOCS],
        Some("check") => &[FORMAT, LINTS],
        _ => {
            eprintln!("usage: cargo xtask ci | check");
            return ExitCode::from(2);
        }
    };
    let passed = steps.iter().all(run);
    if passed { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn run(step: &Step) -> bool {
    eprintln!("==> {}: cargo {}", step.about, step.cargo.join(" "));
    // Cargo names itself to the programs it runs, so that every step uses the same toolchain.
    let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    match Command::new(cargo).args(step.cargo).envs(step.variable).status() {
        Ok(status) => status.success(),
        Err(error) => {
            eprintln!("xtask: starting cargo for {}: {error}", step.about);
            false
        }
    }
}
