//! Does a pattern of a language file fit the text here, and what does it capture?
//!
//! A pattern is a row of elements. An element is one or more atoms between `|`; `( )` around it makes it optional,
//! `[ ]` makes it context, which has to stand there and is no part of the expression. An atom is a word, a stem
//! with `*`, a mark, `<slot>`, or `~ending` of the word before it.

use std::collections::HashMap;

use super::data::Lexicon;
use super::token::{Form, Token, full_year};

/// Longest stem looked up, in bytes, so that a hostile word costs no more than a long one; chosen by hand.
const LONGEST_STEM: usize = 40;

/// What a slot takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Slot {
    Number,
    Amount,
    Ordinal,
    Day,
    Month,
    Weekday,
    Year,
    ShortYear,
    Decade,
    Season,
    Part,
    Unit,
    Shift,
    Zone,
    Calendar,
    Clock,
    Hour,
    HourMinute,
    Time,
}

impl Slot {
    /// By its name in language files.
    pub(super) fn named(name: &str) -> Option<Self> {
        Some(match name {
            "number" => Self::Number,
            "amount" => Self::Amount,
            "ordinal" => Self::Ordinal,
            "day" => Self::Day,
            "month" => Self::Month,
            "weekday" => Self::Weekday,
            "year" => Self::Year,
            "yy" => Self::ShortYear,
            "decade" => Self::Decade,
            "season" => Self::Season,
            "part" => Self::Part,
            "unit" => Self::Unit,
            "shift" => Self::Shift,
            "zone" => Self::Zone,
            "calendar" => Self::Calendar,
            "clock" => Self::Clock,
            "hour" => Self::Hour,
            "hhmm" => Self::HourMinute,
            "time" => Self::Time,
            _ => return None,
        })
    }
}

/// One thing an element can take.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Atom {
    Word(String),
    Stem(String),
    Mark(char),
    Ending(String),
    Slot(Slot),
}

/// A place in a pattern.
#[derive(Clone, Debug, Default)]
pub(super) struct Element {
    pub(super) any: Vec<Atom>,
    pub(super) optional: bool,
    pub(super) context: bool,
}

/// A row of elements with what it means.
#[derive(Clone, Debug)]
pub(super) struct Pattern<M> {
    pub(super) meaning: M,
    pub(super) elements: Vec<Element>,
}

/// A unit of time. `Weekend` stands for the weekend of a week.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unit {
    Second,
    Minute,
    Hour,
    Day,
    Weekend,
    Week,
    Month,
    Quarter,
    Year,
}

/// How many; `None` is "several".
pub(super) type Amount = Option<f64>;

/// What a pattern took from the text.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Captures {
    pub(super) amount: Option<Amount>,
    pub(super) unit: Option<(Unit, u8)>,
    pub(super) ordinal: Option<u8>,
    pub(super) day: Option<i8>,
    /// A second day of a range, and the token where it stands.
    pub(super) second_day: Option<(i8, usize)>,
    /// The token after the first day.
    pub(super) after_day: usize,
    pub(super) month: Option<i8>,
    pub(super) weekday: Option<i8>,
    pub(super) year: Option<i16>,
    pub(super) decade: Option<i16>,
    pub(super) season: Option<u8>,
    pub(super) part: Option<u8>,
    pub(super) shift: Option<i8>,
    pub(super) zone: Option<u8>,
    pub(super) calendar: Option<(i16, i8, i8)>,
    pub(super) clock: Option<(u8, u8)>,
    /// Expressions found before, by their index.
    pub(super) items: [Option<usize>; 2],
}

/// A fit of one pattern: tokens `start..end`, and how many elements took something.
#[derive(Clone, Copy, Debug)]
pub(super) struct Fit {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) taken: usize,
    pub(super) captures: Captures,
}

/// Patterns with an index of how they can begin.
#[derive(Debug)]
pub(super) struct Patterns<M> {
    all: Vec<Pattern<M>>,
    words: HashMap<String, Vec<usize>>,
    stems: HashMap<String, Vec<usize>>,
    marks: HashMap<char, Vec<usize>>,
    slots: Vec<(Slot, Vec<usize>)>,
}

/// What a text offers to patterns: its tokens, and where an expression found before stands (start token to
/// index and end token).
pub(super) struct Scene<'t> {
    pub(super) tokens: &'t [Token],
    pub(super) lexicon: &'t Lexicon,
    pub(super) items: &'t HashMap<usize, (usize, usize)>,
}

impl<M> Patterns<M> {
    /// Indexes patterns by what they can begin with.
    pub(super) fn new(all: Vec<Pattern<M>>) -> Self {
        let mut index =
            Self { all, words: HashMap::new(), stems: HashMap::new(), marks: HashMap::new(), slots: Vec::new() };
        for n in 0..index.all.len() {
            let elements = &index.all[n].elements;
            let lead = lead(elements);
            let reach = elements.iter().skip(lead).position(|e| !e.optional).map_or(elements.len(), |p| lead + p + 1);
            let first: Vec<Atom> = elements[lead..reach].iter().flat_map(|e| e.any.clone()).collect();
            for atom in first {
                index.enter(atom, n);
            }
        }
        index
    }

    fn enter(&mut self, atom: Atom, n: usize) {
        match atom {
            Atom::Word(word) => self.words.entry(word).or_default().push(n),
            Atom::Stem(stem) => self.stems.entry(stem).or_default().push(n),
            Atom::Mark(mark) => self.marks.entry(mark).or_default().push(n),
            Atom::Slot(slot) => match self.slots.iter_mut().find(|(known, _)| *known == slot) {
                Some((_, patterns)) => patterns.push(n),
                None => self.slots.push((slot, vec![n])),
            },
            Atom::Ending(_) => {}
        }
    }

    /// Every fit that begins at `at`, in the order of the file.
    pub(super) fn fits(&self, scene: &Scene, at: usize) -> Vec<(&M, Fit)> {
        let mut candidates: Vec<usize> = Vec::new();
        match &scene.tokens[at].form {
            Form::Word { folded, .. } => {
                candidates.extend(self.words.get(folded).into_iter().flatten());
                for stem in stems(folded) {
                    candidates.extend(self.stems.get(stem).into_iter().flatten());
                }
            }
            Form::Mark(mark) => candidates.extend(self.marks.get(mark).into_iter().flatten()),
            _ => {}
        }
        for (slot, patterns) in &self.slots {
            if take_slot(*slot, scene, at, &mut Captures::default()).is_some() {
                candidates.extend(patterns);
            }
        }
        candidates.sort_unstable();
        candidates.dedup();
        candidates
            .into_iter()
            .filter_map(|n| self.all[n].fit(scene, at).map(|fit| (&self.all[n].meaning, fit)))
            .collect()
    }
}

impl<M> Pattern<M> {
    /// Fits the pattern with its first own element at `at`; context before that is looked up backwards.
    fn fit(&self, scene: &Scene, at: usize) -> Option<Fit> {
        let (context, own) = self.elements.split_at(lead(&self.elements));
        let mut fit = Fit { start: at, end: at, taken: 0, captures: Captures::default() };
        for (back, element) in context.iter().rev().enumerate() {
            let place = at.checked_sub(back + 1)?;
            element.any.iter().find(|a| take(a, scene, place, &mut Captures::default()) == Some(place + 1))?;
            fit.taken += 1;
        }
        rest_fits(own, scene, at, fit).filter(|fit| fit.start < fit.end)
    }
}

/// How many elements of context stand before a pattern's own.
fn lead(elements: &[Element]) -> usize {
    elements.iter().take_while(|e| e.context).count()
}

/// Fits the elements one after the other; an optional one is taken where it can be.
fn rest_fits(elements: &[Element], scene: &Scene, at: usize, fit: Fit) -> Option<Fit> {
    let Some((element, rest)) = elements.split_first() else { return Some(fit) };
    for atom in &element.any {
        let mut fit = fit;
        let Some(next) = take(atom, scene, at, &mut fit.captures) else { continue };
        fit.taken += 1;
        fit.end = if element.context { fit.end } else { next };
        if let Some(fit) = rest_fits(rest, scene, next, fit) {
            return Some(fit);
        }
    }
    if element.optional { rest_fits(rest, scene, at, fit) } else { None }
}

fn take(atom: &Atom, scene: &Scene, at: usize, captures: &mut Captures) -> Option<usize> {
    if let Atom::Ending(ending) = atom {
        let before = scene.tokens.get(at.checked_sub(1)?)?;
        let own = matches!(&before.form, Form::Word { folded, .. } if folded.ends_with(ending.as_str()));
        return (own || before.suffix == *ending).then_some(at);
    }
    if let Atom::Slot(slot) = atom {
        return take_slot(*slot, scene, at, captures);
    }
    let fits = match (atom, &scene.tokens.get(at)?.form) {
        (Atom::Word(word), Form::Word { folded, .. }) => word == folded,
        (Atom::Stem(stem), Form::Word { folded, .. }) => folded.starts_with(stem.as_str()),
        (Atom::Mark(mark), Form::Mark(found)) => mark == found,
        _ => false,
    };
    fits.then_some(at + 1)
}

fn take_slot(slot: Slot, scene: &Scene, at: usize, captures: &mut Captures) -> Option<usize> {
    let token = scene.tokens.get(at)?;
    let lexicon = scene.lexicon;
    let sense = |slot| token.sense(slot);
    match slot {
        Slot::Number | Slot::Amount => {
            let (amount, next) = number(scene, at, slot == Slot::Amount)?;
            captures.amount = Some(amount);
            return Some(next);
        }
        Slot::Day => {
            let day = day_number(token, lexicon)?;
            if captures.day.is_some() {
                captures.second_day = Some((day, at));
            } else {
                (captures.day, captures.after_day) = (Some(day), at + 1);
            }
        }
        Slot::Time => {
            let &(item, next) = scene.items.get(&at)?;
            let free = captures.items.iter_mut().find(|i| i.is_none())?;
            *free = Some(item);
            return Some(next);
        }
        Slot::Unit => captures.unit = Some(unit(sense(Slot::Unit)?)?),
        Slot::Ordinal => captures.ordinal = Some(ordinal(token, lexicon)?),
        Slot::Month => captures.month = Some(sense(slot)? as i8),
        Slot::Weekday => {
            let two = scene.tokens.get(at + 1).and_then(|next| lexicon.sense_of_two(slot, token, next));
            captures.weekday = Some(two.map_or_else(|| sense(slot), Some)? as i8);
            if two.is_some() {
                return Some(at + 2);
            }
        }
        Slot::Season => captures.season = Some(sense(slot)? as u8),
        Slot::Part => captures.part = Some(sense(slot)? as u8),
        Slot::Shift => captures.shift = Some(sense(slot)? as i8),
        Slot::Zone => captures.zone = Some(sense(slot)? as u8),
        Slot::Year => captures.year = Some(year_number(token, lexicon)?),
        Slot::ShortYear => captures.year = Some(short_year(token)?),
        Slot::Decade => captures.decade = Some(decade(token, lexicon)?),
        Slot::Calendar => captures.calendar = Some(calendar(token)?),
        Slot::Clock | Slot::Hour | Slot::HourMinute => captures.clock = Some(clock(slot, token)?),
    }
    Some(at + 1)
}

/// A unit by the number the lexicon gives it: hundreds are the unit, the rest how many of it.
fn unit(code: i32) -> Option<(Unit, u8)> {
    const UNITS: [Unit; 9] = [
        Unit::Second,
        Unit::Minute,
        Unit::Hour,
        Unit::Day,
        Unit::Weekend,
        Unit::Week,
        Unit::Month,
        Unit::Quarter,
        Unit::Year,
    ];
    Some((*UNITS.get((code / 256) as usize)?, (code % 256) as u8))
}

fn plain_number(token: &Token) -> Option<(f64, usize)> {
    match token.form {
        Form::Number { value, digits, plain: true } => Some((value, digits)),
        _ => None,
    }
}

/// Reads digits, or number words up to "twenty-five"; returns the amount and the token after it.
fn number(scene: &Scene, at: usize, sums: bool) -> Option<(Amount, usize)> {
    let token = scene.tokens.get(at)?;
    if let Form::Number { value, .. } = token.form {
        let counts = value.is_finite() && (sums || !is_sum(scene, at));
        return (counts && token.suffix.is_empty()).then_some((Some(value), at + 1));
    }
    let tens = token.sense(Slot::Number)?;
    if tens < 0 {
        return Some((None, at + 1));
    }
    let hyphen = matches!(scene.tokens.get(at + 1)?.form, Form::Mark('-'));
    let next = at + 1 + usize::from(hyphen);
    let ones = scene.tokens.get(next).and_then(|t| t.sense(Slot::Number)).filter(|n| (1..10).contains(n));
    match ones {
        Some(ones) if tens >= 10 && tens % 10 == 0 => Some((Some(f64::from(tens + ones)), next + 1)),
        _ => Some((Some(f64::from(tens)), at + 1)),
    }
}

/// A number behind a currency sign.
fn is_sum(scene: &Scene, at: usize) -> bool {
    let sign = at.checked_sub(1).map(|b| &scene.tokens[b].form);
    matches!(sign, Some(Form::Mark('$' | '€' | '£' | '¥' | '₺' | '₼' | '₽' | '₴' | '#' | '№' | '§')))
}

fn day_number(token: &Token, lexicon: &Lexicon) -> Option<i8> {
    if let Some(value) = token.sense(Slot::Day) {
        return Some(value as i8);
    }
    let (value, digits) = plain_number(token)?;
    let ends = token.suffix.is_empty() || lexicon.is_ordinal_ending(&token.suffix);
    ((1.0..=31.0).contains(&value) && digits <= 2 && ends).then_some(value as i8)
}

fn ordinal(token: &Token, lexicon: &Lexicon) -> Option<u8> {
    let word = token.sense(Slot::Ordinal).map(|n| n as u8);
    word.or_else(|| {
        let (value, digits) = plain_number(token)?;
        (digits <= 2 && (token.suffix.is_empty() || lexicon.is_ordinal_ending(&token.suffix))).then_some(value as u8)
    })
}

fn year_number(token: &Token, lexicon: &Lexicon) -> Option<i16> {
    let (value, digits) = plain_number(token)?;
    let ends = token.suffix.is_empty() || lexicon.writing.suffixes;
    let decade = !token.suffix.is_empty() && lexicon.is_decade_ending(&token.suffix);
    (digits == 4 && (1000.0..2200.0).contains(&value) && ends && !decade).then_some(value as i16)
}

fn short_year(token: &Token) -> Option<i16> {
    let (value, digits) = plain_number(token)?;
    (digits == 2 && token.suffix.is_empty()).then(|| full_year(value as i16, 2))
}

/// `1990s`, `90s`: the decade by its first three digits.
fn decade(token: &Token, lexicon: &Lexicon) -> Option<i16> {
    let (value, digits) = plain_number(token)?;
    let year = value as i16;
    let round = year % 10 == 0 && (digits == 2 || (digits == 4 && year > 1000));
    let year = if digits == 2 { full_year(year, if year < 20 { 4 } else { 2 }) } else { year };
    // "the 20s" to "the 60s" of a newspaper are those of the last century.
    let year = if digits == 2 && year >= 2020 { year - 100 } else { year };
    (round && year >= 1000 && lexicon.is_decade_ending(&token.suffix)).then_some(year / 10)
}

fn calendar(token: &Token) -> Option<(i16, i8, i8)> {
    match token.form {
        Form::Calendar { year, month, day } => Some((year, month, day)),
        _ => None,
    }
}

fn clock(slot: Slot, token: &Token) -> Option<(u8, u8)> {
    if let (Slot::Clock, Form::Clock { hour, minute }) = (slot, &token.form) {
        return Some((*hour, *minute));
    }
    match (slot, &token.form) {
        (Slot::Hour, Form::Clock { hour, minute }) => Some((*hour, *minute)),
        (Slot::Hour, Form::Number { value, digits: 1..=2, plain: true }) if *value <= 24.0 => Some((*value as u8, 0)),
        (Slot::Hour, Form::Number { value, digits: 1..=2, .. }) => {
            let (hour, minute) = (value.trunc(), (value.fract() * 100.0).round());
            (*value < 24.0 && minute < 60.0).then_some((hour as u8, minute as u8))
        }
        (Slot::HourMinute, Form::Number { value, digits: 4, plain: true }) => {
            let (hour, minute) = ((value / 100.0) as u8, (value % 100.0) as u8);
            (hour < 25 && minute < 60).then_some((hour, minute))
        }
        _ => None,
    }
}

/// The beginnings of a word, shortest first, within [`LONGEST_STEM`].
pub(super) fn stems(word: &str) -> impl Iterator<Item = &str> {
    let ends = word.char_indices().map(|(i, c)| i + c.len_utf8());
    ends.take_while(|end| *end <= LONGEST_STEM).map(|end| &word[..end])
}

/// Parses one pattern into its variants, with and without each optional group of several words; the message names
/// what is wrong.
pub(super) fn parse(pattern: &str, classes: &dyn Fn(&str) -> Option<Vec<String>>) -> Result<Vec<Vec<Element>>, String> {
    let group = pattern.match_indices('(').find_map(|(open, _)| {
        let close = open + pattern[open..].find(')')?;
        pattern[open..close].contains(' ').then_some((open, close))
    });
    let Some((open, close)) = group else {
        let elements: Result<Vec<Element>, String> = pattern.split_whitespace().map(|p| element(p, classes)).collect();
        return Ok(vec![elements?]);
    };
    let (before, inside, after) = (&pattern[..open], &pattern[open + 1..close], &pattern[close + 1..]);
    let mut variants = parse(&format!("{before}{inside}{after}"), classes)?;
    variants.extend(parse(&format!("{before}{after}"), classes)?);
    Ok(variants)
}

fn element(piece: &str, classes: &dyn Fn(&str) -> Option<Vec<String>>) -> Result<Element, String> {
    let inner =
        |open, close| piece.strip_prefix(open).and_then(|p: &str| p.strip_suffix(close)).filter(|p| !p.is_empty());
    let (body, optional, context) = match (inner('(', ')'), inner('[', ']')) {
        (Some(body), _) => (body, true, false),
        (_, Some(body)) => (body, false, true),
        _ => (piece, false, false),
    };
    let mut any = Vec::new();
    for name in body.split('|') {
        match name.strip_prefix('@') {
            Some(class) => {
                let words = classes(class).ok_or_else(|| format!("no class `{class}` for `{piece}`"))?;
                any.extend(words.iter().map(|w| atom(w)).collect::<Result<Vec<_>, _>>()?);
            }
            None => any.push(atom(name)?),
        }
    }
    Ok(Element { any, optional, context })
}

fn atom(name: &str) -> Result<Atom, String> {
    if let Some(slot) = name.strip_prefix('<').and_then(|n| n.strip_suffix('>')) {
        return Slot::named(slot).map(Atom::Slot).ok_or_else(|| format!("no slot <{slot}>"));
    }
    if let Some(ending) = name.strip_prefix('~') {
        return Ok(Atom::Ending(super::token::fold(ending)));
    }
    let mut chars = name.chars();
    if let (Some(mark), None) = (chars.next().filter(|c| !c.is_alphanumeric()), chars.next()) {
        return Ok(Atom::Mark(mark));
    }
    let folded = super::token::fold(name);
    if let Some(stem) = folded.strip_suffix('*') {
        return Ok(Atom::Stem(stem.to_owned()));
    }
    let word = !folded.is_empty() && folded.chars().all(char::is_alphabetic);
    if word { Ok(Atom::Word(folded)) } else { Err(format!("`{name}` is no word: put spaces between words and marks")) }
}
