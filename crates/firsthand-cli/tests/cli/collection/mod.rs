//! A collection from outside: what is added, kept, found, removed, checked and exported.

mod correct;
mod durable;
mod exports;
mod generate;
mod review;

use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::{assert_valid, firsthand, stderr, stdout};

/// A folder with a collection in it.
struct Desk {
    folder: PathBuf,
    /// Removes the folder in the end.
    _guard: Option<tempfile::TempDir>,
}

impl Desk {
    fn new() -> Self {
        let guard = tempfile::tempdir().unwrap();
        Self { folder: guard.path().to_owned(), _guard: Some(guard) }
    }

    /// Works in a folder that stays.
    fn keep(&mut self, folder: PathBuf) {
        std::fs::create_dir_all(&folder).unwrap();
        *self = Self { folder, _guard: None };
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    fn file(&self) -> String {
        self.path("news.firsthand").to_str().unwrap().to_owned()
    }

    fn write(&self, name: &str, text: &str) -> String {
        std::fs::write(self.path(name), text).unwrap();
        self.path(name).to_str().unwrap().to_owned()
    }

    /// Runs a command on the collection and gives what it prints; it must end well.
    fn run(&self, arguments: &[&str]) -> String {
        let output = firsthand(&[arguments, &["--collection", &self.file()]].concat());
        assert_eq!(output.status.code(), Some(0), "{arguments:?}: {}", stderr(&output));
        stdout(&output)
    }

    /// Runs a command that must fail, and gives its code and its words.
    fn fail(&self, arguments: &[&str]) -> (i32, String) {
        let output = firsthand(&[arguments, &["--collection", &self.file()]].concat());
        (output.status.code().unwrap(), stderr(&output))
    }

    fn trace(&self, more: &[&str]) -> Value {
        let text = self.run(&[&["trace", "--format", "json"], more].concat());
        let value = serde_json::from_str(&text).unwrap();
        assert_valid(&value);
        value
    }

    fn with_demo() -> Self {
        let desk = Self::new();
        let folder = desk.path("demo");
        crate::demo_files(&folder);
        assert_eq!(desk.run(&["add", folder.to_str().unwrap()]), "10 added, 0 new versions, 0 there already\n");
        desk
    }
}

fn article(id: &str, outlet: &str, day: u32, text: &str) -> String {
    let record = json!({
        "id": id, "url": format!("https://{id}.example/story"), "outlet": outlet, "language": "en",
        "published": format!("2031-03-{day:02}T07:00:00Z"), "title": "", "text": text,
    });
    format!("{record}\n")
}

fn bytes_hold(file: &Path, word: &str) -> bool {
    let bytes = std::fs::read(file).unwrap_or_default();
    bytes.windows(word.len()).any(|window| window == word.as_bytes())
}

#[test]
fn a_collection_traces_like_the_pile_that_was_added() {
    let desk = Desk::with_demo();
    let pile = firsthand(&["trace", desk.path("demo").to_str().unwrap(), "--format", "json"]);
    let pile: Value = serde_json::from_slice(&pile.stdout).unwrap();
    let mut kept = desk.trace(&[]);
    for claim in kept["claims"].as_array_mut().unwrap() {
        let reviewed = claim["independent"].as_object_mut().unwrap().remove("reviewed").unwrap();
        assert_eq!(reviewed["confirmed"], 0);
    }
    assert_eq!(kept, pile);
    let asked = desk.trace(&["--about", "twelve trams burnt in the Karsel depot"]);
    assert!(!asked["claims"].as_array().unwrap().is_empty());
}

#[test]
fn what_is_there_is_left_alone() {
    let desk = Desk::with_demo();
    let demo = desk.path("demo").to_str().unwrap().to_owned();
    assert_eq!(desk.run(&["add", &demo]), "0 added, 0 new versions, 10 there already\n");
    let shown: Value = serde_json::from_str(&desk.run(&["show", "--format", "json"])).unwrap();
    assert_eq!((&shown["documents"], &shown["articles"]), (&json!(10), &json!(10)));
    assert_eq!(shown["outlets"].as_array().unwrap().len(), 10);
    assert_eq!((&shown["first"], &shown["last"]), (&json!("2031-09-02T07:10:00Z"), &json!("2031-09-19T10:00:00Z")));
}

#[test]
fn a_changed_article_is_a_new_version_and_the_newest_is_traced() {
    let desk = Desk::new();
    let first =
        desk.write("1.jsonl", &article("eye", "Harbour Eye", 5, "The pier will be sold, the port authority said."));
    let second =
        desk.write("2.jsonl", &article("eye", "Harbour Eye", 5, "The pier will not be sold, the port authority said."));
    desk.run(&["add", &first]);
    assert_eq!(desk.run(&["add", &second]), "0 added, 1 new versions, 0 there already\n");
    assert_eq!(desk.run(&["add", &first, &second]), "0 added, 0 new versions, 2 there already\n");
    assert!(desk.run(&["show"]).contains("1 articles in 2 versions"));
    let traced = desk.trace(&[]);
    let documents = traced["documents"].as_array().unwrap();
    assert_eq!(documents.len(), 1);
    assert_eq!(documents[0]["id"], "eye-2", "the id was taken");
    let original = desk.run(&["show", "--original", "https://eye.example/story"]);
    assert!(original.contains("will not be sold"), "{original}");
}

/// The second record says what the first does; the third is a new version. A second run must not take the second record
/// for a return to the first version.
#[test]
fn the_same_pile_a_second_time_brings_nothing() {
    let desk = Desk::new();
    let sold = "The pier will be sold, the port authority said.";
    let seen_again = article("eye", "Harbour Eye", 5, sold).replace("\"id\":\"eye\"", "\"id\":\"again\"");
    let pile = article("eye", "Harbour Eye", 5, sold)
        + &seen_again
        + &article("new", "Harbour Eye", 6, "The pier will stay.").replace("new.example", "eye.example");
    let pile = desk.write("pile.jsonl", &pile);
    assert_eq!(desk.run(&["add", &pile]), "1 added, 1 new versions, 1 there already\n");
    for _ in 0..2 {
        assert_eq!(desk.run(&["add", &pile]), "0 added, 0 new versions, 3 there already\n");
    }
    desk.run(&["rm", "https://eye.example/story"]);
    assert_eq!(desk.run(&["add", &pile]), "1 added, 1 new versions, 1 there already\n", "nothing of them was left");
}

#[test]
fn a_search_gives_claims() {
    let desk = Desk::with_demo();
    let (code, why) = desk.fail(&["search", "velmora"]);
    assert!(code == 2 && why.contains("firsthand trace --collection"), "{why}");
    desk.trace(&[]);
    let found = desk.run(&["search", "Velmor", "bank", "--format", "json"]);
    let row: Value = serde_json::from_str(found.lines().next().unwrap()).unwrap();
    assert!(row["statement"].as_str().unwrap().contains("Central Bank of Velmora"), "{row}");
    assert_eq!((&row["standing"], &row["at_least"], &row["articles"]), (&json!("unproven"), &json!(0), &json!(6)));
    assert_eq!(desk.run(&["search", "zeppelin"]), "No claim has these words.\n");
    assert_eq!(desk.fail(&["search", "\"*"]).0, 2);
}

/// A name gives what was claimed, by claim, and nothing about its bearer (safeguards, rule 1).
#[test]
fn a_search_for_a_name_gives_claims_by_claim() {
    let desk = Desk::with_demo();
    desk.trace(&[]);
    let found = desk.run(&["search", "Vaudrel", "--format", "json"]);
    assert!(!found.is_empty());
    for line in found.lines() {
        let row: Value = serde_json::from_str(line).unwrap();
        let keys: Vec<&String> = row.as_object().unwrap().keys().collect();
        let claim =
            ["id", "statement", "language", "standing", "at_least", "at_most", "articles", "document", "outlet"];
        assert_eq!(keys, claim);
        assert!(row["id"].as_str().unwrap().starts_with('k'));
    }
}

#[test]
fn what_is_removed_is_gone_from_the_disk() {
    let desk = Desk::new();
    let word = "Quillanthorpe";
    let pier = format!("The {word} pier of Skerrow will be sold, the port authority told Harbour Eye.");
    let pile = article("eye", "Harbour Eye", 5, &pier)
        + &article("post", "Alder Post", 6, "Snow fell on Alder, residents said.");
    desk.run(&["add", &desk.write("pile.jsonl", &pile)]);
    desk.trace(&[]);
    let file = desk.path("news.firsthand");
    assert!(bytes_hold(&file, word) || bytes_hold(&desk.path("news.firsthand-wal"), word));
    let said = desk.run(&["rm", "https://eye.example/story"]);
    assert!(said.starts_with("removed eye\n"), "{said}");
    for name in ["news.firsthand", "news.firsthand-wal"] {
        assert!(!bytes_hold(&desk.path(name), word), "{name}");
        assert!(!bytes_hold(&desk.path(name), &word.to_lowercase()), "{name}: the index of words");
        assert!(!bytes_hold(&desk.path(name), "Harbour Eye"), "{name}");
    }
    assert_eq!(desk.fail(&["rm", "eye"]).0, 2);
    assert_eq!(desk.trace(&[])["documents"].as_array().unwrap().len(), 1);
    assert!(desk.run(&["verify"]).starts_with("Everything is as it was written"));
}

#[test]
fn removing_one_version_leaves_the_others_in_a_row() {
    let desk = Desk::new();
    for (at, words) in ["one", "two", "three"].iter().enumerate() {
        let text = format!("The pier will be sold in {words} days, the port authority said.");
        desk.run(&["add", &desk.write(&format!("{at}.jsonl"), &article("eye", "Harbour Eye", 5, &text))]);
    }
    desk.run(&["rm", "eye-2"]);
    let rows = desk.run(&["export", "--format", "jsonl", "--table", "documents"]);
    let rows: Vec<Value> = rows.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let versions: Vec<_> = rows.iter().map(|row| (row["id"].as_str(), row["revises"].as_str())).collect();
    assert_eq!(versions, [(Some("eye"), None), (Some("eye-3"), Some("eye"))]);
}

/// A report, and a copy without credit two hours later.
fn ferry() -> String {
    let words = "The old ferry over the Lenn will stop after ninety years because the hull no longer passes any \
                 inspection and the village council has no money for a new one. Farmers will drive forty kilometres \
                 to the next bridge, children will board in town, and the ferryman's house becomes a museum of \
                 rope, lanterns and brass bells that nobody rings any more on foggy mornings in late November.";
    article("lenn", "Lenn Herald", 5, words) + &article("vale", "Vale Tribune", 7, words)
}

#[test]
fn overrides_say_what_the_texts_do_not() {
    let desk = Desk::new();
    let pile = ferry();
    let pile = desk.write("pile.jsonl", &pile);
    let bounds = |overrides: &str| {
        let overrides = desk.write("overrides.txt", overrides);
        let output = firsthand(&["trace", &pile, "--overrides", &overrides, "--format", "json"]);
        assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
        let value: Value = serde_json::from_slice(&output.stdout).unwrap();
        let most = value["claims"].as_array().unwrap().iter().map(|c| c["independent"]["at_most"].as_u64().unwrap());
        (most.max().unwrap(), value)
    };
    let (copied, value) = bounds("# nothing\n");
    assert_eq!(copied, 1);
    assert_eq!(value["claims"][0]["relays"][0]["how"], "copied");
    let (_, value) = bounds("not a copy: vale = https://lenn.example/story\n");
    assert!(value["claims"].as_array().unwrap().iter().all(|c| c["relays"].as_array().unwrap().is_empty()));
    let (_, value) = bounds("wrong date: lenn = 2031-03-09\n");
    assert_eq!(value["claims"][0]["relays"][0]["from"]["document"], "vale");
    let (_, value) = bounds("same outlet: Lenn Herald = vale.example\n");
    assert!(value["documents"].as_array().unwrap().iter().all(|d| d["outlet"] == "Lenn Herald"));
    let wrong = desk.write("wrong.txt", "\n\nsame person: A = B\n");
    let output = firsthand(&["trace", &pile, "--overrides", &wrong]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("line 3: ") && stderr(&output).contains("same source:"), "{}", stderr(&output));
    let wrong = desk.write("wrong.txt", "not a copy: vale = nowhere\n");
    let output = firsthand(&["trace", &pile, "--overrides", &wrong]);
    assert!(stderr(&output).contains("`nowhere`"), "{}", stderr(&output));
}
