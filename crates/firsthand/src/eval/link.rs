//! How right is the comparison of wordings? Counts what was called one claim against labelled wordings.

use std::collections::BTreeMap;

use super::{Count, Figure};
use crate::model::Language;

/// A wording with its label.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Labelled {
    /// Which claim it is of.
    pub claim: String,
    /// In which language.
    pub language: Language,
    /// Whether it says the same as the others of its claim marked so; otherwise it is a near miss.
    pub same: bool,
    /// `same`, or in what it differs from those: `number`, `negation`, `actor`, `scope`, `time`, `other`.
    pub label: String,
    /// The sentence.
    pub text: String,
}

/// Reads labelled wordings: a line `## claim` opens a claim, every other line is language, label and sentence, parted
/// by tabs. Lines that begin with one `#` are remarks.
///
/// # Errors
/// The number of the first line, from 1, that is neither.
pub fn read(text: &str) -> Result<Vec<Labelled>, usize> {
    let mut claim = String::new();
    let mut found = Vec::new();
    for (at, line) in text.lines().enumerate() {
        if let Some(name) = line.strip_prefix("## ") {
            name.trim().clone_into(&mut claim);
        } else if !line.trim().is_empty() && !line.starts_with('#') {
            let cells: Vec<&str> = line.split('\t').collect();
            let [code, label, text] = cells[..] else { return Err(at + 1) };
            let language = Language::SUPPORTED.into_iter().find(|l| l.code() == code).ok_or(at + 1)?;
            let (label, text) = (label.to_owned(), text.to_owned());
            found.push(Labelled { claim: claim.clone(), language, same: label == "same", label, text });
        }
    }
    Ok(found)
}

/// The pairs that wordings make, by position: all that say the same with one another, every near miss with all of them,
/// and the first wordings of all claims with one another.
pub fn pairs(wordings: &[Labelled]) -> Vec<(usize, usize)> {
    let first = |at: usize| wordings[..at].iter().all(|w| w.claim != wordings[at].claim);
    let pairs = |a: usize, b: usize| {
        let (x, y) = (&wordings[a], &wordings[b]);
        if x.claim == y.claim { x.same || y.same } else { first(a) && first(b) }
    };
    (0..wordings.len())
        .flat_map(|a| (a + 1..wordings.len()).map(move |b| (a, b)))
        .filter(|(a, b)| pairs(*a, *b))
        .collect()
}

/// What was counted over pairs.
#[derive(Clone, Debug, Default)]
pub struct Tally {
    all: Count,
    within: Count,
    across: Count,
    languages: BTreeMap<&'static str, Count>,
    /// Per label of a near miss: pairs, and those that were not called the same.
    misses: BTreeMap<String, (usize, usize)>,
    unrelated: (usize, usize),
    named: (usize, usize),
}

impl Tally {
    /// Adds a pair: whether it was called the same, and whether the difference that its label names was found.
    pub fn add(&mut self, a: &Labelled, b: &Labelled, called_same: bool, named: bool) {
        let is_same = a.claim == b.claim && a.same && b.same;
        let (hits, found, wanted) =
            (usize::from(is_same && called_same), usize::from(called_same), usize::from(is_same));
        self.all.add(hits, found, wanted);
        let by_reach = if a.language == b.language { &mut self.within } else { &mut self.across };
        by_reach.add(hits, found, wanted);
        let mut codes = vec![a.language.code(), b.language.code()];
        codes.dedup();
        for code in codes {
            self.languages.entry(code).or_default().add(hits, found, wanted);
        }
        let kept_apart = |(pairs, apart): &mut (usize, usize)| {
            *pairs += 1;
            *apart += usize::from(!called_same);
        };
        if a.claim != b.claim {
            kept_apart(&mut self.unrelated);
        } else if !is_same {
            let label = if a.same { &b.label } else { &a.label };
            kept_apart(self.misses.entry(label.clone()).or_default());
            self.named.0 += 1;
            self.named.1 += usize::from(named);
        }
    }

    /// The figures in a fixed order; higher is better in each.
    pub fn figures(&self) -> Vec<Figure> {
        let figure = |name: String, value: f64| Figure { name, value };
        let share = |(pairs, met): (usize, usize)| if pairs == 0 { 1.0 } else { met as f64 / pairs as f64 };
        let missed = self.misses.values().fold((0, 0), |sum, m| (sum.0 + m.0, sum.1 + m.1));
        let mut figures = vec![
            figure("same claim F1".to_owned(), self.all.f1()),
            figure("same claim F1 within a language".to_owned(), self.within.f1()),
            figure("same claim F1 across languages".to_owned(), self.across.f1()),
        ];
        figures.extend(self.languages.iter().map(|(code, count)| figure(format!("same claim F1 {code}"), count.f1())));
        figures.push(figure("near misses kept apart".to_owned(), share(missed)));
        figures
            .extend(self.misses.iter().map(|(label, m)| figure(format!("near misses kept apart: {label}"), share(*m))));
        figures.push(figure("near misses with their difference named".to_owned(), share(self.named)));
        figures.push(figure("unrelated claims kept apart".to_owned(), share(self.unrelated)));
        figures
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = "# A remark.\n## mill\nen\tsame\tA mill closes.\nde\tsame\tEine Mühle schließt.\nen\tnumber\tTwo mills close.\n## ship\nen\tsame\tA ship sank.\n";

    #[test]
    fn wordings_of_a_claim_pair_up_and_near_misses_with_them() {
        let wordings = read(FILE).unwrap_or_default();
        assert_eq!(pairs(&wordings), [(0, 1), (0, 2), (0, 3), (1, 2)]);
        assert_eq!(read("## a\nen\tno tab"), Err(2));
        assert_eq!(read("xx\tsame\ttext"), Err(1));
    }

    #[test]
    fn a_near_miss_called_the_same_costs_in_its_languages() {
        let wordings = read(FILE).unwrap_or_default();
        let mut tally = Tally::default();
        for (a, b) in pairs(&wordings) {
            tally.add(&wordings[a], &wordings[b], b != 3, false);
        }
        let value = |name: &str| tally.figures().into_iter().find(|f| f.name == name).map(|f| f.value);
        assert_eq!(value("same claim F1"), Some(0.5));
        assert_eq!(value("near misses kept apart: number"), Some(0.0));
        assert_eq!(value("unrelated claims kept apart"), Some(1.0));
        assert_eq!(value("same claim F1 within a language"), Some(0.0));
    }
}
