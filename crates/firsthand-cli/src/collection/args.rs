//! What can be typed of a collection?

use std::path::PathBuf;

use clap::{Subcommand, ValueEnum};

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
    /// Tables as JSON Lines or CSV, or the graph of relays.
    #[arg(long, value_enum)]
    pub(crate) format: ExportFormat,
    /// Which table; a graph is always of the relays.
    #[arg(long, value_enum, default_value_t = ExportTable::Claims)]
    pub(crate) table: ExportTable,
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
    /// A graph.
    Graphml,
    /// A graph for Gephi.
    Gexf,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ExportTable {
    /// Claims with their bounds.
    Claims,
    /// Articles, without their texts.
    Documents,
    /// Which article has which claim.
    Articles,
    /// Where a claim is worded.
    Mentions,
    /// Who has it from whom.
    Relays,
    /// The review log.
    Reviews,
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
    /// A relay is right but for where it came from, or how.
    Correct {
        #[command(flatten)]
        say: SayArgs,
        /// The article that it came from, by id or address.
        #[arg(long, value_name = "ID|URL")]
        from: Option<String>,
        /// How it came.
        #[arg(long, value_enum)]
        how: Option<HowArg>,
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
