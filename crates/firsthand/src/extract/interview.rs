use super::Line;
use crate::lexicon::List;
use crate::model::Role;

/// Marks questions and answers where labels open the turns; a turn lasts until the next label or clutter.
pub(super) fn mark(lines: &[Line<'_>], roles: &mut [Role]) {
    if lines.iter().filter(|line| turn(line).is_some()).count() < 2 {
        return;
    }
    let mut current = None;
    for (line, role) in lines.iter().zip(roles.iter_mut()) {
        match turn(line) {
            Some(role) => current = Some(role),
            None if *role == Role::Clutter => continue,
            None => {}
        }
        if let Some(turn) = current {
            *role = turn;
        }
    }
}

/// The role that a label such as "Question:" opens.
fn turn(line: &Line<'_>) -> Option<Role> {
    let labelled = |list| {
        let end = line.opens_with(list)?;
        line.tokens.get(end).is_some_and(|t| t.is_mark(':') || t.is_mark('.')).then_some(())
    };
    if labelled(List::Question).is_some() {
        return Some(Role::Question);
    }
    labelled(List::Answer).map(|()| Role::Answer)
}
