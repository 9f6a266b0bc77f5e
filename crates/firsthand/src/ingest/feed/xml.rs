//! One pass over the events of an XML feed.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::super::strip::{Stripped, decode, resolved};
use super::capture::{Capture, Words};
use super::element::{Field, Prefixes, Space, field};
use super::entry::{Entry, Head, author};

/// Which elements a feed begins with; an entry may stand alone (RFC 4287, section 2).
const ROOTS: [&str; 5] = ["rss", "rdf", "feed", "channel", "entry"];

/// Reading one feed. Invariant: nothing here recurses, and no declared entity is looked up, so neither depth nor
/// references make the work more than linear.
pub(super) struct Reading<'a> {
    reader: Reader<&'a [u8]>,
    prefixes: Prefixes,
    /// How many elements are open.
    depth: u32,
    root: Option<bool>,
    atom: bool,
    /// Depth of the element that the feed's own fields are children of.
    head_depth: u32,
    pub(super) head: Head,
    pub(super) entries: Vec<Entry>,
    open: Option<Open>,
    capture: Option<Capture>,
}

/// An entry that is not yet closed.
struct Open {
    entry: Entry,
    depth: u32,
    /// How well its link is known; a better one takes its place.
    link_rank: u8,
    guid: String,
}

/// The attributes that matter.
#[derive(Default)]
struct Attributes {
    href: Option<String>,
    rel: Option<String>,
    kind: Option<String>,
    mode: Option<String>,
    lang: Option<String>,
    base: Option<String>,
    about: Option<String>,
    is_permalink: Option<String>,
}

impl<'a> Reading<'a> {
    pub(super) fn new(xml: &'a str) -> Self {
        let mut reader = Reader::from_str(xml);
        let config = reader.config_mut();
        config.check_end_names = false;
        config.allow_unmatched_ends = true;
        config.allow_dangling_amp = true;
        Self {
            reader,
            prefixes: Prefixes::new(),
            depth: 0,
            root: None,
            atom: false,
            head_depth: u32::MAX,
            head: Head::default(),
            entries: Vec::new(),
            open: None,
            capture: None,
        }
    }

    /// Whether the first element was that of a feed.
    pub(super) fn is_feed(&self) -> bool {
        self.root == Some(true)
    }

    /// Reads to the end; where the XML is broken, the place and the reason.
    pub(super) fn run(&mut self) -> Option<(u64, String)> {
        let broken = loop {
            match self.reader.read_event() {
                Ok(Event::Eof) => break None,
                Ok(event) => self.take(event),
                Err(error) => break Some((self.reader.error_position(), error.to_string())),
            }
            if self.root == Some(false) {
                break None;
            }
        };
        self.finish_capture();
        self.finish_entry();
        broken
    }

    fn take(&mut self, event: Event) {
        match event {
            Event::Start(tag) => self.start(&tag),
            Event::Empty(tag) => {
                self.start(&tag);
                self.end(tag.name().as_ref());
            }
            Event::End(tag) => self.end(tag.name().as_ref()),
            Event::Text(text) => self.text(&text),
            Event::CData(text) => self.text(&text),
            Event::GeneralRef(name) => {
                self.text(&resolved(&name).unwrap_or_else(|| format!("&{};", &*name)));
            }
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        if let Some(capture) = &mut self.capture {
            capture.text(text, self.depth);
        }
    }

    fn start(&mut self, tag: &BytesStart) {
        self.depth += 1;
        let attributes = self.attributes(tag);
        let name = tag.name().as_ref().to_owned();
        let (space, local) = self.prefixes.resolve(&name);
        if self.root.is_none() {
            // A feed under a prefix of its own is one all the same.
            self.root = Some(ROOTS.contains(&local.as_str()));
            self.atom = matches!(local.as_str(), "feed" | "entry");
        }
        let is_entry = space == Space::Own && matches!(local.as_str(), "item" | "entry");
        if is_entry && self.capture.as_ref().is_none_or(|capture| capture.words != Words::Xhtml) {
            self.finish_capture();
            return self.open_entry(attributes);
        }
        if let Some(capture) = &mut self.capture {
            capture.nested += u32::from(capture.name == name);
            return capture.start(&local, attributes.href.as_deref());
        }
        let parent = self.open.as_ref().map_or(self.head_depth, |open| open.depth);
        let begins_head = matches!(local.as_str(), "channel" | "feed") && self.open.is_none();
        if begins_head && self.head_depth == u32::MAX {
            self.open_head(attributes);
        } else if self.depth == parent.saturating_add(1) {
            self.begin(space, &local, &name, attributes);
        }
    }

    fn attributes(&mut self, tag: &BytesStart) -> Attributes {
        let mut found = Attributes::default();
        for attribute in tag.html_attributes().with_checks(false).flatten() {
            let key = attribute.key.as_ref();
            let mut value = String::new();
            decode(&attribute.value, |c| value.push(c));
            self.prefixes.declare(key, &value);
            let slot = match key {
                "href" => &mut found.href,
                "rel" => &mut found.rel,
                "type" => &mut found.kind,
                "mode" => &mut found.mode,
                "xml:lang" => &mut found.lang,
                "xml:base" => &mut found.base,
                "rdf:about" => &mut found.about,
                "isPermaLink" => &mut found.is_permalink,
                _ => continue,
            };
            *slot = Some(value);
        }
        found
    }

    fn open_head(&mut self, attributes: Attributes) {
        self.head_depth = self.depth;
        self.head.language = attributes.lang.unwrap_or_default();
        self.head.base = attributes.base.unwrap_or_default();
    }

    fn open_entry(&mut self, attributes: Attributes) {
        self.finish_entry();
        let entry = Entry {
            offset: self.reader.buffer_position(),
            language: attributes.lang.unwrap_or_default(),
            url: attributes.about.unwrap_or_default(),
            ..Entry::default()
        };
        self.open = Some(Open { entry, depth: self.depth, link_rank: 0, guid: String::new() });
    }

    /// Begins one of the elements that hold a field of the entry or the feed.
    fn begin(&mut self, space: Space, local: &str, name: &str, attributes: Attributes) {
        let Some(field) = field(space, local) else { return };
        if field == Field::Link && attributes.href.is_some() {
            return self.link(attributes);
        }
        if field == Field::Guid && attributes.is_permalink.as_deref() == Some("false") {
            return;
        }
        let plain = !matches!(field, Field::Title | Field::Summary | Field::Content);
        let (kind, mode) = (attributes.kind.as_deref(), attributes.mode.as_deref());
        let words = if plain { Words::Plain } else { Words::told(kind, mode, self.atom) };
        if let (Some(open), Some(lang), Field::Content) = (&mut self.open, attributes.lang, field) {
            open.entry.language = lang;
        }
        self.capture = Some(Capture::new(field, name, self.depth, words));
    }

    /// Takes a link of Atom. Of several, an alternate page goes before any other relation, HTML before other forms.
    fn link(&mut self, attributes: Attributes) {
        let alternate = attributes.rel.as_deref().is_none_or(|rel| rel == "alternate");
        let html = attributes.kind.as_deref().is_none_or(|kind| kind.contains("html"));
        let rank = if alternate { 2 + u8::from(html) } else { 0 };
        let href = attributes.href.unwrap_or_default();
        self.set_link(&href, rank);
    }

    fn set_link(&mut self, href: &str, rank: u8) {
        match &mut self.open {
            Some(open) if rank > open.link_rank && !href.trim().is_empty() => {
                href.trim().clone_into(&mut open.entry.url);
                open.link_rank = rank;
            }
            None if rank > 0 && self.head.link.is_empty() => href.trim().clone_into(&mut self.head.link),
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        if let Some(capture) = &mut self.capture {
            let (_, local) = self.prefixes.resolve(name);
            let closes_entry = matches!(local.as_str(), "item" | "entry") && capture.words != Words::Xhtml;
            if capture.name == name && capture.nested == 0 {
                self.depth = capture.depth.saturating_sub(1);
                return self.finish_capture();
            }
            if !closes_entry {
                capture.nested -= u32::from(capture.name == name);
                capture.end(&local);
                self.depth = self.depth.saturating_sub(1);
                return;
            }
            self.finish_capture();
        }
        let (space, local) = self.prefixes.resolve(name);
        if space == Space::Own && matches!(local.as_str(), "item" | "entry") {
            if let Some(open) = &self.open {
                self.depth = open.depth;
            }
            self.finish_entry();
        }
        self.depth = self.depth.saturating_sub(1);
    }

    fn finish_capture(&mut self) {
        let Some(capture) = self.capture.take() else { return };
        let field = capture.field;
        let found = capture.finish();
        if found.text.is_empty() {
            return;
        }
        if field == Field::Link {
            return self.set_link(&found.text, 3);
        }
        match &mut self.open {
            Some(open) => open.set(field, found),
            None => self.head.set(field, found, self.atom),
        }
    }

    fn finish_entry(&mut self) {
        let Some(mut open) = self.open.take() else { return };
        if open.link_rank == 0 && open.guid.starts_with("http") {
            open.entry.url = open.guid;
        }
        self.entries.push(open.entry);
    }
}

impl Open {
    /// Sets a field; the first element that holds it counts.
    fn set(&mut self, field: Field, found: Stripped) {
        let entry = &mut self.entry;
        let slot = match field {
            Field::Author => return entry.authors.extend(author(&found.text)),
            Field::Title => &mut entry.title,
            Field::Guid => &mut self.guid,
            Field::Published => &mut entry.published,
            Field::Updated => &mut entry.updated,
            Field::Language => &mut entry.language,
            Field::Source => &mut entry.outlet,
            Field::Summary => &mut entry.summary,
            Field::Content => &mut entry.content,
            Field::Link => &mut entry.url,
        };
        if slot.is_empty() {
            *slot = found.text;
            entry.links.extend(found.links);
        }
    }
}

impl Head {
    fn set(&mut self, field: Field, found: Stripped, atom: bool) {
        match field {
            Field::Title if self.title.is_empty() => self.title = found.text,
            Field::Language => self.language = found.text,
            Field::Author if atom => self.authors.extend(author(&found.text)),
            _ => {}
        }
    }
}
