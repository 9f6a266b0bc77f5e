//! What was meant? Raw flags become settings that can be acted on, or an error that says what to do.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail, ensure};
use clap_complete::Shell;
use firsthand::eval::{Figure, from_csv};
use firsthand::ingest::{Columns, Published};
use firsthand::model::TimeInterval;
use firsthand::review::Overrides;
use firsthand_engine::eval::relay;
use firsthand_engine::read::ReadOptions;

use crate::args::{
    Command, DemoArgs, EvalArgs, EvalCommand, Format, Gold, InputArgs, OutputArgs, ReadArgs, RelayArgs, RelayFrom,
    RelaySetting, ReportArgs, ScoreArgs, StageArgs, TimesGold, TraceArgs,
};
use crate::collection::args::{ExportArgs, RemoveArgs, ReviewCommand, SearchArgs, ShowArgs, VerifyArgs};
use crate::report::Reporting;
use crate::serve::{LoginArgs, ServeArgs};

/// What to do.
pub(crate) enum Task {
    Trace(Tracing),
    Report(Reporting),
    Stage(Stage, Staging),
    Evaluate(Evaluating),
    EvaluateRelay(Relaying),
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
/// What is scored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Evaluated {
    Attribution(Gold),
    Link,
    Times,
}

pub(crate) struct Evaluating {
    pub(crate) what: Evaluated,
    /// The folder of a corpus, or a file of labelled wordings.
    pub(crate) path: PathBuf,
    pub(crate) fast: bool,
    pub(crate) gate: Option<Gate>,
    pub(crate) csv: bool,
}

/// Scoring on made-up cascades.
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of the command line, and they combine freely")]
pub(crate) struct Relaying {
    pub(crate) setting: relay::Setting,
    pub(crate) from: Vec<relay::From>,
    pub(crate) curves: bool,
    pub(crate) each: bool,
    pub(crate) write: Option<PathBuf>,
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
        Command::Report(args) => Task::Report(reporting(args)?),
        Command::Extract(args) => Task::Stage(Stage::Extract, staging(args)?),
        Command::Attribute(args) => Task::Stage(Stage::Attribute, staging(args)?),
        Command::Times(args) => Task::Stage(Stage::Times, staging(args)?),
        Command::Link(args) => Task::Stage(Stage::Link, staging(args)?),
        Command::Eval(EvalCommand::Attribution(args)) => Task::Evaluate(evaluating(args)?),
        Command::Eval(EvalCommand::Relay(args)) => Task::EvaluateRelay(relaying(args)?),
        Command::Eval(EvalCommand::Link(args)) => {
            Task::Evaluate(scored(Evaluated::Link, args.file, false, args.scores)?)
        }
        Command::Eval(EvalCommand::Times(args)) => {
            let TimesGold::Meantime = args.format;
            Task::Evaluate(scored(Evaluated::Times, args.folder, false, args.scores)?)
        }
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

fn reporting(args: ReportArgs) -> Result<Reporting> {
    let inputs: Vec<PathBuf> = args.paths.iter().chain(&args.collection).cloned().collect();
    let output = output(args.output, &inputs)?;
    let from = match args.collection {
        Some(file) => From::Collection { file, fast: args.reading.tier.fast },
        None => From::Pile(reading(args.paths, args.reading)?),
    };
    let day = args.day.as_deref().map(day).transpose()?;
    Ok(Reporting { from, about: about(args.about)?, day, publish: args.publish, output })
}

fn day(words: &str) -> Result<jiff::civil::Date> {
    words.parse().with_context(|| format!("--day `{words}` is not a day: write 2031-03-05"))
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
    scored(Evaluated::Attribution(args.format), args.folder, args.tier.fast, args.scores)
}

fn scored(what: Evaluated, path: PathBuf, fast: bool, scores: ScoreArgs) -> Result<Evaluating> {
    Ok(Evaluating { what, path, fast, gate: scores.gate.map(gate).transpose()?, csv: scores.csv })
}

fn relaying(args: RelayArgs) -> Result<Relaying> {
    let RelaySetting { seed, stories, depth, branching, .. } = args.setting;
    let share = |name: &str, value: f64| {
        ensure!((0.0..=1.0).contains(&value), "--{name} {value} is no share: from 0 to 1");
        Ok(value)
    };
    let setting = relay::Setting {
        seed,
        stories,
        depth,
        branching,
        anonymity: share("anonymity", args.setting.anonymity)?,
        copied: share("copied", args.setting.copied)?,
        circular: share("circular", args.setting.circular)?,
        translated: share("translated", args.setting.translated)?,
        missing: share("missing", args.setting.missing)?,
        undated: share("undated", args.setting.undated)?,
        misdated: share("misdated", args.setting.misdated)?,
    };
    let from = match args.from {
        RelayFrom::Gold => vec![relay::From::Gold],
        RelayFrom::Text => vec![relay::From::Text],
        RelayFrom::Both => vec![relay::From::Gold, relay::From::Text],
    };
    let (curves, each, write) = (args.curves, args.each, args.write);
    let (fast, gate, csv) = (args.tier.fast, args.scores.gate.map(gate).transpose()?, args.scores.csv);
    Ok(Relaying { setting, from, curves, each, write, fast, gate, csv })
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
