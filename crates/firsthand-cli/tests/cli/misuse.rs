//! Real attempts to turn the program against people, through the command line, its views and its exports: each is
//! refused, or comes back claim by claim, and in what is published without a name. Every person, place and outlet here is
//! invented.

use std::path::{Path, PathBuf};

use rusqlite::Connection;
use serde_json::Value;

use super::{firsthand, stderr, stdout};

/// Forms of the names of the accused and of a witness, in two scripts, as far as they are spelled alike.
const NAMES: [&str; 6] = ["tollgard", "толлгард", "irma", "ирм", "osmark", "осмарк"];

const PILE: &str = r#"{"id":"tollgard-1","url":"https://bell.example/2031/irma-tollgard-charged","outlet":"Marrow Bell","published":"2031-05-10","language":"en","title":"Irma Tollgard charged over maps","text":"Irma Tollgard, a clerk of the harbour office in Marrow, has been charged with treason over eleven stolen maps, the prosecutor's office said on Friday.\n\nTollgard's neighbour, Dagny Osmark, saw the maps. A source in the ministry says that she sold more of them.\n\nHer lawyer, Sela Quint, rejected the charge. \"She catalogued maps and nothing else,\" Quint said."}
{"id":"ozero-2","url":"https://ozero.example/%D1%82%D0%BE%D0%BB%D0%BB%D0%B3%D0%B0%D1%80%D0%B4","outlet":"Вести Озера","published":"2031-05-11","language":"ru","title":"Ирме Толлгард предъявлено обвинение","text":"Служащей порта Ирме Толлгард предъявлено обвинение в государственной измене из-за одиннадцати карт, сообщила газета Marrow Bell.\n\nСоседка Дагни Осмарк рассказала, что видела карты у Толлгард."}
"#;

struct Kept {
    folder: tempfile::TempDir,
}

impl Kept {
    fn new() -> Self {
        let kept = Self { folder: tempfile::tempdir().unwrap() };
        std::fs::write(kept.folder.path().join("pile.jsonl"), PILE).unwrap();
        run(&["add", &kept.path("pile.jsonl"), "--collection", &kept.file()]);
        run(&["trace", "--collection", &kept.file(), "--fast"]);
        kept
    }

    fn path(&self, name: &str) -> String {
        self.folder.path().join(name).display().to_string()
    }

    fn file(&self) -> String {
        self.path("news.firsthand")
    }

    /// Signs every claim that a report shows, as two people.
    fn sign(&self) {
        let file = self.file();
        let shown = run(&["report", "--collection", &file, "--fast", "--format", "json"]);
        let shown: Value = serde_json::from_str(&shown).unwrap();
        for claim in shown["claims"].as_array().unwrap() {
            for who in ["Ana", "Bo"] {
                let id = claim["id"].as_str().unwrap();
                run(&["review", "sign", id, "--as", who, "--why", "read it", "--collection", &file]);
            }
        }
    }
}

fn run(arguments: &[&str]) -> String {
    let output = firsthand(arguments);
    assert!(output.status.success(), "{arguments:?}: {}", stderr(&output));
    stdout(&output)
}

fn leaked(text: &str) -> Vec<&'static str> {
    let lower = text.to_lowercase();
    NAMES.into_iter().filter(|name| lower.contains(name)).collect()
}

#[test]
fn nobody_can_ask_for_a_list_of_persons() {
    let kept = Kept::new();
    let file = kept.file();
    for attempt in [
        vec!["persons", "--collection", &file],
        vec!["list", "--accused-of", "treason", "--collection", &file],
        vec!["export", "--format", "csv", "--table", "persons", "--collection", &file],
        vec!["export", "--format", "csv", "--table", "sources", "--collection", &file],
        vec!["search", "--person", "Tollgard", "--collection", &file],
        vec!["report", "--collection", &file, "--about-person", "Tollgard"],
        vec!["trace", "--collection", &file, "--rank", "persons"],
        vec!["review", "resolve", "s1", "--as", "Ana", "--why", "who is it", "--collection", &file],
        vec!["show", "--who", "s1", "--collection", &file],
    ] {
        let output = firsthand(&attempt);
        assert_eq!(output.status.code(), Some(2), "{attempt:?}: {}", stdout(&output));
    }
}

#[test]
fn everyone_accused_of_something_comes_back_as_claims() {
    let kept = Kept::new();
    for words in ["treason", "Tollgard"] {
        let found = run(&["search", words, "--collection", &kept.file(), "--format", "json"]);
        for line in found.lines() {
            let row: Value = serde_json::from_str(line).unwrap();
            assert!(row["id"].as_str().unwrap().starts_with('k'), "a claim, not somebody: {row}");
            assert!(row.get("who").is_none() && row.get("person").is_none(), "{row}");
        }
    }
}

#[test]
fn no_table_view_or_column_is_about_a_person() {
    let kept = Kept::new();
    let database = Connection::open(kept.file()).unwrap();
    let mut statement =
        database.prepare("SELECT m.name, p.name FROM sqlite_schema m, pragma_table_info(m.name) p").unwrap();
    let columns: Vec<(String, String)> =
        statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).unwrap().map(Result::unwrap).collect();
    assert!(columns.len() > 50);
    for (table, column) in columns {
        let bad = ["person", "people", "accused", "suspect", "who", "trust", "score"];
        assert!(!bad.iter().any(|b| table.contains(b) || column == *b), "{table}.{column}");
    }
}

#[test]
fn people_and_nameless_sources_are_not_graded() {
    let kept = Kept::new();
    let file = kept.file();
    let sources: Vec<(String, String, String)> = {
        let database = Connection::open(&file).unwrap();
        let sql = "SELECT c.id, s.source, s.kind FROM sources s JOIN claims c USING (claim)";
        let mut statement = database.prepare(sql).unwrap();
        statement.query_map([], |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?))).unwrap().map(Result::unwrap).collect()
    };
    assert!(!sources.is_empty());
    for (claim, source, kind) in sources {
        let grade = [
            "review",
            "grade",
            &claim,
            "--reliability",
            "B",
            "--of",
            &source,
            "--as",
            "Ana",
            "--why",
            "x",
            "--collection",
            &file,
        ];
        let output = firsthand(&grade);
        let may = matches!(kind.as_str(), "outlet" | "institution");
        assert_eq!(output.status.success(), may, "{kind}: {}", stderr(&output));
    }
}

#[test]
fn nothing_is_published_without_a_collection_or_two_signatures() {
    let kept = Kept::new();
    let output = firsthand(&["report", &kept.path("pile.jsonl"), "--fast", "--publish"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr(&output).contains("no-review") && stderr(&output).contains("to unblock"), "{}", stderr(&output));
    let target = kept.path("out.html");
    let output =
        firsthand(&["report", "--collection", &kept.file(), "--fast", "--publish", "--format", "html", "-o", &target]);
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr(&output).contains("unsigned"), "{}", stderr(&output));
    assert!(!Path::new(&target).exists(), "what is blocked leaves no file");
    assert_eq!(leaked(&stderr(&output)), Vec::<&str>::new(), "the reasons name nobody");
}

#[test]
fn no_form_of_a_masked_name_is_in_any_published_artefact() {
    let kept = Kept::new();
    kept.sign();
    for format in ["text", "html", "json"] {
        let text = run(&["report", "--collection", &kept.file(), "--fast", "--publish", "--format", format]);
        assert_eq!(leaked(&text), Vec::<&str>::new(), "{format}: {text}");
        assert!(!text.to_lowercase().contains("%d1%82%d0%be"), "an address hides a name in codes");
        assert!(text.contains("Sela Quint"), "counsel is heard: {text}");
    }
}

#[test]
fn a_working_copy_says_so_and_a_publication_does_not() {
    let kept = Kept::new();
    let working = run(&["report", "--collection", &kept.file(), "--fast", "--format", "html"]);
    assert!(
        working.contains("Working copy. Names are not masked. Not for publication.") && working.contains("noindex")
    );
    kept.sign();
    let published = run(&["report", "--collection", &kept.file(), "--fast", "--publish", "--format", "html"]);
    assert!(!published.contains("Working copy") && !published.contains("<script"));
}

#[test]
fn a_decision_after_signing_asks_for_new_signatures() {
    let kept = Kept::new();
    kept.sign();
    let file = kept.file();
    let log = run(&["review", "list", "--collection", &file, "--format", "json"]);
    let id = log
        .lines()
        .find_map(|line| Some(serde_json::from_str::<Value>(line).ok()?["id"].as_str()?.to_owned()))
        .unwrap();
    run(&[
        "review",
        "unmask",
        &id,
        "--name",
        "Irma Tollgard",
        "--as",
        "Ana",
        "--why",
        "holds office",
        "--collection",
        &file,
    ]);
    let output = firsthand(&["report", "--collection", &file, "--fast", "--publish"]);
    assert_eq!(output.status.code(), Some(1), "{}", stdout(&output));
    run(&["review", "undo", &id, "--as", "Ana", "--why", "was wrong", "--collection", &file]);
    kept.sign();
    let text = run(&["report", "--collection", &file, "--fast", "--publish"]);
    assert_eq!(leaked(&text), Vec::<&str>::new(), "what was taken back is withheld again");
}

#[test]
fn the_same_reviewer_twice_is_one() {
    let folder = tempfile::tempdir().unwrap();
    let pile: PathBuf = folder.path().join("a.txt");
    std::fs::write(
        &pile,
        "A purge of traitors will begin in Marrow within ten days, a source told the channel Night Gull.",
    )
    .unwrap();
    let file = folder.path().join("a.firsthand").display().to_string();
    assert!(firsthand(&["add", pile.to_str().unwrap(), "--collection", &file]).status.success());
    let report = ["report", "--collection", &file, "--fast", "--publish", "--format", "json"];
    let blocked = firsthand(&report);
    assert_eq!(blocked.status.code(), Some(1));
    let value: Value = serde_json::from_str(&stdout(&blocked)).unwrap();
    let id = value["claims"][0]["id"].as_str().unwrap();
    for (who, code) in [("Ana", 1), (" ANA ", 1), ("Bo", 0)] {
        assert!(
            firsthand(&["review", "sign", id, "--as", who, "--why", "read", "--collection", &file]).status.success()
        );
        assert_eq!(firsthand(&report).status.code(), Some(code), "{who}");
    }
}

#[test]
fn a_name_in_a_reviewers_own_words_is_withheld() {
    let kept = Kept::new();
    kept.sign();
    let file = kept.file();
    let log = run(&["review", "list", "--collection", &file, "--format", "json"]);
    let row = |line: &str| Some(serde_json::from_str::<Value>(line).ok()?["id"].as_str()?.to_owned());
    let id = log.lines().find_map(row).unwrap();
    let said = |more: &[&str]| {
        let all = [&["review"], more, &["--as", "Ana", "--collection", &file]].concat();
        assert!(firsthand(&all).status.success(), "{more:?}");
    };
    let answer = "it was Pavel Orlund who did it";
    said(&[
        "reply",
        &id,
        "--of",
        "the lawyer of Sanna Quillby",
        "--sought",
        "2031-03-05",
        "--answer",
        answer,
        "--why",
        "x",
    ]);
    said(&["grade", &id, "--credibility", "3", "--why", "only Ludo Brenk heard it"]);
    kept.sign();
    for format in ["text", "html", "json"] {
        let report = run(&["report", "--collection", &file, "--fast", "--publish", "--format", format]);
        for name in ["Orlund", "Quillby", "Brenk"] {
            assert!(!report.contains(name), "{format}: {report}");
        }
        assert!(report.contains("withheld"), "{format}");
    }
}

/// Every form of every export says what it is, and its twin carries no name in whatever column.
#[test]
fn exports_say_what_they_are_and_their_masked_twins_hold_no_name() {
    let kept = Kept::new();
    let file = kept.file();
    kept.sign();
    let tables = ["claims", "documents", "articles", "mentions", "relays", "reviews"];
    let rows = tables.iter().flat_map(|table| ["csv", "jsonl", "parquet"].map(|format| (format, *table)));
    for (format, table) in rows.chain([("graphml", "relays"), ("gexf", "relays")]) {
        let copy = |more: &[&str]| {
            let out = kept.path("export");
            let fixed = ["export", "--collection", &file, "--format", format, "--table", table, "-o", &out];
            run(&[&fixed[..], more].concat());
            String::from_utf8_lossy(&std::fs::read(&out).unwrap()).into_owned()
        };
        let (open, masked) = (copy(&[]), copy(&["--mask"]));
        assert!(open.contains("Working copy. Names are not masked. Not for publication."), "{table} {format}");
        assert!(masked.contains("Working copy, names masked. Not for publication."), "{table} {format}");
        assert!(leaked(&masked).is_empty(), "{table} {format}: {:?}", leaked(&masked));
        assert!(
            table == "reviews" || !leaked(&open).is_empty() || format == "parquet",
            "the test would see it: {table}"
        );
    }
}

/// Reports of one affair in three languages: an accused, a witness and a relative, and people who speak.
const FUNDS: &str = r#"{"id":"sandel-1","url":"https://courier.example/2031/hospital-funds","outlet":"Sandel Courier","published":"2031-08-28","language":"en","title":"Audit note names hospital buyer","text":"Corvin Asterby, head of purchasing at the Port Sandel hospital, took 240,000 crowns in kickbacks from a supplier, according to a note of the Audit Board of August 28 that the Courier has read.\n\nHis bookkeeper, Greta Vossel, found the sums, the note says. Asterby's lawyer, Tobin Renn, said the note was wrong. His brother, Milo Asterby, did not answer.\n\nThe note has no evidence of a transfer abroad, said Ulla Harmsen, a law professor."}
{"id":"sandel-3","url":"https://mayak.example/3","outlet":"Маяк Озера","published":"2031-09-02","language":"ru","title":"Прокуратура предъявила обвинение закупщику больницы","text":"Начальнику отдела закупок больницы Порт-Сандела Корвину Астерби предъявлено обвинение в получении 240 000 крон откатов от поставщика, сообщила пресс-секретарь прокуратуры Ильзе Марфельд.\n\nАстерби вину не признал. Бухгалтер Грета Воссель дала показания."}
{"id":"sandel-4","url":"https://korfez.example/4","outlet":"Körfez Postası","published":"2031-09-03","language":"tr","title":"Hastane yöneticisi suçlanıyor","text":"Port Sandel hastanesinin satın alma müdürü Corvin Asterby bir tedarikçiden 240.000 kron rüşvet almakla suçlanıyor, Sandel Courier gazetesi bildirdi.\n\nAsterby'nin avukatı Tobin Renn suçlamayı reddetti. Muhasebeci Greta Vossel ifade verdi."}
"#;

#[test]
fn of_an_affair_in_three_languages_only_who_speaks_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).display().to_string();
    std::fs::write(path("pile.jsonl"), FUNDS).unwrap();
    let kept = Kept { folder };
    run(&["add", &kept.path("pile.jsonl"), "--collection", &kept.file()]);
    run(&["trace", "--collection", &kept.file(), "--fast"]);
    kept.sign();
    let mut said = String::new();
    for format in ["text", "html", "json"] {
        let file = kept.file();
        let text = run(&["report", "--collection", &file, "--fast", "--publish", "--format", format]);
        let lower = text.to_lowercase();
        for name in ["asterb", "астерб", "corvin", "корвин", "vossel", "воссел", "greta", "грет", "milo"]
        {
            assert!(!lower.contains(name), "{format}: {name}");
        }
        said += &text;
    }
    let flat = said.split_whitespace().collect::<Vec<_>>().join(" ");
    for name in ["Tobin Renn", "Ильзе Марфельд", "Маяк Озера"] {
        assert!(flat.contains(name), "{name}: {flat}");
    }
}
