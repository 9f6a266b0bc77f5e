//! Where does everything stand? Whole pixels, worked out once, the same on every machine.

use std::collections::BTreeMap;

use jiff::Timestamp;

use super::super::super::words::{day, moment};
use super::super::story::Story;
use super::lanes::{Lane, lanes, rows};
use crate::model::{DocumentNo, Node, SourceId};

/// Radius of an article's circle: three digits fit.
pub(super) const RADIUS: i32 = 12;
pub(super) const SOURCE_WIDTH: i32 = 176;
pub(super) const SOURCE_HEIGHT: i32 = 40;
pub(super) const LABEL_WIDTH: i32 = 150;
const COLUMN_GAP: i32 = 48;
const ROW_HEIGHT: i32 = 38;
const LANE_PAD: i32 = 6;
/// Room above the lanes for the times.
pub(super) const TOP: i32 = 34;
const MARGIN: i32 = 12;

/// The time axis aims at this width; a screen has about as much beside the sources.
const AXIS_WIDTH: i32 = 680;

/// Neighbours on the axis stand at least and at most this far apart: time is in order, not to scale.
const STEP: std::ops::RangeInclusive<i32> = 7..=140;

/// Room for a time's label.
const TICK_ROOM: i32 = 120;

/// Sources behind sources behind sources: deeper chains share the last column.
const MOST_COLUMNS: i32 = 3;

/// A lane as drawn.
pub(super) struct Band {
    pub(super) label: String,
    pub(super) y: i32,
    pub(super) height: i32,
}

/// Everything with its place.
pub(super) struct Layout {
    pub(super) width: i32,
    pub(super) height: i32,
    /// Where the lanes' labels begin.
    pub(super) lanes_x: i32,
    pub(super) bands: Vec<Band>,
    /// Centre of each article.
    pub(super) documents: BTreeMap<DocumentNo, (i32, i32)>,
    /// Top left corner of each source.
    pub(super) sources: BTreeMap<SourceId, (i32, i32)>,
    /// How far to the right an article may stand whose time is an interval: from x, to x, y.
    pub(super) reaches: Vec<(i32, i32, i32)>,
    /// Labels of the axis.
    pub(super) ticks: Vec<(i32, String)>,
}

impl Layout {
    pub(super) fn of(story: &Story<'_>) -> Self {
        let columns = columns(story);
        let deepest = columns.values().copied().max();
        let lanes_x = MARGIN + deepest.map_or(0, |deepest| (deepest + 1) * (SOURCE_WIDTH + COLUMN_GAP));
        let axis = Axis::of(story, lanes_x + LABEL_WIDTH + 2 * RADIUS);
        let mut layout = Self {
            width: axis.end + TICK_ROOM,
            height: TOP,
            lanes_x,
            bands: Vec::new(),
            documents: BTreeMap::new(),
            sources: BTreeMap::new(),
            reaches: Vec::new(),
            ticks: axis.ticks(),
        };
        let placed: Vec<(DocumentNo, i32)> = story.documents().into_iter().map(|no| (no, axis.x(no))).collect();
        for lane in lanes(story, &placed) {
            layout.add(lane);
        }
        layout.reaches = layout.documents.iter().filter_map(|(&no, &at)| axis.reach(story, no, at)).collect();
        layout.place_sources(story, &columns, deepest.unwrap_or(0));
        layout.height += MARGIN;
        layout
    }

    fn add(&mut self, lane: Lane) {
        let (rows, count) = rows(&lane, 2 * RADIUS + 4);
        let height = count * ROW_HEIGHT + LANE_PAD;
        for (&(no, x), row) in lane.documents.iter().zip(rows) {
            let y = self.height + LANE_PAD / 2 + row * ROW_HEIGHT + ROW_HEIGHT / 2;
            self.documents.insert(no, (x, y));
        }
        self.bands.push(Band { label: lane.label, y: self.height, height });
        self.height += height;
    }

    /// Each source beside what got the claim from it, none over another.
    fn place_sources(&mut self, story: &Story<'_>, columns: &BTreeMap<SourceId, i32>, deepest: i32) {
        for column in 0..=deepest {
            let mut wanted: Vec<(i32, SourceId)> = columns
                .iter()
                .filter(|(_, at)| **at == column)
                .map(|(&id, _)| (self.beside(story, id).unwrap_or(TOP), id))
                .collect();
            wanted.sort_unstable();
            let x = MARGIN + (deepest - column) * (SOURCE_WIDTH + COLUMN_GAP);
            let mut free = TOP;
            for (y, id) in wanted {
                let y = y.max(free);
                self.sources.insert(id, (x, y));
                free = y + SOURCE_HEIGHT + MARGIN;
                self.height = self.height.max(free);
            }
        }
    }

    /// The mean height of what this source gave the claim to, where that is placed already.
    fn beside(&self, story: &Story<'_>, id: SourceId) -> Option<i32> {
        let given = story.trace().relays.iter().filter(|r| r.from == Node::Source(id));
        let heights: Vec<i32> = given.filter_map(|r| self.middle(r.to)).collect();
        let count = i32::try_from(heights.len()).ok().filter(|&n| n > 0)?;
        Some((heights.iter().sum::<i32>() / count - SOURCE_HEIGHT / 2).max(TOP))
    }

    fn middle(&self, node: Node) -> Option<i32> {
        match node {
            Node::Document(no) => self.documents.get(&no).map(|&(_, y)| y),
            Node::Source(id) => self.sources.get(&id).map(|&(_, y)| y + SOURCE_HEIGHT / 2),
        }
    }
}

/// How many sources lie between each source and the articles. Only sources that a relay or an origin names are drawn.
fn columns(story: &Story<'_>) -> BTreeMap<SourceId, i32> {
    let trace = story.trace();
    let named = trace.relays.iter().flat_map(|r| [r.from, r.to]).chain(trace.origins.iter().map(|o| o.node));
    let mut columns: BTreeMap<SourceId, i32> = named
        .filter_map(|node| if let Node::Source(id) = node { Some((id, 0)) } else { None })
        .filter(|(id, _)| (id.0 as usize) < trace.sources.len())
        .collect();
    // As many rounds as there are columns: sources that lead round to each other stop there.
    for _ in 1..MOST_COLUMNS {
        for relay in &trace.relays {
            let (Node::Source(from), Node::Source(to)) = (relay.from, relay.to) else { continue };
            let behind = columns.get(&to).map_or(0, |at| (at + 1).min(MOST_COLUMNS - 1));
            columns.entry(from).and_modify(|at| *at = (*at).max(behind));
        }
    }
    columns
}

/// Instants in order, each with its x.
struct Axis {
    start: i32,
    end: i32,
    instants: Vec<(Timestamp, i32)>,
    times: BTreeMap<DocumentNo, Timestamp>,
    undated: bool,
}

impl Axis {
    fn of(story: &Story<'_>, start: i32) -> Self {
        let time = |no: DocumentNo| {
            let published = &story.pile.0.get(no.index())?.published;
            published.earliest.or(published.latest)
        };
        let documents = story.documents();
        let times: BTreeMap<DocumentNo, Timestamp> = documents.iter().filter_map(|&no| Some((no, time(no)?))).collect();
        let undated = times.len() < documents.len();
        let mut instants: Vec<Timestamp> = times.values().copied().collect();
        instants.sort_unstable();
        instants.dedup();
        // Articles without a time stand before the axis, under a label of their own.
        let from = if undated { start + TICK_ROOM } else { start };
        let instants = spread(&instants, from);
        let end = instants.last().map_or(from, |&(_, x)| x).max(start + TICK_ROOM);
        Self { start, end, instants, times, undated }
    }

    fn x(&self, no: DocumentNo) -> i32 {
        let at = self.times.get(&no).and_then(|time| self.instants.binary_search_by_key(time, |&(t, _)| t).ok());
        at.map_or(self.start, |at| self.instants[at].1)
    }

    /// From an article to the last place at which it may stand; nothing where its time is one moment.
    fn reach(&self, story: &Story<'_>, no: DocumentNo, (x, y): (i32, i32)) -> Option<(i32, i32, i32)> {
        const ONE_MOMENT_S: i64 = 60;
        let published = &story.pile.0.get(no.index())?.published;
        let (earliest, latest) = (published.earliest?, published.latest?);
        if latest.as_second() - earliest.as_second() <= ONE_MOMENT_S {
            return None;
        }
        let before = self.instants.partition_point(|&(time, _)| time < latest);
        let last = self.instants[..before].last().map_or(x, |&(_, x)| x);
        Some((x, last.max(x) + RADIUS + 4, y))
    }

    fn ticks(&self) -> Vec<(i32, String)> {
        let mut ticks: Vec<(i32, String)> = Vec::new();
        if self.undated {
            ticks.push((self.start, "no time known".to_owned()));
        }
        for &(time, x) in &self.instants {
            if ticks.last().is_none_or(|&(last, _)| x >= last + TICK_ROOM) {
                let is_midnight = time.as_second().rem_euclid(24 * 3600) == 0;
                ticks.push((x, if is_midnight { day(time) } else { moment(time) }));
            }
        }
        ticks
    }
}

fn spread(instants: &[Timestamp], from: i32) -> Vec<(Timestamp, i32)> {
    let seconds = |t: &Timestamp| i128::from(t.as_second());
    let length = instants.first().zip(instants.last()).map_or(1, |(a, b)| (seconds(b) - seconds(a)).max(1));
    let crowd = AXIS_WIDTH / i32::try_from(instants.len()).unwrap_or(i32::MAX).max(1);
    let least = crowd.clamp(*STEP.start(), RADIUS * 3);
    let mut x = from;
    let mut spread: Vec<(Timestamp, i32)> = Vec::with_capacity(instants.len());
    for time in instants {
        if let Some((last, _)) = spread.last() {
            let share = (seconds(time) - seconds(last)) * i128::from(AXIS_WIDTH) / length;
            x += i32::try_from(share).unwrap_or(*STEP.end()).clamp(least, *STEP.end());
        }
        spread.push((*time, x));
    }
    spread
}
