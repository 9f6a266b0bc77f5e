//! One pass over JSON of any size, which gives the values at wanted places and passes over the rest.

use std::io::{self, BufRead};

/// How deep places are told apart; values that lie deeper are passed over whole. Chosen by hand: exports that we
/// read have five levels.
const DEEPEST: usize = 16;

/// Bytes of a key that are kept. Chosen by hand: longer than any key that is asked for.
const LONGEST_KEY: usize = 64;

/// An object or a list that the scan stands in.
#[derive(Debug, Default)]
pub(super) struct Level {
    /// The key whose value is read; `None` in a list.
    pub(super) key: Option<String>,
    /// How many values of a list came before.
    pub(super) index: u64,
}

/// Whether the scan stands at a place such as `messages *`, where `*` is any item of a list.
pub(super) fn is_at(levels: &[Level], place: &[&str]) -> bool {
    let same = |(level, name): (&Level, &&str)| level.key.as_deref().map_or(*name == "*", |key| key == *name);
    levels.len() == place.len() && levels.iter().zip(place).all(same)
}

/// A wanted value.
pub(super) enum Value<T> {
    /// Its bytes are in the buffer.
    Whole { at: u64, what: T },
    /// It was longer than the limit, and passed over.
    TooLong { at: u64, bytes: u64 },
    /// The input ends inside something.
    Unclosed,
    /// The input has ended.
    End,
}

/// The scan. Invariant: the buffer never holds more than the limit, and there are at most [`DEEPEST`] levels.
pub(super) struct Scan<R> {
    reader: R,
    limit: usize,
    pub(super) offset: u64,
    levels: Vec<Level>,
    expects_key: bool,
    pub(super) buffer: Vec<u8>,
}

impl<R: BufRead> Scan<R> {
    pub(super) fn new(reader: R, limit: usize) -> Self {
        Self { reader, limit, offset: 0, levels: Vec::new(), expects_key: false, buffer: Vec::new() }
    }

    /// The list and object levels above the value that was given last.
    pub(super) fn levels(&self) -> &[Level] {
        &self.levels
    }

    /// The next value that is wanted. `wanted` is asked about every value that begins and lies not too deep.
    pub(super) fn next<T>(&mut self, mut wanted: impl FnMut(&[Level]) -> Option<T>) -> io::Result<Value<T>> {
        loop {
            let Some(byte) = self.reader.fill_buf()?.first().copied() else {
                return Ok(if self.levels.is_empty() { Value::End } else { Value::Unclosed });
            };
            match byte {
                b'"' if self.expects_key => self.key()?,
                b',' => self.comma(),
                b'}' | b']' => self.close(),
                _ if byte.is_ascii_whitespace() || byte == b':' => self.pass(1),
                _ => {
                    let what = wanted(&self.levels);
                    if let Some(found) = self.value(byte, what)? {
                        return Ok(found);
                    }
                }
            }
        }
    }

    fn pass(&mut self, length: usize) {
        self.reader.consume(length);
        self.offset += length as u64;
    }

    fn comma(&mut self) {
        self.pass(1);
        if let Some(level) = self.levels.last_mut() {
            level.index += 1;
            self.expects_key = level.key.is_some();
        }
    }

    fn close(&mut self) {
        self.pass(1);
        self.levels.pop();
        self.expects_key = false;
    }

    fn key(&mut self) -> io::Result<()> {
        self.cut(LONGEST_KEY)?;
        let key = self.buffer.trim_ascii();
        let key = key.strip_prefix(b"\"").unwrap_or(key);
        let key = String::from_utf8_lossy(key.strip_suffix(b"\"").unwrap_or(key)).into_owned();
        if let Some(level) = self.levels.last_mut() {
            level.key = Some(key);
        }
        self.expects_key = false;
        Ok(())
    }

    fn value<T>(&mut self, byte: u8, what: Option<T>) -> io::Result<Option<Value<T>>> {
        let Some(what) = what else {
            if matches!(byte, b'{' | b'[') && self.levels.len() < DEEPEST {
                self.expects_key = byte == b'{';
                self.levels.push(Level { key: self.expects_key.then(String::new), index: 0 });
                self.pass(1);
            } else {
                self.cut(0)?;
            }
            return Ok(None);
        };
        let at = self.offset;
        let closed = self.cut(self.limit)?;
        let bytes = self.offset - at;
        Ok(Some(match closed {
            false => Value::Unclosed,
            true if bytes > self.limit as u64 => Value::TooLong { at, bytes },
            true => Value::Whole { at, what },
        }))
    }

    /// Moves behind the value that begins here and buffers `keep` bytes of it; whether it has an end.
    fn cut(&mut self, keep: usize) -> io::Result<bool> {
        self.buffer.clear();
        let mut inside = Inside::default();
        loop {
            let input = self.reader.fill_buf()?;
            if input.is_empty() {
                return Ok(inside.depth == 0 && !inside.string);
            }
            let end = input.iter().position(|byte| inside.is_behind(*byte));
            let length = end.unwrap_or(input.len());
            let room = keep.saturating_sub(self.buffer.len());
            self.buffer.extend_from_slice(&input[..length.min(room)]);
            self.pass(length);
            if end.is_some() {
                return Ok(true);
            }
        }
    }
}

/// Where in a value the scan stands.
#[derive(Default)]
struct Inside {
    depth: u64,
    string: bool,
    escaped: bool,
    /// A string, list or object has been closed that was the whole value.
    closed: bool,
}

impl Inside {
    /// Takes one byte; whether it is the first that no longer belongs to the value.
    fn is_behind(&mut self, byte: u8) -> bool {
        if self.closed {
            return true;
        }
        if self.string {
            self.string = self.escaped || byte != b'"';
            self.escaped = !self.escaped && byte == b'\\';
            self.closed = !self.string && self.depth == 0;
            return false;
        }
        let ends = matches!(byte, b',' | b'}' | b']' | b':') || byte.is_ascii_whitespace();
        if self.depth == 0 && ends {
            return true;
        }
        match byte {
            b'"' => self.string = true,
            b'{' | b'[' => self.depth += 1,
            b'}' | b']' => {
                self.depth -= 1;
                self.closed = self.depth == 0;
            }
            _ => {}
        }
        false
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(json: &str, place: &[&str]) -> Vec<String> {
        let mut scan = Scan::new(io::BufReader::with_capacity(2, json.as_bytes()), 20);
        let mut shown = Vec::new();
        loop {
            shown.push(match scan.next(|levels| is_at(levels, place).then_some(())).unwrap() {
                Value::Whole { at, .. } => format!("{at} {}", String::from_utf8_lossy(&scan.buffer)),
                Value::TooLong { at, bytes } => format!("{at} long {bytes}"),
                Value::Unclosed => "unclosed".to_owned(),
                Value::End => return shown,
            });
            if shown.last().unwrap() == "unclosed" {
                return shown;
            }
        }
    }

    #[test]
    fn wanted_values_are_cut_out() {
        let json = "{\"a\": 1, \"b\" : [\"x\\\"]\", {\"a\": 2}, [3], 4 ], \"c\": {\"a\": 5}}";
        assert_eq!(shown(json, &["b", "*"]), ["16 \"x\\\"]\"", "24 {\"a\": 2}", "34 [3]", "39 4"]);
        assert_eq!(shown(json, &["c", "a"]), ["55 5"]);
        assert_eq!(shown(json, &["a"]), ["6 1"]);
    }

    #[test]
    fn long_values_and_missing_ends_are_told() {
        assert_eq!(shown("{\"a\":[\"0123456789012345678901\",7]}", &["a", "*"]), ["6 long 24", "31 7"]);
        assert_eq!(shown("{\"a\":[1,{\"b\":", &["a", "*"]), ["6 1", "unclosed"]);
        assert_eq!(shown("{\"a\":[1", &["b"]), ["unclosed"]);
    }

    #[test]
    fn wrong_json_ends_all_the_same() {
        for json in [
            "}}]]",
            ",,:",
            "{:",
            "{\"a\"",
            "[[[[",
            "{{{{",
            "\"",
            "{\"a\":}",
            "\\",
            "{]}[",
            &"[".repeat(100_000),
            &"{\"a\":".repeat(100_000),
        ] {
            shown(json, &["a", "*"]);
        }
    }
}
