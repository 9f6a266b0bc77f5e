//! Which words does a text have, and where? Words are folded, so that a copy keeps its tokens through changed
//! case, accents, apostrophes and separators of thousands.

use unicode_normalization::char::{decompose_compatible, is_combining_mark};
use xxhash_rust::xxh3::xxh3_64;

use super::quotes;
use crate::model::Span;

/// A text as comparable tokens. All lists run in text order.
///
/// Memory: 21 bytes a token with the seeds, so about 15 KB for an article of 700 words.
#[derive(Clone, Debug, Default)]
pub struct Tokens {
    /// Folded words as 32-bit hashes: two different words of a pair of texts meet once in 10⁹ comparisons.
    pub(super) ids: Vec<u32>,
    /// Where each token stands, in bytes of the text.
    pub(super) spans: Vec<Span>,
    /// Whether a token stands in quotation marks, and whether it is a single character.
    flags: Vec<u8>,
    /// Tokens that follow a part which the caller left out; alignments do not run across.
    breaks: Vec<u32>,
    /// Sorted seeds of the alignment: hash of the shingle in the high half, its first token in the low half.
    pub(super) seeds: Vec<u64>,
}

const QUOTED: u8 = 1;
const CHARACTER: u8 = 2;

impl Tokens {
    /// Number of tokens.
    pub fn len(&self) -> usize {
        self.ids.len()
    }

    /// Whether the text has no word.
    pub fn is_empty(&self) -> bool {
        self.ids.is_empty()
    }

    /// Whether the token stands inside quotation marks.
    pub(super) fn quoted(&self, token: usize) -> bool {
        self.flags[token] & QUOTED != 0
    }

    /// Two for a word, one for a character of a script without spaces: a Chinese word has some two characters,
    /// so one scale of half words fits the thresholds of both.
    pub(super) fn half_words(&self, token: usize) -> u32 {
        if self.flags[token] & CHARACTER == 0 { 2 } else { 1 }
    }

    /// Number of the part that the token stands in, counted from nought; parts are divided by what was left out.
    pub(super) fn part(&self, token: usize) -> usize {
        self.breaks.partition_point(|&at| at as usize <= token)
    }

    /// Bytes of the text from the first token of the range to its last; the range must not be empty.
    pub(super) fn bytes(&self, from: usize, to: usize) -> Span {
        Span { start: self.spans[from].start, end: self.spans[to - 1].end }
    }

    fn push(&mut self, folded: &str, span: Span, flags: u8) {
        self.ids.push(xxh3_64(folded.as_bytes()) as u32);
        self.spans.push(span);
        self.flags.push(flags);
    }
}

/// Tokens of the parts of `text` under `body`; parts may come in any order, overlap or miss the char borders.
/// Errors: none. Cost: linear in the text, plus a sort of the seeds.
pub fn tokenise(text: &str, body: &[Span]) -> Tokens {
    let mut tokens = words(text, body);
    mark_quoted(text, &mut tokens);
    tokens.seeds = super::shingle::seeds(&tokens.ids);
    tokens.ids.shrink_to_fit();
    tokens.spans.shrink_to_fit();
    tokens.flags.shrink_to_fit();
    tokens
}

/// The tokens without what only an alignment needs: enough for a signature.
pub(super) fn words(text: &str, body: &[Span]) -> Tokens {
    let mut tokens = Tokens::default();
    for part in tidy(text, body) {
        let before = tokens.len();
        read_part(text, part, &mut tokens);
        if before > 0 && tokens.len() > before && words_between(text, &tokens, before) {
            tokens.breaks.push(before as u32);
        }
    }
    tokens
}

/// The parts clipped to char borders, in order, merged where they touch.
fn tidy(text: &str, body: &[Span]) -> Vec<Span> {
    let floor = |at: u32| (0..=(at as usize).min(text.len())).rev().find(|&i| text.is_char_boundary(i)).unwrap_or(0);
    let mut parts: Vec<Span> =
        body.iter().map(|s| Span { start: floor(s.start) as u32, end: floor(s.end) as u32 }).collect();
    parts.retain(|s| s.start < s.end);
    parts.sort_unstable();
    let mut merged: Vec<Span> = Vec::with_capacity(parts.len());
    for part in parts {
        match merged.last_mut() {
            Some(last) if part.start <= last.end => last.end = last.end.max(part.end),
            _ => merged.push(part),
        }
    }
    merged
}

/// Whether what lies between two parts holds a word: paragraphs given one by one are still one running text.
fn words_between(text: &str, tokens: &Tokens, first: usize) -> bool {
    let between = Span { start: tokens.spans[first - 1].end, end: tokens.spans[first].start };
    between.of(text).chars().any(char::is_alphanumeric)
}

/// A word that is being read.
#[derive(Default)]
struct Word {
    folded: String,
    start: usize,
    end: usize,
    /// Whether it is a character of a script without spaces.
    alone: bool,
}

impl Word {
    fn add(&mut self, at: usize, c: char) {
        if self.end == 0 {
            self.start = at;
        }
        self.end = at + c.len_utf8();
        fold(c, &mut self.folded);
    }

    fn flush(&mut self, tokens: &mut Tokens) {
        if !self.folded.is_empty() {
            let flags = if self.alone { CHARACTER } else { 0 };
            tokens.push(&self.folded, Span { start: self.start as u32, end: self.end as u32 }, flags);
        }
        self.folded.clear();
        self.end = 0;
        self.alone = false;
    }
}

fn read_part(text: &str, part: Span, tokens: &mut Tokens) {
    let mut word = Word::default();
    let mut last = ' ';
    let mut chars = part.of(text).char_indices().peekable();
    while let Some((offset, c)) = chars.next() {
        let at = part.start as usize + offset;
        let next = chars.peek().map_or(' ', |&(_, next)| next);
        let open = !word.folded.is_empty();
        if open && is_combining(c) {
            word.add(at, c);
        } else if c.is_alphanumeric() {
            let alone = stands_alone(c);
            if alone || word.alone {
                word.flush(tokens);
            }
            word.alone = alone;
            word.add(at, c);
        } else if !open || !joins(last, c, next) {
            word.flush(tokens);
        }
        last = c;
    }
    word.flush(tokens);
}

fn is_combining(c: char) -> bool {
    !c.is_ascii() && is_combining_mark(c)
}

/// Whether `c` belongs to the word around it although it is no letter: apostrophes ("don’t"), separators within
/// numbers ("1,000"), and marks that nobody sees.
fn joins(last: char, c: char, next: char) -> bool {
    match c {
        '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}' => true,
        '\'' | '’' | '‘' | '`' | '´' | '′' | '＇' => last.is_alphanumeric() && next.is_alphabetic(),
        ',' | '.' => last.is_ascii_digit() && next.is_ascii_digit(),
        _ => false,
    }
}

/// Scripts written without spaces: each character is a token of its own.
fn stands_alone(c: char) -> bool {
    matches!(u32::from(c),
        0x0e00..=0x0eff // Thai, Lao
        | 0x1000..=0x109f // Myanmar
        | 0x1780..=0x17ff // Khmer
        | 0x3040..=0x30ff | 0x31f0..=0x31ff | 0xff66..=0xff9f // kana
        | 0x3400..=0x4dbf | 0x4e00..=0x9fff | 0xf900..=0xfaff | 0x2_0000..=0x3_ffff) // Han
}

/// Appends `c` without case and accents.
fn fold(c: char, folded: &mut String) {
    if c.is_ascii() {
        folded.push(c.to_ascii_lowercase());
        return;
    }
    decompose_compatible(c, |d| {
        if !is_accent(d) {
            folded.extend(d.to_lowercase().map(|l| match l {
                // Turkish and Azerbaijani capitals do not tell the two letters apart once they are folded.
                'ı' => 'i',
                'ς' => 'σ',
                _ => l,
            }));
        }
    });
}

/// Marks that writers add or leave out: Latin and Cyrillic accents, Hebrew and Arabic vowel points, and the
/// Arabic and Ukrainian letters that only stretch or divide a word. Marks of Indic scripts are letters and stay.
fn is_accent(c: char) -> bool {
    matches!(u32::from(c),
        0x0300..=0x036f | 0x0591..=0x05c7 | 0x0610..=0x061a | 0x0640 | 0x064b..=0x065f | 0x0670 | 0x02b9..=0x02bf)
}

fn mark_quoted(text: &str, tokens: &mut Tokens) {
    let mut regions = quotes::regions(text).into_iter().peekable();
    for (span, flags) in tokens.spans.iter().zip(&mut tokens.flags) {
        while regions.next_if(|region| region.end <= span.start).is_some() {}
        if regions.peek().is_some_and(|region| region.contains(*span)) {
            *flags |= QUOTED;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn whole(text: &str) -> Tokens {
        tokenise(text, &[Span { start: 0, end: text.len() as u32 }])
    }

    fn words<'a>(text: &'a str, tokens: &Tokens) -> Vec<&'a str> {
        tokens.spans.iter().map(|s| s.of(text)).collect()
    }

    #[track_caller]
    fn same(a: &str, b: &str) {
        assert_eq!(whole(a).ids, whole(b).ids, "{a} / {b}");
    }

    #[test]
    fn folding_ignores_what_editors_change() {
        same("The mayor’s café didn’t pay 1,000", "THE MAYOR'S CAFE DIDN'T PAY 1000");
        same("Ёлка “стоит”", "елка \"стоит\"");
        same("İstanbul'da ISPARTA", "istanbul’da ısparta");
        same("كِتَابٌ جديد", "كتاب جديد");
        same("e\u{301}te\u{301} soft\u{ad}ly", "été softly");
        assert_ne!(whole("12 dogs").ids, whole("13 dogs").ids);
        assert_ne!(whole("bərə").ids, whole("bara").ids);
    }

    #[test]
    fn spans_are_the_words() {
        let text = "«Ağrı» isn’t at 1,5 km — 東京で雨 ฝนตก.";
        let found = words(text, &whole(text)).join("|");
        assert_eq!(found, "Ağrı|isn’t|at|1,5|km|東|京|で|雨|ฝ|น|ต|ก");
    }

    #[test]
    fn parts_left_out_divide_the_text() {
        let text = "One two. Advert here. Three four.\n\nFive.";
        let at = |s: &str| text.find(s).unwrap() as u32;
        let body = [
            Span { start: at("Three"), end: at("\n") },
            Span { start: at("Five"), end: 900 },
            Span { start: 0, end: at(" Advert") },
        ];
        let tokens = tokenise(text, &body);
        assert_eq!(words(text, &tokens).join(" "), "One two Three four Five");
        assert_eq!((0..5).map(|t| tokens.part(t)).collect::<Vec<_>>(), [0, 0, 1, 1, 1]);
    }

    #[test]
    fn quoted_tokens_are_marked() {
        let text = "He said: \"We will go,\" and left.";
        let tokens = whole(text);
        let quoted: Vec<_> = (0..tokens.len()).filter(|&t| tokens.quoted(t)).collect();
        assert_eq!(quoted, [2, 3, 4]);
    }
}
