//! Which outlet does a name mean? The outlets of a pile, and every way in which texts name them: in full, in part
//! ("the Courier"), by address, by initials, in another alphabet, or translated because the name is made of
//! ordinary words ("anchor.info" for Lövbər).

mod index;
mod translated;

use std::collections::BTreeMap;

use crate::lexicon::{Concept, Concepts, Lexicon, List, Match};
use crate::model::{Document, Language, OutletNo};
use crate::text::{Kind, Token, fold, skeleton, tokens};
use index::Index;
use translated::{Run, bare};

/// How a text names an outlet; the stronger first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Naming {
    /// By its address.
    Address,
    /// All the words that make the name its own.
    Full,
    /// By its initials.
    Initials,
    /// By the words of its name in another language.
    Translated,
    /// By the word that is left without the kind of outlet: "Altiva" for Agencia Altiva.
    Bare,
    /// By its first or last words.
    Part,
    /// By the word for its kind that is part of its name: "the Courier".
    Kind,
}

/// A mention of an outlet of the pile in a run of tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OutletMention {
    /// First token.
    pub start: usize,
    /// One past the last token.
    pub end: usize,
    /// Which outlet.
    pub outlet: OutletNo,
    /// How it is named.
    pub naming: Naming,
}

/// The outlets of a pile.
#[derive(Default)]
pub struct Outlets {
    all: Vec<Outlet>,
    of_document: Vec<Option<OutletNo>>,
    named: Index,
    /// Outlets whose names can be translated, by the first letters of each word.
    translatable: BTreeMap<String, Vec<OutletNo>>,
    by_concept: BTreeMap<Concept, Vec<OutletNo>>,
}

struct Outlet {
    name: String,
    /// Skeletons of the name's words, function words left out.
    words: Vec<String>,
    /// The function words that are left out, folded.
    small: Vec<String>,
    /// Those of them that the name begins with, as in "La Dépêche".
    lead: Vec<String>,
    /// Whether each word is a kind of outlet ("agency", "radio").
    generic: Vec<bool>,
    /// Whether each word is an ordinary noun: places and made-up words are not.
    ordinary: Vec<bool>,
    /// The part of the host before its last dot, `lovber` in `lovber.info`, and the whole host.
    hosts: Vec<String>,
    initials: Vec<String>,
    /// Skeletons of the words that are no kind of outlet.
    distinctive: Vec<String>,
    /// What each of them can mean, nothing for a name; empty where none can be translated.
    meaning: Vec<Vec<Concept>>,
    /// What the kinds of outlet in the name mean as ordinary words: the sheet in "Folha".
    kinds: Vec<Concept>,
}

impl Outlets {
    /// Collects the outlets of the pile. `OutletNo`s follow the order of the documents.
    pub fn of(documents: &[Document]) -> Self {
        let mut all = Self::default();
        let mut by_name: BTreeMap<String, OutletNo> = BTreeMap::new();
        let mut by_host: BTreeMap<String, OutletNo> = BTreeMap::new();
        for document in documents {
            let (name, host) = (fold(&document.outlet), document.host());
            let known = by_host.get(&host).or_else(|| by_name.get(&name)).copied();
            if name.is_empty() && host.is_empty() {
                all.of_document.push(None);
                continue;
            }
            let no = known.unwrap_or_else(|| all.add(document, &host));
            if !host.is_empty() {
                by_host.entry(host).or_insert(no);
            }
            if !name.is_empty() {
                by_name.entry(name).or_insert(no);
            }
            all.of_document.push(Some(no));
        }
        all.index();
        all
    }

    /// The outlet of the document at this position of the pile.
    pub fn of_document(&self, index: usize) -> Option<OutletNo> {
        self.of_document.get(index).copied().flatten()
    }

    /// The outlet's name as its first document gives it.
    pub fn name(&self, outlet: OutletNo) -> &str {
        &self.all[outlet.0 as usize].name
    }

    /// How many outlets there are.
    pub fn len(&self) -> usize {
        self.all.len()
    }

    /// Whether the pile names no outlet.
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    fn add(&mut self, document: &Document, host: &str) -> OutletNo {
        let no = OutletNo(self.all.len() as u32);
        self.all.push(Outlet::read(&document.outlet, host, document.language));
        no
    }

    fn index(&mut self) {
        for (i, outlet) in self.all.iter().enumerate() {
            let no = OutletNo(i as u32);
            self.named.add(no, outlet);
            let words = outlet.words.iter().filter(|_| !outlet.meaning.is_empty());
            words.for_each(|word| insert(self.translatable.entry(first_letters(word)).or_default(), no));
            for &concept in outlet.meaning.iter().flatten() {
                insert(self.by_concept.entry(concept).or_default(), no);
            }
        }
    }

    /// Every mention of an outlet in `tokens` (one passage), left to right, none inside another. `matches` are the
    /// phrases of the language in the same tokens: a part of a name or a translated name counts only beside a word
    /// that says it is an outlet or that passes news on. `seen` holds the outlets that the article has named in
    /// full so far, whose short names are then clear, and is extended.
    pub fn find(
        &self,
        tokens: &[Token],
        matches: &[Match],
        language: Language,
        seen: &mut Vec<OutletNo>,
    ) -> Vec<OutletMention> {
        let skeletons: Vec<String> = tokens.iter().map(|t| skeleton(&t.folded)).collect();
        let run = Run { tokens, skeletons: &skeletons, matches, language };
        let mut found: Vec<OutletMention> = Vec::new();
        let mut at = 0;
        while at < tokens.len() {
            let Some(best) = self.find_at(run, at, seen) else {
                at += 1;
                continue;
            };
            if best.naming <= Naming::Bare && !seen.contains(&best.outlet) {
                seen.push(best.outlet);
            }
            at = best.end;
            let free = found.last().map_or(0, |before| before.end);
            let lead = self.all[best.outlet.0 as usize].lead_before(&tokens[free..best.start.max(free)]);
            found.push(OutletMention { start: (best.start - lead).max(free), ..best });
        }
        found
    }

    fn find_at(&self, run: Run<'_>, at: usize, seen: &[OutletNo]) -> Option<OutletMention> {
        let Run { tokens, matches, language, .. } = run;
        if tokens[at].kind == Kind::Mark {
            return None;
        }
        let by_word = self.named.that_may_stand(run, at, seen).into_iter().filter_map(|no| {
            let (len, naming) = self.all[no.0 as usize].matches(run, at)?;
            let before = seen.contains(&no);
            let another = is_another_name(tokens, at, matches, language);
            let clear = match naming {
                Naming::Part | Naming::Kind if another => false,
                Naming::Bare => before || touches_cue(tokens, at, at + len, matches),
                Naming::Part => is_clear_part(tokens, at, at + len, matches, before),
                Naming::Kind => before && is_clear_part(tokens, at, at + len, matches, before),
                _ => true,
            };
            clear.then_some(OutletMention { start: at, end: at + len, outlet: no, naming })
        });
        // A longer and stronger naming wins; among equals the outlet that comes first in the pile.
        let best = by_word.max_by_key(|m| (m.end, std::cmp::Reverse(m.naming), std::cmp::Reverse(m.outlet)));
        let translated = || self.translated_at(run, at);
        match best {
            Some(m) if m.naming < Naming::Translated => best,
            _ => translated().or(best),
        }
    }
}

/// "the Courier", «Маяк»: part of a name counts after an article or in quotation marks, where no further name goes on
/// after it, and beside a word of passing on unless the article has given the whole name before.
fn is_clear_part(tokens: &[Token], start: usize, end: usize, matches: &[Match], named_before: bool) -> bool {
    let before = start.checked_sub(1);
    let article = before.is_some_and(|b| matches.iter().any(|m| m.list == List::Determiner && m.end == b + 1));
    let quoted = before.is_some_and(|b| matches!(tokens[b].folded.as_str(), "«" | "“" | "„" | "\""));
    let goes_on = tokens.get(end).is_some_and(|t| t.capital);
    (article || quoted || named_before) && !goes_on && (named_before || has_company(matches, start, end))
}

/// "Westmark Evening Herald" where the pile has the Northport Evening Herald: with a name before it, a part of a name is
/// another outlet's. German writes nouns large; there only what is derived from a place is a name ("Berliner Bote").
fn is_another_name(tokens: &[Token], start: usize, matches: &[Match], language: Language) -> bool {
    let before = start.checked_sub(1).filter(|&b| tokens[b].capital && tokens[b].is_word());
    let of_a_place = |b: usize| language != Language::German || tokens[b].folded.ends_with("er");
    before.is_some_and(|b| of_a_place(b) && !matches.iter().any(|m| m.start <= b && b < m.end))
}

/// "Altiva said", "(Altiva)", "estatal SNI": a bare name touches a word of telling or a kind of outlet, or stands as an
/// agency signs. After another preposition it is a place: "valle del Sollpa".
fn touches_cue(tokens: &[Token], start: usize, end: usize, matches: &[Match]) -> bool {
    let covers = |list: List, token: usize| matches.iter().any(|m| m.list == list && m.start <= token && token < m.end);
    let telling = [List::Outlet, List::Say, List::Report, List::Told, List::CueThenSource, List::RelayThenSource];
    let after = [List::Outlet, List::Say, List::Report, List::Told, List::SourceThenCue, List::SourceThenRelay];
    let closes = tokens.get(end).is_none_or(|t| matches!(t.folded.as_str(), ")" | "/" | "."));
    let signs = |t: usize| closes && matches!(tokens[t].folded.as_str(), "(" | "—" | "–" | "/");
    let before = start.checked_sub(1);
    before.is_some_and(|b| signs(b) || telling.iter().any(|l| covers(*l, b)))
        || (end < tokens.len()
            && after.iter().any(|l| covers(*l, end))
            && !before.is_some_and(|b| covers(List::Preposition, b)))
}

/// Whether a word that names a kind of outlet, or that passes news on, stands within three tokens.
fn has_company(matches: &[Match], start: usize, end: usize) -> bool {
    // Three tokens reach over an article and a day: "rapportait mardi le Kulturbote".
    const REACH: usize = 3;
    matches.iter().any(|m| {
        let telling = matches!(
            m.list,
            List::Outlet
                | List::Report
                | List::Told
                | List::CueThenSource
                | List::SourceThenCue
                | List::RelayThenSource
                | List::SourceThenRelay
        );
        telling && m.start <= end + REACH && start <= m.end + REACH
    })
}

impl Outlet {
    fn read(name: &str, host: &str, language: Language) -> Self {
        let plain = name.split('(').next().unwrap_or(name);
        let name_tokens: Vec<Token> = tokens(plain, 0).into_iter().filter(Token::is_word).collect();
        let article = |t: &Token| {
            let matches = Lexicon::of(language).find(std::slice::from_ref(t));
            matches.iter().any(|m| matches!(m.list, List::Determiner | List::Preposition))
        };
        // The "d" of "Val d'Orle" is no word of its own; the "6" of "Canal 6" is.
        let elided = |t: &Token| t.kind == Kind::Word && t.folded.chars().count() < 2;
        let is_small = |t: &&Token| elided(t) || article(t);
        let own: Vec<&Token> = name_tokens.iter().filter(|t| !is_small(t)).collect();
        let folded = |t: &Token| t.folded.clone();
        let own = if own.is_empty() { name_tokens.iter().collect() } else { own };
        let generic: Vec<bool> = own.iter().map(|t| is_generic(t, language)).collect();
        let label = address_label(host).unwrap_or(host);
        let concepts = Concepts::all();
        let distinctive: Vec<&String> =
            own.iter().zip(&generic).filter(|(_, g)| !**g).map(|(t, _)| &t.folded).collect();
        let meaning: Vec<Vec<Concept>> = distinctive.iter().map(|word| concepts.of(word, language).to_vec()).collect();
        let kinds = own.iter().zip(&generic).filter(|(_, g)| **g);
        let kinds = kinds.flat_map(|(t, _)| concepts.of(&t.folded, language)).copied().collect();
        // What every outlet has, news, tells none from the others.
        let telling = distinctive.iter().any(|word| !concepts.is_one_of(word, language, &MEDIA));
        let meant = telling && meaning.iter().any(|m| !m.is_empty());
        Self {
            name: name.to_owned(),
            words: own.iter().map(|t| skeleton(&t.folded)).collect(),
            small: name_tokens.iter().filter(is_small).map(folded).collect(),
            lead: name_tokens.iter().take_while(is_small).map(folded).collect(),
            ordinary: own.iter().zip(&generic).map(|(t, g)| *g || is_ordinary(&t.folded, language)).collect(),
            generic,
            distinctive: distinctive.iter().map(|word| bare(word)).collect(),
            hosts: [host, label].iter().filter(|h| h.len() > 3).map(|h| skeleton(h)).collect(),
            initials: initials(name, &name_tokens),
            meaning: if meant { meaning } else { Vec::new() },
            kinds,
        }
    }

    /// How many tokens from `at` on name this outlet, and how.
    fn matches(&self, run: Run<'_>, at: usize) -> Option<(usize, Naming)> {
        let token = &run.tokens[at];
        if address_label(&token.folded).is_some() && self.hosts.contains(&run.skeletons[at]) {
            return Some((1, Naming::Address));
        }
        if token.capitals && self.initials.contains(&token.folded) {
            return Some((1, Naming::Initials));
        }
        let full = self.words_from(0, run, at);
        if full.0 == self.words.len() && !self.words.is_empty() && token.capital {
            return Some((full.1, Naming::Full));
        }
        if !token.capital {
            return None;
        }
        self.part(run, at)
    }

    /// The name without the kind of outlet that comes first ("Agencia Altiva" → "Altiva") is the full name; its first
    /// or last words without the rest ("the Courier") are a part.
    fn part(&self, run: Run<'_>, at: usize) -> Option<(usize, Naming)> {
        let lead = self.generic.iter().take_while(|g| **g).count();
        for from in 0..self.words.len() {
            let (matched, len) = self.words_from(from, run, at);
            if matched == 0 {
                continue;
            }
            let reaches_end = from + matched == self.words.len();
            if lead > 0 && from == lead && reaches_end {
                return Some((len, Naming::Bare));
            }
            let words = from..from + matched;
            let starts = from == 0 && matched > 0;
            // "Sollpa" alone is the valley, not the channel that bears its name.
            let ordinary = self.ordinary[words.clone()].iter().any(|o| *o);
            if ordinary && (reaches_end || starts) && len > 0 {
                let kind = self.generic[words].iter().all(|g| *g);
                return Some((len, if kind { Naming::Kind } else { Naming::Part }));
            }
        }
        None
    }

    /// How many tokens before a mention belong to it: "La" before "Dépêche de Vaure", in whatever language.
    fn lead_before(&self, before: &[Token]) -> usize {
        let words = before.iter().enumerate().rev().filter(|(_, t)| !t.is_mark('\''));
        let same = words.zip(self.lead.iter().rev()).take_while(|((_, token), small)| token.folded == **small);
        let starts: Vec<usize> = same.map(|((at, _), _)| at).collect();
        starts.last().filter(|_| starts.len() == self.lead.len()).map_or(0, |start| before.len() - start)
    }

    /// How many words of the name, its word `from` first, stand from token `at` on, and how many tokens they take.
    fn words_from(&self, from: usize, run: Run<'_>, at: usize) -> (usize, usize) {
        let (mut matched, mut len) = (0, 0);
        for (i, token) in run.tokens.iter().enumerate().skip(at) {
            let Some(word) = self.words.get(from + matched) else { break };
            if token.is_word() && same_word(&run.skeletons[i], word) {
                matched += 1;
                len = i + 1 - at;
            } else if matched == 0 || token.folded.chars().count() > 2 && !self.small.contains(&token.folded) {
                break;
            }
        }
        (matched, len)
    }
}

fn insert(list: &mut Vec<OutletNo>, no: OutletNo) {
    if list.last() != Some(&no) {
        list.push(no);
    }
}

/// Concepts of the trade itself.
const MEDIA: [&str; 7] =
    ["news", "news-information", "media-press", "press", "report-story", "article-report", "journalist"];

/// Equal, or equal but for an ending of up to three letters, as inflected languages add them.
fn same_word(found: &str, name: &str) -> bool {
    const LONGEST_ENDING: usize = 3;
    if found == name {
        return true;
    }
    // Short names take no endings: "val" is not "valu".
    let stem = name.trim_end_matches(['a', 'e', 'i', 'o', 'u']);
    let stem = if stem.chars().count() >= 4 { stem } else { name };
    stem.chars().count() >= 4 && found.strip_prefix(stem).is_some_and(|ending| ending.chars().count() <= LONGEST_ENDING)
}

/// `lovber` of `lovber.info`; `None` for a word that is no address.
pub fn address_label(word: &str) -> Option<&str> {
    const ENDINGS: [&str; 14] =
        ["com", "net", "org", "info", "news", "press", "media", "online", "site", "live", "today", "tv", "fm", "eu"];
    let (label, ending) = word.rsplit_once('.')?;
    let label = label.rsplit('.').next().unwrap_or(label);
    let known = ENDINGS.contains(&ending) || (ending.len() == 2 && ending.bytes().all(|b| b.is_ascii_lowercase()));
    (known && label.chars().count() > 2 && label.chars().any(char::is_alphabetic)).then_some(label)
}

fn is_generic(token: &Token, language: Language) -> bool {
    let one = std::slice::from_ref(token);
    let is = |language| Lexicon::of(language).find(one).iter().any(|m| m.list == List::Outlet);
    is(language) || is(Language::English)
}

fn is_ordinary(word: &str, language: Language) -> bool {
    let concepts = Concepts::all();
    let means = |language| !concepts.of(word, language).is_empty() || concepts.compound(word, language).is_some();
    means(language) || means(Language::English)
}

/// "(VPS)" in the name, words in capitals, and the initials of three words or more.
fn initials(name: &str, name_tokens: &[Token]) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for word in name.split(|c: char| !c.is_alphanumeric()) {
        let letters = word.chars().count();
        if (2..=6).contains(&letters) && word.chars().all(char::is_uppercase) {
            found.push(fold(word));
        }
    }
    if name_tokens.len() >= 3 {
        found.push(name_tokens.iter().filter(|t| t.capital).filter_map(|t| t.folded.chars().next()).collect());
    }
    found.retain(|i| i.chars().count() >= 2);
    found
}

/// Names that can be translated are found by the first two letters of each word's skeleton: what follows may be spelt
/// in another way.
fn first_letters(word: &str) -> String {
    word.chars().take(2).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Which outlets a text names, and in which words.
    fn meant<'t>(outlets: &[(&str, Language)], text: &'t str, language: Language) -> Vec<(String, &'t str)> {
        let document =
            |(outlet, of): &(&str, Language)| Document { outlet: (*outlet).into(), ..Document::of_text(*of, "Text.") };
        let documents: Vec<Document> = outlets.iter().map(document).collect();
        let tokens = tokens(text, 0);
        let matches = Lexicon::of(language).find(&tokens);
        let outlets = Outlets::of(&documents);
        let found = outlets.find(&tokens, &matches, language, &mut Vec::new());
        let words = |m: &OutletMention| tokens[m.start].span.cover(tokens[m.end - 1].span).of(text);
        found.iter().map(|m| (outlets.name(m.outlet).to_owned(), words(m))).collect()
    }

    fn named<'t>(outlet: &str, of: Language, text: &'t str, language: Language) -> Vec<&'t str> {
        meant(&[(outlet, of)], text, language).into_iter().map(|(_, words)| words).collect()
    }

    #[test]
    fn a_translated_name_is_the_outlet_whose_kind_is_translated_too() {
        let (polish, german) = (Language::Polish, Language::German);
        let all = [("Grubenlampe", german), ("Trybuna Górnicza", polish)];
        let text = "The vote was reported by the Polish-language Mining Tribune.";
        assert_eq!(meant(&all, text, Language::English), [("Trybuna Górnicza".to_owned(), "Mining Tribune")]);
    }

    #[test]
    fn a_translated_name_may_turn_its_words_round_and_keep_its_place() {
        let (russian, azerbaijani) = (Language::Russian, Language::Azerbaijani);
        let text = "A doctor has found it, the Russian-language daily Abshar Morning reports.";
        assert_eq!(named("Утро Абшара", russian, text, Language::English), ["Abshar Morning"]);
        let text = "Bunu “Abşar Sabahı” gazetesi yazdı.";
        assert_eq!(named("Утро Абшара", russian, text, Language::Turkish), ["Abşar Sabahı"]);
        let text = "Tıp Gazetesi'nin haberine göre bakanlık bunu doğruladı.";
        assert_eq!(named("Tibb Qəzeti", azerbaijani, text, Language::Turkish), ["Tıp Gazetesi"]);
        let text = "Así lo publica el periódico lusófono Hoja del Cabo.";
        assert!(named("Le Courrier des Caps", Language::French, text, Language::Spanish).is_empty(), "another name");
        let text = "The town of Abshar woke to a cold morning, the newspaper wrote.";
        assert!(named("Утро Абшара", russian, text, Language::English).is_empty(), "the words must stand together");
    }

    #[test]
    fn a_name_keeps_its_small_words_abroad() {
        let (spanish, french) = (Language::Spanish, Language::French);
        let text = "noticiou o jornal espanhol Diario del Tormal na quinta-feira.";
        assert_eq!(named("Diario del Tormal", spanish, text, Language::Portuguese), ["Diario del Tormal"]);
        let text = "This was reported by the newspaper La Gazette de Brune.";
        assert_eq!(named("La Gazette de Brune", french, text, Language::English), ["La Gazette de Brune"]);
        let text = "Wie L’Écho de Brune berichtet, ist die Brücke gesperrt.";
        assert_eq!(named("L’Écho de Brune", french, text, Language::German), ["L’Écho de Brune"]);
    }
}
