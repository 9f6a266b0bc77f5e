//! What of a page may reach a parser?
//!
//! One pass over the page, before any tree is built: it copies what may carry the article, balanced and within
//! limits, and gathers what the head and the dates say. Parsers of HTML recurse, and what overflows their stack
//! cannot be caught; what this pass lets through nests no deeper than [`Limits::depth`].

use super::facts::Facts;
use super::token::{Tag, Token, Tokens};
use super::tree::{Open, Tree, is_void};

/// What is read of one page at most.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Elements inside each other; what lies deeper loses its tags and keeps its text.
    pub depth: usize,
    /// Bytes of the page.
    pub page_bytes: usize,
    /// Tags and pieces of text between them; the rest of the page is not read.
    pub tokens: usize,
    /// Links; further ones lose their tags and keep their text.
    pub links: usize,
}

impl Default for Limits {
    /// All chosen by hand, far above what is met: of the 95 pages read for the body metric, the deepest nests 51
    /// elements, the largest has 1.5 MB, the one with the most tags 1,600.
    fn default() -> Self {
        Self { depth: 200, page_bytes: 32 << 20, tokens: 400_000, links: 20_000 }
    }
}

/// What the pass left of a page.
#[derive(Debug, Default)]
pub(super) struct Cleaned {
    /// Balanced HTML without scripts, styles, frames and hidden elements.
    pub(super) page: String,
    pub(super) facts: Facts,
    /// Start tags that lay too deep.
    pub(super) too_deep: usize,
    /// Links beyond the limit.
    pub(super) links_over: usize,
    /// Start tags that were copied.
    pub(super) tags: usize,
    /// Whether the rest of the page was not read.
    pub(super) cut: bool,
    /// Ranges of `page` that it marks as the body of an article, none inside another.
    pub(super) bodies: Vec<(usize, usize)>,
    /// Words that a reader of the page does not see.
    pub(super) hidden_words: usize,
}

/// Elements that never hold an article. What they contain is left out whole.
const LEFT_OUT: [&str; 16] = [
    "noscript", "svg", "math", "template", "object", "embed", "applet", "canvas", "select", "button", "datalist",
    "audio", "video", "map", "dialog", "input",
];

/// Bytes of an attribute that are copied. Chosen by hand: longer ones are data of scripts.
const LONGEST_ATTRIBUTE: usize = 2048;

/// Elements that are read though they are marked as hidden: pages hide all they have until a script shows it.
const NEVER_HIDDEN: [&str; 5] = ["html", "head", "body", "main", "article"];

/// Passes over a page. Errors: none. Cost: linear in the page.
pub(super) fn clean(page: &str, limits: Limits) -> Cleaned {
    let cut = page.len() > limits.page_bytes;
    let page = &page[..page.floor_char_boundary(limits.page_bytes)];
    let cleaned = Cleaned { cut, ..Cleaned::default() };
    let mut pass = Pass { limits, tree: Tree::new(limits.depth), cleaned, links: 0, hiding: false, body: None };
    for (count, token) in Tokens::new(page).enumerate() {
        if count >= limits.tokens {
            pass.cleaned.cut = true;
            break;
        }
        pass.take(&token);
    }
    let open = pass.tree.close_all();
    pass.write_ends(&open);
    pass.cleaned
}

struct Pass {
    limits: Limits,
    tree: Tree,
    cleaned: Cleaned,
    links: usize,
    /// Whether what is left out now is hidden, and not of a kind that is always left out.
    hiding: bool,
    /// Where the element that is marked as the article's body began: open elements around it, bytes before it.
    body: Option<(usize, usize)>,
}

impl Pass {
    fn take(&mut self, token: &Token<'_>) {
        match token {
            Token::Text(text) => self.text(text),
            Token::Start(tag) => self.start(tag),
            Token::Raw(tag, content) => self.raw(tag, content),
            Token::End(name) => {
                let closed = self.tree.close(name);
                self.write_ends(&closed);
            }
        }
    }

    fn text(&mut self, text: &str) {
        if self.tree.is_silent() {
            self.cleaned.hidden_words += if self.hiding { text.split_whitespace().count() } else { 0 };
            return;
        }
        self.cleaned.facts.read_text(text, &self.tree);
        // A lone `<` is text here and must stay text for the parser.
        match text.strip_prefix('<') {
            Some(rest) => {
                self.cleaned.page.push_str("&lt;");
                self.cleaned.page.push_str(rest);
            }
            None => self.cleaned.page.push_str(text),
        }
    }

    fn raw(&mut self, tag: &Tag<'_>, content: &str) {
        self.cleaned.facts.read_raw(tag, content, self.tree.is_silent());
        // A word that ends before a script is not the word that begins after it.
        self.cleaned.page.push(' ');
    }

    fn start(&mut self, tag: &Tag<'_>) {
        let ended = self.tree.ended_by(&tag.name);
        self.write_ends(&ended);
        self.cleaned.facts.read_tag(tag, &self.tree);
        if is_void(&tag.name) {
            if !self.tree.is_silent() && !LEFT_OUT.contains(&tag.name.as_str()) {
                self.write(tag);
            }
            return;
        }
        if tag.name == "a" && !self.tree.is_silent() {
            self.links += 1;
        }
        let left_out = LEFT_OUT.contains(&tag.name.as_str());
        let hidden = !left_out && is_hidden(tag);
        if !self.tree.is_silent() {
            self.hiding = hidden;
        }
        let around = self.tree.len();
        let opened = self.tree.open(Open { name: tag.name.clone(), dated: is_dated(tag) }, left_out || hidden);
        if !opened {
            self.cleaned.too_deep += 1;
            self.cleaned.page.push(' ');
        } else if !self.tree.is_silent() {
            self.mark_body(tag, around);
            self.write(tag);
        }
    }

    fn mark_body(&mut self, tag: &Tag<'_>, around: usize) {
        let marked = tag.written("itemprop").is_some_and(|p| p.split_ascii_whitespace().any(|p| p == "articleBody"));
        if marked && self.body.is_none() {
            self.body = Some((around, self.cleaned.page.len()));
        }
    }

    fn write(&mut self, tag: &Tag<'_>) {
        self.cleaned.tags += 1;
        let page = &mut self.cleaned.page;
        page.push('<');
        page.push_str(&tag.name);
        let too_many = tag.name == "a" && self.links > self.limits.links;
        self.cleaned.links_over += usize::from(too_many);
        for (name, value) in &tag.attributes {
            if is_copied(name, value) && !(too_many && name == "href") {
                page.push(' ');
                page.push_str(name);
                page.push_str("=\"");
                page.push_str(&value.replace('"', "&quot;"));
                page.push('"');
            }
        }
        page.push('>');
    }

    fn write_ends(&mut self, names: &[String]) {
        for name in names {
            self.cleaned.page.push_str("</");
            self.cleaned.page.push_str(name);
            self.cleaned.page.push('>');
        }
        let (Some((around, start)), len) = (self.body, self.tree.len()) else { return };
        if len <= around {
            self.cleaned.bodies.push((start, self.cleaned.page.len()));
            self.body = None;
        }
    }
}

fn is_copied(name: &str, value: &str) -> bool {
    let plain = name.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b':'));
    plain && value.len() <= LONGEST_ATTRIBUTE && name != "style" && !name.starts_with("on")
}

/// Whether a class, an id or a property says that a date stands here.
fn is_dated(tag: &Tag<'_>) -> bool {
    let names = ["class", "id", "itemprop"].into_iter().filter_map(|name| tag.written(name));
    let says = |words: &str| {
        let words = words.to_ascii_lowercase();
        ["date", "time", "publish", "posted", "byline", "meta", "info"].iter().any(|word| words.contains(word))
    };
    tag.name == "time" || names.into_iter().any(says)
}

/// Whether a reader of the page does not see the element.
fn is_hidden(tag: &Tag<'_>) -> bool {
    if NEVER_HIDDEN.contains(&tag.name.as_str()) {
        return false;
    }
    let by_attribute = tag.written("hidden").is_some_and(|value| !value.eq_ignore_ascii_case("until-found"));
    let from_readers = tag.written("aria-hidden").is_some_and(|value| value.eq_ignore_ascii_case("true"));
    by_attribute || from_readers || tag.written("style").is_some_and(hides)
}

/// Whether a style takes an element out of sight: not shown, without size, or far off the page.
fn hides(style: &str) -> bool {
    let style: String = style.to_ascii_lowercase().chars().filter(|c| !c.is_whitespace()).collect();
    let declared: Vec<(&str, &str)> = style.split(';').filter_map(|part| part.split_once(':')).collect();
    let zero = |value: &str| value.trim_end_matches(|c: char| c.is_ascii_alphabetic() || c == '%') == "0";
    let any = |test: &dyn Fn(&str, &str) -> bool| declared.iter().any(|(name, value)| test(name, value));
    let clipped = any(&|name, value| name.starts_with("overflow") && value.starts_with("hidden"));
    any(&|name, value| match name {
        "display" => value.starts_with("none"),
        "visibility" => value.starts_with("hidden") || value.starts_with("collapse"),
        "font-size" => zero(value),
        "width" | "height" | "max-height" | "max-width" => clipped && zero(value),
        // Four digits: no layout moves text by a thousand pixels and shows it.
        "left" | "top" | "right" | "text-indent" | "margin-left" => {
            value.strip_prefix('-').is_some_and(|v| v.chars().take_while(char::is_ascii_digit).count() > 3)
        }
        _ => false,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(page: &str, expected: &str) {
        assert_eq!(clean(page, Limits::default()).page, expected);
    }

    #[test]
    fn what_is_copied_is_balanced() {
        check("<div><p>a<p>b<b>c</div>d", "<div><p>a</p><p>b<b>c</b></p></div>d");
        check("</p></div>a<br>1 < 2", "a<br>1 &lt; 2");
        check("<ul><li>a<li>b</ul>", "<ul><li>a</li><li>b</li></ul>");
    }

    #[test]
    fn what_runs_and_what_is_hidden_is_left_out() {
        check("<p onclick=x() class='a\"b'>a<script>b</script><style>c</style>", "<p class=\"a&quot;b\">a  </p>");
        check("<svg><p>a</p></svg><noscript>b</noscript><p>c", "<p>c</p>");
        for attribute in [
            "hidden",
            "aria-hidden=true",
            "style='display: none'",
            "style='color:red;VISIBILITY:hidden'",
            "style='font-size:0px'",
            "style='height:0;overflow:hidden'",
            "style='position:absolute;left:-9999px'",
        ] {
            check(&format!("<div {attribute}>a<p>b</p></div><p>c</p>"), "<p>c</p>");
        }
        check("<div style='display:block;margin:0'>a</div>", "<div>a</div>");
        assert_eq!(clean("<p hidden>one two<p>c", Limits::default()).hidden_words, 2);
    }

    #[test]
    fn a_page_that_hides_itself_until_a_script_runs_is_read() {
        check("<body style='visibility:hidden'><p>a", "<body><p>a</p></body>");
    }

    #[test]
    fn depth_tokens_and_links_have_limits() {
        let limits = Limits { depth: 3, tokens: 9, links: 1, ..Limits::default() };
        let found = clean("<i><i><i><i><i>a</i></i></i></i></i>b", limits);
        assert_eq!((found.page.as_str(), found.too_deep, found.cut), ("<i><i><i>  a</i></i></i>", 2, true));
        let found = clean("<a href=/x>a</a><a href=/y>b</a>", limits);
        assert_eq!((found.page.as_str(), found.links_over), ("<a href=\"/x\">a</a><a>b</a>", 1));
    }

    #[test]
    fn the_marked_body_is_found() {
        let found = clean("<div>x<div itemprop='articleBody'><p>a</div>y</div>", Limits::default());
        let (start, end) = found.bodies[0];
        assert_eq!(&found.page[start..end], "<div itemprop=\"articleBody\"><p>a</p></div>");
    }
}
