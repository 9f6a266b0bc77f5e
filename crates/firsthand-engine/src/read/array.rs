//! JSON that is not a line a record: an array of objects, or objects one after the other.

use std::io::{self, BufRead};

use firsthand::ingest::code;

use super::lines::{add, too_long};
use super::pile::Pile;

/// Reads a file of JSON. Objects are cut out by their braces before anything is parsed, so that the memory needed
/// is that of one object, and one that is broken inside costs only itself.
pub(super) fn read(name: &str, reader: impl BufRead, pile: &mut Pile) {
    let limit = pile.limits().record_bytes;
    let mut values = Values { reader, limit, offset: 0, buffer: Vec::new() };
    loop {
        match values.next() {
            Ok(Cut::End) => return,
            Ok(Cut::Whole { at }) => add(name, at, &values.buffer, pile),
            Ok(Cut::TooLong { at, bytes }) => {
                pile.notes.add(name, Some(at), code::TOO_LONG, too_long("record", bytes, limit));
            }
            Ok(Cut::Unclosed { at }) => {
                let text = "not JSON (the file ends inside a record); skipped".to_owned();
                return pile.notes.add(name, Some(at), code::NOT_JSON, text);
            }
            Err(error) => return pile.stopped(name, Some(values.offset), &error),
        }
    }
}

enum Cut {
    Whole { at: u64 },
    TooLong { at: u64, bytes: u64 },
    Unclosed { at: u64 },
    End,
}

/// Cuts values out of a stream. Brackets and commas between values are passed over.
struct Values<R> {
    reader: R,
    limit: usize,
    offset: u64,
    buffer: Vec<u8>,
}

/// Where in a value the scan stands.
#[derive(Default)]
struct Inside {
    depth: u64,
    string: bool,
    escaped: bool,
}

impl Inside {
    /// Takes one byte; whether the value ends with it.
    fn ends_with(&mut self, byte: u8) -> bool {
        if self.string {
            self.string = self.escaped || byte != b'"';
            self.escaped = !self.escaped && byte == b'\\';
            return false;
        }
        match byte {
            b'"' => self.string = true,
            b'{' | b'[' => self.depth += 1,
            b'}' | b']' => self.depth = self.depth.saturating_sub(1),
            _ => {}
        }
        self.depth == 0 && matches!(byte, b'}' | b']' | b'\n' | b',')
    }
}

impl<R: BufRead> Values<R> {
    fn next(&mut self) -> io::Result<Cut> {
        self.buffer.clear();
        self.pass_over_separators()?;
        let at = self.offset;
        let mut inside = Inside::default();
        loop {
            let input = self.reader.fill_buf()?;
            if input.is_empty() {
                return Ok(self.at_end(at, &inside));
            }
            let end = input.iter().position(|byte| inside.ends_with(*byte));
            let length = end.map_or(input.len(), |end| end + 1);
            let room = (self.limit + 1).saturating_sub(self.buffer.len());
            self.buffer.extend_from_slice(&input[..length.min(room)]);
            self.reader.consume(length);
            self.offset += length as u64;
            if end.is_some() {
                return Ok(self.cut(at));
            }
        }
    }

    fn pass_over_separators(&mut self) -> io::Result<()> {
        let between = |byte: &u8| byte.is_ascii_whitespace() || matches!(byte, b'[' | b']' | b',');
        loop {
            let input = self.reader.fill_buf()?;
            let length = input.iter().take_while(|byte| between(byte)).count();
            let more = length > 0 && length == input.len();
            self.reader.consume(length);
            self.offset += length as u64;
            if !more {
                return Ok(());
            }
        }
    }

    fn cut(&self, at: u64) -> Cut {
        if self.buffer.len() > self.limit { Cut::TooLong { at, bytes: self.offset - at } } else { Cut::Whole { at } }
    }

    fn at_end(&self, at: u64, inside: &Inside) -> Cut {
        match self.offset - at {
            0 => Cut::End,
            _ if inside.depth > 0 || inside.string => Cut::Unclosed { at },
            _ => self.cut(at),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(input: &str) -> Vec<String> {
        let reader = io::BufReader::with_capacity(2, input.as_bytes());
        let mut values = Values { reader, limit: 30, offset: 0, buffer: Vec::new() };
        let mut shown = Vec::new();
        loop {
            shown.push(match values.next().unwrap() {
                Cut::Whole { .. } => String::from_utf8_lossy(&values.buffer).into_owned(),
                Cut::TooLong { at, bytes } => format!("{at} long {bytes}"),
                Cut::Unclosed { at } => format!("{at} unclosed"),
                Cut::End => return shown,
            });
            if shown.last().unwrap().ends_with("unclosed") {
                return shown;
            }
            assert!(values.buffer.len() <= 31);
        }
    }

    #[test]
    fn objects_are_cut_out_of_an_array() {
        assert_eq!(shown("[\n {\"a\": [1, {}]},\n{\"b\":\"}\\\"{\"}]\n"), ["{\"a\": [1, {}]}", "{\"b\":\"}\\\"{\"}"]);
    }

    #[test]
    fn objects_one_after_the_other_need_no_array() {
        assert_eq!(shown("{}\n{\n}{}"), ["{}", "{\n}", "{}"]);
    }

    #[test]
    fn a_long_object_is_passed_over() {
        assert_eq!(shown(&format!("[{{\"a\":\"{}\"}},{{}}]", "x".repeat(90))), ["1 long 98", "{}"]);
    }

    #[test]
    fn an_object_without_its_end_is_told() {
        assert_eq!(shown("[{}, {\"a\": \"b}]"), ["{}", "5 unclosed"]);
    }
}
