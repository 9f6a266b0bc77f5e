//! What did the stages that look at one document alone find in it, and does that still hold?

use firsthand::attribute;
use firsthand::model::{Attribution, Part, Place, Probability, SourceKind, Span, TimeExpression};
use rusqlite::{Connection, OptionalExtension, Row, TransactionBehavior, params};

use crate::{Collection, Result, names};

/// What made some rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Recipe {
    /// The stage.
    pub stage: &'static str,
    /// Which rules, code and word lists.
    pub rules: &'static str,
    /// SHA-256 of the model, or empty.
    pub model: &'static str,
}

/// A stage's rows of one document, with what they depend on.
#[derive(Clone, Debug, PartialEq)]
pub struct Made<T> {
    /// What made them.
    pub recipe: Recipe,
    /// What the stage saw beside the document's text, as a number.
    pub input: u64,
    /// The rows.
    pub rows: T,
}

/// Attributions, each with the name of the outlet that its source is, since numbers of outlets are those of one run.
pub type Attributions = Vec<(Attribution, Option<String>)>;

/// What was found in one document.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    /// By the stage `attribute`.
    pub attributions: Made<Attributions>,
    /// By the stage `times`.
    pub times: Made<Vec<TimeExpression>>,
}

impl Collection {
    /// The attributions of a document, if this recipe found them from this input; `None` if they are to be found anew.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn attributions(&self, row: i64, recipe: Recipe, input: u64) -> Result<Option<Attributions>> {
        if !holds(&self.connection, row, recipe, input)? {
            return Ok(None);
        }
        let sql = "SELECT * FROM attributions WHERE document = ?1 ORDER BY ordinal";
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut rows = statement.query([row])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            // A row that this version cannot read is found anew, like one of other rules.
            let Some(one) = attribution(row)? else { return Ok(None) };
            found.push((one, row.get("outlet")?));
        }
        Ok(Some(found))
    }

    /// The time expressions of a document, if this recipe found them from this input.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn times(&self, row: i64, recipe: Recipe, input: u64) -> Result<Option<Vec<TimeExpression>>> {
        if !holds(&self.connection, row, recipe, input)? {
            return Ok(None);
        }
        let mut statement =
            self.connection.prepare_cached("SELECT * FROM times WHERE document = ?1 ORDER BY ordinal")?;
        let mut rows = statement.query([row])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            let Some(one) = time(row)? else { return Ok(None) };
            found.push(one);
        }
        Ok(Some(found))
    }

    /// Puts new readings in the place of older ones, all or none.
    ///
    /// # Errors
    /// If the file cannot be written.
    pub fn reread(&mut self, readings: &[(i64, Reading)]) -> Result<()> {
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        for (row, reading) in readings {
            for table in ["attributions", "times", "readings"] {
                transaction.prepare_cached(&format!("DELETE FROM {table} WHERE document = ?1"))?.execute([row])?;
            }
            write(&transaction, *row, reading)?;
        }
        Ok(transaction.commit()?)
    }
}

fn holds(connection: &Connection, row: i64, recipe: Recipe, input: u64) -> Result<bool> {
    const SQL: &str = "SELECT 1 FROM readings JOIN recipes USING (recipe) WHERE document = ?1 AND readings.stage = ?2 \
                       AND rules = ?3 AND model = ?4 AND input = ?5";
    let mut statement = connection.prepare_cached(SQL)?;
    Ok(statement.exists(params![row, recipe.stage, recipe.rules, recipe.model, format!("{input:016x}")])?)
}

pub(crate) fn recipe_row(connection: &Connection, recipe: Recipe) -> Result<i64> {
    let Recipe { stage, rules, model } = recipe;
    let find = "SELECT recipe FROM recipes WHERE stage = ?1 AND rules = ?2 AND model = ?3";
    let mut find = connection.prepare_cached(find)?;
    if let Some(found) = find.query_row([stage, rules, model], |row| row.get(0)).optional()? {
        return Ok(found);
    }
    connection.execute("INSERT INTO recipes (stage, rules, model) VALUES (?1, ?2, ?3)", [stage, rules, model])?;
    Ok(connection.last_insert_rowid())
}

/// Writes the rows of a document that has none.
pub(crate) fn write(connection: &Connection, document: i64, reading: &Reading) -> Result<()> {
    for (ordinal, (one, outlet)) in reading.attributions.rows.iter().enumerate() {
        write_attribution(connection, document, ordinal, one, outlet.as_deref())?;
    }
    let sql = "INSERT INTO times VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)";
    let mut statement = connection.prepare_cached(sql)?;
    for (ordinal, time) in reading.times.rows.iter().enumerate() {
        let Place { part, span } = time.place;
        let anchor = time.anchor.map(|t| t.to_string());
        let (part, kind) = (names::part(part), names::time_kind(time.kind));
        statement
            .execute(params![document, ordinal, part, span.start, span.end, kind, time.value, anchor, time.due])?;
    }
    done(connection, document, reading.attributions.recipe, reading.attributions.input)?;
    done(connection, document, reading.times.recipe, reading.times.input)
}

fn done(connection: &Connection, document: i64, recipe: Recipe, input: u64) -> Result<()> {
    let row = recipe_row(connection, recipe)?;
    let mut statement = connection.prepare_cached("INSERT INTO readings VALUES (?1, ?2, ?3, ?4)")?;
    statement.execute(params![document, row, recipe.stage, format!("{input:016x}")])?;
    Ok(())
}

fn write_attribution(
    connection: &Connection,
    document: i64,
    ordinal: usize,
    found: &Attribution,
    outlet: Option<&str>,
) -> Result<()> {
    const SQL: &str = "INSERT INTO attributions VALUES \
                       (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21)";
    connection.prepare_cached(SQL)?.execute(params![
        document,
        ordinal,
        names::part(found.sentence.part),
        spans(&found.source),
        spans(&found.cue),
        spans(&found.content),
        spans(&[found.sentence]),
        found.kind.name(),
        found.source_kind.name(),
        found.name,
        found.named,
        outlet,
        found.told_us,
        found.within,
        names::bearing(found.bearing),
        names::grounds(found.grounds),
        found.count,
        found.or_more,
        found.rule,
        f64::from(found.confidence.get()),
        names::force(found.force),
    ])?;
    Ok(())
}

/// `None` where a word is not known to this version.
fn attribution(row: &Row<'_>) -> Result<Option<Attribution>> {
    let word = |column: &str| row.get::<_, String>(column);
    let Some(part) = names::part_named(&word("part")?) else { return Ok(None) };
    let kinds = (names::attribution_kind_named(&word("kind")?), SourceKind::named(&word("source_kind")?));
    let told = (names::bearing_named(&word("bearing")?), names::grounds_named(&word("grounds")?));
    let ((Some(kind), Some(source_kind)), (Some(bearing), Some(grounds))) = (kinds, told) else { return Ok(None) };
    let places = |column: &str| -> Result<Option<Vec<Place>>> { Ok(places(part, &word(column)?)) };
    let (Some(source), Some(cue), Some(content)) = (places("source")?, places("cue")?, places("content")?) else {
        return Ok(None);
    };
    let Some(&[sentence]) = places("sentence")?.as_deref() else { return Ok(None) };
    let Some(force) = names::force_named(&word("force")?) else { return Ok(None) };
    let Some(rule) = attribute::rule(&word("rule")?) else { return Ok(None) };
    Ok(Some(Attribution {
        source,
        cue,
        content,
        kind,
        source_kind,
        name: row.get("credited_as")?,
        named: row.get("named")?,
        outlet: None,
        told_us: row.get("told_us")?,
        sentence,
        within: row.get("within")?,
        bearing,
        grounds,
        count: row.get("count")?,
        or_more: row.get("or_more")?,
        rule,
        force,
        confidence: Probability::new(row.get::<_, f64>("confidence")? as f32),
    }))
}

fn time(row: &Row<'_>) -> Result<Option<TimeExpression>> {
    let part = names::part_named(&row.get::<_, String>("part")?);
    let kind = names::time_kind_named(&row.get::<_, String>("type")?);
    let span = span(row.get("start")?, row.get("end")?);
    let anchor: Option<String> = row.get("anchor")?;
    let anchor = anchor.map(|text| text.parse::<jiff::Timestamp>()).transpose();
    let (Some(part), Some(kind), Some(span), Ok(anchor)) = (part, kind, span, anchor) else { return Ok(None) };
    let place = Place { part, span };
    Ok(Some(TimeExpression { place, kind, value: row.get("value")?, anchor, due: row.get("due")? }))
}

/// `[[start, end], ...]`; an attribution lies in the text or in the title, never in both.
fn spans(places: &[Place]) -> String {
    span_list(places.iter().map(|place| place.span))
}

/// Spans as JSON: `[[0,4],[9,12]]`.
pub(crate) fn span_list(spans: impl Iterator<Item = Span>) -> String {
    let pairs: Vec<String> = spans.map(|span| format!("[{},{}]", span.start, span.end)).collect();
    format!("[{}]", pairs.join(","))
}

fn places(part: Part, json: &str) -> Option<Vec<Place>> {
    Some(spans_of(json)?.into_iter().map(|span| Place { part, span }).collect())
}

/// The spans that [`span_list`] wrote.
pub(crate) fn spans_of(json: &str) -> Option<Vec<Span>> {
    let pairs: Vec<(u32, u32)> = serde_json::from_str(json).ok()?;
    pairs.into_iter().map(|(start, end)| span(start, end)).collect()
}

/// `None` where it runs backward: only what was written by this program is taken.
fn span(start: u32, end: u32) -> Option<Span> {
    (start <= end).then_some(Span { start, end })
}
