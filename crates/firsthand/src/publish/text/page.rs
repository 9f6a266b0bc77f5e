//! How does a text fit a terminal? Lines wrapped by display width, and colour as an extra that may be missing.

use unicode_width::UnicodeWidthStr;

/// Fewer columns than this leave no room for a tree; a narrower terminal wraps by itself.
const NARROWEST: usize = 40;

/// Indentation may take at most this share of the width (as a divisor), so that a long chain stays readable.
const DEEPEST_INDENT: usize = 2;

/// What a terminal can show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Page {
    /// Columns; fewer than 40 count as 40.
    pub width: usize,
    /// Whether escape codes for colour may be written.
    pub colour: bool,
}

/// What a line is, for its colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Style {
    Plain,
    Heading,
    Statement,
    Quiet,
    Warning,
}

impl Style {
    /// SGR parameters (ECMA-48): bold, cyan, dim, yellow. Only colours that every terminal theme keeps legible.
    fn code(self) -> &'static str {
        match self {
            Self::Plain => "",
            Self::Heading => "1",
            Self::Statement => "36",
            Self::Quiet => "2",
            Self::Warning => "33",
        }
    }
}

/// The text so far.
pub(super) struct Sheet {
    page: Page,
    out: String,
}

impl Sheet {
    pub(super) fn new(page: Page) -> Self {
        Self { page: Page { width: page.width.max(NARROWEST), ..page }, out: String::new() }
    }

    pub(super) fn finish(self) -> String {
        self.out
    }

    pub(super) fn blank(&mut self) {
        self.out.push('\n');
    }

    /// A paragraph from the left edge.
    pub(super) fn line(&mut self, style: Style, text: &str) {
        self.hang(style, "", "", text);
    }

    /// A point of a list.
    pub(super) fn item(&mut self, text: &str) {
        self.hang(Style::Plain, "  - ", "    ", text);
    }

    /// A paragraph whose first line starts with `first` and whose other lines start with `rest`.
    pub(super) fn hang(&mut self, style: Style, first: &str, rest: &str, text: &str) {
        let (first, rest) = (self.trim(first), self.trim(rest));
        let room = self.page.width - first.width().max(rest.width());
        for (at, line) in wrap(text, room).iter().enumerate() {
            self.out.push_str(if at == 0 { &first } else { &rest });
            self.paint(style, line);
            self.out.push('\n');
        }
    }

    /// Keeps the right-hand end of an indentation that would eat the line.
    fn trim(&self, prefix: &str) -> String {
        let most = self.page.width / DEEPEST_INDENT;
        let surplus = prefix.chars().count().saturating_sub(most);
        prefix.chars().skip(surplus).collect()
    }

    fn paint(&mut self, style: Style, line: &str) {
        if self.page.colour && style != Style::Plain {
            for piece in ["\x1b[", style.code(), "m", line, "\x1b[0m"] {
                self.out.push_str(piece);
            }
        } else {
            self.out.push_str(line);
        }
    }
}

/// Breaks a text at spaces into lines of at most `room` columns; a word that is wider is cut.
/// Never empty: an empty text is one empty line.
fn wrap(text: &str, room: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        for piece in pieces(word, room) {
            let line = lines.last_mut().expect("starts with one line");
            if line.is_empty() {
                line.push_str(&piece);
            } else if line.width() + 1 + piece.width() <= room {
                line.push(' ');
                line.push_str(&piece);
            } else {
                lines.push(piece);
            }
        }
    }
    lines
}

/// The word, in as many pieces as it needs to fit.
fn pieces(word: &str, room: usize) -> Vec<String> {
    if word.width() <= room {
        return vec![word.to_owned()];
    }
    let mut pieces = vec![String::new()];
    for c in word.chars() {
        let last = pieces.last_mut().expect("starts with one piece");
        let wide = last.width() + unicode_width::UnicodeWidthChar::width(c).unwrap_or(0);
        if wide > room && !last.is_empty() {
            pieces.push(c.to_string());
        } else {
            last.push(c);
        }
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_fit_by_display_width() {
        for (text, room) in
            [("a harbour town in the north", 10), ("港湾当局は作業員を入れ替える", 9), ("ə ö ü ğ ş ı", 3)]
        {
            let lines = wrap(text, room);
            assert!(lines.iter().all(|line| line.width() <= room), "{lines:?}");
            assert_eq!(lines.concat().replace(' ', ""), text.replace(' ', ""));
        }
    }

    #[test]
    fn a_deep_indentation_leaves_room_for_words() {
        let mut sheet = Sheet::new(Page { width: 40, colour: false });
        sheet.hang(Style::Plain, &"│  ".repeat(300), &"│  ".repeat(300), "cited: The Weekly Kettle");
        assert!(sheet.finish().lines().all(|line| line.width() <= 40));
    }

    #[test]
    fn colour_only_where_asked_for() {
        let written = |colour| {
            let mut sheet = Sheet::new(Page { width: 80, colour });
            sheet.line(Style::Heading, "Why");
            sheet.finish()
        };
        assert_eq!(written(false), "Why\n");
        assert_eq!(written(true), "\u{1b}[1mWhy\u{1b}[0m\n");
    }
}
