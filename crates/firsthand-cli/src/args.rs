//! What can be typed? Raw flags, as clap reads them; nothing is checked here beyond their form.

use std::path::PathBuf;

use clap::{Parser, Subcommand, ValueEnum};
use clap_complete::Shell;

use crate::collection::args::{AddArgs, ExportArgs, RemoveArgs, ReviewCommand, SearchArgs, ShowArgs, VerifyArgs};
use crate::serve::{LoginArgs, ServeArgs};

/// Who said it first, who got it from whom, and how many independent sources stand behind it.
#[derive(Parser, Debug)]
#[command(version, after_help = EXIT_CODES, after_long_help = TEACHING)]
pub(crate) struct Args {
    #[command(subcommand)]
    pub(crate) command: Command,
}

const EXIT_CODES: &str = "Exit codes: 0 done, 1 a gate failed, 2 trouble.";

const TEACHING: &str = r#"Examples:
  firsthand demo
      a made-up pile of ten articles, traced
  firsthand trace articles.jsonl --about "the night ferries will stop on Friday"
      one claim of your own pile, asked in any supported language
  firsthand trace monday/ tuesday.jsonl.gz --format json -o trace.json
      every claim of several files and folders, for a program
  firsthand trace articles.jsonl --format html -o trace.html
      a page for a browser: graph, evidence, proof, texts

What the bounds mean:
  "independent sources: at least 0, at most 1" does not count articles or outlets. It counts who
  stands behind them. At least: sources that the texts show to speak from their own act, sight or
  reading, each apart from the others. At most: what there may be if everything that is not recorded
  turned out well. Copies, citations and translations add nothing, however many there are.

  corroborated  at least 2          firsthand  at least 1
  unproven      at least 0, at most 1 or more  untraced   at most 0
  circular      the reports only cite each other

  No standing means that a claim is true or false, and all of it holds for this collection only.

Exit codes: 0 done, 1 a gate failed, 2 trouble. Results go to standard output, progress and notes to
standard error. `firsthand ethics` says what this program will not do."#;

#[derive(Subcommand, Debug)]
pub(crate) enum Command {
    /// Trace the claims of a pile: who had it first, who got it from whom, how many sources.
    #[command(after_help = "Example: firsthand trace articles.jsonl --about \"the night ferries will stop\"")]
    Trace(TraceArgs),
    /// Report a claim, or a day: a working copy, or with --publish what readers may see, once it is reviewed and signed.
    #[command(
        after_help = "Example: firsthand report --collection news.firsthand --about \"the ferries will stop\" --publish"
    )]
    Report(ReportArgs),
    /// Only find the article in each document, and which part of it is what.
    Extract(StageArgs),
    /// Only find who is said to have said what.
    Attribute(StageArgs),
    /// Only find dates, durations and deadlines.
    Times(StageArgs),
    /// Only find which documents share wording, and which came first.
    Link(StageArgs),
    /// Score a stage on a corpus that people annotated.
    #[command(subcommand)]
    Eval(EvalCommand),
    /// Add articles to a collection, a file to keep; what is there already is left alone.
    #[command(after_help = "Example: firsthand add monday/ --collection news.firsthand")]
    Add(AddArgs),
    /// What is in a collection: counts, dates, outlets, versions.
    Show(ShowArgs),
    /// Find claims of a collection by words of their statement.
    Search(SearchArgs),
    /// Remove an article from a collection, with all that was made from it.
    #[command(name = "rm")]
    Remove(RemoveArgs),
    /// Check that everything in a collection is as it was written.
    Verify(VerifyArgs),
    /// Write a collection's rows for another program.
    Export(ExportArgs),
    /// Say what is right and what is wrong in a collection; nothing that was said is ever lost.
    #[command(subcommand)]
    Review(ReviewCommand),
    /// Open the workbench: a collection in a browser, to read, search, review and add.
    #[command(after_help = "Example: firsthand serve --collection news.firsthand")]
    Serve(ServeArgs),
    /// Add a login for a workbench that several people use.
    Login(LoginArgs),
    /// Trace a small made-up pile that comes with the program.
    Demo(DemoArgs),
    /// Print completions for a shell.
    #[command(
        after_help = "Example: firsthand completions bash > ~/.local/share/bash-completion/completions/firsthand"
    )]
    Completions {
        /// Which shell.
        shell: Shell,
    },
    /// Print what this program will not do, and what it asks of who uses it.
    Ethics,
}

#[derive(clap::Args, Debug)]
pub(crate) struct TraceArgs {
    /// Files or folders, as for `extract`; `-` is standard input.
    #[arg(value_name = "PATH", required_unless_present = "collection", conflicts_with = "collection")]
    pub(crate) paths: Vec<PathBuf>,
    /// Trace a collection instead, and keep in it what was found.
    #[arg(long, value_name = "FILE")]
    pub(crate) collection: Option<PathBuf>,
    /// A plain-text file of what you know better: same outlet, same source, wrong date, not a copy.
    #[arg(long, value_name = "FILE")]
    pub(crate) overrides: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) reading: ReadArgs,
    /// The claim to look for, in plain words and in any supported language; without it, every claim.
    #[arg(long, value_name = "CLAIM")]
    pub(crate) about: Option<String>,
    #[command(flatten)]
    pub(crate) masking: MaskArgs,
    #[command(flatten)]
    pub(crate) output: OutputArgs,
}

#[derive(clap::Args, Debug)]
pub(crate) struct ReportArgs {
    /// Files or folders, as for `extract`; `-` is standard input.
    #[arg(value_name = "PATH", required_unless_present = "collection", conflicts_with = "collection")]
    pub(crate) paths: Vec<PathBuf>,
    /// Report from a collection: only there can anything be reviewed, signed and published.
    #[arg(long, value_name = "FILE")]
    pub(crate) collection: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) reading: ReadArgs,
    /// The claim to report, in plain words and in any supported language.
    #[arg(long, value_name = "TEXT", conflicts_with = "day")]
    pub(crate) about: Option<String>,
    /// The claims that articles of this day (UTC) deal with.
    #[arg(long, value_name = "DATE")]
    pub(crate) day: Option<String>,
    /// For readers: names withheld, every sentence checked, nothing unreviewed. Exit code 1, and why, where it is blocked.
    #[arg(long)]
    pub(crate) publish: bool,
    #[command(flatten)]
    pub(crate) output: OutputArgs,
}

#[derive(clap::Args, Debug)]
pub(crate) struct MaskArgs {
    /// Withhold the names of people: every capitalised word that could be one.
    #[arg(long)]
    pub(crate) mask: bool,
}

#[derive(clap::Args, Debug)]
pub(crate) struct StageArgs {
    #[command(flatten)]
    pub(crate) input: InputArgs,
    #[command(flatten)]
    pub(crate) output: OutputArgs,
}

#[derive(Subcommand, Debug)]
pub(crate) enum EvalCommand {
    /// Who is said to have said what: F1 of sources, cues, contents and whole attributions.
    #[command(after_help = "Example: firsthand eval attribution --format brat dev/ --gate scores.csv")]
    Attribution(EvalArgs),
    /// When: F1 of time expressions, by overlapping spans, equal spans and values.
    #[command(after_help = "Example: firsthand eval times --format meantime corpus/ --gate scores.csv")]
    Times(EvalTimesArgs),
    /// How chains of reports are traced, on made-up cascades with planted truth: bounds, edges, loops, origins.
    #[command(after_help = "Example: firsthand eval relay --fast --gate docs/benchmarks/relay-fast.csv")]
    Relay(RelayArgs),
    /// Which wordings say the same: F1 for each language, and near misses kept apart.
    #[command(after_help = "Example: firsthand eval link wordings.tsv --gate scores.csv")]
    Link(EvalLinkArgs),
}

#[derive(clap::Args, Debug)]
pub(crate) struct RelayArgs {
    /// What is measured: the stage `trace` on gold attributions and edges, the whole pipeline on the texts, or both.
    #[arg(long, value_enum, default_value_t = RelayFrom::Both)]
    pub(crate) from: RelayFrom,
    #[command(flatten)]
    pub(crate) setting: RelaySetting,
    /// Measure also as dates go missing and documents are removed.
    #[arg(long)]
    pub(crate) curves: bool,
    /// Print a line for each pile, with what is true of it and what was found.
    #[arg(long, conflicts_with_all = ["csv", "gate", "curves"])]
    pub(crate) each: bool,
    /// Write the piles and their gold into a folder, and measure nothing.
    #[arg(long, value_name = "DIR", conflicts_with_all = ["csv", "gate", "curves", "each"])]
    pub(crate) write: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) scores: ScoreArgs,
    #[command(flatten)]
    pub(crate) tier: TierArgs,
}

#[derive(clap::Args, Debug)]
pub(crate) struct RelaySetting {
    /// Equal seeds give equal piles.
    #[arg(long, default_value_t = 1)]
    pub(crate) seed: u64,
    /// How many piles.
    #[arg(long, default_value_t = 200)]
    pub(crate) stories: usize,
    /// Steps from a start, at most.
    #[arg(long, default_value_t = 3)]
    pub(crate) depth: usize,
    /// Articles that have it from one article, on average.
    #[arg(long, default_value_t = 2)]
    pub(crate) branching: usize,
    /// Share of the sources whose name is withheld.
    #[arg(long, default_value_t = 0.4, value_name = "SHARE")]
    pub(crate) anonymity: f64,
    /// Share of the relays that are copies without credit.
    #[arg(long, default_value_t = 0.25, value_name = "SHARE")]
    pub(crate) copied: f64,
    /// Share of the stories in which an outlet comes back to its own report.
    #[arg(long, default_value_t = 0.25, value_name = "SHARE")]
    pub(crate) circular: f64,
    /// Share of the relays that may be into another language.
    #[arg(long, default_value_t = 0.35, value_name = "SHARE")]
    pub(crate) translated: f64,
    /// Share of the articles that are not in the pile.
    #[arg(long, default_value_t = 0.15, value_name = "SHARE")]
    pub(crate) missing: f64,
    /// Share of the articles without a date.
    #[arg(long, default_value_t = 0.1, value_name = "SHARE")]
    pub(crate) undated: f64,
    /// Share of the articles that state an earlier date than is true.
    #[arg(long, default_value_t = 0.05, value_name = "SHARE")]
    pub(crate) misdated: f64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum RelayFrom {
    /// Gold attributions and edges.
    Gold,
    /// The texts.
    Text,
    /// One after the other.
    Both,
}

#[derive(clap::Args, Debug)]
pub(crate) struct EvalLinkArgs {
    /// Labelled wordings: `## claim` opens a claim, then language, label and sentence on each line, parted by tabs.
    #[arg(value_name = "FILE.tsv")]
    pub(crate) file: PathBuf,
    #[command(flatten)]
    pub(crate) scores: ScoreArgs,
}

#[derive(clap::Args, Debug)]
pub(crate) struct ScoreArgs {
    /// Fail, with exit code 1, where a figure lies below the one in this file by more than 0.0005.
    #[arg(long, value_name = "FILE.csv")]
    pub(crate) gate: Option<PathBuf>,
    /// Print the figures as `--gate` reads them.
    #[arg(long)]
    pub(crate) csv: bool,
}

#[derive(clap::Args, Debug)]
pub(crate) struct EvalArgs {
    /// A folder with `text/NAME.txt` and `attributions/NAME_ANNOTATOR.ann`, or with marked files `LANGUAGE.txt`.
    #[arg(value_name = "DIR")]
    pub(crate) folder: PathBuf,
    /// In which form the annotations are.
    #[arg(long, value_enum, default_value_t = Gold::Brat)]
    pub(crate) format: Gold,
    #[command(flatten)]
    pub(crate) scores: ScoreArgs,
    #[command(flatten)]
    pub(crate) tier: TierArgs,
}

#[derive(clap::Args, Debug)]
pub(crate) struct EvalTimesArgs {
    /// A folder with the XML files, at any depth.
    #[arg(value_name = "DIR")]
    pub(crate) folder: PathBuf,
    /// In which form the annotations are.
    #[arg(long, value_enum, default_value_t = TimesGold::Meantime)]
    pub(crate) format: TimesGold,
    #[command(flatten)]
    pub(crate) scores: ScoreArgs,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum TimesGold {
    /// The MEANTIME corpus, in the XML of the annotation tool CAT.
    Meantime,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Gold {
    /// Standoff files of the annotation tool brat.
    Brat,
    /// A file `LANGUAGE.txt` for each language, with the marks in the text: `{S1|Mayor Ruiz} {C1|said} {T1|…}`.
    Marked,
}

#[derive(clap::Args, Debug)]
pub(crate) struct InputArgs {
    /// Files or folders: .jsonl, .json, .csv, .txt, .html, .mhtml, .warc, feeds (.xml, .rss, .atom), Telegram's
    /// result.json, each plain or as .gz or .zst; `-` is standard input.
    #[arg(required = true, value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) reading: ReadArgs,
}

#[derive(clap::Args, Debug)]
pub(crate) struct ReadArgs {
    /// When the articles without a time were published: RFC 3339, or a date.
    #[arg(long, value_name = "WHEN")]
    pub(crate) published: Option<String>,
    /// Which outlet the articles without one are from.
    #[arg(long, value_name = "NAME")]
    pub(crate) outlet: Option<String>,
    /// Other names of fields: `outlet=publisher,published=scrape_time`.
    #[arg(long, value_name = "FIELD=COLUMN,..")]
    pub(crate) columns: Option<String>,
    #[command(flatten)]
    pub(crate) tier: TierArgs,
}

#[derive(clap::Args, Debug)]
pub(crate) struct TierArgs {
    /// Find who says what by rules alone, without the trained models: less well, and many times faster.
    #[arg(long)]
    pub(crate) fast: bool,
}

#[derive(clap::Args, Debug)]
pub(crate) struct OutputArgs {
    /// Text for a terminal, JSON for a program, or a page for a browser (`trace` and `demo`).
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub(crate) format: Format,
    /// Write to a file, whole or not at all; `-` is standard output.
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
}

#[derive(clap::Args, Debug)]
pub(crate) struct DemoArgs {
    /// Another claim to look for in the made-up pile.
    #[arg(long, value_name = "CLAIM", conflicts_with = "all")]
    pub(crate) about: Option<String>,
    /// Show every claim of the pile.
    #[arg(long)]
    pub(crate) all: bool,
    /// Write the articles into a folder, to try other commands on, and trace nothing.
    #[arg(long, value_name = "FOLDER", conflicts_with_all = ["about", "all", "mask", "format", "output"])]
    pub(crate) save: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) masking: MaskArgs,
    #[command(flatten)]
    pub(crate) output: OutputArgs,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// A report for a terminal.
    Text,
    /// One object for `trace`, one object a line for a stage.
    Json,
    /// One page that needs no network.
    Html,
}
