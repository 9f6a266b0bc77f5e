//! Which elements are open? What the pre-pass needs to know of nesting, within a fixed depth.

/// Elements that have no content and no end tag (HTML standard, section 13.1.2).
const VOID: [&str; 14] =
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"];

/// Start tags that end an open paragraph (HTML standard, section 13.2.6.4.7).
const BLOCKS: [&str; 33] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "center",
    "details",
    "dialog",
    "dir",
    "div",
    "dl",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "main",
    "menu",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "table",
    "ul",
    "summary",
];

/// How far up an element is looked for that a start tag ends. Chosen by hand: what lies between a paragraph and
/// the next are a few spans.
const LOOKED_UP: usize = 32;

pub(super) fn is_void(name: &str) -> bool {
    VOID.contains(&name)
}

/// Whether an element stands on lines of its own.
pub(in crate::ingest) fn is_block(name: &str) -> bool {
    const MORE: [&str; 10] = ["li", "dt", "dd", "tr", "td", "th", "caption", "body", "html", "option"];
    BLOCKS.contains(&name) || MORE.contains(&name)
}

/// An open element.
#[derive(Debug)]
pub(super) struct Open {
    pub(super) name: String,
    /// Whether a class or an id says that a date stands here.
    pub(super) dated: bool,
}

/// The open elements, outermost first. Invariant: never more than `depth`.
#[derive(Debug)]
pub(super) struct Tree {
    open: Vec<Open>,
    depth: usize,
    /// Open elements that stand beside an article, list items, and main headings.
    asides: usize,
    items: usize,
    headings: usize,
    others: usize,
    /// Elements that were opened beyond the depth and not closed yet.
    beyond: usize,
    /// Length of `open`, and count of `beyond`, above which everything is left out.
    silent: Option<(usize, usize)>,
}

impl Tree {
    pub(super) fn new(depth: usize) -> Self {
        Self { open: Vec::new(), depth, asides: 0, items: 0, headings: 0, others: 0, beyond: 0, silent: None }
    }

    /// Opens an element; `false` where it lies too deep and was not opened.
    pub(super) fn open(&mut self, element: Open, silent: bool) -> bool {
        if silent && self.silent.is_none() {
            self.silent = Some((self.open.len(), self.beyond));
        }
        if self.open.len() < self.depth {
            *self.count(&element.name) += 1;
            self.open.push(element);
            return true;
        }
        self.beyond += 1;
        false
    }

    /// Whether what comes now is left out.
    pub(super) fn is_silent(&self) -> bool {
        self.silent.is_some()
    }

    /// Whether a date is likely here: an open element near says so.
    pub(super) fn is_dated(&self) -> bool {
        // Chosen by hand: the element itself, and two that wrap it.
        self.open.iter().rev().take(3).any(|element| element.dated)
    }

    /// Whether what comes now stands beside the article: in a side bar, a menu or a foot.
    pub(super) fn is_aside(&self) -> bool {
        self.asides > 0
    }

    /// Whether what comes now stands in a list.
    pub(super) fn is_item(&self) -> bool {
        self.items > 0
    }

    /// Whether what comes now stands in a main heading.
    pub(super) fn is_heading(&self) -> bool {
        self.headings > 0
    }

    /// The names of the elements that a start tag ends, innermost first.
    pub(super) fn ended_by(&mut self, name: &str) -> Vec<String> {
        let (ends, within): (&[&str], &[&str]) = match name {
            "li" => (&["li"], &["ul", "ol", "menu"]),
            "dt" | "dd" => (&["dt", "dd"], &["dl"]),
            "td" | "th" => (&["td", "th"], &["tr", "table"]),
            "tr" => (&["tr"], &["table"]),
            "option" => (&["option"], &["select"]),
            "a" => (&["a"], &["td", "div", "table"]),
            name if BLOCKS.contains(&name) => (&["p"], &["td", "th", "button", "table", "div", "li", "blockquote"]),
            _ => return Vec::new(),
        };
        let near = self.open.iter().enumerate().rev().take(LOOKED_UP);
        for (at, element) in near {
            if ends.contains(&element.name.as_str()) {
                return self.cut(at);
            }
            if within.contains(&element.name.as_str()) {
                break;
            }
        }
        Vec::new()
    }

    /// The names of the elements that an end tag closes, innermost first; none where nothing of that name is open.
    pub(super) fn close(&mut self, name: &str) -> Vec<String> {
        if self.beyond > 0 {
            self.beyond -= 1;
            self.end_silence();
            return Vec::new();
        }
        match self.open.iter().rposition(|element| element.name == name) {
            Some(at) => self.cut(at),
            None => Vec::new(),
        }
    }

    /// Everything that is still open, innermost first.
    pub(super) fn close_all(&mut self) -> Vec<String> {
        self.cut(0)
    }

    /// How many elements are open.
    pub(super) fn len(&self) -> usize {
        self.open.len()
    }

    /// Names that are not printed, because they lie in what is left out, are not given back.
    fn cut(&mut self, at: usize) -> Vec<String> {
        self.beyond = 0;
        let printed = self.silent.map_or(usize::MAX, |(length, _)| length);
        let cut = self.open.split_off(at);
        for element in &cut {
            *self.count(&element.name) -= 1;
        }
        self.end_silence();
        let names = cut.into_iter().enumerate().filter(|(i, _)| at + i < printed).map(|(_, element)| element.name);
        let mut names: Vec<String> = names.collect();
        names.reverse();
        names
    }

    /// The counter of the elements of a name; that of all others counts for nothing.
    fn count(&mut self, name: &str) -> &mut usize {
        match name {
            "aside" | "nav" | "footer" => &mut self.asides,
            "li" => &mut self.items,
            "h1" => &mut self.headings,
            _ => &mut self.others,
        }
    }

    fn end_silence(&mut self) {
        self.silent = self.silent.filter(|(length, beyond)| self.open.len() > *length || self.beyond > *beyond);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn open(tree: &mut Tree, name: &str, silent: bool) -> bool {
        tree.open(Open { name: name.to_owned(), dated: false }, silent)
    }

    #[test]
    fn a_paragraph_ends_where_the_next_block_begins() {
        let mut tree = Tree::new(9);
        for name in ["div", "p", "b"] {
            open(&mut tree, name, false);
        }
        assert_eq!(tree.ended_by("p"), ["b", "p"]);
        assert!(tree.ended_by("p").is_empty());
        assert_eq!(tree.close("div"), ["div"]);
    }

    #[test]
    fn a_list_in_a_list_does_not_end_the_item() {
        let mut tree = Tree::new(9);
        for name in ["ul", "li", "ul"] {
            open(&mut tree, name, false);
        }
        assert!(tree.ended_by("li").is_empty());
    }

    #[test]
    fn beyond_the_depth_nothing_opens_and_ends_pair_up() {
        let mut tree = Tree::new(2);
        assert_eq!(["a", "b", "c", "d"].map(|name| open(&mut tree, name, false)), [true, true, false, false]);
        assert!(tree.close("d").is_empty() && tree.close("c").is_empty());
        assert_eq!(tree.close("b"), ["b"]);
    }

    #[test]
    fn silence_lasts_as_long_as_its_element() {
        let mut tree = Tree::new(3);
        open(&mut tree, "div", false);
        open(&mut tree, "div", true);
        open(&mut tree, "p", false);
        assert!(tree.close("p").is_empty() && tree.is_silent());
        assert!(tree.close("div").is_empty() && !tree.is_silent());
        assert_eq!(tree.close("div"), ["div"]);
    }

    #[test]
    fn silence_begins_beyond_the_depth_too() {
        let mut tree = Tree::new(1);
        open(&mut tree, "div", false);
        open(&mut tree, "b", false);
        open(&mut tree, "p", true);
        assert!(tree.is_silent());
        tree.close("p");
        assert!(!tree.is_silent());
    }
}
