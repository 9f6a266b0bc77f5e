//! How well does a stage do on an annotated corpus? Reads the corpus, runs the stage, and has the library count.

pub mod relay;

use std::fs;
use std::path::{Path, PathBuf};

use firsthand::eval::attribution::{Tally, Told};
use firsthand::eval::times::{self, Timed};
use firsthand::eval::{Figure, brat, link, marked, meantime};
use firsthand::ingest::{self, Columns, Defaults, Limits, Record};
use firsthand::link::same::{Wording, compare};
use firsthand::model::{Document, Language, Note, Noted, Part};
use firsthand::pipeline;
use firsthand::times::expressions;
use firsthand_tagger::Tagger;
use serde_json::Value;

use crate::Error;
use crate::read::{self, ReadOptions};

/// Figures, and over how many articles or pairs they are.
#[derive(Clone, Debug)]
pub struct Evaluated {
    /// In a fixed order.
    pub figures: Vec<Figure>,
    /// Articles with gold, or pairs of wordings.
    pub items: usize,
    /// What the reader had to say about the articles.
    pub notes: Vec<Note>,
}

/// Scores `attribute` on a folder with `text/*.txt` and `attributions/*.ann` in brat's standoff format. The first `.ann`
/// whose name is that of the text and an annotator (`NAME_ef2d.ann`) counts; texts without one are left out.
///
/// # Errors
/// If the folder has no such texts, or a file of it cannot be read.
pub fn attribution(folder: &Path, tagger: Option<&Tagger>) -> Result<Evaluated, Error> {
    let golds = names(&folder.join("attributions"), ".ann")?;
    let texts = names(&folder.join("text"), ".txt")?;
    let with_gold = texts.into_iter().filter_map(|name| Some((gold_of(&name, &golds)?, name)));
    let (golds, texts): (Vec<PathBuf>, Vec<PathBuf>) = with_gold
        .map(|(gold, name)| (folder.join("attributions").join(gold), folder.join("text").join(name + ".txt")))
        .unzip();
    if texts.is_empty() {
        return Err(Error::no_gold(folder, "no text/NAME.txt there has an attributions/NAME_ANNOTATOR.ann"));
    }
    let Noted { value: documents, notes } = read::read(&texts, &ReadOptions::default())?;
    let found = crate::attribute(&documents, tagger);
    let mut tally = Tally::default();
    for (text, gold) in texts.iter().zip(&golds) {
        let Some(at) = documents.iter().position(|d| Path::new(&d.path) == text) else { continue };
        let text = documents[at].text.as_str();
        let marked = fs::read_to_string(gold).map_err(|error| Error::unreadable(gold, error))?;
        let found: Vec<Told> = found[at].iter().map(Told::from).collect();
        tally.add(text, &brat::attributions(text, &marked), &found);
    }
    Ok(Evaluated { figures: tally.figures(), items: documents.len(), notes })
}

/// Scores `attribute` on a folder with files `LANGUAGE.txt` of passages in the form of [`marked`], each language by
/// itself: `de: source token F1`.
///
/// # Errors
/// If the folder has no such file, or one cannot be read or has a mark that is not closed.
pub fn attribution_marked(folder: &Path, tagger: Option<&Tagger>) -> Result<Evaluated, Error> {
    let (mut figures, mut items) = (Vec::new(), 0);
    for language in names(folder, ".txt")? {
        let file = folder.join(format!("{language}.txt"));
        let marked = fs::read_to_string(&file).map_err(|error| Error::unreadable(&file, error))?;
        let golds: Result<Vec<_>, String> = marked::passages(&marked).map(marked::read).collect();
        let golds = golds.map_err(|before| Error::unclear_mark(&file, before))?;
        let passage = |(number, (text, _)): (usize, &(String, _))| {
            let fields = [("id", format!("{number:06}")), ("text", text.clone()), ("language", language.clone())];
            (number, fields.map(|(name, value)| (name.to_owned(), Value::String(value))).to_vec())
        };
        let documents = documents(golds.iter().enumerate().map(passage).collect());
        let mut tally = Tally::default();
        for (document, found) in documents.iter().zip(crate::attribute(&documents, tagger)) {
            let Some((text, gold)) = document.id.parse().ok().and_then(|number: usize| golds.get(number)) else {
                continue;
            };
            let wanted: Vec<Told> = gold.values().map(|marked| marked.told.clone()).collect();
            tally.add(text, &wanted, &found.iter().map(Told::from).collect::<Vec<_>>());
        }
        items += golds.len();
        figures.extend(tally.figures().into_iter().map(|f| Figure { name: format!("{language}: {}", f.name), ..f }));
    }
    if items == 0 {
        return Err(Error::no_gold(folder, "no LANGUAGE.txt there has a passage"));
    }
    Ok(Evaluated { figures, items, notes: Vec::new() })
}

/// Records, numbered, as a pile.
fn documents(records: Vec<(usize, Vec<(String, Value)>)>) -> Vec<Document> {
    let draft = |(at, fields): (usize, Vec<(String, Value)>)| {
        let record = Record { path: String::new(), offset: at as u64, fields, envelope: None };
        ingest::draft(record, &Columns::default(), Limits::default()).value
    };
    ingest::settle(records.into_iter().filter_map(draft).collect(), &Defaults::default()).value
}

/// Scores the comparison of wordings on a file of labelled ones, in the form of [`firsthand::eval::link::read`].
///
/// # Errors
/// If the file cannot be read, or a line of it is no wording.
pub fn link(file: &Path) -> Result<Evaluated, Error> {
    let text = fs::read_to_string(file).map_err(|error| Error::unreadable(file, error))?;
    let wordings = link::read(&text).map_err(|line| Error::no_wording(file, line))?;
    let ready: Vec<Wording> = wordings.iter().map(|w| pipeline::wording(&w.text, w.language)).collect();
    let mut tally = link::Tally::default();
    let pairs = link::pairs(&wordings);
    for &(a, b) in &pairs {
        let found = compare(&ready[a], &ready[b]);
        let (x, y) = (&wordings[a], &wordings[b]);
        let label = if x.same { &y.label } else { &x.label };
        let named = found.differences.iter().any(|(what, ..)| what.name() == label);
        tally.add(x, y, found.same, named);
    }
    Ok(Evaluated { figures: tally.figures(), items: pairs.len(), notes: Vec::new() })
}

/// Scores `times` on a folder with the XML files of MEANTIME, at any depth. Each article is seen from noon of its day of
/// publication; one that names no such day leaves what is relative open.
///
/// # Errors
/// If the folder has no such files, or a file or folder of it cannot be read.
pub fn times(folder: &Path) -> Result<Evaluated, Error> {
    let mut files = Vec::new();
    xml_files(folder, &mut files)?;
    files.sort();
    let (mut tally, mut articles) = (times::Tally::default(), 0);
    for file in &files {
        let xml = fs::read_to_string(file).map_err(|error| Error::unreadable(file, error))?;
        let Some(article) = meantime::annotated(&xml) else { continue };
        let anchor = format!("{}T12:00:00Z", article.published).parse().ok();
        let language = Language::from_tag(&article.language);
        let found = expressions(&article.text, Part::Text, 0, language, anchor, 0);
        tally.add(&article.times, &found.iter().map(Timed::from).collect::<Vec<_>>());
        articles += 1;
    }
    if articles == 0 {
        return Err(Error::no_gold(folder, "no .xml there has the tokens of an article of MEANTIME"));
    }
    Ok(Evaluated { figures: tally.figures(), items: articles, notes: Vec::new() })
}

/// Links to folders are not followed, so that this ends.
fn xml_files(folder: &Path, found: &mut Vec<PathBuf>) -> Result<(), Error> {
    let unreadable = |error| Error::unreadable(folder, error);
    for entry in fs::read_dir(folder).map_err(unreadable)? {
        let entry = entry.map_err(unreadable)?;
        let path = entry.path();
        if entry.file_type().map_err(unreadable)?.is_dir() {
            xml_files(&path, found)?;
        } else if path.extension().is_some_and(|e| e == "xml") {
            found.push(path);
        }
    }
    Ok(())
}

/// Names of a folder's files that end so, without that ending, in order.
fn names(folder: &Path, ending: &str) -> Result<Vec<String>, Error> {
    let entries = fs::read_dir(folder).map_err(|error| Error::unreadable(folder, error))?;
    let mut found: Vec<String> =
        entries.filter_map(|entry| entry.ok()?.file_name().to_str()?.strip_suffix(ending).map(str::to_owned)).collect();
    found.sort();
    Ok(found)
}

/// The annotator's name has no underscore, so that `a_b_ef2d` is of `a_b` and not of `a`.
fn gold_of(text: &str, golds: &[String]) -> Option<String> {
    let of = |gold: &&String| gold.rsplit_once('_').is_some_and(|(name, _)| name == text);
    golds.iter().find(of).map(|gold| format!("{gold}.ann"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_annotator_of_the_same_name_counts() {
        let golds = ["a_b_9c", "a_b_ef", "a_x"].map(str::to_owned);
        assert_eq!(gold_of("a_b", &golds).as_deref(), Some("a_b_9c.ann"));
        assert_eq!(gold_of("a", &golds).as_deref(), Some("a_x.ann"));
        assert_eq!(gold_of("b", &golds), None);
    }
}
