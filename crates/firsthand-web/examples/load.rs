//! How fast are the pages? `load generate ARTICLES` prints a pile of fiction as JSON Lines; `load run URL SECONDS` asks a
//! workbench for every kind of page, fifty times a second, and prints how long each took.
//!
//! ```text
//! cargo run --release -p firsthand-web --example load -- generate 10000 > pile.jsonl
//! firsthand add pile.jsonl --fast --collection load.firsthand
//! firsthand serve --fast --collection load.firsthand
//! cargo run --release -p firsthand-web --example load -- run 'http://127.0.0.1:16050/enter?token=…' 60
//! ```

#![expect(clippy::unwrap_used, clippy::print_stdout, reason = "a measuring program, run by hand, that prints")]

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

/// Requests a second, and the connections that they are spread over.
const RATE: u32 = 50;
const CONNECTIONS: u32 = 10;

/// Articles of the largest story: a graph that is hard to draw.
const LARGEST: usize = 400;

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    match args.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["generate", count] => generate(count.parse().unwrap()),
        ["run", url, seconds] => run(url, seconds.parse().unwrap()),
        _ => eprintln!("usage: load generate ARTICLES | load run URL SECONDS"),
    }
}

/// A generator of numbers whose seed is fixed, so that every run has the same pile: Knuth's MMIX constants.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % sides.max(1)
    }

    fn pick<'a>(&mut self, of: &[&'a str]) -> &'a str {
        of[self.roll(of.len())]
    }

    /// A name that means nothing.
    fn name(&mut self) -> String {
        const HEADS: [&str; 16] = [
            "Or", "Sal", "Vel", "Kar", "Bren", "Tol", "Mar", "Dun", "Wes", "Hal", "Pel", "Quor", "Rin", "Ast", "Lom",
            "Fen",
        ];
        const MIDDLES: [&str; 12] = ["a", "i", "o", "era", "ani", "ulo", "e", "ira", "ena", "odo", "ula", "imo"];
        const TAILS: [&str; 14] = [
            "rin", "low", "mora", "sel", "dale", "wick", "stad", "burg", "port", "ford", "holm", "grad", "mouth",
            "field",
        ];
        format!("{}{}{}", self.pick(&HEADS), self.pick(&MIDDLES), self.pick(&TAILS))
    }
}

fn generate(count: usize) {
    let mut dice = Dice(7);
    let outlets: Vec<String> = (0..600)
        .map(|_| format!("{} {}", dice.name(), dice.pick(&["Courier", "Gazette", "Herald", "Record", "Post"])))
        .collect();
    let (mut left, mut story) = (count, 0);
    while left > 0 {
        let size = if story == 0 { LARGEST } else { 1 + dice.roll(4) * dice.roll(8) };
        tell(&mut dice, &outlets, story, size.min(left));
        left -= size.min(left);
        story += 1;
    }
}

/// One story: the first article has it from a source, each of the others from an outlet before it.
fn tell(dice: &mut Dice, outlets: &[String], story: usize, size: usize) {
    let [place, other] = [dice.name(), dice.name()];
    let things =
        ["ferries", "trams", "bakeries", "clinics", "quarries", "schools", "reservoirs", "markets", "bridges", "mills"];
    let acts = ["close", "be sold", "be inspected", "lose their licences", "be rebuilt", "reopen", "double their fees"];
    let day = 1 + dice.roll(27);
    let claim =
        format!("the {} between {place} and {other} will {} on {day} April", dice.pick(&things), dice.pick(&acts));
    let number = 100 + dice.roll(9000);
    let mut minute = dice.roll(40_000);
    let mut before: Vec<usize> = Vec::new();
    for article in 0..size {
        minute += 1 + dice.roll(90);
        let outlet = dice.roll(outlets.len());
        let credit = match before.last() {
            None => "a source who did not want to be named said".to_owned(),
            Some(_) => format!("the {} reported", outlets[before[dice.roll(before.len().min(12))]]),
        };
        before.push(outlet);
        let time = jiff::Timestamp::from_second(1_930_000_000 + i64::try_from(minute).unwrap() * 60).unwrap();
        let text = format!(
            "On {} April {claim}, {credit}. About {number} people in {place} would have to find another way. \
             {} said that nothing had been decided. Residents of {other} met in the evening and asked for a date.",
            1 + dice.roll(27),
            dice.name(),
        );
        let row = serde_json::json!({
            "id": format!("a{story}-{article}"), "outlet": outlets[outlet], "published": time.to_string(), "language": "en",
            "title": format!("{place}: {claim}"), "text": text,
            "url": format!("https://{}.example/{story}/{article}", outlets[outlet].to_lowercase().replace(' ', "-")),
        });
        println!("{row}");
    }
}

type Times = Arc<Mutex<BTreeMap<&'static str, Vec<Duration>>>>;

fn run(url: &str, seconds: u64) {
    let (host, path) = url.strip_prefix("http://").unwrap().split_once('/').unwrap();
    let (head, _) = ask(&mut connect(host), host, "", &format!("/{path}"));
    let cookie = head.lines().find_map(|line| line.strip_prefix("set-cookie: ")).unwrap();
    let cookie = cookie.split(';').next().unwrap().to_owned();
    let pages = Arc::new(pages(host, &cookie));
    let times: Times = Arc::default();
    let start = Instant::now();
    let workers: Vec<_> = (0..CONNECTIONS)
        .map(|worker| {
            let (host, cookie, pages, times) = (host.to_owned(), cookie.clone(), pages.clone(), times.clone());
            thread::spawn(move || work(worker, &host, &cookie, &pages, &times, start, seconds))
        })
        .collect();
    for worker in workers {
        worker.join().unwrap();
    }
    report(&times.lock().unwrap(), start.elapsed());
}

/// What is asked for: each kind of page with several addresses.
fn pages(host: &str, cookie: &str) -> Vec<(&'static str, Vec<String>)> {
    let mut stream = connect(host);
    let (_, list) = ask(&mut stream, host, cookie, "/api/claims?sort=repeated");
    let list: serde_json::Value = serde_json::from_str(&list).unwrap();
    let mut claims: Vec<(u64, String)> = list["claims"]
        .as_array()
        .unwrap()
        .iter()
        .map(|c| (c["articles"].as_u64().unwrap(), c["id"].as_str().unwrap().to_owned()))
        .collect();
    claims.sort();
    let (most, largest) = claims.last().cloned().unwrap();
    println!("largest claim: {most} articles, {largest}");
    let usual: Vec<String> = claims.iter().filter(|(n, _)| *n <= 40).map(|(_, id)| format!("/claim/{id}")).collect();
    let (_, whole) = ask(&mut stream, host, cookie, &format!("/api/claims/{}", claims[0].1));
    let whole: serde_json::Value = serde_json::from_str(&whole).unwrap();
    let relay = whole["claims"][0]["relays"][0]["id"].as_str().unwrap_or("r0").to_owned();
    let sorts = ["newest", "repeated", "disputed", "due", "owed"].map(|s| format!("/?sort={s}"));
    let all = |addresses: &[&str]| addresses.iter().map(|a| (*a).to_owned()).collect::<Vec<_>>();
    vec![
        ("list", sorts.to_vec()),
        (
            "filter",
            all(&[
                "/?language=en&standing=unproven&page=3",
                "/?alone=1&from=2031-03-01&until=2031-04-01",
                "/?alone=1&page=50",
            ]),
        ),
        ("search", all(&["/?q=ferr+clos", "/?q=reported", "/?q=o", "/?q=quarries+april"])),
        ("claim", usual),
        ("claim of 400", vec![format!("/claim/{largest}")]),
        ("relay", vec![format!("/claim/{}/relay/{relay}", claims[0].1)]),
        ("account", vec![format!("/claim/{}/account", claims[0].1)]),
        ("article", (1..60).map(|n| format!("/article/{n}")).collect()),
        ("review", all(&["/review", "/review?skip=40"])),
        ("log", all(&["/review/log"])),
        ("add", all(&["/add"])),
        ("collection", all(&["/pile"])),
        ("api", all(&["/api/claims", "/api/status", "/api/openapi.json"])),
    ]
}

fn work(
    worker: u32,
    host: &str,
    cookie: &str,
    pages: &[(&'static str, Vec<String>)],
    times: &Times,
    start: Instant,
    seconds: u64,
) {
    let mut stream = connect(host);
    let each = Duration::from_secs(1) * CONNECTIONS / RATE;
    let mut due = start + Duration::from_secs(1) * worker / RATE;
    let mut dice = Dice(u64::from(worker));
    while due < start + Duration::from_secs(seconds) {
        thread::sleep(due.saturating_duration_since(Instant::now()));
        let (kind, addresses) = &pages[dice.roll(pages.len())];
        let (head, _) = ask(&mut stream, host, cookie, &addresses[dice.roll(addresses.len())]);
        assert!(head.starts_with("HTTP/1.1 200"), "{kind}: {head}");
        // From when it was due, so that an answer that makes others wait counts for all of them.
        times.lock().unwrap().entry(kind).or_default().push(due.elapsed());
        due += each;
    }
}

fn connect(host: &str) -> BufReader<TcpStream> {
    let stream = TcpStream::connect(host).unwrap();
    stream.set_nodelay(true).unwrap();
    BufReader::new(stream)
}

fn ask(stream: &mut BufReader<TcpStream>, host: &str, cookie: &str, path: &str) -> (String, String) {
    let request = format!("GET {path} HTTP/1.1\r\nHost: {host}\r\nCookie: {cookie}\r\n\r\n");
    stream.get_mut().write_all(request.as_bytes()).unwrap();
    let (mut head, mut length) = (String::new(), 0);
    loop {
        let mut line = String::new();
        stream.read_line(&mut line).unwrap();
        if line.trim().is_empty() {
            break;
        }
        if let Some(bytes) = line.to_lowercase().strip_prefix("content-length: ") {
            length = bytes.trim().parse().unwrap();
        }
        head += &line;
    }
    let mut body = vec![0; length];
    stream.read_exact(&mut body).unwrap();
    (head, String::from_utf8(body).unwrap())
}

fn report(times: &BTreeMap<&'static str, Vec<Duration>>, took: Duration) {
    let count: usize = times.values().map(Vec::len).sum();
    println!("{count} requests, {:.1} a second", count as f64 / took.as_secs_f64());
    println!("{:<14}{:>8}{:>10}{:>10}{:>10}", "page", "count", "p50 ms", "p95 ms", "most ms");
    for (kind, times) in times {
        let mut ms: Vec<f64> = times.iter().map(|t| t.as_secs_f64() * 1000.0).collect();
        ms.sort_by(f64::total_cmp);
        let at = |share: f64| ms[((ms.len() - 1) as f64 * share) as usize];
        println!("{kind:<14}{:>8}{:>10.1}{:>10.1}{:>10.1}", ms.len(), at(0.5), at(0.95), at(1.0));
    }
}
