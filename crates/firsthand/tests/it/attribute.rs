//! Cases of `attribute`: sources, cues and contents are marked in the text itself.

use std::collections::BTreeMap;

use firsthand::eval::attribution::Told;
use firsthand::eval::marked::{self, Marked};
use firsthand::model::{Attribution, Bearing, Document, Place, Span};
use firsthand::outlets::Outlets;

use crate::case::Section;
use crate::pile;

/// What was found, with what is needed to show it.
struct Found {
    document: Document,
    outlets: Outlets,
    attributions: Vec<Attribution>,
}

/// What differs from the marks; nothing where all is as marked.
pub(crate) fn differences(section: &Section) -> Vec<String> {
    let (text, marked) = marked::read(&section.prose()).expect("marks are closed");
    let found = find(section, &text);
    let at: BTreeMap<&str, Option<usize>> =
        marked.iter().map(|(number, m)| (number.as_str(), found.position(m))).collect();
    let mut differences = Vec::new();
    for (number, wanted) in &marked {
        match at[number.as_str()] {
            None => differences.push(format!("- {number}: {}", words(&text, &wanted.told))),
            Some(position) => {
                let within = outer(number).and_then(|outer| at.get(outer).copied().flatten());
                let wrong = found.facts_wrong(position, wanted, within);
                differences.extend(wrong.into_iter().map(|w| format!("! {number}: {w}")));
            }
        }
    }
    let extra = (0..found.attributions.len()).filter(|i| !at.values().any(|p| *p == Some(*i)));
    if section.fact("others") != "ignored" {
        differences.extend(extra.map(|i| format!("+ {}", found.show(i))));
    }
    differences
}

/// Reads the article in a pile with articles of the outlets that `pile:` names, `Name <address>; Name …`.
fn find(section: &Section, text: &str) -> Found {
    let language = section.fact("language");
    let mut records: Vec<pile::Fields<'_>> = vec![vec![
        ("id", "case"),
        ("language", language),
        ("outlet", section.fact("outlet")),
        ("url", section.fact("url")),
        ("title", section.fact("title")),
        ("text", text),
    ]];
    for outlet in section.fact("pile").split(';').map(str::trim).filter(|o| !o.is_empty()) {
        let (name, address) = outlet.split_once('<').unwrap_or((outlet, ""));
        let language = address.split_once("> ").map_or(language, |(_, language)| language);
        let address = address.split('>').next().unwrap_or("");
        records.push(vec![("outlet", name.trim()), ("url", address), ("language", language), ("text", name)]);
    }
    let documents = pile::documents(&records);
    let outlets = Outlets::of(&documents);
    let no = documents.iter().position(|d| d.id == "case").unwrap();
    let document = documents[no].clone();
    let attributions = match section.fact("view") {
        "all" => pile::attribute(&documents, no, &outlets),
        _ => pile::read(&documents, &outlets).remove(no).found.attributions,
    };
    Found { document, outlets, attributions }
}

impl Found {
    fn position(&self, wanted: &Marked) -> Option<usize> {
        let wanted = &wanted.told;
        self.attributions.iter().map(Told::from).position(|found| {
            found.source == wanted.source
                && found.cue == wanted.cue
                && (wanted.content.is_empty() || found.content == wanted.content)
        })
    }

    fn facts_wrong(&self, position: usize, wanted: &Marked, within: Option<usize>) -> Vec<String> {
        let found = &self.attributions[position];
        let mut wrong: Vec<String> = wanted.facts.iter().filter_map(|fact| self.fact_wrong(found, fact)).collect();
        if found.within != within {
            let show = |at: Option<usize>| at.map_or("nothing".to_owned(), |i| self.show(i));
            wrong.push(format!("stands within {}, expected {}", show(found.within), show(within)));
        }
        wrong
    }

    /// What the article says instead of the fact; `None` where the fact holds.
    fn fact_wrong(&self, found: &Attribution, fact: &str) -> Option<String> {
        let g = found.grounds;
        let no_grounds = !(g.saw || g.read || g.present || g.rests_on || g.apart || g.withdrawn);
        let told = self.meant(found);
        let count = format!("{}{}", found.count, if found.or_more { "+" } else { "" });
        let holds = match fact {
            "saw" => g.saw,
            "read" => g.read,
            "present" => g.present,
            "rests on" => g.rests_on,
            "apart" => g.apart,
            "withdrawn" => g.withdrawn,
            "no grounds" => no_grounds,
            "told us" => found.told_us,
            "not told us" => !found.told_us,
            "named" => found.named,
            "unnamed" => !found.named,
            "says" => found.bearing == Bearing::Says,
            "denies" => found.bearing == Bearing::Denies,
            "confirms" => found.bearing == Bearing::Confirms,
            "open" => found.bearing == Bearing::Open,
            "direct" | "indirect" | "mixed" | "credit" => found.kind.name() == fact,
            name if name.starts_with("is ") => told == &name[3..],
            number if number.starts_with(|c: char| c.is_ascii_digit()) => count == number,
            kind => found.source_kind.name() == kind,
        };
        let kind = found.source_kind.name();
        let found = format!("{kind} “{told}”, {count}, {:?}, {}, {g:?}", found.bearing, found.kind.name());
        (!holds).then(|| format!("expected {fact}; found {found}"))
    }

    /// Whom the source means in the article.
    fn meant<'a>(&'a self, found: &'a Attribution) -> &'a str {
        found.outlet.map_or(found.name.as_deref().unwrap_or(""), |outlet| self.outlets.name(outlet))
    }

    fn show(&self, position: usize) -> String {
        let a = &self.attributions[position];
        let join = |places: &[Place]| {
            let words: Vec<&str> = places.iter().map(|p| self.document.slice(*p)).collect();
            words.join(" … ")
        };
        let kind = a.source_kind.name();
        format!("{kind} “{}”, cue “{}”, told “{}” ({})", join(&a.source), join(&a.cue), join(&a.content), a.rule)
    }
}

/// The number of the attribution that this one stands within: `1` for `1.2`.
fn outer(number: &str) -> Option<&str> {
    number.rsplit_once('.').map(|(outer, _)| outer)
}

fn words(text: &str, wanted: &Told) -> String {
    let join = |spans: &[Span]| spans.iter().map(|span| span.of(text)).collect::<Vec<_>>().join(" … ");
    let (source, cue, content) = (join(&wanted.source), join(&wanted.cue), join(&wanted.content));
    format!("source “{source}”, cue “{cue}”, told “{content}”")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case::parse;

    fn check(text: &str) -> Vec<String> {
        let file = parse("x", &format!("## One\nlanguage: en\n\n```text\n{text}\n```\n"));
        differences(&file.sections[0])
    }

    #[test]
    fn a_wrong_mark_is_told() {
        assert!(check("{S:person|Mayor Ana Ruiz} {C|said} the bridge is safe.").is_empty());
        let missing = check("{S|Mayor Ana Ruiz} said {C|the} bridge is safe.");
        assert_eq!(missing[0], "- 1: source “Mayor Ana Ruiz”, cue “the”, told “”");
        assert!(missing[1].starts_with("+ person “Mayor Ana Ruiz”, cue “said”"), "{missing:?}");
        let kind = check("{S:outlet|Mayor Ana Ruiz} {C|said} the bridge is safe.");
        assert!(kind[0].starts_with("! 1: expected outlet; found person"), "{kind:?}");
    }
}
