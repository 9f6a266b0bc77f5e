//! What does the JSON-LD of a page say of its article?

use serde_json::Value;

/// What is kept of JSON-LD (schema.org), as written; empty where nothing is said.
#[derive(Debug, Default)]
pub(super) struct Linked {
    pub(super) published: Vec<String>,
    pub(super) modified: Vec<String>,
    pub(super) title: String,
    pub(super) publisher: String,
    pub(super) authors: Vec<String>,
    pub(super) language: String,
    pub(super) url: String,
    pub(super) body: String,
}

/// Values that are looked at in all. Chosen by hand: a graph of a hundred nodes has a few thousand.
const MOST_VALUES: usize = 20_000;

/// Reads the blocks of a page: objects, arrays and `@graph`s, nested as they like. Only what is called an article or
/// a posting is believed about the article. Blocks that are not JSON are passed over: pages have them, and other
/// places say the same. Cost: linear; `serde_json` stops at a depth of 128.
pub(super) fn read(blocks: &[String]) -> Linked {
    let mut found = Linked::default();
    for block in blocks {
        // Some templates put line breaks into strings, which JSON forbids.
        let parsed = serde_json::from_str(block.trim())
            .or_else(|_| serde_json::from_str::<Value>(&block.replace(['\n', '\r', '\t'], " ")));
        if let Ok(value) = parsed {
            found.visit(&value);
        }
    }
    found
}

impl Linked {
    fn visit(&mut self, value: &Value) {
        let mut waiting = vec![value];
        for _ in 0..MOST_VALUES {
            let Some(value) = waiting.pop() else { return };
            match value {
                Value::Array(items) => waiting.extend(items.iter().rev()),
                Value::Object(object) => {
                    if is_article(value) {
                        self.read_article(value);
                    }
                    // What an article mentions or is part of is another work.
                    let inside = ["@graph", "mainEntity", "mainEntityOfPage", "liveBlogUpdate", "itemListElement"];
                    let inside = if is_article(value) { &inside[..1] } else { &inside[..3] };
                    waiting.extend(inside.iter().rev().filter_map(|key| object.get(*key)));
                }
                _ => {}
            }
        }
    }

    fn read_article(&mut self, article: &Value) {
        let text = |key: &str| text_of(article.get(key));
        self.published.extend(Some(text("datePublished")).filter(|words| !words.is_empty()));
        self.modified.extend(Some(text("dateModified")).filter(|words| !words.is_empty()));
        if self.authors.is_empty() {
            self.authors = names_of(article.get("author").or_else(|| article.get("creator")));
        }
        let publisher = article.get("publisher").or_else(|| article.get("sourceOrganization"));
        let url = [text("url"), text("mainEntityOfPage")].into_iter().find(|url| url.starts_with("http"));
        for (slot, said) in [
            (&mut self.title, text("headline")),
            (&mut self.publisher, names_of(publisher).into_iter().next().unwrap_or_default()),
            (&mut self.language, text("inLanguage")),
            (&mut self.url, url.unwrap_or_default()),
            (&mut self.body, text("articleBody")),
        ] {
            if slot.is_empty() {
                *slot = said;
            }
        }
    }
}

/// `NewsArticle`, `BlogPosting`, `LiveBlogPosting`, `Report` and their like, with or without an address before them.
fn is_article(value: &Value) -> bool {
    let is = |kind: &str| kind.ends_with("Article") || kind.ends_with("Posting") || kind.ends_with("Report");
    match value.get("@type") {
        Some(Value::String(kind)) => is(kind),
        Some(Value::Array(kinds)) => kinds.iter().filter_map(Value::as_str).any(is),
        _ => false,
    }
}

/// A string, or the `@value`, `@id`, `name` or `alternateName` of an object, or the first of a list.
fn text_of(value: Option<&Value>) -> String {
    match value {
        Some(Value::String(text)) => super::token::resolved(text.trim()).into_owned(),
        Some(Value::Array(items)) => match items.first() {
            Some(Value::Array(_)) | None => String::new(),
            first => text_of(first),
        },
        Some(Value::Object(object)) => {
            let keys = ["@value", "@id", "name", "alternateName"];
            let strings = keys.iter().filter_map(|key| object.get(*key)?.as_str());
            strings.map(|text| text.trim().to_owned()).next().unwrap_or_default()
        }
        _ => String::new(),
    }
}

/// The names of people or bodies: strings, objects with a `name`, or lists of them.
fn names_of(value: Option<&Value>) -> Vec<String> {
    let items: Vec<&Value> = match value {
        Some(Value::Array(items)) => items.iter().collect(),
        other => other.into_iter().collect(),
    };
    let name = |item: &Value| match item {
        Value::Object(object) => text_of(object.get("name")),
        other => text_of(Some(other)),
    };
    items.into_iter().map(name).filter(|name| !name.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn linked(block: &str) -> Linked {
        read(&[block.to_owned()])
    }

    #[test]
    fn articles_are_found_in_graphs_arrays_and_pages() {
        let article = r#"{"@type": "NewsArticle", "datePublished": "2031-04-05"}"#;
        for block in [
            article.to_owned(),
            format!("[{{\"@type\": \"Organization\"}}, {article}]"),
            format!(r#"{{"@context": "x", "@graph": [{{"@type": "WebSite"}}, [{article}]]}}"#),
            format!(r#"{{"@type": "WebPage", "mainEntity": {article}}}"#),
            article.replace("\"NewsArticle\"", "[\"Thing\", \"http://schema.org/BlogPosting\"]"),
        ] {
            assert_eq!(linked(&block).published, ["2031-04-05"], "{block}");
        }
    }

    #[test]
    fn only_articles_are_believed() {
        let block = r#"{"@type": "WebPage", "datePublished": "2020-01-01", "name": "x"}"#;
        assert!(linked(block).published.is_empty());
        let block = r#"{"@type": "Article", "citation": {"@type": "Article", "datePublished": "2020-01-01"}}"#;
        assert!(linked(block).published.is_empty());
    }

    #[test]
    fn people_and_publishers_come_in_several_shapes() {
        let block = r#"{"@type": "Report", "author": [{"name": "Ida Roe"}, "Bo &amp; Co"],
            "publisher": {"@type": "Organization", "name": "Harbour
            News"}, "mainEntityOfPage": {"@id": "https://harbour.example/a"}, "inLanguage": {"name": "en"}}"#;
        let found = linked(block);
        assert_eq!(found.authors, ["Ida Roe", "Bo & Co"]);
        assert!(found.publisher.starts_with("Harbour"));
        assert_eq!((found.url.as_str(), found.language.as_str()), ("https://harbour.example/a", "en"));
    }

    #[test]
    fn what_is_no_json_says_nothing() {
        assert!(linked("{\"@type\": \"NewsArticle\",").published.is_empty());
        assert!(linked(&"[".repeat(1_000_000)).published.is_empty());
    }
}
