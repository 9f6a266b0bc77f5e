//! Who has the claim from whom? Turns credits, reused wording and shared figures into edges, each with its evidence.

use std::collections::BTreeMap;

use super::features::{Feature, Weights};
use super::reuse::Reuse;
use super::sources::{Behind, Report, Sources, Support};
use crate::model::{
    DocumentNo, Evidence, EvidenceKind, How, Node, Of, OutletNo, Place, Probability, Relay, SourceKind, Stance, Status,
    TimeInterval,
};

/// Two texts of one wording that appeared within so many seconds of each other do not show which came first: feeds
/// and clocks of sites differ by more.
const SAME_MOMENT_S: i64 = 15 * 60;

/// The report of `outlet` from which `child` can have it: its latest that is not known to be after the child. Where all
/// of them state later times the credit is believed and the times are not, and it is the earliest; but not where that
/// report has it from the child's own outlet, which is a follow-up and no parent.
pub fn parent(reports: &[Report<'_>], child: usize, outlet: OutletNo) -> Option<usize> {
    let (own, published) = (reports[child].outlet, &reports[child].document.published);
    let of_outlet = |i: &usize| {
        let report = &reports[*i];
        *i != child
            && report.outlet == Some(outlet)
            && report.document.id != reports[child].document.id
            && (own != Some(outlet) || report.document.published.before(published))
    };
    let mut candidates = (0..reports.len()).filter(of_outlet);
    let not_after = |i: &usize| !published.before(&reports[*i].document.published);
    candidates.clone().rfind(not_after).or_else(|| candidates.find(|i| !credits_outlet(&reports[*i], own)))
}

fn credits_outlet(report: &Report<'_>, outlet: Option<OutletNo>) -> bool {
    let mut heads = report.chains.iter().flat_map(|c| std::iter::once(&c.head).chain(&c.via));
    outlet.is_some() && heads.any(|&at| report.attributions[at].outlet == outlet)
}

/// What two reports share, whichever of them is named first.
pub struct Shared<'a> {
    pairs: BTreeMap<(DocumentNo, DocumentNo), &'a Reuse>,
    /// With which others each document shares wording.
    partners: BTreeMap<DocumentNo, Vec<DocumentNo>>,
}

impl<'a> Shared<'a> {
    /// Indexes the pairs; the numbers of texts are those of the documents.
    pub fn of(reuse: &'a [Reuse]) -> Self {
        let key = |r: &Reuse| (DocumentNo(r.a as u32), DocumentNo(r.b as u32));
        let pairs: BTreeMap<_, _> = reuse.iter().filter(|r| r.copied).map(|r| (key(r), r)).collect();
        let mut partners: BTreeMap<DocumentNo, Vec<DocumentNo>> = BTreeMap::new();
        for (a, b) in pairs.keys() {
            partners.entry(*a).or_default().push(*b);
            partners.entry(*b).or_default().push(*a);
        }
        Self { pairs, partners }
    }

    fn between(&self, a: DocumentNo, b: DocumentNo) -> Option<&'a Reuse> {
        self.pairs.get(&(a.min(b), a.max(b))).copied()
    }
}

/// A report that names an outlet outside the pile has its words from there, as others may that name it too. Only so
/// large a share of its text in common with another is that other's; chosen by hand.
const LEAST_BESIDE_CREDIT: f32 = 0.5;

/// For each report the one whose wording it has without naming it, where it is known which came first, and the
/// groups of texts that share wording where it is not. Reports come in order of time.
pub fn copies(reports: &[Report<'_>], shared: &Shared<'_>) -> (Vec<Vec<usize>>, Vec<Vec<usize>>) {
    let mut from = vec![Vec::new(); reports.len()];
    let mut alike: Vec<(usize, usize)> = Vec::new();
    let mut of_document: BTreeMap<DocumentNo, Vec<usize>> = BTreeMap::new();
    for (number, report) in reports.iter().enumerate() {
        of_document.entry(report.unit.document).or_default().push(number);
    }
    for child in 0..reports.len() {
        if reports[child].parents.iter().any(Option::is_some) {
            continue;
        }
        let outside = |c: &super::credits::Chain| reports[child].attributions[c.head].source_kind == SourceKind::Outlet;
        let least = if reports[child].chains.iter().any(outside) { LEAST_BESIDE_CREDIT } else { 0.0 };
        let mut best: Option<(f32, usize)> = None;
        let partners = shared.partners.get(&reports[child].unit.document).into_iter().flatten();
        let mut others: Vec<usize> = partners.filter_map(|no| of_document.get(no)).flatten().copied().collect();
        others.sort_unstable();
        for other in others {
            let (a, b) = (reports[child].unit.document, reports[other].unit.document);
            let Some(reuse) = shared.between(a, b) else { continue };
            let (mine, theirs) = if reuse.a == a.index() {
                (reuse.containment_a, reuse.containment_b)
            } else {
                (reuse.containment_b, reuse.containment_a)
            };
            if mine < least {
                continue;
            }
            match order(&reports[other].document.published, &reports[child].document.published) {
                Order::Before if best.is_none_or(|(s, _)| reuse.similarity > s) => {
                    best = Some((reuse.similarity, other));
                }
                Order::Unknown if has_lost_credit(&reports[child], &reports[other], mine) => {
                    let known = best.filter(|(similarity, _)| *similarity >= reuse.similarity);
                    best = known.or(Some((reuse.similarity, other)));
                }
                Order::Unknown if has_lost_credit(&reports[other], &reports[child], theirs) => {}
                Order::Unknown if !cites(&reports[other], child) => alike.push((child.min(other), child.max(other))),
                _ => {}
            }
        }
        from[child].extend(best.map(|(_, parent)| parent));
    }
    alike.retain(|(a, b)| from[*a].is_empty() && from[*b].is_empty());
    (from, components(alike))
}

/// An undated text with next to nothing of its own is the copy of one that says whom it has it from, where itself names
/// nobody: credits are dropped on the way, and not made up for somebody else's words.
fn has_lost_credit(copy: &Report<'_>, original: &Report<'_>, contained: f32) -> bool {
    // Chosen by hand: a headline and a date may be its own.
    const LEAST_CONTAINED: f32 = 0.8;
    let undated = copy.document.published.earliest.is_none() && copy.document.published.latest.is_none();
    undated && contained >= LEAST_CONTAINED && copy.chains.is_empty() && !original.chains.is_empty()
}

fn cites(report: &Report<'_>, other: usize) -> bool {
    report.parents.contains(&Some(other))
}

enum Order {
    Before,
    After,
    Unknown,
}

fn order(a: &TimeInterval, b: &TimeInterval) -> Order {
    let gap = |x: &TimeInterval, y: &TimeInterval| match (x.latest, y.earliest) {
        (Some(end), Some(start)) => start.as_second() - end.as_second(),
        _ => i64::MIN,
    };
    if gap(a, b) >= SAME_MOMENT_S {
        Order::Before
    } else if gap(b, a) >= SAME_MOMENT_S {
        Order::After
    } else {
        Order::Unknown
    }
}

fn components(mut pairs: Vec<(usize, usize)>) -> Vec<Vec<usize>> {
    pairs.sort_unstable();
    pairs.dedup();
    let mut groups: Vec<Vec<usize>> = Vec::new();
    for (a, b) in pairs {
        let (with, rest): (Vec<_>, Vec<_>) = groups.into_iter().partition(|g| g.contains(&a) || g.contains(&b));
        let mut merged: Vec<usize> = with.into_iter().flatten().chain([a, b]).collect();
        merged.sort_unstable();
        merged.dedup();
        groups = rest;
        groups.push(merged);
    }
    groups.sort();
    groups
}

/// A report in another language that names only "media" can still show where it is from: by figures that one earlier
/// report has and the others have not.
pub fn by_figures(reports: &[Report<'_>], child: usize, weights: &Weights) -> Option<(usize, Feature)> {
    let report = &reports[child];
    let vague = |c: &super::credits::Chain| report.attributions[c.head].source_kind == SourceKind::Collective;
    if report.chains.is_empty() || !report.chains.iter().all(vague) {
        return None;
    }
    let figures = report.unit.head.keys().copied().filter(|f| matches!(f, Feature::Number(_)));
    let mut best: Option<(f32, usize, Feature)> = None;
    for figure in figures {
        let holders: Vec<usize> = (0..reports.len())
            .filter(|&o| o != child && reports[o].unit.head.contains_key(&figure))
            .filter(|&o| matches!(order(&reports[o].document.published, &report.document.published), Order::Before))
            .collect();
        let ([holder], weight) = (holders.as_slice(), weights.weight(figure)) else { continue };
        if best.is_none_or(|(w, ..)| weight > w) {
            best = Some((weight, *holder, figure));
        }
    }
    best.map(|(_, holder, figure)| (holder, figure))
}

/// All edges of a claim.
pub fn relays(reports: &[Report<'_>], sources: &Sources, shared: &Shared<'_>, weights: &Weights) -> Vec<Relay> {
    let mut found = Vec::new();
    for (child, report) in reports.iter().enumerate() {
        for (chain, parent) in report.chains.iter().zip(&report.parents) {
            if let Some(parent) = parent {
                found.push(cited(reports, *parent, child, chain.head));
            }
        }
        found.extend(report.copied_from.iter().map(|&parent| copied(reports, parent, child, shared)));
        if report.copied_from.is_empty() {
            found.extend(by_figures(reports, child, weights).map(|(parent, _)| figured(reports, parent, child)));
        }
    }
    found.extend(sources.support.iter().map(|s| supported(reports, sources, s)));
    found.extend(sources.behind.iter().map(|b| behind(reports, b)));
    merge_parallel(found)
}

fn across(reports: &[Report<'_>], parent: usize, child: usize, same: How) -> How {
    let differ = reports[parent].document.language != reports[child].document.language;
    if differ { How::Translated } else { same }
}

fn relay(reports: &[Report<'_>], parent: usize, child: usize, how: How, evidence: Evidence, confidence: f32) -> Relay {
    let denial = reports[parent].stance == Stance::Denies && reports[child].stance == Stance::Denies;
    Relay {
        from: Node::Document(reports[parent].unit.document),
        to: Node::Document(reports[child].unit.document),
        how,
        of: if denial { Of::Denial } else { Of::Assertion },
        direction_known: true,
        evidence: vec![evidence],
        confidence: Probability::new(confidence),
        status: Status::Suggested,
    }
}

fn credit_evidence(reports: &[Report<'_>], child: usize, at: usize) -> Evidence {
    let report = &reports[child];
    let attribution = &report.attributions[at];
    let place = attribution.source.first().or(attribution.cue.first()).copied().unwrap_or(attribution.sentence);
    let document = report.unit.document;
    let places: Vec<(DocumentNo, Place)> =
        std::iter::once(place).chain(attribution.cue.iter().copied()).map(|p| (document, p)).collect();
    let kind = if attribution.rule == "own-earlier" { EvidenceKind::OwnArticle } else { EvidenceKind::Credit };
    Evidence { kind, detail: format!("names “{}”", report.document.slice(place)), places }
}

fn cited(reports: &[Report<'_>], parent: usize, child: usize, at: usize) -> Relay {
    let evidence = credit_evidence(reports, child, at);
    let confidence = reports[child].attributions[at].confidence.get();
    relay(reports, parent, child, across(reports, parent, child, How::Cited), evidence, confidence)
}

fn copied(reports: &[Report<'_>], parent: usize, child: usize, shared: &Shared<'_>) -> Relay {
    let (from, to) = (reports[parent].unit.document, reports[child].unit.document);
    let reuse = shared.between(from, to);
    let places = reuse.into_iter().flat_map(|r| &r.spans).flat_map(|s| {
        let (parent_side, child_side) = if from < to { (s.a, s.b) } else { (s.b, s.a) };
        [(to, Place::text(child_side)), (from, Place::text(parent_side))]
    });
    let words: u32 = reuse.map_or(0, |r| r.outside_quotes);
    let detail = format!("{words} words in common outside quotations, and no credit");
    let evidence = Evidence { kind: EvidenceKind::TextReuse, detail, places: places.collect() };
    // Half sure at the threshold of reuse, surer the more of the child is shared.
    let confidence = 0.5 + 0.5 * reuse.map_or(0.0, |r| r.containment_a.max(r.containment_b));
    relay(reports, parent, child, across(reports, parent, child, How::Copied), evidence, confidence)
}

fn figured(reports: &[Report<'_>], parent: usize, child: usize) -> Relay {
    let document = reports[child].unit.document;
    let place = reports[child].unit.lines.first().map(|l| (document, l.place));
    let detail = "names only media, and has a figure that no other earlier report has".to_owned();
    let evidence = Evidence { kind: EvidenceKind::SharedFacts, detail, places: place.into_iter().collect() };
    relay(reports, parent, child, across(reports, parent, child, How::Cited), evidence, 0.5)
}

fn supported(reports: &[Report<'_>], sources: &Sources, support: &Support) -> Relay {
    let kind = sources.all[support.from.0 as usize].kind;
    let how = match kind {
        SourceKind::Outlet | SourceKind::Document | SourceKind::Collective => How::Cited,
        SourceKind::Person | SourceKind::Institution | SourceKind::Anonymous | SourceKind::WitnessReporter => How::Told,
    };
    let to = support.to.map_or(Node::Document(reports[support.report].unit.document), Node::Source);
    let of = if reports[support.report].stance == Stance::Denies { Of::Denial } else { Of::Assertion };
    Relay {
        from: Node::Source(support.from),
        to,
        how,
        of,
        direction_known: true,
        evidence: vec![credit_evidence(reports, support.report, support.attribution)],
        confidence: reports[support.report].attributions[support.attribution].confidence,
        status: Status::Suggested,
    }
}

/// An outlet outside the pile has it from a report of the pile, as a third one tells.
fn behind(reports: &[Report<'_>], behind: &Behind) -> Relay {
    let evidence = credit_evidence(reports, behind.report, behind.attribution);
    Relay {
        from: Node::Document(reports[behind.from].unit.document),
        to: Node::Source(behind.to),
        how: How::Cited,
        of: Of::Assertion,
        direction_known: true,
        evidence: vec![evidence],
        confidence: reports[behind.report].attributions[behind.attribution].confidence,
        status: Status::Suggested,
    }
}

/// One edge for a pair of nodes, with all its evidence.
fn merge_parallel(mut relays: Vec<Relay>) -> Vec<Relay> {
    relays.sort_by_key(|r| (r.to, r.from, r.of, r.how));
    let mut merged: Vec<Relay> = Vec::new();
    for relay in relays.into_iter().filter(|r| r.from != r.to) {
        match merged.last_mut() {
            Some(last) if (last.from, last.to, last.of) == (relay.from, relay.to, relay.of) => {
                last.evidence.extend(relay.evidence);
                last.confidence = Probability::new(last.confidence.get().max(relay.confidence.get()));
            }
            _ => merged.push(relay),
        }
    }
    merged
}
