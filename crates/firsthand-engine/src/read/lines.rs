//! JSON Lines: an object a line.

use std::io::{self, BufRead, Read};

use firsthand::ingest::code;
use serde_json::Value;

use super::decode::decode_as;
use super::pile::Pile;

/// Reads a file of JSON Lines. A line that is too long, or is not an object, is skipped with a note.
pub(super) fn read(name: &str, reader: impl BufRead, pile: &mut Pile) {
    let mut lines = Lines::new(reader, pile.limits().record_bytes);
    loop {
        match lines.next() {
            Ok(Line::End) => return,
            Ok(Line::Whole { at }) => add(name, at, &lines.buffer, pile),
            Ok(Line::TooLong { at, bytes }) => {
                pile.notes.add(name, Some(at), code::TOO_LONG, too_long("line", bytes, pile.limits().record_bytes));
            }
            Err(error) => return pile.stopped(name, Some(lines.offset), &error),
        }
    }
}

/// The words of a note about a record that was not buffered.
pub(super) fn too_long(what: &str, bytes: u64, limit: usize) -> String {
    format!("a {what} of {bytes} bytes, where at most {limit} are read; skipped")
}

/// Adds the object that `bytes` spell to the pile. White space alone is nothing.
pub(super) fn add(name: &str, at: u64, bytes: &[u8], pile: &mut Pile) {
    if bytes.trim_ascii().is_empty() {
        return;
    }
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text.into(),
        Err(error) => {
            let place = at + error.valid_up_to() as u64;
            let text = "not UTF-8; what fits no character became U+FFFD".to_owned();
            pile.notes.add(name, Some(place), code::NOT_UTF8, text);
            decode_as(bytes, encoding_rs::UTF_8)
        }
    };
    match serde_json::from_str(&text) {
        Ok(Value::Object(object)) => pile.add(name, at, object.into_iter().collect()),
        Ok(_) => pile.notes.add(name, Some(at), code::NOT_JSON, "not a JSON object; skipped".to_owned()),
        Err(error) => pile.notes.add(name, Some(at), code::NOT_JSON, not_json(&error)),
    }
}

fn not_json(error: &serde_json::Error) -> String {
    let said = error.to_string();
    let reason = said.split(" at line ").next().unwrap_or(&said);
    format!("not JSON ({reason}, at column {}); skipped", error.column())
}

enum Line {
    /// The line is in the buffer, with its end.
    Whole {
        at: u64,
    },
    /// The line was passed over; the buffer never held more of it than the limit.
    TooLong {
        at: u64,
        bytes: u64,
    },
    End,
}

/// Lines of a stream through one buffer. Invariant: the buffer never holds more than `limit` + 1 bytes.
struct Lines<R> {
    reader: R,
    limit: usize,
    offset: u64,
    buffer: Vec<u8>,
}

impl<R: BufRead> Lines<R> {
    fn new(reader: R, limit: usize) -> Self {
        Self { reader, limit, offset: 0, buffer: Vec::new() }
    }

    fn next(&mut self) -> io::Result<Line> {
        self.buffer.clear();
        let at = self.offset;
        // One byte more than the limit tells a line that just fits from one that does not.
        let mut head = self.reader.by_ref().take(self.limit as u64 + 1);
        let read = head.read_until(b'\n', &mut self.buffer)?;
        self.offset += read as u64;
        if read == 0 {
            return Ok(Line::End);
        }
        if read <= self.limit || self.buffer.ends_with(b"\n") {
            return Ok(Line::Whole { at });
        }
        self.offset += self.reader.skip_until(b'\n')? as u64;
        Ok(Line::TooLong { at, bytes: self.offset - at })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(input: &str, limit: usize) -> Vec<String> {
        let mut lines = Lines::new(io::BufReader::with_capacity(3, input.as_bytes()), limit);
        let mut shown = Vec::new();
        loop {
            shown.push(match lines.next().unwrap() {
                Line::Whole { at } => format!("{at} {:?}", String::from_utf8_lossy(&lines.buffer)),
                Line::TooLong { at, bytes } => format!("{at} long {bytes}"),
                Line::End => return shown,
            });
            assert!(lines.buffer.len() <= limit + 1);
        }
    }

    #[test]
    fn lines_come_with_their_offsets() {
        assert_eq!(shown("a\n\nbc", 9), ["0 \"a\\n\"", "2 \"\\n\"", "3 \"bc\""]);
    }

    #[test]
    fn a_line_that_just_fits_is_kept_and_a_longer_one_is_passed_over() {
        assert_eq!(shown("abcd\nabcde\nabcdefgh\nx", 4), ["0 \"abcd\\n\"", "5 long 6", "11 long 9", "20 \"x\""]);
    }

    #[test]
    fn a_hundred_megabytes_without_an_end_take_no_memory() {
        let endless = io::BufReader::new(io::repeat(b'x').take(100 << 20));
        let mut lines = Lines::new(endless, 1 << 10);
        assert!(matches!(lines.next().unwrap(), Line::TooLong { at: 0, bytes: 104_857_600 }));
        assert!(lines.buffer.capacity() <= 4 << 10);
    }
}
