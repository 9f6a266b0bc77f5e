//! Each export is read back by a program that its users use.

use std::process::Command;

use serde_json::Value;

use super::{Desk, article};

/// Runs a few lines of Python on a file; `None`, with a message, where Python or a module of it is not installed.
fn python(modules: &[&str], lines: &str, file: &str) -> Option<Value> {
    let imports = format!("import {}\n", modules.join(", "));
    let there = Command::new("python3").args(["-c", &imports]).output();
    if !there.is_ok_and(|output| output.status.success()) {
        eprintln!("skipped: python3 with {modules:?} is not installed");
        return None;
    }
    let program = format!("{imports}import json, sys\nfile = sys.argv[1]\n{lines}\n");
    let output = Command::new("python3").args(["-c", &program, file]).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    Some(serde_json::from_slice(&output.stdout).unwrap())
}

fn exported(desk: &Desk, format: &str, table: &str) -> String {
    let name = format!("{table}.{format}");
    let file = desk.path(&name).to_str().unwrap().to_owned();
    desk.run(&["export", "--format", format, "--table", table, "-o", &file]);
    file
}

fn traced() -> Desk {
    let desk = Desk::with_demo();
    let formula = article(
        "eye",
        "=HYPERLINK(\"https://evil.example\")",
        5,
        "\"Zwölf, dreizehn\"; the pier was sold, residents said.",
    );
    desk.run(&["add", &desk.write("formula.jsonl", &formula)]);
    desk.trace(&[]);
    desk
}

#[test]
fn csv_opens_in_a_spreadsheet() {
    let desk = traced();
    let file = exported(&desk, "csv", "documents");
    let bytes = std::fs::read(&file).unwrap();
    assert!(bytes.starts_with(b"\xEF\xBB\xBFid,url,outlet"), "a mark for Excel, then the names");
    let lines = "rows = list(csv.DictReader(open(file, encoding='utf-8-sig', newline='')))\nprint(json.dumps(rows))";
    let Some(rows) = python(&["csv"], lines, &file) else { return };
    let rows = rows.as_array().unwrap();
    assert_eq!(rows.len(), 11);
    let eye = rows.iter().find(|row| row["id"] == "eye").unwrap();
    assert_eq!(eye["outlet"], "'=HYPERLINK(\"https://evil.example\")", "a formula is text");
    assert!(rows.iter().any(|row| row["outlet"] == "Остранский вестник"));
}

#[test]
fn csv_of_claims_is_what_pandas_reads() {
    let desk = traced();
    let lines = "d = pandas.read_csv(file)\nprint(json.dumps([len(d), int(d.at_most.max()), list(d.columns)[:2]]))";
    let Some(read) = python(&["pandas"], lines, &exported(&desk, "csv", "claims")) else { return };
    assert!(read[0].as_u64().unwrap() >= 4);
    assert_eq!(read[2], serde_json::json!(["id", "statement"]));
}

/// Every table has the same rows as JSON Lines and as Parquet, numbers as numbers, nothing as nothing.
#[test]
fn parquet_is_what_pyarrow_and_pandas_read() {
    let desk = traced();
    for table in ["claims", "documents", "articles", "mentions", "relays", "reviews"] {
        let file = exported(&desk, "parquet", table);
        let lines = desk.run(&["export", "--format", "jsonl", "--table", table]);
        let rows: Vec<Value> = lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        let read = "print(json.dumps(pyarrow.parquet.read_table(file).to_pylist()))";
        let Some(read) = python(&["pyarrow.parquet"], read, &file) else { return };
        assert_eq!(read, Value::from(rows.clone()), "{table}");
        let length = "print(json.dumps(len(pandas.read_parquet(file))))";
        let Some(length) = python(&["pandas", "pyarrow"], length, &file) else { return };
        assert_eq!(length, rows.len(), "{table}");
    }
}

#[test]
fn an_unreviewed_collection_has_a_table_of_no_reviews() {
    let desk = traced();
    let bytes = std::fs::read(exported(&desk, "parquet", "reviews")).unwrap();
    assert!(bytes.starts_with(b"PAR1") && bytes.ends_with(b"PAR1"));
}

#[test]
fn every_table_has_its_lines() {
    let desk = traced();
    for table in ["claims", "documents", "articles", "mentions", "relays"] {
        let text = std::fs::read_to_string(exported(&desk, "jsonl", table)).unwrap();
        let rows: Vec<Value> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        assert!(rows.len() > 3, "{table}");
    }
    let mentions = desk.run(&["export", "--format", "jsonl", "--table", "mentions"]);
    assert!(mentions.contains("tramwajów"), "the words are verbatim: {mentions}");
}

#[test]
fn graphs_are_what_networkx_reads() {
    let desk = traced();
    for (format, read) in [("graphml", "read_graphml"), ("gexf", "read_gexf")] {
        let lines = format!(
            "g = networkx.{read}(file)\nn = dict(g.nodes(data=True))\n\
             e = [d for _, _, d in g.edges(data=True)]\n\
             print(json.dumps([len(n), len(e), n['sail-1']['outlet'], sorted({{d['how'] for d in e}})]))"
        );
        let file = exported(&desk, format, "relays");
        assert!(!std::fs::read_to_string(&file).unwrap().contains("Vaudrel"), "no person is a node");
        let Some(read) = python(&["networkx"], &lines, &file) else { continue };
        let relays = desk.run(&["export", "--format", "jsonl", "--table", "relays"]).lines().count();
        assert_eq!(read[1].as_u64(), Some(relays as u64), "{format}");
        assert_eq!(read[2], "Ağ Yelkən");
        assert!(read[3].as_array().unwrap().contains(&Value::from("translated")));
    }
}
