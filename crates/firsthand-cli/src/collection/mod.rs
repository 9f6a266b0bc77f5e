//! What happens for each command on a collection?

pub(crate) mod args;
mod render;
mod review;

use std::io::{self, BufWriter, Write};
use std::path::Path;

use anyhow::{Context, Result, ensure};
use firsthand::model::Findings;
use firsthand::publish::MaskedCells;
use firsthand::review::Overrides;
use firsthand_engine::collection::{self, Tally};
use firsthand_engine::read::{self, Portion};
use firsthand_store::{Access, Collection, Export, Names};

use self::args::{ExportArgs, ExportFormat, RemoveArgs, RowFormat, SearchArgs, ShowArgs, VerifyArgs};
use crate::commands::tagger;
use crate::output;
use crate::progress::Progress;
use crate::settings::Input;

pub(crate) use review::review;

pub(crate) fn add(input: &Input, file: &Path) -> Result<()> {
    let progress = Progress::start("reading");
    // First of all, so that nobody waits for a long reading to hear that the file is no collection.
    let mut kept = open(file, Access::Create)?;
    let tagger = tagger(input.fast);
    let mut tally = Tally::default();
    let add = |portion| {
        let before = tally.articles();
        let report = |done| progress.now(format!("adding: {} articles so far", before + done));
        tally += collection::add(&mut kept, portion, tagger.as_ref(), report)?;
        progress.now(format!("reading on after {} articles", tally.articles()));
        Ok(())
    };
    let added = read::read_in_portions(&input.paths, &input.options, Portion::default(), add)?;
    let notes = added.map_err(|error: firsthand_store::Error| error).with_context(|| at(file))?;
    drop(progress);
    let Tally { added, revised, known } = tally;
    output::print(&format!("{added} added, {revised} new versions, {known} there already\n"))?;
    output::print_notes(&notes);
    Ok(())
}

/// The findings of a collection; those of a trace of everything are kept in it.
pub(crate) fn trace(file: &Path, about: Option<&str>, overrides: Option<&Overrides>, fast: bool) -> Result<Findings> {
    let progress = Progress::start("opening");
    let whole = about.is_none() && overrides.is_none();
    let mut kept = open(file, if whole { Access::Write } else { Access::Read })?;
    let report = |done, of| progress.now(format!("reading closely: {done} of {of}"));
    let none = Overrides::default();
    let (overrides, tagger) = (overrides.unwrap_or(&none), tagger(fast));
    let traced = collection::trace(&kept, about, overrides, tagger.as_ref(), report).with_context(|| at(file))?;
    let traced = traced.context("--overrides")?;
    if whole {
        progress.now("keeping what was found".to_owned());
        traced.keep(&mut kept).with_context(|| at(file))?;
    }
    Ok(traced.findings)
}

pub(crate) fn show(args: &ShowArgs) -> Result<()> {
    let file = &args.file.collection;
    let kept = open(file, Access::Read)?;
    if let Some(article) = &args.original {
        let record = kept.original(article).with_context(|| at(file))?;
        return output::print(&format!("{}\n", String::from_utf8_lossy(&record)));
    }
    let summary = kept.summary().with_context(|| at(file))?;
    output::print(&match args.rows.format {
        RowFormat::Text => render::summary(&summary),
        RowFormat::Json => render::summary_json(&summary),
    })
}

pub(crate) fn search(args: &SearchArgs) -> Result<()> {
    let file = &args.file.collection;
    let found = open(file, Access::Read)?.search(&args.words.join(" "), args.most).with_context(|| at(file))?;
    output::print(&match args.rows.format {
        RowFormat::Text => render::claims(&found),
        RowFormat::Json => found.iter().map(render::claim_json).collect(),
    })
}

pub(crate) fn remove(args: &RemoveArgs) -> Result<()> {
    let file = &args.file.collection;
    let removed = open(file, Access::Write)?.remove(&args.article).with_context(|| at(file))?;
    let ids = removed.join("\nremoved ");
    output::print(&format!("removed {ids}\nClaims that had a part of it are gone too: trace the collection again.\n"))
}

pub(crate) fn verify(args: &VerifyArgs) -> Result<bool> {
    let file = &args.file.collection;
    let progress = Progress::start("checking");
    let report = |done| progress.now(format!("checking: {done} articles"));
    let problems = open(file, Access::Read)?.verify(report).with_context(|| at(file))?;
    drop(progress);
    if problems.is_empty() {
        output::print("Everything is as it was written: structure, keys, hashes, spans, review log.\n")?;
        return Ok(true);
    }
    output::print(&(problems.join("\n") + "\n"))?;
    Ok(false)
}

pub(crate) fn export(args: &ExportArgs) -> Result<()> {
    let file = &args.file.collection;
    let table = args.table;
    let export = match args.format {
        ExportFormat::Jsonl => Export::JsonLines(table),
        ExportFormat::Csv => Export::Csv(table),
        ExportFormat::Parquet => Export::Parquet(table),
        ExportFormat::Graphml => Export::GraphMl,
        ExportFormat::Gexf => Export::Gexf,
    };
    let twin = args.mask.then(|| trace(file, None, None, false).map(|found| MaskedCells::of(&found))).transpose()?;
    let kept = open(file, Access::Read)?;
    let names = twin.as_ref().map_or(Names::Kept, Names::Withheld);
    let write = |to: &mut dyn Write| kept.export(export, names, to);
    if let Some(output) = args.output.as_deref().filter(|output| output.as_os_str() != "-") {
        let clash = matches!((output.canonicalize(), file.canonicalize()), (Ok(a), Ok(b)) if a == b);
        ensure!(!clash, "-o `{}` is the collection itself, and would be replaced", output.display());
        return output::replace_with(output, |to| write(to).with_context(|| at(file)));
    }
    let mut out = BufWriter::new(io::stdout().lock());
    match write(&mut out).and_then(|()| Ok(out.flush()?)) {
        Err(error) if error.is_closed_pipe() => Ok(()),
        other => other.with_context(|| at(file)),
    }
}

fn open(file: &Path, access: Access) -> Result<Collection> {
    Collection::open(file, access).with_context(|| at(file))
}

fn at(file: &Path) -> String {
    format!("collection `{}`", file.display())
}
