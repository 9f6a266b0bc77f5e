//! Whom do the credits of all reports of a claim mean? Merges credits into sources, and says which of them lean on
//! each other.
//!
//! A source that a report only knows through another report of the pile is that report's source, under whatever
//! name: it becomes an alias there and never a source of its own. Nameless sources of different reports are kept
//! apart and never compared (safeguards, rule 4).

use super::credits::{Chain, same_name, same_outlet_name, stands_for};
use super::features::{Feature, features_of};
use super::mentions::Core;
use super::relays::parent as earlier;
use super::units::{Line, Unit};
use crate::lexicon::{Lexicon, List};
use crate::model::{
    Attribution, AttributionKind, Credit, Document, Force, Hop, Language, OutletNo, Place, Source, SourceId,
    SourceKind, Stance,
};
use crate::text::tokens;

/// A report of the claim with its credits in order.
pub struct Report<'a> {
    /// The article or the item of a page.
    pub unit: &'a Unit,
    /// The document.
    pub document: &'a Document,
    /// Its outlet.
    pub outlet: Option<OutletNo>,
    /// Its stance.
    pub stance: Stance,
    /// All attributions of the document.
    pub attributions: &'a [Attribution],
    /// Its credit chains.
    pub chains: Vec<Chain>,
    /// For each chain whose head is an outlet with a report in this claim: the number of that report.
    pub parents: Vec<Option<usize>>,
    /// Reports whose wording this one has without naming them.
    pub copied_from: Vec<usize>,
    /// Outlets whose report it says was taken back, its own or another's, with the sentences that say so.
    pub taken_back: Vec<(OutletNo, Place)>,
}

/// The sources of a claim and what is known between them.
#[derive(Default)]
pub struct Sources {
    /// The sources, by id.
    pub all: Vec<Source>,
    /// Which outlet of the pile a source is.
    pub outlets: Vec<Option<OutletNo>>,
    /// Who repeats, and whose finding.
    pub rests_on: Vec<(SourceId, SourceId)>,
    /// Support: who gave it to whom (a report's number, or a source), and from which credit.
    pub support: Vec<Support>,
    /// Reports of the pile that an outlet outside it is said to have it from.
    pub behind: Vec<Behind>,
    /// For each report, for each chain, its credit.
    pub credits: Vec<Vec<Credit>>,
    about: Vec<Vec<Feature>>,
    /// Which report's own sources each source is among.
    held_by: Vec<Vec<usize>>,
}

/// One step from a source towards a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Support {
    /// Who is credited.
    pub from: SourceId,
    /// The next hop, or nothing where the report itself credits it.
    pub to: Option<SourceId>,
    /// In which report, and by which of its attributions.
    pub report: usize,
    /// The attribution.
    pub attribution: usize,
}

/// An outlet outside the pile that has the claim from a report of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Behind {
    /// The number of that report.
    pub from: usize,
    /// The outlet.
    pub to: SourceId,
    /// Which report tells so, and by which of its attributions.
    pub report: usize,
    /// The attribution.
    pub attribution: usize,
}

/// Merges the credits of the reports, which come in order of time: a parent stands before its children.
pub fn merge(reports: &[Report<'_>], core: &Core, due_in_future: bool) -> Sources {
    let mut sources = Sources::default();
    for (number, report) in reports.iter().enumerate() {
        let mut credits = Vec::new();
        for (chain, parent) in report.chains.iter().zip(&report.parents) {
            credits.push(sources.credit(reports, number, chain, *parent, core));
        }
        sources.credits.push(credits);
    }
    sources.mark_parts(due_in_future);
    sources.mark_recanted(reports);
    if reports.iter().any(|report| takes_paper_back(report) || disowns_paper(report, core)) {
        sources.mark_papers_disowned();
    }
    sources
}

impl Sources {
    fn credit(
        &mut self,
        reports: &[Report<'_>],
        number: usize,
        chain: &Chain,
        parent: Option<usize>,
        core: &Core,
    ) -> Credit {
        let report = &reports[number];
        let copied = report.copied_from.first().copied();
        let head = &report.attributions[chain.head];
        let behind = parent.or(if head.told_us { None } else { copied });
        let source = match (head.source_kind, behind) {
            (SourceKind::Outlet, _) | (_, None) => self.get(report, number, chain.head, core),
            (_, Some(parent)) => {
                let known = self.alias(reports, parent, report, chain.head);
                known.unwrap_or_else(|| self.get_unsupported(report, number, chain.head, core))
            }
        };
        let supports = behind.is_none() || (head.source_kind == SourceKind::Outlet && parent.is_none());
        if supports {
            self.support.push(Support { from: source, to: None, report: number, attribution: chain.head });
        }
        self.hops(reports, number, chain, source, behind, core);
        Credit { source, hop: hop(report, chain.head), via: chain.via.iter().map(|&at| hop(report, at)).collect() }
    }

    /// The hops behind a credit: those behind a report of the pile are that report's sources.
    fn hops(
        &mut self,
        reports: &[Report<'_>],
        number: usize,
        chain: &Chain,
        head: SourceId,
        behind: Option<usize>,
        core: &Core,
    ) {
        let report = &reports[number];
        let mut next = head;
        for &at in &chain.via {
            if let Some(parent) = behind {
                self.alias(reports, parent, report, at);
                continue;
            }
            if ends_chain(self.all[next.0 as usize].kind) {
                break;
            }
            if let Some(from) = report.attributions[at].outlet.and_then(|outlet| earlier(reports, number, outlet)) {
                self.behind.push(Behind { from, to: next, report: number, attribution: at });
                break;
            }
            let source = match self.nameless_behind(next, &report.attributions[at]) {
                Some(known) => {
                    self.note(known, report, at, core);
                    known
                }
                None => self.get(report, number, at, core),
            };
            if source == next {
                continue;
            }
            if self.all[next.0 as usize].kind == SourceKind::Institution {
                self.rests_on.push((next, source));
            }
            self.support.push(Support { from: source, to: Some(next), report: number, attribution: at });
            next = source;
        }
    }

    /// The nameless source that another report, too, names behind the same outlet outside the pile. It is the outlet's
    /// one source that both tell of; what each knows of it is that credit alone, and nothing is compared.
    fn nameless_behind(&self, outlet: SourceId, credit: &Attribution) -> Option<SourceId> {
        let of_outlet = self.all[outlet.0 as usize].kind == SourceKind::Outlet;
        if !of_outlet || credit.source_kind != SourceKind::Anonymous {
            return None;
        }
        let behind = self.support.iter().filter(|s| s.to == Some(outlet)).map(|s| s.from);
        let fits = |id: &SourceId| {
            let source = &self.all[id.0 as usize];
            source.kind == SourceKind::Anonymous
                && (source.count == credit.count || source.count.min(credit.count) == 1)
        };
        behind.into_iter().find(fits)
    }

    /// The source of this report's that the credit means, or a new one.
    fn get(&mut self, report: &Report<'_>, number: usize, at: usize, core: &Core) -> SourceId {
        let attribution = &report.attributions[at];
        let about = about(attribution, report.document.language);
        let found = (0..self.all.len()).find(|&s| self.means(s, report, number, attribution, &about));
        let id = found.map_or_else(|| self.add(attribution, about, number), |s| SourceId(s as u32));
        self.note(id, report, at, core);
        if !self.held_by[id.0 as usize].contains(&number) {
            self.held_by[id.0 as usize].push(number);
        }
        id
    }

    /// A source that a copy names and its parent does not: kept for the reader, without support.
    fn get_unsupported(&mut self, report: &Report<'_>, number: usize, at: usize, core: &Core) -> SourceId {
        let id = self.get(report, number, at, core);
        self.held_by[id.0 as usize].retain(|r| *r != number);
        id
    }

    fn add(&mut self, attribution: &Attribution, about: Vec<Feature>, number: usize) -> SourceId {
        let id = SourceId(self.all.len() as u32);
        self.all.push(Source {
            id,
            kind: attribution.source_kind,
            name: String::new(),
            aliases: Vec::new(),
            places: Vec::new(),
            count: attribution.count,
            or_more: attribution.or_more,
            first_hand: false,
            withdrawn: false,
            only_part: None,
        });
        self.outlets.push(attribution.outlet);
        self.about.push(about);
        self.held_by.push(vec![number]);
        id
    }

    /// Whether a known source and this credit are one.
    fn means(&self, s: usize, report: &Report<'_>, number: usize, credit: &Attribution, about: &[Feature]) -> bool {
        let source = &self.all[s];
        if credit.outlet.is_some() || self.outlets[s].is_some() {
            return credit.outlet == self.outlets[s];
        }
        if source.kind != credit.source_kind {
            return false;
        }
        let here = self.held_by[s].contains(&number);
        match source.kind {
            SourceKind::Anonymous => here && (source.count == credit.count || source.count.min(credit.count) == 1),
            SourceKind::WitnessReporter => here,
            SourceKind::Collective => true,
            SourceKind::Document => here || self.shares(s, about),
            SourceKind::Institution => self.shares(s, about) || names(source, credit, report),
            SourceKind::Person => names(source, credit, report),
            SourceKind::Outlet => names_outlet(source, credit, report),
        }
    }

    /// Whether the source and the phrase speak of the same thing: a concept, name or number in common.
    fn shares(&self, s: usize, about: &[Feature]) -> bool {
        about.iter().any(|f| self.about[s].contains(f))
    }

    /// Finds the source that a report's parent, or its parent's, has behind this credit, and notes the wording.
    fn alias(&mut self, reports: &[Report<'_>], parent: usize, report: &Report<'_>, at: usize) -> Option<SourceId> {
        let credit = &report.attributions[at];
        let about = about(credit, report.document.language);
        let line = ancestors(reports, parent);
        let held: Vec<usize> = (0..self.all.len())
            .filter(|&s| {
                self.held_by[s].iter().any(|r| line.contains(r)) && alike(self.all[s].kind, credit.source_kind)
            })
            .collect();
        let named = held.iter().copied().find(|&s| names(&self.all[s], credit, report) || self.shares(s, &about));
        let found = named.or_else(|| if held.len() == 1 { held.first().copied() } else { None })?;
        let id = SourceId(found as u32);
        self.word(id, report, at);
        Some(id)
    }

    fn note(&mut self, id: SourceId, report: &Report<'_>, at: usize, core: &Core) {
        let attribution = &report.attributions[at];
        let first_hand = first_hand(report, at, core);
        let source = &mut self.all[id.0 as usize];
        source.first_hand |= first_hand;
        source.withdrawn |= attribution.grounds.withdrawn && attribution.source_kind != SourceKind::Outlet;
        self.word(id, report, at);
    }

    fn word(&mut self, id: SourceId, report: &Report<'_>, at: usize) {
        let attribution = &report.attributions[at];
        let words = hop(report, at).name;
        let source = &mut self.all[id.0 as usize];
        if source.name.is_empty() {
            source.name.clone_from(&words);
        }
        let fuller = attribution.name.clone().filter(|n| *n != words);
        for wording in std::iter::once(words).chain(fuller) {
            if wording != source.name && !source.aliases.contains(&wording) {
                source.aliases.push(wording);
            }
        }
        source.places.extend(attribution.source.first().map(|place| (report.unit.document, *place)));
    }

    /// "Ana Ruiz took it all back at a hearing": who is named in full where something is taken back counts no more, also
    /// where nobody credits them any longer.
    fn mark_recanted(&mut self, reports: &[Report<'_>]) {
        const FULL_NAME: usize = 2;
        let taken_back = |l: &&Line| l.has(List::Withdrawn) && !l.has(List::Open) && !l.asks;
        let lines: Vec<&Line> = reports.iter().flat_map(|r| &r.unit.lines).filter(taken_back).collect();
        for (source, about) in self.all.iter_mut().zip(&self.about).filter(|(s, _)| s.kind == SourceKind::Person) {
            let names = about.iter().filter(|f| matches!(f, Feature::Name(_)));
            let named = |l: &&Line| names.clone().filter(|f| l.features.contains(f)).count() >= FULL_NAME;
            source.withdrawn |= lines.iter().any(named);
        }
    }

    /// Which of several papers is disowned is not told, and none counts at least.
    fn mark_papers_disowned(&mut self) {
        self.all.iter_mut().filter(|s| s.kind == SourceKind::Document).for_each(|paper| paper.withdrawn = true);
    }

    /// Nobody can have seen what has not happened yet: who observed bears out only the part of a claim about the
    /// future that is about the past.
    fn mark_parts(&mut self, due_in_future: bool) {
        if !due_in_future {
            return;
        }
        for source in self.all.iter_mut().filter(|s| s.kind == SourceKind::WitnessReporter) {
            source.only_part = source.places.first().copied();
        }
    }
}

/// "The Treasury withdrew its note": whether a paper is taken back in the text, and not just an article.
fn takes_paper_back(report: &Report<'_>) -> bool {
    let taken_back = |l: &Line| {
        let article = l.names_own || l.has(List::OwnEarlier) || l.has(List::Outlet);
        l.has(List::Withdrawn) && l.has(List::Document) && !article && !l.has(List::Open) && !l.asks
    };
    report.unit.lines.iter().any(taken_back)
}

/// "The ministry says that the list is none of its making": whether somebody of whom the claim speaks disowns a paper. Of
/// whom else a paper is ascribed to we know nothing.
fn disowns_paper(report: &Report<'_>, core: &Core) -> bool {
    let disowned = |line: usize| report.unit.lines[line].has(List::Disowned);
    let lines: Vec<usize> = (0..report.unit.lines.len()).filter(|&line| disowned(line)).collect();
    let near = |line: usize| lines.iter().any(|l| l.abs_diff(line) <= 1);
    let speaks =
        |a: &&Attribution| a.source_kind == SourceKind::Institution || a.source_kind == SourceKind::Person && a.named;
    report.attributions.iter().filter(speaks).any(|a| {
        let line = super::credits::line_of(report.unit, a.sentence);
        let told_of = about(a, report.document.language).into_iter().any(|f| core.features().contains_key(&f));
        told_of && line.is_some_and(near)
    })
}

/// A credit's words as a hop; a credit without a source is worded by its cue.
fn hop(report: &Report<'_>, at: usize) -> Hop {
    let attribution = &report.attributions[at];
    let place = attribution.source.first().or(attribution.cue.first()).copied().unwrap_or(attribution.sentence);
    // "She told a local daily": a pronoun names nobody to who reads the chain alone.
    let meant = attribution.name.as_deref().filter(|_| stands_for(attribution));
    let name = meant.unwrap_or_else(|| report.document.slice(place)).to_owned();
    Hop { name, kind: attribution.source_kind, place }
}

/// Behind these kinds no further hop is somebody else's finding, as far as a text tells.
fn ends_chain(kind: SourceKind) -> bool {
    matches!(kind, SourceKind::Document | SourceKind::Person | SourceKind::Anonymous | SourceKind::WitnessReporter)
}

/// Kinds under which one source can be described by two outlets.
fn alike(a: SourceKind, b: SourceKind) -> bool {
    let human = |k| matches!(k, SourceKind::Anonymous | SourceKind::Person | SourceKind::WitnessReporter);
    let paper = |k| matches!(k, SourceKind::Document | SourceKind::Institution);
    a == b || (human(a) && human(b)) || (paper(a) && paper(b))
}

fn names(source: &Source, credit: &Attribution, report: &Report<'_>) -> bool {
    is_called(source, credit, report, same_name)
}

fn names_outlet(source: &Source, credit: &Attribution, report: &Report<'_>) -> bool {
    let same = if credit.named { same_outlet_name } else { same_name };
    is_called(source, credit, report, same)
}

/// Whether a wording of the source and one of the credit are the same name.
fn is_called(source: &Source, credit: &Attribution, report: &Report<'_>, same: fn(&str, &str) -> bool) -> bool {
    let words = credit.source.first().map_or("", |p| report.document.slice(*p));
    let full = credit.name.as_deref().unwrap_or(words);
    std::iter::once(&source.name).chain(&source.aliases).any(|wording| same(wording, words) || same(wording, full))
}

fn about(attribution: &Attribution, language: Language) -> Vec<Feature> {
    let mut about = features_of(attribution.name.as_deref().unwrap_or(""), language);
    about.sort_unstable();
    about.dedup();
    about
}

/// A report and everything it has the claim from, nearest first.
fn ancestors(reports: &[Report<'_>], from: usize) -> Vec<usize> {
    let mut found = vec![from];
    let mut at = 0;
    while at < found.len() {
        let report = &reports[found[at]];
        for parent in report.parents.iter().flatten().chain(&report.copied_from) {
            if !found.contains(parent) {
                found.push(*parent);
            }
        }
        at += 1;
    }
    found
}

/// Whether the report shows that the source can know: it saw, was there, or the outlet has the paper.
fn first_hand(report: &Report<'_>, at: usize, core: &Core) -> bool {
    let attribution = &report.attributions[at];
    let same = |b: &&Attribution| super::credits::same_source(attribution, b);
    let of_source: Vec<&Attribution> = report.attributions.iter().filter(same).collect();
    let any = |grounds: fn(&Attribution) -> bool| of_source.iter().any(|a| grounds(a));
    match attribution.source_kind {
        SourceKind::WitnessReporter => true,
        SourceKind::Document => reads_nearby(report, &of_source),
        // A lone capitalised word may be anything; somebody who counts has a full name.
        SourceKind::Person => has_full_name(&of_source) && saw_claim(report, &of_source, core),
        SourceKind::Anonymous => any(|a| a.grounds.present) || saw_claim(report, &of_source, core),
        SourceKind::Institution => {
            // "The museum photographed a boat" is news of the museum, and nothing that it tells.
            let telling: Vec<&Attribution> = of_source.iter().copied().filter(|a| a.rule != "observation").collect();
            let observed = || saw_claim(report, &telling, core);
            !any(|a| a.grounds.rests_on) && (own_act(report, attribution, core) || observed())
        }
        SourceKind::Outlet | SourceKind::Collective => false,
    }
}

fn has_full_name(of_source: &[&Attribution]) -> bool {
    let words = |name: &str| name.split_whitespace().filter(|w| w.starts_with(char::is_uppercase)).count();
    of_source.iter().any(|a| a.named && a.name.as_deref().is_some_and(|name| words(name) >= 2))
}

/// A sentence in which the source observes words so much of the claim; "she saw no reason to resign" does not.
const LEAST_SEEN: f32 = 0.1;

/// Whether the source saw what the claim is about, and not just something.
fn saw_claim(report: &Report<'_>, of_source: &[&Attribution], core: &Core) -> bool {
    of_source.iter().filter(|a| a.grounds.saw).any(|a| {
        let line = super::credits::line_of(report.unit, a.sentence);
        line.is_some_and(|l| core.share(&report.unit.lines[l].features) >= LEAST_SEEN)
    })
}

/// "which our editors obtained" may stand in the sentence after the paper is named. Who got it must be this outlet:
/// papers that thieves obtained are nobody's reading.
fn reads_nearby(report: &Report<'_>, of_source: &[&Attribution]) -> bool {
    let lines = of_source.iter().filter_map(|a| super::credits::line_of(report.unit, a.sentence));
    lines.into_iter().any(|line| {
        let near = report.unit.lines[line.saturating_sub(1)..].iter().take(3);
        near.into_iter().any(|l| l.has(List::Read) && l.names_own)
    })
}

/// A body that speaks of what it does itself: its own name is among what the claim is about. Who accuses speaks of
/// what others did, and a body that is only told of does not speak.
fn own_act(report: &Report<'_>, attribution: &Attribution, core: &Core) -> bool {
    if core.accuses || !speaks(report, attribution) {
        return false;
    }
    let about = about(attribution, report.document.language);
    let own: Vec<&Feature> = about.iter().filter(|f| matches!(f, Feature::Name(_) | Feature::Concept(_))).collect();
    !own.is_empty() && own.iter().all(|f| core.features().contains_key(f)) && acts(report, &own)
}

/// Whether the body stands in the title or the lead beside the credits, as who does something: where it is named there
/// only as who says so, it may speak of what others did.
fn acts(report: &Report<'_>, own: &[&Feature]) -> bool {
    const LEAD_LINES: usize = 3;
    let credit = |a: &Attribution| a.source.iter().chain(&a.cue).copied().collect::<Vec<Place>>();
    let credits: Vec<Place> = report.attributions.iter().flat_map(credit).collect();
    report.unit.lines.iter().take(LEAD_LINES).any(|line| {
        let here = credits.iter().filter(|p| p.part == line.place.part).map(|p| p.span);
        let beside = line.beside(&here.collect::<Vec<_>>());
        own.iter().all(|f| beside.contains(f))
    })
}

/// Whether the text has the source speak: a word of saying is its cue, or quotation marks are around what it says, and
/// nobody else is who speaks of it.
fn speaks(report: &Report<'_>, attribution: &Attribution) -> bool {
    let says =
        List::Say.bit() | List::Told.bit() | List::Report.bit() | List::Confirm.bit() | List::SourceThenCue.bit();
    let word_of_saying = |place: &Place| {
        let words = tokens(report.document.slice(*place), 0);
        let found = Lexicon::of(report.document.language).find(&words);
        found.iter().any(|m| m.list.bit() & says != 0)
    };
    let source = attribution.source.first();
    let others = report.attributions.iter().filter(|a| a.source.first() != source && a.force == Force::Tells);
    let told_of =
        |a: &Attribution| source.is_some_and(|s| a.content.iter().any(|c| c.part == s.part && c.span.overlaps(s.span)));
    if others.into_iter().any(told_of) {
        return false;
    }
    let quoted = matches!(attribution.kind, AttributionKind::Direct | AttributionKind::Mixed);
    attribution.force == Force::Tells && (quoted || attribution.cue.iter().any(word_of_saying))
}

/// Sources credited in these words, each in a text of its own that holds nothing else.
#[cfg(test)]
pub(super) fn made(credits: &[(Language, SourceKind, &str)]) -> (Vec<Source>, Vec<Document>) {
    use crate::model::{DocumentNo, Span};
    let source = |(at, &(_, kind, words)): (usize, &(Language, SourceKind, &str))| Source {
        id: SourceId(at as u32),
        kind,
        name: words.to_owned(),
        aliases: Vec::new(),
        places: vec![(DocumentNo(at as u32), Place::text(Span::new(0, words.len())))],
        count: 1,
        or_more: false,
        first_hand: true,
        withdrawn: false,
        only_part: None,
    };
    let documents = credits.iter().map(|(language, _, words)| Document::of_text(*language, words)).collect();
    (credits.iter().enumerate().map(source).collect(), documents)
}
