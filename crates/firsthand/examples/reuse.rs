//! Measures text-reuse detection on a CSV of articles with the columns `id`, `publisher` and `text`:
//! `reuse PATH [compare | pairs | show FROM TO COUNT]`; or, with `reuse --fiction COUNT`, on invented ones.
//!
//! `pairs` prints each pair found as a line of JSON, with its equal words outside quotation marks and in all; `compare` holds winnowing and MinHash-LSH against the alignment of every pair; `show` prints an even choice of
//! the pairs with that many words in common outside quotation marks, to be read by hand.

#![expect(clippy::print_stdout, reason = "a measuring program reports on standard output")]

#[path = "../tests/text_reuse/fiction.rs"]
mod fiction;

use std::collections::BTreeSet;
use std::error::Error;
use std::time::Instant;

use firsthand::link::reuse::{
    Config, Index, Reuse, Side, Signature, Tally, Text, Tokens, align, find, hashes, judge, sign, tokenise,
};
use firsthand::model::Span;

type Pairs = BTreeSet<(usize, usize)>;

struct Article {
    id: String,
    outlet: u32,
    text: String,
    body: [Span; 1],
}

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments[..] {
        ["--fiction", count] => time(&invent(count.parse()?)),
        [path] => time(&read(path)?),
        [path, "pairs"] => pairs(&read(path)?),
        [path, "compare"] => compare(&read(path)?),
        [path, "show", from, to, count] => show(&read(path)?, from.parse()?, to.parse()?, count.parse()?),
        _ => return Err("usage: reuse PATH [compare | pairs | show FROM TO COUNT], or reuse --fiction COUNT".into()),
    }
    Ok(())
}

fn read(path: &str) -> Result<Vec<Article>, Box<dyn Error>> {
    let mut articles = Vec::new();
    let mut outlets: Vec<String> = Vec::new();
    for row in csv::Reader::from_path(path)?.deserialize() {
        let row: std::collections::BTreeMap<String, String> = row?;
        let outlet = outlets.iter().position(|o| *o == row["publisher"]).unwrap_or_else(|| {
            outlets.push(row["publisher"].clone());
            outlets.len() - 1
        });
        let text = row["text"].replace(" ### ", "\n\n");
        let body = [Span::new(0, text.len())];
        articles.push(Article { id: row["id"].clone(), outlet: outlet as u32, text, body });
    }
    Ok(articles)
}

fn invent(count: usize) -> Vec<Article> {
    let article = |(at, text): (usize, String)| {
        let body = [Span::new(0, text.len())];
        Article { id: at.to_string(), outlet: at as u32 % 100, text, body }
    };
    fiction::pile(count).into_iter().enumerate().map(article).collect()
}

fn texts(articles: &[Article]) -> Vec<Text<'_>> {
    articles.iter().map(|a| Text { text: &a.text, body: &a.body, outlet: Some(a.outlet) }).collect()
}

fn outlets(articles: &[Article]) -> Vec<Option<u32>> {
    articles.iter().map(|a| Some(a.outlet)).collect()
}

fn clock<T>(what: &str, work: impl FnOnce() -> T) -> T {
    let start = Instant::now();
    let value = work();
    println!("{:>8.1} ms  {what}", start.elapsed().as_secs_f64() * 1e3);
    value
}

/// The whole first, then one line a step, as a caller with threads would run them.
fn time(articles: &[Article]) {
    let config = Config::default();
    let whole = clock("all of it, by `find`", || find(&texts(articles), &config));
    println!("resident at most: {}", peak_memory());
    let tokens = clock("tokenise", || all_tokens(articles));
    let signatures = clock("sign", || all_signatures(&tokens, &config));
    let index = clock("index", || Index::new(&signatures, &outlets(articles), &config));
    let pairs = clock("candidates", || candidates(&index, articles.len()));
    let found = clock("align and judge", || judged(&tokens, &index, &pairs, &config));
    assert_eq!(found, whole, "the pieces give what the whole gives");
    let prints: usize = signatures.iter().map(|s| s.prints.len()).sum();
    let words: usize = tokens.iter().map(Tokens::len).sum();
    println!("{} articles, {words} words, {prints} prints", articles.len());
    println!("{} texts hold the commonest print", most_holders(&signatures));
    println!("{} candidate pairs, {} pairs found", pairs.len(), found.len());
    println!("{} of them copied, the others share quotations only", count(&found, true));
}

fn most_holders(signatures: &[Signature]) -> usize {
    let mut holders: Vec<(u64, usize)> = Vec::new();
    for (text, signature) in signatures.iter().enumerate() {
        holders.extend(signature.prints.iter().map(|print| (print.hash, text)));
    }
    holders.sort_unstable();
    holders.dedup();
    holders.chunk_by(|x, y| x.0 == y.0).map(<[_]>::len).max().unwrap_or(0)
}

/// The most memory that the process has held, as Linux tells it.
fn peak_memory() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap_or("unknown").trim().to_owned()
}

fn all_tokens(articles: &[Article]) -> Vec<Tokens> {
    articles.iter().map(|a| tokenise(&a.text, &a.body)).collect()
}

fn all_signatures(tokens: &[Tokens], config: &Config) -> Vec<Signature> {
    tokens.iter().map(|t| sign(t, config)).collect()
}

fn candidates(index: &Index, texts: usize) -> Pairs {
    let mut tally = Tally::default();
    let mut pairs = Pairs::new();
    for a in 0..texts {
        pairs.extend(index.candidates(a, &mut tally).iter().map(|&b| (a, b as usize)).filter(|(a, b)| a < b));
    }
    pairs
}

fn judged(tokens: &[Tokens], index: &Index, pairs: &Pairs, config: &Config) -> Vec<Reuse> {
    let side = |text: usize| Side { text, tokens: &tokens[text], boilerplate: index.boilerplate(text) };
    let judge_pair = |&(a, b): &(usize, usize)| {
        let passages = align(&tokens[a], &tokens[b], config);
        judge(side(a), side(b), passages, config)
    };
    pairs.iter().filter_map(judge_pair).collect()
}

/// Recall of candidates against the alignment of every pair.
fn compare(articles: &[Article]) {
    let config = Config::default();
    let tokens = all_tokens(articles);
    let index = Index::new(&all_signatures(&tokens, &config), &outlets(articles), &config);
    let every: Pairs = (0..articles.len()).flat_map(|b| (0..b).map(move |a| (a, b))).collect();
    let truth = clock("align every pair", || judged(&tokens, &index, &every, &config));
    println!("{} pairs copied, {} quotations only", count(&truth, true), count(&truth, false));
    for (shingle, window, shared_prints) in [
        (5, 8, 1),
        (5, 8, 2),
        (5, 8, 3),
        (5, 6, 2),
        (5, 4, 2),
        (5, 4, 3),
        (5, 12, 2),
        (4, 6, 2),
        (4, 4, 3),
        (6, 4, 2),
        (6, 8, 2),
        (8, 8, 1),
    ] {
        let config = Config { shingle, window, shared_prints, ..Config::default() };
        let name = format!("winnowing, {shingle} words, window {window}, {shared_prints} shared");
        let pairs = clock(&name, || {
            let signatures = all_signatures(&tokens, &config);
            candidates(&Index::new(&signatures, &outlets(articles), &config), articles.len())
        });
        report(&pairs, &truth);
    }
    for (bands, rows) in [(128, 1), (64, 2), (128, 2), (32, 4)] {
        let name = format!("MinHash-LSH, 5 words, {bands} bands of {rows}");
        let pairs = clock(&name, || minhash(&tokens_of(articles), bands, rows));
        report(&pairs, &truth);
    }
}

fn count(found: &[Reuse], copied: bool) -> usize {
    found.iter().filter(|r| r.copied == copied).count()
}

fn report(pairs: &Pairs, truth: &[Reuse]) {
    let recall = |from: u32, to: u32| {
        let wanted: Vec<_> = truth.iter().filter(|r| r.copied && (from..to).contains(&r.outside_quotes)).collect();
        let met = wanted.iter().filter(|r| pairs.contains(&(r.a, r.b))).count();
        format!("{:.3}", met as f32 / wanted.len().max(1) as f32)
    };
    let [all, small, middle, large] = [(0, u32::MAX), (0, 40), (40, 100), (100, u32::MAX)].map(|(f, t)| recall(f, t));
    println!("    {} pairs; recall {all}; under 40 words {small}, under 100 {middle}, more {large}", pairs.len());
}

/// Folded words, for the rival: it hashes shingles of the same words.
fn tokens_of(articles: &[Article]) -> Vec<Vec<u32>> {
    let mut numbers = std::collections::BTreeMap::new();
    let mut number = |word: String| {
        let next = numbers.len() as u32;
        *numbers.entry(word).or_insert(next)
    };
    let words = |a: &Article| -> Vec<String> {
        a.text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_lowercase).collect()
    };
    articles.iter().map(|a| words(a).into_iter().map(&mut number).collect()).collect()
}

/// Whole-document `MinHash` with banding: texts that agree in all rows of a band are candidates.
fn minhash(texts: &[Vec<u32>], bands: usize, rows: usize) -> Pairs {
    let mut buckets: Vec<(usize, Vec<u64>, usize)> = Vec::new();
    for (text, ids) in texts.iter().enumerate() {
        let shingles: Vec<u64> = hashes(ids, 5).collect();
        let least = |seed: usize| {
            let mix = (seed as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
            shingles.iter().map(|h| (h ^ mix).wrapping_mul(mix).rotate_left(29).wrapping_mul(mix)).min()
        };
        for band in 0..bands {
            let key: Option<Vec<u64>> = (0..rows).map(|row| least(band * rows + row)).collect();
            buckets.extend(key.map(|key| (band, key, text)));
        }
    }
    buckets.sort_unstable();
    let mut pairs = Pairs::new();
    for bucket in buckets.chunk_by(|x, y| (x.0, &x.1) == (y.0, &y.1)) {
        for (at, x) in bucket.iter().enumerate() {
            pairs.extend(bucket[at + 1..].iter().map(|y| (x.2, y.2)));
        }
    }
    pairs
}

fn pairs(articles: &[Article]) {
    for r in find(&texts(articles), &Config::default()) {
        let (a, b, how) = (&articles[r.a].id, &articles[r.b].id, if r.copied { "copied" } else { "quoted" });
        let all: u32 = r.spans.iter().map(|s| s.words).sum();
        println!(r#"{{"a":"{a}","b":"{b}","how":"{how}","outside":{},"words":{all}}}"#, r.outside_quotes);
    }
}

fn show(articles: &[Article], from: u32, to: u32, count: usize) {
    let mut found = find(&texts(articles), &Config::default());
    found.retain(|r| (from..to).contains(&r.outside_quotes));
    println!("{} pairs", found.len());
    let step = (found.len() / count.max(1)).max(1);
    for r in found.iter().skip(step / 2).step_by(step).take(count) {
        let (a, b) = (&articles[r.a], &articles[r.b]);
        println!("== {} (outlet {}) / {} (outlet {}): {r:.2?}", a.id, a.outlet, b.id, b.outlet);
        for s in &r.spans {
            println!("  {:>3} {} | {}\n      | {}", s.words, s.in_quotes, s.a.of(&a.text), s.b.of(&b.text));
        }
    }
}
