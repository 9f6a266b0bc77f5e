//! Where do results go? To standard output, or into a file that is replaced whole or not at all.

use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::Path;

use anyhow::{Context, Result};
use firsthand::model::Note;
use firsthand::publish::Page;

use crate::settings::Output;

/// Columns of a text that does not go to a terminal: the same everywhere, so that files compare.
const COLUMNS: usize = 80;

/// Lines longer than this are hard to follow with the eye, however wide the window is. Chosen by hand.
const MOST_COLUMNS: usize = 140;

/// Notes printed one by one; the rest are counted. Chosen by hand: they should not push the result off a screen.
const NOTES_SHOWN: usize = 10;

/// How text is laid out for where it goes.
pub(crate) fn page(output: &Output) -> Page {
    let to_terminal = output.file.is_none() && io::stdout().is_terminal();
    let width = terminal_size::terminal_size().filter(|_| to_terminal);
    let width = width.map_or(COLUMNS, |(columns, _)| usize::from(columns.0).min(MOST_COLUMNS));
    Page { width, colour: to_terminal && wants_colour() }
}

/// <https://no-color.org>: any value that is not empty means no.
fn wants_colour() -> bool {
    let refused = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    let dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
    !refused && !dumb
}

/// Writes a result to where it should go.
pub(crate) fn write(output: &Output, text: &str) -> Result<()> {
    write_rows(output, std::iter::once(text))
}

/// [`write`] for a result that comes in pieces.
pub(crate) fn write_rows(output: &Output, mut rows: impl Iterator<Item = impl AsRef<str>>) -> Result<()> {
    match &output.file {
        None => print_rows(rows),
        Some(file) => replace_with(file, |to| Ok(rows.try_for_each(|row| to.write_all(row.as_ref().as_bytes()))?))
            .with_context(|| format!("writing `{}`", file.display())),
    }
}

/// Writes to standard output.
pub(crate) fn print(text: &str) -> Result<()> {
    print_rows(std::iter::once(text))
}

fn print_rows(mut rows: impl Iterator<Item = impl AsRef<str>>) -> Result<()> {
    let mut out = BufWriter::new(io::stdout().lock());
    let written = rows.try_for_each(|row| out.write_all(row.as_ref().as_bytes())).and_then(|()| out.flush());
    match written {
        // A closed pipe means that the reader has seen enough. That is success here.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        other => other.context("writing to standard output"),
    }
}

/// Puts what is written into a new file beside the old one and renames it, so that nobody ever sees half a file.
pub(crate) fn replace_with(file: &Path, write: impl FnOnce(&mut dyn Write) -> Result<()>) -> Result<()> {
    // A link stays a link, and a device such as /dev/null cannot be renamed over.
    let file = &file.canonicalize().unwrap_or_else(|_| file.to_owned());
    if file.exists() && !file.is_file() {
        return write(&mut std::fs::File::create(file)?);
    }
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut fresh = BufWriter::new(with_usual_permissions().tempfile_in(folder)?);
    write(&mut fresh)?;
    let fresh = fresh.into_inner().map_err(io::IntoInnerError::into_error)?;
    fresh.as_file().sync_all()?;
    fresh.persist(file).map_err(|error| error.error)?;
    Ok(())
}

/// As any new file: readable by whom the user's mask says, not only by the user.
fn with_usual_permissions() -> tempfile::Builder<'static, 'static> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".firsthand-");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(std::fs::Permissions::from_mode(0o666));
    }
    builder
}

/// Prints notes to standard error, the first ones and a count.
pub(crate) fn print_notes(notes: &[Note]) {
    for note in notes.iter().take(NOTES_SHOWN) {
        eprintln!("note: {}", printable(&note.to_string()));
    }
    if let Some(more) = notes.len().checked_sub(NOTES_SHOWN).filter(|&n| n > 0) {
        eprintln!("note: {more} more, in the notes of `firsthand trace --format json`");
    }
}

/// A note may quote a file name or a field: what could steer a terminal is shown as its code.
fn printable(text: &str) -> String {
    text.chars().flat_map(|c| if c.is_control() { c.escape_default().collect() } else { vec![c] }).collect()
}
