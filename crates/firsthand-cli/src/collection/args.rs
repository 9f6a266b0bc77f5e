//! What can be typed of a collection?

use std::path::PathBuf;

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::{Subcommand, ValueEnum};
use firsthand_store::Table;

use crate::args::InputArgs;

#[derive(clap::Args, Debug)]
pub(crate) struct CollectionArgs {
    /// The collection: one file.
    #[arg(long, value_name = "FILE")]
    pub(crate) collection: PathBuf,
}

#[derive(clap::Args, Debug)]
pub(crate) struct AddArgs {
    #[command(flatten)]
    pub(crate) input: InputArgs,
    #[command(flatten)]
    pub(crate) file: CollectionArgs,
}

#[derive(clap::Args, Debug)]
pub(crate) struct ShowArgs {
    #[command(flatten)]
    pub(crate) file: CollectionArgs,
    /// Print the record that an article was made from, as it was read.
    #[arg(long, value_name = "ID|URL")]
    pub(crate) original: Option<String>,
    #[command(flatten)]
    pub(crate) rows: RowArgs,
}

#[derive(clap::Args, Debug)]
pub(crate) struct SearchArgs {
    /// Words of a claim's statement; their beginnings are enough.
    #[arg(required = true, value_name = "WORDS")]
    pub(crate) words: Vec<String>,
    #[command(flatten)]
    pub(crate) file: CollectionArgs,
    /// How many claims at most.
    #[arg(long, value_name = "N", default_value_t = 20)]
    pub(crate) most: usize,
    #[command(flatten)]
    pub(crate) rows: RowArgs,
}

#[derive(clap::Args, Debug)]
pub(crate) struct RemoveArgs {
    /// Id of an article (this version) or its address (all versions).
    #[arg(value_name = "ID|URL")]
    pub(crate) article: String,
    #[command(flatten)]
    pub(crate) file: CollectionArgs,
}

#[derive(clap::Args, Debug)]
pub(crate) struct VerifyArgs {
    #[command(flatten)]
    pub(crate) file: CollectionArgs,
}

#[derive(clap::Args, Debug)]
pub(crate) struct ExportArgs {
    #[command(flatten)]
    pub(crate) file: CollectionArgs,
    /// A table as JSON Lines, CSV or Parquet, or the graph of relays.
    #[arg(long, value_enum)]
    pub(crate) format: ExportFormat,
    /// Which table; a graph is always of the relays.
    #[arg(long, value_parser = tables(), default_value = Table::Claims.name())]
    pub(crate) table: Table,
    /// Withhold names: the twin of the working copy, for eyes outside the desk.
    #[arg(long)]
    pub(crate) mask: bool,
    /// Write to a file, whole or not at all; `-` is standard output.
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
}

#[derive(clap::Args, Debug)]
pub(crate) struct RowArgs {
    /// Text for a terminal, or JSON for a program.
    #[arg(long, value_enum, default_value_t = RowFormat::Text)]
    pub(crate) format: RowFormat,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum RowFormat {
    /// Lines for a terminal.
    Text,
    /// JSON.
    Json,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ExportFormat {
    /// One JSON object a line.
    Jsonl,
    /// A spreadsheet.
    Csv,
    /// Columns, for programs that compute.
    Parquet,
    /// A graph.
    Graphml,
    /// A graph for Gephi.
    Gexf,
}

/// The store's tables by their own names, so that there is one list of them.
fn tables() -> impl TypedValueParser<Value = Table> {
    let values = Table::ALL.map(|table| PossibleValue::new(table.name()).help(table.about()));
    PossibleValuesParser::new(values).map(|name| {
        let named = Table::ALL.into_iter().find(|table| table.name() == name);
        named.expect("only these names are let through")
    })
}

#[derive(Subcommand, Debug)]
pub(crate) enum ReviewCommand {
    /// What is held of the relays, and who has signed which claim.
    List {
        #[command(flatten)]
        file: CollectionArgs,
        /// Also the relays that nobody has looked at.
        #[arg(long)]
        all: bool,
        #[command(flatten)]
        rows: RowArgs,
    },
    /// Every entry of the review log, in order.
    Log {
        #[command(flatten)]
        file: CollectionArgs,
        #[command(flatten)]
        rows: RowArgs,
    },
    /// A relay is right.
    Accept(SayArgs),
    /// A relay is wrong, and is not to be used.
    Reject(SayArgs),
    /// What is right instead: of a relay, of an article's date, of which reports are of one claim.
    Correct {
        #[command(flatten)]
        say: SayArgs,
        #[command(flatten)]
        right: CorrectArgs,
    },
    /// Sign a claim as it stands.
    Sign(SayArgs),
    /// A reply to a claim was sought, and what came of it.
    Reply {
        #[command(flatten)]
        say: SayArgs,
        /// Whose, by role: "the accused's lawyer".
        #[arg(long, value_name = "ROLE")]
        of: String,
        /// When it was asked for.
        #[arg(long, value_name = "DATE")]
        sought: String,
        /// The answer, word for word.
        #[arg(long, value_name = "TEXT")]
        answer: Option<String>,
    },
    /// A name may stand in what is published of a claim.
    Unmask {
        #[command(flatten)]
        say: SayArgs,
        /// The name as the articles have it.
        #[arg(long, value_name = "NAME")]
        name: String,
    },
    /// A conviction that an article states was checked against a court record or an official source.
    Verdict {
        #[command(flatten)]
        say: SayArgs,
        /// The article that states it, by id or address.
        #[arg(long, value_name = "ID|URL")]
        article: String,
        /// It does not hold.
        #[arg(long)]
        wrong: bool,
    },
    /// Grade a claim, or an outlet or institution that is a source of it; never a person.
    #[command(group = clap::ArgGroup::new("grade").required(true))]
    Grade {
        #[command(flatten)]
        say: SayArgs,
        /// Reliability of an outlet or institution, A to F; F cannot be judged.
        #[arg(long, value_name = "LETTER", group = "grade", requires = "of")]
        reliability: Option<String>,
        /// Which source of the claim: s1, s2, as its trace numbers them.
        #[arg(long, value_name = "SOURCE")]
        of: Option<String>,
        /// Credibility of the claim, 1 to 6; 6 cannot be judged.
        #[arg(long, value_name = "NUMBER", group = "grade")]
        credibility: Option<u8>,
        /// How near its source was.
        #[arg(long, value_enum, group = "grade")]
        directness: Option<DirectnessArg>,
    },
    /// Take back what you last said of a relay or claim.
    Undo(SayArgs),
}

#[derive(clap::Args, Debug)]
pub(crate) struct CorrectArgs {
    /// A relay: the article that it came from, by id or address.
    #[arg(long, value_name = "ID|URL", conflicts_with = "source")]
    pub(crate) from: Option<String>,
    /// A relay: the words of the receiving article that credit the source that it came from.
    #[arg(long, value_name = "WORDS")]
    pub(crate) source: Option<String>,
    /// A relay: what kind of source it came from.
    #[arg(long, value_enum)]
    pub(crate) kind: Option<KindArg>,
    /// A relay: how it came.
    #[arg(long, value_enum)]
    pub(crate) how: Option<HowArg>,
    /// A relay between articles: which way it went.
    #[arg(long, value_enum)]
    pub(crate) direction: Option<DirectionArg>,
    /// An article (ID is its id or address): when it was published.
    #[arg(long, value_name = "WHEN", conflicts_with_all = OF_RELAYS)]
    pub(crate) date: Option<String>,
    /// A claim: the other claim that is the same.
    #[arg(long, value_name = "ID", conflicts_with_all = OF_RELAYS, conflicts_with = "date")]
    pub(crate) same_claim: Option<String>,
    /// A claim: the article whose report is of another claim.
    #[arg(long, value_name = "ID|URL", conflicts_with_all = OF_RELAYS, conflicts_with_all = ["date", "same_claim"])]
    pub(crate) other_claim: Option<String>,
}

const OF_RELAYS: [&str; 5] = ["from", "source", "kind", "how", "direction"];

#[derive(clap::Args, Debug)]
pub(crate) struct SayArgs {
    /// Id of a relay (r…) or, to sign, of a claim (k…); its beginning is enough where it is clear.
    #[arg(value_name = "ID")]
    pub(crate) id: String,
    /// Your own name, as you sign.
    #[arg(long = "as", value_name = "NAME")]
    pub(crate) reviewer: String,
    /// The reason.
    #[arg(long, value_name = "TEXT")]
    pub(crate) why: String,
    #[command(flatten)]
    pub(crate) file: CollectionArgs,
    #[command(flatten)]
    pub(crate) rows: RowArgs,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum HowArg {
    /// A source spoke to the outlet.
    Told,
    /// Named as where it is from.
    Cited,
    /// Wording taken over.
    Copied,
    /// Taken over from another language.
    Translated,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum DirectionArg {
    /// As it was found.
    Known,
    /// It cannot be told.
    Unknown,
    /// The other way.
    Reversed,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum KindArg {
    /// Somebody who is named.
    Person,
    /// A body, with its spokespeople.
    Institution,
    /// A newspaper, site, channel, agency.
    Outlet,
    /// Something that was read or is shown.
    Document,
    /// Somebody whose name is withheld.
    Anonymous,
    /// Nobody in particular.
    Collective,
    /// The reporter saw it.
    WitnessReporter,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum DirectnessArg {
    /// It saw it.
    Witnessed,
    /// It was told.
    Told,
    /// It concludes it from what it knows.
    Deduced,
    /// It concludes it from likeness to other cases.
    Induced,
}
