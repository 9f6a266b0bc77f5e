//! What happens for each command? Read, one call of the engine, write.

use anyhow::{Context, Result};
use clap::CommandFactory;
use clap_complete::Shell;
use firsthand::model::{Document, Findings, Note, Noted};
use firsthand::publish::{self, Page, stages};
use firsthand::review::Overrides;
use firsthand_engine as engine;
use firsthand_tagger::Tagger;

use crate::args::{Args, Format};
use crate::output;
use crate::progress::Progress;
use crate::settings::{Demo, From, Input, Output, Stage, Staging, Tracing};

pub(crate) fn trace(task: &Tracing) -> Result<()> {
    let about = task.about.as_deref();
    let findings = match &task.from {
        From::Pile(input) => traced(input, about, task.overrides.as_ref())?,
        From::Collection { file, fast } => crate::collection::trace(file, about, task.overrides.as_ref(), *fast)?,
    };
    output::write(&task.output, &render(&findings, task.mask, &task.output))?;
    output::print_notes(&findings.notes);
    Ok(())
}

pub(crate) fn traced(input: &Input, about: Option<&str>, overrides: Option<&Overrides>) -> Result<Findings> {
    let progress = Progress::start("reading");
    let pile = read(input)?;
    progress.now(format!("tracing {} documents", pile.value.len()));
    let tagger = tagger(input.fast);
    let Some(overrides) = overrides else { return Ok(findings(pile, about, tagger.as_ref())) };
    let traced = engine::trace_overridden(pile.value, about, overrides, tagger.as_ref());
    let mut findings = traced.context("--overrides")?;
    findings.notes.splice(0..0, pile.notes);
    Ok(findings)
}

pub(crate) fn demo(task: &Demo) -> Result<()> {
    let (about, mask, output) = match task {
        Demo::Save(folder) => return crate::demo::save(folder).map(|_| ()),
        Demo::Trace { about, mask, output } => (about, *mask, output),
    };
    let findings = findings(crate::demo::pile()?, about.as_deref(), tagger(false).as_ref());
    let preface = if output.format == Format::Text { crate::demo::PREFACE } else { "" };
    output::write(output, &format!("{preface}{}", render(&findings, mask, output)))
}

pub(crate) fn stage(stage: Stage, task: &Staging) -> Result<()> {
    let progress = Progress::start("reading");
    let Noted { value: documents, notes } = read(&task.input)?;
    progress.now(format!("reading closely {} documents", documents.len()));
    let page = (task.output.format == Format::Text).then(|| output::page(&task.output));
    let rows: Rows<'_> = match stage {
        Stage::Extract => Box::new(extract(&documents, &notes, page)),
        Stage::Attribute => Box::new(attribute(&documents, tagger(task.input.fast).as_ref(), page)),
        Stage::Times => Box::new(times(&documents, page)),
        Stage::Link => Box::new(link(&documents, page)),
    };
    drop(progress);
    output::write_rows(&task.output, rows)?;
    output::print_notes(&notes);
    Ok(())
}

pub(crate) fn completions(shell: Shell) -> Result<()> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Args::command(), "firsthand", &mut script);
    output::print(&String::from_utf8_lossy(&script))
}

fn read(input: &Input) -> Result<Noted<Vec<Document>>> {
    Ok(engine::read::read(&input.paths, &input.options)?)
}

/// The trained model, unless rules alone are to do.
pub(crate) fn tagger(fast: bool) -> Option<Tagger> {
    if fast { None } else { Tagger::shipped() }
}

fn findings(pile: Noted<Vec<Document>>, about: Option<&str>, tagger: Option<&Tagger>) -> Findings {
    let mut findings = engine::trace(pile.value, about, tagger);
    findings.notes.splice(0..0, pile.notes);
    findings
}

fn render(findings: &Findings, mask: bool, output: &Output) -> String {
    if mask {
        let masked = publish::mask(findings);
        return match output.format {
            Format::Html => publish::trace_html_masked(&masked),
            Format::Json => publish::trace_json(masked.findings()),
            Format::Text => publish::trace_text(masked.findings(), output::page(output)),
        };
    }
    match output.format {
        Format::Html => publish::trace_html(findings),
        Format::Json => publish::trace_json(findings),
        Format::Text => publish::trace_text(findings, output::page(output)),
    }
}

/// What a stage found, piece by piece: the rows of a large pile are never held at once.
type Rows<'a> = Box<dyn Iterator<Item = String> + 'a>;

/// `page` is for text; without one the lines are JSON. So in all four.
fn extract<'a>(documents: &'a [Document], notes: &'a [Note], page: Option<Page>) -> impl Iterator<Item = String> + 'a {
    let of = |document: &Document| notes.iter().filter(|n| n.at == document.id).cloned().collect::<Vec<_>>();
    let found = documents.iter().zip(engine::extract(documents));
    found.map(move |(document, passages)| match page {
        Some(page) => publish::extract_text(document, &passages, page),
        None => stages::extract_line(document, &passages, &of(document)),
    })
}

fn attribute<'a>(
    documents: &'a [Document],
    tagger: Option<&Tagger>,
    page: Option<Page>,
) -> impl Iterator<Item = String> + use<'a> {
    let found = documents.iter().zip(engine::attribute(documents, tagger));
    found.map(move |(document, attributions)| match page {
        Some(page) => publish::attribute_text(document, &attributions, page),
        None => stages::attribute_line(document, &attributions),
    })
}

fn times(documents: &[Document], page: Option<Page>) -> impl Iterator<Item = String> {
    let found = documents.iter().zip(engine::times(documents));
    found.map(move |(document, times)| match page {
        Some(page) => publish::times_text(document, &times, page),
        None => stages::times_line(document, &times),
    })
}

fn link(documents: &[Document], page: Option<Page>) -> impl Iterator<Item = String> {
    engine::link(documents).map(move |link| match page {
        Some(page) => publish::link_text(documents, &link, page),
        None => stages::link_line(documents, &link),
    })
}
