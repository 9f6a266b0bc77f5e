//! Words a story: every article of the pile as an outlet would print it.

use std::collections::BTreeMap;

use jiff::{SignedDuration, Timestamp};

use super::names::{Name, capital, latin};
use super::random::Random;
use super::templates::{Event, Words};
use super::world::{Copied, DAY, Hop, Leg, OriginKind, Stated, World};
use super::{LANGUAGES, RUSSIAN};

/// One article as it is published.
#[derive(Clone, Debug, Default)]
pub(super) struct Text {
    pub(super) title: String,
    /// The sentence that words the claim, with nobody credited.
    bare: String,
    lead: String,
    /// Sentences that credit somebody, beside the lead.
    credits: Vec<String>,
    rest: Vec<String>,
}

impl Text {
    pub(super) fn body(&self) -> String {
        let credits = (!self.credits.is_empty()).then(|| self.credits.join(" "));
        let rest = self.rest.chunks(2).map(|pair| pair.join(" "));
        std::iter::once(self.lead.clone()).chain(credits).chain(rest).collect::<Vec<_>>().join("\n\n")
    }
}

/// The names of a story, and how its articles are worded.
pub(super) struct Telling<'a> {
    world: &'a World,
    words: &'a [Words],
    event: String,
    place: Name,
    body: Name,
    number: usize,
    people: Vec<Name>,
    outlets: BTreeMap<usize, String>,
    pub(super) texts: Vec<Text>,
    used: BTreeMap<(usize, &'static str), usize>,
}

pub(super) fn tell<'a>(world: &'a World, words: &'a [Words], random: &mut Random) -> Telling<'a> {
    let events: Vec<&String> = words[0].event.keys().collect();
    let mut telling = Telling {
        world,
        words,
        event: (*random.pick(&events)).clone(),
        place: Name::word(random, 3),
        body: Name::word(random, 2),
        number: 12 + random.below(470),
        people: world.origins.iter().map(|_| Name::person(random)).collect(),
        outlets: BTreeMap::new(),
        texts: Vec::new(),
        used: BTreeMap::new(),
    };
    for article in &world.articles {
        let place = Name::word(random, 3);
        let pattern = random.pick(&words[article.language].outlet);
        let name = pattern.replace("{place}", place.in_letters(article.language == RUSSIAN));
        telling.outlets.entry(article.outlet).or_insert(name);
    }
    for at in 0..world.articles.len() {
        let text = telling.text(at, random);
        telling.texts.push(text);
    }
    telling
}

/// When a minute of the story was.
pub(super) fn instant(minute: i64) -> Timestamp {
    let start = Timestamp::from_second(1_930_521_600).expect("2031-03-06T00:00:00Z is an instant");
    start + SignedDuration::from_mins(minute)
}

/// Sentences beside the news, at least: an article of some hundred words in all.
const FILLERS: usize = 7;

/// Of every `[one|another]` one by chance.
fn choose(pattern: &str, random: &mut Random) -> String {
    let mut text = String::new();
    let mut rest = pattern;
    while let Some((before, after)) = rest.split_once('[') {
        let (choices, after) = after.split_once(']').unwrap_or((after, ""));
        let choices: Vec<&str> = choices.split('|').collect();
        text.push_str(before);
        let choice: &&str = random.pick(&choices);
        text.push_str(choice);
        rest = after;
    }
    text + rest
}

impl Telling<'_> {
    pub(super) fn outlet(&self, at: usize) -> &str {
        &self.outlets[&self.world.articles[at].outlet]
    }

    /// The address of an outlet's site.
    pub(super) fn host(&self, at: usize) -> String {
        let name = latin(self.outlet(at)).to_lowercase();
        let letters: String = name.chars().filter(char::is_ascii_alphanumeric).collect();
        format!("{letters}.example")
    }

    /// The time that the article states, as it stands in its record.
    pub(super) fn published(&self, at: usize) -> Option<String> {
        match self.world.articles[at].stated {
            Stated::Minute(minute) => Some(instant(minute).to_string()),
            Stated::Day(day) => Some(instant(day * DAY).to_string().chars().take(10).collect()),
            Stated::Nothing => None,
        }
    }

    /// The claim in plain words.
    pub(super) fn claim(&self) -> String {
        let event = &self.words[0].event[&self.event];
        capital(&self.fill(0, &choose(&event.claim[0], &mut Random::new(0)), &[]))
    }

    /// A source as gold names it.
    pub(super) fn source(&self, origin: usize) -> String {
        let event = &self.words[0].event[&self.event];
        match self.world.origins[origin] {
            OriginKind::PersonSaw | OriginKind::PersonPlain => self.people[origin].latin.clone(),
            OriginKind::Anonymous | OriginKind::AnonymousSaw => "an unnamed source".to_owned(),
            OriginKind::Two => "two unnamed officials".to_owned(),
            OriginKind::Document => event.doc.clone(),
            OriginKind::Body => self.fill(0, &event.body_name, &[]),
        }
    }

    /// Whether words of a text name this person, in either alphabet.
    pub(super) fn names_person(&self, origin: usize, words: &str) -> bool {
        let name = &self.people[origin];
        let last = |full: &str| full.rsplit(' ').next().unwrap_or("").to_owned();
        words.contains(&last(&name.latin)) || words.contains(&last(&name.cyrillic))
    }

    fn event(&self, language: usize) -> &Event {
        &self.words[language].event[&self.event]
    }

    fn fill(&self, language: usize, pattern: &str, slots: &[(&str, &str)]) -> String {
        let cyrillic = language == RUSSIAN;
        let mut text = pattern.to_owned();
        for (slot, value) in slots {
            text = text.replace(slot, value);
        }
        text.replace("{place}", self.place.in_letters(cyrillic))
            .replace("{body}", self.body.in_letters(cyrillic))
            .replace("{n}", &self.number.to_string())
    }

    /// A sentence with the event's clauses in it.
    fn sentence(&self, language: usize, pattern: &str, slots: &[(&str, &str)], random: &mut Random) -> String {
        let event = self.event(language);
        let (sub, nom) = (choose(&event.sub, random), choose(&event.nom, random));
        let clauses = [
            ("{sub}", sub.as_str()),
            ("{nom}", &nom),
            ("{seen}", &event.seen),
            ("{own}", &event.own),
            ("{doc}", &event.doc),
            ("{body_name}", &event.body_name),
        ];
        let all: Vec<(&str, &str)> = slots.iter().copied().chain(clauses).collect();
        capital(&self.fill(language, pattern, &all))
    }

    /// The next of a list that no article in this language has used, as long as there are any.
    fn fresh<'t>(&mut self, language: usize, kind: &'static str, list: &'t [String]) -> &'t str {
        let used = self.used.entry((language, kind)).or_insert(0);
        *used += 1;
        &list[(*used - 1) % list.len()]
    }

    fn text(&mut self, at: usize, random: &mut Random) -> Text {
        let article = &self.world.articles[at];
        if let [Leg::Copies(parent, how)] = article.legs[..] {
            return self.copy(parent, how, random);
        }
        let (language, words) = (article.language, &self.words[article.language]);
        let event = &words.event[&self.event];
        let claim = choose(self.fresh(language, "claim", &event.claim), random);
        let bare = format!("{}.", capital(&self.fill(language, &claim, &[])));
        let title = choose(self.fresh(language, "title", &event.title), random);
        let other: &String = random.pick(&event.claim);
        let again = choose(other, random);
        let mut text =
            Text { title: capital(&self.fill(language, &title, &[])), lead: bare.clone(), bare, ..Text::default() };
        for (number, leg) in article.legs.iter().enumerate() {
            let leads = number == 0 && matches!(leg, Leg::Cites(..) | Leg::Media(_));
            let sentence = self.credit(at, leg, if leads { &claim } else { &again }, random);
            if leads {
                text.lead = sentence;
            } else {
                text.credits.push(sentence);
            }
        }
        text.rest = self.rest(language, random);
        text
    }

    fn rest(&mut self, language: usize, random: &mut Random) -> Vec<String> {
        let words = &self.words[language];
        let details = &words.event[&self.event].detail;
        let mut rest = Vec::new();
        if self.used.get(&(language, "detail")).is_none_or(|used| *used < details.len()) {
            rest.push(self.fresh(language, "detail", details).to_owned());
        }
        for _ in 0..FILLERS + random.below(5) {
            rest.push(aside(words, random));
        }
        rest
    }

    fn credit(&self, at: usize, leg: &Leg, claim: &str, random: &mut Random) -> String {
        let language = self.world.articles[at].language;
        let credits = &self.words[language].credit;
        match leg {
            Leg::Origin(origin) => self.told(language, *origin, claim, random),
            Leg::Media(_) => {
                let pattern = random.pick(&credits.media).replace("{claim}", claim);
                self.sentence(language, &pattern, &[], random)
            }
            Leg::Cites(parent, via) => {
                let is_update = self.world.articles[..at].iter().any(|a| a.outlet == self.world.articles[at].outlet);
                let list = match (via.is_empty(), is_update) {
                    (_, true) => &credits.update,
                    (true, _) => &credits.cites,
                    (false, _) => &credits.cites_via,
                };
                let pattern = random.pick(list).replace("{claim}", claim);
                let behind = via.first().map_or_else(String::new, |hop| self.via(language, *hop));
                let outlet = self.outlet_in(language, *parent);
                self.sentence(language, &pattern, &[("{outlet}", &outlet), ("{via}", &behind)], random)
            }
            Leg::Copies(..) => String::new(),
        }
    }

    fn told(&self, language: usize, origin: usize, claim: &str, random: &mut Random) -> String {
        let credits = &self.words[language].credit;
        let list = match self.world.origins[origin] {
            OriginKind::PersonSaw => &credits.person_saw,
            OriginKind::PersonPlain => &credits.person_plain,
            OriginKind::Anonymous => &credits.anonymous,
            OriginKind::AnonymousSaw => &credits.anonymous_saw,
            OriginKind::Two => &credits.two,
            OriginKind::Document => &credits.document,
            OriginKind::Body => &credits.body,
        };
        let pattern = random.pick(list).replace("{claim}", claim);
        self.sentence(language, &pattern, &self.person(language, origin), random)
    }

    fn person(&self, language: usize, origin: usize) -> [(&'static str, &str); 2] {
        let roles = &self.words[language].roles;
        [("{role}", &roles[origin % roles.len()]), ("{name}", self.people[origin].in_letters(language == RUSSIAN))]
    }

    fn via(&self, language: usize, hop: Hop) -> String {
        let via = &self.words[language].via;
        let origin = match hop {
            Hop::Outlet(at) => return via.outlet.replace("{outlet}", &self.outlet_in(language, at)),
            Hop::Origin(origin) => origin,
        };
        let pattern = match self.world.origins[origin] {
            OriginKind::PersonSaw | OriginKind::PersonPlain => &via.person,
            OriginKind::Anonymous | OriginKind::AnonymousSaw => &via.anonymous,
            OriginKind::Two => &via.two,
            OriginKind::Document => &via.document,
            OriginKind::Body => &via.body,
        };
        let event = self.event(language);
        let person = self.person(language, origin);
        let slots = [person[0], person[1], ("{doc}", event.doc.as_str()), ("{body_name}", &event.body_name)];
        self.fill(language, pattern, &slots)
    }

    /// Papers print foreign names in their own letters where those are Cyrillic and theirs are not.
    fn outlet_in(&self, language: usize, at: usize) -> String {
        let name = self.outlet(at);
        if language == RUSSIAN { name.to_owned() } else { latin(name) }
    }

    fn copy(&self, parent: usize, how: Copied, random: &mut Random) -> Text {
        let mut text = self.texts[parent].clone();
        // Whoever copies cuts from the end.
        if text.rest.len() > 2 && random.chance(0.5) {
            text.rest.pop();
        }
        if how == Copied::Keeps {
            return text;
        }
        text.lead.clone_from(&text.bare);
        text.credits.clear();
        if how == Copied::Renames {
            let language = self.world.articles[parent].language;
            let pattern = random.pick(&self.words[language].credit.renamed);
            text.credits.push(self.sentence(language, pattern, &[], random));
        }
        text
    }

    /// The language tag of an article.
    pub(super) fn language(&self, at: usize) -> &'static str {
        LANGUAGES[self.world.articles[at].language]
    }
}
/// A sentence that has nothing to do with the story. There are 26,880 of them in a language, so that articles which have
/// nothing from each other share no more than a few words here and there.
fn aside(words: &Words, random: &mut Random) -> String {
    let slots = [("{who}", &words.who), ("{act}", &words.act), ("{what}", &words.what), ("{where}", &words.place)];
    slots.into_iter().fold(words.aside.clone(), |aside, (slot, list)| {
        let words: &String = random.pick(list);
        aside.replace(slot, words)
    })
}
