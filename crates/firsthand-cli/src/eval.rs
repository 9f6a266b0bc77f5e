//! How good is a stage, and is it as good as it was?

use anyhow::Result;
use firsthand::eval::{Figure, fallen, to_csv};
use firsthand_engine as engine;

use crate::commands::tagger;
use crate::output;
use crate::progress::Progress;
use crate::settings::{Evaluating, Gate};

/// Prints the figures; whether none fell below the gate's.
pub(crate) fn attribution(task: &Evaluating) -> Result<bool> {
    let progress = Progress::start("scoring");
    let found = engine::eval::attribution(&task.folder, tagger(task.fast).as_ref())?;
    drop(progress);
    output::print(&if task.csv { to_csv(&found.figures) } else { table(&found.figures, found.articles) })?;
    output::print_notes(&found.notes);
    Ok(task.gate.as_ref().is_none_or(|gate| passes(gate, &found.figures)))
}

fn table(figures: &[Figure], articles: usize) -> String {
    let widest = figures.iter().map(|f| f.name.len()).max().unwrap_or(0);
    let rows = figures.iter().map(|f| format!("{:<widest$}  {:.3}\n", f.name, f.value));
    rows.chain([format!("{:<widest$}  {articles}\n", "articles")]).collect()
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
