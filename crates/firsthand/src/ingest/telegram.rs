//! What does a message of a Telegram Desktop export (`result.json`) say?

use jiff::Timestamp;
use serde_json::Value;

use super::{Envelope, Record};

/// The chat that messages stand in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Chat {
    /// Its name: the outlet.
    pub name: String,
    /// `public_channel`, `private_supergroup`, `personal_chat` …, as the export says it.
    pub kind: String,
    /// Its number.
    pub id: String,
    /// The public name in `t.me/name`, where the export has one.
    pub handle: String,
}

impl Chat {
    /// Whether it publishes. A conversation of two people, with a bot or with oneself is none, and nobody in it is
    /// an outlet.
    pub fn publishes(&self) -> bool {
        self.kind.ends_with("channel") || self.kind.ends_with("group")
    }

    /// Takes one of the fields that stand beside the messages; others mean nothing.
    pub fn take(&mut self, key: &str, value: &Value) {
        let words = match value {
            Value::String(words) => words.clone(),
            Value::Number(number) => number.to_string(),
            _ => return,
        };
        match key {
            "name" => self.name = words,
            "type" => self.kind = words,
            "id" => self.id = words,
            "username" => self.handle = words.trim_start_matches('@').to_owned(),
            "link" => words.rsplit_once("t.me/").map_or("", |(_, handle)| handle).clone_into(&mut self.handle),
            _ => {}
        }
    }
}

/// The record of one message; `None` for one without text, such as a service message or a bare picture.
/// The text is that of `text_entities`, joined unchanged, or of `text` in older exports. A date without
/// `date_unixtime` is that of the exporting computer's clock, whose zone is not told.
/// Errors: none; fields of a wrong type count as missing.
pub fn message(path: &str, offset: u64, chat: &Chat, message: &Value) -> Option<Record> {
    let entities = message.get("text_entities").filter(|parts| parts.as_array().is_some_and(|parts| !parts.is_empty()));
    let parts = entities.or_else(|| message.get("text"))?;
    let text = joined(parts);
    if text.trim().is_empty() || message.get("type").and_then(Value::as_str) == Some("service") {
        return None;
    }
    let id = words(message, "id");
    let mut fields = Vec::new();
    let mut field = |name: &str, value: String| {
        if !value.is_empty() {
            fields.push((name.to_owned(), Value::String(value)));
        }
    };
    field("id", if id.is_empty() { String::new() } else { format!("{}/{id}", chat.id) });
    field("url", url(chat, &id));
    field("outlet", chat.name.clone());
    field("published", time(message, "date"));
    field("authors", byline(chat, message));
    field("text", text);
    field("edited", time(message, "edited"));
    field("forwarded_from", words(message, "forwarded_from"));
    field("forwarded_from_id", words(message, "forwarded_from_id"));
    let envelope = Some(Envelope { published_from: Some("telegram"), seen: None, links: links(parts) });
    Some(Record { path: path.to_owned(), offset, fields, envelope })
}

/// The words of a string, or of a list of strings and of objects with a `text`.
fn joined(parts: &Value) -> String {
    match parts {
        Value::String(text) => text.clone(),
        Value::Array(parts) => {
            parts.iter().map(|part| part.as_str().map_or_else(|| words(part, "text"), str::to_owned)).collect()
        }
        _ => String::new(),
    }
}

/// Where the words lead: `href` of a linked word, or a link written out.
fn links(parts: &Value) -> Vec<String> {
    let parts = parts.as_array().map_or(&[][..], Vec::as_slice).iter();
    let targets = parts.filter_map(|part| match part.get("type")?.as_str()? {
        "text_link" => Some(words(part, "href")),
        "link" => Some(words(part, "text")),
        _ => None,
    });
    targets.filter(|target| ["http://", "https://"].iter().any(|scheme| target.starts_with(scheme))).collect()
}

/// Who signed a post of a channel, or who wrote in a group.
fn byline(chat: &Chat, message: &Value) -> String {
    let signed = words(message, "author");
    if signed.is_empty() && !chat.kind.ends_with("channel") { words(message, "from") } else { signed }
}

fn url(chat: &Chat, id: &str) -> String {
    let is_handle = !chat.handle.is_empty() && chat.handle.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_');
    if is_handle && !id.is_empty() { format!("https://t.me/{}/{id}", chat.handle) } else { String::new() }
}

/// `key_unixtime` as RFC 3339 in UTC, else `key` as it is written.
fn time(message: &Value, key: &str) -> String {
    let seconds = words(message, &format!("{key}_unixtime")).parse().ok();
    let instant = seconds.and_then(|seconds| Timestamp::from_second(seconds).ok());
    instant.map_or_else(|| words(message, key), |instant| instant.to_string())
}

fn words(object: &Value, key: &str) -> String {
    match object.get(key) {
        Some(Value::String(words)) => words.clone(),
        Some(Value::Number(number)) => number.to_string(),
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn channel() -> Chat {
        let mut chat = Chat::default();
        for (key, value) in [("name", json!("Harbour News")), ("type", json!("public_channel")), ("id", json!(77))] {
            chat.take(key, &value);
        }
        chat
    }

    fn fields(chat: &Chat, given: &Value) -> Vec<(String, String)> {
        let record = message("result.json", 0, chat, given).unwrap();
        record.fields.into_iter().map(|(key, value)| (key, value.as_str().unwrap().to_owned())).collect()
    }

    fn field(chat: &Chat, given: &Value, key: &str) -> String {
        fields(chat, given).into_iter().find(|(name, _)| name == key).map_or_else(String::new, |(_, value)| value)
    }

    #[test]
    fn a_post_becomes_a_record() {
        let post = json!({
            "id": 5, "type": "message", "date": "2024-03-01T13:00:00", "date_unixtime": "1709287200",
            "edited_unixtime": "1709290800", "forwarded_from": "Dock Watch", "from": "Harbour News",
            "text_entities": [{"type": "plain", "text": " The ferry "}, {"type": "text_link", "text": "sank", "href": "https://example.org/a"},
                {"type": "plain", "text": ".\n"}],
        });
        let expected = [
            ("id", "77/5"),
            ("outlet", "Harbour News"),
            ("published", "2024-03-01T10:00:00Z"),
            ("text", " The ferry sank.\n"),
            ("edited", "2024-03-01T11:00:00Z"),
            ("forwarded_from", "Dock Watch"),
        ];
        assert_eq!(fields(&channel(), &post), expected.map(|(k, v)| (k.to_owned(), v.to_owned())));
        let envelope = message("", 0, &channel(), &post).unwrap().envelope.unwrap();
        assert_eq!(
            (envelope.published_from, envelope.links),
            (Some("telegram"), vec!["https://example.org/a".to_owned()])
        );
    }

    #[test]
    fn old_exports_have_text_and_a_local_date() {
        let post =
            json!({"id": 5, "date": "2020-03-01T13:00:00", "text": ["It ", {"type": "bold", "text": "sank"}, "."]});
        assert_eq!(field(&channel(), &post, "text"), "It sank.");
        assert_eq!(field(&channel(), &post, "published"), "2020-03-01T13:00:00");
    }

    #[test]
    fn a_link_is_made_only_of_a_public_name() {
        let post = json!({"id": 5, "text": "a"});
        assert_eq!(field(&channel(), &post, "url"), "");
        for handle in ["harbour_news", "@harbour_news"] {
            assert_eq!(
                field(&Chat { handle: handle.trim_start_matches('@').to_owned(), ..channel() }, &post, "url"),
                "https://t.me/harbour_news/5"
            );
        }
        assert_eq!(field(&Chat { handle: "../x".to_owned(), ..channel() }, &post, "url"), "");
    }

    #[test]
    fn what_has_no_text_is_no_record() {
        for given in [
            json!({"id": 1, "text": ""}),
            json!({"type": "service", "text": "joined"}),
            json!([]),
            json!({"text": {"a": 1}}),
            json!(null),
            json!({"text": [[1], null]}),
        ] {
            assert!(message("", 0, &channel(), &given).is_none(), "{given}");
        }
    }

    #[test]
    fn conversations_publish_nothing() {
        let kind = |kind: &str| Chat { kind: kind.to_owned(), ..Chat::default() }.publishes();
        assert!(kind("public_channel") && kind("private_supergroup") && kind("private_group"));
        assert!(!kind("personal_chat") && !kind("saved_messages") && !kind("bot_chat") && !kind(""));
    }
}
