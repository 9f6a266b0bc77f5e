//! How many pages a second are read, and how many by the extractor of the article alone? One thread.
//! `cargo run --release --example page_speed -- PAGE.html...`

#![expect(clippy::print_stdout, reason = "it prints a table")]

use std::time::Instant;
use std::{env, fs, io};

use firsthand::ingest::html::{Limits, decode, read};
use rs_trafilatura::page_type::PageType;
use rs_trafilatura::{Options, extract_with_options};

/// Rounds over all pages; the fastest counts. Chosen by hand: a minute for a hundred pages.
const ROUNDS: usize = 5;

fn main() -> io::Result<()> {
    let pages: Vec<Vec<u8>> = env::args().skip(1).map(fs::read).collect::<io::Result<_>>()?;
    let texts: Vec<String> = pages.iter().map(|page| decode(page).page).collect();
    let options = Options { include_links: true, page_type: Some(PageType::Article), ..Options::default() };
    let alone = || texts.iter().filter_map(|page| extract_with_options(page, &options).ok()).count();
    let whole =
        || pages.iter().filter(|page| !read(&decode(page).page, "", Limits::default()).page.text.is_empty()).count();
    let alone = fastest(alone);
    let whole = fastest(whole);
    let each_second = |seconds: f64| pages.len() as f64 / seconds;
    println!("pages {}", pages.len());
    println!("extractor alone {:.1} pages/s", each_second(alone));
    println!("read {:.1} pages/s, {:.2} of it", each_second(whole), alone / whole);
    Ok(())
}

/// Seconds of the fastest round.
fn fastest(mut round: impl FnMut() -> usize) -> f64 {
    let seconds = (0..ROUNDS).map(|_| {
        let start = Instant::now();
        std::hint::black_box(round());
        start.elapsed().as_secs_f64()
    });
    seconds.fold(f64::INFINITY, f64::min)
}
