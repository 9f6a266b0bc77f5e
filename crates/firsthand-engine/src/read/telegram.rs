//! Chat exports of Telegram Desktop (`result.json`): one chat, or all of an account.

use std::io::BufRead;

use firsthand::ingest::code;
use firsthand::ingest::telegram::{Chat, message};

use super::lines::too_long;
use super::pile::Pile;
use super::scan::{Level, Scan, Value, is_at};

/// Keys of a chat that say what it is.
const CHAT_KEYS: [&str; 5] = ["name", "type", "id", "username", "link"];

/// What stands at a place of the export.
enum What {
    Message,
    OfChat,
}

/// How many messages gave no document, and why.
#[derive(Default)]
struct PassedOver {
    without_text: u64,
    in_conversations: u64,
}

/// Reads an export message by message, so that its size does not matter.
pub(super) fn read(name: &str, reader: impl BufRead, pile: &mut Pile) {
    let limit = pile.limits().record_bytes;
    let mut scan = Scan::new(reader, limit);
    let mut chat = (0, Chat::default());
    let mut passed_over = PassedOver::default();
    loop {
        match scan.next(what) {
            Ok(Value::Whole { at, what }) => take(name, at, &what, &scan, &mut chat, &mut passed_over, pile),
            Ok(Value::TooLong { at, bytes }) => {
                pile.notes.add(name, Some(at), code::TOO_LONG, too_long("message", bytes, limit));
            }
            Ok(Value::End) => break,
            Ok(Value::Unclosed) => {
                let text = "not JSON (the file ends inside the export); what came before was kept".to_owned();
                pile.notes.add(name, Some(scan.offset), code::NOT_JSON, text);
                break;
            }
            Err(error) => {
                pile.stopped(name, Some(scan.offset), &error);
                break;
            }
        }
    }
    passed_over.report(name, pile);
}

fn take<R: BufRead>(
    name: &str,
    at: u64,
    what: &What,
    scan: &Scan<R>,
    (number, chat): &mut (u64, Chat),
    passed_over: &mut PassedOver,
    pile: &mut Pile,
) {
    // In an export of all chats, what is known of one chat must not be taken for the next.
    let current = scan.levels().get(2).map_or(0, |level| level.index);
    if current != *number {
        (*number, *chat) = (current, Chat::default());
    }
    let bytes = String::from_utf8_lossy(&scan.buffer);
    let value: serde_json::Value = match serde_json::from_str(&bytes) {
        Ok(value) => value,
        Err(error) => {
            let text = format!("not JSON ({error}); the message was skipped");
            return pile.notes.add(name, Some(at), code::NOT_JSON, text);
        }
    };
    match what {
        What::OfChat => chat.take(scan.levels().last().and_then(|level| level.key.as_deref()).unwrap_or(""), &value),
        What::Message if !chat.publishes() => passed_over.in_conversations += 1,
        What::Message => match message(name, at, chat, &value) {
            Some(record) => pile.push(record),
            None => passed_over.without_text += 1,
        },
    }
}

/// What a value is by its place: in the export of one chat, or of all.
fn what(levels: &[Level]) -> Option<What> {
    let lists = [
        &["messages", "*"][..],
        &["chats", "list", "*", "messages", "*"],
        &["left_chats", "list", "*", "messages", "*"],
    ];
    if lists.iter().any(|place| is_at(levels, place)) {
        return Some(What::Message);
    }
    let key = levels.last()?.key.as_deref().filter(|key| CHAT_KEYS.contains(key))?;
    let chats = [&[key][..], &["chats", "list", "*", key], &["left_chats", "list", "*", key]];
    chats.iter().any(|place| is_at(levels, place)).then_some(What::OfChat)
}

/// Whether JSON that begins so is an export: by its keys, not by words that may stand anywhere in a text.
pub(super) fn is_export(keys: &[String]) -> bool {
    let has = |key: &str| keys.iter().any(|known| known == key);
    (has("messages") && has("type")) || (has("about") && (has("chats") || has("personal_information")))
}

impl PassedOver {
    fn report(&self, name: &str, pile: &mut Pile) {
        let reasons = [
            (self.without_text, "without text (pictures, service messages)"),
            (self.in_conversations, "of conversations that are neither a channel nor a group"),
        ];
        let told: Vec<String> = reasons.iter().filter(|(n, _)| *n > 0).map(|(n, why)| format!("{n} {why}")).collect();
        if !told.is_empty() {
            pile.notes.add(name, None, code::NO_MESSAGES, format!("messages passed over: {}", told.join(", ")));
        }
    }
}
