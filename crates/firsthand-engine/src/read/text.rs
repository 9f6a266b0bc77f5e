//! Plain text: one article, all of the file.

use std::io::Read;

use firsthand::ingest::code;
use serde_json::Value;

use super::decode::decode;
use super::open::Opened;
use super::pile::Pile;

/// Reads a text file as one article without a title. Nothing of it is changed, except that a byte order mark, which
/// tells the encoding and is no text, is left out.
pub(super) fn read(name: &str, opened: Opened, pile: &mut Pile) {
    if opened.mark > 0 {
        let text =
            format!("a byte order mark of {} bytes is not part of the text; spans count from after it", opened.mark);
        pile.notes.add(name, Some(0), code::BYTE_ORDER_MARK, text);
    }
    // A few bytes more than a text may have, so that the cut is seen and made where documents are made.
    let most = pile.limits().text_bytes as u64 + 4;
    let mut bytes = Vec::new();
    let end = opened.reader.take(most).read_to_end(&mut bytes);
    let torn = end.is_err() || bytes.len() as u64 == most;
    let (text, not_utf8) = decode(if torn { without_torn_char(&bytes) } else { &bytes });
    if let Some(encoding) = not_utf8 {
        pile.notes.add(name, None, code::NOT_UTF8, format!("the file is not UTF-8; read as {encoding}"));
    }
    if let Err(error) = end {
        pile.stopped(name, Some(bytes.len() as u64), &error);
    }
    if !text.is_empty() {
        pile.add(name, 0, vec![("text".to_owned(), Value::String(text.into_owned()))]);
    }
}

/// A character that a cut went through is not bad UTF-8.
fn without_torn_char(bytes: &[u8]) -> &[u8] {
    match std::str::from_utf8(bytes) {
        Err(error) if error.error_len().is_none() => &bytes[..error.valid_up_to()],
        _ => bytes,
    }
}
