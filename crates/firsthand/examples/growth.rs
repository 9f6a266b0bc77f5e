//! Piles of any size with known truth, made from real articles: `growth make ARTICLES.csv COUNT` prints a pile as JSON
//! Lines, and `growth score ARTICLES.csv COUNT` reads pairs (`{"a":…,"b":…}` a line) and prints precision and recall.
//!
//! A story is an article of the CSV (columns `id`, `publisher`, `text`; paragraphs parted by ` ### `) of which each word
//! stands for another about as frequent, in each story for another one: lengths, punctuation and the law of the words
//! stay those of news, and two stories share no clause. Seven articles of ten are stories of their own; the others are
//! versions of a story that 2 to 200 articles have, by Zipf's law: cut, with paragraphs swapped, words edited and
//! paragraphs of their own put in. Stock phrases stand anywhere, and each outlet's note stands under its articles.
//! Everything follows from the number of articles.
//!
//! Truth is what an ideal reader of the pile can tell: two versions are siblings where both have one clause of their
//! story unbroken. That they are of one story is not enough, since each may have its own half.

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
/// Words of a clause: what the labels of real pairs ask for (`docs/benchmarks/reuse-labels.csv`).
const CLAUSE: usize = 10;
/// Words in common clauses from which on `firsthand` counts a pair as reuse: recall is given for these too.
const LONG_SENTENCE: usize = 24;
/// Words that stand in for one another: so many neighbours in the order of frequency, fewer among the most frequent.
const BAND: usize = 64;
/// The same among the four most frequent.
const LEAST_BAND: usize = 4;
/// Of a hundred paragraphs so many end in a stock phrase.
const STOCK_PERCENT: usize = 10;
/// So many stock phrases there are, of [`STOCK_WORDS`] words: more than one signature's shingle.
const STOCK_PHRASES: usize = 5_000;
const STOCK_WORDS: usize = 6;
/// Words of an outlet's note: notes under real articles have up to 51.
const NOTE_WORDS: usize = 30;

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

/// A word of an article that stories are made from.
struct Word {
    before: String,
    rank: usize,
    capital: bool,
    after: String,
}

/// A word of a made article, and which word of its story it is, if any.
type Printed = (String, Option<usize>);

/// What the pile is made from.
struct Press {
    /// Paragraphs of each article.
    articles: Vec<Vec<Vec<Word>>>,
    publishers: Vec<String>,
    /// Words by frequency.
    words: Vec<String>,
}

impl Press {
    fn read(path: &str) -> Result<Self, Box<dyn Error>> {
        let (mut texts, mut publishers) = (Vec::new(), BTreeSet::new());
        let mut count: BTreeMap<String, usize> = BTreeMap::new();
        for row in csv::Reader::from_path(path)?.deserialize() {
            let mut row: BTreeMap<String, String> = row?;
            let text = row.remove("text").ok_or("no column text")?;
            publishers.extend(row.remove("publisher"));
            for word in text.split_whitespace().filter(|word| !word.contains('/')) {
                *count.entry(parts(word).1.to_lowercase()).or_default() += 1;
            }
            texts.push(text);
        }
        let mut words: Vec<(usize, String)> = count.into_iter().map(|(word, n)| (n, word)).collect();
        words.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
        let words: Vec<String> = words.into_iter().map(|(_, word)| word).filter(|w| !w.is_empty()).collect();
        let ranks: BTreeMap<&str, usize> = words.iter().map(String::as_str).zip(0..).collect();
        let paragraph = |p: &str| p.split_whitespace().filter_map(|w| Word::read(w, &ranks)).collect();
        let articles = texts.iter().map(|text| text.split(" ### ").map(paragraph).collect()).collect();
        Ok(Self { articles, publishers: publishers.into_iter().collect(), words })
    }

    fn article(&self, story: u32) -> &[Vec<Word>] {
        &self.articles[story as usize % self.articles.len()]
    }

    /// A word in a story's own words.
    fn disguised(&self, word: &Word, story: u32) -> String {
        let band = (1 << word.rank.max(1).ilog2()).clamp(LEAST_BAND, BAND);
        let turn = Dice(u64::from(story) << 32 | word.rank as u64).below(band);
        let other = &self.words[(word.rank / band * band + turn).min(self.words.len() - 1)];
        let (before, after) = (&word.before, &word.after);
        if word.capital { format!("{before}{}{after}", capitalised(other)) } else { format!("{before}{other}{after}") }
    }

    /// A paragraph in a story's own words, one word in a hundred changed for each of `percent`. Its first word is
    /// number `first` of the story, if it is of the story.
    fn paragraph(&self, words: &[Word], first: Option<usize>, story: u32, edits: &mut Edits) -> Vec<Printed> {
        let mut printed = Vec::with_capacity(words.len() + STOCK_WORDS);
        let Edits { percent, dice } = edits;
        for (at, word) in words.iter().enumerate() {
            let any = |dice: &mut Dice| (self.words[dice.below(self.words.len())].clone(), None);
            let kept = || (self.disguised(word, story), first.map(|first| first + at));
            match if dice.chance(*percent) { dice.below(3) } else { 3 } {
                0 => printed.push(any(dice)),
                1 => {}
                2 => printed.extend([kept(), any(dice)]),
                _ => printed.push(kept()),
            }
        }
        if dice.chance(STOCK_PERCENT) {
            printed.extend(self.phrase(dice.below(STOCK_PHRASES), STOCK_WORDS));
        }
        printed
    }

    /// So many words that are the same wherever the number is.
    fn phrase(&self, number: usize, words: usize) -> impl Iterator<Item = Printed> {
        let mut dice = Dice(1 << 63 | number as u64);
        (0..words).map(move |_| (self.words[dice.below(self.words.len())].clone(), None))
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

    /// The paragraphs of a version.
    fn version(&self, version: Version) -> Vec<Vec<Printed>> {
        let mut dice = Dice(u64::from(version.story) << 32 | u64::from(version.number));
        let percent = if version.number == 0 { 0 } else { 1 + dice.below(6) };
        let (article, cut) = (self.article(version.story), self.cut(version));
        let mut first: usize = article[..cut.start].iter().map(Vec::len).sum();
        let mut edits = Edits { percent, dice };
        let mut paragraphs = Vec::new();
        for words in &article[cut] {
            paragraphs.push(self.paragraph(words, Some(first), version.story, &mut edits));
            first += words.len();
        }
        if version.number > 0 {
            self.rearrange(&mut paragraphs, edits.dice);
        }
        paragraphs
    }

    /// Swaps two paragraphs, now and then, and puts in up to five that no other article has.
    fn rearrange(&self, paragraphs: &mut Vec<Vec<Printed>>, mut dice: Dice) {
        if paragraphs.len() > 1 && dice.chance(30) {
            let (a, b) = (dice.below(paragraphs.len()), dice.below(paragraphs.len()));
            paragraphs.swap(a, b);
        }
        for _ in 0..dice.below(6) {
            let other = dice.next() as u32 | 1 << 31;
            let from = self.article(other);
            let words = &from[dice.below(from.len())];
            let at = dice.below(paragraphs.len() + 1);
            let mut edits = Edits { percent: 0, dice: Dice(dice.next()) };
            paragraphs.insert(at, self.paragraph(words, None, other, &mut edits));
        }
    }

    /// Where in its story each clause begins that the version has unbroken.
    fn clauses(&self, version: Version) -> Vec<bool> {
        let words: usize = self.article(version.story).iter().map(Vec::len).sum();
        let (mut clauses, mut run, mut last) = (vec![false; words], 0, None);
        for (_, origin) in self.version(version).into_iter().flatten() {
            let follows = origin.is_some() && origin == last.map(|at: usize| at + 1);
            run = if follows { run + 1 } else { usize::from(origin.is_some()) };
            if let Some(end) = origin.filter(|_| run >= CLAUSE) {
                clauses[end + 1 - CLAUSE] = true;
            }
            last = origin;
        }
        clauses
    }
}

/// How a version is edited.
struct Edits {
    percent: usize,
    dice: Dice,
}

impl Word {
    /// `None` for what has no letter or figure, and for a web address: it would be a clause of its own.
    fn read(word: &str, ranks: &BTreeMap<&str, usize>) -> Option<Self> {
        let (before, core, after) = parts(word);
        let rank = *ranks.get(core.to_lowercase().as_str())?;
        let capital = core.starts_with(char::is_uppercase);
        Some(Self { before: before.to_owned(), rank, capital, after: after.to_owned() })
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
        let outlet = Dice(at as u64).below(press.publishers.len());
        let mut paragraphs = press.version(version);
        paragraphs.push(press.phrase(STOCK_PHRASES + outlet, NOTE_WORDS).collect());
        let join = |p: &Vec<Printed>| p.iter().map(|(word, _)| word.as_str()).collect::<Vec<_>>().join(" ");
        let text = paragraphs.iter().map(join).collect::<Vec<_>>().join("\n\n");
        let outlet = &press.publishers[outlet];
        let row = serde_json::json!({"id": at.to_string(), "outlet": outlet, "language": "en", "text": text});
        writeln!(out, "{row}")?;
    }
    Ok(out.flush()?)
}

/// A pair as any program gives it.
#[derive(serde::Deserialize)]
struct Pair {
    a: String,
    b: String,
}

fn score(press: &Press, count: usize) -> Result<(), Box<dyn Error>> {
    let mut found: Vec<(u32, u32)> = Vec::new();
    for line in std::io::stdin().lines() {
        let pair: Pair = serde_json::from_str(&line?)?;
        let (a, b) = (pair.a.parse()?, pair.b.parse()?);
        found.push((u32::min(a, b), a.max(b)));
    }
    found.sort_unstable();
    found.dedup();
    let mut stories: BTreeMap<u32, Vec<(u32, Version)>> = BTreeMap::new();
    for (at, version) in plan(count).into_iter().enumerate() {
        stories.entry(version.story).or_default().push((at as u32, version));
    }
    let story: BTreeMap<u32, u32> =
        stories.iter().flat_map(|(story, members)| members.iter().map(|(at, _)| (*at, *story))).collect();
    let of_one_story = found.iter().filter(|(a, b)| story.get(a) == story.get(b)).count();
    let (mut siblings, mut copies) = (Recall::default(), Recall::default());
    for members in stories.into_values().filter(|members| members.len() > 1) {
        let clauses: Vec<Vec<bool>> = members.iter().map(|(_, version)| press.clauses(*version)).collect();
        for (i, (a, _)) in members.iter().enumerate() {
            for (j, (b, _)) in members.iter().enumerate().skip(i + 1) {
                let (words, is_met) = (common(&clauses[i], &clauses[j]), found.binary_search(&(*a, *b)).is_ok());
                siblings.count(words > 0, is_met);
                copies.count(words >= LONG_SENTENCE, is_met);
            }
        }
    }
    println!(
        "{} pairs, {of_one_story} of one story, precision {:.4}, recall {:.4} of {} siblings, {:.4} of {} with {LONG_SENTENCE} words",
        found.len(),
        siblings.met as f64 / found.len().max(1) as f64,
        siblings.share(),
        siblings.wanted,
        copies.share(),
        copies.wanted,
    );
    Ok(())
}

#[derive(Default)]
struct Recall {
    wanted: usize,
    met: usize,
}

impl Recall {
    fn count(&mut self, is_wanted: bool, is_met: bool) {
        self.wanted += usize::from(is_wanted);
        self.met += usize::from(is_wanted && is_met);
    }

    fn share(&self) -> f64 {
        self.met as f64 / self.wanted.max(1) as f64
    }
}

/// Words within clauses that both have.
fn common(a: &[bool], b: &[bool]) -> usize {
    let (mut words, mut end) = (0, 0);
    for at in (0..a.len()).filter(|&at| a[at] && b[at]) {
        words += at + CLAUSE - end.max(at);
        end = at + CLAUSE;
    }
    words
}
