//! How do other programs read a collection? As tables (JSON Lines, CSV, Parquet) and as a graph (GraphML, GEXF).
//!
//! Every row is of an article, a claim or a relay; none is of a person. A source is numbered within its claim, and a
//! graph has the name of one only where it is an outlet or an institution.

mod graph;
mod parquet;
mod tables;

use std::io::Write;

use firsthand::publish::{MASKED_COPY, MaskedCells, WORKING_COPY};

use crate::{Collection, Result};

/// In which form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Export {
    /// One JSON object a line.
    JsonLines(Table),
    /// For Excel and everybody else: UTF-8 with a mark, and no cell that a spreadsheet takes for a formula.
    Csv(Table),
    /// For programs that compute.
    Parquet(Table),
    /// The graph of relays.
    GraphMl,
    /// The same for Gephi.
    Gexf,
}

/// Which rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Table {
    /// Claims of the last trace, with their bounds.
    Claims,
    /// Versions of articles, without their texts.
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

impl Table {
    /// All there are.
    pub const ALL: [Self; 6] =
        [Self::Claims, Self::Documents, Self::Articles, Self::Mentions, Self::Relays, Self::Reviews];

    /// Its name, for a user.
    pub fn name(self) -> &'static str {
        match self {
            Self::Claims => "claims",
            Self::Documents => "documents",
            Self::Articles => "articles",
            Self::Mentions => "mentions",
            Self::Relays => "relays",
            Self::Reviews => "reviews",
        }
    }

    /// What its rows are, in a few words.
    pub fn about(self) -> &'static str {
        match self {
            Self::Claims => "Claims with their bounds",
            Self::Documents => "Articles, without their texts",
            Self::Articles => "Which article has which claim",
            Self::Mentions => "Where a claim is worded",
            Self::Relays => "Who has it from whom",
            Self::Reviews => "The review log",
        }
    }
}

/// The column of JSON Lines and Parquet, and the key of its metadata, that says what kind of copy it is.
const BANNER: &str = "banner";

/// What an export does with names. It is working material whatever its form, and says so (safeguards).
#[derive(Clone, Copy)]
pub enum Names<'a> {
    /// A working copy.
    Kept,
    /// The masked twin.
    Withheld(&'a MaskedCells),
}

impl Names<'_> {
    /// Said in every form: the head of the last column of a spreadsheet, a field of each row of JSON Lines and Parquet, the
    /// description of a graph.
    fn banner(self) -> &'static str {
        match self {
            Self::Kept => WORKING_COPY,
            Self::Withheld(_) => MASKED_COPY,
        }
    }

    /// The text of a cell, by its column.
    fn cell(self, column: &str, text: &str) -> String {
        match self {
            Self::Kept => text.to_owned(),
            Self::Withheld(cells) => cells.cell(column, text),
        }
    }
}

impl Collection {
    /// Writes an export. Equal collections give equal bytes.
    ///
    /// # Errors
    /// If the file cannot be read, or the export cannot be written.
    pub fn export(&self, export: Export, names: Names<'_>, to: &mut dyn Write) -> Result<()> {
        match export {
            Export::JsonLines(table) => tables::json_lines(self, table, names, to),
            Export::Csv(table) => tables::csv(self, table, names, to),
            Export::Parquet(table) => parquet::parquet(self, table, names, to),
            Export::GraphMl => graph::graphml(self, names, to),
            Export::Gexf => graph::gexf(self, names, to),
        }
    }
}
