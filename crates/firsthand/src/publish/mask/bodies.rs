//! Is a run of capitalised words the name of a body, a place or a thing, and nobody's? Only what stands beside it on the
//! page tells: a word for a body or a river in it, a preposition of place, a title in quotation marks.

use std::ops::Range;

use super::doubt::is_german_body;
use super::keep::{BODIES, SPEAKS};
use super::known::{Known, Words, is_slavic};
use crate::lexicon::{CaseList, Cases, List};
use crate::model::Language;
use crate::text::{Kind, Token};

/// A sentence as the search for bodies sees it.
pub(super) struct Page<'a> {
    pub(super) tokens: &'a [Token],
    pub(super) lists: &'a [u128],
    pub(super) language: Language,
    pub(super) is_title: bool,
}

/// What a run names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Named {
    /// It may well be somebody.
    Unknown,
    /// A word for a body alone: "the University".
    Noun,
    /// A body or a thing, by the whole of its words.
    Body,
    /// A place, with how much speaks for it.
    Place(u8),
}

/// A sure sign, and one that could be of somebody.
const SURE: u8 = 2;
const LIKELY: u8 = 1;

/// Where something is: before the name of a place, and seldom of anybody.
const IN: [&str; 7] = ["in", "в", "во", "en", "em", "w", "we"];
/// The same in Ukrainian, where "у" with a genitive stands before people.
const IN_UKRAINIAN: [&str; 3] = ["у", "в", "біля"];
const UKRAINIAN_LOCATIVES: [&str; 4] = ["ах", "ях", "ську", "цьку"];

/// What a run of capitalised words names. Cost: linear in the run.
pub(super) fn named_as(page: &Page<'_>, run: &Range<usize>) -> Named {
    if page.is_title {
        return Named::Unknown;
    }
    let is_noun = |i: usize| page.is_large_noun(i) && !Known::all().is_name_too(page.word(i), page.language);
    if run.len() == 1 && is_noun(run.start) {
        return Named::Noun;
    }
    if page.is_body(run) || page.is_quoted_name(run) || page.is_adjective_of_body(run) {
        return Named::Body;
    }
    if page.is_of_body(run) || page.is_before_geography(run) || page.is_german_place(run) {
        return Named::Place(SURE);
    }
    page.is_where(run)
}

impl Page<'_> {
    fn word(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |t| t.folded.as_str())
    }

    fn before(&self, at: usize) -> &str {
        at.checked_sub(1).map_or("", |i| self.word(i))
    }

    /// A word for a body, in any case.
    fn is_noun(&self, at: usize) -> bool {
        let listed = self.lists.get(at).is_some_and(|l| l & BODIES != 0);
        listed || (self.language == Language::German && is_german_body(self.word(at)))
    }

    fn is_large_noun(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|t| t.capital)
            && (self.is_noun(at) || Known::all().is_geography(self.word(at), self.language))
    }

    /// "Port Ilmara District Clinic", "Academy of Law": a word for a body ends the run, begins it or follows it. What opens
    /// a sentence is large for that alone, and German writes every noun large. "Margaret Court" is no court without "the".
    fn is_body(&self, run: &Range<usize>) -> bool {
        if self.language == Language::German || run.end < run.start + 2 && !self.is_large_noun(run.end) {
            return false;
        }
        let noun = [run.end - 1, run.end, run.start].into_iter().find(|&i| self.is_large_noun(i));
        let Some(noun) = noun.filter(|&i| i != run.start || i > 0) else { return false };
        let words = run.len() + usize::from(noun == run.end);
        let in_doubt = Known::all().is_name_too(self.word(noun), self.language);
        !in_doubt || words > 2 || self.has_article(run.start)
    }

    fn has_article(&self, at: usize) -> bool {
        at > 0 && self.lists[at - 1] & List::Determiner.bit() != 0
    }

    /// "теплоход «Полярник»", "фирма «Бродторг»": a name in quotation marks behind a word for a body or a thing.
    fn is_quoted_name(&self, run: &Range<usize>) -> bool {
        let quotes = |i: usize| matches!(self.word(i), "«" | "„" | "“" | "\"" | "”");
        let Some(noun) = run.start.checked_sub(2) else { return false };
        quotes(run.start - 1) && (self.is_noun(noun) || Known::all().is_geography(self.word(noun), self.language))
    }

    /// "Бродской городской больнице": an adjective made of a place, before a word for a body.
    fn is_adjective_of_body(&self, run: &Range<usize>) -> bool {
        const REACH: usize = 3;
        const MIDDLES: [&str; 6] = ["ск", "цк", "ськ", "цьк", "sk", "ck"];
        let slavic = is_slavic(self.language);
        let last = self.word(run.end - 1);
        let ends = |middle: &&str| {
            last.rfind(*middle).is_some_and(|at| (1..=3).contains(&last[at + middle.len()..].chars().count()))
        };
        let small = |i: usize| self.tokens.get(i).is_some_and(|t| t.kind == Kind::Word && !t.capital);
        let noun = (run.end..run.end + REACH).take_while(|&i| small(i)).any(|i| self.is_noun(i));
        let told = run.start > 0 && self.lists[run.start - 1] & SPEAKS != 0;
        slavic && run.len() <= 2 && noun && !told && MIDDLES.iter().any(ends)
    }

    /// "University of Brone", "police de Saint-Orval", "the Ministry of Transport": behind a large word for a body, or a
    /// small one that only places have.
    fn is_of_body(&self, run: &Range<usize>) -> bool {
        const LONGEST: usize = 2;
        let mut at = run.start;
        while at > 0
            && (Known::all().is_in(Words::BodyLinks, self.word(at - 1))
                || self.tokens[at - 1].is_mark('\'')
                || self.tokens[at - 1].is_mark('’'))
        {
            at -= 1;
        }
        let Some(noun) = at.checked_sub(1).filter(|_| at < run.start) else { return false };
        let large = noun > 0 && self.tokens[noun].capital && self.is_noun(noun);
        let governs = Known::all().is_in(Words::CivicOffices, self.word(noun));
        run.len() <= LONGEST && (large || governs || (self.is_noun(noun) && self.is_civic(noun)))
    }

    /// Courts, prosecutors, the police, ministries: towns and fields have them, and nobody owns one.
    fn is_civic(&self, at: usize) -> bool {
        let cases = Cases::of(self.language);
        let lists = [CaseList::Court, CaseList::Official].map(|list| cases.find(list, self.tokens));
        let office = cases.find(CaseList::Office, self.tokens);
        lists.iter().flatten().any(|range| range.contains(&at)) && !office.iter().any(|range| range.contains(&at))
    }

    /// "Yukarı Sazlık köyünde", "Akkum Üniversitesi": Turkic languages put the noun behind the name.
    fn is_before_geography(&self, run: &Range<usize>) -> bool {
        let turkic = matches!(self.language, Language::Turkish | Language::Azerbaijani);
        let noun = self.tokens.get(run.end).is_some_and(|t| t.kind == Kind::Word)
            && (Known::all().is_geography(self.word(run.end), self.language) || self.is_large_noun(run.end));
        turkic && noun
    }

    /// "Polizei Marlen": behind the body's noun in German stands where it is, in one word.
    fn is_german_place(&self, run: &Range<usize>) -> bool {
        let behind = |i: usize| self.is_noun(i) && self.tokens[i].capital;
        let within = run.len() == 2 && behind(run.start);
        let after = run.len() == 1 && run.start > 0 && behind(run.start - 1);
        self.language == Language::German && (within || after)
    }

    /// "in Port Ilmara". One word is a place; several could be a person in whom somebody believes.
    fn is_where(&self, run: &Range<usize>) -> Named {
        let last = self.word(run.end - 1);
        let ukrainian = self.language == Language::Ukrainian;
        let locative = UKRAINIAN_LOCATIVES.iter().any(|ending| last.ends_with(ending));
        let preposition = self.before(run.start);
        let stands =
            if ukrainian { IN_UKRAINIAN.contains(&preposition) && locative } else { IN.contains(&preposition) };
        let owns = self.tokens.get(run.end).is_some_and(|t| t.is_mark('\'') || t.is_mark('’'));
        let verb = run.start.checked_sub(2).map(|i| &self.tokens[i]);
        let believes = verb.is_some_and(|t| Known::all().is_belief(t) || Known::all().is_in(Words::TakenIn, &t.folded));
        match run.len() {
            _ if !stands || owns || believes => self.is_genitive_of_body(run),
            1 => Named::Place(SURE),
            2 if Known::all().begins_places(self.word(run.start)) => Named::Place(SURE),
            _ => Named::Place(LIKELY),
        }
    }

    /// "Прокуратура Заозёрска": a name right behind a civic body is its town, unless the body does something to somebody.
    fn is_genitive_of_body(&self, run: &Range<usize>) -> Named {
        let slavic = is_slavic(self.language);
        let behind = run.start.checked_sub(1).is_some_and(|i| self.is_noun(i) && self.is_civic(i));
        if slavic && behind { Named::Place(LIKELY) } else { Named::Unknown }
    }
}
