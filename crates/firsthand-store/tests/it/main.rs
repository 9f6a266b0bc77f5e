//! The file itself: its schema, its versions, and what it does when the disk is full.

#![expect(clippy::unwrap_used, reason = "a test that cannot open its own file has failed")]

use std::path::{Path, PathBuf};

use firsthand::ingest::Original;
use firsthand::model::{Document, Language, TimeInterval};
use firsthand_store::{Access, Arrival, Collection, Fate, Made, Reading, Recipe};
use rusqlite::Connection;
use sha2::{Digest, Sha256};

/// A collection of the first version of the format, as SQL, with an article and what was found in it.
const VERSION_1: &str = include_str!("versions/1.sql");

const RECIPE: Recipe = Recipe { stage: "attribute", rules: "r", model: "" };

fn file() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("news.firsthand");
    (folder, file)
}

fn document(id: &str, text: &str) -> Document {
    Document {
        id: id.to_owned(),
        path: "pile.jsonl".to_owned(),
        url: format!("https://{id}.example/"),
        outlet: "Harbour Eye".to_owned(),
        published: TimeInterval::default(),
        utc_offset_minutes: 60,
        language: Language::English,
        language_tag: "en-GB".to_owned(),
        title: "Pier to be sold".to_owned(),
        authors: vec!["Anna Lind".to_owned()],
        text: text.to_owned(),
        captions: Vec::new(),
        links: vec!["https://port.example/".to_owned()],
        extra: vec![("desk".to_owned(), "{\"room\":4}".to_owned())],
    }
}

fn original(record: &str) -> Original {
    Original { sha256: Sha256::digest(record).into(), packed: zstd::bulk::compress(record.as_bytes(), 3).unwrap() }
}

fn reading() -> Reading {
    let times = Made { recipe: Recipe { stage: "times", ..RECIPE }, input: 2, rows: Vec::new() };
    Reading { attributions: Made { recipe: RECIPE, input: 1, rows: Vec::new() }, times }
}

fn add(collection: &mut Collection, document: &Document, record: &str) -> firsthand_store::Result<Vec<Fate>> {
    let (original, reading) = (original(record), reading());
    collection.add(&[Arrival { document, original: &original, reading: Some(&reading) }])
}

fn names(file: &Path, kind: &str) -> Vec<String> {
    let connection = Connection::open(file).unwrap();
    let mut statement = connection.prepare("SELECT name FROM sqlite_schema WHERE type = ?1 ORDER BY name").unwrap();
    statement.query_map([kind], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
}

#[test]
fn a_document_comes_back_as_it_went_in() {
    let (_folder, file) = file();
    let mut collection = Collection::open(&file, Access::Create).unwrap();
    let given = document("eye", "The pier will be sold, said nobody.\nÜ");
    assert_eq!(add(&mut collection, &given, "{}").unwrap(), [Fate::Added]);
    assert_eq!(add(&mut collection, &given, "{}").unwrap(), [Fate::Known]);
    assert_eq!(add(&mut collection, &given, "{\"seen\":2}").unwrap(), [Fate::Known], "the words are the same");
    let kept = collection.current().unwrap().remove(0).document;
    assert_eq!(format!("{kept:?}"), format!("{given:?}"));
    assert_eq!(collection.original("eye").unwrap(), b"{}");
    assert_eq!(collection.verify(|_| {}).unwrap(), Vec::<String>::new());
}

#[test]
fn readings_hold_for_one_recipe_and_one_input() {
    let (_folder, file) = file();
    let mut collection = Collection::open(&file, Access::Create).unwrap();
    add(&mut collection, &document("eye", "Snow fell."), "{}").unwrap();
    let row = collection.current().unwrap()[0].row;
    assert_eq!(collection.attributions(row, RECIPE, 1).unwrap(), Some(Vec::new()));
    assert_eq!(collection.attributions(row, RECIPE, 9).unwrap(), None, "the surroundings have changed");
    let other = Recipe { rules: "other", ..RECIPE };
    assert_eq!(collection.attributions(row, other, 1).unwrap(), None, "the rules have changed");
    let model = Recipe { model: "abc", ..RECIPE };
    assert_eq!(collection.attributions(row, model, 1).unwrap(), None, "a model takes part");
    collection.reread(&[(row, reading())]).unwrap();
    assert_eq!(collection.attributions(row, RECIPE, 1).unwrap(), Some(Vec::new()));
}

#[test]
fn a_full_disk_loses_nothing() {
    let (_folder, file) = file();
    let mut collection = Collection::open(&file, Access::Create).unwrap();
    add(&mut collection, &document("eye", "Snow fell."), "{}").unwrap();
    drop(collection);
    let limited = Connection::open(&file).unwrap();
    let pages: i64 = limited.pragma_query_value(None, "page_count", |row| row.get(0)).unwrap();
    drop(limited);
    let mut collection = Collection::open_with_pages(&file, pages + 4).unwrap();
    let long = document("post", &"It snowed on the town. ".repeat(20_000));
    let error = add(&mut collection, &long, "{\"a\":1}").unwrap_err();
    assert!(error.is_full() && error.to_string().contains("make room"), "{error}");
    drop(collection);
    let mut collection = Collection::open(&file, Access::Write).unwrap();
    assert_eq!(collection.summary().unwrap().documents, 1);
    assert_eq!(add(&mut collection, &long, "{\"a\":1}").unwrap(), [Fate::Added], "with room again");
    assert!(collection.verify(|_| {}).unwrap().is_empty());
}

#[test]
fn a_collection_of_the_first_version_is_brought_up_to_date() {
    let (_folder, file) = file();
    Connection::open(&file).unwrap().execute_batch(VERSION_1).unwrap();
    let collection = Collection::open(&file, Access::Read).unwrap();
    let kept = collection.current().unwrap();
    assert_eq!((kept.len(), kept[0].document.id.as_str()), (1, "eye"));
    assert!(kept[0].document.text.starts_with("The pier will be sold"));
    assert_eq!(collection.search("pier", 9).unwrap()[0].standing, "unproven");
    assert!(collection.log().unwrap().is_empty());
    assert!(collection.verify(|_| {}).unwrap().is_empty());
    drop(collection);
    let (_other, fresh) = self::file();
    drop(Collection::open(&fresh, Access::Create).unwrap());
    for kind in ["table", "view", "index", "trigger"] {
        assert_eq!(names(&file, kind), names(&fresh, kind), "{kind}");
    }
    assert_eq!(columns(&file), columns(&fresh));
}

/// `table.column` of everything that the schema of a file has.
fn columns(file: &Path) -> Vec<String> {
    let connection = Connection::open(file).unwrap();
    let sql = "SELECT m.name || '.' || c.name FROM sqlite_schema m, pragma_table_info(m.name) c \
               WHERE m.type IN ('table', 'view') ORDER BY 1";
    let mut statement = connection.prepare(sql).unwrap();
    statement.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
}

/// No table, view, column or index is keyed on a person (safeguards, rule 1).
#[test]
fn nothing_is_keyed_on_a_person() {
    const FORBIDDEN: [&str; 10] =
        ["person", "people", "speaker", "accused", "suspect", "who", "individual", "profile", "citizen", "nationality"];
    let (_folder, file) = file();
    drop(Collection::open(&file, Access::Create).unwrap());
    let all = [names(&file, "table"), names(&file, "view"), names(&file, "index"), columns(&file)].concat();
    assert!(all.len() > 100, "the schema was read");
    for name in &all {
        assert!(!FORBIDDEN.iter().any(|part| name.contains(part)), "{name}");
    }
    let connection = Connection::open(&file).unwrap();
    let sql = "SELECT m.name || ': ' || i.name FROM sqlite_schema m, pragma_index_list(m.name) l, pragma_index_info(l.name) i \
               WHERE m.type = 'table'";
    let mut statement = connection.prepare(sql).unwrap();
    let keys: Vec<String> = statement.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
    assert!(keys.contains(&"documents: id".to_owned()), "{keys:?}");
    // Where a name can stand: what a source is called, bylines, and reviewers, who sign.
    for column in ["credited_as", "authors", "reviewer"] {
        assert!(!keys.iter().any(|key| key.ends_with(&format!(": {column}"))), "{column} is a key: {keys:?}");
    }
    let searched: Vec<&String> = all.iter().filter(|name| name.starts_with("claims_search.")).collect();
    assert!(searched.contains(&&"claims_search.statement".to_owned()));
    assert!(searched.iter().all(|name| ["statement", "claims_search", "rank"].contains(&&name[14..])), "{searched:?}");
}

#[test]
fn every_table_is_strict() {
    let (_folder, file) = file();
    drop(Collection::open(&file, Access::Create).unwrap());
    let connection = Connection::open(&file).unwrap();
    let sql = "SELECT name FROM pragma_table_list WHERE type = 'table' AND strict = 0 AND name NOT LIKE 'sqlite_%'";
    let mut statement = connection.prepare(sql).unwrap();
    let loose: Vec<String> = statement.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
    assert!(loose.is_empty(), "{loose:?}");
    let mode: String = connection.pragma_query_value(None, "journal_mode", |row| row.get(0)).unwrap();
    assert_eq!(mode, "wal");
}
