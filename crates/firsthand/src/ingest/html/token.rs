//! Where do tags begin and end, and which attributes do they carry?
//!
//! A reader of tags in one pass that never looks back and never recurses, so that no page can exhaust anything. It
//! follows the tokenisation of the HTML standard (section 13.2.5) as far as pages need it.

use std::borrow::Cow;

/// Attributes of one tag that are read. Chosen by hand: templates write a dozen.
const MOST_ATTRIBUTES: usize = 64;

/// Elements whose content is no markup; it ends at their own end tag alone.
const RAW: [&str; 8] = ["script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes"];

/// A piece of a page.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Token<'a> {
    /// Characters between tags, references not yet resolved.
    Text(&'a str),
    Start(Tag<'a>),
    /// Lower-case name.
    End(String),
    /// An element with the content that is no markup, such as a script.
    Raw(Tag<'a>, &'a str),
}

/// A start tag.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Tag<'a> {
    /// Lower case.
    pub(super) name: String,
    /// Lower-case names and values, references not yet resolved; the first of a name counts.
    pub(super) attributes: Vec<(String, &'a str)>,
}

impl<'a> Tag<'a> {
    /// The value of an attribute as written.
    pub(super) fn written(&self, name: &str) -> Option<&'a str> {
        self.attributes.iter().find(|(n, _)| n == name).map(|(_, value)| *value)
    }

    /// The value of an attribute, references resolved, without spaces around; empty where there is none.
    pub(super) fn value(&self, name: &str) -> Cow<'a, str> {
        resolved(self.written(name).unwrap_or("").trim())
    }
}

/// The words with character references (`&amp;`) resolved.
pub(super) fn resolved(words: &str) -> Cow<'_, str> {
    html_escape::decode_html_entities(words)
}

/// The tokens of a page, in order. Cost: linear in the page.
pub(super) struct Tokens<'a> {
    page: &'a str,
    at: usize,
    /// Raw elements that have no end tag in the rest of the page: looked for once, not once for each.
    endless: Vec<&'static str>,
}

impl<'a> Tokens<'a> {
    pub(super) fn new(page: &'a str) -> Self {
        Self { page, at: 0, endless: Vec::new() }
    }

    fn rest(&self) -> &'a str {
        &self.page[self.at..]
    }

    fn text(&mut self) -> Token<'a> {
        let rest = self.rest();
        // The first character is text even where it is a `<`, which then begins no tag.
        let first = rest.chars().next().map_or(0, char::len_utf8);
        let length = rest[first..].find('<').map_or(rest.len(), |at| first + at);
        self.at += length;
        Token::Text(&rest[..length])
    }

    /// Skips what begins with `<!` or `<?`: comments, document types and processing instructions.
    fn skip_comment(&mut self) {
        let rest = self.rest();
        let length = if rest.starts_with("<!-->") {
            5
        } else if let Some(comment) = rest.strip_prefix("<!--") {
            comment.find("-->").map_or(rest.len(), |end| end + 7)
        } else {
            rest.find('>').map_or(rest.len(), |end| end + 1)
        };
        self.at += length;
    }

    fn end_tag(&mut self) -> Option<Token<'a>> {
        let rest = self.rest();
        let name: String = name_of(&rest[2..]);
        let length = rest.find('>').map_or(rest.len(), |end| end + 1);
        self.at += length;
        (!name.is_empty()).then_some(Token::End(name))
    }

    /// `None` where the page ends inside the tag: then there is no tag. `None` as well for one after which a parser
    /// would take all the rest, our own end tags included, for words.
    fn start_tag(&mut self) -> Option<Token<'a>> {
        let (tag, length) = read_tag(self.rest());
        self.at += length;
        let tag = tag?;
        match RAW.iter().find(|raw| **raw == tag.name) {
            Some(raw) => self.raw(raw).map(|content| Token::Raw(tag, content)),
            None => (tag.name != "plaintext").then_some(Token::Start(tag)),
        }
    }

    /// The content up to the end tag, which is passed over too. Without one a script or a style runs to the end of
    /// the page, and a title or a text area is taken not to be there.
    fn raw(&mut self, name: &'static str) -> Option<&'a str> {
        let rest = self.rest();
        let known = self.endless.contains(&name);
        let end = if known { None } else { find_end(rest, name) };
        let Some(end) = end else {
            self.endless.push(name);
            let swallows = !matches!(name, "title" | "textarea") && !known;
            self.at += if swallows { rest.len() } else { 0 };
            return swallows.then_some(rest);
        };
        self.at += end;
        let past = self.rest().find('>').map_or(self.rest().len(), |at| at + 1);
        self.at += past;
        Some(&rest[..end])
    }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        while self.at < self.page.len() {
            let bytes = self.rest().as_bytes();
            let letter = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_alphabetic);
            let found = match (bytes[0], bytes.get(1)) {
                (b'<', Some(b'/')) if letter(2) => self.end_tag(),
                (b'<', Some(b'!' | b'?' | b'/')) => {
                    self.skip_comment();
                    None
                }
                (b'<', Some(_)) if letter(1) => self.start_tag(),
                _ => Some(self.text()),
            };
            if found.is_some() {
                return found;
            }
        }
        None
    }
}

fn name_of(rest: &str) -> String {
    let end = rest.find(|c: char| c.is_ascii_whitespace() || c == '/' || c == '>').unwrap_or(rest.len());
    rest[..end].to_ascii_lowercase()
}

/// Where `</name` begins, without regard to case.
fn find_end(text: &str, name: &str) -> Option<usize> {
    let ends = text.match_indices("</").map(|(at, _)| at);
    let is_name = |at: &usize| {
        let word = text.as_bytes().get(at + 2..at + 2 + name.len());
        let after = text.as_bytes().get(at + 2 + name.len());
        word.is_some_and(|word| word.eq_ignore_ascii_case(name.as_bytes()))
            && after.is_none_or(|b| b.is_ascii_whitespace() || matches!(b, b'/' | b'>'))
    };
    ends.into_iter().find(is_name)
}

/// The tag at the beginning of `text` and how many bytes it takes.
fn read_tag(text: &str) -> (Option<Tag<'_>>, usize) {
    let name = name_of(&text[1..]);
    let mut at = 1 + name.len();
    let mut attributes: Vec<(String, &str)> = Vec::new();
    let bytes = text.as_bytes();
    loop {
        while bytes.get(at).is_some_and(|b| b.is_ascii_whitespace() || *b == b'/') {
            at += 1;
        }
        match bytes.get(at) {
            None => return (None, text.len()),
            Some(b'>') => return (Some(Tag { name, attributes }), at + 1),
            Some(_) => {
                let (name, value, length) = read_attribute(&text[at..]);
                at += length;
                if attributes.len() < MOST_ATTRIBUTES && attributes.iter().all(|(known, _)| *known != name) {
                    attributes.push((name, value));
                }
            }
        }
    }
}

/// Name, value and length of the attribute at the beginning of `text`.
fn read_attribute(text: &str) -> (String, &str, usize) {
    let is_end = |c: char| c.is_ascii_whitespace() || matches!(c, '/' | '>' | '=');
    // A `=` at the beginning belongs to the name, as in the standard.
    let first = text.chars().next().map_or(0, char::len_utf8);
    let name_end = text[first..].find(is_end).map_or(text.len(), |at| first + at);
    let name = text[..name_end].to_ascii_lowercase();
    let after = text[name_end..].trim_ascii_start();
    let Some(value) = after.strip_prefix('=') else { return (name, "", name_end) };
    let value = value.trim_ascii_start();
    let start = text.len() - value.len();
    let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''));
    let Some(quote) = quote else {
        let end = value.find(|c: char| c.is_ascii_whitespace() || c == '>').unwrap_or(value.len());
        return (name, &value[..end], start + end);
    };
    match value[1..].find(quote) {
        Some(end) => (name, &value[1..=end], start + end + 2),
        None => (name, "", text.len()),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn shown(page: &str) -> Vec<String> {
        let tokens = Tokens::new(page).map(|token| match token {
            Token::Text(text) => format!("{text:?}"),
            Token::Start(tag) => format!("<{} {:?}>", tag.name, tag.attributes),
            Token::End(name) => format!("</{name}>"),
            Token::Raw(tag, content) => format!("<{}>{content:?}", tag.name),
        });
        tokens.collect()
    }

    #[test]
    fn tags_and_attributes_are_read_in_every_spelling() {
        let page = "<P CLASS=a id='b c' hidden data-x = \"1>2\" id=z/>x";
        let expected = "<p [(\"class\", \"a\"), (\"id\", \"b c\"), (\"hidden\", \"\"), (\"data-x\", \"1>2\")]>";
        assert_eq!(shown(page), [expected, "\"x\""]);
    }

    #[test]
    fn comments_and_stray_signs_are_no_tags() {
        assert_eq!(shown("a<!-- <p> -->b<!doctype html><?x?></ p>c"), ["\"a\"", "\"b\"", "\"c\""]);
        assert_eq!(shown("1 < 2 <3"), ["\"1 \"", "\"< 2 \"", "\"<3\""]);
        assert_eq!(shown("<!-->x<!-- never closed <p>"), ["\"x\""]);
    }

    #[test]
    fn a_script_ends_at_its_own_end_tag() {
        assert_eq!(shown("<script>a</p><b></SCRIPT >x"), ["<script>\"a</p><b>\"", "\"x\""]);
        assert_eq!(shown("<script>a</scripts>"), ["<script>\"a</scripts>\""]);
    }

    #[test]
    fn what_would_swallow_the_rest_of_the_page_is_no_tag() {
        assert_eq!(shown("<title>a<p>"), ["\"a\"", "<p []>"]);
        assert_eq!(shown("<xmp>a</xmp><plaintext><p>"), ["<xmp>\"a\"", "<p []>"]);
    }

    #[test]
    fn a_tag_without_end_is_no_tag() {
        assert!(shown("<p class=\"a > b").is_empty());
        assert!(shown("<p").is_empty());
    }

    #[test]
    fn references_are_resolved_on_demand() {
        let Some(Token::Start(tag)) = Tokens::new("<a href=' /?a=1&amp;b=2 '>").next() else { panic!("a start tag") };
        assert_eq!(tag.value("href"), "/?a=1&b=2");
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(300))]
        #[test]
        fn no_page_panics(page in "(<|</|<!--|-->|>|=|'|\"|script|title|p| |é|/|[a-z]){0,60}") {
            for token in Tokens::new(&page) {
                if let Token::Text(text) = token {
                    prop_assert!(!text.is_empty());
                }
            }
        }
    }
}
