//! Piles of any size with known truth, made from real articles: `growth make ARTICLES.csv COUNT` prints a pile as JSON
//! Lines, and `growth score ARTICLES.csv COUNT` reads pairs (`{"a":…,"b":…}` a line) and prints precision and recall.
//!
//! A story is an article of the CSV (columns `id`, `publisher`, `text`; paragraphs parted by ` ### `) whose words are
//! put in the places of others about as frequent, each story in its own way: lengths, punctuation and the law of the
//! words stay those of news, and two stories share no sentence. Seven articles of ten are stories of their own; the
//! others are versions of a story that 2 to 200 articles have, by Zipf's law: cut, with paragraphs swapped, words
//! edited and paragraphs of their own put in. Everything follows from the number of articles.

#![expect(clippy::print_stdout, reason = "a measuring program reports on standard output")]

#[path = "../tests/text_reuse/fiction.rs"]
#[expect(dead_code, reason = "only the dice are used")]
mod fiction;

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::io::Write;

use fiction::Dice;

/// Of a hundred articles so many have no sibling.
const ALONE_PERCENT: usize = 70;
/// Articles of the largest story.
const LARGEST: usize = 200;
/// Two versions that have so many words of one story in common are siblings: a short paragraph.
const SIBLING_WORDS: usize = 40;
/// The most frequent words stay as they are: articles and prepositions.
const FUNCTION_WORDS: usize = 20;
/// Words that stand in for one another: so many neighbours in the order of frequency.
const BAND: usize = 64;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments[..] {
        ["make", path, count] => make(&Press::read(path)?, count.parse()?),
        ["score", path, count] => score(&Press::read(path)?, count.parse()?),
        _ => Err("usage: growth make | score ARTICLES.csv COUNT".into()),
    }
}

/// One article of a pile: which version of which story.
#[derive(Clone, Copy)]
struct Version {
    story: u32,
    number: u32,
}

/// The articles of a pile in their order.
fn plan(count: usize) -> Vec<Version> {
    let mut dice = Dice(count as u64);
    let alone = (count * ALONE_PERCENT).div_ceil(100);
    let mut plan: Vec<Version> = (0..alone).map(|story| Version { story: story as u32, number: 0 }).collect();
    let mut story = alone as u32;
    while plan.len() < count {
        // A last story of one article would be one more without a sibling.
        let size = zipf(&mut dice).min(count - plan.len());
        plan.extend((0..size).map(|number| Version { story, number: number as u32 }));
        story += 1;
    }
    for at in (1..plan.len()).rev() {
        plan.swap(at, dice.below(at + 1));
    }
    plan
}

/// A number from 2 to [`LARGEST`], one in proportion to its inverse square.
fn zipf(dice: &mut Dice) -> usize {
    let weight = |n: usize| 1.0 / (n * n) as f64;
    let all: f64 = (2..=LARGEST).map(weight).sum();
    let mut left = dice.below(1 << 30) as f64 / f64::from(1 << 30) * all;
    (2..LARGEST)
        .find(|&n| {
            left -= weight(n);
            left < 0.0
        })
        .unwrap_or(LARGEST)
}

/// What the pile is made from.
struct Press {
    articles: Vec<Vec<String>>,
    publishers: Vec<String>,
    /// Words by frequency, and where each stands.
    words: Vec<String>,
    rank: BTreeMap<String, usize>,
}

impl Press {
    fn read(path: &str) -> Result<Self, Box<dyn Error>> {
        let (mut articles, mut publishers) = (Vec::new(), BTreeSet::new());
        let mut count: BTreeMap<String, usize> = BTreeMap::new();
        for row in csv::Reader::from_path(path)?.deserialize() {
            let mut row: BTreeMap<String, String> = row?;
            let text = row.remove("text").ok_or("no column text")?;
            publishers.extend(row.remove("publisher"));
            for word in text.split_whitespace() {
                *count.entry(parts(word).1.to_lowercase()).or_default() += 1;
            }
            articles.push(text.split(" ### ").map(str::to_owned).collect());
        }
        let mut words: Vec<(usize, String)> = count.into_iter().map(|(word, n)| (n, word)).collect();
        words.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
        let words: Vec<String> = words.into_iter().map(|(_, word)| word).filter(|w| !w.is_empty()).collect();
        let rank = words.iter().cloned().zip(0..).collect();
        Ok(Self { articles, publishers: publishers.into_iter().collect(), words, rank })
    }

    fn article(&self, story: u32) -> &[String] {
        &self.articles[story as usize % self.articles.len()]
    }

    /// A word in a story's own words.
    fn disguised(&self, word: &str, story: u32) -> String {
        let (before, core, after) = parts(word);
        let rank = self.rank.get(&core.to_lowercase()).copied().unwrap_or(0);
        if rank < FUNCTION_WORDS {
            return word.to_owned();
        }
        let band = rank / BAND;
        let turn = Dice(u64::from(story) << 20 | band as u64).below(BAND);
        let other = &self.words[(band * BAND + (rank + turn) % BAND).min(self.words.len() - 1)];
        let capital = core.starts_with(char::is_uppercase);
        format!("{before}{}{after}", if capital { capitalised(other) } else { other.clone() })
    }

    /// A paragraph in a story's own words, one word in a hundred changed for each of `percent`.
    fn paragraph(&self, text: &str, story: u32, percent: usize, dice: &mut Dice) -> String {
        let mut words = Vec::new();
        for word in text.split_whitespace() {
            let any = |dice: &mut Dice| self.words[dice.below(self.words.len())].clone();
            match if dice.chance(percent) { dice.below(3) } else { 3 } {
                0 => words.push(any(dice)),
                1 => {}
                2 => words.extend([self.disguised(word, story), any(dice)]),
                _ => words.push(self.disguised(word, story)),
            }
        }
        words.join(" ")
    }

    /// Which paragraphs of its story a version has, as a range.
    fn cut(&self, version: Version) -> std::ops::Range<usize> {
        let all = self.article(version.story).len();
        if version.number == 0 {
            return 0..all;
        }
        let mut dice = Dice(u64::from(version.story) << 8 | u64::from(version.number));
        let length = (all * (30 + dice.below(71))).div_ceil(100);
        let from = dice.below(all - length + 1);
        from..from + length
    }

    fn text(&self, version: Version) -> String {
        let mut dice = Dice(u64::from(version.story) << 32 | u64::from(version.number));
        let percent = if version.number == 0 { 0 } else { 1 + dice.below(6) };
        let kept = &self.article(version.story)[self.cut(version)];
        let mut paragraphs: Vec<String> =
            kept.iter().map(|p| self.paragraph(p, version.story, percent, &mut dice)).collect();
        if version.number > 0 {
            if paragraphs.len() > 1 && dice.chance(30) {
                let (a, b) = (dice.below(paragraphs.len()), dice.below(paragraphs.len()));
                paragraphs.swap(a, b);
            }
            for _ in 0..dice.below(6) {
                let other = dice.next() as u32 | 1 << 31;
                let from = self.article(other);
                let own = self.paragraph(&from[dice.below(from.len())], other, 0, &mut dice);
                paragraphs.insert(dice.below(paragraphs.len() + 1), own);
            }
        }
        paragraphs.join("\n\n")
    }

    /// Words of their story that two of its versions have in common.
    fn common(&self, a: Version, b: Version) -> usize {
        let (x, y) = (self.cut(a), self.cut(b));
        let both = x.start.max(y.start)..x.end.min(y.end);
        let paragraphs = self.article(a.story).get(both).unwrap_or_default();
        paragraphs.iter().map(|p| p.split_whitespace().count()).sum()
    }
}

/// Punctuation before a word, the word, punctuation after.
fn parts(word: &str) -> (&str, &str, &str) {
    let core = word.trim_matches(|c: char| !c.is_alphanumeric());
    let start = word.find(core).unwrap_or(0);
    (&word[..start], core, &word[start + core.len()..])
}

fn capitalised(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map(|c| c.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

fn make(press: &Press, count: usize) -> Result<(), Box<dyn Error>> {
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for (at, version) in plan(count).into_iter().enumerate() {
        let outlet = &press.publishers[Dice(at as u64).below(press.publishers.len())];
        let row =
            serde_json::json!({"id": at.to_string(), "outlet": outlet, "language": "en", "text": press.text(version)});
        writeln!(out, "{row}")?;
    }
    Ok(out.flush()?)
}

fn score(press: &Press, count: usize) -> Result<(), Box<dyn Error>> {
    let plan = plan(count);
    let mut found = BTreeSet::new();
    for line in std::io::stdin().lines() {
        let row: serde_json::Value = serde_json::from_str(&line?)?;
        let id = |key: &str| row[key].as_str().and_then(|id| id.parse::<u32>().ok()).ok_or("a pair without ids");
        let (a, b) = (id("a")?, id("b")?);
        found.insert((a.min(b), a.max(b)));
    }
    let of = |at: u32| plan[at as usize];
    let right = found.iter().filter(|(a, b)| of(*a).story == of(*b).story).count();
    let mut stories: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    for (at, version) in plan.iter().enumerate() {
        stories.entry(version.story).or_default().push(at as u32);
    }
    let (mut wanted, mut met) = (0_usize, 0_usize);
    for members in stories.values() {
        for (at, &a) in members.iter().enumerate() {
            for &b in members[at + 1..].iter().filter(|&&b| press.common(of(a), of(b)) >= SIBLING_WORDS) {
                wanted += 1;
                met += usize::from(found.contains(&(a, b)));
            }
        }
    }
    println!(
        "{} pairs, precision {:.4}, recall {:.4} of {wanted} siblings",
        found.len(),
        right as f64 / found.len().max(1) as f64,
        met as f64 / wanted.max(1) as f64
    );
    Ok(())
}
