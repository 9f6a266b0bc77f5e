//! How good is a stage, and is it as good as it was?

use anyhow::Result;
use firsthand::eval::{Count, Figure, fallen, to_csv};
use firsthand_engine as engine;
use firsthand_engine::eval::relay::{From, Pile};
use firsthand_tagger::Tagger;

use crate::args::Gold;
use crate::commands::tagger;
use crate::output;
use crate::progress::Progress;
use crate::settings::{Evaluated, Evaluating, Gate, Relaying};

/// Prints the figures; whether none fell below the gate's.
pub(crate) fn score(task: &Evaluating) -> Result<bool> {
    let progress = Progress::start("scoring");
    let (found, items) = match task.what {
        Evaluated::Attribution(Gold::Brat) => {
            (engine::eval::attribution(&task.path, tagger(task.fast).as_ref())?, "articles")
        }
        Evaluated::Attribution(Gold::Marked) => {
            (engine::eval::attribution_marked(&task.path, tagger(task.fast).as_ref())?, "passages")
        }
        Evaluated::Link => (engine::eval::link(&task.path)?, "pairs"),
        Evaluated::Times => (engine::eval::times(&task.path)?, "articles"),
    };
    drop(progress);
    output::print(&if task.csv { to_csv(&found.figures) } else { table(&found.figures, items, found.items) })?;
    output::print_notes(&found.notes);
    Ok(task.gate.as_ref().is_none_or(|gate| passes(gate, &found.figures)))
}

/// Measures on made-up cascades, or writes them; whether no figure fell below the gate's.
pub(crate) fn relay(task: &Relaying) -> Result<bool> {
    if let Some(folder) = &task.write {
        engine::eval::relay::write(&task.setting, folder)?;
        return Ok(true);
    }
    let tagger = if task.from.contains(&From::Text) { tagger(task.fast) } else { None };
    if task.each {
        for from in &task.from {
            output::print(&lines(&engine::eval::relay::piles(&task.setting, *from, tagger.as_ref())))?;
        }
        return Ok(true);
    }
    let progress = Progress::start("scoring");
    let figures: Vec<Figure> = task.from.iter().flat_map(|from| measured(task, *from, tagger.as_ref())).collect();
    drop(progress);
    output::print(&if task.csv { to_csv(&figures) } else { table(&figures, "piles", task.setting.stories) })?;
    Ok(task.gate.as_ref().is_none_or(|gate| passes(gate, &figures)))
}

fn measured(task: &Relaying, from: From, tagger: Option<&Tagger>) -> Vec<Figure> {
    let prefix = match from {
        From::Gold => "gold: ",
        From::Text => "text: ",
    };
    let mut figures = engine::eval::relay::figures(&task.setting, from, prefix, tagger);
    if task.curves {
        figures.extend(engine::eval::relay::curves(&task.setting, from, prefix, tagger));
    }
    figures
}

/// A line for each pile: its name, the bounds that are true and those found, and what was right, found and wanted.
fn lines(piles: &[Pile]) -> String {
    let of = |count: Count| format!("{}/{}/{}", count.hits, count.found, count.wanted);
    let line = |p: &Pile| {
        let ((l, u), (found_l, found_u)) = (p.bounds, p.found);
        let mark = if p.bounds == p.found { " " } else { "!" };
        let (edges, loops) = (of(p.edges), of(p.loops));
        format!("{mark} {:<6} {l}..{u} found {found_l}..{found_u}  edges {edges}  loops {loops}\n", p.name)
    };
    piles.iter().map(line).collect()
}

fn table(figures: &[Figure], what: &str, count: usize) -> String {
    let widest = figures.iter().map(|f| f.name.chars().count()).max().unwrap_or(0);
    let rows = figures.iter().map(|f| format!("{:<widest$}  {:.3}\n", f.name, f.value));
    rows.chain([format!("{what:<widest$}  {count}\n")]).collect()
}

/// Says which figures fell, on standard error.
fn passes(gate: &Gate, now: &[Figure]) -> bool {
    let fallen = fallen(&gate.figures, now);
    for figure in &fallen {
        let now = figure.now.map_or("not measured".to_owned(), |now| format!("{now:.3}"));
        eprintln!("gate: {} was {:.3} in `{}`, and is {now}", figure.name, figure.was, gate.file.display());
    }
    fallen.is_empty()
}
