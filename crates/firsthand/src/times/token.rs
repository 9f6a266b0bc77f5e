//! What are the words, numbers, clock times and written-out dates of a text?

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::data::value;
use super::grammar::Slot;

/// Digits beyond these count nothing that a deadline or a date could mean; chosen by hand.
const LONGEST_NUMBER: usize = 9;
/// No written date or clock time is longer, in bytes.
const LONGEST_DATE: usize = 16;
/// Marks before a number that make it a sum or a serial number.
const SUM: &str = "$€£¥₺₼₽₴#№§";

/// A piece of the text, by bytes.
#[derive(Clone, Debug)]
pub(super) struct Token {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) form: Form,
    /// Folded letters that hang on the word: `15th`, `Mart'a`, `15-го`.
    pub(super) suffix: String,
    /// Stands directly behind the token before it.
    pub(super) glued: bool,
    /// What it can mean in the language (`Lexicon::senses`).
    pub(super) senses: Vec<(Slot, i32)>,
}

impl Token {
    /// Its value in a slot.
    pub(super) fn sense(&self, slot: Slot) -> Option<i32> {
        value(&self.senses, slot)
    }
}

/// What a token is.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Form {
    Word {
        folded: String,
        capital: bool,
    },
    /// `plain` has neither separators nor a currency sign before it.
    Number {
        value: f64,
        digits: usize,
        plain: bool,
    },
    Clock {
        hour: u8,
        minute: u8,
    },
    Calendar {
        year: i16,
        month: i8,
        day: i8,
    },
    Mark(char),
    /// A blank line: no expression crosses it.
    Gap,
}

/// How a language writes.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Writing {
    /// Endings are hung on with an apostrophe, and on numbers with a hyphen.
    pub(super) suffixes: bool,
    /// `7/8/07` is the eighth of July.
    pub(super) month_first: bool,
}

/// Lower case without accents: `ı` and `İ` become `i`, `ß` becomes `ss`, `ə` stays; apostrophes go.
pub(super) fn fold(word: &str) -> String {
    let mut folded = String::with_capacity(word.len());
    for c in word.chars().flat_map(char::to_lowercase).nfd().filter(|c| !is_combining_mark(*c)) {
        match c {
            'ı' => folded.push('i'),
            'ß' => folded.push_str("ss"),
            '\'' | '’' | 'ʼ' => {}
            c => folded.push(c),
        }
    }
    folded
}

/// Splits a text, in order. Cost: linear in the text.
pub(super) fn tokens(text: &str, writing: Writing) -> Vec<Token> {
    let mut reader = Reader { text, at: 0, writing };
    let mut tokens: Vec<Token> = Vec::with_capacity(text.len() / 5);
    while let Some(mut token) = reader.next() {
        token.glued = tokens.last().is_some_and(|before| before.end == token.start);
        tokens.push(token);
    }
    tokens
}

struct Reader<'t> {
    text: &'t str,
    at: usize,
    writing: Writing,
}

impl Reader<'_> {
    fn next(&mut self) -> Option<Token> {
        let blank = self.run(self.at, char::is_whitespace);
        if self.text[self.at..blank].matches('\n').nth(1).is_some() {
            let start = std::mem::replace(&mut self.at, blank);
            return Some(token(start, blank, Form::Gap));
        }
        self.at = blank;
        let start = self.at;
        let first = self.text[start..].chars().next()?;
        let form = if first.is_ascii_digit() {
            self.number(start)
        } else if first.is_alphabetic() {
            self.at = self.word(start);
            Form::Word { folded: fold(&self.text[start..self.at]), capital: first.is_uppercase() }
        } else {
            self.at += first.len_utf8();
            Form::Mark(plain_mark(first))
        };
        let suffix = self.suffix(&form);
        Some(Token { start, end: self.at, form, suffix, glued: false, senses: Vec::new() })
    }

    /// Where the run of characters from `from` ends.
    fn run(&self, from: usize, wanted: impl Fn(char) -> bool) -> usize {
        let rest = &self.text[from..];
        from + rest.find(|c| !wanted(c)).unwrap_or(rest.len())
    }

    /// Where the word from `start` ends. An apostrophe between Cyrillic letters is one of them (`п'ять`).
    fn word(&self, start: usize) -> usize {
        let letter = |c: char| c.is_alphabetic() || is_combining_mark(c);
        let cyrillic = |c: char| matches!(c, '\u{400}'..='\u{4ff}');
        let mut end = self.run(start, letter);
        while self.text[start..end].ends_with(cyrillic) {
            let Some(rest) = self.text[end..].strip_prefix(['\'', '’', 'ʼ']) else { break };
            if !rest.starts_with(cyrillic) {
                break;
            }
            end = self.run(self.text.len() - rest.len(), letter);
        }
        end
    }

    fn number(&mut self, start: usize) -> Form {
        let part = |b: &u8| b.is_ascii_digit() || matches!(b, b'.' | b'/' | b':' | b'-');
        let length = self.text.as_bytes()[start..].iter().take(LONGEST_DATE).take_while(|b| part(b)).count();
        let piece = &self.text[start..start + length];
        if let Some((form, length)) = written_date(piece, self.writing).or_else(|| clock(piece)) {
            self.at = start + length;
            return form;
        }
        self.figure(start)
    }

    fn figure(&mut self, start: usize) -> Form {
        let mut end = self.run(start, |c| c.is_ascii_digit());
        let whole = end - start;
        let mut groups = 0;
        let mut last = 0;
        while let Some(next) = self.separated(end) {
            (last, end, groups) = (next - end - 1, next, groups + 1);
        }
        self.at = end;
        let digits: String = self.text[start..end].chars().filter(char::is_ascii_digit).collect();
        let plain = groups == 0 && !self.text[..start].ends_with(|c| SUM.contains(c));
        if digits.len() > LONGEST_NUMBER {
            return Form::Number { value: f64::NAN, digits: digits.len(), plain: false };
        }
        let value: f64 = digits.parse().unwrap_or(f64::NAN);
        let decimal = groups == 1 && last < 3;
        let value = if decimal { value / if last == 1 { 10.0 } else { 100.0 } } else { value };
        Form::Number { value, digits: whole, plain }
    }

    /// The end of a further group of digits behind `.` or `,`.
    fn separated(&self, end: usize) -> Option<usize> {
        let rest = self.text[end..].strip_prefix(['.', ','])?;
        rest.starts_with(|c: char| c.is_ascii_digit()).then(|| self.run(end + 1, |c| c.is_ascii_digit()))
    }

    /// Takes the letters that hang on the token just read.
    fn suffix(&mut self, form: &Form) -> String {
        let number = matches!(form, Form::Number { .. } | Form::Calendar { .. } | Form::Clock { .. });
        let rest = &self.text[self.at..];
        let joint = rest.chars().next().filter(|c| match c {
            '\'' | '’' => self.writing.suffixes && (number || matches!(form, Form::Word { .. })),
            '-' | '‑' => self.writing.suffixes && number,
            _ => false,
        });
        let from = self.at + joint.map_or(0, char::len_utf8);
        let direct = number && joint.is_none();
        let end = self.run(from, |c| c.is_alphabetic() || (direct && matches!(c, 'º' | 'ª' | '°')));
        if end == from || !(joint.is_some() || direct) {
            return String::new();
        }
        self.at = end;
        fold(&self.text[from..end])
    }
}

fn token(start: usize, end: usize, form: Form) -> Token {
    Token { start, end, form, suffix: String::new(), glued: false, senses: Vec::new() }
}

fn plain_mark(c: char) -> char {
    match c {
        '–' | '—' | '‑' | '−' => '-',
        '’' | '`' | 'ʼ' => '\'',
        c => c,
    }
}

/// `2018-07-15`, `15.07.2018`, `7/8/07`, and their length in bytes.
fn written_date(piece: &str, writing: Writing) -> Option<(Form, usize)> {
    let mut fields = [0_i16; 3];
    let mut widths = [0_usize; 3];
    let (mut at, mut joint) = (0, None);
    for (n, field) in fields.iter_mut().enumerate() {
        if n > 0 {
            let c = piece[at..].chars().next().filter(|c| matches!(c, '-' | '.' | '/'))?;
            if *joint.get_or_insert(c) != c {
                return None;
            }
            at += 1;
        }
        let width = piece[at..].find(|c: char| !c.is_ascii_digit()).unwrap_or(piece.len() - at);
        *field = piece[at..at + width].parse().ok().filter(|_| width <= 4)?;
        widths[n] = width;
        at += width;
    }
    let more = piece[at..].starts_with(['-', '/', ':']);
    let [a, b, c] = fields;
    let (year, month, day) = match (widths, joint?) {
        ([4, 1..=2, 1..=2], _) => (a, b, c),
        ([1..=2, 1..=2, 4 | 2], '/') if writing.month_first && a <= 12 => (full_year(c, widths[2]), a, b),
        ([1..=2, 1..=2, 4], _) => (c, b, a),
        ([1..=2, 1..=2, 2], '/') | ([2, 2, 2], '.') => (full_year(c, 2), b, a),
        _ => return None,
    };
    let (month, day) = (month as i8, day as i8);
    let valid = !more && (1000..3000).contains(&year) && jiff::civil::Date::new(year, month, day).is_ok();
    valid.then_some((Form::Calendar { year, month, day }, at))
}

/// Two digits mean the century that a newspaper of today would mean (as POSIX `strptime` splits it).
pub(super) fn full_year(year: i16, width: usize) -> i16 {
    match (width, year) {
        (2, 69..) => 1900 + year,
        (2, _) => 2000 + year,
        _ => year,
    }
}

/// `18:00`, `6:40`, and its length in bytes.
fn clock(piece: &str) -> Option<(Form, usize)> {
    let (hours, rest) = piece.split_once(':')?;
    let minutes = rest.get(..2).filter(|m| m.bytes().all(|b| b.is_ascii_digit()))?;
    let more = rest[2..].starts_with(|c: char| c.is_ascii_digit() || c == ':');
    let hour: u8 = hours.parse().ok().filter(|h| hours.len() <= 2 && *h < 25)?;
    let minute: u8 = minutes.parse().ok().filter(|m| *m < 60)?;
    (!more).then_some((Form::Clock { hour, minute }, hours.len() + 3))
}
