//! JSON Feed, versions 1 and 1.1. Source: jsonfeed.org/version/1.1.

use serde_json::Value;

use super::super::strip::strip;
use super::entry::{Entry, Head};

/// The feed and its entries; `None` for an object that does not say that it is a JSON Feed. Fields of a wrong type
/// count as missing.
pub(super) fn read(object: &Value) -> Option<(Head, Vec<Entry>)> {
    let version = text(object, "version");
    if !version.contains("jsonfeed.org/version") {
        return None;
    }
    let head = Head {
        title: text(object, "title"),
        language: text(object, "language"),
        link: text(object, "home_page_url"),
        base: text(object, "home_page_url"),
        authors: authors(object),
    };
    let items = object.get("items").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    Some((head, items.iter().map(entry).collect()))
}

fn entry(item: &Value) -> Entry {
    let html = strip(&text(item, "content_html"));
    let plain = text(item, "content_text");
    let url = Some(text(item, "url")).filter(|url| !url.is_empty()).unwrap_or_else(|| text(item, "external_url"));
    Entry {
        offset: 0,
        url,
        title: text(item, "title"),
        outlet: String::new(),
        authors: authors(item),
        published: text(item, "date_published"),
        updated: text(item, "date_modified"),
        language: text(item, "language"),
        summary: text(item, "summary"),
        content: if plain.trim().is_empty() { html.text } else { plain },
        links: html.links,
    }
}

fn text(object: &Value, key: &str) -> String {
    object.get(key).and_then(Value::as_str).unwrap_or("").to_owned()
}

/// `authors` of version 1.1, or the one `author` of version 1.
fn authors(object: &Value) -> Vec<String> {
    let listed = object.get("authors").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    let single = object.get("author");
    let names = listed.iter().chain(single.filter(|_| listed.is_empty())).map(|author| text(author, "name"));
    names.filter(|name| !name.trim().is_empty()).collect()
}
