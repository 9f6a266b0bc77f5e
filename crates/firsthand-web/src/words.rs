//! Where are the words of the pages? In `messages/`, one file a language; code names them by key.

use std::collections::BTreeMap;
use std::sync::LazyLock;

const ENGLISH: &str = include_str!("../messages/en.toml");

static MESSAGES: LazyLock<BTreeMap<String, String>> =
    LazyLock::new(|| toml::from_str(ENGLISH).expect("the message file comes with the program and a test reads it"));

/// The message with this key. A test looks up every key that the code names.
pub(crate) fn t(key: &'static str) -> &'static str {
    MESSAGES.get(key).map_or(key, String::as_str)
}

/// A message with its `{places}` filled in. What is filled in is not looked through for places again.
pub(crate) fn f(key: &'static str, values: &[(&str, &str)]) -> String {
    let mut rest = t(key);
    let mut filled = String::with_capacity(rest.len() + 16);
    while let Some((before, after)) = rest.split_once('{') {
        filled.push_str(before);
        let Some((name, after)) = after.split_once('}') else {
            filled.push('{');
            rest = after;
            continue;
        };
        filled.push_str(values.iter().find(|(key, _)| *key == name).map_or("", |(_, value)| value));
        rest = after;
    }
    filled + rest
}

/// A counted thing: `1 article`, `3 articles`. The message has both forms, with ` | ` between them.
pub(crate) fn n(key: &'static str, count: usize) -> String {
    let (one, many) = t(key).split_once(" | ").unwrap_or_default();
    let form = if count == 1 { one } else { many };
    form.replace("{n}", &count.to_string())
}

/// The message for the name of a kind, as in `kind.anonymous`; the name itself where there is none.
pub(crate) fn named<'a>(group: &str, name: &'a str) -> &'a str {
    MESSAGES.get(&format!("{group}.{name}")).map_or(name, String::as_str)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;
    use std::path::{Path, PathBuf};

    fn sources(folder: &Path) -> Vec<PathBuf> {
        let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
        entries.flat_map(|path| if path.is_dir() { sources(&path) } else { vec![path] }).collect()
    }

    /// The keys in `t("…")`, `f("…"` and `n("…"`.
    fn keys(code: &str) -> Vec<String> {
        let mut found = Vec::new();
        for call in ["t(\"", "f(\"", "n(\""] {
            for (at, _) in code.match_indices(call) {
                let is_name = code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == '.');
                let key = code[at + call.len()..].split('"').next().unwrap();
                if !is_name && key.contains('.') {
                    found.push(key.to_owned());
                }
            }
        }
        found
    }

    fn folder() -> PathBuf {
        Path::new(&std::env::var("CARGO_MANIFEST_DIR").unwrap()).join("src")
    }

    #[test]
    fn every_key_has_a_message_and_every_message_a_key() {
        let code: String = sources(&folder()).iter().map(|path| fs::read_to_string(path).unwrap()).collect();
        let named = keys(&code);
        assert!(named.len() > 100, "the keys were found: {}", named.len());
        for key in &named {
            assert!(MESSAGES.contains_key(key), "no message `{key}`");
        }
        let groups =
            ["standing.", "kind.", "drift.", "how.", "stance.", "state.", "verdict.", "legal.", "language.", "format."];
        for key in MESSAGES.keys().filter(|key| !groups.iter().any(|group| key.starts_with(group))) {
            assert!(code.contains(&format!("\"{key}\"")), "nobody says `{key}`");
        }
    }

    #[test]
    fn places_are_filled_once() {
        assert_eq!(f("frame.title", &[("page", "{site}")]), "{site} – Firsthand");
        assert_eq!(n("count.articles", 1), "1 article");
        assert_eq!(n("count.articles", 0), "0 articles");
    }
}
