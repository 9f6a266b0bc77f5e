//! What does a sentence name, as far as another wording of it must name it too?

use super::amounts::{Amount, amounts, shares};
use super::tables::{Share, Tables};
use super::words::Words;
use crate::lexicon::{Concepts, Lexicon, List, Match};
use crate::model::{Language, Span, TimeExpression};
use crate::text::{Kind, Token, skeleton, tokens};

/// A word of a sentence that says something.
#[derive(Clone, Debug)]
pub(super) struct Item {
    /// Which token it is.
    pub(super) at: usize,
    /// Its meanings, nearly equal ones by one number.
    pub(super) groups: Vec<u16>,
    /// Its meanings as they are.
    pub(super) concepts: Vec<u16>,
    /// How it sounds, for names and words of no table.
    pub(super) sound: String,
    /// Whether it is surely a name: capitalised where only names are.
    pub(super) is_name: bool,
    /// Whether it can be one: capitalised, and in no table.
    pub(super) may_be_name: bool,
    /// Whether a preposition or an ending says that something is done there, not by whom or to whom.
    pub(super) is_bound: bool,
}

/// A sentence made ready to be compared with others.
#[derive(Clone, Debug)]
pub struct Wording {
    pub(super) language: Language,
    pub(super) spans: Vec<Span>,
    pub(super) items: Vec<Item>,
    pub(super) amounts: Vec<Amount>,
    pub(super) dates: Vec<(String, Span)>,
    pub(super) shares: Vec<(usize, Share)>,
    /// Tokens that negate, first and one past the last.
    pub(super) negations: Vec<(usize, usize)>,
    pub(super) hedge: Option<Span>,
}

/// Lists whose words carry no content.
const EMPTY: u128 = List::FUNCTION | List::Future.bit() | List::Hedge.bit();

impl Wording {
    /// Of one sentence. `times` are its time expressions, their spans in bytes of `text`.
    pub fn of(text: &str, language: Language, times: &[TimeExpression]) -> Self {
        let tokens = tokens(text, 0);
        let matches = Lexicon::of(language).find(&tokens);
        let dates: Vec<(String, Span)> = times.iter().filter_map(|t| Some((date(&t.value)?, t.place.span))).collect();
        let timed = |t: &Token| times.iter().any(|time| time.place.span.contains(t.span));
        let mut amounts = amounts(&tokens, language);
        // How long is as telling as how many; how late it was is told with dates.
        let dated = |t: &Token| times.iter().any(|time| !lasts(&time.value) && time.place.span.contains(t.span));
        amounts.retain(|a| !dated(&tokens[a.from]));
        let shares = shares(&tokens, language);
        let mut skip: Vec<bool> = tokens.iter().map(|t| t.kind != Kind::Word || timed(t)).collect();
        matches
            .iter()
            .filter(|m| m.list.bit() & EMPTY != 0 && m.gap.is_none())
            .for_each(|m| skip[m.start..m.end].fill(true));
        for amount in &amounts {
            skip[amount.from..amount.to].fill(true);
        }
        for (at, _) in &shares {
            skip[*at] = true;
        }
        let phrases = Words::of(language).phrases(&tokens);
        let mut negations = negations(&tokens, &matches, language);
        negations.retain(|(at, _)| !phrases.iter().any(|(taken, _)| taken.contains(at)));
        for at in phrases.iter().flat_map(|(taken, _)| taken) {
            skip[*at] = true;
        }
        let spoken = (0..tokens.len()).filter(|&at| !skip[at]);
        let mut items: Vec<Item> = spoken.flat_map(|at| items(text, &tokens, at, language)).collect();
        items
            .extend(phrases.into_iter().map(|(taken, means)| meaning(taken[0], &tokens[taken[0]].folded, vec![means])));
        items.sort_by_key(|i| i.at);
        Self {
            language,
            items,
            negations,
            // "May" is a month before it is a hedge.
            hedge: matches
                .iter()
                .find(|m| m.list == List::Hedge && !timed(&tokens[m.start]))
                .map(|m| tokens[m.start].span),
            spans: tokens.iter().map(|t| t.span).collect(),
            amounts,
            dates,
            shares,
        }
    }
}

/// Whether a TIMEX3 value is a length of time.
fn lasts(value: &str) -> bool {
    value.starts_with('P')
}

/// The day, month, year or weekday of a TIMEX3 value; none for durations and vague times.
fn date(value: &str) -> Option<String> {
    let date = value.split('T').next().unwrap_or_default();
    let digits = date.starts_with(|c: char| c.is_ascii_digit() || c == 'X') && date.len() >= 4;
    (digits && date.bytes().any(|b| b.is_ascii_digit())).then(|| date.to_owned())
}

/// One item, or two of a German compound.
fn items(text: &str, tokens: &[Token], at: usize, language: Language) -> Vec<Item> {
    let token = &tokens[at];
    // Shorter words are particles that no list has.
    if token.folded.chars().count() < 3 {
        return Vec::new();
    }
    if token.capital && token.folded.contains('-') {
        return token.folded.split('-').filter(|p| p.chars().count() >= 3).map(|p| part(at, p, language)).collect();
    }
    if let Some(parts) = compound(&token.folded, language) {
        return parts.into_iter().map(|word| item(at, word, language)).collect();
    }
    let mut item = item(at, &token.folded, language);
    let unknown = item.concepts.is_empty();
    let is_name = token.capital
        && (has_suffix(text, token, language) || !(opens(tokens, at) || is_german_noun(tokens, at, language)));
    (item.is_name, item.may_be_name) = (is_name && unknown, token.capital && unknown);
    item.is_bound = is_bound(tokens, at, language);
    vec![item]
}

/// A part of "Порт-Сарне" or "Aerolis-Piloten".
fn part(at: usize, word: &str, language: Language) -> Item {
    let mut item = item(at, word, language);
    (item.is_name, item.may_be_name) = (item.concepts.is_empty(), item.concepts.is_empty());
    item
}

/// Whether a word is bound to another as its place or its owner.
fn is_bound(tokens: &[Token], at: usize, language: Language) -> bool {
    const BEFORE: [&str; 57] = [
        "in", "at", "of", "off", "near", "from", "to", "on", "im", "bei", "aus", "nach", "vor", "am", "zu", "dans",
        "en", "sur", "de", "du", "des", "del", "da", "do", "dos", "das", "em", "no", "na", "nos", "nas", "para",
        "pour", "vers", "w", "we", "z", "ze", "od", "dla", "kolo", "в", "во", "у", "из", "с", "на", "для", "з", "із",
        "до", "від", "біля", "уз", "près", "a", "ao",
    ];
    let before = at > 0 && BEFORE.contains(&tokens[at - 1].folded.as_str());
    let in_place = ["da", "də", "de", "ta", "te", "dan", "den", "dən", "tan", "ten", "daki", "deki", "dəki"];
    let ends = matches!(language, Language::Turkish | Language::Azerbaijani)
        && (in_place.iter().any(|e| tokens[at].folded.ends_with(e))
            || tokens.get(at + 1).is_some_and(|t| in_place.contains(&t.folded.as_str())));
    before || ends
}

fn item(at: usize, word: &str, language: Language) -> Item {
    meaning(at, word, Words::of(language).meanings(word, language))
}

fn meaning(at: usize, word: &str, concepts: Vec<u16>) -> Item {
    let mut groups: Vec<u16> = concepts.iter().map(|c| Tables::all().group(*c)).collect();
    groups.dedup();
    Item { at, groups, concepts, sound: sound(word), is_name: false, may_be_name: false, is_bound: false }
}

/// The parts of a German compound: "Papier" and "fabrik", and "Grippe" and "impfung" though a stem has the first.
fn compound(folded: &str, language: Language) -> Option<[&str; 2]> {
    // Parts of fewer letters are accidents.
    const SHORTEST: usize = 4;
    let words = Words::of(language);
    if language != Language::German || words.has(folded) {
        return None;
    }
    let all = Concepts::all();
    let whole = all.of(folded, language);
    if whole.is_empty() {
        return all.compound(folded, language).map(|(rest, _)| [rest.trim_end_matches('s'), &folded[rest.len()..]]);
    }
    let mut cuts = folded.char_indices().map(|(i, _)| i).skip(SHORTEST);
    let end = cuts.find(|&i| all.of(&folded[..i], language) == whole)?;
    let heads = folded[end..].char_indices().map(|(i, _)| end + i).take_while(|i| i + SHORTEST <= folded.len());
    let head = heads.into_iter().find(|&i| !words.meanings(&folded[i..], language).is_empty())?;
    Some([&folded[..head], &folded[head..]])
}

/// "Varn'daki": Turkish parts names, and nothing else, from their suffixes.
fn has_suffix(text: &str, token: &Token, language: Language) -> bool {
    language == Language::Turkish && text[token.span.end as usize..].starts_with(['\'', '’'])
}

/// In German a capital makes a name only where no article or adjective can be missing: "in Osk", "von Nerava".
fn is_german_noun(tokens: &[Token], at: usize, language: Language) -> bool {
    const BEFORE_PLACES: [&str; 8] = ["in", "von", "bei", "aus", "nach", "vor", "mit", "insel"];
    language == Language::German && !(at > 0 && BEFORE_PLACES.contains(&tokens[at - 1].folded.as_str()))
}

/// Whether a capital says nothing, for the word opens a sentence.
fn opens(tokens: &[Token], at: usize) -> bool {
    at == 0 || tokens[at - 1].folded.starts_with(['.', ':', '"', '«', '„', '“', '!', '?'])
}

/// How a word sounds in any alphabet, roughly: spellings of one name and words of one root come out alike.
pub(super) fn sound(word: &str) -> String {
    let skeleton = skeleton(word);
    // Case endings of short names: Оске, Osku, Osk.
    let stem = skeleton.trim_end_matches(['a', 'i', 'o', 'u']);
    let skeleton = if stem.len() == 3 && skeleton.len() == 4 { stem } else { &skeleton };
    skeleton
        .chars()
        .map(|c| match c {
            'c' => 'k',
            'z' => 's',
            'j' => 'i',
            'u' => 'o',
            // Cyrillic has one letter for both: Голль is Holl.
            'h' => 'g',
            c => c,
        })
        .collect()
}

/// Negations by word, and by ending where verbs carry them.
fn negations(tokens: &[Token], matches: &[Match], language: Language) -> Vec<(usize, usize)> {
    // What something lacks is told in passing: "9,000 homes without electricity" are homes cut off.
    const LACKS: [&str; 12] =
        ["without", "ohne", "sans", "sin", "sem", "без", "bez", "siz", "suz", "olmadan", "unless", "hardly"];
    // "Yok oldu" is "was destroyed".
    let perishes = |m: &Match| {
        matches!(tokens[m.start].folded.as_str(), "yok" | "yox")
            && tokens.get(m.end).is_some_and(|t| ["ol", "et", "ed"].iter().any(|s| t.folded.starts_with(s)))
    };
    let tells =
        |m: &&Match| m.list == List::Negation && !LACKS.contains(&tokens[m.start].folded.as_str()) && !perishes(m);
    let listed = matches.iter().filter(tells).map(|m| (m.start, m.end));
    let mut found: Vec<(usize, usize)> = listed.collect();
    found.extend((0..tokens.len()).filter(|&at| verb_is_negated(&tokens[at].folded, language)).map(|at| (at, at + 1)));
    found.sort_unstable();
    found.dedup();
    found.retain(|(at, _)| !restricts(tokens, *at, language));
    found
}

/// French "ne ... que" is "only": without its second half "ne" denies nothing.
fn restricts(tokens: &[Token], at: usize, language: Language) -> bool {
    // As far as a verb of three words reaches.
    const REACH: usize = 7;
    let is_half = matches!(tokens[at].folded.as_str(), "ne" | "n" | "n'");
    let behind = &tokens[at..(at + REACH).min(tokens.len())];
    let second = |t: &Token| {
        matches!(t.folded.as_str(), "pas" | "plus" | "jamais" | "rien" | "personne" | "ni" | "point" | "guere")
            || t.folded.starts_with("aucun")
    };
    let que = behind.iter().any(|t| matches!(t.folded.as_str(), "que" | "qu" | "qu'"));
    language == Language::French && is_half && que && !behind.iter().any(second)
}

/// Turkish and Azerbaijani say "not" in the verb's ending: kapan-ma-yacak, tap-ma-yıb.
fn verb_is_negated(folded: &str, language: Language) -> bool {
    const TURKISH: [&str; 12] = [
        "mayacak", "meyecek", "madi", "medi", "miyor", "muyor", "mamis", "memis", "madilar", "mediler", "mayacagi",
        "meyecegi",
    ];
    const AZERBAIJANI: [&str; 10] =
        ["mayacaq", "məyəcək", "mayib", "məyib", "madi", "mədi", "mayiblar", "məyiblər", "mayacagi", "məyəcəyi"];
    // Shorter words that end so are nouns.
    const SHORTEST: usize = 7;
    let endings: &[&str] = match language {
        Language::Turkish => &TURKISH,
        Language::Azerbaijani => &AZERBAIJANI,
        _ => return false,
    };
    folded.chars().count() >= SHORTEST && endings.iter().any(|e| folded.ends_with(e))
}
