//! What was meant? Raw flags become settings that can be acted on, or an error that says what to do.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail, ensure};
use clap_complete::Shell;
use firsthand::eval::{Figure, from_csv};
use firsthand::ingest::{Columns, Published};
use firsthand::model::TimeInterval;
use firsthand::review::Overrides;
use firsthand_engine::read::ReadOptions;

use crate::args::{
    Command, DemoArgs, EvalArgs, EvalCommand, Format, Gold, InputArgs, OutputArgs, ReadArgs, StageArgs, TraceArgs,
};
use crate::collection::args::{ExportArgs, RemoveArgs, ReviewCommand, SearchArgs, ShowArgs, VerifyArgs};
use crate::serve::{LoginArgs, ServeArgs};

/// What to do.
pub(crate) enum Task {
    Trace(Tracing),
    Stage(Stage, Staging),
    Evaluate(Evaluating),
    Demo(Demo),
    Add { input: Input, collection: PathBuf },
    Show(ShowArgs),
    Search(SearchArgs),
    Remove(RemoveArgs),
    Verify(VerifyArgs),
    Export(ExportArgs),
    Review(ReviewCommand),
    Serve(ServeArgs),
    Login(LoginArgs),
    Completions(Shell),
    Ethics,
}

/// One stage alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stage {
    Extract,
    Attribute,
    Times,
    Link,
}

pub(crate) struct Tracing {
    pub(crate) from: From,
    pub(crate) overrides: Option<Overrides>,
    pub(crate) about: Option<String>,
    pub(crate) mask: bool,
    pub(crate) output: Output,
}

/// What is traced.
pub(crate) enum From {
    Pile(Input),
    Collection { file: PathBuf, fast: bool },
}

pub(crate) struct Staging {
    pub(crate) input: Input,
    pub(crate) output: Output,
}

/// Scoring a stage on a corpus.
pub(crate) struct Evaluating {
    pub(crate) folder: PathBuf,
    pub(crate) fast: bool,
    pub(crate) gate: Option<Gate>,
    pub(crate) csv: bool,
}

/// Committed figures, and the file that they are from.
pub(crate) struct Gate {
    pub(crate) file: PathBuf,
    pub(crate) figures: Vec<Figure>,
}

pub(crate) enum Demo {
    Save(PathBuf),
    Trace { about: Option<String>, mask: bool, output: Output },
}

pub(crate) struct Input {
    pub(crate) paths: Vec<PathBuf>,
    pub(crate) options: ReadOptions,
    /// By rules alone.
    pub(crate) fast: bool,
}

pub(crate) struct Output {
    pub(crate) format: Format,
    /// `None` is standard output.
    pub(crate) file: Option<PathBuf>,
}

/// Checks everything that can be checked before anything is read.
pub(crate) fn check(command: Command) -> Result<Task> {
    Ok(match command {
        Command::Trace(args) => Task::Trace(tracing(args)?),
        Command::Extract(args) => Task::Stage(Stage::Extract, staging(args)?),
        Command::Attribute(args) => Task::Stage(Stage::Attribute, staging(args)?),
        Command::Times(args) => Task::Stage(Stage::Times, staging(args)?),
        Command::Link(args) => Task::Stage(Stage::Link, staging(args)?),
        Command::Eval(EvalCommand::Attribution(args)) => Task::Evaluate(evaluating(args)?),
        Command::Demo(args) => Task::Demo(demo(args)?),
        Command::Add(args) => Task::Add { input: input(args.input)?, collection: args.file.collection },
        Command::Show(args) => Task::Show(args),
        Command::Search(args) => Task::Search(args),
        Command::Remove(args) => Task::Remove(args),
        Command::Verify(args) => Task::Verify(args),
        Command::Export(args) => Task::Export(args),
        Command::Review(command) => Task::Review(command),
        Command::Serve(args) => Task::Serve(args),
        Command::Login(args) => Task::Login(args),
        Command::Completions { shell } => Task::Completions(shell),
        Command::Ethics => Task::Ethics,
    })
}

fn tracing(args: TraceArgs) -> Result<Tracing> {
    let inputs: Vec<PathBuf> = args.paths.iter().chain(&args.collection).chain(&args.overrides).cloned().collect();
    let output = output(args.output, &inputs)?;
    let overrides = args.overrides.as_deref().map(overrides).transpose()?;
    let from = match args.collection {
        Some(file) => From::Collection { file, fast: args.reading.tier.fast },
        None => From::Pile(reading(args.paths, args.reading)?),
    };
    Ok(Tracing { from, overrides, about: about(args.about)?, mask: args.masking.mask, output })
}

fn overrides(file: &Path) -> Result<Overrides> {
    let at = || format!("--overrides `{}`", file.display());
    let text = std::fs::read_to_string(file).with_context(at)?;
    Overrides::parse(&text).with_context(at)
}

fn staging(args: StageArgs) -> Result<Staging> {
    let output = output(args.output, &args.input.paths)?;
    ensure!(output.format != Format::Html, "--format html is for `trace` and `demo`: a stage has text and json");
    Ok(Staging { input: input(args.input)?, output })
}

fn evaluating(args: EvalArgs) -> Result<Evaluating> {
    let Gold::Brat = args.format;
    let (folder, fast, csv) = (args.folder, args.tier.fast, args.csv);
    Ok(Evaluating { folder, fast, gate: args.gate.map(gate).transpose()?, csv })
}

fn gate(file: PathBuf) -> Result<Gate> {
    let text = std::fs::read_to_string(&file).with_context(|| format!("--gate: reading `{}`", file.display()))?;
    match from_csv(&text) {
        Ok(figures) => Ok(Gate { file, figures }),
        Err(line) => bail!("--gate: line {line} of `{}` is no figure: `source token F1,0.812`", file.display()),
    }
}

fn demo(args: DemoArgs) -> Result<Demo> {
    if let Some(folder) = args.save {
        return Ok(Demo::Save(folder));
    }
    let asked = about(args.about)?.or_else(|| Some(crate::demo::QUESTION.to_owned()));
    let about = asked.filter(|_| !args.all);
    Ok(Demo::Trace { about, mask: args.masking.mask, output: output(args.output, &[])? })
}

fn about(about: Option<String>) -> Result<Option<String>> {
    let empty = about.as_deref().is_some_and(|claim| claim.trim().is_empty());
    ensure!(!empty, "--about is empty: give the claim in plain words, or leave it out to trace every claim");
    Ok(about)
}

fn input(args: InputArgs) -> Result<Input> {
    reading(args.paths, args.reading)
}

fn reading(paths: Vec<PathBuf>, args: ReadArgs) -> Result<Input> {
    let columns = args.columns.as_deref().map(Columns::parse).transpose();
    let columns = columns.context("--columns, as in `outlet=publisher,published=scrape_time`")?;
    let outlet = args.outlet.filter(|name| !name.trim().is_empty());
    let published = args.published.as_deref().map(published).transpose()?;
    let options = ReadOptions { columns: columns.unwrap_or_default(), published, outlet, ..ReadOptions::default() };
    Ok(Input { paths, options, fast: args.tier.fast })
}

fn published(words: &str) -> Result<TimeInterval> {
    let read = Published::parse(words);
    if read.is_absent() || read.is_unreadable() {
        bail!("--published `{words}` is not a time: write 2031-03-05, or 2031-03-05T09:40:00+04:00");
    }
    Ok(read.interval(None))
}

fn output(args: OutputArgs, inputs: &[PathBuf]) -> Result<Output> {
    let file = args.output.filter(|file| file.as_os_str() != "-");
    if let Some(file) = &file {
        ensure!(!file.is_dir(), "-o `{}` is a folder: name a file in it", file.display());
        let clash = inputs.iter().any(|input| same_file(input, file));
        ensure!(!clash, "-o `{}` is also an input, and would be replaced: name another file", file.display());
    }
    Ok(Output { format: args.format, file })
}

fn same_file(a: &Path, b: &Path) -> bool {
    matches!((a.canonicalize(), b.canonicalize()), (Ok(a), Ok(b)) if a == b)
}
