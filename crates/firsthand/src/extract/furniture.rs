use xxhash_rust::xxh3::xxh3_64;

use crate::model::{Document, OutletNo, Part, Passage, Role};
use crate::text::fold;

/// A short paragraph in so many articles of one outlet is the site's, not the article's. The reuse search uses the same
/// number for an outlet's furniture.
const ARTICLES: usize = 4;
/// Longer paragraphs are text that the outlet prints again, in updates of one story.
const LONGEST: usize = 300;

/// Repeated paragraphs in a row with so many bytes are a story printed again, with its short paragraphs. About 100
/// words, as in the reuse search.
const LONGEST_ROW: usize = 600;

type Key = (OutletNo, u64);

/// Paragraphs that stand in several articles: each with the number of them, in the order of the keys.
type Repeated = Vec<(Key, usize)>;

/// Marks as clutter what an outlet repeats under its articles: "To find out more about commenting …". One list of
/// passages a document; `outlets` tells each document's. Cost: linear in the text, and a sort of the short paragraphs.
pub fn mark_furniture(documents: &[Document], outlets: &[Option<OutletNo>], passages: &mut [Vec<Passage>]) {
    let key = |no: usize, passage: &Passage| {
        let text = documents[no].slice(passage.place);
        let outlet = outlets[no].filter(|_| text.len() <= LONGEST && passage.place.part == Part::Text)?;
        Some((outlet, xxh3_64(fold(text).as_bytes())))
    };
    let keys: Vec<Vec<Option<Key>>> =
        passages.iter().enumerate().map(|(no, of)| of.iter().map(|p| key(no, p)).collect()).collect();
    let places = keys.iter().zip(0..).flat_map(|(keys, no)| keys.iter().flatten().map(move |key| (*key, no)));
    let seen_in = repeated(places.collect(), ARTICLES);
    let again = printed_again(passages, &keys, &seen_in);
    for (passages, keys) in passages.iter_mut().zip(&keys) {
        for (passage, key) in passages.iter_mut().zip(keys) {
            let repeats = key.and_then(|k| Some((articles(&seen_in, k)?, articles(&again, k).unwrap_or(0))));
            if repeats.is_some_and(|(articles, in_stories)| 2 * in_stories < articles) {
                passage.role = Role::Clutter;
            }
        }
    }
}

/// The paragraphs that stand in `least` articles and more, given each with the numbers of its articles.
fn repeated(mut places: Vec<(Key, u32)>, least: usize) -> Repeated {
    places.sort_unstable();
    places.dedup();
    let groups = places.chunk_by(|x, y| x.0 == y.0).filter(|group| group.len() >= least);
    groups.map(|group| (group[0].0, group.len())).collect()
}

/// In how many articles a paragraph stands.
fn articles(repeated: &Repeated, key: Key) -> Option<usize> {
    let at = repeated.binary_search_by_key(&key, |(key, _)| *key).ok()?;
    Some(repeated[at].1)
}

/// The repeated paragraphs that stand in a long row of such, each with the number of articles where they do.
fn printed_again(passages: &[Vec<Passage>], keys: &[Vec<Option<Key>>], seen_in: &Repeated) -> Repeated {
    let mut again: Vec<(Key, u32)> = Vec::new();
    for ((passages, keys), no) in passages.iter().zip(keys).zip(0..) {
        let is_repeated: Vec<bool> = keys.iter().map(|k| k.is_some_and(|k| articles(seen_in, k).is_some())).collect();
        let mut at = 0;
        for row in is_repeated.chunk_by(|x, y| x == y) {
            let places = at..at + row.len();
            at = places.end;
            let bytes: usize = passages[places.clone()].iter().map(|p| p.place.span.len()).sum();
            if row[0] && bytes >= LONGEST_ROW {
                again.extend(keys[places].iter().flatten().map(|key| (*key, no)));
            }
        }
    }
    repeated(again, 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Document, Language, Place, Span};

    /// The paragraphs of each text of one outlet that are taken for furniture.
    fn furniture(texts: &[String]) -> Vec<Vec<&str>> {
        let documents: Vec<Document> = texts.iter().map(|text| Document::of_text(Language::English, text)).collect();
        let mut passages: Vec<Vec<Passage>> = texts.iter().map(|text| paragraphs(text)).collect();
        mark_furniture(&documents, &vec![Some(OutletNo(0)); texts.len()], &mut passages);
        let mut found = Vec::new();
        for (text, of) in texts.iter().zip(&passages) {
            found.push(of.iter().filter(|p| p.role == Role::Clutter).map(|p| p.place.span.of(text)).collect());
        }
        found
    }

    fn paragraphs(text: &str) -> Vec<Passage> {
        let start = |line: &str| line.as_ptr() as usize - text.as_ptr() as usize;
        let span = |line: &str| Span::new(start(line), start(line) + line.len());
        text.lines().map(|line| Passage { place: Place::text(span(line)), role: Role::Body }).collect()
    }

    const NOTE: &str = "To find out more about comments please read the rules of the house.";

    #[test]
    fn a_note_under_every_article_is_furniture() {
        let texts: Vec<String> = (0..4).map(|no| format!("Report {no} of the harbour.\n{NOTE}")).collect();
        assert_eq!(furniture(&texts), vec![vec![NOTE]; 4]);
        assert_eq!(furniture(&texts[..3]), vec![Vec::<&str>::new(); 3]);
    }

    #[test]
    fn a_story_printed_again_with_a_new_lead_is_none() {
        let story: Vec<String> = (0..9)
            .map(|no| format!("Pier {no} was shut at dawn, and the ships that lay there left for the roads."))
            .collect();
        let again = |no: usize| format!("Update {no}.\n{}\n{NOTE}", story.join("\n"));
        let mut texts: Vec<String> = (0..4).map(again).collect();
        texts.extend((0..5).map(|no| format!("Report {no} of the market.\n{NOTE}")));
        assert_eq!(furniture(&texts), vec![vec![NOTE]; 9]);
    }
}
