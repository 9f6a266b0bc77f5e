//! Which pile comes with the program? Fiction, written for it; `demo/README.md` has the intended truth.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use firsthand::model::{Document, Noted};
use firsthand_engine::read::{ReadOptions, read};

/// The claim that `firsthand demo` asks for.
pub(crate) const QUESTION: &str =
    "The Central Bank of Velmora will take the 50-tarin note out of circulation within 14 days.";

/// Said before the report, so that nobody takes it for news.
pub(crate) const PREFACE: &str = "A made-up pile: the country, its towns, outlets and people are invented.\n\n";

/// The files, by name.
pub(crate) const FILES: [(&str, &str); 2] =
    [("banknote.jsonl", include_str!("../demo/banknote.jsonl")), ("depot.jsonl", include_str!("../demo/depot.jsonl"))];

/// Reads the pile as any other would be read: from files, in a folder that is gone afterwards.
pub(crate) fn pile() -> Result<Noted<Vec<Document>>> {
    let folder = tempfile::tempdir().context("making a folder for the demo")?;
    let paths = save(folder.path())?;
    let mut read = read(&paths, &ReadOptions::default())?;
    let inside = |path: &str| Path::new(path).file_name().map(|name| format!("demo/{}", name.to_string_lossy()));
    for document in &mut read.value {
        document.path = inside(&document.path).unwrap_or_default();
    }
    for note in &mut read.notes {
        note.at = inside(&note.at).unwrap_or_default();
    }
    Ok(read)
}

/// Writes the files into a folder, which is made where it does not exist; returns their paths.
pub(crate) fn save(folder: &Path) -> Result<Vec<PathBuf>> {
    std::fs::create_dir_all(folder).with_context(|| format!("making the folder `{}`", folder.display()))?;
    let mut paths = Vec::new();
    for (name, text) in FILES {
        let path = folder.join(name);
        std::fs::write(&path, text).with_context(|| format!("writing `{}`", path.display()))?;
        paths.push(path);
    }
    Ok(paths)
}
