//! What does a piece of HTML say, without its tags? For the bits of HTML that feeds carry, not for whole pages.

use quick_xml::escape::resolve_html5_entity;

use super::html::is_block;

/// Elements whose content is not for a reader.
const UNREAD: [&str; 7] = ["script", "style", "template", "iframe", "svg", "head", "noscript"];

/// Bytes of a reference such as `&hellip;` at most. The longest name of HTML has 31 letters.
const LONGEST_REFERENCE: usize = 33;

/// What windows-1252 has where Unicode has control characters: numeric references from 128 to 159 mean these.
/// Source: HTML standard, numeric character reference end state.
const WINDOWS_1252: &str = "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8D}Ž\u{8F}\u{90}‘’“”•–—˜™š›œ\u{9D}žŸ";

/// The words of a piece of HTML.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stripped {
    /// A line for each block, without empty lines.
    pub text: String,
    /// The targets of links as they are written, in order of appearance.
    pub links: Vec<String>,
}

/// Takes the tags off. White space becomes single spaces, blocks become lines, references become characters, and
/// scripts, styles and frames are left out. Words without any tag keep their lines as they are.
/// Errors: none; what is no tag is text. Cost: linear.
pub fn strip(html: &str) -> Stripped {
    if !html.as_bytes().windows(2).any(|pair| pair[0] == b'<' && begins_tag(pair[1])) {
        let mut text = String::with_capacity(html.len());
        decode(html, |c| text.push(c));
        return Stripped { text: text.trim().to_owned(), links: Vec::new() };
    }
    let mut stripper =
        Stripper { rest: html, quotes_pair: true, tags_end: true, out: Stripped::default(), space: Space::Nothing };
    while stripper.step() {}
    stripper.out
}

/// Gives the characters of `text` with its references resolved; one that means nothing stays as it is written.
pub(super) fn decode(text: &str, mut give: impl FnMut(char)) {
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        rest[..at].chars().for_each(&mut give);
        rest = &rest[at..];
        let head = &rest.as_bytes()[..rest.len().min(LONGEST_REFERENCE)];
        let length = head.iter().position(|b| *b == b';').unwrap_or(0);
        if let Some(meant) = rest.get(1..length).and_then(resolved) {
            meant.chars().for_each(&mut give);
            rest = &rest[length + 1..];
        } else {
            give('&');
            rest = &rest[1..];
        }
    }
    rest.chars().for_each(give);
}

/// What a reference means, `name` being what stands between `&` and `;`.
pub(super) fn resolved(name: &str) -> Option<String> {
    let Some(number) = name.strip_prefix('#') else {
        return resolve_html5_entity(name).map(str::to_owned);
    };
    let code = match number.strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16),
        None => number.parse(),
    };
    let meant = match code.ok()? {
        0 => '\u{FFFD}',
        code @ 128..=159 => WINDOWS_1252.chars().nth(code as usize - 128)?,
        code => char::from_u32(code).unwrap_or('\u{FFFD}'),
    };
    Some(meant.to_string())
}

/// What has to come before the next word.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Space {
    Nothing,
    Blank,
    Line,
}

struct Stripper<'a> {
    rest: &'a str,
    /// Whether quotes in tags are trusted to pair up. Given up once, so that the cost stays linear.
    quotes_pair: bool,
    /// Whether a `>` is left to look for.
    tags_end: bool,
    out: Stripped,
    space: Space,
}

impl Stripper<'_> {
    /// Takes the text up to the next tag, and that tag; whether anything is left.
    fn step(&mut self) -> bool {
        let Some(at) = self.rest.find('<') else {
            self.words(self.rest);
            return false;
        };
        self.words(&self.rest[..at]);
        self.rest = &self.rest[at..];
        match self.rest.as_bytes().get(1) {
            Some(b'!') if self.rest.starts_with("<!--") => self.pass("-->"),
            Some(b'!' | b'?') => self.pass(">"),
            Some(next) if begins_tag(*next) => self.tag(),
            _ => {
                self.words("<");
                self.rest = &self.rest[1..];
            }
        }
        !self.rest.is_empty()
    }

    /// Leaves out everything up to and with `end`; the rest where there is none.
    fn pass(&mut self, end: &str) {
        self.rest = self.rest.find(end).map_or("", |at| &self.rest[at + end.len()..]);
    }

    fn tag(&mut self) {
        let Some(end) = self.tag_end() else {
            self.words("<");
            self.rest = &self.rest[1..];
            return;
        };
        let tag = &self.rest[1..end];
        self.rest = &self.rest[end + 1..];
        let name = tag.trim_start_matches('/').split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or("");
        let name = name.to_ascii_lowercase();
        if is_block(&name) || name == "br" {
            self.space = Space::Line;
        }
        if UNREAD.contains(&name.as_str()) && !tag.starts_with('/') && !tag.ends_with('/') {
            self.pass_element(&name);
        }
        if name == "a" {
            let target = attribute(tag, "href").map(|target| target.trim().to_owned());
            self.out.links.extend(target.filter(|target| !target.is_empty()));
        }
    }

    /// The position of the `>` that ends the tag at the beginning of the rest.
    fn tag_end(&mut self) -> Option<usize> {
        if self.quotes_pair {
            let mut quote = None;
            for (at, byte) in self.rest.bytes().enumerate() {
                match (quote, byte) {
                    (None, b'>') => return Some(at),
                    (None, b'"' | b'\'') if self.rest.as_bytes()[at - 1] == b'=' => quote = Some(byte),
                    (Some(open), _) if open == byte => quote = None,
                    _ => {}
                }
            }
            self.quotes_pair = false;
        }
        let end = if self.tags_end { self.rest.find('>') } else { None };
        self.tags_end = end.is_some();
        end
    }

    fn pass_element(&mut self, name: &str) {
        let close = format!("</{name}");
        let closes = |at: &usize| {
            self.rest.as_bytes()[*at..].get(..close.len()).is_some_and(|b| b.eq_ignore_ascii_case(close.as_bytes()))
        };
        let at = tags_in(self.rest).find(closes);
        self.rest = at.map_or("", |at| &self.rest[at..]);
    }

    fn words(&mut self, text: &str) {
        let (out, space) = (&mut self.out.text, &mut self.space);
        decode(text, |c| {
            if c.is_ascii_whitespace() {
                *space = (*space).max(Space::Blank);
                return;
            }
            match std::mem::replace(space, Space::Nothing) {
                _ if out.is_empty() => {}
                Space::Nothing => {}
                Space::Blank => out.push(' '),
                Space::Line => out.push('\n'),
            }
            out.push(c);
        });
    }
}

fn begins_tag(byte: u8) -> bool {
    byte.is_ascii_alphabetic() || matches!(byte, b'/' | b'!' | b'?')
}

/// Where the tags of a text begin.
fn tags_in(text: &str) -> impl Iterator<Item = usize> {
    text.match_indices('<').map(|(at, _)| at)
}

/// The value of an attribute of a tag, with references resolved.
pub(super) fn attribute(tag: &str, name: &str) -> Option<String> {
    let lower = tag.to_ascii_lowercase();
    let (at, _) = lower.match_indices(name).find(|(at, _)| {
        let parted = lower[..*at].ends_with(|c: char| c.is_ascii_whitespace() || c == '"' || c == '\'');
        parted && lower[at + name.len()..].trim_start().starts_with('=')
    })?;
    let value = tag[at + name.len()..].trim_start().strip_prefix('=')?.trim_start();
    let value = match value.chars().next()? {
        quote @ ('"' | '\'') => value[1..].split(quote).next()?,
        _ => value.split(|c: char| c.is_ascii_whitespace()).next()?,
    };
    let mut decoded = String::new();
    decode(value, |c| decoded.push(c));
    Some(decoded)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(html: &str, text: &str) {
        assert_eq!(strip(html).text, text, "{html}");
    }

    #[test]
    fn blocks_become_lines_and_the_rest_one_line() {
        check(
            "<p>The  ferry\n sailed.</p><p>It <b>sank</b>.</p>\n<ul><li>a<li>b</ul>",
            "The ferry sailed.\nIt sank.\na\nb",
        );
        check("one<br/>two<BR>three", "one\ntwo\nthree");
        check("sh<i>ip</i>s", "ships");
    }

    #[test]
    fn references_become_characters() {
        check(
            "<p>&lt;p&gt; &amp;amp; &#233;&#xE9; &#150; &hellip; &unknown; & R&D</p>",
            "<p> &amp; éé – … &unknown; & R&D",
        );
        check("AT&amp;T\n\nfell", "AT&T\n\nfell");
        check("&#0;&#xD800;&#99999999999;", "\u{FFFD}\u{FFFD}&#99999999999;");
    }

    #[test]
    fn what_is_not_read_is_left_out() {
        check("a<script>if (1 < 2) { b() }</SCRIPT>c<style>d</style><!-- e > f -->g", "acg");
        check("a<script>never closed", "a");
        check("a<!-- never closed", "a");
        check("<svg/>a", "a");
    }

    #[test]
    fn what_is_no_tag_is_text() {
        check("<p>1 < 2 and 3 > 2", "1 < 2 and 3 > 2");
        check("a <b", "a <b");
        check("<p title=\"a>b\">c", "c");
        check("<p title=\"a>b", "b");
    }

    #[test]
    fn links_come_in_order() {
        let html =
            "<A HREF='/a?x=1&amp;y=2'>a</A><a class=b data-href=x href=b.html>b</a><a name=c>c</a><a href=\"\">d</a>";
        assert_eq!(strip(html).links, ["/a?x=1&y=2", "b.html"]);
    }

    #[test]
    fn hostile_html_takes_linear_time() {
        for piece in ["<a href=\"", "<a ", "<!--", "&", "<script", "<script>", "</", "&#x", "<a href='>"] {
            let html = format!("<p>{}", piece.repeat(200_000));
            assert!(strip(&html).text.len() <= html.len());
        }
    }
}
