//! What does a language call its months, units and deadlines? Read from `data/times/<lang>.toml`.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::OnceLock;

use serde::Deserialize;

use super::grammar::{Pattern, Patterns, Slot, parse, stems};
use super::meaning::{Extension, Limiting, Meaning};
use super::token::{Form, Token, Writing, fold};
use crate::model::Language;

/// Everything one language file says.
#[derive(Debug)]
pub(super) struct Grammar {
    pub(super) lexicon: Lexicon,
    /// Expressions that stand alone.
    pub(super) times: Patterns<Meaning>,
    /// What widens an expression: "early", "the end of", a part of the day.
    pub(super) extensions: Patterns<Extension>,
    /// What makes a deadline of one.
    pub(super) limits: Patterns<Limiting>,
}

/// The words of a language.
#[derive(Debug, Default)]
pub(super) struct Lexicon {
    pub(super) writing: Writing,
    words: HashMap<String, Vec<(Slot, i32)>>,
    stems: HashMap<String, Vec<(Slot, i32)>>,
    capital: Vec<Slot>,
    classes: BTreeMap<String, Class>,
}

/// A list of words, apart from those with a `*`.
#[derive(Debug, Default)]
struct Class {
    words: HashSet<String>,
    patterns: Vec<String>,
}

impl Class {
    fn has(&self, word: &str) -> bool {
        self.words.contains(word) || self.patterns.iter().any(|p| fits(p, word))
    }
}

impl Lexicon {
    /// Every slot that a word can fill, and its value there. A whole word goes before a stem, a longer stem before a
    /// shorter one. Cost: one look-up a letter, so it is done once a word.
    pub(super) fn senses(&self, form: &Form) -> Vec<(Slot, i32)> {
        let Form::Word { folded, capital } = form else { return Vec::new() };
        let mut senses: Vec<(Slot, i32)> = self.words.get(folded).cloned().unwrap_or_default();
        let longest_first = stems(folded).collect::<Vec<_>>().into_iter().rev();
        for &(slot, value) in longest_first.filter_map(|stem| self.stems.get(stem)).flatten() {
            if !senses.iter().any(|(known, _)| *known == slot) {
                senses.push((slot, value));
            }
        }
        senses.retain(|(slot, _)| *capital || !self.capital.contains(slot));
        senses
    }

    /// The value of two words that are one name: Azerbaijani "cümə axşamı", Thursday, begins like Friday.
    pub(super) fn sense_of_two(&self, slot: Slot, first: &Token, second: &Token) -> Option<i32> {
        let (Form::Word { folded: a, .. }, Form::Word { folded: b, .. }) = (&first.form, &second.form) else {
            return None;
        };
        value(self.words.get(&format!("{a} {b}"))?, slot)
    }

    /// Whether the word belongs to a class of the file.
    pub(super) fn is(&self, class: &str, token: &Token) -> bool {
        let Form::Word { folded, .. } = &token.form else { return false };
        self.classes.get(class).is_some_and(|words| words.has(folded))
    }

    /// Whether a number with these letters behind it is an ordinal.
    pub(super) fn is_ordinal_ending(&self, suffix: &str) -> bool {
        self.classes.get("ordinal_ending").is_some_and(|words| words.has(suffix))
    }

    /// Whether a number with these letters behind it is a decade.
    pub(super) fn is_decade_ending(&self, suffix: &str) -> bool {
        self.classes.get("decade_ending").is_some_and(|words| words.has(suffix))
    }
}

/// The value among these senses in a slot.
pub(super) fn value(senses: &[(Slot, i32)], slot: Slot) -> Option<i32> {
    senses.iter().find(|(known, _)| *known == slot).map(|(_, value)| *value)
}

fn fits(pattern: &str, word: &str) -> bool {
    match (pattern.strip_suffix('*'), pattern.strip_prefix('*')) {
        (Some(stem), _) => word.starts_with(stem),
        (_, Some(ending)) => word.ends_with(ending),
        _ => false,
    }
}

/// The grammar of a language, read once; `None` for a language without a file.
pub(super) fn grammar(language: Language) -> Option<&'static Grammar> {
    static READ: [OnceLock<Grammar>; 10] = [const { OnceLock::new() }; 10];
    let n = Language::SUPPORTED.iter().position(|l| *l == language)?;
    let source = source(language)?;
    Some(READ[n].get_or_init(|| read(source).expect("a test reads every language file")))
}

fn source(language: Language) -> Option<&'static str> {
    Some(match language {
        Language::English => include_str!("../../data/times/en.toml"),
        Language::Russian => include_str!("../../data/times/ru.toml"),
        Language::Turkish => include_str!("../../data/times/tr.toml"),
        Language::Azerbaijani => include_str!("../../data/times/az.toml"),
        Language::German => include_str!("../../data/times/de.toml"),
        Language::French => include_str!("../../data/times/fr.toml"),
        Language::Spanish => include_str!("../../data/times/es.toml"),
        Language::Portuguese => include_str!("../../data/times/pt.toml"),
        Language::Polish => include_str!("../../data/times/pl.toml"),
        Language::Ukrainian => include_str!("../../data/times/uk.toml"),
        Language::Other => return None,
    })
}

type Table = BTreeMap<String, Vec<String>>;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    capital: Vec<String>,
    #[serde(default)]
    suffixes: bool,
    #[serde(default)]
    month_first: bool,
    words: BTreeMap<String, Table>,
    class: Table,
    time: Table,
    extend: Table,
    limit: Table,
}

/// Reads a language file; the message names what is wrong with it.
fn read(source: &str) -> Result<Grammar, String> {
    let file: File = toml::from_str(source).map_err(|e| e.to_string())?;
    let classes = file.class;
    let mut lexicon =
        Lexicon { writing: Writing { suffixes: file.suffixes, month_first: file.month_first }, ..Lexicon::default() };
    for (slot, table) in &file.words {
        enter(&mut lexicon, slot, table)?;
    }
    for name in &file.capital {
        lexicon.capital.push(Slot::named(name).ok_or_else(|| format!("no slot `{name}`"))?);
    }
    let grammar = Grammar {
        times: patterns(&file.time, &classes, Meaning::named)?,
        extensions: patterns(&file.extend, &classes, Extension::named)?,
        limits: patterns(&file.limit, &classes, Limiting::named)?,
        lexicon: Lexicon { classes: folded(&classes), ..lexicon },
    };
    Ok(grammar)
}

fn folded(table: &Table) -> BTreeMap<String, Class> {
    let class = |words: &Vec<String>| {
        let (patterns, words): (Vec<String>, Vec<String>) =
            words.iter().map(|w| fold(w)).partition(|w| w.contains('*'));
        Class { words: words.into_iter().collect(), patterns }
    };
    table.iter().map(|(name, words)| (name.clone(), class(words))).collect()
}

fn enter(lexicon: &mut Lexicon, name: &str, table: &Table) -> Result<(), String> {
    let slot = Slot::named(name).ok_or_else(|| format!("no slot `{name}`"))?;
    for (value, words) in table {
        let value = value_of(slot, value).ok_or_else(|| format!("no value `{value}` for `{name}`"))?;
        for word in words {
            let word = fold(word);
            let senses = match word.strip_suffix('*') {
                Some(stem) => lexicon.stems.entry(stem.to_owned()),
                None => lexicon.words.entry(word),
            };
            // Of two values in one slot the later in the file stands.
            let senses = senses.or_default();
            senses.retain(|(known, _)| *known != slot);
            senses.push((slot, value));
        }
    }
    Ok(())
}

/// A value of a word list as a number: units as 256 times their kind plus how many, "several" as -1.
fn value_of(slot: Slot, value: &str) -> Option<i32> {
    let unit = |kind: i32, times: i32| Some(kind * 256 + times);
    match (slot, value) {
        (Slot::Unit, "second") => unit(0, 1),
        (Slot::Unit, "minute") => unit(1, 1),
        (Slot::Unit, "hour") => unit(2, 1),
        (Slot::Unit, "day") => unit(3, 1),
        (Slot::Unit, "weekend") => unit(4, 1),
        (Slot::Unit, "week") => unit(5, 1),
        (Slot::Unit, "fortnight") => unit(5, 2),
        (Slot::Unit, "month") => unit(6, 1),
        (Slot::Unit, "quarter") => unit(7, 1),
        (Slot::Unit, "half-year") => unit(6, 6),
        (Slot::Unit, "year") => unit(8, 1),
        (Slot::Unit, "decade") => unit(8, 10),
        (Slot::Unit, "century") => unit(8, 100),
        (Slot::Number, "several") => Some(-1),
        (Slot::Season, _) => position(&super::meaning::SEASONS, value),
        (Slot::Part, _) => position(&super::meaning::PARTS, value),
        (Slot::Zone, _) => position(&super::meaning::ZONES, value),
        _ => value.parse().ok(),
    }
}

fn position(names: &[&str], name: &str) -> Option<i32> {
    names.iter().position(|n| *n == name).and_then(|n| i32::try_from(n).ok())
}

fn patterns<M: Copy>(
    table: &Table,
    classes: &Table,
    meaning: impl Fn(&str) -> Option<M>,
) -> Result<Patterns<M>, String> {
    let class = |name: &str| classes.get(name).cloned();
    let mut all = Vec::new();
    for (name, rows) in table {
        for row in rows {
            let meaning = meaning(name).ok_or_else(|| format!("no meaning `{name}`"))?;
            let variants = parse(row, &class).map_err(|e| format!("`{row}`: {e}"))?;
            all.extend(variants.into_iter().map(|elements| Pattern { meaning, elements }));
        }
    }
    Ok(Patterns::new(all))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_file_reads() {
        for language in Language::SUPPORTED {
            let source = source(language).expect("a file for every language");
            if let Err(message) = read(source) {
                panic!("{}.toml: {message}", language.code());
            }
        }
    }

    #[test]
    fn every_language_names_its_months_weekdays_and_units() {
        for language in Language::SUPPORTED {
            let lexicon = &grammar(language).expect("a grammar").lexicon;
            let values = |slot| {
                let senses = lexicon.words.values().chain(lexicon.stems.values()).flatten();
                let mut all: Vec<i32> = senses.filter(|(s, _)| *s == slot).map(|(_, value)| *value).collect();
                all.sort_unstable();
                all.dedup();
                all
            };
            let code = language.code();
            assert_eq!(values(Slot::Month), (1..=12).collect::<Vec<_>>(), "{code}");
            assert_eq!(values(Slot::Weekday), (1..=7).collect::<Vec<_>>(), "{code}");
            assert!(values(Slot::Unit).len() >= 6, "{code}");
            assert!(values(Slot::Number).len() >= 20, "{code}");
        }
    }

    #[test]
    fn a_mistake_in_a_file_is_named() {
        let file = |time: &str| format!("[words]\n[class]\n[extend]\n[limit]\n[time]\n{time}\n");
        let message = |time: &str| read(&file(time)).expect_err("must not read");
        assert!(message("nonsense = [\"<day>\"]").contains("no meaning `nonsense`"));
        assert!(message("date = [\"<dya>\"]").contains("no slot <dya>"));
        assert!(message("date = [\"@months <day>\"]").contains("no class `months`"));
        assert!(read(&file("date = [\"<day> <month>\"]")).is_ok());
    }
}
