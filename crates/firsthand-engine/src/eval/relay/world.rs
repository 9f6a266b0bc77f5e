//! A cascade with planted truth: who has the claim from whom, and what each article says of it.

use super::random::Random;
use super::{LANGUAGES, Setting};

/// How a source is described, and whether the text shows that it can know.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum OriginKind {
    PersonSaw,
    PersonPlain,
    Anonymous,
    AnonymousSaw,
    Two,
    Document,
    Body,
}

impl OriginKind {
    pub(super) fn is_nameless(self) -> bool {
        matches!(self, Self::Anonymous | Self::AnonymousSaw | Self::Two)
    }

    /// Whether the article that has it at first hand shows how it knows.
    pub(super) fn is_shown(self) -> bool {
        matches!(self, Self::PersonSaw | Self::AnonymousSaw | Self::Document | Self::Body)
    }

    /// How many people it can be.
    pub(super) fn people(self) -> u32 {
        if self == Self::Two { 2 } else { 1 }
    }
}

/// Whom a credit names behind an outlet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Hop {
    /// The outlet of that article.
    Outlet(usize),
    /// A source.
    Origin(usize),
}

/// What a copy does with the credits of its parent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Copied {
    Keeps,
    Drops,
    /// Puts a nameless source of its own in their place.
    Renames,
}

/// Where an article has the claim from. An article without any speaks in its own voice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Leg {
    Origin(usize),
    /// Names the outlet of that article, and what that article names behind it.
    Cites(usize, Vec<Hop>),
    Copies(usize, Copied),
    /// Has it from that article and credits "media".
    Media(usize),
}

/// A publication time as an article states it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stated {
    /// Minutes since the story began.
    Minute(i64),
    /// Days since the story began.
    Day(i64),
    Nothing,
}

#[derive(Clone, Debug)]
pub(super) struct Article {
    /// Several articles of one outlet have the same number.
    pub(super) outlet: usize,
    pub(super) language: usize,
    pub(super) legs: Vec<Leg>,
    /// What those who name it say behind it.
    pub(super) shows: Vec<Hop>,
    /// When it appeared, in minutes since the story began.
    pub(super) minute: i64,
    pub(super) stated: Stated,
    pub(super) in_pile: bool,
    /// Steps from the start of its cascade.
    pub(super) depth: usize,
}

/// One story: articles in order of appearance, parents before children.
#[derive(Clone, Debug)]
pub(super) struct World {
    pub(super) origins: Vec<OriginKind>,
    pub(super) articles: Vec<Article>,
}

/// More articles than this tell nothing that fewer do not, and take time; chosen by hand.
const MOST_ARTICLES: usize = 16;
/// Fewer than this are no pile.
const FEWEST_IN_PILE: usize = 3;
/// A relay takes from 40 minutes to 30 hours: longer than clocks of sites differ, shorter than news is news.
const RELAY_MINUTES: (i64, i64) = (40, 29 * 60);
/// A wrong date is two to five days early; two days are longer than any relay.
const EARLY_MINUTES: (i64, i64) = (2 * DAY, 3 * DAY);
pub(super) const DAY: i64 = 24 * 60;
/// Articles that state a day and no time: a share chosen by hand, as of most archives.
const BARE_DATES: f64 = 0.2;
/// Articles that have the claim from two others.
const TWO_LEGS: f64 = 0.1;
/// Articles that name only "media" for what they have from one outlet.
const ONLY_MEDIA: f64 = 0.06;
/// A named source that tells two outlets.
const TELLS_TWO: f64 = 0.15;

pub(super) fn world(setting: &Setting, random: &mut Random) -> World {
    let mut world = World { origins: Vec::new(), articles: Vec::new() };
    let starts = 1 + random.below(3).min(random.below(3));
    for _ in 0..starts {
        world.start(setting, random);
    }
    let mut next = 0;
    while next < world.articles.len() {
        let fresh = next;
        next += 1;
        if world.articles[fresh].depth < setting.depth {
            world.children(fresh, setting, random);
        }
    }
    if random.chance(setting.circular) {
        world.close_a_loop(random);
    }
    world.take_away(setting, random);
    world.date(setting, random);
    world
}

impl World {
    fn add(&mut self, article: Article) -> usize {
        self.articles.push(article);
        self.articles.len() - 1
    }

    /// An article of an outlet that has none yet.
    fn article(&self, language: usize, minute: i64, depth: usize, legs: Vec<Leg>) -> Article {
        let outlet = self.articles.iter().map(|a| a.outlet + 1).max().unwrap_or(0);
        let stated = Stated::Minute(minute);
        Article { outlet, language, legs, shows: Vec::new(), minute, stated, in_pile: true, depth }
    }

    fn start(&mut self, setting: &Setting, random: &mut Random) {
        let minute = random.minutes(2 * DAY);
        let kind = self.kind(setting, random);
        let tellings = if kind.is_some_and(|k| !k.is_nameless()) && random.chance(TELLS_TWO) { 2 } else { 1 };
        let origin = kind.map(|kind| {
            self.origins.push(kind);
            self.origins.len() - 1
        });
        for telling in 0..tellings {
            let language = random.below(LANGUAGES.len());
            let legs = origin.map(Leg::Origin).into_iter().collect();
            let mut article = self.article(language, minute + telling * 90, 0, legs);
            article.shows = origin.map(Hop::Origin).into_iter().filter(|_| random.chance(0.6)).collect();
            self.add(article);
        }
    }

    /// `None` is an article in its own voice.
    fn kind(&self, setting: &Setting, random: &mut Random) -> Option<OriginKind> {
        use OriginKind::{Anonymous, AnonymousSaw, Body, Document, PersonPlain, PersonSaw, Two};
        if random.chance(setting.anonymity) {
            return Some(*random.pick(&[Anonymous, Anonymous, AnonymousSaw, Two]));
        }
        let named = [Some(PersonSaw), Some(PersonSaw), Some(PersonPlain), Some(Document), Some(Body), None];
        // A story has one body that acted.
        let body_acted = self.origins.contains(&Body);
        (*random.pick(&named)).filter(|kind| *kind != Body || !body_acted)
    }

    fn children(&mut self, parent: usize, setting: &Setting, random: &mut Random) {
        for _ in 0..random.below(2 * setting.branching + 1) {
            if self.articles.len() < MOST_ARTICLES {
                self.child(parent, setting, random);
            }
        }
    }

    fn child(&mut self, parent: usize, setting: &Setting, random: &mut Random) {
        let from = &self.articles[parent];
        let (wait, spread) = RELAY_MINUTES;
        let minute = from.minute + wait + random.minutes(spread);
        let (language, depth, copy) = (from.language, from.depth + 1, random.chance(setting.copied));
        if copy {
            let how = *random.pick(&[Copied::Keeps, Copied::Keeps, Copied::Drops, Copied::Renames]);
            let article = self.article(language, minute, depth, vec![Leg::Copies(parent, how)]);
            let shows = if how == Copied::Keeps { self.articles[parent].shows.clone() } else { Vec::new() };
            self.add(Article { shows, ..article });
            return;
        }
        let language = if random.chance(setting.translated) { random.below(LANGUAGES.len()) } else { language };
        let only_media = random.chance(ONLY_MEDIA);
        let leg = if only_media { Leg::Media(parent) } else { self.citing(parent, random) };
        let mut article = self.article(language, minute, depth, vec![leg]);
        let other = random.below(self.articles.len());
        let earlier = self.articles[other].minute + wait < minute && other != parent;
        if !only_media && earlier && random.chance(TWO_LEGS) {
            article.legs.push(self.citing(other, random));
        }
        article.shows = if only_media { Vec::new() } else { self.shown_behind(parent, random) };
        self.add(article);
    }

    /// Names the outlet, and half the time what that has behind it.
    fn citing(&self, parent: usize, random: &mut Random) -> Leg {
        let via = if random.chance(0.5) { self.articles[parent].shows.clone() } else { Vec::new() };
        Leg::Cites(parent, via)
    }

    /// What an article that has it from another shows of that: nothing, the outlet, or what stands behind it.
    fn shown_behind(&self, parent: usize, random: &mut Random) -> Vec<Hop> {
        match random.below(3) {
            0 => Vec::new(),
            1 => vec![Hop::Outlet(parent)],
            _ => self.articles[parent].shows.clone(),
        }
    }

    /// An outlet comes back to its own story, from one that had it from there.
    fn close_a_loop(&mut self, random: &mut Random) {
        let citing = |(at, article): (usize, &Article)| match article.legs[..] {
            [Leg::Cites(parent, _)] if self.articles[parent].outlet != article.outlet => Some((at, parent)),
            _ => None,
        };
        let steps: Vec<(usize, usize)> = self.articles.iter().enumerate().filter_map(citing).collect();
        if steps.is_empty() {
            return;
        }
        let (last, mut back) = *random.pick(&steps);
        if let (Some((_, further)), true) = (steps.iter().find(|(at, _)| *at == back), random.chance(0.5)) {
            back = *further;
        }
        let (minute, language) = (self.articles[last].minute + RELAY_MINUTES.0 + 60, self.articles[back].language);
        let update = self.article(language, minute, usize::MAX, vec![Leg::Cites(last, Vec::new())]);
        let outlet = self.articles[back].outlet;
        self.add(Article { outlet, ..update });
    }

    /// Takes articles out of the pile. What is copied by several stays, and so does an outlet's story that it came
    /// back to: without it no reader could tell what the truth is.
    fn take_away(&mut self, setting: &Setting, random: &mut Random) {
        for at in 0..self.articles.len() {
            let copies = (0..self.articles.len()).filter(|other| *other != at && self.wording(*other) == at).count();
            let outlet = self.articles[at].outlet;
            let alone = self.articles.iter().filter(|a| a.outlet == outlet).count() == 1;
            let left = self.articles.iter().filter(|a| a.in_pile).count();
            let gone = random.chance(setting.missing);
            if gone && copies < 2 && alone && left > FEWEST_IN_PILE {
                self.articles[at].in_pile = false;
            }
        }
    }

    fn date(&mut self, setting: &Setting, random: &mut Random) {
        for at in 0..self.articles.len() {
            let minute = self.articles[at].minute;
            let (early, spread) = EARLY_MINUTES;
            let wrong = minute - early - random.minutes(spread);
            // A copy with a wrong date would turn the direction round, and no reader could tell.
            let only_cites = self.articles[at].legs.iter().all(|leg| matches!(leg, Leg::Cites(..)));
            let is_copied =
                (0..self.articles.len()).any(|other| other != at && self.wording(other) == self.wording(at));
            let has_one = self.articles.iter().filter(|a| a.outlet == self.articles[at].outlet).count() == 1;
            let can_be_wrong = only_cites && has_one && !is_copied && !self.articles[at].legs.is_empty();
            let (undated, misdated) = (random.chance(setting.undated), random.chance(setting.misdated));
            let bare = random.chance(BARE_DATES);
            let minute = if misdated && can_be_wrong { wrong } else { minute };
            self.articles[at].stated = match (undated, bare) {
                (true, _) => Stated::Nothing,
                (false, true) => Stated::Day(minute.div_euclid(DAY)),
                (false, false) => Stated::Minute(minute),
            };
        }
    }

    /// The article whose words these are: itself, where it copies nobody.
    pub(super) fn wording(&self, at: usize) -> usize {
        match self.articles[at].legs[..] {
            [Leg::Copies(parent, _)] => self.wording(parent),
            _ => at,
        }
    }

    /// Whether the times that the two state show that `a` came first, by as much as clocks can differ.
    pub(super) fn shown_before(&self, a: usize, b: usize) -> bool {
        const CLOCKS_DIFFER_MINUTES: i64 = 15;
        let bounds = |at: usize| match self.articles[at].stated {
            Stated::Minute(minute) => Some((minute, minute)),
            Stated::Day(day) => Some((day * DAY, (day + 1) * DAY)),
            Stated::Nothing => None,
        };
        matches!((bounds(a), bounds(b)), (Some((_, end)), Some((start, _))) if start - end >= CLOCKS_DIFFER_MINUTES)
    }
}
