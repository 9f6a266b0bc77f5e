//! What does the drawing look like? Static SVG: the script only adds zoom and emphasis.
//!
//! How a claim went is told by the line itself, not by colour: double is told, thin is cited, thick is copied,
//! dotted is translated, dashed without a head has no known direction.

use maud::{Markup, html};
use unicode_width::UnicodeWidthChar;

use super::super::super::account::within_a_loop;
use super::super::super::words::{clean, count, document_name, kind_in_words};
use super::super::evidence::how;
use super::super::story::Story;
use super::curve::{Curve, Shape};
use super::layout::{Band, LABEL_WIDTH, Layout, RADIUS, SOURCE_HEIGHT, SOURCE_WIDTH, TOP};
use crate::model::{DocumentNo, How, Node, Of, Relay, SourceId, Stance};

/// Columns of a lane's label and of a source's: what fits their width.
const LABEL_COLUMNS: usize = 20;
const SOURCE_COLUMNS: usize = 22;

/// With more relays than this, lines are drawn lighter. Chosen by hand.
const CROWD: usize = 60;

/// Loops that are drawn at once; the others open at a click. Chosen by hand: what fits a screen beside the drawing.
const LOOPS_SHOWN: usize = 3;

/// Between the articles of a loop.
const LOOP_STEP: i32 = 150;

/// The drawing without its loops.
pub(super) fn graph(story: &Story<'_>, layout: &Layout) -> Markup {
    let id = story.anchor();
    let about = format!(
        "{} and {}. Time runs from left to right, in order but not to scale; sources stand at the left. \
         The same is in the table below.",
        count(layout.documents.len(), "article", "articles"),
        count(layout.sources.len(), "source", "sources"),
    );
    html! {
        div class=(if story.trace().relays.len() > CROWD { "graph dense" } else { "graph" }) {
            div.tools hidden {
                button type="button" data-zoom="in" { "Zoom in" }
                button type="button" data-zoom="out" { "Zoom out" }
                button type="button" data-zoom="fit" { "Fit" }
            }
            div.scroll tabindex="0" role="region" aria-label={ "Drawing of claim " (story.number()) } {
                svg viewBox={ "0 0 " (layout.width) " " (layout.height) } width=(layout.width) height=(layout.height)
                    role="group" aria-labelledby={ (id) "-gt" } aria-describedby={ (id) "-gd" } {
                    title id={ (id) "-gt" } { "Who got claim " (story.number()) " from whom" }
                    desc id={ (id) "-gd" } { (about) }
                    @for (at, band) in layout.bands.iter().enumerate() { (lane(layout, band, at)) }
                    @for (x, _) in &layout.ticks { line.tick x1=(x) x2=(x) y1=(TOP - 4) y2=(layout.height) {} }
                    @for &(from, to, y) in &layout.reaches { line.interval x1=(from) x2=(to) y1=(y) y2=(y) {} }
                    @for (at, relay) in story.trace().relays.iter().enumerate() { (edge(story, layout, at, relay)) }
                    @for (&source, &place) in &layout.sources { (source_box(story, source, place)) }
                    @for (no, place) in in_order(layout) { (article(story, no, place)) }
                    (times(layout))
                    (labels(layout))
                }
            }
        }
    }
}

/// The labels of the axis. They come last and on a ground of their own, for the script keeps them in sight.
fn times(layout: &Layout) -> Markup {
    html! {
        g.times {
            rect.ground x="0" y="0" width=(layout.width) height=(TOP - 6) {}
            @for (x, label) in &layout.ticks { text.time x=(x - RADIUS) y=(TOP - 14) { (label) } }
        }
    }
}

/// The names of the lanes, kept in sight likewise.
fn labels(layout: &Layout) -> Markup {
    html! {
        g.labels data-x=(layout.lanes_x) {
            rect.ground x=(layout.lanes_x) y=(TOP) width=(LABEL_WIDTH) height=(layout.height - TOP) {}
            @for band in &layout.bands {
                text.outlet x=(layout.lanes_x + 8) y=(band.y + 26) { (short(&band.label, LABEL_COLUMNS)) }
            }
        }
    }
}

/// By keyboard one goes through the articles as time does.
fn in_order(layout: &Layout) -> Vec<(DocumentNo, (i32, i32))> {
    let mut order: Vec<(DocumentNo, (i32, i32))> = layout.documents.iter().map(|(&no, &place)| (no, place)).collect();
    order.sort_by_key(|&(no, (x, y))| (x, y, no));
    order
}

fn lane(layout: &Layout, band: &Band, at: usize) -> Markup {
    let class = if at.is_multiple_of(2) { "lane" } else { "lane odd" };
    html! {
        rect class=(class) x=(layout.lanes_x) y=(band.y) width=(layout.width - layout.lanes_x) height=(band.height) {}
    }
}

fn edge(story: &Story<'_>, layout: &Layout, at: usize, relay: &Relay) -> Markup {
    let ends = shape(layout, relay.from).zip(shape(layout, relay.to));
    let Some((from, to)) = ends.filter(|_| !within_a_loop(story.trace(), relay)) else { return html! {} };
    let curve = Curve::between(from, to);
    let words = format!("{} ← {}: {}", story.node_words(relay.to), story.node_words(relay.from), how(relay));
    html! {
        a.edge href={ "#" (story.relay_anchor(at)) } tabindex="-1" aria-label=(words)
            data-from=(story.node_anchor(relay.from)) data-to=(story.node_anchor(relay.to)) {
            title { (words) }
            (stroke(&curve, relay.how, relay.direction_known))
            @if relay.of == Of::Denial { path.cross d=(curve.cross()) {} }
        }
    }
}

fn shape(layout: &Layout, node: Node) -> Option<Shape> {
    match node {
        Node::Document(no) => layout.documents.get(&no).map(|&(x, y)| Shape::Circle(x, y)),
        Node::Source(id) => layout.sources.get(&id).map(|&(x, y)| Shape::Box(x, y)),
    }
}

fn stroke(curve: &Curve, how: How, direction_known: bool) -> Markup {
    let path = curve.path(direction_known);
    let unknown = if direction_known { "" } else { " unknown" };
    html! {
        path.reach d=(path) {}
        path class={ "line " (how.name()) (unknown) } d=(path) {}
        @if how == How::Told && direction_known { path.core d=(path) {} }
        @if direction_known { polygon.head points=(curve.head()) {} }
    }
}

fn source_box(story: &Story<'_>, id: SourceId, (x, y): (i32, i32)) -> Markup {
    let node = Node::Source(id);
    let Some(source) = story.source(node) else { return html! {} };
    let words = story.node_words(node);
    let kind = kind_in_words(source.kind).split(',').next().unwrap_or_default();
    let name = short(&source.name, SOURCE_COLUMNS);
    html! {
        a.node href={ "#" (story.node_anchor(node)) } data-node=(story.node_anchor(node)) aria-label={ (name) ": " (words) } {
            title { (words) }
            rect.source x=(x) y=(y) width=(SOURCE_WIDTH) height=(SOURCE_HEIGHT) rx="6" {}
            text.name x=(x + 10) y=(y + 17) { (name) }
        }
        text.kind x=(x + 10) y=(y + 32) { (kind) }
    }
}

fn article(story: &Story<'_>, no: DocumentNo, (x, y): (i32, i32)) -> Markup {
    let node = Node::Document(no);
    let stance = story.finding.claim.articles.iter().find(|a| a.document == no).map(|a| a.stance);
    let class = match stance {
        Some(Stance::Asserts) => "asserts",
        Some(Stance::Denies) => "denies",
        Some(Stance::Discusses) | None => "discusses",
    };
    let is_first = story.trace().first == Some(no);
    let first = if is_first { ", first in this collection" } else { "" };
    let words = format!("Article {}: {}{first}", story.article_number(no).unwrap_or(0), story.node_words(node));
    html! {
        a class={ "node " (class) } href={ "#" (story.node_anchor(node)) } data-node=(story.node_anchor(node)) aria-label=(words) {
            title { (words) }
            @if is_first { circle.first cx=(x) cy=(y) r=(RADIUS + 4) {} }
            (outline(stance, x, y))
            text.digits x=(x) y=(y + 4) { (story.article_number(no).unwrap_or(0)) }
        }
    }
}

/// A filled circle passes the claim on, a hollow one discusses it, a square reports a denial.
fn outline(stance: Option<Stance>, x: i32, y: i32) -> Markup {
    html! {
        @if stance == Some(Stance::Denies) {
            rect x=(x - RADIUS + 1) y=(y - RADIUS + 1) width=(2 * RADIUS - 2) height=(2 * RADIUS - 2) {}
        } @else { circle cx=(x) cy=(y) r=(RADIUS) {} }
    }
}

/// Circular reporting, each loop in a drawing of its own.
pub(super) fn loops(story: &Story<'_>) -> Markup {
    let rings: Vec<_> = story.trace().loops.iter().filter(|ring| !ring.is_empty()).enumerate().collect();
    let (shown, more) = rings.split_at(rings.len().min(LOOPS_SHOWN));
    html! {
        @for (at, ring) in shown { (one_loop(story, *at, ring)) }
        @if !more.is_empty() {
            details {
                summary { (count(more.len(), "more loop", "more loops")) }
                @for (at, ring) in more { (one_loop(story, *at, ring)) }
            }
        }
    }
}

fn one_loop(story: &Story<'_>, at: usize, ring: &[DocumentNo]) -> Markup {
    html! {
        div.graph { div.scroll tabindex="0" role="region" aria-label={ "Loop " (at + 1) " of claim " (story.number()) } {
            (ring_drawing(story, at, ring))
        } }
    }
}

fn ring_drawing(story: &Story<'_>, at: usize, ring: &[DocumentNo]) -> Markup {
    let place = |step: usize| (60 + i32::try_from(step).unwrap_or(0) * LOOP_STEP, 62);
    let last = place(ring.len() - 1);
    let width = last.0 + 90;
    let id = format!("{}-l{}", story.anchor(), at + 1);
    let names: Vec<String> = ring.iter().map(|&no| document_name(story.pile, no)).collect();
    html! {
        svg.loop viewBox={ "0 0 " (width) " 150" } width=(width) height="150" role="group" aria-labelledby=(id) {
            title id=(id) { "Loop " (at + 1) ": " (names.join(" → ")) " → back to the first" }
            text.outlet x="12" y="20" { "Loop " (at + 1) ": they lead back to each other, and count as nothing" }
            @for step in 1..ring.len() {
                @let (from, to) = (place(step - 1), place(step));
                (stroke(&Curve::between(Shape::Circle(from.0, from.1), Shape::Circle(to.0, to.1)), How::Cited, true))
            }
            @if ring.len() > 1 { (stroke(&Curve::back(last, place(0), 44), How::Cited, true)) }
            @for (step, &no) in ring.iter().enumerate() {
                @let (x, y) = place(step);
                (article(story, no, (x, y)))
                text.under x=(x) y=(y + 30) { (short(&names[step], SOURCE_COLUMNS)) }
            }
        }
    }
}

/// What lines and shapes mean.
pub(super) fn legend() -> Markup {
    let sample = Curve::between(Shape::Circle(-12, 8), Shape::Circle(58, 9));
    let rows = [
        (How::Told, true, "told"),
        (How::Cited, true, "cited"),
        (How::Copied, true, "copied"),
        (How::Translated, true, "translated"),
        (How::Cited, false, "direction unknown"),
    ];
    html! {
        ul.legend {
            @for (how, known, words) in rows {
                li {
                    svg.sample viewBox="0 0 46 18" width="46" height="18" aria-hidden="true" {
                        (stroke(&sample, how, known))
                    }
                    " " (words)
                }
            }
            li { (shape_sample(Some(Stance::Asserts), "asserts")) " passes it on" }
            li { (shape_sample(Some(Stance::Discusses), "discusses")) " discusses it" }
            li { (shape_sample(Some(Stance::Denies), "denies")) " reports a denial" }
            li { "A cross on a line: the denial was relayed. A ring: first in this collection." }
        }
    }
}

fn shape_sample(stance: Option<Stance>, class: &str) -> Markup {
    html! {
        svg.sample viewBox="0 0 28 28" width="20" height="20" aria-hidden="true" {
            g class={ "node " (class) } { (outline(stance, 14, 14)) }
        }
    }
}

/// The head of a name, as many columns as there is room for.
fn short(name: &str, columns: usize) -> String {
    let name = clean(name);
    let mut width = 0;
    let mut head = String::new();
    for c in name.chars() {
        width += c.width().unwrap_or(0);
        if width > columns {
            return head.trim_end().to_owned() + "…";
        }
        head.push(c);
    }
    head
}
