//! How do other programs read a collection? As tables (JSON Lines, CSV, Parquet) and as a graph (GraphML, GEXF).
//!
//! Every row is of an article, a claim or a relay; none is of a person. A source is numbered within its claim, and a
//! graph has the name of one only where it is an outlet or an institution.

mod graph;
mod parquet;
mod tables;

use std::io::Write;

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

/// What a copy says of itself on top, and how the text of a cell is shown, by its column. An export is working material
/// whatever its form (safeguards).
#[derive(Clone, Copy)]
pub struct Copy<'a> {
    /// Said in every form: the head of the last column of a spreadsheet, a field of each row of JSON Lines and Parquet, the
    /// description of a graph.
    pub banner: &'static str,
    /// The text of a cell, by its column.
    pub cell: &'a dyn Fn(&str, &str) -> String,
}

impl Copy<'static> {
    /// Names and all.
    pub fn working() -> Self {
        Self { banner: firsthand::publish::WORKING_COPY, cell: &|_, text| text.to_owned() }
    }
}

impl<'a> Copy<'a> {
    /// The masked twin, its cells from [`firsthand::publish::MaskedCells`].
    pub fn masked(cell: &'a dyn Fn(&str, &str) -> String) -> Self {
        Self { banner: firsthand::publish::MASKED_COPY, cell }
    }
}

impl Collection {
    /// Writes an export. Equal collections give equal bytes.
    ///
    /// # Errors
    /// If the file cannot be read, or the export cannot be written.
    pub fn export(&self, export: Export, copy: Copy<'_>, to: &mut dyn Write) -> Result<()> {
        match export {
            Export::JsonLines(table) => tables::json_lines(self, table, copy, to),
            Export::Csv(table) => tables::csv(self, table, copy, to),
            Export::Parquet(table) => parquet::parquet(self, table, copy, to),
            Export::GraphMl => graph::graphml(self, copy, to),
            Export::Gexf => graph::gexf(self, copy, to),
        }
    }
}
