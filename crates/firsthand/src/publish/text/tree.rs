//! How is "who got it from whom" drawn? Origins at the top, each document under the one it got the claim from.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use super::super::account::within_a_loop;
use super::super::wire::{Pile, source_id};
use super::super::words::{clean, count, document_dated, document_name, quote, source_name};
use super::page::{Sheet, Style};
use crate::model::{EvidenceKind, Finding, How, Node, Of, Relay, Stance, Status, Trace};

/// A claim with more documents than this shows the first ones and counts the rest: a screen holds about as many.
const DOCUMENTS_SHOWN: usize = 12;

/// One place in the tree: a node, and the relay by which it is reached.
struct Branch<'a> {
    node: Node,
    relay: Option<&'a Relay>,
    children: Vec<usize>,
    shown: bool,
    /// Reached a second time: named, but not followed again.
    again: bool,
}

/// One line still to be written, and where it stands.
struct Step {
    what: What,
    indent: String,
    position: Position,
}

enum What {
    Branch(usize),
    /// The branches that are left out below one node, in words.
    Crowd(String),
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Position {
    Root,
    Inner,
    Last,
}

impl Position {
    /// What stands before a node, and what stands in that place on the lines below it.
    fn marks(self) -> (&'static str, &'static str) {
        match self {
            Self::Root => ("", ""),
            Self::Inner => ("├─ ", "│  "),
            Self::Last => ("└─ ", "   "),
        }
    }
}

/// Writes the tree, then the loops.
pub(super) fn write(sheet: &mut Sheet, pile: Pile<'_>, finding: &Finding) {
    let (mut branches, roots) = grow(pile, finding);
    choose_shown(&mut branches, &roots);
    let (shown, hidden): (Vec<usize>, Vec<usize>) = roots.iter().partition(|&&at| branches[at].shown);
    let root = |&at: &usize| Step { what: What::Branch(at), indent: "  ".into(), position: Position::Root };
    // A stack of our own: a chain may be longer than the thread's stack is deep.
    let mut stack: Vec<Step> = shown.iter().rev().map(root).collect();
    while let Some(step) = stack.pop() {
        write_step(sheet, pile, finding, &branches, &step);
        stack.extend(steps_below(&branches, &step));
    }
    if !hidden.is_empty() {
        let more = count(hidden.len(), "more start", "more starts");
        sheet.hang(Style::Quiet, "  ", "  ", &format!("… and {more} that nobody is said to have got it from"));
    }
    write_loops(sheet, pile, &finding.trace);
}

fn write_step(sheet: &mut Sheet, pile: Pile<'_>, finding: &Finding, branches: &[Branch<'_>], step: &Step) {
    let (mark, below) = step.position.marks();
    let first = format!("{}{mark}", step.indent);
    match &step.what {
        What::Branch(at) => {
            let bar = if branches[*at].children.is_empty() { "  " } else { "│ " };
            let rest = format!("{}{below}{bar}", step.indent);
            sheet.hang(Style::Plain, &first, &rest, &describe(pile, finding, &branches[*at]));
        }
        What::Crowd(words) => sheet.hang(Style::Quiet, &first, &format!("{}{below}", step.indent), words),
    }
}

/// The lines below one step, the last of them first, as a stack wants them.
fn steps_below(branches: &[Branch<'_>], step: &Step) -> Vec<Step> {
    let What::Branch(at) = step.what else { return Vec::new() };
    let (shown, hidden): (Vec<usize>, Vec<usize>) = branches[at].children.iter().partition(|&&c| branches[c].shown);
    let mut whats: Vec<What> = shown.into_iter().map(What::Branch).collect();
    if !hidden.is_empty() {
        whats.push(What::Crowd(leftover(branches, &hidden)));
    }
    let indent = format!("{}{}", step.indent, step.position.marks().1);
    let mut position = Position::Last;
    let mut steps = Vec::new();
    for what in whats.into_iter().rev() {
        steps.push(Step { what, indent: indent.clone(), position });
        position = Position::Inner;
    }
    steps
}

/// The spanning tree: every node once, breadth first from the origins, and a mark where it is reached again.
fn grow<'a>(pile: Pile<'_>, finding: &'a Finding) -> (Vec<Branch<'a>>, Vec<usize>) {
    let onward = relays_by_start(pile, &finding.trace);
    let mut branches: Vec<Branch<'a>> = Vec::new();
    let mut roots = Vec::new();
    let mut seen = BTreeSet::new();
    let starts = finding.trace.origins.iter().map(|o| o.node);
    let rest = finding.claim.articles.iter().map(|a| Node::Document(a.document));
    for start in starts.chain(rest) {
        if !seen.insert(start) || (in_a_loop(&finding.trace, start) && !onward.contains_key(&start)) {
            continue;
        }
        roots.push(branches.len());
        grow_from(start, &onward, &mut branches, &mut seen);
    }
    (branches, roots)
}

fn grow_from<'a>(
    start: Node,
    onward: &BTreeMap<Node, Vec<&'a Relay>>,
    branches: &mut Vec<Branch<'a>>,
    seen: &mut BTreeSet<Node>,
) {
    let branch = |node, relay, again| Branch { node, relay, children: Vec::new(), shown: false, again };
    let mut queue = VecDeque::from([branches.len()]);
    branches.push(branch(start, None, false));
    while let Some(at) = queue.pop_front() {
        for &relay in onward.get(&branches[at].node).into_iter().flatten() {
            let again = !seen.insert(relay.to);
            let child = branches.len();
            branches.push(branch(relay.to, Some(relay), again));
            branches[at].children.push(child);
            if !again {
                queue.push_back(child);
            }
        }
    }
}

/// Relays by where they start, in time order of where they end. Those within a loop are told apart.
fn relays_by_start<'a>(pile: Pile<'_>, trace: &'a Trace) -> BTreeMap<Node, Vec<&'a Relay>> {
    let mut onward: BTreeMap<Node, Vec<&Relay>> = BTreeMap::new();
    for relay in trace.relays.iter().filter(|relay| !within_a_loop(trace, relay)) {
        onward.entry(relay.from).or_default().push(relay);
    }
    for relays in onward.values_mut() {
        relays.sort_by_key(|relay| (time_key(pile, relay.to), relay.to));
    }
    onward
}

/// Outlets outside the pile come first: they stand between a source and the documents.
fn time_key(pile: Pile<'_>, node: Node) -> (bool, Option<jiff::Timestamp>) {
    match node {
        Node::Source(_) => (false, None),
        Node::Document(no) => {
            let time = pile.0.get(no.index()).and_then(|d| d.published.earliest.or(d.published.latest));
            (true, Some(time.unwrap_or(jiff::Timestamp::MAX)))
        }
    }
}

fn in_a_loop(trace: &Trace, node: Node) -> bool {
    matches!(node, Node::Document(no) if trace.loops.iter().any(|ring| ring.contains(&no)))
}

/// Marks the first documents, breadth first, so that every start and every hop near it is seen before the crowd.
fn choose_shown(branches: &mut [Branch<'_>], roots: &[usize]) {
    let mut queue: VecDeque<usize> = roots.iter().copied().collect();
    let mut documents = 0;
    while let Some(at) = queue.pop_front() {
        let is_document = matches!(branches[at].node, Node::Document(_));
        if documents == DOCUMENTS_SHOWN {
            continue;
        }
        documents += usize::from(is_document);
        branches[at].shown = true;
        queue.extend(branches[at].children.iter().copied());
    }
}

/// "… and 23 more that cite it, 2 more that copy it".
fn leftover(branches: &[Branch<'_>], hidden: &[usize]) -> String {
    let mut by_how: BTreeMap<How, usize> = BTreeMap::new();
    for relay in hidden.iter().filter_map(|&at| branches[at].relay) {
        *by_how.entry(relay.how).or_default() += 1;
    }
    let groups: Vec<String> = by_how.iter().map(|(&how, &n)| format!("{n} more that {}", verb(how, n))).collect();
    let behind = behind(branches, hidden);
    let tail = if behind == 0 { String::new() } else { format!(", and {behind} behind them") };
    format!("… and {}{tail}", groups.join(", "))
}

fn verb(how: How, n: usize) -> &'static str {
    match (how, n) {
        (How::Told, 1) => "was told",
        (How::Told, _) => "were told",
        (How::Cited, 1) => "cites it",
        (How::Cited, _) => "cite it",
        (How::Copied, 1) => "copies it",
        (How::Copied, _) => "copy it",
        (How::Translated, 1) => "translates it",
        (How::Translated, _) => "translate it",
    }
}

/// How many nodes hang below these.
fn behind(branches: &[Branch<'_>], hidden: &[usize]) -> usize {
    let mut stack: Vec<usize> = hidden.iter().flat_map(|&at| branches[at].children.iter().copied()).collect();
    let mut found = 0;
    while let Some(at) = stack.pop() {
        found += usize::from(!branches[at].again);
        stack.extend(branches[at].children.iter().copied());
    }
    found
}

fn describe(pile: Pile<'_>, finding: &Finding, branch: &Branch<'_>) -> String {
    let name = format!("{}{}", node_name(pile, &finding.trace, branch.node), stance(finding, branch.node));
    let Some(relay) = branch.relay else {
        return if in_a_loop(&finding.trace, branch.node) { format!("{name}, in a loop, see below") } else { name };
    };
    let denial = if relay.of == Of::Denial { " (the denial)" } else { "" };
    let direction = if relay.direction_known { "" } else { ", direction unknown" };
    let confirmed = if relay.status == Status::Confirmed { ", confirmed by a reviewer" } else { "" };
    let again = if branch.again { ", shown above" } else { "" };
    let credit = credit_words(pile, relay);
    format!("{}{denial}: {name}{again}{credit}{direction}{confirmed}", relay.how.name())
}

/// What an article does with the claim, where it does not simply pass it on.
fn stance(finding: &Finding, node: Node) -> &'static str {
    let article = finding.claim.articles.iter().find(|a| Node::Document(a.document) == node);
    match article.map(|a| a.stance) {
        Some(Stance::Denies) => ", reports a denial",
        Some(Stance::Discusses) => ", discusses it",
        Some(Stance::Asserts) | None => "",
    }
}

/// A node in words: a document with its time and id, or a source with its kind.
pub(super) fn node_name(pile: Pile<'_>, trace: &Trace, node: Node) -> String {
    match node {
        Node::Document(no) => format!("{} [{}]", document_dated(pile, no), clean(pile.id(no))),
        Node::Source(id) => {
            let source = trace.sources.get(id.0 as usize);
            source.map_or_else(|| source_id(id), |s| format!("{} {}", source_id(id), source_name(s)))
        }
    }
}

/// A node that was introduced above: a document without its time, a source without its kind.
pub(super) fn node_short(pile: Pile<'_>, trace: &Trace, node: Node) -> String {
    match node {
        Node::Document(no) => format!("{} [{}]", document_name(pile, no), clean(pile.id(no))),
        Node::Source(id) => {
            let source = trace.sources.get(id.0 as usize);
            source.map_or_else(|| source_id(id), |s| format!("{} {}", source_id(id), quote(&s.name)))
        }
    }
}

/// ` — credits “Lovber.info”`, or that no credit was found.
fn credit_words(pile: Pile<'_>, relay: &Relay) -> String {
    let Node::Document(to) = relay.to else { return String::new() };
    let credits = relay.evidence.iter().filter(|e| matches!(e.kind, EvidenceKind::Credit | EvidenceKind::AgencyCredit));
    let mut places = credits.flat_map(|e| &e.places).filter(|(no, _)| *no == to);
    if let Some(&(no, place)) = places.next() {
        return format!(" — credits {}", quote(pile.words(no, place)));
    }
    let by_link = relay.evidence.iter().any(|e| e.kind == EvidenceKind::Link);
    let own = relay.evidence.iter().any(|e| e.kind == EvidenceKind::OwnArticle);
    match (relay.how, by_link, own) {
        (How::Told, ..) => String::new(),
        (_, true, _) => " — links to it".to_owned(),
        (_, _, true) => " — its own earlier report".to_owned(),
        _ => " — no credit found".to_owned(),
    }
}

fn write_loops(sheet: &mut Sheet, pile: Pile<'_>, trace: &Trace) {
    for ring in trace.loops.iter().filter(|ring| !ring.is_empty()) {
        let names: Vec<String> =
            ring.iter().chain(&ring[..1]).map(|&no| node_short(pile, trace, Node::Document(no))).collect();
        let line = format!("circular: {}, counted as nothing", names.join(" → "));
        sheet.hang(Style::Warning, "  ", "    ", &line);
    }
}
