//! What does a page say about itself, outside its text?

use super::token::{Tag, resolved};
use super::tree::Tree;

/// `<meta>` elements that are kept. Chosen by hand: pages have a few dozen.
const MOST_METAS: usize = 400;

/// Blocks of JSON-LD that are kept, and bytes of one. Chosen by hand: pages have one to five of a few kilobytes.
const MOST_BLOCKS: usize = 32;
const LONGEST_BLOCK: usize = 1 << 20;

/// Times and date lines that are kept. Chosen by hand: those of the article come before those of its neighbours.
const MOST_TIMES: usize = 64;

/// Bytes of a line that may be a date line. Chosen by hand: a byline with place, date and time.
const LONGEST_DATELINE: usize = 120;

/// Bytes of a heading or a title that are kept. Chosen by hand: longer ones are not headlines.
const LONGEST_TITLE: usize = 1000;

/// What a time in the page says it is the time of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Means {
    Published,
    Modified,
    Unsaid,
}

/// What the head and the marked elements of a page say, references resolved.
#[derive(Debug, Default)]
pub(super) struct Facts {
    /// `lang` of `<html>`.
    pub(super) language: String,
    /// `href` of `<base>`.
    pub(super) base: String,
    /// `href` of `<link rel="canonical">`.
    pub(super) canonical: String,
    /// Names and contents of `<meta>`, names in lower case.
    pub(super) metas: Vec<(String, String)>,
    /// JSON-LD as written.
    pub(super) blocks: Vec<String>,
    /// `<title>`.
    pub(super) title: String,
    /// The first `<h1>` with words in it.
    pub(super) heading: String,
    /// `<time datetime>` and elements with a property of time.
    pub(super) times: Vec<(Means, String)>,
    /// Short lines in elements that are called after dates.
    pub(super) datelines: Vec<String>,
    heading_done: bool,
}

impl Facts {
    /// The content of the first `<meta>` with one of these names, in the order of the names.
    pub(super) fn meta(&self, names: &[&str]) -> &str {
        let content = |name: &&str| self.metas.iter().find(|(n, c)| n == name && !c.is_empty());
        names.iter().find_map(content).map_or("", |(_, content)| content)
    }

    pub(super) fn read_tag(&mut self, tag: &Tag<'_>, tree: &Tree) {
        match tag.name.as_str() {
            "html" if self.language.is_empty() => self.language = tag.value("lang").into_owned(),
            "base" if self.base.is_empty() => self.base = tag.value("href").into_owned(),
            "link" if self.canonical.is_empty() && tag.value("rel").eq_ignore_ascii_case("canonical") => {
                self.canonical = tag.value("href").into_owned();
            }
            "meta" => self.read_meta(tag),
            "time" => self.read_time(tag, tree),
            "h1" if !self.heading.trim().is_empty() => self.heading_done = true,
            _ => self.read_property(tag),
        }
    }

    fn read_meta(&mut self, tag: &Tag<'_>) {
        let name = ["property", "name", "itemprop"].into_iter().find_map(|attribute| tag.written(attribute));
        if let Some(name) = name.filter(|_| self.metas.len() < MOST_METAS) {
            self.metas.push((name.trim().to_ascii_lowercase(), tag.value("content").into_owned()));
        }
    }

    /// Times in what stands beside the article are those of other articles.
    fn read_time(&mut self, tag: &Tag<'_>, tree: &Tree) {
        let words = tag.value("datetime");
        let aside = tree.is_aside() || tree.is_item();
        let means = meaning(tag);
        if !words.is_empty() && self.times.len() < MOST_TIMES && (means == Means::Published || !aside) {
            self.times.push((means, words.into_owned()));
        }
    }

    fn read_property(&mut self, tag: &Tag<'_>) {
        let Some(property) = tag.written("itemprop") else { return };
        let means = match property {
            "datePublished" => Means::Published,
            "dateModified" => Means::Modified,
            _ => return,
        };
        let content = tag.value("content");
        if !content.is_empty() && self.times.len() < MOST_TIMES {
            self.times.push((means, content.into_owned()));
        }
    }

    pub(super) fn read_raw(&mut self, tag: &Tag<'_>, content: &str, hidden: bool) {
        let kind = tag.value("type").to_ascii_lowercase();
        if tag.name == "title" && self.title.is_empty() && !hidden {
            self.title = resolved(content[..content.floor_char_boundary(LONGEST_TITLE)].trim()).into_owned();
        }
        let is_block = tag.name == "script" && kind.starts_with("application/ld+json");
        if is_block && content.len() <= LONGEST_BLOCK && self.blocks.len() < MOST_BLOCKS {
            self.blocks.push(content.to_owned());
        }
    }

    pub(super) fn read_text(&mut self, text: &str, tree: &Tree) {
        let words = text.trim();
        if words.is_empty() {
            return;
        }
        if !self.heading_done && self.heading.len() < LONGEST_TITLE && tree.is_heading() {
            self.heading.push_str(&resolved(text));
        }
        let may_be = words.len() <= LONGEST_DATELINE && words.bytes().any(|b| b.is_ascii_digit());
        if may_be && self.datelines.len() < MOST_TIMES && tree.is_dated() && !tree.is_aside() {
            self.datelines.push(resolved(words).into_owned());
        }
    }
}

/// What a `<time>` says of itself, by property and class.
fn meaning(tag: &Tag<'_>) -> Means {
    let said: String = ["itemprop", "class", "id"].map(|name| tag.written(name).unwrap_or("")).join(" ");
    let said = said.to_ascii_lowercase();
    let says = |words: &[&str]| words.iter().any(|word| said.contains(word));
    if says(&["modified", "updat"]) {
        Means::Modified
    } else if tag.written("pubdate").is_some() || says(&["publish", "posted", "entry-date", "created"]) {
        Means::Published
    } else {
        Means::Unsaid
    }
}
