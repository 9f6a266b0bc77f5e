//! Invented articles from a seed: words of made-up syllables, frequent and rare as in a language, with stock
//! phrases that unrelated articles share. Nothing is taken from any text.

/// Splitmix64 (Steele, Lea and Flood, 2014): a seed gives the same fiction on every machine.
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    pub(crate) fn below(&mut self, limit: usize) -> usize {
        (self.next() % limit.max(1) as u64) as usize
    }

    pub(crate) fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }
}

const SYLLABLES: [&str; 24] = [
    "ba", "tor", "mi", "len", "ka", "sor", "ve", "dun", "ri", "pol", "na", "gest", "o", "whi", "fa", "ster", "lu",
    "cam", "é", "brin", "zu", "than", "i", "mor",
];

/// The word of a rank: low ranks are short and, by `word`, frequent.
fn spell(rank: usize) -> String {
    let mut dice = Dice(rank as u64);
    let length = if rank < 60 { 1 + rank % 2 } else { 2 + rank % 3 };
    (0..length).map(|_| SYLLABLES[dice.below(SYLLABLES.len())]).collect()
}

/// A word by a law near Zipf's: the cube of an even draw crowds the low ranks.
fn word(dice: &mut Dice) -> String {
    let draw = dice.below(1_000) as f64 / 1_000.0;
    spell((draw * draw * draw * 6_000.0) as usize)
}

/// One of forty phrases that every article of a beat uses.
fn stock(dice: &mut Dice) -> String {
    let mut fixed = Dice(7_000_000 + dice.below(40) as u64);
    (0..6).map(|_| word(&mut fixed)).collect::<Vec<_>>().join(" ")
}

pub(crate) fn sentence(dice: &mut Dice) -> String {
    let mut words: Vec<String> = (0..8 + dice.below(18)).map(|_| word(dice)).collect();
    if dice.chance(30) {
        words.insert(words.len() / 2, stock(dice));
    }
    if dice.chance(25) {
        words.push(format!("{}", 2 + dice.below(9_000)));
    }
    let plain = words.join(" ");
    if dice.chance(15) { format!("\"{plain},\" {} said.", word(dice)) } else { format!("{plain}.") }
}

pub(crate) fn paragraph(dice: &mut Dice) -> String {
    (0..2 + dice.below(3)).map(|_| sentence(dice)).collect::<Vec<_>>().join(" ")
}

pub(crate) fn article(dice: &mut Dice, paragraphs: usize) -> Vec<String> {
    (0..paragraphs).map(|_| paragraph(dice)).collect()
}

/// What a copy desk does to a text: one word in `100 / percent` is changed, dropped or followed by a new one, and
/// the quotation marks are those of the house.
pub(crate) fn edit(text: &str, percent: usize, dice: &mut Dice) -> String {
    let mut words = Vec::new();
    for old in text.split(' ') {
        match if dice.chance(percent) { dice.below(3) } else { 9 } {
            0 => words.push(word(dice)),
            1 => {}
            2 => words.extend([old.to_owned(), word(dice)]),
            _ => words.push(old.to_owned()),
        }
    }
    words.join(" ").replace('"', "”")
}

/// A longer article into which `copied` edited paragraphs of `story` are put, in an order of their own.
pub(crate) fn reprint(story: &[String], copied: usize, own: usize, percent: usize, dice: &mut Dice) -> String {
    let mut paragraphs = article(dice, own);
    let first = dice.below(story.len() - copied.min(story.len()) + 1);
    for source in story.iter().skip(first).take(copied) {
        let at = dice.below(paragraphs.len() + 1);
        paragraphs.insert(at, edit(source, percent, dice));
    }
    paragraphs.join("\n\n")
}

/// Half of the articles are new; each of the others holds some paragraphs of one of them.
pub(crate) fn pile(count: usize) -> Vec<String> {
    let mut dice = Dice(count as u64);
    let stories: Vec<Vec<String>> = (0..count.div_ceil(2)).map(|_| article(&mut dice, 12)).collect();
    let copies = stories.iter().enumerate().map(|(at, story)| reprint(story, 1 + at % 6, 7, 8, &mut dice));
    stories.iter().map(|story| story.join("\n\n")).chain(copies).take(count).collect()
}
