use std::io::Write;

use rusqlite::Row;
use rusqlite::types::ValueRef;
use serde_json::{Map, Value};

use super::{BANNER, Names, Table};
use crate::{Collection, Result};

/// Marks the file as UTF-8 for Excel, which takes it for the local code page otherwise.
const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

fn sql(table: Table) -> &'static str {
    match table {
        Table::Claims => {
            "SELECT c.id, c.statement, c.language, d.id AS document, d.outlet, c.standing, c.at_least, c.at_most, \
             c.or_more, c.reviewed_at_least, c.reviewed_at_most, c.channels, f.id AS first, c.due, c.due_outcome, \
             (SELECT count(*) FROM articles a WHERE a.claim = c.claim) AS articles \
             FROM claims c JOIN documents d USING (document) LEFT JOIN documents f ON f.document = c.first \
             ORDER BY c.claim"
        }
        Table::Documents => {
            "SELECT d.id, d.url, d.outlet, d.published_earliest, d.published_latest, d.published_from, d.language, \
             d.title, d.path, d.sha256, e.id AS revises FROM documents d LEFT JOIN documents e ON e.document = d.revises \
             ORDER BY d.document"
        }
        Table::Articles => {
            "SELECT c.id AS claim, d.id AS document, d.outlet, a.stance FROM articles a JOIN claims c USING (claim) \
             JOIN documents d ON d.document = a.document ORDER BY a.claim, a.document"
        }
        Table::Mentions => {
            "SELECT c.id AS claim, d.id AS document, m.part, m.start, m.\"end\", m.stance, \
             CAST(substr(CAST(CASE m.part WHEN 'title' THEN d.title ELSE d.text END AS BLOB), m.start + 1, \
             m.\"end\" - m.start) AS TEXT) AS words \
             FROM mentions m JOIN claims c USING (claim) JOIN documents d ON d.document = m.document \
             ORDER BY m.claim, m.ordinal"
        }
        Table::Relays => {
            "SELECT r.id, c.id AS claim, coalesce(f.id, r.from_source) AS \"from\", \
             coalesce(t.id, r.to_source) AS \"to\", r.how, r.of, r.direction, r.confidence, r.status \
             FROM relays r JOIN claims c USING (claim) LEFT JOIN documents f ON f.document = r.from_document \
             LEFT JOIN documents t ON t.document = r.to_document ORDER BY r.claim, r.ordinal"
        }
        Table::Reviews => {
            "SELECT entry, at, reviewer, verdict, subject, why, undoes, before, after FROM review_log ORDER BY entry"
        }
    }
}

pub(super) fn json_lines(collection: &Collection, table: Table, names: Names<'_>, to: &mut dyn Write) -> Result<()> {
    each_row(collection, table, |columns, row| {
        let mut object = Map::new();
        for (at, column) in columns.iter().enumerate() {
            object.insert(column.clone(), shown(names, column, value(row.get_ref(at)?)));
        }
        object.insert(BANNER.to_owned(), names.banner().into());
        Ok(writeln!(to, "{}", Value::Object(object))?)
    })
    .map(|_| ())
}

/// The banner heads a last column without cells: it is in the top row of the sheet and of its print, and every other column
/// stands where it stood.
pub(super) fn csv(collection: &Collection, table: Table, names: Names<'_>, to: &mut dyn Write) -> Result<()> {
    to.write_all(BYTE_ORDER_MARK)?;
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(to);
    let mut headed = false;
    let columns = each_row(collection, table, |columns, row| {
        if !std::mem::replace(&mut headed, true) {
            writer.write_record(head(names, columns))?;
        }
        for (at, column) in columns.iter().enumerate() {
            writer.write_field(cell(shown(names, column, value(row.get_ref(at)?))))?;
        }
        writer.write_field("")?;
        Ok(writer.write_record(None::<&[u8]>)?)
    })?;
    if !headed {
        writer.write_record(head(names, &columns))?;
    }
    Ok(writer.flush()?)
}

fn head<'a>(names: Names<'_>, columns: &'a [String]) -> impl Iterator<Item = &'a str> {
    columns.iter().map(String::as_str).chain([names.banner()])
}

/// A cell as the export has it.
fn shown(names: Names<'_>, column: &str, value: Value) -> Value {
    match value {
        Value::String(text) => names.cell(column, &text).into(),
        other => other,
    }
}

pub(super) fn column_names(collection: &Collection, table: Table) -> Result<Vec<String>> {
    Ok(collection.connection.prepare(sql(table))?.column_names().map(str::to_owned).collect())
}

/// Hands on each row with the names of the columns, which it returns.
pub(super) fn each_row(
    collection: &Collection,
    table: Table,
    mut write: impl FnMut(&[String], &Row<'_>) -> Result<()>,
) -> Result<Vec<String>> {
    let mut statement = collection.connection.prepare(sql(table))?;
    let columns: Vec<String> = statement.column_names().map(str::to_owned).collect();
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        write(&columns, row)?;
    }
    Ok(columns)
}

fn value(cell: ValueRef<'_>) -> Value {
    match cell {
        ValueRef::Null => Value::Null,
        ValueRef::Integer(number) => number.into(),
        ValueRef::Real(number) => number.into(),
        ValueRef::Text(text) | ValueRef::Blob(text) => String::from_utf8_lossy(text).into(),
    }
}

/// A cell of a spreadsheet. What begins like a formula gets an apostrophe before it, as OWASP advises: a headline must
/// not run anything in the program that opens it. Numbers are ours and stay numbers.
fn cell(value: Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) if text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']) => {
            format!("'{text}")
        }
        Value::String(text) => text,
        number => number.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_formula_is_quoted_and_a_number_is_not() {
        assert_eq!(cell("=HYPERLINK(1)".into()), "'=HYPERLINK(1)");
        assert_eq!(cell("@x".into()), "'@x");
        assert_eq!(cell("a = b".into()), "a = b");
        assert_eq!(cell((-3).into()), "-3");
        assert_eq!(cell(Value::Null), "");
    }
}
