//! Killed, crowded out, damaged or misused: what was kept stays, and the message says what to do.

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use rusqlite::Connection;
use rusqlite::types::Value;

use super::generate::{Dice, pile};
use super::{Desk, article};

/// Every row of every table, in order.
fn rows(file: &Path) -> Vec<(String, Vec<Vec<Value>>)> {
    let connection = Connection::open(file).unwrap();
    let names = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'claims_search%' ORDER BY name";
    let mut names = connection.prepare(names).unwrap();
    let names: Vec<String> = names.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
    let all = names.into_iter().map(|name| {
        let mut statement = connection.prepare(&format!("SELECT * FROM {name} ORDER BY 1, 2")).unwrap();
        let width = statement.column_count();
        let row = |row: &rusqlite::Row<'_>| (0..width).map(|at| row.get(at)).collect::<rusqlite::Result<Vec<Value>>>();
        let rows = statement.query_map([], row).unwrap().map(Result::unwrap).collect();
        (name, rows)
    });
    all.collect()
}

/// Starts `add`, kills it after a while unless it was quicker, and says whether it ended by itself.
fn killed(pile: &str, collection: &str, after: Duration) -> bool {
    let mut child = Command::new(env!("CARGO_BIN_EXE_firsthand"))
        .args(["add", pile, "--fast", "--collection", collection])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    std::thread::sleep(after);
    let done = child.try_wait().unwrap().is_some();
    child.kill().unwrap();
    child.wait().unwrap();
    done
}

/// Ten kills, or as many as `FIRSTHAND_KILLS` says, of `FIRSTHAND_ARTICLES`: each at a random moment of the first quarter of
/// the time that an undisturbed run takes, so that it takes several until one ends by itself. Then the next begins anew.
#[test]
fn a_killed_add_resumes_loses_nothing_and_doubles_nothing() {
    let (kills, articles) = (number("FIRSTHAND_KILLS", 10), number("FIRSTHAND_ARTICLES", 200));
    let desk = Desk::new();
    let pile = desk.write("pile.jsonl", &pile(1, 0..articles));
    let start = std::time::Instant::now();
    desk.run(&["add", &pile, "--fast"]);
    let whole = start.elapsed();
    let undisturbed = rows(&desk.path("news.firsthand"));
    let broken = desk.path("broken.firsthand");
    let mut dice = Dice::new(7);
    let (mut hit, mut partly, mut ended) = (0, 0, 0);
    while hit < kills {
        let after = whole.mul_f64(dice.below(1000) as f64 / 4000.0);
        if killed(&pile, broken.to_str().unwrap(), after) {
            assert_eq!(rows(&broken), undisturbed);
            remove_collection(&broken);
            ended += 1;
            continue;
        }
        hit += 1;
        let kept = articles_and_originals(&broken);
        assert_eq!(kept.0, kept.1, "an article is there whole or not at all");
        partly += u32::from(kept.0 > 0 && kept.0 < articles);
    }
    let resumed = super::firsthand(&["add", &pile, "--fast", "--collection", broken.to_str().unwrap()]);
    assert!(resumed.status.success());
    assert_eq!(rows(&broken), undisturbed);
    let took = start.elapsed();
    eprintln!(
        "undisturbed in {whole:?}; {kills} kills in {took:?}: after {partly} a part was there, {ended} runs between them \
         ended by themselves, and all rows are those of the undisturbed run"
    );
}

/// None where the kill came before the tables did.
fn articles_and_originals(file: &Path) -> (u64, u64) {
    let sql = "SELECT count(*), (SELECT count(*) FROM originals) FROM documents";
    let kept = Connection::open(file).and_then(|c| c.query_row(sql, [], |row| Ok((row.get(0)?, row.get(1)?))));
    kept.unwrap_or_default()
}

/// With its log: one that stays behind would be that of another file.
fn remove_collection(file: &Path) {
    for end in ["", "-wal", "-shm"] {
        let _ = std::fs::remove_file(format!("{}{end}", file.display()));
    }
}

/// No file may grow beyond 1.25 MB, so that the disk is as good as full in the middle of the work.
#[cfg(unix)]
#[test]
fn a_full_disk_is_said_and_what_was_finished_is_kept() {
    let desk = Desk::new();
    let pile = desk.write("pile.jsonl", &pile(5, 0..400));
    desk.run(&["add", &pile, "--fast"]);
    let cramped = desk.path("cramped.firsthand");
    let add = ["add", &pile, "--fast", "--collection", cramped.to_str().unwrap()];
    // In blocks of 512 bytes; without the trap the signal would end the program before the error is seen.
    let limited = "trap '' XFSZ; ulimit -f 2500; exec \"$0\" \"$@\"";
    let output = Command::new("sh").args(["-c", limited, env!("CARGO_BIN_EXE_firsthand")]).args(add).output().unwrap();
    let why = super::stderr(&output);
    assert_eq!(output.status.code(), Some(2), "{why}");
    assert!(why.contains("disk") && why.contains("what was finished is kept"), "{why}");
    let kept = Connection::open(&cramped).unwrap();
    let count = |table: &str| -> u64 {
        kept.query_row(&format!("SELECT count(*) FROM {table}"), [], |row| row.get(0)).unwrap()
    };
    let (documents, originals) = (count("documents"), count("originals"));
    assert!(documents == originals && documents > 0 && documents < 400, "{documents} articles, {originals} originals");
    drop(kept);
    let resumed = super::firsthand(&add);
    assert!(resumed.status.success(), "{}", super::stderr(&resumed));
    assert_eq!(rows(&cramped), rows(&desk.path("news.firsthand")));
}

#[test]
fn what_is_no_collection_is_left_as_it_is() {
    let desk = Desk::new();
    let text = desk.write("news.firsthand", "These are notes, and they are long enough to have a header of their own.");
    let pile = desk.write("pile.jsonl", &article("eye", "Harbour Eye", 5, "Snow fell, residents said."));
    for command in [&["add", &pile][..], &["show"], &["verify"], &["search", "snow"], &["trace"]] {
        let (code, why) = desk.fail(command);
        assert!(code == 2 && why.contains("not a collection"), "{command:?}: {why}");
    }
    assert!(std::fs::read_to_string(text).unwrap().starts_with("These are notes"));
    let other = desk.path("other.db");
    Connection::open(&other).unwrap().execute_batch("CREATE TABLE t (a)").unwrap();
    let output = super::firsthand(&["add", &pile, "--collection", other.to_str().unwrap()]);
    assert!(super::stderr(&output).contains("not a collection"));
    let (code, why) = Desk::new().fail(&["show"]);
    assert!(code == 2 && why.contains("firsthand add"), "{why}");
}

#[test]
fn a_newer_collection_is_left_as_it_is() {
    let desk = Desk::with_demo();
    Connection::open(desk.file()).unwrap().pragma_update(None, "user_version", 99).unwrap();
    let (code, why) = desk.fail(&["show"]);
    assert!(code == 2 && why.contains("newer Firsthand (format 99"), "{why}");
}

#[test]
fn a_second_writer_waits_and_then_says_so_while_readers_go_on() {
    let desk = Desk::with_demo();
    let writer = Connection::open(desk.file()).unwrap();
    writer.execute_batch("BEGIN IMMEDIATE; UPDATE documents SET path = 'x';").unwrap();
    assert!(desk.run(&["show"]).contains("10 articles"), "a reader goes on");
    let pile = desk.write("pile.jsonl", &article("eye", "Harbour Eye", 5, "Snow fell, residents said."));
    let (code, why) = desk.fail(&["add", &pile]);
    assert!(code == 2 && why.contains("another process is writing"), "{why}");
    writer.execute_batch("ROLLBACK").unwrap();
    assert!(desk.run(&["add", &pile]).starts_with("1 added"));
}

#[test]
fn a_damaged_page_is_found_and_said() {
    let desk = Desk::new();
    desk.run(&["add", &desk.write("pile.jsonl", &pile(2, 0..60))]);
    Connection::open(desk.file()).unwrap().execute_batch("PRAGMA wal_checkpoint(TRUNCATE)").unwrap();
    let mut bytes = std::fs::read(desk.file()).unwrap();
    let middle = bytes.len() / 2 / 4096 * 4096;
    bytes[middle..middle + 4096].fill(0xA5);
    std::fs::write(desk.file(), bytes).unwrap();
    let output = super::firsthand(&["verify", "--collection", &desk.file()]);
    assert_eq!(output.status.code(), Some(1), "a gate failed: {}", super::stderr(&output));
    assert!(!super::stdout(&output).is_empty());
}

#[test]
fn a_changed_word_is_found() {
    let desk = Desk::with_demo();
    desk.trace(&[]);
    let claim = desk.trace(&[])["claims"][0]["key"].as_str().unwrap().to_owned();
    desk.run(&["review", "sign", &claim, "--as", "Mara Quist", "--why", "read it"]);
    let connection = Connection::open(desk.file()).unwrap();
    connection.execute_batch("UPDATE documents SET text = text || ' x' WHERE id = 'sail-1'").unwrap();
    let words = |more: &str| {
        let output = super::firsthand(&["verify", "--collection", &desk.file()]);
        assert_eq!(output.status.code(), Some(1));
        assert!(super::stdout(&output).contains(more), "{}", super::stdout(&output));
    };
    words("article `sail-1`: title or text");
    connection.execute_batch("UPDATE mentions SET \"end\" = 999999").unwrap();
    words("`mentions` points outside");
    assert!(connection.execute_batch("UPDATE review_log SET why = 'other'").is_err(), "the log is append-only");
    assert!(connection.execute_batch("DELETE FROM review_log").is_err());
    connection.execute_batch("DROP TRIGGER review_log_keeps_words; UPDATE review_log SET why = 'other'").unwrap();
    words("review log: entry 1 was altered");
}

#[test]
fn a_file_that_cannot_be_written_says_so_and_can_be_read() {
    let desk = Desk::with_demo();
    Connection::open(desk.file()).unwrap().execute_batch("PRAGMA wal_checkpoint(TRUNCATE)").unwrap();
    let mut permissions = std::fs::metadata(desk.file()).unwrap().permissions();
    permissions.set_readonly(true);
    std::fs::set_permissions(desk.file(), permissions).unwrap();
    if std::fs::OpenOptions::new().write(true).open(desk.file()).is_ok() {
        eprintln!("skipped: this user may write to read-only files");
        return;
    }
    assert!(desk.run(&["show"]).contains("10 articles"));
    let pile = desk.write("pile.jsonl", &article("eye", "Harbour Eye", 5, "Snow fell, residents said."));
    let (code, why) = desk.fail(&["add", &pile]);
    assert!(code == 2 && why.contains("cannot be written"), "{why}");
}

/// Prints what adding costs: `FIRSTHAND_SLOW=1`, `FIRSTHAND_ARTICLES` for how many. The pile, one article more, and the
/// collection stay in the folder `FIRSTHAND_KEEP`, for who measures memory as well.
#[test]
fn adding_is_measured() {
    if std::env::var_os("FIRSTHAND_SLOW").is_none() {
        return;
    }
    let articles = number("FIRSTHAND_ARTICLES", 10_000);
    let mut desk = Desk::new();
    if let Some(folder) = std::env::var_os("FIRSTHAND_KEEP") {
        desk.keep(folder.into());
    }
    let all = desk.write("pile.jsonl", &pile(3, 0..articles));
    let one = desk.write("one.jsonl", &pile(3, articles..articles + 1));
    let time = |arguments: &[&str]| {
        let start = std::time::Instant::now();
        desk.run(arguments);
        start.elapsed()
    };
    let (adding, again, single) =
        (time(&["add", &all, "--fast"]), time(&["add", &all, "--fast"]), time(&["add", &one, "--fast"]));
    let size = std::fs::metadata(desk.file()).unwrap().len();
    eprintln!(
        "{articles} articles: added in {adding:?}, known again in {again:?}, one more in {single:?}, {} bytes an article",
        size / articles
    );
}

fn number(variable: &str, otherwise: u64) -> u64 {
    std::env::var(variable).ok().and_then(|n| n.parse().ok()).unwrap_or(otherwise)
}
