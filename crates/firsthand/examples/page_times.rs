//! Which places tell when pages were published, and which is taken? `cargo run --example page_times -- PAGE.html...`

#![expect(clippy::print_stdout, reason = "it prints a table")]

use std::collections::BTreeMap;
use std::{env, fs, io};

use firsthand::ingest::html::{Limits, decode, read};

fn main() -> io::Result<()> {
    let mut told: BTreeMap<String, usize> = BTreeMap::new();
    let mut taken: BTreeMap<String, usize> = BTreeMap::new();
    let (mut pages, mut conflicts) = (0, 0);
    for path in env::args().skip(1) {
        let page = read(&decode(&fs::read(&path)?).page, "", Limits::default()).page;
        let times = &page.times;
        pages += 1;
        conflicts += usize::from(times.conflict().is_some());
        for said in &times.published {
            *told.entry(said.time.source().to_owned()).or_default() += 1;
            println!("{path}\t{}\t{}", said.time.source(), said.words);
        }
        for said in &times.modified {
            *told.entry(format!("{} (changed)", said.time.source())).or_default() += 1;
        }
        let from = times.taken.map_or("nothing", |i| times.published[i].time.source());
        *taken.entry(from.to_owned()).or_default() += 1;
    }
    println!("pages {pages}, conflicts {conflicts}\ntold {told:?}\ntaken {taken:?}");
    Ok(())
}
