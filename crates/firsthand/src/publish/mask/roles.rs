//! In what role does a sentence name somebody: in an office of their own, or as somebody private? Where it is in doubt
//! whose the office is, or a word before it says something else of its holder, it is not theirs.

use std::ops::Range;

use super::bodies::Page;
use super::keep::{ACCUSES, BODIES, CUE_REACH, SPEAKS};
use super::known::{Known, Words, is_slavic};
use crate::lexicon::{Concepts, List};
use crate::model::Language;
use crate::text::{Kind, Token};

/// The words for offices and for private roles in a sentence.
pub(super) struct Office<'a> {
    pub(super) page: &'a Page<'a>,
    pub(super) held: &'a [Range<usize>],
    pub(super) private: &'a [Range<usize>],
}

/// "the gardener OF the mayor": what joins an office to whoever serves it.
fn is_connector(word: &str, language: Language) -> bool {
    let words: &[&str] = match language {
        Language::English => &["of", "to", "for"],
        Language::German => &["des", "der", "vom", "von", "für"],
        Language::French => &["de", "du", "des", "d"],
        Language::Spanish => &["de", "del"],
        Language::Portuguese => &["de", "do", "da", "dos", "das"],
        _ => &[],
    };
    words.contains(&word)
}

/// Whether an adjective is a participle: "arrested", "verhaftete", "арестованный". Chosen by hand; a prosecutor who was
/// "appointed" is taken for one of whom more is said too.
fn is_participle(folded: &str, language: Language) -> bool {
    const SHORTEST: usize = 5;
    let endings: &[&str] = match language {
        Language::English => &["ed"],
        Language::German => &["tete", "gte", "gene", "hte", "rte", "lte", "tener", "gter", "teter", "tigte"],
        Language::Russian => &["нныи", "нная", "вшии", "вшая", "мыи", "мая", "тыи", "тая"],
        Language::Ukrainian => &["нии", "на", "тии", "та"],
        Language::Polish => &["ny", "na", "ty", "ta"],
        Language::Turkish | Language::Azerbaijani => &["an", "en", "ən", "mis", "mış", "miş"],
        _ => &[],
    };
    folded.chars().count() >= SHORTEST && endings.iter().any(|ending| folded.ends_with(&crate::text::fold(ending)))
}

impl Office<'_> {
    /// Whether the run holds an office: a word for it stands right before it, behind a comma after it, or before a body
    /// that stands before it, and is its own.
    pub(super) fn holds(&self, run: &Range<usize>) -> bool {
        let own = |p: &&Range<usize>| !self.hangs_on_another(p) && !self.is_qualified(p);
        let offices: Vec<Range<usize>> = self.held.iter().filter(own).cloned().collect();
        (beside(&offices, run, self.page) || self.over_body(&offices, run)) && !self.is_anothers(run)
    }

    /// Where the words for the office of a run begin, if they stand before it.
    pub(super) fn begins(&self, run: &Range<usize>) -> usize {
        const LONGEST: usize = 6;
        let before = self.held.iter().filter(|p| p.end <= run.start && run.start - p.end <= LONGEST);
        before.map(|p| p.start).min().unwrap_or(run.start)
    }

    /// Whether the run stands in a private role, nearer than the office: "Petrov's lawyer" is no Petrov.
    pub(super) fn is_private(&self, run: &Range<usize>, office: bool) -> bool {
        let right_before = self.private.iter().any(|p| p.end <= run.start && run.start - p.end <= 1);
        let qualified = self.held.iter().any(|p| p.end <= run.start && run.start - p.end <= 1 && self.is_qualified(p));
        qualified || (beside(self.private, run, self.page) && (!office || right_before))
    }

    /// "The gardener of the mayor", "садовница мэра", "the mayor's": the office is that of whoever is served.
    fn hangs_on_another(&self, office: &Range<usize>) -> bool {
        let tokens = self.page.tokens;
        let mut at = office.start;
        let mut connected = false;
        while at > 0 && (is_connector(self.word(at - 1), self.page.language) || self.is(at - 1, List::Determiner.bit()))
        {
            connected |= is_connector(self.word(at - 1), self.page.language);
            at -= 1;
        }
        let owns = tokens.get(office.end).is_some_and(|t| t.is_mark('\'') || t.is_mark('’'))
            && tokens.get(office.end + 1).is_some_and(|t| !t.capital);
        let served = at.checked_sub(1).is_some_and(|noun| self.is_other_noun(noun));
        owns || (connected && served) || (self.is_genitive(office) && self.is_governed(office.start))
    }

    /// Whether a noun that is no body and no office stands before the words for an office, those of its body left out.
    fn is_governed(&self, start: usize) -> bool {
        let of_office = |i: usize| self.is(i, BODIES) || self.held.iter().any(|p| p.contains(&i));
        let first = (0..start).rev().take_while(|&i| of_office(i)).last().unwrap_or(start);
        first.checked_sub(1).is_some_and(|noun| self.is_other_noun(noun))
    }

    /// A word that is neither of grammar nor of speech, no body and no office.
    fn is_other_noun(&self, at: usize) -> bool {
        let token = &self.page.tokens[at];
        let large_verb = self.page.language == Language::German && !token.capital;
        token.kind == Kind::Word
            && !large_verb
            && !self.is(at, List::FUNCTION | SPEAKS | BODIES)
            && !self.held.iter().any(|p| p.contains(&at))
    }

    /// "мэра", "burmistrza": an office in the genitive, in languages that have no word for "of".
    fn is_genitive(&self, office: &Range<usize>) -> bool {
        const NOMINATIVES: [&str; 8] = ["ка", "ья", "ва", "ця", "ka", "dzia", "dini", "ща"];
        let slavic = is_slavic(self.page.language);
        let last = self.word(office.end - 1);
        let ends = ["а", "я", "у", "ю", "a", "y", "ego", "и", "ы"].iter().any(|ending| last.ends_with(ending));
        slavic && ends && !NOMINATIVES.iter().any(|ending| last.ends_with(ending))
    }

    /// "The arrested prosecutor", "bogus lawyer": something else is said of whoever holds the office.
    fn is_qualified(&self, office: &Range<usize>) -> bool {
        let Some(before) = office.start.checked_sub(1).filter(|&i| self.page.tokens[i].kind == Kind::Word) else {
            return false;
        };
        let word = self.word(before);
        self.private.iter().any(|p| p.contains(&before))
            || Known::all().is_in(Words::FormerHolders, word)
            || (self.is(before, ACCUSES) && !self.is(before, SPEAKS))
            || (is_participle(word, self.page.language) && !self.is(before, SPEAKS | List::FUNCTION | BODIES))
    }

    fn word(&self, at: usize) -> &str {
        self.page.tokens.get(at).map_or("", |t| t.folded.as_str())
    }

    fn is(&self, at: usize, lists: u128) -> bool {
        self.page.lists.get(at).is_some_and(|l| l & lists != 0)
    }

    /// "La portavoz de la fiscalía, X", "речниця поліції X", "министр транспорта X": between office and name stands a body
    /// or a field alone.
    fn over_body(&self, office: &[Range<usize>], run: &Range<usize>) -> bool {
        const LONGEST: usize = 5;
        const FIELD: usize = 2;
        let tokens = self.page.tokens;
        let small = |t: &Token| !t.capital && (t.kind == Kind::Word || t.is_mark(',') || t.is_mark('\''));
        let slavic = is_slavic(self.page.language);
        let private = |i: usize| self.private.iter().any(|p| p.contains(&i));
        office.iter().filter(|p| p.end < run.start && run.start - p.end <= LONGEST).any(|p| {
            let between = p.end..run.start;
            let field = slavic
                && between.len() <= FIELD
                && between
                    .clone()
                    .all(|i| tokens[i].kind == Kind::Word && !self.is(i, List::FUNCTION | SPEAKS | ACCUSES));
            tokens[between.clone()].iter().all(small)
                && !between.clone().any(private)
                && (field || between.into_iter().any(|i| self.is(i, BODIES)))
        })
    }

    /// "Адвокат Ирмы Толлгард заявил": the name in another case than the office is whom the lawyer speaks for. Slavic
    /// languages have cases on names; a first name in -а may be a woman's or a man's genitive, and the verb tells.
    fn is_anothers(&self, run: &Range<usize>) -> bool {
        let oblique: &[&str] = match self.page.language {
            Language::Russian | Language::Ukrainian => &["ы", "и", "у", "ю", "ои", "ом", "ем", "і"],
            Language::Polish => &["y", "i", "owi", "em", "u", "e", "ego", "ą", "ę"],
            _ => return false,
        };
        let tokens = self.page.tokens;
        let Some(first) = run.clone().find(|&i| tokens[i].capital).map(|i| tokens[i].folded.as_str()) else {
            return false;
        };
        // "Юрий" is folded to "юрии", and is no genitive; nor are "Ignacy" and "Antoni".
        let nominative = ["ии", "еи", "аи", "cy", "zy", "ni", "ty", "li"].iter().any(|ending| first.ends_with(ending));
        let verbs = (0..tokens.len()).filter(|&i| self.is(i, SPEAKS)).map(|i| tokens[i].folded.as_str());
        let ukrainian = self.page.language == Language::Ukrainian;
        let man = |verb: &str| {
            verb.ends_with('л') || verb.ends_with(crate::text::fold("ł").as_str()) || (ukrainian && verb.ends_with('в'))
        };
        let speaks_as_man = verbs.into_iter().any(man);
        (!nominative && oblique.iter().any(|end| first.ends_with(&crate::text::fold(end))))
            || (speaks_as_man && (first.ends_with('а') || first.ends_with('я') || first.ends_with('a')))
    }

    /// "Minister X denied taking bribes": whoever denies a deed without speaking for somebody is taken for the accused.
    pub(super) fn denies_for_itself(&self, run: &Range<usize>) -> bool {
        let (tokens, lists) = (self.page.tokens, self.page.lists);
        let has = |list: u128| lists.iter().any(|l| l & list != 0);
        let speaks_for = tokens[run.start.saturating_sub(CUE_REACH)..(run.end + CUE_REACH).min(tokens.len())]
            .iter()
            .any(|t| Concepts::all().is_one_of(&t.folded, self.page.language, &["spokesperson", "lawyer"]));
        has(List::Deny.bit()) && has(ACCUSES) && !speaks_for && !has(List::Say.bit())
    }
}

/// Whether one of the phrases stands right before a run, or behind a comma after it: "spokeswoman X", "X, the mayor,". "The
/// lawyer for X" speaks for X, in "X, lawyer Y said" the lawyer is Y, and "X, a fan of the mayor," is none.
fn beside(phrases: &[Range<usize>], run: &Range<usize>, page: &Page<'_>) -> bool {
    let tokens = page.tokens;
    let joins = |i: usize| {
        let list = List::Preposition.bit() | List::Conjunction.bit();
        is_connector(&tokens[i].folded, page.language) || page.lists[i] & list != 0
    };
    let names_next = |p: &Range<usize>| tokens.get(p.end).is_some_and(|t| t.capital);
    phrases.iter().any(|p| {
        let within = p.start < run.end && run.start < p.end;
        let before = p.end == run.start;
        let comma_before = p.end + 1 == run.start && tokens[p.end].is_mark(',');
        let after = p.start > run.end && tokens[run.end].is_mark(',') && !names_next(p);
        let near = p.start - run.end.min(p.start) <= 4
            && ((run.end + 1).min(p.start)..p.start).all(|i| tokens[i].kind == Kind::Word && !joins(i));
        within || before || comma_before || (after && near)
    })
}
