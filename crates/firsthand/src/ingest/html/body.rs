//! Which part of a page is the article?

use std::collections::{BTreeMap, BTreeSet};
use std::panic::{AssertUnwindSafe, catch_unwind};

use rs_trafilatura::page_type::PageType;
use rs_trafilatura::{Options, extract_with_options};

use super::clean::Cleaned;
use super::paragraphs::{Paragraph, letters, paragraphs};
use super::token::{Token, Tokens, resolved};

/// Letters below which an extraction has failed. Chosen by hand: two sentences.
const TOO_LITTLE: usize = 120;

/// Letters from which a paragraph that comes twice is a repetition. Chosen by hand: shorter lines may stand in an
/// article twice, as questions and headings do.
const REPEATED_FROM: usize = 40;

/// Tags of a page that the extractor is given. Its time grows with their square: with this many it is a few
/// seconds, on layouts made to be slow. Chosen by hand: the 95 pages read for the body metric have up to 1,600.
const MOST_TAGS: usize = 20_000;

/// Bytes of a page that the extractor is given. Chosen by hand: the largest of those pages has 1.5 MB.
const MOST_BYTES: usize = 4 << 20;

/// The paragraphs of the article.
#[derive(Debug, Default)]
pub(super) struct Body {
    pub(super) paragraphs: Vec<Paragraph>,
    /// Whether the extractor gave up on the page.
    pub(super) stumbled: bool,
}

/// Finds the article of a page. `stated` is the text that the page's JSON-LD gives, used where the page itself holds
/// little of it; `titles` are left out at the beginning.
pub(super) fn body(cleaned: &Cleaned, stated: &str, titles: &[&str]) -> Body {
    let fits = cleaned.tags <= MOST_TAGS && cleaned.page.len() <= MOST_BYTES;
    let (mut found, stumbled) = if fits { extract(&cleaned.page) } else { (Vec::new(), true) };
    if size(&found) > all_letters(&cleaned.page) {
        // From short pages the extractor gives the words again with each element around them.
        found = paragraphs(&cleaned.page);
    }
    let stated = lines(stated);
    if size(&stated) >= TOO_LITTLE && size(&stated) > 2 * size(&found) {
        found = stated;
    }
    if size(&found) < TOO_LITTLE {
        let marked: Vec<Paragraph> =
            cleaned.bodies.iter().flat_map(|&(a, b)| paragraphs(&cleaned.page[a..b])).collect();
        let plain = if size(&marked) < TOO_LITTLE { long_paragraphs(&cleaned.page) } else { marked };
        found = if size(&plain) > size(&found) { plain } else { found };
    }
    drop_titles(&mut found, titles);
    drop_repeated(&mut found);
    drop_menus(&mut found);
    found.retain(|p| !is_teaser(p));
    complete(&mut found, &cleaned.page);
    Body { paragraphs: found, stumbled }
}

/// What stands for an article where the extractor gives text alone: then it has taken most of the page.
fn without_markup(page: &str, text: &str) -> Vec<Paragraph> {
    let long = long_paragraphs(page);
    if size(&long) >= TOO_LITTLE { long } else { lines(text) }
}

fn size(found: &[Paragraph]) -> usize {
    found.iter().map(|p| letters(&p.text)).sum()
}

/// Letters and figures of all that stands between the tags of a page.
fn all_letters(page: &str) -> usize {
    let texts = Tokens::new(page).map(|token| if let Token::Text(text) = token { letters(&resolved(text)) } else { 0 });
    texts.sum()
}

/// Text that is no HTML, a paragraph a line.
fn lines(text: &str) -> Vec<Paragraph> {
    let words = text.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
    words.filter(|text| !text.is_empty()).map(|text| Paragraph { text, ..Paragraph::default() }).collect()
}

/// Every paragraph of a page that is long and hardly linked.
fn long_paragraphs(page: &str) -> Vec<Paragraph> {
    // Chosen by hand: a sentence, of which less than a third is links.
    const LONG: usize = 60;
    let is_long = |p: &Paragraph| letters(&p.text) >= LONG && p.linked * 3 < letters(&p.text);
    paragraphs(page).into_iter().filter(is_long).collect()
}

/// Runs the extractor. What it makes of hostile pages is its own affair: should it panic, the page is read plainly.
fn extract(page: &str) -> (Vec<Paragraph>, bool) {
    let options = Options {
        include_links: true,
        page_type: Some(PageType::Article),
        // Beyond it the text would be cut at a byte, in the middle of a character.
        max_extracted_len: usize::MAX,
        ..Options::default()
    };
    match catch_unwind(AssertUnwindSafe(|| extract_with_options(page, &options))) {
        Ok(Ok(found)) => {
            let html = paragraphs(&found.content_html.unwrap_or_default());
            (if size(&html) > 0 { html } else { without_markup(page, &found.content_text) }, false)
        }
        Ok(Err(_)) | Err(_) => (Vec::new(), true),
    }
}

/// The letters and figures of a line, to compare it without regard to spelling.
fn bare(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The extractor keeps the words of a paragraph and not always its links, nor what said that they stand under a
/// picture: both are taken from the paragraph of the page that has the same words.
fn complete(found: &mut [Paragraph], page: &str) {
    let of_page = paragraphs(page).into_iter().filter(|p| p.caption || !p.links.is_empty());
    let of_page: BTreeMap<String, Paragraph> = of_page.map(|p| (bare(&p.text), p)).collect();
    for paragraph in found.iter_mut().filter(|p| letters(&p.text) > 0) {
        let Some(same) = of_page.get(&bare(&paragraph.text)) else { continue };
        paragraph.caption |= same.caption;
        if paragraph.links.is_empty() {
            paragraph.links.clone_from(&same.links);
        }
    }
}

/// The title repeated above the text, within its first lines.
fn drop_titles(found: &mut Vec<Paragraph>, titles: &[&str]) {
    // Chosen by hand: a section, the title, a byline.
    const WITHIN: usize = 4;
    let titles: Vec<String> = titles.iter().map(|title| bare(title)).filter(|title| !title.is_empty()).collect();
    let mut at = 0;
    found.retain(|p| {
        at += 1;
        at > WITHIN || !titles.contains(&bare(&p.text))
    });
}

fn drop_repeated(found: &mut Vec<Paragraph>) {
    let mut seen = BTreeSet::new();
    found.retain(|p| letters(&p.text) < REPEATED_FROM || seen.insert(bare(&p.text)));
}

/// Three lines or more in a row that are nothing but links are a menu or a list of other articles.
fn drop_menus(found: &mut Vec<Paragraph>) {
    let ends: Vec<usize> = found.chunk_by(|a, b| a.is_all_links() == b.is_all_links()).map(<[_]>::len).collect();
    let mut kept = ends.into_iter().flat_map(|run| std::iter::repeat_n(run, run));
    found.retain(|p| kept.next().is_some_and(|run| run < 3 || !p.is_all_links()));
}

/// A line that is nothing but links leads to another article; a word or two name what the text rests on.
fn is_teaser(p: &Paragraph) -> bool {
    // Chosen by hand: "The Harbour News" is a source, four words are a headline.
    const FEWEST_WORDS: usize = 4;
    p.is_all_links() && !p.heading && p.text.split(' ').count() >= FEWEST_WORDS
}
