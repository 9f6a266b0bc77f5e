//! What follows from what people said of dates, kinds, sources and articles?

use firsthand::ingest::{Published, by_time_and_id};
use firsthand::model::{Document, Place, TimeInterval};
use firsthand::review::{Reviews, SameSource};
use firsthand_store::Remark;

/// When an article was published, as somebody says it; `None` where that is no time.
pub fn published(when: &str) -> Option<TimeInterval> {
    let read = Published::parse(when);
    let is_time = !read.is_absent() && !read.is_unreadable();
    is_time.then(|| TimeInterval { from: "review".to_owned(), ..read.interval(None) })
}

/// Has the documents follow what was said of dates, and with the dates the canonical order. What is of an article that
/// is gone is passed over.
pub fn date(remarks: &[Remark], documents: &mut [Document]) {
    for remark in remarks {
        let Remark::Published { document, when } = remark else { continue };
        let meant = documents.iter_mut().find(|d| d.id == *document);
        if let Some((document, time)) = meant.zip(published(when)) {
            document.published = time;
        }
    }
    documents.sort_by(by_time_and_id);
}

/// Adds to the reviews what was said of kinds, of sources that are one, and of articles that do not have a claim.
pub fn follow(remarks: Vec<Remark>, documents: &[Document], reviews: &mut Reviews) {
    let words = |(id, place): (String, Place)| {
        let document = documents.iter().find(|d| d.id == id)?;
        Some((id, document.slice(place).to_owned()))
    };
    for remark in remarks {
        match remark {
            Remark::Published { .. } => {}
            Remark::Kind { document, place, kind } => reviews.kinds.push((document, place, kind)),
            Remark::Apart { claim, document } => reviews.apart.push((claim, document)),
            Remark::Same { a, b } => {
                reviews.same_sources.extend(words(a).zip(words(b)).map(|(a, b)| SameSource { a, b }));
            }
        }
    }
}
