use super::Line;
use crate::lexicon::List;
use crate::model::Role;

/// Marks what the page carries around the article.
pub(super) fn mark(lines: &[Line<'_>], roles: &mut [Role]) {
    let mut under_heading = false;
    for (line, role) in lines.iter().zip(roles.iter_mut()) {
        let opener = line.opens_with(List::ClutterLine);
        if opener.is_some() || is_menu(line) || is_rule(line) || is_code(line) {
            *role = Role::Clutter;
            under_heading = opener.is_some_and(|end| is_heading(line, end));
        } else if under_heading && !line.ends_as_sentence() && line.words() <= LONGEST_TEASER {
            *role = Role::Clutter;
        } else {
            under_heading = false;
        }
    }
}

/// Teasers are headlines: longer lines are text again.
const LONGEST_TEASER: usize = 20;

/// "READ ALSO" alone on its line announces teasers; "Read also: Ten mills" is one itself.
fn is_heading(line: &Line<'_>, end: usize) -> bool {
    line.tokens[end.min(line.tokens.len())..].iter().all(|t| !t.is_word())
}

/// "Share · Copy link · Print": three short parts or more between bars or dots.
fn is_menu(line: &Line<'_>) -> bool {
    const LONGEST_PART: usize = 40;
    let parts: Vec<&str> = line.text.split(['|', '·', '•', '→']).collect();
    parts.len() >= 3 && parts.iter().all(|p| p.len() <= LONGEST_PART) && !line.ends_as_sentence()
}

/// "* * *", "---": no letters at all.
fn is_rule(line: &Line<'_>) -> bool {
    !line.text.chars().any(char::is_alphanumeric)
}

/// "items = items || []; items.push({ mode: 'grid' });": what a page was meant to run and a reader of it took for text.
fn is_code(line: &Line<'_>) -> bool {
    const OPERATORS: [&str; 6] = ["||", "&&", "();", "({", "});", "=>"];
    let operators: usize = OPERATORS.iter().map(|o| line.text.matches(o).count()).sum();
    operators >= 2 && line.text.contains([';', '{'])
}
