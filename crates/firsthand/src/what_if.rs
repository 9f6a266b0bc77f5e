//! What would change the bounds? A claim's rows are changed by one finding, or lose relays that are doubtful, and are
//! traced and assessed anew.

use std::collections::BTreeMap;

use xxhash_rust::xxh3::xxh3_64;

use crate::assess::assess;
use crate::model::{
    Bounds, ClaimRows, Doubt, Missing, Node, Of, Relay, Same, Source, SourceId, SourceKind, Status, WouldChange,
};
use crate::trace::trace;

/// So many rows are traced anew in all, for each of the three questions: some tenths of a second for the largest claims.
/// Chosen by hand.
const MOST_ROWS: usize = 300_000;
/// So many findings are named at most, those that change most first.
const MOST_FINDINGS: usize = 3;
/// Draws over the doubtful relays: enough for the fifth and the ninety-fifth of a hundred.
const DRAWS: usize = 100;

fn bounds(rows: &ClaimRows<'_>) -> (u32, u32) {
    let bounds = assess(rows, &trace(rows)).bounds;
    (bounds.at_least, bounds.at_most)
}

fn affordable(rows: &ClaimRows<'_>) -> usize {
    MOST_ROWS / (rows.documents.len() + rows.relays.len() + rows.sources.len() + 1)
}

/// The single findings that would change the bounds most: first those that change what is shown, then those that change
/// what is possible. Findings about sources early in the list come first among equals. Cost: one trace a finding, as
/// many as the size of the claim allows.
pub(crate) fn would_change(rows: &ClaimRows<'_>, now: &Bounds) -> Vec<WouldChange> {
    let mut found: Vec<WouldChange> = Vec::new();
    for candidate in candidates(rows, now).into_iter().take(affordable(rows)) {
        let (at_least, at_most) = candidate.tried(rows);
        if (at_least, at_most) != (now.at_least, now.at_most) {
            let nodes = candidate.who.iter().map(|id| Node::Source(*id)).collect();
            let (finding, text) = candidate.what.words();
            found.push(WouldChange { finding, text: text.to_owned(), nodes, at_least, at_most });
        }
    }
    let moved = |c: &WouldChange| (c.at_least.abs_diff(now.at_least), c.at_most.abs_diff(now.at_most));
    found.sort_by_key(|c| std::cmp::Reverse(moved(c)));
    found.truncate(MOST_FINDINGS);
    found
}

/// What is missing with the bounds as they could become, those that could move most first; the order among equals stays.
/// An outlet whose own source is unknown may show how it knows, and one that has the claim from somebody may show how
/// that one does; who only passes on another outlet's report can show nothing. Cost: one trace an outlet, as many as the
/// size of the claim allows.
pub(crate) fn fetch_next(rows: &ClaimRows<'_>, now: &Bounds, mut missing: Vec<Missing>) -> Vec<Missing> {
    for outlet in missing.iter_mut().take(affordable(rows)) {
        let could_be = shown(rows, outlet.source);
        outlet.could_be = Some(could_be).filter(|bounds| *bounds != (now.at_least, now.at_most));
    }
    let moved = |(l, u): (u32, u32)| (l.abs_diff(now.at_least), u.abs_diff(now.at_most));
    missing.sort_by_key(|outlet| std::cmp::Reverse(outlet.could_be.map(moved)));
    missing
}

/// The bounds, were it shown how those know from whom this outlet has the claim, or it itself where nobody is credited.
fn shown(rows: &ClaimRows<'_>, outlet: SourceId) -> (u32, u32) {
    let gives = |r: &&Relay| r.to == Node::Source(outlet) && r.of == Of::Assertion;
    let behind: Vec<Node> = rows.relays.iter().filter(gives).map(|r| r.from).collect();
    let mut sources = rows.sources.to_vec();
    for source in &mut sources {
        if source.id == outlet && behind.is_empty() {
            (source.kind, source.first_hand) = (SourceKind::Document, true);
        } else if behind.contains(&Node::Source(source.id)) && can_know(source.kind) {
            source.first_hand = true;
        }
    }
    bounds(&ClaimRows { sources: &sources, ..*rows })
}

/// What could be found out.
#[derive(Clone, Copy, PartialEq, Eq)]
enum What {
    DifferentPeople,
    NobodyCounted,
    KnowsAtFirstHand,
    OneSource,
}

impl What {
    fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::DifferentPeople => ("different-people", "if these unnamed sources are different people"),
            Self::NobodyCounted => ("nobody-counted", "if this unnamed source is none of those counted already"),
            Self::KnowsAtFirstHand => ("knows-first-hand", "if this source is shown to know it at first hand"),
            Self::OneSource => ("one-source", "if these two have it from one source"),
        }
    }
}

struct Candidate {
    what: What,
    who: Vec<SourceId>,
}

/// Everything that could be found out of the sources on which the bounds rest.
fn candidates(rows: &ClaimRows<'_>, now: &Bounds) -> Vec<Candidate> {
    let rests: Vec<SourceId> = now
        .why
        .iter()
        .filter(|reason| reason.at_least + reason.at_most > 0)
        .flat_map(|reason| &reason.nodes)
        .filter_map(|node| if let Node::Source(id) = node { Some(*id) } else { None })
        .collect();
    let of = |id: SourceId| rows.sources.iter().find(|s| s.id == id);
    let nameless = |id: &SourceId| of(*id).is_some_and(|s| s.kind == SourceKind::Anonymous && s.first_hand);
    let mut found = Vec::new();
    let saw: Vec<SourceId> = rests.iter().copied().filter(nameless).collect();
    let several = saw.iter().filter_map(|id| of(*id)).map(|s| s.count).sum::<u32>() > 1;
    if several {
        found.push(Candidate { what: What::DifferentPeople, who: saw.clone() });
    }
    found.extend(saw.iter().map(|id| Candidate { what: What::NobodyCounted, who: vec![*id] }));
    let unshown = rests.iter().copied().filter(|id| of(*id).is_some_and(|s| !s.first_hand && can_know(s.kind)));
    found.extend(unshown.map(|id| Candidate { what: What::KnowsAtFirstHand, who: vec![id] }));
    for (at, a) in rests.iter().enumerate() {
        found.extend(rests[at + 1..].iter().map(|b| Candidate { what: What::OneSource, who: vec![*a, *b] }));
    }
    found
}

fn can_know(kind: SourceKind) -> bool {
    !matches!(kind, SourceKind::Outlet | SourceKind::Collective)
}

impl Candidate {
    /// The bounds, were it so.
    fn tried(&self, rows: &ClaimRows<'_>) -> (u32, u32) {
        let with = |change: &dyn Fn(&mut Source)| {
            let mut sources = rows.sources.to_vec();
            sources.iter_mut().filter(|s| self.who.contains(&s.id)).for_each(change);
            bounds(&ClaimRows { sources: &sources, ..*rows })
        };
        match self.what {
            What::KnowsAtFirstHand => with(&|s| s.first_hand = true),
            // Who is shown to be somebody of their own counts as somebody with a name does.
            What::DifferentPeople => {
                let (at_least, at_most) = with(&|s| s.kind = SourceKind::Person);
                let people = rows.sources.iter().filter(|s| self.who.contains(&s.id)).map(|s| s.count - s.count.min(1));
                let at_least = at_least + people.sum::<u32>();
                (at_least, at_most.max(at_least))
            }
            What::NobodyCounted => {
                let apart: Vec<(SourceId, SourceId)> =
                    rows.sources.iter().map(|s| (self.who[0], s.id)).chain(rows.apart.iter().copied()).collect();
                bounds(&ClaimRows { apart: &apart, ..*rows })
            }
            What::OneSource => {
                let one = Same { a: self.who[0], b: self.who[1], because: String::new() };
                let same: Vec<Same> = rows.same.iter().cloned().chain([one]).collect();
                bounds(&ClaimRows { same: &same, ..*rows })
            }
        }
    }
}

/// How the bounds move when relays that nobody confirmed are dropped as often as they are doubtful: in nine of ten
/// draws they lie within these. `None` where no relay is doubtful, or the claim is too large for as many draws. The draws
/// are the same on every run: they hang on the number of the draw and of the relay alone.
pub(crate) fn doubt(rows: &ClaimRows<'_>) -> Option<Doubt> {
    let doubtful = |r: &Relay| r.status == Status::Suggested && r.confidence.get() < 1.0;
    if affordable(rows) < DRAWS || !rows.relays.iter().any(doubtful) {
        return None;
    }
    let stays = |draw: usize, at: usize, relay: &Relay| {
        let chance = xxh3_64(format!("{draw} {at}").as_bytes()) as f64 / u64::MAX as f64;
        !doubtful(relay) || chance < f64::from(relay.confidence.get())
    };
    // Small claims have few doubtful relays, and many draws drop the same ones.
    let mut known: BTreeMap<Vec<bool>, (u32, u32)> = BTreeMap::new();
    let mut bounds_of = |draw: usize| {
        let kept: Vec<bool> = rows.relays.iter().enumerate().map(|(at, relay)| stays(draw, at, relay)).collect();
        *known.entry(kept).or_insert_with_key(|kept| {
            let kept = rows.relays.iter().zip(kept).filter(|(_, kept)| **kept);
            let relays: Vec<Relay> = kept.map(|(relay, _)| relay.clone()).collect();
            bounds(&ClaimRows { relays: &relays, ..*rows })
        })
    };
    let (least, most) = (0..DRAWS).map(&mut bounds_of).unzip();
    Some(Doubt { draws: DRAWS as u32, at_least: middle(least), at_most: middle(most) })
}

/// The fifth and the ninety-fifth of a hundred.
fn middle(mut values: Vec<u32>) -> (u32, u32) {
    values.sort_unstable();
    let at = |part: usize| values[part * values.len() / 100];
    (at(5), at(94))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{DocumentNo, DocumentRow, How, Probability, Stance, TimeInterval};

    fn article(no: u32) -> DocumentRow {
        let (stance, published) = (Stance::Asserts, TimeInterval::default());
        DocumentRow { no: DocumentNo(no), stance, published, family: no, reads_like_own_voice: false, withdrawn: false }
    }

    fn source(id: u32, kind: SourceKind, first_hand: bool) -> Source {
        Source {
            id: SourceId(id),
            kind,
            name: String::new(),
            aliases: Vec::new(),
            places: Vec::new(),
            count: 1,
            or_more: false,
            first_hand,
            withdrawn: false,
            only_part: None,
        }
    }

    fn told(source: u32, document: u32, confidence: f32) -> Relay {
        Relay {
            from: Node::Source(SourceId(source)),
            to: Node::Document(DocumentNo(document)),
            how: How::Told,
            of: Of::Assertion,
            direction_known: true,
            evidence: Vec::new(),
            confidence: Probability::new(confidence),
            status: Status::Suggested,
        }
    }

    fn changes(sources: &[Source]) -> Vec<WouldChange> {
        let documents = [article(0), article(1)];
        let relays = [told(0, 0, 1.0), told(1, 1, 1.0)];
        let rows = ClaimRows { documents: &documents, sources, relays: &relays, ..ClaimRows::default() };
        would_change(&rows, &assess(&rows, &trace(&rows)).bounds)
    }

    #[test]
    fn two_officials_who_were_there_are_two_if_they_are_different_people() {
        let officials = [0, 1].map(|id| source(id, SourceKind::Anonymous, true));
        let first = &changes(&officials)[0];
        assert_eq!((first.finding, first.at_least, first.at_most), ("different-people", 2, 2));
        assert_eq!(first.nodes.len(), 2);
    }

    #[test]
    fn a_source_that_could_be_counted_is_one_more_if_it_is_nobody_counted() {
        let sources = [source(0, SourceKind::Document, true), source(1, SourceKind::Anonymous, true)];
        let found = changes(&sources);
        assert!(found.iter().any(|c| (c.finding, c.at_least) == ("nobody-counted", 2)), "{found:?}");
        assert!(found.iter().any(|c| (c.finding, c.at_most) == ("one-source", 1)), "{found:?}");
    }

    #[test]
    fn what_could_move_the_bounds_most_is_fetched_first() {
        let documents = [0, 1].map(article);
        let kinds = [(SourceKind::Outlet, false), (SourceKind::Institution, true), (SourceKind::Outlet, false)];
        let sources: Vec<Source> =
            kinds.into_iter().zip(0..).map(|((kind, first_hand), id)| source(id, kind, first_hand)).collect();
        let to_outlet = Relay { to: Node::Source(SourceId(0)), ..told(1, 0, 1.0) };
        let relays = [to_outlet, told(0, 0, 1.0), told(2, 1, 1.0)];
        let rows = ClaimRows { documents: &documents, sources: &sources, relays: &relays, ..ClaimRows::default() };
        let lineage = trace(&rows);
        let found = fetch_next(&rows, &assess(&rows, &lineage).bounds, lineage.missing);
        let found: Vec<_> = found.iter().map(|m| (m.source.0, m.could_be)).collect();
        assert_eq!(found, [(2, Some((2, 2))), (0, None)], "whose source is shown already has nothing to add");
    }

    #[test]
    fn doubtful_relays_leave_room_and_sure_ones_none() {
        let documents = [article(0), article(1)];
        let sources = [0, 1].map(|id| source(id, SourceKind::Person, true));
        let of = |confidence| {
            let relays = [told(0, 0, 1.0), told(1, 1, confidence)];
            let rows = ClaimRows { documents: &documents, sources: &sources, relays: &relays, ..ClaimRows::default() };
            doubt(&rows)
        };
        assert_eq!(of(1.0), None);
        assert_eq!(of(0.5).map(|d| (d.at_least, d.at_most)), Some(((1, 2), (1, 2))));
        assert_eq!(of(0.5), of(0.5), "the draws are the same on every run");
    }
}
