//! What did people decide of a claim before it is published? Signatures, replies that they sought, names that they
//! unmasked, stated verdicts that they checked, and grades.

use std::fmt;

use crate::model::SourceKind;

/// Everything that people decided of one claim; what was taken back is not in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Decisions {
    /// Who signed it, each once, and what was signed.
    pub signatures: Vec<Signed>,
    /// Names that may stand in what is published of this claim, and why.
    pub unmasked: Vec<(String, String)>,
    /// Replies that the newsroom asked for.
    pub replies: Vec<OwnReply>,
    /// Stated convictions that somebody checked.
    pub verdicts: Vec<CheckedVerdict>,
    /// Grades, with a reason each.
    pub grades: Vec<Grade>,
    /// Number of the last entry of the log that is no signature; 0 where there is none.
    pub last_change: i64,
}

/// A signature under a claim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signed {
    /// Who.
    pub reviewer: String,
    /// Number of the entry in the log.
    pub entry: i64,
    /// What the claim was when they signed.
    pub fingerprint: String,
}

/// A reply that the newsroom asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnReply {
    /// Whose, by role: "the accused's lawyer".
    pub of: String,
    /// When it was asked for, `YYYY-MM-DD`.
    pub sought_on: String,
    /// The answer, verbatim; `None` where none came.
    pub answer: Option<String>,
}

/// A conviction that a document states, checked against a court record or an official source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckedVerdict {
    /// Which document, by id.
    pub document: String,
    /// Whether it holds.
    pub holds: bool,
}

/// Whose reliability may be graded: an outlet or an institution. There is no way to make one of a person or of a
/// nameless source (safeguards, rule 3).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gradable(String);

/// Why something cannot be graded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotGradable {
    /// Only outlets and institutions have a reliability.
    NoBody,
    /// 1 needs two origins that are shown to be independent.
    NotCorroborated,
    /// Letters A to F, numbers 1 to 6.
    OffTheScale,
}

impl fmt::Display for NotGradable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NoBody => {
                "reliability is graded of outlets and institutions only, never of a person or an unnamed source"
            }
            Self::NotCorroborated => "credibility 1 needs at least two origins that are shown to be independent",
            Self::OffTheScale => "reliability is a letter from A to F, credibility a number from 1 to 6",
        })
    }
}

impl std::error::Error for NotGradable {}

impl Gradable {
    /// The source of a claim, where it is an outlet or an institution.
    ///
    /// # Errors
    /// For every other kind of source.
    pub fn of(kind: SourceKind, name: &str) -> Result<Self, NotGradable> {
        match kind {
            SourceKind::Outlet | SourceKind::Institution => Ok(Self(name.to_owned())),
            SourceKind::Person
            | SourceKind::Document
            | SourceKind::Anonymous
            | SourceKind::Collective
            | SourceKind::WitnessReporter => Err(NotGradable::NoBody),
        }
    }

    /// As named.
    pub fn name(&self) -> &str {
        &self.0
    }
}

/// Admiralty reliability; F, "cannot be judged", is no grade and exports as null.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Reliability(Option<char>);

impl Reliability {
    /// Reads a letter from A to F.
    ///
    /// # Errors
    /// For anything else.
    pub fn parse(letter: &str) -> Result<Self, NotGradable> {
        match letter {
            "A" | "B" | "C" | "D" | "E" => Ok(Self(letter.chars().next())),
            "F" => Ok(Self(None)),
            _ => Err(NotGradable::OffTheScale),
        }
    }

    /// The letter; `None` for F.
    pub fn letter(self) -> Option<char> {
        self.0
    }
}

/// Credibility of one claim; 6, "cannot be judged", is no grade and exports as null.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Credibility(Option<u8>);

impl Credibility {
    /// Reads a number from 1 to 6; `at_least` is the lower bound of the claim's independent sources.
    ///
    /// # Errors
    /// For a number off the scale, and for 1 without two shown-independent origins.
    pub fn new(number: u8, at_least: u32) -> Result<Self, NotGradable> {
        match number {
            1 if at_least < 2 => Err(NotGradable::NotCorroborated),
            1..=5 => Ok(Self(Some(number))),
            6 => Ok(Self(None)),
            _ => Err(NotGradable::OffTheScale),
        }
    }

    /// The number; `None` for 6.
    pub fn number(self) -> Option<u8> {
        self.0
    }
}

/// How near a source was to what it tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Directness {
    /// It saw it.
    Witnessed,
    /// It was told.
    Told,
    /// It concludes it from what it knows.
    Deduced,
    /// It concludes it from likeness to other cases.
    Induced,
}

impl Directness {
    /// The name in exports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Witnessed => "witnessed",
            Self::Told => "told",
            Self::Deduced => "deduced",
            Self::Induced => "induced",
        }
    }

    /// Reads a name.
    pub fn named(name: &str) -> Option<Self> {
        [Self::Witnessed, Self::Told, Self::Deduced, Self::Induced].into_iter().find(|d| d.name() == name)
    }
}

/// A grade that a person entered, with the reason for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Grade {
    /// Of an outlet or institution.
    Reliability {
        /// Whose.
        of: Gradable,
        /// The grade.
        grade: Reliability,
        /// Why.
        why: String,
    },
    /// Of this claim.
    Credibility {
        /// The grade.
        grade: Credibility,
        /// Why.
        why: String,
    },
    /// Of this claim's source.
    Directness {
        /// How near.
        how: Directness,
        /// Why.
        why: String,
    },
}

impl Decisions {
    /// Signers whose signature still holds: what they signed is what stands, and nothing was decided since. However a
    /// name is spelled, one reviewer counts once.
    pub fn holding(&self, fingerprint: &str) -> Vec<&Signed> {
        let mut seen: Vec<String> = Vec::new();
        let mut holding = Vec::new();
        for signed in &self.signatures {
            let who: String = crate::text::fold(&signed.reviewer).chars().filter(|c| c.is_alphanumeric()).collect();
            if signed.fingerprint == fingerprint && signed.entry > self.last_change && !seen.contains(&who) {
                seen.push(who);
                holding.push(signed);
            }
        }
        holding
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_bodies_are_graded() {
        for kind in [SourceKind::Person, SourceKind::Anonymous, SourceKind::Collective, SourceKind::WitnessReporter] {
            assert_eq!(Gradable::of(kind, "x"), Err(NotGradable::NoBody));
        }
        assert_eq!(Gradable::of(SourceKind::Outlet, "The Bell").unwrap().name(), "The Bell");
    }

    #[test]
    fn what_cannot_be_judged_is_no_grade() {
        assert_eq!(Reliability::parse("F").unwrap().letter(), None);
        assert_eq!(Reliability::parse("B").unwrap().letter(), Some('B'));
        assert_eq!(Reliability::parse("G"), Err(NotGradable::OffTheScale));
        assert_eq!(Credibility::new(6, 0).unwrap().number(), None);
        assert_eq!(Credibility::new(1, 1), Err(NotGradable::NotCorroborated));
        assert_eq!(Credibility::new(1, 2).unwrap().number(), Some(1));
        assert_eq!(Credibility::new(7, 2), Err(NotGradable::OffTheScale));
    }

    #[test]
    fn a_signature_holds_for_what_was_signed_and_counts_once() {
        let signed = |who: &str, entry, what: &str| Signed { reviewer: who.into(), entry, fingerprint: what.into() };
        let decisions = Decisions {
            signatures: vec![
                signed("Ana R.", 3, "f"),
                signed("ana r", 4, "f"),
                signed("Bo", 1, "f"),
                signed("Cy", 5, "old"),
            ],
            last_change: 2,
            ..Decisions::default()
        };
        let holding: Vec<&str> = decisions.holding("f").iter().map(|s| s.reviewer.as_str()).collect();
        assert_eq!(holding, ["Ana R."]);
    }
}
