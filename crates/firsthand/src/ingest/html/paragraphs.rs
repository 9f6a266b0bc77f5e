//! What are the paragraphs of a piece of HTML, and where do their links lead?

use url::Url;

use super::token::{Token, Tokens, resolved};
use super::tree::is_block;

/// One paragraph: white space collapsed, nothing else changed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Paragraph {
    pub(super) text: String,
    /// Addresses as written, in order.
    pub(super) links: Vec<String>,
    /// Letters and figures that stand in links.
    pub(super) linked: usize,
    /// Whether it is a heading, and whether an item of a list.
    pub(super) heading: bool,
    pub(super) item: bool,
    /// Whether it stands under a picture.
    pub(super) caption: bool,
}

impl Paragraph {
    /// Whether all of it is links.
    pub(super) fn is_all_links(&self) -> bool {
        self.linked > 0 && self.linked >= letters(&self.text)
    }
}

pub(super) fn letters(text: &str) -> usize {
    text.chars().filter(|c| c.is_alphanumeric()).count()
}

/// Splits HTML at its blocks and line breaks; cells of a table row stay on one line. What stands in menus, side bars
/// and feet is left out.
pub(super) fn paragraphs(html: &str) -> Vec<Paragraph> {
    let mut split = Split::default();
    for token in Tokens::new(html) {
        match token {
            Token::Text(text) => split.text(&resolved(text)),
            Token::Start(tag) => split.start(&tag.name, &tag.value("href")),
            Token::End(name) => split.end(&name),
            Token::Raw(..) => {}
        }
    }
    split.close();
    split.found
}

#[derive(Default)]
struct Split {
    found: Vec<Paragraph>,
    now: Paragraph,
    in_link: bool,
    heading: bool,
    item: bool,
    /// Open captions.
    captions: usize,
    /// Open menus, side bars and feet.
    beside: usize,
}

impl Split {
    fn text(&mut self, text: &str) {
        if self.beside > 0 {
            return;
        }
        if self.in_link {
            self.now.linked += letters(text);
        }
        let mut words = text.split_whitespace();
        let Some(first) = words.next() else {
            self.space();
            return;
        };
        if text.starts_with(char::is_whitespace) {
            self.space();
        }
        self.now.text.push_str(first);
        for word in words {
            self.now.text.push(' ');
            self.now.text.push_str(word);
        }
        if text.ends_with(char::is_whitespace) {
            self.space();
        }
    }

    fn space(&mut self) {
        if !self.now.text.is_empty() && !self.now.text.ends_with(' ') {
            self.now.text.push(' ');
        }
    }

    fn start(&mut self, name: &str, href: &str) {
        self.edge(name);
        match name {
            "a" => {
                self.in_link = true;
                self.now.links.extend((!href.is_empty() && self.beside == 0).then(|| href.to_owned()));
            }
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => self.heading = true,
            "li" => self.item = true,
            "figcaption" => self.captions += 1,
            "nav" | "aside" | "footer" => self.beside += 1,
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        self.edge(name);
        match name {
            "a" => self.in_link = false,
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => self.heading = false,
            "li" => self.item = false,
            "figcaption" => self.captions = self.captions.saturating_sub(1),
            "nav" | "aside" | "footer" => self.beside = self.beside.saturating_sub(1),
            _ => {}
        }
    }

    fn edge(&mut self, name: &str) {
        if matches!(name, "td" | "th") {
            self.space();
        } else if is_block(name) || name == "br" {
            self.close();
        }
    }

    fn close(&mut self) {
        let mut done = std::mem::take(&mut self.now);
        done.text.truncate(done.text.trim_end().len());
        (done.heading, done.item, done.caption) = (self.heading, self.item, self.captions > 0);
        if !done.text.is_empty() {
            self.found.push(done);
        } else if let Some(last) = self.found.last_mut() {
            // The link around a picture belongs to what it illustrates.
            last.links.append(&mut done.links);
        }
    }
}

/// The links of paragraphs, absolute, each once, without those to a place on the same page. Addresses that are not
/// of the Web (`mailto:`, `javascript:`) and relative ones without a base are left out.
pub(super) fn absolute(paragraphs: &[Paragraph], base: Option<&Url>) -> Vec<String> {
    let mut seen = std::collections::BTreeSet::new();
    let written = paragraphs.iter().flat_map(|p| &p.links).filter(|link| !link.trim_start().starts_with('#'));
    let urls = written.filter_map(|link| base.map_or_else(|| Url::parse(link), |base| base.join(link)).ok());
    let web = urls.filter(|url| matches!(url.scheme(), "http" | "https"));
    web.map(String::from).filter(|url| seen.insert(url.clone())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(html: &str) -> Vec<String> {
        paragraphs(html).into_iter().map(|p| p.text).collect()
    }

    #[test]
    fn blocks_and_breaks_part_paragraphs() {
        assert_eq!(
            texts("<p>One <b>two</b>\n three.</p><div>Four<br>five &amp; six</div>"),
            ["One two three.", "Four", "five & six"]
        );
        assert_eq!(texts("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>"), ["a b", "c"]);
        assert_eq!(texts("<nav><p>Home</p></nav><p>a"), ["a"]);
        assert_eq!(texts(" \n <p> </p>"), Vec::<String>::new());
    }

    #[test]
    fn what_stands_under_a_picture_is_a_caption() {
        let found = paragraphs("<p>a</p><figure><img><figcaption>b<p>c</p></figcaption></figure>d");
        assert_eq!(found.iter().map(|p| p.caption).collect::<Vec<_>>(), [false, true, true, false]);
    }

    #[test]
    fn links_become_absolute_and_come_once() {
        let found = paragraphs(
            "<p><a href='/a'>A</a> and <a href='b?x=1&amp;y'>B</a> <a href='#c'>C</a><a href='mailto:d@e'>D</a></p>\
             <p><a href='https://harbour.example/a'>all of it</a></p>",
        );
        assert_eq!((found[0].is_all_links(), found[1].is_all_links()), (false, true));
        let base = Url::parse("https://harbour.example/news/").unwrap();
        assert_eq!(
            absolute(&found, Some(&base)),
            ["https://harbour.example/a", "https://harbour.example/news/b?x=1&y"]
        );
        assert_eq!(absolute(&found, None), ["https://harbour.example/a"]);
    }
}
