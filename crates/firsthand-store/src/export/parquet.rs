//! A table as Parquet, for programs that compute: written column by column, without Arrow.

use std::io::{Error as IoError, Write};
use std::sync::Arc;

use parquet::basic::{LogicalType, Repetition, Type as Physical};
use parquet::column::writer::ColumnWriter;
use parquet::data_type::ByteArray;
use parquet::errors::ParquetError;
use parquet::file::metadata::KeyValue;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::types::Type;
use rusqlite::types::ValueRef;

use super::tables::{column_names, each_row};
use super::{BANNER, Names, Table};
use crate::{Collection, Error, Result};

/// Rows that are held in memory and written together. Chosen by hand: some ten megabytes of statements.
const GROUP: usize = 1 << 16;

/// Columns that hold whole numbers; those of [`NUMBERS`] hold others, and all the rest is text.
const WHOLE: [&str; 12] = [
    "at_least",
    "at_most",
    "or_more",
    "reviewed_at_least",
    "reviewed_at_most",
    "channels",
    "articles",
    "start",
    "end",
    "entry",
    "undoes",
    "documents",
];
const NUMBERS: [&str; 1] = ["confidence"];

/// The cells of one column that are not null, and for every row 1 where its cell is one of them and 0 where not.
struct Column {
    name: String,
    cells: Cells,
    filled: Vec<i16>,
}

enum Cells {
    Whole(Vec<i64>),
    Numbers(Vec<f64>),
    Text(Vec<ByteArray>),
}

/// Writes the table to `to`. Memory: that of one group of rows.
pub(super) fn parquet(collection: &Collection, table: Table, names: Names<'_>, to: &mut dyn Write) -> Result<()> {
    let columns = column_names(collection, table)?.into_iter().chain([BANNER.to_owned()]);
    let mut columns: Vec<Column> = columns.map(Column::new).collect();
    let fields = columns.iter().map(|column| column.schema().map(Arc::new)).collect::<std::result::Result<_, _>>()?;
    let schema = Type::group_type_builder("table").with_fields(fields).build()?;
    let banner = KeyValue::new(BANNER.to_owned(), names.banner().to_owned());
    let properties = WriterProperties::builder()
        .set_created_by("firsthand".to_owned())
        .set_key_value_metadata(Some(vec![banner]))
        .build();
    let mut file = SerializedFileWriter::new(Vec::new(), Arc::new(schema), Arc::new(properties))?;
    each_row(collection, table, |_, row| {
        for (at, column) in columns.iter_mut().enumerate() {
            match column.name.as_str() {
                BANNER => column.push(Names::Kept, ValueRef::Text(names.banner().as_bytes())),
                _ => column.push(names, row.get_ref(at)?),
            }
        }
        if columns[0].filled.len() == GROUP {
            write_group(&mut file, &mut columns)?;
            to.write_all(&std::mem::take(file.inner_mut()))?;
        }
        Ok(())
    })?;
    if !columns[0].filled.is_empty() {
        write_group(&mut file, &mut columns)?;
    }
    Ok(to.write_all(&file.into_inner()?)?)
}

fn write_group(file: &mut SerializedFileWriter<Vec<u8>>, columns: &mut [Column]) -> Result<()> {
    let mut group = file.next_row_group()?;
    for column in columns {
        let mut writer = group.next_column()?.expect("the schema has one column for each");
        let filled = Some(&column.filled[..]);
        match (&column.cells, writer.untyped()) {
            (Cells::Whole(cells), ColumnWriter::Int64ColumnWriter(to)) => to.write_batch(cells, filled, None)?,
            (Cells::Numbers(cells), ColumnWriter::DoubleColumnWriter(to)) => to.write_batch(cells, filled, None)?,
            (Cells::Text(cells), ColumnWriter::ByteArrayColumnWriter(to)) => to.write_batch(cells, filled, None)?,
            _ => unreachable!("the schema is made of the columns"),
        };
        writer.close()?;
        *column = Column::new(std::mem::take(&mut column.name));
    }
    group.close()?;
    Ok(())
}

impl Column {
    fn new(name: String) -> Self {
        let cells = match name.as_str() {
            name if WHOLE.contains(&name) => Cells::Whole(Vec::new()),
            name if NUMBERS.contains(&name) => Cells::Numbers(Vec::new()),
            _ => Cells::Text(Vec::new()),
        };
        Self { name, cells, filled: Vec::new() }
    }

    fn schema(&self) -> std::result::Result<Type, ParquetError> {
        let (physical, logical) = match self.cells {
            Cells::Whole(_) => (Physical::INT64, None),
            Cells::Numbers(_) => (Physical::DOUBLE, None),
            Cells::Text(_) => (Physical::BYTE_ARRAY, Some(LogicalType::String)),
        };
        let builder = Type::primitive_type_builder(&self.name, physical).with_logical_type(logical);
        builder.with_repetition(Repetition::OPTIONAL).build()
    }

    /// A cell of another kind than its column's is left empty: the tables are strict, so there is none.
    fn push(&mut self, names: Names<'_>, cell: ValueRef<'_>) {
        match (&mut self.cells, cell) {
            (Cells::Whole(cells), ValueRef::Integer(number)) => cells.push(number),
            (Cells::Numbers(cells), ValueRef::Real(number)) => cells.push(number),
            (Cells::Text(cells), ValueRef::Text(text)) => {
                let text = names.cell(&self.name, &String::from_utf8_lossy(text));
                cells.push(ByteArray::from(text.into_bytes()));
            }
            _ => return self.filled.push(0),
        }
        self.filled.push(1);
    }
}

impl From<ParquetError> for Error {
    fn from(error: ParquetError) -> Self {
        IoError::other(error).into()
    }
}
