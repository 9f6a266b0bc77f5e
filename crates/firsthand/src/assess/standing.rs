//! What do the bounds amount to?

use crate::model::{Lineage, Root, Standing};

/// The first standing of the design that fits. Never "true" or "false". Cost: linear in roots.
pub(super) fn standing(lineage: &Lineage, at_least: u32, at_most: u32) -> Standing {
    match (at_least, at_most) {
        _ if nothing_but_loops(lineage) => Standing::Circular,
        (2.., _) => Standing::Corroborated,
        (1, _) => Standing::Firsthand,
        (0, 1..) => Standing::Unproven,
        (0, 0) => Standing::Untraced,
    }
}

/// There is a loop, and every start lies on one.
fn nothing_but_loops(lineage: &Lineage) -> bool {
    let on_loop = |root: &Root| {
        let documents = root.documents.iter().all(|no| lineage.looping.contains(no));
        documents && (root.sources.is_empty() || root.on_loop)
    };
    let supported =
        |root: &&Root| !root.documents.is_empty() || root.sources.iter().any(|id| lineage.supported.contains(id));
    !lineage.loops.is_empty() && lineage.roots.iter().filter(supported).all(on_loop)
}
