//! Do two sentences say the same thing, in one language or two, and if not, in what do they differ?
//!
//! What two wordings share is found by concepts, names and numbers across languages, and by words too within one.
//! Likeness alone decides nothing: a claim with another number, another actor or a "not" shares more words with the
//! first than an honest paraphrase does. So what is left over on both sides is looked at, and a difference in what
//! must agree makes two claims of them. So does a word on each side that the other has no word for, where a claim is told
//! by such words (`data/concepts/telling.txt`).
//!
//! Without an encoder: words that no table knows match only where they are cognates or names.

mod affinity;
mod amounts;
mod differ;
mod tables;
mod unmet;
mod wording;
mod words;

pub use wording::Wording;

use crate::model::Span;

/// In what two wordings differ. All but [`Difference::Modality`] make two claims of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Difference {
    /// Each has a number that the other lacks.
    Number,
    /// Each has a date that the other lacks.
    Time,
    /// One denies what the other says, or says the opposite.
    Negation,
    /// All, some, half or none.
    Scope,
    /// Somebody or something else is spoken of.
    Actor,
    /// Each tells of an event that the other has no word for.
    Event,
    /// One says it may be so, the other that it is.
    Modality,
}

impl Difference {
    /// Its name in files of labelled wordings.
    pub fn name(self) -> &'static str {
        match self {
            Self::Number => "number",
            Self::Time => "time",
            Self::Negation => "negation",
            Self::Scope => "scope",
            Self::Actor => "actor",
            Self::Event => "other",
            Self::Modality => "modality",
        }
    }
}

/// What comparing two wordings gave.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparison {
    /// Whether they say the same.
    pub same: bool,
    /// How much of each the other has, the smaller of the two, 0..=1.
    pub shared: f32,
    /// In what they differ, with the words of each side where it shows.
    pub differences: Vec<(Difference, Option<Span>, Option<Span>)>,
}

/// The smaller share of what two wordings have in common from which on they can be one claim, within a language and
/// across two: across, what no table knows counts as missing. Chosen on `tests/cases/link/seen.tsv`.
const SHARED_WITHIN: f32 = 0.50;
const SHARED_ACROSS: f32 = 0.50;
/// The same for the larger share.
const CONTAINED_WITHIN: f32 = 0.60;
const CONTAINED_ACROSS: f32 = 0.55;

/// The larger share of what both say beside names: "the mayor of Trelleck resigned" and "the mayor of Trelleck opened a
/// school" have all their names in common. Chosen on the same file.
const SAID: f32 = 0.5;

/// Compares two wordings; swapping them swaps the words of the differences and changes nothing else.
/// Errors: none. Cost: the product of their words.
pub fn compare(a: &Wording, b: &Wording) -> Comparison {
    let pairing = differ::Pairing::of(a, b);
    let (of_a, of_b) = pairing.shared();
    let mut differences = differ::differences(a, b, &pairing);
    differences.extend(differ::another(a, b));
    differences.sort_by_key(|(what, ..)| *what);
    let agrees = differences.iter().all(|(what, ..)| *what == Difference::Modality);
    Comparison { same: alike(a, b, &pairing) && agrees, shared: of_a.min(of_b), differences }
}

fn alike(a: &Wording, b: &Wording, pairing: &differ::Pairing) -> bool {
    let (of_a, of_b) = pairing.shared();
    let within = a.language == b.language;
    let (least, contained) = if within { (SHARED_WITHIN, CONTAINED_WITHIN) } else { (SHARED_ACROSS, CONTAINED_ACROSS) };
    of_a.min(of_b) >= least && of_a.max(of_b) >= contained && pairing.said >= SAID
}

/// Whether two wordings are alike and still cannot be of one claim, with nobody passing on what another said: of
/// other numbers, of all and of some, of another actor. What one of them negates is not meant here: a denial is of
/// the claim that it denies. Swapping changes nothing. Cost: as [`compare`].
pub fn contradict(a: &Wording, b: &Wording) -> bool {
    /// From so much in common on another name is somebody else in the same role; below, one names the spokesman and
    /// the other the minister. Chosen by hand.
    const ONE_ACTOR_APART: f32 = 0.7;
    let pairing = differ::Pairing::of(a, b);
    if !alike(a, b, &pairing) {
        return false;
    }
    let (of_a, of_b) = pairing.shared();
    // Passive and active name the same two in turn, and a paraphrase puts one word in the place of another: only names
    // and kinds that exclude one another prove something here.
    let another = || of_a.min(of_b) >= ONE_ACTOR_APART && differ::names_another(a, b, &pairing);
    let apart = |(what, ..): &(Difference, Option<Span>, Option<Span>)| match what {
        Difference::Number => !differ::share_a_number(a, b),
        Difference::Scope => true,
        Difference::Time | Difference::Negation | Difference::Actor | Difference::Event | Difference::Modality => false,
    };
    another() || differ::differences(a, b, &pairing).iter().any(apart)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Language;

    #[track_caller]
    fn check(a: &str, b: &str, apart: bool) {
        let [a, b] = [a, b].map(|text| Wording::of(text, Language::English, &[]));
        assert_eq!(contradict(&a, &b), apart);
        assert_eq!(contradict(&b, &a), apart, "swapped");
    }

    #[test]
    fn other_numbers_shares_and_actors_are_other_claims() {
        let tram = "A tram left the rails at Karsk bridge and 7 passengers were hurt";
        check(tram, "A tram left the rails at Karsk bridge and 39 passengers were hurt", true);
        check(tram, "Seven passengers were hurt as a tram left the rails at the bridge of Karsk", false);
        check(tram, "A tram left the rails at Karsk bridge: 7 passengers were hurt, 2 of them gravely", false);
        check("Some 40 litres of oil leaked at Karsk bridge", "40 litres of oil leaked at the bridge of Karsk", false);
        check("All schools in Varn stay shut in winter", "Some schools in Varn stay shut in winter", true);
        let tanks = |who: &str| format!("The government of {who} will send tanks to the port of Skyla");
        check(&tanks("Norvent"), &tanks("Talvaz"), true);
    }

    #[test]
    fn a_denial_and_another_topic_do_not_contradict() {
        check("The mill in Osk will close in spring", "The mill in Osk will not close in spring", false);
        check("Norvent will send tanks to Skyla", "The museum of Karsk bought 12 paintings", false);
    }
}
