//! A sentence as the grammar sees it: words, quotations, auxiliaries, borders.

use crate::lexicon::List;
use crate::reading::Sentence;
use crate::text::Kind;

/// A run of tokens, half open.
pub(super) type Run = (usize, usize);

/// The tokens of a sentence with what the grammar asks of them.
pub(super) struct Clause<'s, 't> {
    pub(super) sentence: &'s Sentence<'t>,
}

impl Clause<'_, '_> {
    pub(super) fn len(&self) -> usize {
        self.sentence.tokens.len()
    }

    /// The folded word at a place; empty beyond the sentence.
    pub(super) fn word(&self, at: usize) -> &str {
        self.sentence.tokens.get(at).map_or("", |t| t.folded.as_str())
    }

    /// Whether a comma opens an aside about the noun before it.
    pub(super) fn opens_aside(&self, at: usize) -> bool {
        self.word(at) == "," && matches!(self.word(at + 1), "which" | "who" | "whose")
    }

    pub(super) fn before(&self, at: usize) -> &str {
        at.checked_sub(1).map_or("", |i| self.word(i))
    }

    pub(super) fn is_word(&self, at: usize) -> bool {
        self.sentence.tokens.get(at).is_some_and(crate::text::Token::is_word)
    }

    pub(super) fn is_mark(&self, at: usize) -> bool {
        self.sentence.tokens.get(at).is_some_and(|t| t.kind == Kind::Mark)
    }

    pub(super) fn capital(&self, at: usize) -> bool {
        self.sentence.tokens.get(at).is_some_and(|t| t.capital)
    }

    pub(super) fn quoted(&self, at: usize) -> bool {
        self.sentence.quoted.get(at).copied().unwrap_or(false)
    }

    /// A double quotation mark.
    pub(super) fn is_quote(&self, at: usize) -> bool {
        matches!(self.word(at), "“" | "”" | "«" | "»" | "„" | "\"") || self.is_doubled(at) || self.is_doubled_end(at)
    }

    /// The first of two apostrophes that stand for a quotation mark: ''.
    fn is_doubled(&self, at: usize) -> bool {
        crate::reading::is_doubled(self.sentence.tokens, at)
    }

    fn is_doubled_end(&self, at: usize) -> bool {
        at > 0 && self.is_doubled(at - 1)
    }

    /// Whether a quotation begins here with its mark.
    pub(super) fn opens_quote(&self, at: usize) -> bool {
        self.is_quote(at) && (self.quoted(at + 1) || self.is_doubled(at) && self.quoted(at + 2))
    }

    pub(super) fn is_adverb(&self, at: usize) -> bool {
        let word = self.word(at);
        !self.capital(at)
            && (ADVERBS.contains(&word) || word.len() > 4 && word.ends_with("ly") && !NO_ADVERBS.contains(&word))
    }

    pub(super) fn is_determiner(&self, at: usize) -> bool {
        self.sentence.is(at, List::Determiner.bit()) && !matches!(self.word(at), "that" | "which")
    }

    pub(super) fn is_preposition(&self, at: usize) -> bool {
        self.sentence.is(at, List::Preposition.bit())
    }

    /// Headlines write verbs large, too.
    pub(super) fn is_title(&self) -> bool {
        self.sentence.role == crate::model::Role::Title
    }

    /// Where the run of words up to here ends without marks at its ends.
    pub(super) fn trim(&self, (mut start, mut end): Run) -> Option<Run> {
        let loose = |at: usize| self.is_mark(at) && !self.is_quote(at) && !(self.quoted(at) && self.word(at) != ",");
        while start < end && (loose(start) || self.is_quote(start) && !self.opens_quote(start)) {
            start += 1;
        }
        while end > start
            && (loose(end - 1) && !matches!(self.word(end - 1), "?" | "!") && !self.closes(start, end - 1)
                || self.opens_quote(end - 1))
        {
            end -= 1;
        }
        (start..end).any(|i| self.is_word(i)).then_some((start, end))
    }

    /// Whether the bracket here was opened within the run.
    fn closes(&self, start: usize, at: usize) -> bool {
        self.word(at) == ")" && (start..at).any(|i| self.word(i) == "(")
    }

    /// The end of the sentence without its full stop.
    pub(super) fn stop(&self) -> usize {
        let mut end = self.len();
        while end > 0 && matches!(self.word(end - 1), "." | ";" | ":" | "," | "—" | "–") && !self.quoted(end - 1) {
            end -= 1;
        }
        end
    }
}

/// What may stand between a subject and its verb, or between auxiliaries, beside words in -ly.
const ADVERBS: [&str; 27] = [
    "also",
    "then",
    "later",
    "once",
    "still",
    "already",
    "never",
    "often",
    "always",
    "now",
    "just",
    "even",
    "ever",
    "again",
    "not",
    "even",
    "further",
    "first",
    "too",
    "since",
    "soon",
    "long",
    "sometimes",
    "rather",
    "instead",
    "almost",
    "yet",
];
const NO_ADVERBS: [&str; 12] =
    ["family", "reply", "july", "rally", "ally", "bully", "assembly", "supply", "daily", "weekly", "monthly", "italy"];

/// Forms of "be".
pub(super) const BE: [&str; 8] = ["is", "are", "was", "were", "be", "been", "being", "am"];
pub(super) const HAVE: [&str; 4] = ["has", "have", "had", "having"];
pub(super) const MODAL: [&str; 13] =
    ["cannot", "will", "would", "can", "could", "may", "might", "should", "must", "shall", "do", "does", "did"];
/// Before "n't".
const NEGATED: [(&str, &str); 15] = [
    ("don", "do"),
    ("doesn", "does"),
    ("didn", "did"),
    ("isn", "is"),
    ("wasn", "was"),
    ("weren", "were"),
    ("aren", "are"),
    ("won", "will"),
    ("wouldn", "would"),
    ("couldn", "could"),
    ("shouldn", "should"),
    ("hasn", "has"),
    ("haven", "have"),
    ("hadn", "had"),
    ("can", "can"),
];

pub(super) const SUBJECT_PRONOUNS: [&str; 8] = ["he", "she", "they", "it", "i", "we", "you", "there"];
pub(super) const RELATIVES: [&str; 3] = ["who", "which", "that"];
pub(super) const POSSESSIVES: [&str; 7] = ["his", "her", "their", "its", "my", "our", "your"];
/// Words that open a clause that a verb of telling may take.
pub(super) const CLAUSE_WORDS: [&str; 9] = ["that", "whether", "if", "how", "what", "why", "who", "where", "when"];
/// Words that open a clause of their own; a subject does not reach back over them.
pub(super) const BORDERS: [&str; 22] = [
    "that", "but", "because", "if", "when", "while", "although", "though", "as", "whether", "since", "until", "after",
    "before", "than", "so", "how", "what", "why", "where", "whereas", "even",
];

impl Clause<'_, '_> {
    /// An auxiliary that ends right before `at`: where it begins, and which it is.
    pub(super) fn auxiliary_before(&self, at: usize) -> Option<(usize, &str)> {
        let last = self.before(at);
        if BE.contains(&last) || HAVE.contains(&last) || MODAL.contains(&last) || last == "to" {
            return Some((at - 1, last));
        }
        if at >= 3 && last == "t" && self.word(at - 2) == "'" {
            let (_, whole) = NEGATED.iter().find(|(cut, _)| *cut == self.word(at - 3))?;
            return Some((at - 3, whole));
        }
        let short = at >= 3 && self.word(at - 2) == "'" && SUBJECT_PRONOUNS.contains(&self.word(at - 3));
        let whole = match last {
            "s" | "re" | "m" => "is",
            "ve" | "d" => "had",
            "ll" => "will",
            _ => return None,
        };
        short.then_some((at - 2, whole))
    }

    /// Whether a verb in some finite form seems to stand here: an auxiliary, or a word of the table that is no noun.
    pub(super) fn is_finite(&self, at: usize) -> bool {
        let word = self.word(at);
        (BE.contains(&word) && word != "being" && word != "been")
            || HAVE.contains(&word) && word != "having"
            || MODAL.contains(&word)
    }
}
