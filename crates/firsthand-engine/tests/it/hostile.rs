use std::io::Write;

use encoding_rs::{WINDOWS_1251, WINDOWS_1252};
use firsthand_engine::read::{Limits, ReadOptions};

use crate::folder::{Folder, gzip, lines};

/// Limits small enough that a test reaches them at once.
fn small() -> Limits {
    Limits { record_bytes: 1 << 10, text_bytes: 256, unpacked_bytes: 64 << 10, ..Limits::default() }
}

#[test]
fn a_broken_line_costs_only_itself() {
    let good = lines(1..3);
    let folder = Folder::new().with("a.jsonl", format!("{{\"id\": \n[1]\n\n{good}"));
    let found = folder.read();
    assert_eq!(found.ids(), ["0001", "0002"]);
    assert!(
        found.notes[0].starts_with("FH0109 a.jsonl at byte 0: not JSON (EOF while parsing a value"),
        "{:?}",
        found.notes
    );
    assert_eq!(found.notes[1], "FH0109 a.jsonl at byte 8: not a JSON object; skipped");
    assert_eq!(found.notes.len(), 2);
}

#[test]
fn bottomless_nesting_is_not_followed() {
    let deep = format!("{{\"a\":{}\n{}", "[".repeat(200_000), lines(1..2));
    let found = Folder::new().with("a.jsonl", deep).read();
    assert_eq!(found.ids(), ["0001"]);
    found.assert_one_note("FH0109 a.jsonl at byte 0", "recursion limit");
}

#[test]
fn bad_utf8_in_json_is_replaced_and_told() {
    let found = Folder::new().with("a.jsonl", b"{\"id\":\"1\",\"text\":\"fer\xFFry\"}\n").read();
    assert_eq!(found.texts(), ["fer\u{FFFD}ry"]);
    found.assert_one_note("FH0110 a.jsonl at byte 21", "U+FFFD");
}

#[test]
fn half_a_surrogate_is_bad_json() {
    let found = Folder::new().with("a.jsonl", format!("{{\"text\":\"\\ud800\"}}\n{}", lines(1..2))).read();
    assert_eq!(found.ids(), ["0001"]);
    found.assert_one_note("FH0109 a.jsonl at byte 0", "skipped");
}

#[test]
fn old_encodings_of_text_and_csv_are_guessed() {
    let russian = "Паром вышел в море, сообщил капитан.";
    let french = "Le capitaine l’a confirmé après l’arrivée.";
    let text = Folder::new().with("a.txt", WINDOWS_1251.encode(russian).0).read();
    assert_eq!(text.texts(), [russian]);
    text.assert_one_note("FH0110 a.txt", "windows-1251");
    let csv = format!("id,text\n1,plain\n2,\"{french}\"\n");
    let csv = Folder::new().with("a.csv", WINDOWS_1252.encode(&csv).0).read();
    assert_eq!(csv.texts(), ["plain", french]);
    csv.assert_one_note("FH0110 a.csv at byte 16", "windows-1252");
}

#[test]
fn utf16_is_known_by_its_mark() {
    let utf16 =
        |text: &str| -> Vec<u8> { format!("\u{FEFF}{text}").encode_utf16().flat_map(u16::to_le_bytes).collect() };
    let folder = Folder::new().with("a.txt", utf16("Паром 🛳")).with("b.csv", utf16("id;text\nb;née\n"));
    let found = folder.read();
    let mut texts = found.texts();
    texts.sort_unstable();
    assert_eq!(texts, ["née", "Паром 🛳"]);
    assert!(
        found.notes.iter().all(|note| note.starts_with("FH0110") && note.contains("UTF-16LE")),
        "{:?}",
        found.notes
    );
}

#[test]
fn a_mark_of_utf8_is_not_text() {
    let found = Folder::new().with("a.txt", "\u{FEFF}ferry").read();
    assert_eq!(found.texts(), ["ferry"]);
    found.assert_one_note("FH0122 a.txt at byte 0", "3 bytes");
    let found = Folder::new()
        .with("a.jsonl", format!("\u{FEFF}{}", lines(1..2)))
        .with("b.csv", "\u{FEFF}id,text\nb,t\n")
        .read();
    assert_eq!((found.ids(), found.notes.len()), (vec!["0001", "b"], 0));
}

#[test]
fn what_was_read_of_a_truncated_archive_is_kept() {
    let pile = lines(0..9000);
    let gz = gzip(pile.as_bytes());
    let zst = zstd::encode_all(pile.as_bytes(), 1).unwrap();
    for (name, packed) in [("a.jsonl.gz", gz), ("a.jsonl.zst", zst)] {
        let found = Folder::new().with(name, &packed[..packed.len() - 20]).read();
        let count = found.documents.len();
        assert!((2000..9000).contains(&count), "{name}: {count}");
        assert_eq!(found.ids(), (0..count).map(|i| format!("{i:04}")).collect::<Vec<_>>());
        found.assert_one_note(&format!("FH0106 {name} at byte"), "was not read");
    }
}

#[test]
fn a_short_truncated_text_keeps_its_beginning() {
    let gz = gzip("Паром вышел в море.".as_bytes());
    let found = Folder::new().with("a.txt.gz", &gz[..gz.len() - 8]).read();
    assert_eq!(found.texts(), ["Паром вышел в море."]);
    found.assert_one_note("FH0106 a.txt.gz at byte 34", "was not read");
}

#[test]
fn damaged_archives_are_told() {
    let mut gz = gzip(lines(0..2000).as_bytes());
    let middle = gz.len() / 2;
    gz[middle..middle + 64].fill(0xFF);
    let found = Folder::new().with("a.jsonl.gz", gz).with("b.jsonl", lines(9000..9001)).read();
    assert!(found.ids().contains(&"9000"));
    assert!(found.notes.iter().any(|note| note.starts_with("FH0106 a.jsonl.gz")), "{:?}", found.notes);
}

#[test]
fn a_misnamed_archive_is_read_by_its_bytes() {
    let found = Folder::new().with("a.jsonl", gzip(lines(1..2).as_bytes())).with("b.jsonl.gz", lines(2..3)).read();
    assert_eq!((found.ids(), found.notes.len()), (vec!["0001", "0002"], 0));
}

#[test]
fn an_archive_that_expands_without_end_is_stopped() {
    let bomb = gzip(format!("{}{}", lines(1..2), "\n".repeat(4 << 20)).as_bytes());
    let found = Folder::new().with("a.jsonl.gz", bomb).read_within(small());
    assert_eq!(found.ids(), ["0001"]);
    found.assert_one_note("FH0107 a.jsonl.gz", "more than is unpacked");
}

#[test]
fn an_archive_of_zeros_is_stopped_by_its_ratio() {
    let bomb = gzip(&vec![b'\n'; 40 << 20]);
    let found = Folder::new().with("a.jsonl.gz", bomb).read();
    assert!(found.notes.iter().any(|note| note.starts_with("FH0107 a.jsonl.gz")), "{:?}", found.notes);
}

#[test]
fn a_line_of_200_megabytes_is_passed_over() {
    let folder = Folder::new();
    let mut file = std::fs::File::create(folder.path().join("a.jsonl")).unwrap();
    let chunk = vec![b'x'; 1 << 20];
    for _ in 0..200 {
        file.write_all(&chunk).unwrap();
    }
    file.write_all(b"\n").unwrap();
    file.write_all(lines(1..2).as_bytes()).unwrap();
    let found = folder.read();
    assert_eq!(found.ids(), ["0001"]);
    found.assert_one_note("FH0108 a.jsonl at byte 0", "a line of 209715201 bytes");
}

#[test]
fn records_beyond_the_limit_are_passed_over_in_every_format() {
    let long = "x".repeat(5000);
    let folder = Folder::new()
        .with("a.json", format!("[\n{{\"id\":\"l\",\"text\":\"{long}\"}}, {{\"id\":\"a\",\"text\":\"t\"}}]"))
        .with("b.csv", format!("id,text\nl,{long}\nb,t\n"))
        .with("c.jsonl", format!("{{\"id\":\"l\",\"text\":\"{long}\"}}\n{{\"id\":\"c\",\"text\":\"t\"}}"));
    let found = folder.read_within(small());
    assert_eq!(found.ids(), ["a", "b", "c"]);
    assert_eq!(found.notes.iter().filter(|note| note.starts_with("FH0108")).count(), 3, "{:?}", found.notes);
}

#[test]
fn a_long_text_keeps_its_beginning_whole() {
    let found = Folder::new().with("a.txt", format!("a{}", "я".repeat(5000))).read_within(small());
    assert_eq!(found.texts(), [format!("a{}", "я".repeat(127))]);
    found.assert_one_note("FH0119 a.txt at byte 0", "first 255 bytes");
}

#[test]
fn empty_and_blank_files() {
    let found = Folder::new()
        .with("a.jsonl", "")
        .with("b.txt.gz", gzip(b""))
        .with("c.jsonl", "\n \n")
        .with("d.csv", "id,text\n")
        .read();
    assert!(found.documents.is_empty());
    let empty = |name: &str| format!("FH0103 {name}: the file is empty");
    assert!(found.notes.contains(&empty("a.jsonl")) && found.notes.contains(&empty("b.txt.gz")), "{:?}", found.notes);
    assert_eq!(found.notes.len(), 3, "{:?}", found.notes);
}

#[test]
fn unknown_kinds_are_one_note_each() {
    let found = Folder::new().with("a.pdf", "x").with("b.PDF", "x").with("c", "x").with("d.jsonl", lines(1..2)).read();
    assert_eq!(found.ids(), ["0001"]);
    assert_eq!(found.notes.len(), 2);
    assert!(
        found.notes[0]
            .starts_with("FH0102 a.pdf: .pdf is not read; skipped (1 more files like it); what is read: .html")
    );
    assert!(found.notes[1].starts_with("FH0102 c: files without extension are not read"));
}

#[cfg(unix)]
#[test]
fn loops_and_dead_ends_of_links() {
    let folder = Folder::new().with("sub/a.jsonl", lines(1..2));
    std::os::unix::fs::symlink(folder.path(), folder.path().join("sub/up")).unwrap();
    std::os::unix::fs::symlink(folder.path().join("gone"), folder.path().join("dead.jsonl")).unwrap();
    let found = folder.read();
    assert_eq!(found.ids(), ["0001"]);
    assert!(found.notes[0].starts_with("FH0101 dead.jsonl: cannot be read"), "{:?}", found.notes);
    assert!(found.notes[1].starts_with("FH0104 sub/up"), "{:?}", found.notes);
    assert_eq!(found.notes.len(), 2);
}

#[test]
fn wrong_quoting_is_told_and_read_as_it_stands() {
    let found = Folder::new().with("a.csv", "id,text\n1,\"open\n2,t\n").read();
    assert_eq!(found.texts(), ["open\n2,t\n"]);
    found.assert_one_note("FH0111 a.csv at byte 8", "do not pair up");
    let found = Folder::new().with("a.csv", "id,text\n1\n2,t,more\n3,\"a\" b\"\"\n").read();
    assert_eq!(found.ids(), ["2", "3"]);
    assert_eq!(found.documents[0].extra, [("column 3".to_owned(), "\"more\"".to_owned())]);
    assert!(
        found.notes[0].starts_with("FH0111 a.csv at byte 8: 1 fields, where the header has 2"),
        "{:?}",
        found.notes
    );
    assert_eq!(found.notes.len(), 3, "{:?}", found.notes);
}

#[test]
fn a_table_without_text_says_how_to_name_it() {
    let found = Folder::new().with("a.csv", "id,body\n1,t\n").with("b.jsonl", lines(1..2)).read();
    found.assert_one_note("FH0112 a.csv at byte 0", "among id, body; skipped; `--columns text=NAME`");
}

#[test]
fn nul_bytes_pass_through() {
    let found = Folder::new().with("a.txt", "a\0b").with("b.csv", "id,text\nb,a\0b\n").read();
    assert_eq!((found.texts(), found.notes.len()), (vec!["a\0b"; 2], 0));
}

#[test]
fn random_bytes_never_panic_under_any_name() {
    let mut state = 0x2545_F491_4F6C_DD1D_u64;
    let mut bytes = Vec::new();
    for _ in 0..20_000 {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        bytes.extend(state.to_le_bytes());
    }
    for magic in [
        &b""[..],
        &[0x1F, 0x8B, 8, 0],
        &[0x28, 0xB5, 0x2F, 0xFD],
        b"{\"text\":\"",
        b"[{\"",
        b"id,text\n\"",
        &[0xFF, 0xFE],
    ] {
        let file = [magic, &bytes].concat();
        let names = ["a.jsonl", "a.json", "a.csv", "a.txt"];
        let folder = names.into_iter().fold(Folder::new(), |folder, name| folder.with(name, &file));
        let found = folder.read_with(&ReadOptions { limits: small(), ..ReadOptions::default() });
        assert!(!found.notes.is_empty());
    }
}
