//! Which numbers does a sentence name, in figures or in words, and of how many of all does it speak?

use super::tables::{Quantity, Share, Tables};
use crate::model::Language;
use crate::text::{Kind, Token};

/// A number with the tokens that it takes, half-open.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Amount {
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) value: f64,
}

/// The numbers of a sentence in order.
pub(super) fn amounts(tokens: &[Token], language: Language) -> Vec<Amount> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let Some((value, used)) = amount(&tokens[at..], language) else {
            at += 1;
            continue;
        };
        found.push(Amount { from: at, to: at + used, value });
        at += used;
    }
    found
}

/// Shares of all there are, with the token that says so. "Some 277 litres" is no part of them: before figures the word
/// rounds.
pub(super) fn shares(tokens: &[Token], language: Language) -> Vec<(usize, Share)> {
    let figures = |at: usize| tokens.get(at).is_some_and(|t| t.folded.starts_with(|c: char| c.is_ascii_digit()));
    let share = |(at, token): (usize, &Token)| match Tables::all().quantity(&token.folded, language) {
        Some(Quantity::Share(Share::Some)) if figures(at + 1) => None,
        Some(Quantity::Share(share)) => Some((at, share)),
        _ => None,
    };
    tokens.iter().enumerate().filter_map(share).collect()
}

fn amount(tokens: &[Token], language: Language) -> Option<(f64, usize)> {
    let (mut value, mut used) = match tokens[0].kind {
        Kind::Mark => return None,
        _ if tokens[0].folded.starts_with(|c: char| c.is_ascii_digit()) => in_figures(tokens)?,
        _ => {
            match Tables::all().quantity(&tokens[0].folded, language).or_else(|| joined(&tokens[0].folded, language))? {
                Quantity::Number(value) => in_words(value, tokens, language),
                Quantity::Times(_) | Quantity::Share(_) => return None,
            }
        }
    };
    // "2.400 mil millones": one multiplier after another, with or without a full stop behind an abbreviation.
    while let Some(token) = tokens.get(used) {
        let Some(Quantity::Times(factor)) = Tables::all().quantity(&token.folded, language) else { break };
        value *= factor;
        used += 1;
    }
    Some((value, used))
}

/// "On iki", "treinta y dos": tens with ones behind them.
fn in_words(tens: f64, tokens: &[Token], language: Language) -> (f64, usize) {
    let and = usize::from(tokens.get(1).is_some_and(|t| matches!(t.folded.as_str(), "y" | "e" | "et")));
    let ones = tokens.get(1 + and).and_then(|t| Tables::all().quantity(&t.folded, language));
    // English and others have words of their own below twenty.
    let least = if matches!(language, Language::Turkish | Language::Azerbaijani) { 10.0 } else { 20.0 };
    match ones {
        Some(Quantity::Number(ones)) if ones < 10.0 && tens >= least && tens % 10.0 == 0.0 => (tens + ones, 2 + and),
        _ => (tens, 1),
    }
}

/// "Fifty-two", "zweiundfünfzig": tens and ones in one word.
fn joined(folded: &str, language: Language) -> Option<Quantity> {
    let of = |word: &str| match Tables::all().quantity(word, language) {
        Some(Quantity::Number(value)) => Some(value),
        _ => None,
    };
    let (left, right) = match language {
        Language::German => folded.split_once("und")?,
        _ => folded.split_once('-')?,
    };
    let one = if language == Language::German && left == "ein" { Some(1.0) } else { of(left) };
    Some(Quantity::Number(one? + of(right)?))
}

/// "9 000", "2,4", "50.000" and the figures of "4-ü" and "50,000-florin".
fn in_figures(tokens: &[Token]) -> Option<(f64, usize)> {
    let figures = |t: &Token| -> String {
        t.folded.chars().take_while(|c| c.is_ascii_digit() || matches!(c, '.' | ',')).collect()
    };
    let first = figures(&tokens[0]);
    let mut value = decimal(&first)?;
    let mut used = 1;
    let is_group = |t: &Token| t.folded.len() == 3 && t.folded.bytes().all(|b| b.is_ascii_digit());
    let whole = first.len() <= 3 && first.len() == tokens[0].folded.len();
    // Groups of digits are parted by one space, thin or not.
    let adjoins = |left: &Token, right: &Token| right.span.start - left.span.end <= 3;
    while whole && tokens.get(used).is_some_and(|t| is_group(t) && adjoins(&tokens[used - 1], t)) {
        value = value * 1000.0 + tokens[used].folded.parse::<f64>().ok()?;
        used += 1;
    }
    Some((value, used))
}

fn decimal(figures: &str) -> Option<f64> {
    let figures = figures.trim_end_matches(['.', ',']);
    let parts: Vec<&str> = figures.split(['.', ',']).collect();
    match parts.as_slice() {
        [whole] => whole.parse().ok(),
        [_, rest @ ..] if rest.iter().all(|p| p.len() == 3) => parts.concat().parse().ok(),
        [whole, fraction] => format!("{whole}.{fraction}").parse().ok(),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::tokens;

    fn values(text: &str, language: Language) -> Vec<f64> {
        amounts(&tokens(text, 0), language).iter().map(|a| a.value).collect()
    }

    #[test]
    fn one_amount_in_many_spellings() {
        for (text, language) in [
            ("2.4 billion florins", Language::English),
            ("2,4 Milliarden Florin", Language::German),
            ("2.400 millones de florines", Language::Spanish),
            ("2,4 mil milhões de florins", Language::Portuguese),
            ("2,4 млрд флоринов", Language::Russian),
            ("2,4 milyar florine", Language::Turkish),
        ] {
            assert_eq!(values(text, language), [2.4e9], "{text}");
        }
        assert_eq!(values("Three hundred jobs, 9 000 homes", Language::English), [300.0, 9000.0]);
        assert_eq!(values("12-yə qarşı 31", Language::Azerbaijani), [12.0, 31.0]);
    }

    #[test]
    fn tens_and_ones_are_one_number() {
        assert_eq!(values("on iki sürücü", Language::Turkish), [12.0]);
        assert_eq!(values("treinta y dos heridos", Language::Spanish), [32.0]);
        assert_eq!(values("Fifty-two migrants", Language::English), [52.0]);
        assert_eq!(values("zweiundfünfzig Boote", Language::German), [52.0]);
    }

    #[test]
    fn of_how_many() {
        let of =
            |text: &str| shares(&tokens(text, 0), Language::German).into_iter().map(|(_, s)| s).collect::<Vec<_>>();
        assert_eq!(of("Die Hälfte der Dörfer, alle Lehrer"), [Share::Half, Share::All]);
    }
}
