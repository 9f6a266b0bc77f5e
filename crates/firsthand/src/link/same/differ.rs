//! What do two wordings share, and in what that must agree do they differ?

use super::Difference;
use super::tables::{Share, Tables, Telling};
use super::unmet::unmet;
use super::wording::{Item, Wording};
use crate::lexicon::{Concept, Concepts};
use crate::model::Span;

/// Which items of two wordings mean the same.
pub(super) struct Pairing {
    /// For each item of `a` the first that means it in `b`.
    a: Vec<Option<usize>>,
    /// For each item of `b` the first that means it in `a`.
    b: Vec<Option<usize>>,
    shared: (f32, f32),
    /// The larger share of what is said beside names that both have, 0..=1.
    pub(super) said: f32,
}

/// What one word tells a claim by: a name most, a word that no table knows least, since across languages it finds no
/// partner even where there is one. Chosen on `tests/cases/link/seen.tsv`.
const NAME: f32 = 4.0;
const NUMBER: f32 = 3.0;
const DATE: f32 = 2.0;
const CONCEPT: f32 = 2.0;
const WORD: f32 = 1.5;
const FOREIGN_WORD: f32 = 0.75;

impl Pairing {
    pub(super) fn of(a: &Wording, b: &Wording) -> Self {
        let within = a.language == b.language;
        let partner = |item: &Item, others: &[Item]| others.iter().position(|o| means(item, o, within));
        let of_a: Vec<_> = a.items.iter().map(|i| partner(i, &b.items)).collect();
        let of_b: Vec<_> = b.items.iter().map(|i| partner(i, &a.items)).collect();
        let shared = (share(a, b, &of_a, within), share(b, a, &of_b, within));
        let said = said(&a.items, &of_a).max(said(&b.items, &of_b));
        Self { a: of_a, b: of_b, shared, said }
    }

    /// The share of each wording that the other has, 0..=1.
    pub(super) fn shared(&self) -> (f32, f32) {
        self.shared
    }
}

fn share(of: &Wording, other: &Wording, paired: &[Option<usize>], within: bool) -> f32 {
    let (mut all, mut met) = (0.0, 0.0);
    let mut count = |weight: f32, is_met: bool| {
        all += weight;
        met += if is_met { weight } else { 0.0 };
    };
    for (item, partner) in of.items.iter().zip(paired) {
        let weight = match (item.is_name, item.groups.is_empty()) {
            (true, _) => NAME,
            (_, false) => CONCEPT,
            _ if within => WORD,
            _ => FOREIGN_WORD,
        };
        count(weight, partner.is_some());
    }
    of.amounts.iter().for_each(|a| count(NUMBER, other.amounts.iter().any(|o| equal(a.value, o.value))));
    of.dates.iter().for_each(|(d, _)| count(DATE, other.dates.iter().any(|(o, _)| agree(d, o))));
    if all > 0.0 { met / all } else { 0.0 }
}

/// The share of a wording's words of known meaning that the other has, 0..=1.
fn said(items: &[Item], paired: &[Option<usize>]) -> f32 {
    let known: Vec<bool> =
        items.iter().zip(paired).filter(|(i, _)| !i.groups.is_empty()).map(|(_, p)| p.is_some()).collect();
    let met = known.iter().filter(|met| **met).count();
    met as f32 / known.len().max(1) as f32
}

/// Whether two words mean the same: by a concept, by their sound, or in one language by their beginning.
fn means(a: &Item, b: &Item, within: bool) -> bool {
    if a.groups.iter().any(|g| b.groups.contains(g)) {
        return true;
    }
    // Two words that the tables know, and know apart, are not one for sounding alike.
    if !a.groups.is_empty() && !b.groups.is_empty() {
        return within && a.sound == b.sound;
    }
    sounds_alike(&a.sound, &b.sound)
}

/// Whether two words sound like one, give or take an ending and a letter.
pub(super) fn sounds_alike(a: &str, b: &str) -> bool {
    // Case endings of the supported languages have at most so many letters.
    const LONGEST_ENDING: usize = 5;
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let (short, long) = if a.len() <= b.len() { (&a, &b) } else { (&b, &a) };
    if short.len() < 3 || long.len() > short.len() + LONGEST_ENDING {
        return false;
    }
    let common = short.iter().zip(long.iter()).take_while(|(x, y)| x == y).count();
    // Whole, or all but its own ending; five letters of a longer word are its root.
    common == short.len() || (common >= 4 && common + 2 >= short.len()) || common >= 6 || near(short, long)
}

/// Whether one letter makes the difference between the words, or between the shorter and the beginning of the longer.
fn near(short: &[char], long: &[char]) -> bool {
    // "Lund" and "Lunt" are two places: a short name has no letter to spare.
    const SHORTEST: usize = 5;
    if short.len() < SHORTEST {
        return false;
    }
    let common = short.iter().zip(long).take_while(|(x, y)| x == y).count();
    let begins = |rest: &[char], whole: &[char]| whole.len() >= rest.len() && whole[..rest.len()] == *rest;
    let (short, long) = (&short[common..], &long[common..]);
    if short.is_empty() || long.is_empty() {
        return true;
    }
    begins(&short[1..], &long[1..]) || begins(short, &long[1..]) || begins(&short[1..], long)
}

fn equal(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-6 * a.abs().max(b.abs())
}

/// Whether two dates can be one: "May" and "3 May", "Sunday" and a day of which the weekday is not known.
fn agree(a: &str, b: &str) -> bool {
    let weekday = |d: &str| d.contains('W');
    if weekday(a) != weekday(b) {
        return true;
    }
    a.chars().zip(b.chars()).all(|(x, y)| x == y || x == 'X' || y == 'X')
}

pub(super) type Found = Vec<(Difference, Option<Span>, Option<Span>)>;

/// In what the wordings differ, in the order of [`Difference`].
pub(super) fn differences(a: &Wording, b: &Wording, pairing: &Pairing) -> Found {
    let mut found = Found::new();
    found.extend(number(a, b));
    found.extend(time(a, b));
    found.extend(negation(a, b, pairing));
    found.extend(scope(a, b));
    found.extend(actor(a, b, pairing));
    if a.hedge.is_some() != b.hedge.is_some() {
        found.push((Difference::Modality, a.hedge, b.hedge));
    }
    found
}

fn number(a: &Wording, b: &Wording) -> Option<(Difference, Option<Span>, Option<Span>)> {
    let alone = |of: &Wording, other: &Wording| {
        let lone = of.amounts.iter().find(|x| !other.amounts.iter().any(|y| equal(x.value, y.value)))?;
        Some(Span { start: of.spans[lone.from].start, end: of.spans[lone.to - 1].end })
    };
    let (was, became) = (alone(a, b)?, alone(b, a)?);
    Some((Difference::Number, Some(was), Some(became)))
}

/// Whether a number stands in both.
pub(super) fn share_a_number(a: &Wording, b: &Wording) -> bool {
    a.amounts.iter().any(|x| b.amounts.iter().any(|y| equal(x.value, y.value)))
}

fn time(a: &Wording, b: &Wording) -> Option<(Difference, Option<Span>, Option<Span>)> {
    let alone = |of: &Wording, other: &Wording| {
        let lone = of.dates.iter().find(|(x, _)| !other.dates.iter().any(|(y, _)| agree(x, y)));
        lone.map(|(_, span)| *span)
    };
    let (was, became) = (alone(a, b)?, alone(b, a)?);
    Some((Difference::Time, Some(was), Some(became)))
}

/// Words that refuse what stands beside them do what "not" does.
const REFUSES: [&str; 4] = ["refuse", "reject", "deny", "waive-renounce"];

fn negation(a: &Wording, b: &Wording, pairing: &Pairing) -> Option<(Difference, Option<Span>, Option<Span>)> {
    let (not_a, not_b) = (negated(a, &pairing.a), negated(b, &pairing.b));
    let (has_a, has_b) = (says_no(a), says_no(b));
    if has_a != has_b && (not_a.is_some() || not_b.is_some()) {
        return Some((Difference::Negation, not_a, not_b));
    }
    let lone = |items: &[Item], partners: &[Option<usize>]| -> Vec<usize> {
        (0..items.len()).filter(|&i| partners[i].is_none()).collect()
    };
    for i in lone(&a.items, &pairing.a) {
        for j in lone(&b.items, &pairing.b) {
            let (x, y) = (&a.items[i], &b.items[j]);
            if x.concepts.iter().any(|c| y.concepts.iter().any(|d| Tables::all().oppose(*c, *d))) {
                return Some((Difference::Negation, Some(a.spans[x.at]), Some(b.spans[y.at])));
            }
        }
    }
    None
}

fn says_no(of: &Wording) -> bool {
    !of.negations.is_empty() || of.items.iter().any(refuses)
}

fn refuses(item: &Item) -> bool {
    item.concepts.iter().any(|c| REFUSES.contains(&Concepts::all().name(Concept(*c))))
}

/// The negation of a wording that stands at a word which the other has too.
fn negated(of: &Wording, partners: &[Option<usize>]) -> Option<Span> {
    // "has not been officially cancelled": four words reach the verb over its auxiliaries.
    const REACH: usize = 4;
    let near = |&(from, to): &(usize, usize)| {
        let touches = |i: &Item| i.at + REACH >= from && i.at < to + REACH;
        of.items.iter().zip(partners).any(|(i, partner)| partner.is_some() && touches(i))
    };
    let listed = of.negations.iter().find(|n| near(n)).map(|(from, _)| of.spans[*from]);
    listed.or_else(|| {
        let lone = of.items.iter().zip(partners).find(|(i, partner)| partner.is_none() && refuses(i));
        lone.map(|(i, _)| of.spans[i.at])
    })
}

fn scope(a: &Wording, b: &Wording) -> Option<(Difference, Option<Span>, Option<Span>)> {
    let part = |of: &Wording| of.shares.iter().find(|(_, s)| *s != Share::All).copied();
    let (x, y) = (part(a), part(b));
    let same = match (x, y) {
        (None, None) => true,
        (Some((_, x)), Some((_, y))) => x == y,
        _ => false,
    };
    let span = |of: &Wording, at: Option<(usize, Share)>| at.map(|(at, _)| of.spans[at]);
    (!same).then(|| (Difference::Scope, span(a, x), span(b, y)))
}

/// Somebody or something else: a name or a member of a kind on each side that the other lacks, or one word put in
/// the place of another.
fn actor(a: &Wording, b: &Wording, pairing: &Pairing) -> Option<(Difference, Option<Span>, Option<Span>)> {
    let pairs = lone_pairs(a, b, pairing);
    let is_other = |&(i, j): &(usize, usize)| exclude(&a.items[i], &b.items[j]) || replaced(i, j, a, b, pairing);
    let (i, j) = pairs.into_iter().find(is_other).or_else(|| turned(a, pairing))?;
    Some((Difference::Actor, Some(a.spans[a.items[i].at]), Some(b.spans[b.items[j].at])))
}

/// Somebody, something or an event that the other side has no word for, on each side.
pub(super) fn another(a: &Wording, b: &Wording) -> Option<(Difference, Option<Span>, Option<Span>)> {
    let (i, j, is_event) = unmet(a, b)?;
    let what = if is_event { Difference::Event } else { Difference::Actor };
    Some((what, Some(a.spans[a.items[i].at]), Some(b.spans[b.items[j].at])))
}

/// Whether each side has a name, or a member of a kind, that the other lacks.
pub(super) fn names_another(a: &Wording, b: &Wording, pairing: &Pairing) -> bool {
    lone_pairs(a, b, pairing).into_iter().any(|(i, j)| exclude(&a.items[i], &b.items[j]))
}

/// Items that the other side lacks, each with each.
fn lone_pairs(a: &Wording, b: &Wording, pairing: &Pairing) -> Vec<(usize, usize)> {
    let lone = |items: &[Item], partners: &[Option<usize>]| -> Vec<usize> {
        (0..items.len()).filter(|&i| partners[i].is_none()).collect()
    };
    let (of_a, of_b) = (lone(&a.items, &pairing.a), lone(&b.items, &pairing.b));
    of_a.iter().flat_map(|&i| of_b.iter().map(move |&j| (i, j))).collect()
}

/// Whether two items cannot both be meant: two names, or two members of one kind.
fn exclude(x: &Item, y: &Item) -> bool {
    other_name(x, y) || x.concepts.iter().any(|c| y.concepts.iter().any(|d| Tables::all().exclude(*c, *d)))
}

/// Whether both are names, one of them surely.
fn other_name(x: &Item, y: &Item) -> bool {
    x.may_be_name && y.may_be_name && (x.is_name || y.is_name)
}

/// Whether two items stand alone between the same neighbours: one word was put in the place of another.
fn replaced(i: usize, j: usize, a: &Wording, b: &Wording, pairing: &Pairing) -> bool {
    // A wording that shares less is a paraphrase, and its words are others anyway.
    const SHARED: f32 = 0.7;
    // Across languages a word that stands alone is most often one that the tables do not know.
    if a.language != b.language || pairing.shared.0.min(pairing.shared.1) < SHARED {
        return false;
    }
    let meet = |left: usize, right: usize| pairing.a[left] == Some(right) || pairing.b[right] == Some(left);
    let before = match (i.checked_sub(1), j.checked_sub(1)) {
        (None, None) => true,
        (Some(left), Some(right)) => meet(left, right),
        _ => false,
    };
    let after = match (i + 1 < a.items.len(), j + 1 < b.items.len()) {
        (false, false) => true,
        (true, true) => meet(i + 1, j + 1),
        _ => false,
    };
    before && after
}

/// Two names on either side of one verb that have changed places: who does it to whom.
fn turned(a: &Wording, pairing: &Pairing) -> Option<(usize, usize)> {
    let names = |of: &Wording, partners: &[Option<usize>]| -> Vec<usize> {
        let is_free = |i: &Item| i.groups.is_empty() && !i.is_bound;
        (0..of.items.len()).filter(|&i| is_free(&of.items[i]) && partners[i].is_some()).collect()
    };
    let of_a = names(a, &pairing.a);
    for pair in of_a.windows(2) {
        let (Some(x), Some(y)) = (pairing.a[pair[0]], pairing.a[pair[1]]) else { continue };
        let happens = |v: usize| {
            let of = |c: &u16| Tables::all().telling(*c) == Some(Telling::Event);
            a.items[v].concepts.iter().any(of)
        };
        let between = |v: usize| pairing.a[v].is_some_and(|w| y < w && w < x);
        let verb = (pair[0] + 1..pair[1]).find(|&v| happens(v) && between(v));
        if y < x && verb.is_some() {
            return Some((pair[0], y));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_sound_alike_in_any_alphabet() {
        let alike = |a: &str, b: &str| sounds_alike(&super::super::wording::sound(a), &super::super::wording::sound(b));
        for (a, b) in [
            ("Халленриде", "Hallenried"),
            ("Lindovda", "Lindow"),
            ("Dorraxda", "Dorrach"),
            ("Карська", "Karsk"),
            ("Скайла", "Skyla"),
            ("Qurban", "Gurban"),
            ("Xəzər", "Khazar"),
        ] {
            assert!(alike(a, b), "{a} {b}");
        }
        for (a, b) in [("Karsk", "Brask"), ("Lund", "Lindow"), ("Nerava", "Talvaz"), ("Norvent", "Skyla")] {
            assert!(!alike(a, b), "{a} {b}");
        }
    }

    #[test]
    fn dates_agree_as_far_as_they_are_known() {
        assert!(agree("XXXX-05", "XXXX-05-03") && agree("XXXX-05-03", "2031-05-03"));
        assert!(!agree("XXXX-05-03", "XXXX-05-13") && !agree("XXXX-WXX-1", "XXXX-WXX-2"));
    }
}
