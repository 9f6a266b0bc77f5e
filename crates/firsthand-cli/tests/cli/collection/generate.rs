//! A pile of made-up articles, as long as one likes and equal for equal seeds.

use std::fmt::Write;

use serde_json::json;

/// Numerical Recipes' generator: good enough to vary fiction, and no dependency.
pub(super) struct Dice(u64);

impl Dice {
    pub(super) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(2_862_933_555_777_941_757).wrapping_add(3_037_000_493))
    }

    pub(super) fn below(&mut self, most: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % most
    }

    fn of<'a>(&mut self, list: &[&'a str]) -> &'a str {
        list[self.below(list.len() as u64) as usize]
    }
}

const SYLLABLES: [&str; 24] = [
    "vel", "mo", "ra", "kar", "sel", "os", "tra", "ne", "lin", "dor", "pa", "ket", "mir", "su", "bal", "gon", "tes",
    "ri", "hal", "no", "fen", "wick", "ul", "da",
];
const VERBS: [&str; 8] =
    ["will close", "will sell", "has bought", "plans to move", "will repair", "lost", "found", "will tax"];
const THINGS: [&str; 10] =
    ["ferry", "depot", "mill", "tower", "bridge", "market", "canal", "orchard", "archive", "lighthouse"];
const CREDITS: [&str; 8] = [
    "a source in the ministry said",
    "the council announced on Tuesday",
    "two officials told reporters",
    "according to the port authority",
    "residents said",
    "the company denied",
    "an engineer who counted them said",
    "it is said",
];

/// One JSON Lines record: article `number` of the pile with this seed.
pub(super) fn article(seed: u64, number: u64) -> String {
    let mut dice = Dice::new(seed.wrapping_mul(1_000_003).wrapping_add(number));
    let outlet = dice.below(200);
    let mut text = String::new();
    for _ in 0..8 + dice.below(8) {
        sentence(&mut dice, &mut text);
    }
    let day = 1 + number % 28;
    let record = json!({
        "id": format!("a{number}"),
        "url": format!("https://outlet{outlet}.example/{number}"),
        "outlet": format!("{} Courier", name(&mut Dice::new(outlet))),
        "published": format!("2031-03-{day:02}T{:02}:{:02}:00Z", dice.below(24), dice.below(60)),
        "language": "en",
        "title": format!("{} {} {}", name(&mut dice), dice.of(&VERBS), dice.of(&THINGS)),
        "text": text,
    });
    record.to_string()
}

fn sentence(dice: &mut Dice, text: &mut String) {
    let (who, what) = (name(dice), name(dice));
    let (verb, thing, credit) = (dice.of(&VERBS), dice.of(&THINGS), dice.of(&CREDITS));
    let number = 2 + dice.below(900);
    let gap = if dice.below(3) == 0 { "\n\n" } else { " " };
    let words: Vec<String> = (0..dice.below(8)).map(|_| name(dice).to_lowercase()).collect();
    let rest = words.join(" ");
    let _ = write!(
        text,
        "The town of {who} {verb} the {what} {thing} with {number} rooms {rest} within {} days, {credit}.{gap}",
        3 + number % 20
    );
}

fn name(dice: &mut Dice) -> String {
    let word: String = (0..2 + dice.below(2)).map(|_| dice.of(&SYLLABLES)).collect();
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// The articles with these numbers, as JSON Lines.
pub(super) fn pile(seed: u64, numbers: std::ops::Range<u64>) -> String {
    numbers.map(|number| article(seed, number) + "\n").collect()
}
