//! Which part of a page goes into which field?

use url::Url;

use super::clean::{self, Cleaned, Limits};
use super::dates::{self, Times};
use super::facts::Facts;
use super::ld::{self, Linked};
use super::paragraphs::Paragraph;
use super::{body, paragraphs, signs};
use crate::ingest::{code, language};
use crate::model::{NoteCode, Span};

/// The parts of one page; what it does not tell is empty.
#[derive(Clone, Debug, Default)]
pub struct Page {
    /// The article: one paragraph a line, blank lines between, without the title.
    pub text: String,
    /// Headline.
    pub title: String,
    /// Who publishes it.
    pub outlet: String,
    /// Bylines as given.
    pub authors: Vec<String>,
    /// BCP 47 tag.
    pub language: String,
    /// Canonical address, absolute.
    pub url: String,
    /// Links of the article, absolute, in order of appearance.
    pub links: Vec<String>,
    /// Which parts of `text` are words under pictures.
    pub captions: Vec<Span>,
    /// Every time that the page gives, and which is taken.
    pub times: Times,
}

/// A page that was read, and what was noticed on the way.
#[derive(Clone, Debug, Default)]
pub struct Read {
    /// Its parts.
    pub page: Page,
    /// Codes and words for notes.
    pub remarks: Vec<(NoteCode, String)>,
}

/// Words that a reader does not see, from which a note tells of them. Chosen by hand: menus and labels for screen
/// readers stay below it on most of the 95 pages read for the body metric.
const HIDDEN_WORDS_TOLD: usize = 150;

/// Reads a page whose address is `url`, where it is known, otherwise empty. Titles come from JSON-LD, `og:title`, the
/// first heading and `<title>`, in that order; outlets from JSON-LD, `og:site_name` and their like; languages from
/// `<html lang>`, `<meta>` and JSON-LD.
/// Errors: none, remarks instead (FH0201 to FH0211). Cost: linear in the page before the extractor of the article,
/// which sees at most what [`Limits`] allow.
pub fn read(page: &str, url: &str, limits: Limits) -> Read {
    let cleaned = clean::clean(page, limits);
    let linked = ld::read(&cleaned.facts.blocks);
    let url = address(&cleaned.facts, &linked, url);
    let times = dates::times(&cleaned.facts, &linked, url.as_ref().map_or("", Url::as_str));
    let outlet = outlet(&cleaned.facts, &linked);
    let title = title(&cleaned.facts, &linked, &outlet);
    let facts = &cleaned.facts;
    let titles = [&title, facts.heading.as_str(), facts.meta(&["og:title"]), &linked.title, &facts.title];
    let body = body::body(&cleaned, &linked.body, &titles);
    let base = base(facts, url.as_ref());
    let links = paragraphs::absolute(&body.paragraphs, base.as_ref());
    let (text, captions) = joined(&body.paragraphs);
    let mut remarks = remarks(&cleaned, limits, &text, &times);
    if body.stumbled {
        remarks.push((
            code::PAGE_NOT_EXTRACTED,
            "the search for the article failed; all long paragraphs were kept".to_owned(),
        ));
    }
    let language = language_of(facts, &linked, &title, &text, &mut remarks);
    let authors = authors(facts, linked);
    let url = url.map(String::from).unwrap_or_default();
    Read { page: Page { text, title, outlet, authors, language, url, links, captions, times }, remarks }
}

/// The paragraphs as one text, and where in it the captions are.
fn joined(paragraphs: &[Paragraph]) -> (String, Vec<Span>) {
    let (mut text, mut captions) = (String::new(), Vec::new());
    for paragraph in paragraphs {
        text.push_str(if text.is_empty() { "" } else { "\n\n" });
        let start = text.len();
        text.push_str(&paragraph.text);
        captions.extend(paragraph.caption.then(|| Span::new(start, text.len())));
    }
    (text, captions)
}

/// The canonical address: as linked, else as shared, else as JSON-LD gives it, else as the page was named. One that
/// leads to the home page is that of a template.
fn address(facts: &Facts, linked: &Linked, given: &str) -> Option<Url> {
    let base = Url::parse(given).ok();
    let join = |words: &str| {
        let words = words.trim();
        let url = base.as_ref().map_or_else(|| Url::parse(words), |base| base.join(words)).ok()?;
        (!words.is_empty() && matches!(url.scheme(), "http" | "https")).then_some(url)
    };
    let said = [&facts.canonical, facts.meta(&["og:url", "twitter:url", "parsely-link"]), &linked.url];
    let mut said = said.into_iter().filter_map(join);
    let inner = said.find(|url| url.path().len() > 1 || url.query().is_some());
    inner.or_else(|| join(given)).or_else(|| join(&facts.canonical))
}

fn base(facts: &Facts, url: Option<&Url>) -> Option<Url> {
    match url {
        Some(url) => url.join(&facts.base).ok().or_else(|| Some(url.clone())),
        None => Url::parse(&facts.base).ok(),
    }
}

fn outlet(facts: &Facts, linked: &Linked) -> String {
    let named = facts.meta(&["og:site_name", "application-name", "dc.publisher", "publisher"]);
    // A publisher may be given as an address, which names nobody.
    let said = [linked.publisher.as_str(), named].into_iter().map(tidied);
    said.into_iter().find(|name| !name.is_empty() && !name.contains("://")).unwrap_or_default()
}

fn title(facts: &Facts, linked: &Linked, outlet: &str) -> String {
    let said = [&linked.title, facts.meta(&["og:title", "twitter:title", "dc.title"]), &facts.heading, &facts.title];
    let mut said = said.into_iter().map(tidied).map(|title| without_outlet(&title, outlet).to_owned());
    said.find(|title| !title.is_empty()).unwrap_or_default()
}

/// White space collapsed, as in every part of a page.
fn tidied(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// "Ferry sails | Harbour News" without the outlet's name at its end.
fn without_outlet<'a>(title: &'a str, outlet: &str) -> &'a str {
    let cut = [" | ", " - ", " – ", " — ", " :: "].iter().filter_map(|mark| title.rsplit_once(mark));
    let named = |end: &str| !outlet.is_empty() && end.to_lowercase() == outlet.to_lowercase();
    cut.into_iter().find(|(_, end)| named(end.trim())).map_or(title, |(start, _)| start.trim_end())
}

/// Bylines of JSON-LD, else of `<meta>`; addresses of profiles name nobody.
fn authors(facts: &Facts, linked: Linked) -> Vec<String> {
    if !linked.authors.is_empty() {
        return linked.authors;
    }
    let names = ["author", "article:author", "parsely-author", "sailthru.author", "dc.creator", "byl"];
    let mut found: Vec<String> = Vec::new();
    for name in names {
        let said = facts.metas.iter().filter(|(n, c)| n == name && !c.contains("://")).map(|(_, c)| tidied(c));
        for author in said.filter(|author| !author.is_empty()) {
            if !found.contains(&author) {
                found.push(author);
            }
        }
        if !found.is_empty() {
            return found;
        }
    }
    found
}

/// The declared language; the detected one where none is declared, and where English is declared over a text in
/// another language: `lang="en"` is what templates come with.
fn language_of(
    facts: &Facts,
    linked: &Linked,
    title: &str,
    text: &str,
    remarks: &mut Vec<(NoteCode, String)>,
) -> String {
    let meta = facts.meta(&["og:locale", "content-language", "dc.language", "language"]);
    let mut said = [&facts.language, meta, &linked.language].into_iter().map(|tag| tag.trim().replace('_', "-"));
    let declared = said.find(|tag| language::is_tag(tag));
    let detected = language::tag_of(title, text);
    match declared {
        Some(tag) if !tag.to_ascii_lowercase().starts_with("en") || detected == "und" || detected == "en" => tag,
        Some(tag) => {
            let text = format!("the page says that its language is `{tag}`; its text is in `{detected}`");
            remarks.push((code::PAGE_LANGUAGE, text));
            detected
        }
        None => detected,
    }
}

fn remarks(cleaned: &Cleaned, limits: Limits, text: &str, times: &Times) -> Vec<(NoteCode, String)> {
    let mut found = Vec::new();
    let mut add = |told: bool, code, text: String| found.extend(told.then_some((code, text)));
    let (deep, over, hidden) = (cleaned.too_deep, cleaned.links_over, cleaned.hidden_words);
    add(cleaned.cut, code::PAGE_CUT, "the page is larger than is read; only its beginning was read".to_owned());
    add(
        deep > 0,
        code::PAGE_TOO_DEEP,
        format!("{deep} elements nest deeper than {}; their text was kept", limits.depth),
    );
    add(over > 0, code::PAGE_LINKS, format!("{over} links beyond {} were not kept", limits.links));
    add(hidden >= HIDDEN_WORDS_TOLD, code::PAGE_HIDDEN, format!("{hidden} words that the page hides were left out"));
    let conflict = times.conflict();
    add(conflict.is_some(), code::PAGE_TIMES, conflict.unwrap_or_default());
    let signs = signs::signs(text);
    let unseen = format!("{} characters without width; the text was kept as it is", signs.invisible);
    add(signs.invisible > 0, code::PAGE_INVISIBLE, unseen);
    let turning = format!("{} characters that turn the direction of writing; kept", signs.turning);
    add(signs.turning > 0, code::PAGE_TURNING, turning);
    let mixed =
        format!("{} words mix alphabets whose letters look alike, such as {:?}; kept", signs.mixed, signs.first_mixed);
    add(signs.mixed > 0, code::PAGE_MIXED, mixed);
    found
}
