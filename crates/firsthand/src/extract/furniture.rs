use std::collections::{BTreeMap, BTreeSet};

use xxhash_rust::xxh3::xxh3_64;

use crate::model::{Document, OutletNo, Part, Passage, Role};
use crate::text::fold;

/// A short paragraph in so many articles of one outlet is the site's, not the article's. The reuse search uses the same
/// number for an outlet's furniture.
const ARTICLES: usize = 4;
/// Longer paragraphs are text that the outlet prints again, in updates of one story.
const LONGEST: usize = 300;

/// Marks as clutter what an outlet repeats under its articles: "To find out more about commenting …". One list of
/// passages a document; `outlets` tells each document's. Cost: linear in the text.
pub fn mark_furniture(documents: &[Document], outlets: &[Option<OutletNo>], passages: &mut [Vec<Passage>]) {
    let key = |no: usize, passage: &Passage| {
        let text = documents[no].slice(passage.place);
        let outlet = outlets[no].filter(|_| text.len() <= LONGEST && passage.place.part == Part::Text)?;
        Some((outlet, xxh3_64(fold(text).as_bytes())))
    };
    let mut seen_in: BTreeMap<(OutletNo, u64), BTreeSet<usize>> = BTreeMap::new();
    for (no, passages) in passages.iter().enumerate() {
        for key in passages.iter().filter_map(|p| key(no, p)) {
            seen_in.entry(key).or_default().insert(no);
        }
    }
    for (no, passages) in passages.iter_mut().enumerate() {
        for passage in passages.iter_mut() {
            let repeats = key(no, passage).and_then(|k| seen_in.get(&k)).map_or(0, BTreeSet::len);
            if repeats >= ARTICLES {
                passage.role = Role::Clutter;
            }
        }
    }
}
