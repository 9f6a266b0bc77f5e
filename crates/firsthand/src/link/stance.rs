//! Does an article pass the claim on, deny it, or weigh it?

use super::mentions::Core;
use super::units::{Line, Unit};
use crate::lexicon::List;
use crate::model::{Role, Stance};

/// How far into the article a denial still is its news: the title and so many sentences.
const NEWS_LINES: usize = 6;
/// Marks of denial needed for the denial to be the news. A word of denial in the title is two, else each mark is one.
const DENIAL_IS_NEWS: u32 = 2;

/// The stance of a whole report. `shares` tells how much of the claim each line words.
pub fn of_report(unit: &Unit, core: &Core, shares: &[f32]) -> Stance {
    let interview = unit.lines.iter().any(|l| l.role == Role::Question);
    let title_denies = unit.lines.iter().any(|l| l.role == Role::Title && word_denies(l));
    if denials(unit, core, shares) >= DENIAL_IS_NEWS && (title_denies || !interview) {
        return Stance::Denies;
    }
    let title_asks = unit.lines.iter().any(|l| l.role == Role::Title && l.asks);
    let left_open = unit.lines.iter().take(NEWS_LINES).any(|l| l.has(List::Open));
    // "I don't know who is right": the writer weighs it.
    let weighs = unit.lines.iter().any(|l| l.has(List::Weighs));
    if interview || weighs || title_asks && left_open {
        return Stance::Discusses;
    }
    Stance::Asserts
}

/// The stance of one sentence within a report.
pub fn of_line(line: &Line, core: &Core) -> Stance {
    if line_denies(line, core) {
        Stance::Denies
    } else if line.asks
        || line.has(List::Open)
        || line.has(List::Withdrawn)
        || line.role == Role::Question
        || line.role == Role::Answer
    {
        Stance::Discusses
    } else {
        Stance::Asserts
    }
}

/// Counts the marks of denial at the head of a report. The claim's own words turned round speak only where the title
/// turns them round too, or beside a word of denial: "unless the level is not lowered" denies nothing.
fn denials(unit: &Unit, core: &Core, shares: &[f32]) -> u32 {
    let news: Vec<(&Line, f32)> = unit.lines.iter().zip(shares.iter().copied()).take(NEWS_LINES).collect();
    let title = |l: &Line| l.role == Role::Title;
    let words: u32 = news
        .iter()
        .filter(|(l, s)| word_denies(l) && (*s > 0.0 || title(l)))
        .map(|(l, _)| if title(l) { 2 } else { 1 })
        .sum();
    let turned: Vec<bool> = news.iter().map(|(l, _)| core.is_turned_round(l) && !l.has(List::Open)).collect();
    let title_turned = news.iter().zip(&turned).any(|((l, _), t)| title(l) && *t);
    if words > 0 || title_turned { words + turned.iter().filter(|t| **t).count() as u32 } else { 0 }
}

/// Whether a sentence denies: by a word of denial, or by the claim's own words turned round.
pub(super) fn line_denies(line: &Line, core: &Core) -> bool {
    word_denies(line) || (core.is_turned_round(line) && !line.has(List::Open))
}

/// "can neither confirm nor deny" leaves it open.
pub(super) fn word_denies(line: &Line) -> bool {
    let denied = line.has(List::Deny) || line.has(List::Dropped) || line.has(List::Acquitted);
    denied && !line.has(List::Open)
}
