use super::Grouped;
use crate::link::Said;
use crate::model::{Document, DocumentNo};

/// What was said of reports, by the numbers of their documents; of documents that are not there nothing was.
pub(crate) fn grouping(said: &[Grouped], documents: &[Document]) -> Vec<Said> {
    let no = |id: &str| documents.iter().position(|d| d.id == id).map(|at| DocumentNo(at as u32));
    let one = |Grouped { a, b, together }: &Grouped| {
        Some(Said { a: (no(&a.0)?, a.1), b: (no(&b.0)?, b.1), together: *together })
    };
    said.iter().filter_map(one).collect()
}
