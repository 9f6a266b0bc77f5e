//! What did people say of which reports are of one claim?

use super::units::Unit;
use crate::model::{DocumentNo, Place};

/// Two reports, each meant by a place in it, that somebody says are of one claim, or are not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Said {
    /// A report.
    pub a: (DocumentNo, Place),
    /// Another, of another document.
    pub b: (DocumentNo, Place),
    /// Whether they are of one claim.
    pub together: bool,
}

/// The pairs of units that somebody says are not of one claim.
pub(super) fn apart(said: &[Said], units: &[Unit]) -> Vec<(usize, usize)> {
    let apart = said.iter().filter(|said| !said.together);
    apart.filter_map(|said| Some((unit_at(said.a, units)?, unit_at(said.b, units)?))).collect()
}

/// Has groups of unit numbers follow what people said. What belongs together brings its whole groups together, but for
/// other reports of a document that the group has already; of two that are apart, the second leaves the group.
pub(super) fn regroup(mut groups: Vec<Vec<usize>>, said: &[Said], units: &[Unit]) -> Vec<Vec<usize>> {
    for said in said.iter().filter(|said| said.together) {
        if let (Some(a), Some(b)) = (unit_at(said.a, units), unit_at(said.b, units)) {
            join(&mut groups, a, b, units);
        }
    }
    for (a, b) in apart(said, units) {
        if let Some(group) = groups.iter_mut().find(|group| group.contains(&a) && group.contains(&b)) {
            group.retain(|&unit| unit != b);
            groups.push(vec![b]);
        }
    }
    groups.sort();
    groups
}

fn join(groups: &mut Vec<Vec<usize>>, a: usize, b: usize, units: &[Unit]) {
    let of = |unit: usize, groups: &[Vec<usize>]| groups.iter().position(|group| group.contains(&unit));
    let (Some(into), Some(from)) = (of(a, groups), of(b, groups)) else { return };
    if into == from || units[a].document == units[b].document {
        return;
    }
    let moving = std::mem::take(&mut groups[from]);
    // The report that was named comes even where another of its document has to go.
    groups[into].retain(|&unit| units[unit].document != units[b].document);
    let taken: Vec<DocumentNo> = groups[into].iter().map(|&unit| units[unit].document).collect();
    let (come, stay): (Vec<usize>, Vec<usize>) =
        moving.into_iter().partition(|&unit| unit == b || !taken.contains(&units[unit].document));
    groups[into].extend(come);
    groups[into].sort_unstable();
    groups[from] = stay;
    groups.retain(|group| !group.is_empty());
}

/// The report that has the place; of a document with one report that one, wherever the place is.
fn unit_at((document, place): (DocumentNo, Place), units: &[Unit]) -> Option<usize> {
    let has = |unit: &Unit| {
        let meets = |p: Place| p.part == place.part && p.span.start < place.span.end && place.span.start < p.span.end;
        unit.lines.iter().any(|line| meets(line.place))
    };
    let of: Vec<usize> = (0..units.len()).filter(|&at| units[at].document == document).collect();
    of.iter().copied().find(|&at| has(&units[at])).or(if let [only] = of[..] { Some(only) } else { None })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::link::features::Vector;
    use crate::model::{Language, Span};

    fn unit(document: u32) -> Unit {
        let (head, full) = (Vector::default(), Vector::default());
        Unit { document: DocumentNo(document), language: Language::English, lines: Vec::new(), head, full }
    }

    fn said(a: u32, b: u32, together: bool) -> Said {
        let place = Place::text(Span { start: 0, end: 1 });
        Said { a: (DocumentNo(a), place), b: (DocumentNo(b), place), together }
    }

    #[test]
    fn groups_follow_what_people_said() {
        let units: Vec<Unit> = (0..5).map(unit).collect();
        let groups = || vec![vec![0, 1], vec![2, 3], vec![4]];
        assert_eq!(regroup(groups(), &[said(0, 2, true)], &units), [vec![0, 1, 2, 3], vec![4]]);
        assert_eq!(regroup(groups(), &[said(0, 1, false)], &units), [vec![0], vec![1], vec![2, 3], vec![4]]);
        let both = [said(1, 4, true), said(0, 1, false)];
        assert_eq!(regroup(groups(), &both, &units), [vec![0, 4], vec![1], vec![2, 3]]);
        assert_eq!(regroup(groups(), &[said(0, 9, true)], &units), groups(), "an article that is gone");
    }

    #[test]
    fn a_group_has_a_document_once() {
        let units = [unit(0), unit(1), unit(1), unit(2)];
        let joined = regroup(vec![vec![0, 1], vec![2, 3]], &[said(0, 2, true)], &units);
        assert_eq!(joined, [vec![0, 1, 3], vec![2]]);
    }
}
