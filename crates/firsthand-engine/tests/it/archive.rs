//! Web archives, feeds, chat exports and saved pages, kind and hostile. HTML pages have titles of their own only where
//! they are fields, so the pages here are plain text where the test is about what surrounds them.

use std::fmt::Write as _;

use firsthand_engine::read::Limits;

use crate::folder::{Folder, Found, gzip};

/// A record of an archive, with its length stated as it is.
fn record(kind: &str, url: &str, block: &[u8]) -> Vec<u8> {
    record_of_length(kind, url, block, block.len() as u64)
}

fn record_of_length(kind: &str, url: &str, block: &[u8], length: u64) -> Vec<u8> {
    let head = format!(
        "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2024-03-01T10:00:00Z\r\nContent-Type: application/http; msgtype={kind}\r\nContent-Length: {length}\r\n\r\n"
    );
    [head.as_bytes(), block, b"\r\n\r\n"].concat()
}

fn answer(body: &[u8], headers: &str) -> Vec<u8> {
    [format!("HTTP/1.1 200 OK\r\nContent-Type: text/plain; charset=utf-8\r\n{headers}\r\n").as_bytes(), body].concat()
}

/// A page of plain text.
fn page(name: &str, text: &str) -> Vec<u8> {
    record("response", &format!("https://example.org/{name}"), &answer(text.as_bytes(), ""))
}

fn archive(bytes: impl AsRef<[u8]>) -> Found {
    Folder::new().with("a.warc", bytes).read()
}

#[track_caller]
fn holds_note(found: &Found, begins: &str, holds: &str) {
    let is_it = |note: &&String| note.starts_with(begins) && note.contains(holds);
    assert!(found.notes.iter().any(|note| is_it(&note)), "{:?}", found.notes);
}

fn sorted_texts(found: &Found) -> Vec<&str> {
    let mut texts = found.texts();
    texts.sort_unstable();
    texts
}

#[test]
fn pages_of_an_archive_become_documents_and_the_rest_is_counted() {
    let gzipped = answer(&gzip("Packed ferry.".as_bytes()), "Content-Encoding: gzip\r\n");
    let chunked = answer(b"8\r\nChunked \r\n6\r\nferry.\r\n0\r\n\r\n", "Transfer-Encoding: chunked\r\n");
    let missing = b"HTTP/1.1 404 Not Found\r\nContent-Type: text/plain\r\n\r\ngone";
    let records = [
        record("warcinfo", "", b"software: x\r\n"),
        record("request", "https://example.org/a", b"GET /a HTTP/1.1\r\n\r\n"),
        page("a", "Plain ferry."),
        record("response", "<https://example.org/b>", &gzipped),
        record("response", "https://example.org/c", &chunked),
        record("response", "https://example.org/d", missing),
        page("robots.txt", "User-agent: *"),
    ];
    let members: Vec<u8> = records.iter().flat_map(|record| gzip(record)).collect();
    for bytes in [records.concat(), gzip(&records.concat()), members] {
        let found = archive(bytes);
        assert_eq!(sorted_texts(&found), ["Chunked ferry.", "Packed ferry.", "Plain ferry."]);
        let document = found.documents.iter().find(|document| document.text.starts_with("Packed")).unwrap();
        assert_eq!((document.url.as_str(), document.outlet.as_str()), ("https://example.org/b", "example.org"));
        assert_eq!((document.published.earliest, document.published.from.as_str()), (None, "warc-date"));
        assert_eq!(document.published.latest.unwrap().to_string(), "2024-03-01T10:00:01Z");
        found.assert_one_note("FH0301 a.warc: records without a page passed over: 4 (", "1 request, 1 warcinfo");
    }
}

#[test]
fn a_record_cut_by_the_end_keeps_what_is_there() {
    let whole = [page("a", "First ferry."), page("b", "Second ferry.")].concat();
    let found = archive(&whole[..whole.len() - 10]);
    assert_eq!(sorted_texts(&found), ["First ferry.", "Second "]);
    holds_note(&found, "FH0303 a.warc at byte", "lacks its last 6 bytes");
}

#[test]
fn a_cut_member_keeps_what_came_before() {
    let words: String = (0..2000_u32).fold(String::new(), |mut all, i| {
        let _ = write!(all, "ferry {} ", i.wrapping_mul(2_654_435_761));
        all
    });
    let members = [gzip(&page("a", "First ferry.")), gzip(&page("b", &words))].concat();
    let found = archive(&members[..members.len() - 400]);
    assert_eq!(found.documents.len(), 2);
    assert!(found.documents.iter().any(|document| words.starts_with(&document.text) && document.text.len() > 5000));
    holds_note(&found, "FH0106 a.warc", "was not read");
    holds_note(&found, "FH0303 a.warc", "lacks");
}

#[test]
fn a_lying_length_costs_no_other_record() {
    let block = answer(b"Second ferry.", "");
    for length in [3, block.len() as u64 - 3, block.len() as u64 + 40, 1 << 20, 1 << 62] {
        let lying = record_of_length("response", "https://example.org/b", &block, length);
        let found = archive([page("a", "First ferry."), lying, page("c", "Third ferry.")].concat());
        assert_eq!(
            sorted_texts(&found),
            ["First ferry.", "Second ferry.", "Third ferry."],
            "{length}: {:?}",
            found.notes
        );
        holds_note(&found, "FH0302 a.warc", "not as long as it says");
    }
}

#[test]
fn lies_without_end_are_bounded() {
    let block = answer(b"Ferry.", "");
    let lying = record_of_length("response", "https://example.org/b", &block, 1 << 60);
    let found = archive(lying.repeat(3000));
    assert!(found.documents.len() >= 64, "{}", found.documents.len());
}

#[test]
fn bytes_between_records_and_headers_without_length_are_passed_over() {
    let headless = b"WARC/1.0\r\nWARC-Type: response\r\n\r\nlost\r\n\r\n".to_vec();
    let torn = b"WARC/1.0\r\nWARC-Type: respo\r\n".to_vec();
    let found = archive([b"junk\r\n".to_vec(), page("a", "First."), headless, torn, page("b", "Second.")].concat());
    assert_eq!(sorted_texts(&found), ["First.", "Second."]);
    holds_note(&found, "FH0302 a.warc at byte 0: bytes that are no record; 6 bytes", "");
    holds_note(&found, "FH0302 a.warc", "does not say how long it is");
}

#[test]
fn a_bomb_inside_a_record_is_stopped() {
    let bomb = answer(&gzip(&vec![b'a'; 8 << 20]), "Content-Encoding: gzip\r\n");
    let found = archive([record("response", "https://example.org/a", &bomb), page("b", "Second.")].concat());
    assert_eq!(found.documents.len(), 2);
    assert!(found.documents.iter().all(|document| document.text.len() < 5 << 20));
    holds_note(&found, "FH0304 a.warc at byte 0", "the rest was left out");
    let limits = Limits { record_bytes: 1 << 16, unpacked_bytes: 1 << 17, ..Limits::default() };
    let many = record("response", "https://example.org/a", &bomb).repeat(20);
    let found = Folder::new().with("a.warc", many).read_within(limits);
    let kept: usize = found.texts().iter().map(|text| text.len()).sum();
    assert!(kept <= 1 << 17, "{kept}");
}

#[test]
fn a_long_record_is_passed_over_whole() {
    let limits = Limits { record_bytes: 1 << 10, ..Limits::default() };
    let bytes = [page("a", &"x".repeat(100_000)), page("b", "Second.")].concat();
    let found = Folder::new().with("a.warc", bytes).read_within(limits);
    assert_eq!(found.texts(), ["Second."]);
    found.assert_one_note("FH0108 a.warc at byte 0", "where at most 1024 are read");
}

#[test]
fn a_million_tiny_records_are_one_note() {
    let mut bytes = b"WARC/1.0\nWARC-Type: metadata\nContent-Length: 0\n\n\n\n".repeat(1_000_000);
    bytes.extend(page("a", "Ferry."));
    let found = archive(bytes);
    assert_eq!(found.texts(), ["Ferry."]);
    found.assert_one_note("FH0301 a.warc", "1000000 metadata");
}

#[test]
fn feeds_are_read_under_every_name_and_encoding() {
    let xml = |encoding: &str| {
        format!(
            "<?xml version=\"1.0\" encoding=\"{encoding}\"?><rss><channel><title>Гавань</title><item><title>Паром</title><description>Паром вышел.</description></item></channel></rss>"
        )
    };
    let utf16: Vec<u8> = xml("utf-16").encode_utf16().flat_map(u16::to_be_bytes).collect();
    let marked = [&[0xFE, 0xFF][..], &utf16].concat();
    let cyrillic = encoding_rs::WINDOWS_1251.encode(&xml("windows-1251")).0.into_owned();
    let wrong = encoding_rs::WINDOWS_1251.encode(&xml("utf-8")).0.into_owned();
    let files = [xml("utf-8").into_bytes(), xml("utf-16").into_bytes(), utf16, marked, cyrillic, wrong];
    for (bytes, name) in files.iter().zip(["a.xml", "a.rss", "a.atom", "a.rdf", "a.xml", "a.RSS.gz"]) {
        let found = Folder::new().with(name, bytes).read();
        assert_eq!(found.texts(), ["Паром вышел."], "{name} {:?}", found.notes);
        assert_eq!(found.documents[0].outlet, "Гавань");
    }
}

#[test]
fn a_feed_says_what_is_wrong_with_it() {
    let found = Folder::new().with("a.xml", "<opml/>").read();
    holds_note(&found, "FH0305 a.xml at byte 0", "neither RSS nor Atom");
    let found = Folder::new().with("a.xml", "<rss><item><title>A</title></item><item/><item><title><![CDATA[B").read();
    assert_eq!(found.documents.len(), 1);
    holds_note(&found, "FH0306 a.xml", "entries before were kept");
    holds_note(&found, "FH0114 a.xml", "passed over: 2");
    let limits = Limits { record_bytes: 100, ..Limits::default() };
    let long = format!("<rss><item><title>A</title></item>{}", "<item><title>B</title></item>".repeat(100));
    let found = Folder::new().with("a.xml", long).read_within(limits);
    assert!((1..5).contains(&found.documents.len()));
    holds_note(&found, "FH0306 a.xml at byte 100", "the rest was left out");
}

#[test]
fn a_json_feed_is_known_wherever_its_version_stands() {
    let feed = r#"{"items":[{"content_text":"The ferry sailed."}],"version":"https://jsonfeed.org/version/1"}"#;
    let found =
        Folder::new().with("a.json", feed).with("b.json", "{\n\"items\": 3, \"title\": \"An article.\"\n}").read();
    assert_eq!(found.documents.len(), 2, "{:?}", found.notes);
    assert_eq!(sorted_texts(&found), ["", "The ferry sailed."]);
}

#[test]
fn a_chat_export_is_read_message_by_message() {
    let message = |id: u32, text: &str| {
        format!("{{\"id\":{id},\"type\":\"message\",\"date_unixtime\":\"1709287200\",\"text\":\"{text}\"}}")
    };
    let chat = |id: u32, kind: &str, messages: &str| {
        format!("{{\"name\":\"Chat {id}\",\"type\":\"{kind}\",\"id\":{id},\"messages\":[{messages}]}}")
    };
    let single = chat(7, "public_channel", &[message(1, "One."), message(2, ""), message(3, "Three.")].join(",\n"));
    let all = format!(
        "{{\"about\":\"x\",\"personal_information\":{{\"user_id\":1}},\"chats\":{{\"about\":\"y\",\"list\":[{},{},{}]}}}}",
        chat(8, "private_supergroup", &message(1, "Group.")),
        chat(9, "personal_chat", &message(1, "Secret.")),
        chat(10, "public_channel", &format!("3,{{\"id\":[]}},{}", message(1, "Channel.")))
    );
    let found = Folder::new().with("a/result.json", single).with("b/result.json", all).read();
    assert_eq!(found.ids(), ["10/1", "7/1", "7/3", "8/1"]);
    assert_eq!(found.documents[0].outlet, "Chat 10");
    assert_eq!(found.documents[0].published.from, "telegram");
    assert_eq!(found.notes.len(), 2, "{:?}", found.notes);
    holds_note(&found, "FH0307 a/result.json", "messages passed over: 1 without text");
    holds_note(&found, "FH0307 b/result.json", "2 without text (pictures, service messages), 1 of conversations");
}

#[test]
fn a_torn_or_wrong_chat_export_keeps_what_came_before() {
    let export = "{\"name\":\"C\",\"type\":\"public_channel\",\"id\":7,\"messages\":[{\"id\":1,\"text\":\"One.\"},{\"id\":2,\"te";
    let found = Folder::new().with("result.json", export).read();
    assert_eq!(found.texts(), ["One."]);
    found.assert_one_note("FH0109 result.json", "the file ends inside the export");
    let wrong = "{\"name\":[],\"type\":\"public_channel\",\"id\":{},\"messages\":{\"a\":[{\"text\":\"no\"}]}}";
    assert!(Folder::new().with("result.json", wrong).read().documents.is_empty());
    let bad = "{\"name\":\"C\",\"type\":\"public_channel\",\"messages\":[{\"text\":\"One.\",},{\"text\":\"Two.\"}]}";
    let found = Folder::new().with("result.json", bad).read();
    assert_eq!(found.texts(), ["Two."]);
    found.assert_one_note("FH0109 result.json", "the message was skipped");
}

#[test]
fn empty_files_of_every_kind_are_told() {
    for name in ["a.warc", "a.xml", "a.json", "a.mhtml", "a.rss.gz", "result.json"] {
        let found = Folder::new().with(name, "").read();
        assert!(found.documents.is_empty());
        holds_note(&found, &format!("FH0103 {name}"), "empty");
    }
    holds_note(&Folder::new().with("a.mht", "MIME-Version: 1.0\n\nx").read(), "FH0308 a.mht", "no part");
}

#[test]
fn cut_and_random_files_never_panic() {
    let xml = b"<rss><channel><item><title>A</title><link>b</link></item></channel></rss>".to_vec();
    let mhtml = b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n--b\nContent-Type: text/html\nContent-Transfer-Encoding: base64\n\nPHA+\n--b--\n".to_vec();
    let chat = b"{\"name\":\"C\",\"type\":\"public_channel\",\"id\":7,\"messages\":[{\"id\":1,\"text\":[\"One.\",{\"text\":\"x\"}]}]}".to_vec();
    let chunked = answer(b"3\r\nabc\r\n0\r\n\r\n", "Transfer-Encoding: chunked\r\nContent-Encoding: br\r\n");
    let warc = [record("response", "https://example.org/", &chunked), page("a", "b")].concat();
    let mut state = 0x9E37_79B9_7F4A_7C15_u64;
    for (name, bytes) in [("a.xml", xml), ("a.mhtml", mhtml), ("a.json", chat), ("a.warc", warc)] {
        for _ in 0..40 {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let mut hurt = bytes[..=(state >> 33) as usize % bytes.len()].to_vec();
            let at = (state >> 20) as usize % hurt.len();
            hurt[at] = (state >> 12) as u8;
            Folder::new().with(name, hurt).read();
        }
    }
}
