//! What does each of two wordings tell that the other has no word for?
//!
//! A paraphrase leaves words over on one side, or words that the tables do not know. Where each side has one left that
//! they do know, and that a claim is told by, two things are told. Unknown words prove nothing: they would part every
//! pair that the tables are too small for.

use super::affinity::affinity;
use super::differ::sounds_alike;
use super::tables::{Tables, Telling};
use super::wording::{Item, Wording};

/// How surely two words mean the same, in this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Closeness {
    /// They sound alike, and no table knows both.
    Sound,
    /// Most languages have one word for both.
    Word,
    /// The tables put them together.
    Group,
    /// They have a meaning in common.
    Meaning,
}

/// From so many of ten languages on that have one word for two meanings, they are one. Chosen on the development pairs.
const MOST: u8 = 5;

/// A word of each side that the other has no word for, where one can stand in the other's place, and whether one is of an
/// event.
pub(super) fn unmet(a: &Wording, b: &Wording) -> Option<(usize, usize, bool)> {
    let (left, right) = leftovers(a, b);
    let told = |of: &Wording, left: Vec<usize>| -> Vec<(usize, Telling)> {
        left.into_iter().filter_map(|at| Some((at, telling(&of.items[at])?))).collect()
    };
    let (left, right) = (told(a, left), told(b, right));
    let mut pairs = left.iter().flat_map(|one| right.iter().map(move |other| (one, other)));
    let (one, other) = pairs.find(|(one, other)| one.1.replaces(other.1))?;
    Some((one.0, other.0, [one.1, other.1].contains(&Telling::Event)))
}

/// What an item tells, where all its meanings tell one kind of thing.
fn telling(item: &Item) -> Option<Telling> {
    let mut told = item.concepts.iter().map(|c| Tables::all().telling(*c));
    let first = told.next()??;
    told.all(|t| t == Some(first)).then_some(first)
}

/// Items without a partner when each has one at most, the surest first, and without a word near them left over there.
fn leftovers(a: &Wording, b: &Wording) -> (Vec<usize>, Vec<usize>) {
    let within = a.language == b.language;
    let close: Vec<Vec<Option<Closeness>>> =
        a.items.iter().map(|x| b.items.iter().map(|y| closeness(x, y, within)).collect()).collect();
    let (met_a, met_b) = matched(&close, b.items.len());
    // A word that is said twice here and once there is not left over.
    let again = |c: Option<Closeness>| c >= Some(Closeness::Group);
    let mut of_a: Vec<usize> =
        (0..a.items.len()).filter(|&i| !met_a[i] && !close[i].iter().any(|c| again(*c))).collect();
    let mut of_b: Vec<usize> =
        (0..b.items.len()).filter(|&j| !met_b[j] && !close.iter().any(|row| again(row[j]))).collect();
    of_a.retain(|&i| {
        let near = of_b.iter().position(|&j| is_near(&a.items[i], &b.items[j]));
        near.map(|at| of_b.remove(at)).is_none()
    });
    (of_a, of_b)
}

fn matched(close: &[Vec<Option<Closeness>>], columns: usize) -> (Vec<bool>, Vec<bool>) {
    let (mut met_a, mut met_b) = (vec![false; close.len()], vec![false; columns]);
    for least in [Closeness::Meaning, Closeness::Group, Closeness::Word, Closeness::Sound] {
        for (i, row) in close.iter().enumerate() {
            let free = (0..columns).find(|&j| !met_a[i] && !met_b[j] && row[j] == Some(least));
            if let Some(j) = free {
                (met_a[i], met_b[j]) = (true, true);
            }
        }
    }
    (met_a, met_b)
}

fn closeness(x: &Item, y: &Item, within: bool) -> Option<Closeness> {
    let (known, one_sound) = (!x.groups.is_empty() && !y.groups.is_empty(), x.sound == y.sound);
    if x.concepts.iter().any(|c| y.concepts.contains(c)) {
        Some(Closeness::Meaning)
    } else if x.groups.iter().any(|g| y.groups.contains(g)) {
        Some(Closeness::Group)
    } else if most(x, y) >= MOST || (known && within && one_sound) {
        Some(Closeness::Word)
    } else {
        (!known && sounds_alike(&x.sound, &y.sound)).then_some(Closeness::Sound)
    }
}

fn is_near(x: &Item, y: &Item) -> bool {
    most(x, y) > 0
}

/// In how many languages one word has a meaning of each.
fn most(x: &Item, y: &Item) -> u8 {
    let pairs = x.concepts.iter().flat_map(|c| y.concepts.iter().map(|d| affinity(*c, *d)));
    pairs.max().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Language;

    fn told(a: &str, b: &str) -> Option<bool> {
        let [a, b] = [a, b].map(|text| Wording::of(text, Language::English, &[]));
        unmet(&a, &b).map(|(_, _, is_event)| is_event)
    }

    #[test]
    fn another_event_and_somebody_else_have_no_counterpart() {
        let bridge = "A footbridge collapsed in Hollweg and killed three cyclists";
        assert_eq!(told(bridge, "A footbridge opened in Hollweg for three cyclists"), Some(true));
        assert_eq!(told(bridge, "A footbridge collapsed in Hollweg and killed three soldiers"), Some(false));
        assert_eq!(told(bridge, "Three cyclists died in Hollweg in the collapse of a footbridge"), None);
    }

    #[test]
    fn what_one_side_adds_proves_nothing() {
        assert_eq!(
            told("The mill in Osk burned", "The mill in Osk burned, firefighters from the hospital watched"),
            None
        );
    }
}
