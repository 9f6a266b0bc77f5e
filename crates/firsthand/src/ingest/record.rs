//! What does one record say about its article?

use serde_json::Value;
use xxhash_rust::xxh3::Xxh3;

use super::{Columns, Published, code, html, language};
use crate::model::{Document, Language, Note, NoteCode, Noted, TimeInterval};

/// One article's fields as they stood in a file.
#[derive(Clone, Debug, Default)]
pub struct Record {
    /// File it came from, as the user named it; `-` for standard input.
    pub path: String,
    /// Byte offset of the record in that file, after decompression and decoding.
    pub offset: u64,
    /// Column names and what they hold, in input order.
    pub fields: Vec<(String, Value)>,
    /// What the format tells besides, where it is one with a meaning of its own (a feed, a web archive). Its fields
    /// then have Firsthand's names, and a user's renames of columns are not for them.
    pub envelope: Option<Envelope>,
}

/// What stands around an article and not in it.
#[derive(Clone, Debug, Default)]
pub struct Envelope {
    /// Where the field `published` is known from: `feed`, `telegram`.
    pub published_from: Option<&'static str>,
    /// When the article was surely there already.
    pub seen: Option<Seen>,
    /// Links of the article, absolute, in order of appearance.
    pub links: Vec<String>,
}

/// A day on which an article was fetched, saved or changed: it was published before the end of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen {
    /// The time as written, in the forms that `Published` reads.
    pub at: String,
    /// Where it is known from: `warc-date`, `feed-updated`, `mhtml-date`.
    pub from: &'static str,
}

/// How much of one document is kept.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Bytes of a text or a title; the rest is cut off, with a note.
    pub text_bytes: usize,
}

impl Default for Limits {
    /// 8 MiB, chosen by hand: a thousand times a long article, and far from what a span (32 bits) can index.
    fn default() -> Self {
        Self { text_bytes: 8 << 20 }
    }
}

/// A document whose time, outlet and id still depend on the rest of the pile.
#[derive(Clone, Debug)]
pub struct Draft {
    pub(super) document: Document,
    pub(super) published: Published,
    pub(super) seen: Option<Seen>,
    pub(super) offset: u64,
    pub(super) original: Option<Original>,
}

/// A record as it was read, for whoever keeps what it was made from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Original {
    /// SHA-256 of the bytes.
    pub sha256: [u8; 32],
    /// The bytes, packed by whoever reads; nothing here looks into them.
    pub packed: Vec<u8>,
}

impl Draft {
    /// Has the record as it was read travel with the draft.
    pub fn keep(&mut self, original: Original) {
        self.original = Some(original);
    }

    /// Bytes of its text and of the record that travels with it.
    pub fn bytes(&self) -> usize {
        self.document.text.len() + self.original.as_ref().map_or(0, |original| original.packed.len())
    }
}

/// Turns a record into a draft; `None` where it holds neither text nor title.
/// Text and title are kept byte for byte, up to the limit. Errors: none, notes instead (FH0114 to FH0119).
/// Cost: linear in the record, plus one language detection where no language is given.
pub fn draft(record: Record, columns: &Columns, limits: Limits) -> Noted<Option<Draft>> {
    let mut drafting = Drafting { path: record.path, offset: record.offset, notes: Vec::new() };
    let own_names = Columns::default();
    let columns = if record.envelope.is_some() { &own_names } else { columns };
    let fields = drafting.sort_out(record.fields, columns);
    let mut value = drafting.finish(fields, limits);
    if let (Some(draft), Some(envelope)) = (&mut value, record.envelope) {
        if let Some(from) = envelope.published_from.filter(|_| draft.published.source() == "field") {
            draft.published = draft.published.known_from(from);
        }
        draft.seen = envelope.seen;
        draft.document.links.extend(envelope.links);
    }
    Noted { value, notes: drafting.notes }
}

/// The fields with a meaning, and the others.
#[derive(Default)]
struct Fields {
    id: String,
    url: String,
    outlet: String,
    published: String,
    language: String,
    title: String,
    text: String,
    html: String,
    authors: Vec<String>,
    extra: Vec<(String, String)>,
}

struct Drafting {
    path: String,
    offset: u64,
    notes: Vec<Note>,
}

impl Drafting {
    fn note(&mut self, code: NoteCode, text: String) {
        self.notes.push(Note { at: self.path.clone(), offset: Some(self.offset), code, text });
    }

    fn sort_out(&mut self, given: Vec<(String, Value)>, columns: &Columns) -> Fields {
        let mut fields = Fields::default();
        for (column, value) in given {
            match columns.field_of(&column) {
                None => fields.extra.push((column, value.to_string())),
                Some("authors") => fields.authors = authors(value),
                Some(field) => match into_text(value) {
                    Ok(text) => *fields.slot(field) = text,
                    Err(value) => {
                        self.note(code::FIELD_NOT_TEXT, format!("`{column}` holds no text; passed through unread"));
                        fields.extra.push((column, value.to_string()));
                    }
                },
            }
        }
        fields
    }

    fn finish(&mut self, mut fields: Fields, limits: Limits) -> Option<Draft> {
        let only_html = fields.text.trim().is_empty() && !fields.html.trim().is_empty();
        let page = if only_html { self.read_page(&mut fields) } else { html::Page::default() };
        self.cut("text", &mut fields.text, limits);
        self.cut("title", &mut fields.title, limits);
        let no_text = fields.text.trim().is_empty();
        let nothing = no_text && fields.title.trim().is_empty();
        let fate = if nothing { "the record was skipped" } else { "only its title was kept" };
        if only_html && no_text {
            self.note(code::HTML_ONLY, format!("no article was found in the page; {fate}"));
        } else if nothing {
            self.note(code::NO_TEXT, format!("neither `text` nor `title`; {fate}"));
        }
        if nothing {
            return None;
        }
        let published = self.published(&fields, &page);
        let captions = page.captions.into_iter().filter(|span| span.end as usize <= fields.text.len()).collect();
        let document = Document { links: page.links, captions, ..document(fields, self.path.clone()) };
        Some(Draft { document, published, seen: None, offset: self.offset, original: None })
    }

    /// Fills the fields that the record leaves empty from its page.
    fn read_page(&mut self, fields: &mut Fields) -> html::Page {
        let html::Read { mut page, remarks } = html::read(&fields.html, fields.url.trim(), html::Limits::default());
        for (code, text) in remarks {
            self.note(code, text);
        }
        for (field, found) in [
            (&mut fields.text, &mut page.text),
            (&mut fields.title, &mut page.title),
            (&mut fields.outlet, &mut page.outlet),
            (&mut fields.language, &mut page.language),
            (&mut fields.url, &mut page.url),
        ] {
            if field.trim().is_empty() {
                *field = std::mem::take(found);
            }
        }
        if fields.authors.is_empty() {
            fields.authors = std::mem::take(&mut page.authors);
        }
        page
    }

    /// The time of the field, else that of the page.
    fn published(&mut self, fields: &Fields, page: &html::Page) -> Published {
        let published = Published::parse(&fields.published);
        let taken = page.times.taken.map(|i| page.times.published[i].time);
        if let Some(taken) = taken.filter(|_| published.is_absent()) {
            return taken;
        }
        if published.is_unreadable() {
            let shown = shortened(&fields.published);
            self.note(code::UNREADABLE_TIME, format!("publication time {shown:?} cannot be read; left open"));
        }
        published
    }

    /// Keeps the beginning: spans of what is kept still index the input.
    fn cut(&mut self, field: &str, text: &mut String, limits: Limits) {
        if text.len() <= limits.text_bytes {
            return;
        }
        let kept = (0..=limits.text_bytes).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
        self.note(code::TEXT_CUT, format!("`{field}` is longer than is read; only the first {kept} bytes were kept"));
        text.truncate(kept);
    }
}

impl Fields {
    fn slot(&mut self, field: &str) -> &mut String {
        match field {
            "id" => &mut self.id,
            "url" => &mut self.url,
            "outlet" => &mut self.outlet,
            "published" => &mut self.published,
            "language" => &mut self.language,
            "title" => &mut self.title,
            "html" => &mut self.html,
            _ => &mut self.text,
        }
    }
}

fn document(fields: Fields, path: String) -> Document {
    let language_tag = match fields.language.trim() {
        given if language::is_tag(given) => given.to_owned(),
        _ => language::tag_of(&fields.title, &fields.text),
    };
    let url = fields.url.trim().to_owned();
    let id = match fields.id.trim() {
        "" => hash(&url, &fields.title, &fields.text),
        given => given.to_owned(),
    };
    Document {
        id,
        path,
        url,
        outlet: fields.outlet.trim().to_owned(),
        published: TimeInterval::default(),
        utc_offset_minutes: 0,
        language: Language::from_tag(&language::shortened(&language_tag)),
        language_tag,
        title: fields.title,
        authors: fields.authors,
        text: fields.text,
        links: Vec::new(),
        captions: Vec::new(),
        extra: fields.extra,
    }
}

/// The id of a document without one: XXH3 (64 bits) of URL, title and text in 16 hexadecimal digits. A zero byte
/// parts the three, so that words moved from title to text give another id.
fn hash(url: &str, title: &str, text: &str) -> String {
    let mut hasher = Xxh3::new();
    for part in [url, "\0", title, "\0", text] {
        hasher.update(part.as_bytes());
    }
    format!("{:016x}", hasher.digest())
}

/// Strings as they are, numbers and truth values as written, null as empty; the value back where it has parts.
fn into_text(value: Value) -> Result<String, Value> {
    match value {
        Value::Null => Ok(String::new()),
        Value::String(text) => Ok(text),
        Value::Number(_) | Value::Bool(_) => Ok(value.to_string()),
        parts => Err(parts),
    }
}

/// Bylines as given: a string is one byline, a list holds strings or objects with a `name`.
fn authors(value: Value) -> Vec<String> {
    let listed = match value {
        Value::Array(items) => items,
        single => vec![single],
    };
    let named = listed.into_iter().filter_map(|item| match item {
        Value::Object(mut object) => object.remove("name").and_then(|name| into_text(name).ok()),
        other => into_text(other).ok(),
    });
    named.filter(|name| !name.trim().is_empty()).collect()
}

/// The first words of a field, for a message.
fn shortened(words: &str) -> String {
    // Chosen by hand: longer than any date, short enough for one line.
    words.chars().take(40).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn drafted(record: Value) -> Noted<Option<Draft>> {
        let Value::Object(fields) = record else { panic!("a record is an object") };
        let record =
            Record { path: "pile.jsonl".to_owned(), offset: 7, fields: fields.into_iter().collect(), envelope: None };
        draft(record, &Columns::default(), Limits { text_bytes: 100 })
    }

    fn document_of(record: Value) -> Document {
        drafted(record).value.unwrap().document
    }

    fn codes(record: Value) -> Vec<u16> {
        drafted(record).notes.into_iter().map(|note| note.code.0).collect()
    }

    #[test]
    fn text_and_title_are_kept_byte_for_byte() {
        let document = document_of(json!({"title": " A\t", "text": "\r\n one\u{0} two \n\n"}));
        assert_eq!((document.title.as_str(), document.text.as_str()), (" A\t", "\r\n one\u{0} two \n\n"));
    }

    #[test]
    fn unknown_fields_pass_through_as_json_in_order() {
        let document = document_of(json!({"z": 1, "text": "t", "a": {"b": [null, "ü"]}}));
        let expected = [("z", "1"), ("a", "{\"b\":[null,\"ü\"]}")].map(|(k, v)| (k.to_owned(), v.to_owned()));
        assert_eq!(document.extra, expected);
    }

    #[test]
    fn a_missing_id_depends_on_url_title_and_text() {
        let id = |url: &str, title: &str, text: &str| document_of(json!({"url": url, "title": title, "text": text})).id;
        assert_eq!(id("u", "a", "b").len(), 16);
        assert_eq!(id("u", "a", "b"), id("u", "a", "b"));
        assert_ne!(id("u", "a", "b"), id("u", "", "ab"));
        assert_ne!(id("u", "a", "b"), id("v", "a", "b"));
        assert_eq!(document_of(json!({"id": 12, "text": "t"})).id, "12");
    }

    #[test]
    fn a_given_language_is_taken_at_its_word() {
        let document = document_of(json!({"language": "pt-BR", "text": "The mayor said that the bridge is closed."}));
        assert_eq!((document.language, document.language_tag.as_str()), (Language::Portuguese, "pt-BR"));
        let document = document_of(json!({"language": "rus", "text": "t"}));
        assert_eq!((document.language, document.language_tag.as_str()), (Language::Russian, "rus"));
    }

    #[test]
    fn a_language_that_is_no_tag_is_looked_for_in_the_text() {
        let document = document_of(json!({"language": "English", "text": "The mayor said that the bridge is closed."}));
        assert_eq!(document.language_tag, "en");
    }

    #[test]
    fn authors_come_in_several_shapes() {
        let authors = |value: Value| document_of(json!({"text": "t", "authors": value})).authors;
        assert_eq!(authors(json!("Ann Lee")), ["Ann Lee"]);
        assert_eq!(authors(json!(["Ann Lee", {"name": "Bo Ray"}, 3, null, [1]])), ["Ann Lee", "Bo Ray", "3"]);
        assert!(authors(json!(null)).is_empty());
    }

    #[test]
    fn a_record_without_words_is_skipped_with_one_note() {
        assert!(drafted(json!({"id": "a"})).value.is_none());
        assert_eq!(codes(json!({"id": "a"})), [code::NO_TEXT.0]);
        assert_eq!(codes(json!({"text": " \n", "title": ""})), [code::NO_TEXT.0]);
        assert_eq!(codes(json!({"html": "<p>"})), [code::HTML_ONLY.0]);
        assert!(drafted(json!({"html": "<p>", "title": "A"})).value.is_some());
        assert!(codes(json!({"html": "<p>The ferry sailed."})).is_empty());
    }

    #[test]
    fn odd_fields_are_noted_and_kept() {
        assert_eq!(codes(json!({"text": "t", "url": ["u"]})), [code::FIELD_NOT_TEXT.0]);
        assert_eq!(document_of(json!({"text": "t", "url": ["u"]})).extra[0].1, "[\"u\"]");
        assert_eq!(codes(json!({"text": "t", "published": "soon"})), [code::UNREADABLE_TIME.0]);
    }

    #[test]
    fn a_long_text_is_cut_on_a_char_boundary() {
        let found = drafted(json!({"text": format!("{}é", "a".repeat(99))}));
        assert_eq!(found.value.unwrap().document.text, "a".repeat(99));
        assert_eq!((found.notes[0].code, found.notes[0].offset), (code::TEXT_CUT, Some(7)));
    }
}
