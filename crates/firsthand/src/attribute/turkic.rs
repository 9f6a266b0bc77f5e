//! What do the endings of Turkish and Azerbaijani words tell? Who can be the subject of a verb by their case, and which
//! verb of telling is made a noun of what was told ("itiraz ettiğini duyurdu"). The language files know stems; case and
//! mood stand behind them, in words that are folded: ı is i, ö is o, ü is u.

use super::candidates::{Candidate, ending_end};
use super::clause;
use super::phrase::SOURCE_NOUNS;
use super::widen;
use crate::lexicon::{List, Match};
use crate::model::{Language, SourceKind};
use crate::reading::Sentence;

/// In which case a phrase stands, as far as its last ending tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Case {
    Plain,
    Genitive,
    Locative,
    Ablative,
    Object,
}

/// Endings that an apostrophe parts from a name.
const SUFFIXES: [(Case, &[&str]); 4] = [
    (Case::Genitive, &["in", "un", "nin", "nun"]),
    (Case::Locative, &["da", "de", "ta", "te", "nda", "nde"]),
    (Case::Ablative, &["dan", "den", "tan", "ten", "ndan", "nden"]),
    (Case::Object, &["a", "e", "ya", "ye", "na", "ne", "i", "u", "yi", "yu", "ni", "nu"]),
];

/// Endings of nouns, long enough to be no part of the stem.
const ENDINGS: [(Case, &[&str]); 4] = [
    (Case::Genitive, &["in", "un"]),
    (Case::Locative, &["nda", "nde", "ndə", "da", "de", "də"]),
    (Case::Ablative, &["dan", "den", "dən", "tan", "ten"]),
    (
        Case::Object,
        &[
            "sina", "sine", "sinə", "sini", "sunu", "larina", "lerine", "lərinə", "larini", "lerini", "lərini", "lara",
            "lere", "lərə", "daki", "deki", "taki", "teki", "dəki", "gina", "gine", "gini", "yina", "yinə", "yini",
        ],
    ),
];

/// Roles that end like a case.
const PLAIN: [&str; 13] = [
    "kaptan", "kapitan", "komutan", "komandan", "sultan", "kadin", "qadin", "basin", "beyin", "yayin", "metin",
    "mətin", "yakin",
];

/// Genitives of last names in Azerbaijani, which no apostrophe parts.
const NAMES: [&str; 6] = ["ovun", "evin", "linin", "lunun", "zadənin", "ovanin"];

/// The case of a candidate.
pub(super) fn case(sentence: &Sentence<'_>, candidate: &Candidate) -> Case {
    let end = ending_end(sentence, candidate.end);
    if is_some_of(sentence, end) {
        return Case::Plain;
    }
    let last = &sentence.tokens[end - 1];
    let parted = end >= 2 && sentence.tokens[end - 2].is_mark('\'');
    let of = |endings: &[(Case, &[&str]); 4], is: &dyn Fn(&str, &str) -> bool| {
        let found = endings.iter().find(|(_, all)| all.iter().any(|ending| is(&last.folded, ending)));
        found.map_or(Case::Plain, |(case, _)| *case)
    };
    if parted {
        return of(&SUFFIXES, &|word, ending| word == ending);
    }
    let noun = !last.capital || sentence.is(end - 1, SOURCE_NOUNS);
    match (noun, sentence.language) {
        _ if PLAIN.contains(&last.folded.as_str()) => Case::Plain,
        (true, _) => of(&ENDINGS, &|word, ending| word.len() > ending.len() + 1 && word.ends_with(ending)),
        (false, Language::Azerbaijani) if NAMES.iter().any(|n| last.folded.ends_with(n)) => Case::Genitive,
        (false, _) => Case::Plain,
    }
}

/// "Mahkeme sanığın suçlu olduğuna …": a genitive without a possessive is no part of what stands before it.
pub(super) fn is_owner(sentence: &Sentence<'_>, candidate: &Candidate) -> bool {
    let word = &sentence.tokens[candidate.end - 1].folded;
    let owned = ["nin", "nun"].iter().any(|ending| word.ends_with(ending));
    case(sentence, candidate) == Case::Genitive && !owned
}

/// Whether a noun without a possessive stands in a case of objects: "karara", "haberleri".
pub(super) fn is_object(word: &str) -> bool {
    ["lari", "leri", "ləri", "lara", "lere", "lərə", "ra", "ta", "mu"].iter().any(|ending| word.ends_with(ending))
}

/// Whether the case keeps a candidate from being the subject of a verb of telling. "Xidmətdən bildiriblər": where it was
/// said is who said it, if the verb is in the plural.
pub(super) fn is_oblique(sentence: &Sentence<'_>, candidate: &Candidate, verb: &Match) -> bool {
    let telling = matches!(verb.list, List::Say | List::Told | List::Report | List::Deny | List::Confirm);
    if !clause::is_verb_final(sentence.language) || !telling {
        return false;
    }
    match case(sentence, candidate) {
        Case::Plain => false,
        Case::Ablative => !is_plural(&sentence.tokens[verb.end - 1].folded),
        _ => true,
    }
}

fn is_plural(verb: &str) -> bool {
    ["lar", "ler", "lər"].iter().any(|ending| verb.ends_with(ending))
}

/// Participles that make a noun of a clause, and the cases that may follow them.
const NOMINAL: [&str; 18] = [
    "digi",
    "dugu",
    "tigi",
    "tugu",
    "diyi",
    "acagi",
    "ecegi",
    "əcəyi",
    "dikleri",
    "duklari",
    "tikleri",
    "tuklari",
    "diqlari",
    "dikləri",
    "duqlari",
    "acaklari",
    "ecekleri",
    "əcəkləri",
];
const CASES: [&str; 14] = ["", "ni", "nu", "ne", "na", "nə", "nden", "ndan", "ndən", "nin", "nun", "nde", "nda", "ndə"];

/// Whether the verb that ends before `end` is made a noun: its subject stands in the genitive, and without one it is
/// part of what another tells.
pub(super) fn is_nominal(sentence: &Sentence<'_>, end: usize) -> bool {
    clause::is_verb_final(sentence.language) && is_participle(&sentence.tokens[end - 1].folded)
}

fn is_participle(word: &str) -> bool {
    NOMINAL.iter().any(|mark| word.rfind(mark).is_some_and(|at| CASES.contains(&&word[at + mark.len()..])))
}

/// "Açıklamasında … dedi", "ifadesinde … öne sürdü": where something was said is no verb of its own before one.
pub(super) fn is_setting(sentence: &Sentence<'_>, cue: &Match) -> bool {
    const ENDINGS: [&str; 6] = ["inda", "inde", "ində", "unda", "unde", "undə"];
    let place = ENDINGS.iter().any(|ending| sentence.tokens[cue.end - 1].folded.ends_with(ending));
    let verb = |m: &Match| m.list == List::Say && m.start >= cue.end && !sentence.quoted[m.start];
    clause::is_verb_final(sentence.language)
        && place
        && sentence.matches.iter().any(|m| verb(m) && !is_nominal(sentence, m.end))
}

/// "Tanık olarak dinlenen Hülya Sezen", "eşi hamile olan Murat": whether the candidate stands in a clause that describes
/// the next one.
pub(super) fn is_in_description(sentence: &Sentence<'_>, candidates: &[Candidate], candidate: &Candidate) -> bool {
    const REACH: usize = 8;
    let plain = |c: &&Candidate| c.start > candidate.end && c.start - candidate.end <= REACH;
    let described = |c: &Candidate| {
        let between = candidate.end..c.start;
        between.clone().all(|i| sentence.tokens[i].is_word())
            && widen::start(sentence, c.start) <= candidate.start
            && case(sentence, c) == Case::Plain
    };
    candidates.iter().filter(plain).any(described)
}

/// "Analistlerin çoğu", "komşulardan biri": the word that makes some of them the subject.
pub(super) fn is_some_of(sentence: &Sentence<'_>, at: usize) -> bool {
    const WORDS: [&str; 11] =
        ["cogu", "biri", "birisi", "bazilari", "bazisi", "bircogu", "birkaci", "tamami", "coxu", "bəziləri", "hamisi"];
    sentence.tokens.get(at).is_some_and(|t| WORDS.contains(&t.folded.as_str()))
}

/// Whether a phrase of the lists of verbs is none here: made a noun, where something was said, or what a participle says
/// of something ("asılsız olduğunu").
pub(super) fn is_no_verb(sentence: &Sentence<'_>, cue: &Match) -> bool {
    let said_of = matches!(cue.list, List::Deny | List::Confirm)
        && cue.end < sentence.tokens.len()
        && is_nominal(sentence, cue.end + 1);
    said_of || is_nominal(sentence, cue.end) || is_setting(sentence, cue)
}

/// Whether what the lists take for a verb at a token is none here.
pub(super) fn is_no_verb_at(sentence: &Sentence<'_>, at: usize) -> bool {
    let none = |m: &Match| m.start <= at && at < m.end && is_no_verb(sentence, m);
    is_nominal(sentence, at + 1) || sentence.matches.iter().any(none)
}

/// "İse", "də": a particle behind what a clause is about.
pub(super) fn is_topic(sentence: &Sentence<'_>, at: usize) -> bool {
    let parted = at > 0 && sentence.tokens[at - 1].is_mark('\'');
    !parted && matches!(sentence.tokens[at].folded.as_str(), "ise" | "isə" | "da" | "de" | "də")
}

/// "Üreticiler", "taksici": the plural, and the ending of who does something for a living. Ordinals end alike.
pub(super) fn is_people(sentence: &Sentence<'_>, at: usize) -> bool {
    let word = sentence.tokens[at].folded.as_str();
    let ends = |endings: &[&str]| endings.iter().any(|ending| word.ends_with(ending));
    let owned = at > 0 && ["nin", "nun", "in", "un"].iter().any(|e| sentence.tokens[at - 1].folded.ends_with(e));
    if is_some_of(sentence, at) || owned && ends(&["lari", "leri", "ləri"]) {
        return true;
    }
    word.chars().count() > 4 && (ends(&["lar", "ler", "lər"]) || ends(&["ci", "cu"]) && !ends(&["nci", "ncu"]))
}

/// Endings of finite verbs and of those that go on with another, folded.
pub(super) fn is_finite(word: &str) -> bool {
    const ENDINGS: [&str; 24] = [
        "di", "du", "ti", "tu", "diler", "dilar", "dular", "tiler", "tilar", "yor", "yorlar", "mis", "mus", "erek",
        "arak", "ərək", "araq", "ib", "ub", "iblər", "iblar", "ublar", "ir", "ur",
    ];
    word.chars().count() > 3 && ENDINGS.iter().any(|ending| word.ends_with(ending))
}

/// Whether a clause ends with the word: a verb of the future or the past, "there is", "there is not".
pub(super) fn closes(sentence: &Sentence<'_>, at: usize) -> bool {
    const ENDINGS: [&str; 12] =
        ["acak", "ecek", "acaq", "əcək", "yor", "yorlar", "dir", "dur", "mis", "mus", "ib", "ub"];
    let word = sentence.tokens[at].folded.as_str();
    matches!(word, "var" | "yok" | "yoxdur" | "degil" | "deyil")
        || !sentence.tokens[at].capital && ENDINGS.iter().any(|ending| word.ends_with(ending))
}

/// Whether the verb is passive: "bildirildi", "sanılıyor", "qeyd olunur".
pub(super) fn is_passive(word: &str) -> bool {
    const MARKS: [&str; 16] = [
        "ildi", "uldu", "iliyor", "uluyor", "ilmis", "ulmus", "ilmek", "ilmak", "ilir", "ulur", "ilib", "ulub",
        "olunur", "olunub", "olundu", "niliyor",
    ];
    MARKS.iter().any(|mark| word.contains(mark))
}

/// Whether the word describes the noun that follows: "diyen başkan", "deyən nazir".
pub(super) fn describes(sentence: &Sentence<'_>, end: usize) -> bool {
    let word = sentence.tokens[end - 1].folded.as_str();
    ["an", "en", "ən"].iter().any(|ending| word.ends_with(ending))
}

/// How far before a participle its subject stands, in tokens; chosen by hand.
const REACH_OF_POSSESSOR: usize = 12;

/// "Başhekimin … dediğini": who stands in the genitive before a verb that is a noun.
pub(super) fn possessor(sentence: &Sentence<'_>, candidates: &[Candidate], verb: &Match) -> Option<usize> {
    let near = |c: &Candidate| c.end <= verb.start && verb.start - c.end <= REACH_OF_POSSESSOR;
    let fits = |c: &Candidate| !sentence.quoted[c.start] && case(sentence, c) == Case::Genitive;
    candidates.iter().rposition(|c| near(c) && fits(c))
}

/// Statements: what is told in one has its source elsewhere.
const STATEMENTS: [&str; 7] = ["aciklama", "aciqlama", "məlumat", "bəyanat", "haber", "xəbər", "paylasim"];

/// "İddianamede … belirtiliyor", "hesabatından görünür", "kurumdan … bildirildi": marks the paper that tells, or the body
/// whose words these are, as who speaks by the passive `verb`.
pub(super) fn told_in(sentence: &Sentence<'_>, candidates: &mut [Candidate], verb: &Match) {
    let bare = |c: &Candidate| {
        let word = &sentence.tokens[c.start].folded;
        c.end - c.start == 1 && STATEMENTS.iter().any(|stem| word.starts_with(stem))
    };
    let tells = |c: &Candidate| match (c.kind, case(sentence, c)) {
        (SourceKind::Document, Case::Locative | Case::Ablative) => !bare(c),
        (SourceKind::Institution, Case::Ablative) => true,
        _ => false,
    };
    let free = |c: &Candidate| c.end <= verb.start && !sentence.quoted[c.start] && c.speaks.is_empty();
    if let Some(found) = candidates.iter_mut().find(|c| free(c) && tells(c)) {
        found.speaks.push(verb.start);
    }
}

/// Whether a noun for papers stands where a passive verb tells what is in it.
pub(super) fn is_told_in(sentence: &Sentence<'_>, noun: &Match) -> bool {
    let paper = Candidate::new(noun.start, noun.end, SourceKind::Document);
    let passive = |m: &Match| m.list == List::Impersonal && m.start >= noun.end && !sentence.quoted[m.start];
    clause::is_verb_final(sentence.language)
        && matches!(case(sentence, &paper), Case::Locative | Case::Ablative)
        && sentence.matches.iter().any(passive)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn verbs_that_are_nouns_end_in_a_participle() {
        assert!(["ettigini", "soyledigi", "verəcəyini", "olmadigini", "dedikleri"].iter().all(|w| is_participle(w)));
        assert!(!["soyledi", "bildirib", "duyurdu", "deyir"].iter().any(|w| is_participle(w)));
    }
}
