//! Builds the claims of a pile from everything that the stages before found.

use std::collections::{BTreeMap, BTreeSet};

use super::bodies::one_body;
use super::claims::{Lead, Profile, Ties, group, similarity};
use super::credits::{chains, line_of, same_source};
use super::drift::drift;
use super::features::Weights;
use super::legal;
use super::mentions::{Core, shares, wording};
use super::papers::perhaps_one;
use super::question::Question;
use super::relays::{Shared, copies, parent, relays};
use super::reuse::{self, Reuse};
use super::said::{Said, apart, regroup};
use super::sources::{Report, Sources, merge};
use super::stance;
use super::telling::weights;
use super::units::{Line, Unit};
use super::withdrawals::{Withdrawal, taken_back, withdrawals};
use crate::lexicon::List;
use crate::model::{
    Article, Attribution, Claim, Credit, Document, DocumentNo, DocumentRow, Drift, Due, Force, Mention, Node, Outcome,
    OutletNo, Place, Relay, Reply, ReplyKind, Role, Same, Source, SourceId, SourceKind, Span, Stance, TimeExpression,
};
use crate::outlets::Outlets;

/// What the stages found in one document.
#[derive(Clone, Debug, Default)]
pub struct Found {
    /// Its attributions.
    pub attributions: Vec<Attribution>,
    /// Its time expressions.
    pub times: Vec<TimeExpression>,
    /// Its reports: itself, or the items of a page of briefs.
    pub units: Vec<Unit>,
}

/// A claim with the rows that tracing needs.
#[derive(Clone, Debug)]
pub struct LinkedClaim {
    /// The claim.
    pub claim: Claim,
    /// Its documents, in order of time.
    pub documents: Vec<DocumentRow>,
    /// Its sources.
    pub sources: Vec<Source>,
    /// Its edges.
    pub relays: Vec<Relay>,
    /// Who repeats, and whose finding.
    pub rests_on: Vec<(SourceId, SourceId)>,
    /// Sources that are one body.
    pub same: Vec<Same>,
    /// Pairs of papers that the texts do not tell apart.
    pub perhaps_one: Vec<(SourceId, SourceId)>,
    /// Texts of one wording with no known direction.
    pub share_wording: Vec<Vec<DocumentNo>>,
    /// What changed along each relay.
    pub drift: Vec<Drift>,
    /// What was taken back.
    pub withdrawals: Vec<Withdrawal>,
}

/// The claims of a pile in order of documents, then span; with a question those that it means, best first.
///
/// `found` holds one entry a document; `said` is what people said of which reports are of one claim. Cost: the comparison of candidate pairs, then linear in each claim's
/// documents but for copies, which are looked up pair by pair within a claim.
pub fn link(
    documents: &[Document],
    found: &[Found],
    outlets: &Outlets,
    reuse: &[Reuse],
    said: &[Said],
    question: Option<&str>,
) -> Vec<LinkedClaim> {
    let units: Vec<Unit> = found.iter().flat_map(|f| f.units.iter().cloned()).collect();
    let weights = weights(&units);
    let ties = ties(&units, found, outlets, reuse);
    let profiles: Vec<Profile> = units.iter().map(|unit| Profile::of(unit, &weights)).collect();
    let lead = |unit: &Unit| {
        let no = unit.document.index();
        Lead::of(unit, &documents[no], &found[no].times, &found[no].attributions)
    };
    let leads: Vec<Lead> = units.iter().map(lead).collect();
    let groups = regroup(group(&units, &profiles, &leads, &weights, &ties), said, &units);
    let shared = Shared::of(reuse);
    let apart = apart(said, &units);
    let (units, profiles, weights, ties) = (&units, &profiles, &weights, &ties);
    let pile = Pile { documents, found, outlets, units, profiles, weights, shared, ties, apart };
    match question {
        None => groups.iter().map(|g| pile.claim(g)).collect(),
        Some(question) => pile.asked(&groups, &Question::read(question)),
    }
}

/// A credit to the outlet of another report, and a reused lead, bring two reports together.
fn ties(units: &[Unit], found: &[Found], outlets: &Outlets, reuse: &[Reuse]) -> Ties {
    // Chosen by hand: a credit makes up for wording lost in translation.
    const CREDIT: f32 = 0.12;
    let mut ties = Ties::new();
    let mut add = |a: usize, b: usize, value: f32| {
        let tie = ties.entry((a.min(b), a.max(b))).or_insert(0.0);
        *tie = f32::max(*tie, value);
    };
    let mut of_document: Vec<Vec<usize>> = vec![Vec::new(); found.len()];
    let mut of_outlet: BTreeMap<OutletNo, Vec<usize>> = BTreeMap::new();
    for (u, unit) in units.iter().enumerate() {
        of_document[unit.document.index()].push(u);
        if let Some(outlet) = outlets.of_document(unit.document.index()) {
            of_outlet.entry(outlet).or_default().push(u);
        }
    }
    for pair in reuse.iter().filter(|r| r.copied) {
        for (&a, &b) in of_document[pair.a].iter().flat_map(|a| of_document[pair.b].iter().map(move |b| (a, b))) {
            let value = copied_lead(&units[a], &units[b], pair);
            if value > 0.0 {
                add(a, b, value);
            }
        }
    }
    for (a, unit) in units.iter().enumerate() {
        let credits = found[unit.document.index()].attributions.iter().filter(|c| line_of(unit, c.sentence).is_some());
        let named: BTreeSet<OutletNo> = credits.filter_map(|c| c.outlet).collect();
        let reports = named.iter().filter_map(|outlet| of_outlet.get(outlet)).flatten();
        reports.filter(|b| **b != a).for_each(|&b| add(a, b, CREDIT));
    }
    ties
}

/// What a copied passage adds to the likeness of two reports: a lead that both have is the same claim by itself. One
/// that stands further down says what both tell beside the news, and joins nothing.
fn copied_lead(a: &Unit, b: &Unit, pair: &Reuse) -> f32 {
    // Chosen by hand: with half a lead in common two reports need no other likeness to be of one claim.
    const COPY: f32 = 0.5;
    let shared = lead_within(a, pair, |s| s.a).min(lead_within(b, pair, |s| s.b));
    COPY * shared
}

/// The share of a report's first paragraph that lies within what its side of a pair shares, 0..=1, in bytes.
fn lead_within(unit: &Unit, pair: &Reuse, side: impl Fn(&reuse::Shared) -> Span) -> f32 {
    let is_text = |l: &&Line| !matches!(l.role, Role::Title | Role::Credit);
    let Some(passage) = unit.lines.iter().find(is_text).map(|l| l.passage) else { return 0.0 };
    let (mut all, mut inside) = (0, 0);
    for line in unit.lines.iter().filter(is_text).filter(|l| l.passage == passage) {
        let line = line.place.span;
        all += line.end - line.start;
        let overlaps =
            pair.spans.iter().map(&side).map(|s| s.end.min(line.end).saturating_sub(s.start.max(line.start)));
        inside += overlaps.sum::<u32>();
    }
    if all > 0 { inside as f32 / all as f32 } else { 0.0 }
}

struct Pile<'a> {
    documents: &'a [Document],
    found: &'a [Found],
    outlets: &'a Outlets,
    units: &'a [Unit],
    profiles: &'a [Profile],
    weights: &'a Weights,
    shared: Shared<'a>,
    ties: &'a Ties,
    /// Units that somebody says are not of one claim.
    apart: Vec<(usize, usize)>,
}

/// Two groups that both word a question are one claim from this average similarity on; chosen by hand, half of what
/// makes one claim without a question.
const ALIKE_UNDER_QUESTION: f32 = 0.10;
/// A report that shares less of the question than this share of what the best of its language does is of another claim.
const SHARE_OF_BEST: f32 = 0.65;
/// A report that shares less of the question than this says nothing of it, even in a group that does.
const LEAST_OF_QUESTION: f32 = 0.2;

impl Pile<'_> {
    /// What a question means is what the reports share that word it: groups that do, and are alike, are one claim.
    fn asked(&self, groups: &[Vec<usize>], question: &Question) -> Vec<LinkedClaim> {
        let mut scored: Vec<(f32, Vec<usize>)> = groups
            .iter()
            .map(|g| (question.covered_by(&self.of(g), self.weights), g.clone()))
            .filter(|(score, _)| *score > 0.0)
            .collect();
        scored.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        let mut claims: Vec<Vec<usize>> = Vec::new();
        for (_, group) in scored {
            let one = |claim: &Vec<usize>| {
                self.alike(claim, &group) >= ALIKE_UNDER_QUESTION && !self.told_apart(claim, &group)
            };
            match claims.iter_mut().find(|claim| one(claim)) {
                Some(claim) => claim.extend(group),
                None => claims.push(group),
            }
        }
        for claim in &mut claims {
            *claim = self.meant(claim, question);
        }
        self.add_nearly_meant(&mut claims, groups, question);
        claims.into_iter().filter(|c| !c.is_empty()).map(|c| self.claim(&c)).collect()
    }

    /// Groups that are of no claim yet and word the question less than those that are join the claim that they are like.
    fn add_nearly_meant(&self, claims: &mut [Vec<usize>], groups: &[Vec<usize>], question: &Question) {
        let taken: BTreeSet<usize> = claims.iter().flatten().copied().collect();
        let best: Vec<f32> = claims.iter().map(|c| question.covered_by(&self.of(c), self.weights)).collect();
        for group in groups.iter().filter(|g| g.iter().all(|u| !taken.contains(u))) {
            let joins = |(claim, best): &(&mut Vec<usize>, &f32)| {
                question.is_nearly_covered_by(&self.of(group), **best, self.weights)
                    && self.alike(claim, group) >= ALIKE_UNDER_QUESTION
                    && !self.told_apart(claim, group)
            };
            if let Some((claim, _)) = claims.iter_mut().zip(&best).find(joins) {
                claim.extend(group);
            }
        }
    }

    /// The reports of a group that word the question as the others of their language do, or are tied to one that does.
    fn meant(&self, group: &[usize], question: &Question) -> Vec<usize> {
        let covered: Vec<f32> = group.iter().map(|&u| question.covered(&self.units[u], self.weights)).collect();
        let language = |i: usize| self.units[group[i]].language;
        let best = |i: usize| {
            let same = (0..group.len()).filter(|&j| language(j) == language(i));
            same.map(|j| covered[j]).fold(0.0, f32::max)
        };
        let says = |i: usize| covered[i] >= LEAST_OF_QUESTION && covered[i] >= best(i) * SHARE_OF_BEST;
        let tied = |a: usize, b: usize| self.ties.contains_key(&(a.min(b), a.max(b)));
        let counts = |i: &usize| says(*i) || (0..group.len()).any(|j| says(j) && tied(group[*i], group[j]));
        (0..group.len()).filter(counts).map(|i| group[i]).collect()
    }

    fn told_apart(&self, a: &[usize], b: &[usize]) -> bool {
        let parted = |x: &usize, y: &usize| (a.contains(x) && b.contains(y)) || (a.contains(y) && b.contains(x));
        self.apart.iter().any(|(x, y)| parted(x, y))
    }

    fn alike(&self, a: &[usize], b: &[usize]) -> f32 {
        let pairs = a.iter().flat_map(|x| b.iter().map(|y| similarity(&self.profiles[*x], &self.profiles[*y])));
        pairs.sum::<f32>() / (a.len() * b.len()) as f32
    }

    fn of(&self, group: &[usize]) -> Vec<&Unit> {
        group.iter().map(|&u| &self.units[u]).collect()
    }

    fn claim(&self, group: &[usize]) -> LinkedClaim {
        let units = self.of(group);
        let core = Core::of(&units, self.weights);
        let mut reports: Vec<Report<'_>> = units.iter().map(|unit| self.report(unit, &core)).collect();
        reports.sort_by(|a, b| {
            let time = |r: &Report<'_>| (r.document.published.earliest.is_none(), r.document.published.earliest);
            time(a).cmp(&time(b)).then(a.unit.document.cmp(&b.unit.document))
        });
        set_parents(&mut reports);
        let (copied, alike) = copies(&reports, &self.shared);
        reports.iter_mut().zip(copied).for_each(|(r, c)| r.copied_from = c);
        let due = self.due(&reports, &core);
        let sources = merge(&reports, &core, due.is_some());
        let relays = relays(&reports, &sources, &self.shared, self.weights);
        let number = |r: &usize| reports[*r].unit.document;
        let claim = self.worded(&reports, &core, &sources, due);
        let withdrawals = withdrawals(&reports, &sources);
        LinkedClaim {
            drift: drift(&reports, &relays, &claim.legal, &core, |r| &self.found[r.unit.document.index()].times),
            claim,
            documents: reports.iter().map(|r| self.row(r, &withdrawals)).collect(),
            withdrawals,
            relays,
            rests_on: sources.rests_on,
            same: one_body(&sources.all, self.documents),
            perhaps_one: perhaps_one(&sources.all, self.documents),
            sources: sources.all,
            share_wording: alike.iter().map(|g| g.iter().map(number).collect()).collect(),
        }
    }

    fn report<'u>(&'u self, unit: &'u Unit, core: &Core) -> Report<'u> {
        let no = unit.document.index();
        let shares = shares(unit, core);
        let attributions = &self.found[no].attributions;
        let mut report = Report {
            unit,
            document: &self.documents[no],
            outlet: self.outlets.of_document(no),
            stance: stance::of_report(unit, core, &shares),
            attributions,
            chains: chains(unit, core, &shares, attributions),
            parents: Vec::new(),
            copied_from: Vec::new(),
            taken_back: Vec::new(),
        };
        report.taken_back = taken_back(&report);
        // Whose only voice is one that denies does not pass the claim on.
        if report.stance == Stance::Asserts && report.chains.is_empty() && disputes(&report, core).is_some() {
            report.stance = Stance::Denies;
        }
        let takes_back = report.taken_back.iter().any(|(outlet, _)| Some(*outlet) == report.outlet);
        if report.stance == Stance::Asserts && takes_back {
            report.stance = Stance::Denies;
        }
        report
    }

    fn row(&self, report: &Report<'_>, withdrawals: &[Withdrawal]) -> DocumentRow {
        let no = report.unit.document;
        DocumentRow {
            no,
            stance: report.stance,
            published: report.document.published.clone(),
            // A document without an outlet is a family of its own, numbered beyond the outlets.
            family: report.outlet.map_or(self.outlets.len() as u32 + no.0, |o| o.0),
            reads_like_own_voice: report.chains.is_empty(),
            withdrawn: withdrawals.binary_search_by_key(&Node::Document(no), |w| w.node).is_ok(),
        }
    }

    fn worded(&self, reports: &[Report<'_>], core: &Core, sources: &Sources, due: Option<Due>) -> Claim {
        let mut mentions: Vec<Mention> = Vec::new();
        for (report, credits) in reports.iter().zip(&sources.credits) {
            mentions.extend(mentions_of(report, core, credits));
        }
        mentions.sort_by_key(|m| (m.document, m.place));
        let statement = statement(reports, core);
        let case = legal::Case::of(reports, core);
        Claim {
            language: self.documents[statement.0.index()].language,
            statement,
            articles: articles(reports),
            disputed_by: disputed_by(reports, core, &case.replies),
            legal: case.statements,
            accusation: case.accusation,
            replies: case.replies,
            mentions,
            due,
        }
    }

    /// The deadline in the wording of the earliest report that has one. A later relay's deadline counts from the
    /// source's time, so the earliest wording decides.
    fn due(&self, reports: &[Report<'_>], core: &Core) -> Option<Due> {
        let newest = self.documents.iter().filter_map(|d| d.published.latest).max();
        for report in reports.iter().filter(|r| r.stance != Stance::Denies) {
            let shares = shares(report.unit, core);
            let times = &self.found[report.unit.document.index()].times;
            let in_claim = |t: &&TimeExpression| {
                let line = line_of(report.unit, t.place);
                line.is_some_and(|l| shares[l] >= LEAST_SHARE_OF_DUE || l < 2)
            };
            let Some((time, date)) = times.iter().filter(in_claim).find_map(|t| Some((t, t.due.clone()?))) else {
                continue;
            };
            let passed = newest.is_some_and(|n| n.to_string().as_str() > date.as_str());
            let told = reports.iter().any(|r| tells_outcome(r, &date));
            let outcome = match (passed, told) {
                (_, true) => Outcome::Reported,
                (true, false) => Outcome::NotReported,
                (false, false) => Outcome::NotYetDue,
            };
            return Some(Due { date, outcome, place: (report.unit.document, time.place) });
        }
        None
    }
}

/// Finds, for each chain of each report, the report of the pile that its head means.
fn set_parents(reports: &mut [Report<'_>]) {
    for child in 0..reports.len() {
        let heads: Vec<_> = reports[child].chains.iter().map(|c| reports[child].attributions[c.head].outlet).collect();
        let parents = heads.into_iter().map(|outlet| parent(reports, child, outlet?)).collect();
        reports[child].parents = parents;
    }
}

/// A deadline belongs to the claim where its sentence words so much of it.
const LEAST_SHARE_OF_DUE: f32 = 0.3;

/// A report from after the deadline that has the claim from nobody tells what became of it.
fn tells_outcome(report: &Report<'_>, date: &str) -> bool {
    let after = report
        .document
        .published
        .earliest
        .is_some_and(|t| t.to_string().as_str() > date && !t.to_string().starts_with(date));
    let relayed = !report.copied_from.is_empty() || report.parents.iter().any(Option::is_some);
    let planned = report.unit.lines.iter().take(3).any(|l| l.has(List::Future));
    after && !relayed && !planned
}

/// One row a document; where a page of briefs has two items on the claim, the first decides.
fn articles(reports: &[Report<'_>]) -> Vec<Article> {
    let mut articles: Vec<Article> =
        reports.iter().map(|r| Article { document: r.unit.document, stance: r.stance }).collect();
    articles.sort_by_key(|a| a.document);
    articles.dedup_by_key(|a| a.document);
    articles
}

/// Every sentence that words the claim or credits it, the credits with the sentence that names them first.
fn mentions_of(report: &Report<'_>, core: &Core, credits: &[Credit]) -> Vec<Mention> {
    let shares = shares(report.unit, core);
    let mut lines: BTreeSet<usize> = wording(report.unit, &shares).into_iter().collect();
    lines.extend(report.chains.iter().map(|c| c.line));
    // A source that heads two chains is credited once, where it comes first.
    let first = |i: usize| credits[..i].iter().all(|earlier| earlier.source != credits[i].source);
    let mention = |line: usize| {
        let here = (0..credits.len()).filter(|&i| report.chains[i].line == line && first(i));
        let says_from: Vec<Credit> = here.map(|i| credits[i].clone()).collect();
        let unit_line = &report.unit.lines[line];
        let local = stance::of_line(unit_line, core);
        // A sentence that names where the claim is from passes it on, even in an article that denies it.
        let stance = if says_from.is_empty() || local != Stance::Denies { local } else { Stance::Asserts };
        Mention { document: report.unit.document, place: unit_line.place, stance, says_from }
    };
    lines.into_iter().map(mention).collect()
}

/// What a sentence further down words counts against a lead: news is told first, and in its own words, while a quotation
/// of several sentences words much of everything. Chosen by hand.
const BEHIND_THE_LEAD: f32 = 0.7;

/// The sentence that words most of the claim, leads above all; of equals the earliest report's, running text before
/// headlines. Where no more than half of the reports tell of a conviction, it is a sentence of one that does not.
fn statement(reports: &[Report<'_>], core: &Core) -> (DocumentNo, Place) {
    let asserts = |r: &&Report<'_>| r.stance == Stance::Asserts || reports.iter().all(|r| r.stance != Stance::Asserts);
    let convicts = |r: &Report<'_>| r.unit.lines.iter().any(|line| line.has(List::Convicted));
    let most_convict = reports.iter().filter(|r| convicts(r)).count() * 2 > reports.len();
    let mut best: Option<(f32, DocumentNo, Place)> = None;
    for report in reports.iter().filter(asserts).filter(|r| most_convict || !convicts(r)) {
        let lead: Vec<Place> = report.unit.lead().map(|line| line.place).collect();
        for (line, share) in report.unit.lines.iter().zip(shares(report.unit, core)) {
            let share = if lead.contains(&line.place) { share } else { BEHIND_THE_LEAD * share };
            if best.is_none_or(|(b, ..)| share > b) {
                best = Some((share, report.unit.document, line.place));
            }
        }
    }
    let fallback = || (reports[0].unit.document, Place::text(crate::model::Span::new(0, 0)));
    best.map_or_else(fallback, |(_, document, place)| (document, place))
}

/// Who denies the claim, one row a report.
fn disputed_by(reports: &[Report<'_>], core: &Core, replies: &[Reply]) -> Vec<(DocumentNo, Place)> {
    let denial = |no: DocumentNo| {
        let own = replies.iter().filter(|r| r.document == no && r.kind == ReplyKind::Denial);
        own.map(|r| (no, r.who)).find_map(|(no, who)| Some((no, who?)))
    };
    reports.iter().filter_map(|report| disputes(report, core).or_else(|| denial(report.unit.document))).collect()
}

/// What a sentence must word of the claim for its "not" to be a denial, where the denial is not the news ("there was no meeting
/// at all"). Chosen by hand on fiction.
const SAYS_THE_CLAIM: f32 = 0.25;

/// Who denies the claim in a report: the person or body credited in a sentence that denies it, or in the sentence
/// beside; in an interview, who answers.
fn disputes(report: &Report<'_>, core: &Core) -> Option<(DocumentNo, Place)> {
    let speaks = |a: &&Attribution| {
        let human = matches!(a.source_kind, SourceKind::Person | SourceKind::Institution);
        human && a.named && !a.source.is_empty()
    };
    let of_line = |line: usize| {
        let near = move |a: &&Attribution| line_of(report.unit, a.sentence).is_some_and(|l| l.abs_diff(line) <= 1);
        let here = report.attributions.iter().filter(speaks).filter(near);
        here.min_by_key(|a| line_of(report.unit, a.sentence).map_or(usize::MAX, |l| l.abs_diff(line)))
    };
    // Much is said with a "not" that denies nothing: "the note had not reached her". The claim's own words turned round
    // are a denial where it is the news, where nobody is credited with the claim, or where somebody says so much of it.
    let says_the_claim = |l: &Line| core.share(&l.features) >= SAYS_THE_CLAIM;
    let tells = |a: &Attribution| a.force == Force::Tells && !a.cue.is_empty();
    let denial_is_news = report.stance == Stance::Denies;
    let turned = denial_is_news || (report.chains.is_empty() && !core.accuses);
    // Whom the report credits with the claim says "not" of something else.
    let backs = |a: &Attribution| report.chains.iter().any(|c| same_source(&report.attributions[c.head], a));
    let other = |a: &Attribution| speaks(&a) && tells(a) && !core.accuses && !backs(a);
    let said = |l: &Line| report.attributions.iter().any(|a| a.sentence == l.place && other(a));
    let turned_round = |l: &Line| (turned || said(l) && says_the_claim(l)) && stance::line_denies(l, core);
    let denies = |l: &Line| stance::word_denies(l) || turned_round(l);
    let denied = |(i, l): (usize, &Line)| (denies(l) && !l.has(List::Open)).then_some(i);
    let mut lines = report.unit.lines.iter().enumerate().filter_map(denied);
    let interview = report.unit.lines.iter().any(|l| l.role == Role::Answer);
    let who = if interview {
        lines.next().and_then(|_| report.attributions.iter().find(|a| speaks(a) && a.named))
    } else {
        let first = || report.attributions.iter().find(|a| speaks(a) && line_of(report.unit, a.sentence).is_some());
        lines.find_map(of_line).or_else(|| first().filter(|_| denial_is_news))
    };
    Some((report.unit.document, *who?.source.first()?))
}
