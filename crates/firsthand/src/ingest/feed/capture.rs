//! The words inside one element, while they are being gathered.

use super::super::strip::{Stripped, strip};
use super::element::Field;

/// In which way an element's words are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Words {
    /// Plain text.
    Plain,
    /// HTML written as text: one layer of references is already resolved.
    Html,
    /// HTML as elements of the feed itself.
    Xhtml,
    /// Pictures, archives and the like.
    Unread,
}

impl Words {
    /// What `type` and `mode` tell. Without a type Atom means text (RFC 4287, section 4.1.3.1); RSS means HTML, as
    /// everybody writes it.
    pub(super) fn told(kind: Option<&str>, mode: Option<&str>, atom: bool) -> Self {
        let kind = kind.unwrap_or("").trim().to_ascii_lowercase();
        match (kind.as_str(), mode) {
            (_, Some("base64")) => Self::Unread,
            ("xhtml" | "application/xhtml+xml", _) | ("text/html", Some("xml")) => Self::Xhtml,
            ("html" | "text/html", _) | ("", Some("escaped")) => Self::Html,
            ("", _) if !atom => Self::Html,
            ("" | "text" | "text/plain", _) => Self::Plain,
            _ => Self::Unread,
        }
    }
}

/// An element whose words are being gathered.
pub(super) struct Capture {
    pub(super) field: Field,
    /// Name of the element as written; the first end tag with it that is not a child's ends the capture.
    pub(super) name: String,
    pub(super) nested: u32,
    /// How deep the element stands, to which reading returns however badly its children are closed.
    pub(super) depth: u32,
    pub(super) words: Words,
    /// The child whose words are meant, where it is not the element's own: the `name` of an author.
    pub(super) inner: Option<&'static str>,
    inside: bool,
    found_inner: bool,
    buffer: String,
}

impl Capture {
    pub(super) fn new(field: Field, name: &str, depth: u32, words: Words) -> Self {
        let inner = match field {
            Field::Author => Some("name"),
            Field::Source => Some("title"),
            _ => None,
        };
        let buffer = String::new();
        Self { field, name: name.to_owned(), nested: 0, depth, words, inner, inside: false, found_inner: false, buffer }
    }

    /// Takes text, references resolved; `depth` is that of the element it stands in.
    pub(super) fn text(&mut self, text: &str, depth: u32) {
        if self.inner.is_some() && !self.inside && (self.found_inner || depth != self.depth) {
            return;
        }
        if self.words == Words::Xhtml {
            let escaped = |c: char| match c {
                '&' => "&amp;".to_owned(),
                '<' => "&lt;".to_owned(),
                c => c.to_string(),
            };
            self.buffer.extend(text.chars().map(escaped));
        } else {
            self.buffer.push_str(text);
        }
    }

    /// Takes the beginning of a child; `href` is where it leads.
    pub(super) fn start(&mut self, local: &str, href: Option<&str>) {
        if self.inner == Some(local) && !self.found_inner {
            self.buffer.clear();
            (self.inside, self.found_inner) = (true, true);
        }
        if matches!(self.words, Words::Html | Words::Xhtml) && self.inner.is_none() {
            let href = href.map_or_else(String::new, |href| {
                format!(" href=\"{}\"", href.replace('&', "&amp;").replace('"', "&quot;"))
            });
            self.buffer.extend(["<", local, &href, ">"]);
        }
    }

    /// Takes the end of a child.
    pub(super) fn end(&mut self, local: &str) {
        self.inside &= self.inner != Some(local);
        if matches!(self.words, Words::Html | Words::Xhtml) && self.inner.is_none() {
            self.buffer.extend(["</", local, ">"]);
        }
    }

    /// What was gathered, as words for a reader.
    pub(super) fn finish(self) -> Stripped {
        match self.words {
            Words::Unread => Stripped::default(),
            Words::Plain => Stripped { text: self.buffer.trim().to_owned(), links: Vec::new() },
            Words::Html | Words::Xhtml => strip(&self.buffer),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_type_tells_how_words_are_written() {
        assert_eq!(Words::told(None, None, true), Words::Plain);
        assert_eq!(Words::told(None, None, false), Words::Html);
        assert_eq!(Words::told(Some("HTML"), None, true), Words::Html);
        assert_eq!(Words::told(Some("text/html"), Some("escaped"), true), Words::Html);
        assert_eq!(Words::told(Some("text/html"), Some("xml"), true), Words::Xhtml);
        assert_eq!(Words::told(Some("image/png"), None, true), Words::Unread);
        assert_eq!(Words::told(Some("text/plain"), Some("base64"), true), Words::Unread);
    }

    #[test]
    fn an_author_is_its_name_or_its_own_words() {
        let mut author = Capture::new(Field::Author, "author", 3, Words::Plain);
        author.text(" \n", 3);
        author.start("name", None);
        author.text("Ann Lee", 4);
        author.end("name");
        author.start("email", None);
        author.text("desk@example.org", 4);
        author.end("email");
        assert_eq!(author.finish().text, "Ann Lee");
        let mut author = Capture::new(Field::Author, "author", 3, Words::Plain);
        author.text("Bo Ray", 3);
        assert_eq!(author.finish().text, "Bo Ray");
    }
}
