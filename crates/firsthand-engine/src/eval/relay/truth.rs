//! What could an ideal reader of the pile establish? Worked out from the planted story by the words of the design,
//! without any of the code that is measured.

use std::collections::{BTreeMap, BTreeSet};

use super::world::{Copied, Hop, Leg, OriginKind, World};

/// A start that the pile shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Start {
    /// A source with a name, whoever credits it.
    Named(usize),
    /// A nameless source that this article has at first hand.
    Nameless(usize, usize),
    /// The nameless source that the article outside the pile is said to have it from.
    Behind(usize, usize),
    /// An article outside the pile, whose own source nobody names.
    Outside(usize),
    /// A nameless source that a copy puts in place of its parent's.
    Renamed(usize),
    /// An article in its own voice.
    OwnVoice(usize),
}

/// What an article of the pile credits, as its text shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Credit {
    Origin(usize),
    Outlet(usize, Vec<Hop>),
    Media,
    Renamed,
}

/// An edge between articles of the pile.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Edge {
    pub(super) to: usize,
    /// The parent comes first; others here cannot be told from it by anybody.
    pub(super) from: Vec<usize>,
    pub(super) how: &'static str,
}

/// What is true of a pile.
#[derive(Clone, Debug, Default)]
pub(super) struct Truth {
    pub(super) at_least: u32,
    pub(super) at_most: u32,
    pub(super) starts: BTreeSet<Start>,
    pub(super) edges: Vec<Edge>,
    /// Pairs that may or may not be edges: the pile does not show it.
    pub(super) maybe: BTreeSet<(usize, usize)>,
    /// Articles of each loop, in order.
    pub(super) loops: Vec<Vec<usize>>,
}

pub(super) fn truth(world: &World) -> Truth {
    let reader = Reader { world };
    let starts = reader.starts();
    let (edges, maybe) = reader.edges();
    let people = |start: &Start| match *start {
        Start::Nameless(_, o) | Start::Behind(_, o) => world.origins[o].people(),
        _ => 1,
    };
    let at_most = starts.iter().map(people).sum();
    Truth { at_least: reader.at_least(), at_most, starts, edges, maybe, loops: reader.loops() }
}

/// Where a credit leads.
enum Behind {
    Article(usize),
    Start(Start),
}

/// Somebody who reads every article of the pile and remembers all of them.
pub(super) struct Reader<'a> {
    pub(super) world: &'a World,
}

impl Reader<'_> {
    pub(super) fn pile(&self) -> impl Iterator<Item = usize> {
        (0..self.world.articles.len()).filter(|at| self.world.articles[*at].in_pile)
    }

    /// What the text of an article credits. Copies have their parent's words, whether or not that is in the pile.
    pub(super) fn credits(&self, at: usize) -> Vec<Credit> {
        let of_leg = |leg: &Leg| match leg {
            Leg::Origin(origin) => vec![Credit::Origin(*origin)],
            Leg::Cites(parent, via) => vec![Credit::Outlet(*parent, via.clone())],
            Leg::Media(_) => vec![Credit::Media],
            Leg::Copies(parent, Copied::Keeps) => self.credits(*parent),
            Leg::Copies(_, Copied::Drops) => Vec::new(),
            Leg::Copies(_, Copied::Renames) => vec![Credit::Renamed],
        };
        self.world.articles[at].legs.iter().flat_map(of_leg).collect()
    }

    /// The article of the pile whose words these are, as far as the pile has it.
    pub(super) fn leader(&self, at: usize) -> usize {
        let first = self.world.wording(at);
        if self.world.articles[first].in_pile { first } else { at }
    }

    fn starts(&self) -> BTreeSet<Start> {
        let mut found = BTreeSet::new();
        for at in self.pile() {
            let reached = self.reach(at);
            // A loop that nothing leads into is a start by itself, where somebody on it speaks in their own voice.
            found.extend(if reached.is_empty() { self.voice_of_loop(at) } else { reached });
        }
        found
    }

    fn reach(&self, from: usize) -> BTreeSet<Start> {
        let (mut found, mut seen, mut open) = (BTreeSet::new(), BTreeSet::new(), vec![self.leader(from)]);
        while let Some(at) = open.pop().map(|at| self.leader(at)) {
            if !seen.insert(at) {
                continue;
            }
            let credits = self.credits(at);
            let sibling = self.explained_sibling(at);
            match (credits.is_empty(), sibling) {
                (true, None) => drop(found.insert(Start::OwnVoice(at))),
                (true, Some(sibling)) => open.push(sibling),
                (false, _) => {}
            }
            for credit in credits {
                match credit {
                    Credit::Origin(o) if self.world.origins[o].is_nameless() => {
                        found.insert(Start::Nameless(at, o));
                    }
                    Credit::Origin(o) => drop(found.insert(Start::Named(o))),
                    Credit::Outlet(parent, _) => match self.behind(parent) {
                        Behind::Article(next) => open.push(next),
                        Behind::Start(start) => drop(found.insert(start)),
                    },
                    Credit::Media => {}
                    Credit::Renamed => drop(found.insert(Start::Renamed(at))),
                }
            }
        }
        found
    }

    /// Where a credit of an outlet leads: to its article of the pile, or to what is said to stand behind it.
    fn behind(&self, parent: usize) -> Behind {
        let mut at = parent;
        // Whoever stands behind an article came before it, so this ends.
        loop {
            if self.world.articles[at].in_pile {
                return Behind::Article(at);
            }
            match self.said_behind(at) {
                Some(Hop::Outlet(next)) => at = next,
                Some(Hop::Origin(o)) if self.world.origins[o].is_nameless() => {
                    return Behind::Start(Start::Behind(at, o));
                }
                Some(Hop::Origin(o)) => return Behind::Start(Start::Named(o)),
                None => return Behind::Start(Start::Outside(at)),
            }
        }
    }

    /// Whom articles of the pile name behind one outside it. All of them name the same, if any.
    pub(super) fn said_behind(&self, outside: usize) -> Option<Hop> {
        let named = |credit: Credit| match credit {
            Credit::Outlet(parent, via) if parent == outside => via.first().copied(),
            _ => None,
        };
        self.pile().flat_map(|at| self.credits(at)).find_map(named)
    }

    /// Another article of the same outlet that says where it is from.
    fn explained_sibling(&self, at: usize) -> Option<usize> {
        let outlet = self.world.articles[at].outlet;
        self.pile().find(|other| {
            *other != at && self.world.articles[*other].outlet == outlet && !self.credits(*other).is_empty()
        })
    }

    fn voice_of_loop(&self, from: usize) -> BTreeSet<Start> {
        let (mut seen, mut open) = (BTreeSet::new(), vec![self.leader(from)]);
        while let Some(at) = open.pop().map(|at| self.leader(at)) {
            if seen.insert(at) {
                open.extend(self.explained_sibling(at).filter(|_| self.credits(at).is_empty()));
                let parents = self.credits(at).into_iter().filter_map(|credit| match credit {
                    Credit::Outlet(parent, _) if self.world.articles[parent].in_pile => Some(parent),
                    _ => None,
                });
                open.extend(parents);
            }
        }
        let voice = seen.into_iter().find(|at| self.credits(*at).is_empty());
        voice.map(Start::OwnVoice).into_iter().collect()
    }

    fn at_least(&self) -> u32 {
        let leaders: BTreeSet<usize> = self.pile().map(|at| self.leader(at)).collect();
        let origin = |credit| if let Credit::Origin(o) = credit { Some(o) } else { None };
        let told: BTreeSet<usize> = leaders.iter().flat_map(|at| self.credits(*at)).filter_map(origin).collect();
        let shown: Vec<OriginKind> = told.iter().map(|o| self.world.origins[*o]).filter(|k| k.is_shown()).collect();
        let named = shown.iter().filter(|kind| !kind.is_nameless()).count() as u32;
        // A nameless witness could be anybody who is counted already.
        if named == 0 { u32::from(!shown.is_empty()) } else { named }
    }

    fn edges(&self) -> (Vec<Edge>, BTreeSet<(usize, usize)>) {
        let (mut edges, mut maybe) = (Vec::new(), BTreeSet::new());
        for to in self.pile() {
            for leg in &self.world.articles[to].legs {
                match leg {
                    Leg::Cites(parent, via) => self.cites(to, *parent, via, &mut edges, &mut maybe),
                    Leg::Copies(parent, copied) => self.copies(to, *parent, *copied, &mut edges, &mut maybe),
                    Leg::Media(_) => maybe.extend(self.pile().map(|from| (from, to))),
                    Leg::Origin(_) => {}
                }
            }
        }
        (edges, maybe)
    }

    fn cites(
        &self,
        to: usize,
        parent: usize,
        via: &[Hop],
        edges: &mut Vec<Edge>,
        maybe: &mut BTreeSet<(usize, usize)>,
    ) {
        let articles = &self.world.articles;
        if articles[parent].in_pile {
            let how = if articles[parent].language == articles[to].language { "cited" } else { "translated" };
            let of_outlet = |at: &usize| articles[*at].outlet == articles[parent].outlet && !self.after(*at, to);
            let others = self.pile().filter(|at| *at != parent && *at != to && of_outlet(at));
            edges.push(Edge { to, from: std::iter::once(parent).chain(others).collect(), how });
        }
        // Whoever stands further behind is an ancestor; a reader may well draw a line to it.
        maybe.extend(via.iter().filter_map(|hop| if let Hop::Outlet(at) = hop { Some((*at, to)) } else { None }));
    }

    /// Whether the stated times say that it is later.
    fn after(&self, at: usize, than: usize) -> bool {
        self.world.shown_before(than, at)
    }

    fn copies(
        &self,
        to: usize,
        parent: usize,
        copied: Copied,
        edges: &mut Vec<Edge>,
        maybe: &mut BTreeSet<(usize, usize)>,
    ) {
        let same_words = |at: &usize| *at != to && self.world.wording(*at) == self.world.wording(to);
        let alike: Vec<usize> = self.pile().filter(same_words).collect();
        let credited = self.credits(to).into_iter().filter_map(|credit| match credit {
            Credit::Outlet(named, _) if copied == Copied::Keeps => Some(named),
            _ => None,
        });
        let credited: Vec<usize> = credited.filter(|at| self.world.articles[*at].in_pile).collect();
        let first = self.world.wording(to);
        let known = self.world.articles[first].in_pile && self.world.shown_before(first, to);
        if known || !credited.is_empty() {
            let direct = Some(parent).filter(|at| alike.contains(at));
            let from: Vec<usize> =
                direct.into_iter().chain(alike.iter().copied()).chain(credited.iter().copied()).collect();
            let how = if alike.is_empty() { "cited" } else { "copied" };
            edges.push(Edge { to, from, how });
        }
        maybe.extend(alike.iter().flat_map(|&at| [(at, to), (to, at)]));
        maybe.extend(credited.iter().map(|&at| (at, to)));
    }

    /// Chains in which an outlet comes back to its own story, all of whose articles are in the pile.
    fn loops(&self) -> Vec<Vec<usize>> {
        let mut found = Vec::new();
        for end in self.pile() {
            let outlet = self.world.articles[end].outlet;
            let Some(start) = self.pile().find(|at| *at < end && self.world.articles[*at].outlet == outlet) else {
                continue;
            };
            let mut chain = vec![end];
            while let Leg::Cites(parent, _) = &self.world.articles[chain[chain.len() - 1]].legs[0] {
                chain.push(*parent);
                if *parent == start || self.world.articles[*parent].legs.is_empty() {
                    break;
                }
            }
            chain.reverse();
            if chain[0] == start && chain.iter().all(|at| self.world.articles[*at].in_pile) {
                found.push(chain);
            }
        }
        found
    }

    /// Which missing articles the pile speaks of, with what it says stands behind them.
    pub(super) fn outside(&self) -> BTreeMap<usize, Option<Hop>> {
        let outlet = |credit| if let Credit::Outlet(parent, _) = credit { Some(parent) } else { None };
        let mut open: Vec<usize> = self.pile().flat_map(|at| self.credits(at)).filter_map(outlet).collect();
        let mut found = BTreeMap::new();
        while let Some(at) = open.pop() {
            if !self.world.articles[at].in_pile && !found.contains_key(&at) {
                let behind = self.said_behind(at);
                open.extend(behind.and_then(|hop| if let Hop::Outlet(next) = hop { Some(next) } else { None }));
                found.insert(at, behind);
            }
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::super::world::{Article, Stated};
    use super::*;

    /// Articles an hour apart, each of its own outlet, with the time if there is one and its legs.
    fn world(origins: &[OriginKind], articles: &[(bool, Leg)]) -> World {
        let article = |((at, minute), (dated, leg)): ((usize, i64), &(bool, Leg))| {
            let stated = if *dated { Stated::Minute(minute) } else { Stated::Nothing };
            let legs = vec![leg.clone()];
            Article { outlet: at, language: 0, legs, shows: Vec::new(), minute, stated, in_pile: true, depth: 0 }
        };
        World { origins: origins.to_vec(), articles: (0..).zip((0..).step_by(60)).zip(articles).map(article).collect() }
    }

    fn bounds(world: &World) -> (u32, u32) {
        let truth = truth(world);
        (truth.at_least, truth.at_most)
    }

    #[test]
    fn relays_and_copies_add_nothing_dated_or_not() {
        for dated in [true, false] {
            let mut story = world(
                &[OriginKind::PersonSaw],
                &[
                    (dated, Leg::Origin(0)),
                    (dated, Leg::Cites(0, Vec::new())),
                    (dated, Leg::Copies(0, Copied::Renames)),
                ],
            );
            assert_eq!(bounds(&story), (1, 1));
            assert_eq!(truth(&story).edges.len(), if dated { 2 } else { 1 }, "a copy without dates has no direction");
            // Without the first article the copy is all there is of its words, and says a nameless source.
            story.articles[0].in_pile = false;
            assert_eq!(bounds(&story), (0, 2), "the outlet outside, and whom the copy names");
        }
    }

    #[test]
    fn what_is_said_behind_an_outlet_outside_is_one_source_for_all_who_say_it() {
        let via = vec![Hop::Origin(0)];
        let legs = [Leg::Origin(0), Leg::Cites(0, via.clone()), Leg::Cites(0, via), Leg::Cites(0, Vec::new())];
        let mut story = world(&[OriginKind::Two], &legs.map(|leg| (true, leg)));
        story.articles[0].in_pile = false;
        assert_eq!(bounds(&story), (0, 2), "two officials");
    }

    #[test]
    fn an_outlet_that_comes_back_to_its_own_story_is_a_loop_and_one_start() {
        let mut story = world(
            &[],
            &[
                (true, Leg::Media(0)),
                (true, Leg::Cites(0, Vec::new())),
                (true, Leg::Cites(1, Vec::new())),
                (true, Leg::Cites(2, Vec::new())),
            ],
        );
        story.articles[0].legs.clear();
        story.articles[3].outlet = 0;
        assert_eq!(truth(&story).loops, [[0, 1, 2, 3]]);
        assert_eq!(bounds(&story), (0, 1));
    }
}
