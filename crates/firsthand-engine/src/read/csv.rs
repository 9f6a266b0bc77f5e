//! Comma-separated values: a header, then an article a record.

use std::io::{self, BufRead};

use csv_core::{ReadRecordResult, Reader, ReaderBuilder};
use firsthand::ingest::code;
use serde_json::Value;

use super::decode::{decode_as, guess};
use super::lines::too_long;
use super::pile::Pile;

/// Columns that are read at most. Chosen by hand: a spreadsheet has 16,384 at most.
const MOST_COLUMNS: usize = 1 << 16;

/// Reads a CSV file. The delimiter is the one of comma, semicolon and tab that the header has most of.
pub(super) fn read(name: &str, mut reader: impl BufRead, pile: &mut Pile) {
    let delimiter = match reader.fill_buf() {
        Ok(start) => delimiter_of(start.split(|b| *b == b'\n').next().unwrap_or(start)),
        Err(error) => return pile.stopped(name, Some(0), &error),
    };
    let mut rows = Rows::new(reader, delimiter, pile.limits().record_bytes);
    let mut header: Option<Vec<String>> = None;
    loop {
        match rows.next() {
            Ok(Row::End) => return,
            Ok(Row::TooLong { at, bytes }) => {
                pile.notes.add(name, Some(at), code::TOO_LONG, too_long("record", bytes, pile.limits().record_bytes));
            }
            Ok(Row::Whole { at }) => {
                let fields = fields(name, at, &rows, pile);
                match &header {
                    Some(header) => add(name, at, header, fields, pile),
                    None if !has_words(&fields, pile) => return no_text_column(name, &fields, pile),
                    None => header = Some(fields),
                }
            }
            Err(error) => return pile.stopped(name, Some(rows.offset), &error),
        }
    }
}

/// The delimiter that a header line has most of; a comma where it has none.
pub(super) fn delimiter_of(line: &[u8]) -> u8 {
    let count = |delimiter: u8| line.split(|b| *b == delimiter).count();
    // Of equals the last wins, so the comma comes last.
    [b'\t', b';', b','].into_iter().max_by_key(|delimiter| count(*delimiter)).unwrap_or(b',')
}

fn has_words(header: &[String], pile: &Pile) -> bool {
    let field = |column: &String| pile.options.columns.field_of(column);
    header.iter().any(|column| matches!(field(column), Some("text" | "title" | "html")))
}

fn no_text_column(name: &str, header: &[String], pile: &mut Pile) {
    // Chosen by hand: what fits on a line or two.
    let shown: Vec<String> = header.iter().take(12).map(|column| column.chars().take(30).collect()).collect();
    let text = format!(
        "no column `text` or `title` among {}; skipped; `--columns text=NAME` says which it is",
        shown.join(", ")
    );
    pile.notes.add(name, Some(0), code::NO_TEXT_COLUMN, text);
}

/// The fields of the row in the buffer, decoded together so that one row has one encoding.
fn fields<R: BufRead>(name: &str, at: u64, rows: &Rows<R>, pile: &mut Pile) -> Vec<String> {
    if rows.quotes % 2 == 1 {
        let text = "the quotes of this record do not pair up; it may hold more or less than its own line".to_owned();
        pile.notes.add(name, Some(at), code::CSV_SHAPE, text);
    }
    let is_utf8 = rows.fields().all(|field| std::str::from_utf8(field).is_ok());
    let encoding = if is_utf8 { encoding_rs::UTF_8 } else { guess(&rows.buffer[..rows.length]) };
    if !is_utf8 {
        pile.notes.add(
            name,
            Some(at),
            code::NOT_UTF8,
            format!("not UTF-8; the record was read as {}", encoding.name()),
        );
    }
    rows.fields().map(|field| decode_as(field, encoding).into_owned()).collect()
}

fn add(name: &str, at: u64, header: &[String], fields: Vec<String>, pile: &mut Pile) {
    if fields.len() != header.len() {
        let text = format!("{} fields, where the header has {}", fields.len(), header.len());
        pile.notes.add(name, Some(at), code::CSV_SHAPE, text);
    }
    let unnamed = (header.len()..).map(|i| format!("column {}", i + 1));
    let columns = header.iter().cloned().chain(unnamed);
    pile.add(name, at, columns.zip(fields.into_iter().map(Value::String)).collect());
}

enum Row {
    Whole { at: u64 },
    TooLong { at: u64, bytes: u64 },
    End,
}

/// Records of a stream through one buffer. Invariant: the buffer never grows beyond twice the limit, however far
/// an unclosed quote makes a record run.
struct Rows<R> {
    reader: R,
    core: Reader,
    limit: usize,
    offset: u64,
    buffer: Vec<u8>,
    length: usize,
    ends: Vec<usize>,
    count: usize,
    quotes: usize,
}

impl<R: BufRead> Rows<R> {
    fn new(reader: R, delimiter: u8, limit: usize) -> Self {
        let core = ReaderBuilder::new().delimiter(delimiter).build();
        let (buffer, ends) = (vec![0; limit.clamp(1, 8 << 10)], vec![0; 64]);
        Self { reader, core, limit, offset: 0, buffer, length: 0, ends, count: 0, quotes: 0 }
    }

    fn fields(&self) -> impl Iterator<Item = &[u8]> {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        self.ends[..self.count].iter().zip(starts).map(|(end, start)| &self.buffer[start..*end])
    }

    fn next(&mut self) -> io::Result<Row> {
        self.pass_over_line_ends()?;
        (self.length, self.count, self.quotes) = (0, 0, 0);
        let at = self.offset;
        let mut too_long = false;
        loop {
            let input = self.reader.fill_buf()?;
            let (output, ends) = (&mut self.buffer[self.length..], &mut self.ends[self.count..]);
            let (result, read, written, ended) = self.core.read_record(input, output, ends);
            self.quotes += input[..read].split(|b| *b == b'"').count() - 1;
            self.reader.consume(read);
            (self.offset, self.length, self.count) =
                (self.offset + read as u64, self.length + written, self.count + ended);
            match result {
                ReadRecordResult::InputEmpty => {}
                ReadRecordResult::OutputFull => too_long |= !self.grow(),
                ReadRecordResult::OutputEndsFull => too_long |= !self.grow_ends(),
                ReadRecordResult::Record if too_long => return Ok(Row::TooLong { at, bytes: self.offset - at }),
                ReadRecordResult::Record => return Ok(Row::Whole { at }),
                ReadRecordResult::End => return Ok(Row::End),
            }
        }
    }

    /// Makes room for more of the record; where it is too long already, its beginning is given up instead.
    fn grow(&mut self) -> bool {
        let fits = self.buffer.len() < self.limit;
        if fits {
            self.buffer.resize(self.buffer.len() * 2, 0);
        } else {
            self.length = 0;
        }
        fits
    }

    fn grow_ends(&mut self) -> bool {
        let fits = self.ends.len() < MOST_COLUMNS;
        if fits {
            self.ends.resize(self.ends.len() * 2, 0);
        } else {
            self.count = 0;
        }
        fits
    }

    /// The end of the last line belongs to no record; passed over here, it does not move the next one's offset.
    fn pass_over_line_ends(&mut self) -> io::Result<()> {
        loop {
            let input = self.reader.fill_buf()?;
            let length = input.iter().take_while(|b| matches!(b, b'\r' | b'\n')).count();
            let more = length > 0 && length == input.len();
            self.reader.consume(length);
            self.offset += length as u64;
            if !more {
                return Ok(());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(input: &str, limit: usize) -> Vec<String> {
        let mut rows = Rows::new(io::BufReader::with_capacity(3, input.as_bytes()), b',', limit);
        let mut shown = Vec::new();
        loop {
            shown.push(match rows.next().unwrap() {
                Row::Whole { at } => {
                    let fields: Vec<_> = rows.fields().map(String::from_utf8_lossy).collect();
                    format!("{at} {}", fields.join("|"))
                }
                Row::TooLong { at, bytes } => format!("{at} long {bytes}"),
                Row::End => return shown,
            });
            assert!(rows.buffer.len() <= 2 * limit);
        }
    }

    #[test]
    fn records_come_with_their_offsets() {
        assert_eq!(shown("a,b\r\n\"x\n,\"\"y\",\r\n\r\nc", 64), ["0 a|b", "5 x\n,\"y|", "18 c"]);
    }

    #[test]
    fn a_long_record_is_passed_over_and_the_next_is_read() {
        assert_eq!(shown(&format!("{},b\nc,d\n", "a".repeat(500)), 16), ["0 long 503", "503 c|d"]);
    }

    #[test]
    fn more_columns_than_any_sheet_has_are_passed_over() {
        let found = shown(&format!("{}\nc,d\n", ",".repeat(200_000)), 64);
        assert_eq!(found, ["0 long 200001", "200001 c|d"]);
    }

    #[test]
    fn an_open_quote_runs_to_the_end() {
        assert_eq!(shown("a,\"b\nc,d\n", 64), ["0 a|b\nc,d\n"]);
    }

    #[test]
    fn the_header_tells_the_delimiter() {
        assert_eq!(delimiter_of(b"id;title;text"), b';');
        assert_eq!(delimiter_of(b"id\ttext"), b'\t');
        assert_eq!(delimiter_of(b"text"), b',');
        assert_eq!(delimiter_of(b"a,b;c"), b',');
    }
}
