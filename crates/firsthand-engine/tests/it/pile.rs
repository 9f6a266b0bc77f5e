use std::path::PathBuf;

use firsthand::ingest::Columns;
use firsthand::model::TimeInterval;
use firsthand_engine::read::{ReadOptions, read};

use crate::folder::{Folder, gzip, lines};

#[test]
fn every_format_gives_the_text_unchanged() {
    let text = "\r\n The ferry\u{0} sailed, \"late\".\n\n";
    let json = serde_json::json!({"id": "j", "text": text}).to_string();
    let csv = format!("id,text\nc,\"{}\"\n", text.replace('"', "\"\""));
    let folder = Folder::new()
        .with("a.txt", text)
        .with("b.txt.gz", gzip(text.as_bytes()))
        .with("c.csv", &csv)
        .with("d.csv.gz", gzip(csv.replace("\nc,", "\nd,").as_bytes()))
        .with("e.jsonl.zst", zstd::encode_all(json.as_bytes(), 1).unwrap())
        .with("f.json", format!("[\n{}\n]", json.replace("\"j\"", "\"f\"")))
        .with("g.ndjson", json.replace("\"j\"", "\"g\""));
    let found = folder.read();
    assert_eq!(found.texts(), vec![text; 7]);
    assert_eq!(found.notes.len(), 1, "the two text files have one hash: {:?}", found.notes);
}

#[test]
fn neither_paths_nor_files_nor_lines_have_an_order() {
    let records = [
        "{\"id\":\"x\",\"text\":\"one\"}\n",
        "{\"id\":\"x\",\"text\":\"two\"}\n",
        "{\"id\":\"a\",\"text\":\"x\",\"published\":\"2024\"}\n",
    ];
    let forward = Folder::new().with("1.jsonl", records[..2].concat()).with("2.jsonl", records[2]);
    let backward = Folder::new().with("1.jsonl", [records[2], records[1]].concat()).with("2.jsonl", records[0]);
    let paths = |folder: &Folder, names: [&str; 2]| names.map(|name| folder.path().join(name));
    let options = ReadOptions::default();
    let first = forward.read_paths(&paths(&forward, ["2.jsonl", "1.jsonl"]), &options);
    let second = backward.read_paths(&paths(&backward, ["1.jsonl", "2.jsonl"]), &options);
    assert_eq!(first.ids(), ["a", "x", "x-2"]);
    assert_eq!((first.ids(), first.texts()), (second.ids(), second.texts()));
    first.assert_one_note("FH0118 1.jsonl at byte 24: id `x` is taken", "`x-2`");
}

#[test]
fn folders_are_read_to_their_depth_without_hidden_entries() {
    let folder = Folder::new()
        .with("sub/deep/a.jsonl", lines(1..2))
        .with("b.jsonl", lines(2..3))
        .with(".hidden.jsonl", lines(3..4))
        .with(".git/c.jsonl", lines(4..5));
    let found = folder.read();
    assert_eq!(found.ids(), ["0001", "0002"]);
    assert!(found.notes.is_empty(), "{:?}", found.notes);
}

#[test]
fn a_file_named_and_found_is_read_once() {
    let folder = Folder::new().with("a.jsonl", lines(1..2));
    let paths = [folder.path().join("a.jsonl"), folder.path().to_owned(), folder.path().join("./a.jsonl")];
    let found = folder.read_paths(&paths, &ReadOptions::default());
    assert_eq!((found.ids(), found.notes.len()), (vec!["0001"], 0));
}

#[test]
fn columns_and_defaults_are_applied() {
    let folder =
        Folder::new().with("a.csv", "key;body;when;topic\n1;The ferry sailed.;2024-03-01;boats\n2;It sank.;;boats\n");
    let published = TimeInterval { from: "--published".to_owned(), ..TimeInterval::default() };
    let columns = Columns::parse("id=key,text=body,published=when").unwrap();
    let options = ReadOptions {
        columns,
        published: Some(published),
        outlet: Some("Harbour News".to_owned()),
        ..ReadOptions::default()
    };
    let found = folder.read_with(&options);
    let shown: Vec<_> =
        found.documents.iter().map(|d| (d.id.as_str(), d.published.from.as_str(), d.outlet.as_str())).collect();
    assert_eq!(shown, [("1", "field", "Harbour News"), ("2", "--published", "Harbour News")]);
    assert_eq!(found.documents[0].extra, [("topic".to_owned(), "\"boats\"".to_owned())]);
}

#[test]
fn a_misspelt_column_is_told() {
    let options = ReadOptions { columns: Columns::parse("outlet=publsher").unwrap(), ..ReadOptions::default() };
    Folder::new().with("a.jsonl", lines(1..2)).read_with(&options).assert_one_note("FH0113", "`publsher`");
}

#[test]
fn a_path_that_does_not_exist_is_an_error_and_names_a_near_one() {
    let folder = Folder::new().with("Articles.jsonl", lines(1..2));
    let error = read(&[folder.path().join("articles.csv")], &ReadOptions::default()).unwrap_err();
    assert!(error.is_input());
    assert!(
        error.to_string().ends_with("no such file or folder; there is `Articles.jsonl` in the same place"),
        "{error}"
    );
    let none: [PathBuf; 0] = [];
    assert!(read(&none, &ReadOptions::default()).unwrap_err().is_input());
}

#[test]
fn an_empty_folder_holds_nothing_and_says_so() {
    let found = Folder::new().read();
    assert!(found.documents.is_empty());
    found.assert_one_note("FH0121", "no article");
}
