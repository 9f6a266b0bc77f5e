use encoding_rs::WINDOWS_1251;
use firsthand_engine::read::Limits;

use crate::folder::{Folder, gzip};

fn page(words: &str) -> String {
    let paragraphs: String = (0..6).map(|i| format!("<p>{words} {i}.</p>")).collect::<Vec<_>>().concat();
    format!("<!doctype html><html><title>Ferry</title><body><article>{paragraphs}</article></body></html>")
}

const WORDS: &str = "The ferry did not sail because the harbour was closed by the storm, the captain said on day";

#[test]
fn pages_are_read_plain_packed_and_as_a_field() {
    let json = serde_json::json!({"id": "j", "title": "Given", "html": page(WORDS)}).to_string();
    let folder = Folder::new()
        .with("a.html", page(WORDS))
        .with("b.htm.gz", gzip(page(&WORDS.replace("ferry", "boat")).as_bytes()))
        .with("c.jsonl", json);
    let found = folder.read();
    assert_eq!(found.documents.len(), 3);
    for document in &found.documents {
        assert_eq!(document.text.split("\n\n").count(), 6, "{}", document.text);
        assert_eq!(document.title, if document.id == "j" { "Given" } else { "Ferry" });
    }
    assert!(found.notes.is_empty(), "{:?}", found.notes);
}

#[test]
fn a_page_that_lies_about_its_encoding_is_told() {
    let words = "Паром не вышел в море из-за шторма, сообщил капитан порта на встрече с журналистами, день";
    let html = page(words).replace("<title>", "<meta charset=utf-8><title>");
    let found = Folder::new().with("a.html", WINDOWS_1251.encode(&html).0).read();
    assert!(found.documents[0].text.starts_with(words));
    found.assert_one_note("FH0206 a.html", "declares UTF-8 and is windows-1251");
}

#[test]
fn a_packed_page_that_grows_too_far_is_stopped() {
    let html = format!("{}{}", page(WORDS), " ".repeat(1 << 20));
    let limits = Limits { unpacked_bytes: 64 << 10, ..Limits::default() };
    let found = Folder::new().with("a.html.gz", gzip(html.as_bytes())).read_within(limits);
    assert_eq!(found.documents.len(), 1);
    found.assert_one_note("FH0107 a.html.gz", "the rest was not read");
}
