//! Cases of `extract`: each line of the block is a role and a paragraph.

use firsthand::extract::passages;
use firsthand::model::Part;

use crate::case::Section;
use crate::pile;

/// What differs; nothing where every paragraph has its role.
pub(crate) fn differences(section: &Section) -> Vec<String> {
    let wanted = paragraphs(section);
    let text: Vec<&str> = wanted.iter().map(|(_, text)| text.as_str()).collect();
    let text = text.join("\n");
    let fields =
        [("id", "case"), ("language", section.fact("language")), ("title", section.fact("title")), ("text", &text)];
    let document = pile::documents(&[fields.to_vec()]).remove(0);
    let found = passages(&document);
    let found: Vec<(String, String)> = found
        .iter()
        .filter(|p| p.place.part == Part::Text)
        .map(|p| (p.role.name().to_owned(), document.slice(p.place).to_owned()))
        .collect();
    let lines = wanted.len().max(found.len());
    let differ = (0..lines).filter(|&i| wanted.get(i) != found.get(i));
    let show =
        |paragraph: Option<&(String, String)>| paragraph.map_or("nothing".to_owned(), |(r, t)| format!("{r} “{t}”"));
    differ.map(|i| format!("expected {}, found {}", show(wanted.get(i)), show(found.get(i)))).collect()
}

/// Role and text of each paragraph; an indented line goes on with the paragraph before.
fn paragraphs(section: &Section) -> Vec<(String, String)> {
    let mut found: Vec<(String, String)> = Vec::new();
    for line in section.block.iter().filter(|line| !line.trim().is_empty()) {
        if line.starts_with(' ') {
            let (_, text) = found.last_mut().unwrap_or_else(|| panic!("{}: an indented first line", section.title));
            text.push(' ');
            text.push_str(line.trim());
        } else {
            let (role, text) = line.split_once(' ').unwrap_or_else(|| panic!("`{line}` is no role and text"));
            found.push((role.to_owned(), text.trim().to_owned()));
        }
    }
    found
}

#[test]
fn a_wrong_role_is_told() {
    let file = crate::case::parse(
        "x",
        "## One\nlanguage: en\ntitle: News\n\n```text\nbody The mill\n  closed.\nbody No more.\n```\n",
    );
    assert_eq!(differences(&file.sections[0]), ["expected body “The mill closed.”, found lead “The mill closed.”"]);
}
