//! What does a reviewer say?

use std::path::Path;

use anyhow::{Context, Result};
use firsthand::model::{How, SourceKind};
use firsthand::review::Direction;
use firsthand_store::{Access, Change, Say, Signature};

use super::args::{CorrectArgs, DirectionArg, HowArg, KindArg, ReviewCommand, RowFormat, SayArgs};
use super::{at, open, render};
use crate::output;

pub(crate) fn review(command: ReviewCommand) -> Result<()> {
    match command {
        ReviewCommand::List { file, all, rows } => list(&file.collection, all, rows.format),
        ReviewCommand::Log { file, rows } => log(&file.collection, rows.format),
        ReviewCommand::Accept(args) => say(&args, &Say::Accept),
        ReviewCommand::Reject(args) => say(&args, &Say::Reject),
        ReviewCommand::Correct { say: args, right } => say(&args, &correction(right)),
        ReviewCommand::Sign(args) => say(&args, &Say::Sign),
        ReviewCommand::Undo(args) => undo(&args),
    }
}

/// The flags tell what is spoken of; clap has seen to it that they are of one kind.
fn correction(args: CorrectArgs) -> Say {
    let CorrectArgs { from, source, kind, how, direction, date, same_claim, other_claim } = args;
    let (date, same, other) = (date.map(Say::Date), same_claim.map(Say::SameClaim), other_claim.map(Say::OtherClaim));
    let (kind, how, direction) = (kind.map(kind_of), how.map(how_of), direction.map(direction_of));
    date.or(same).or(other).unwrap_or(Say::Correct(Change { from, source, kind, how, direction }))
}

fn direction_of(direction: DirectionArg) -> Direction {
    match direction {
        DirectionArg::Known => Direction::Known,
        DirectionArg::Unknown => Direction::Unknown,
        DirectionArg::Reversed => Direction::Reversed,
    }
}

fn kind_of(kind: KindArg) -> SourceKind {
    match kind {
        KindArg::Person => SourceKind::Person,
        KindArg::Institution => SourceKind::Institution,
        KindArg::Outlet => SourceKind::Outlet,
        KindArg::Document => SourceKind::Document,
        KindArg::Anonymous => SourceKind::Anonymous,
        KindArg::Collective => SourceKind::Collective,
        KindArg::WitnessReporter => SourceKind::WitnessReporter,
    }
}

fn how_of(how: HowArg) -> How {
    match how {
        HowArg::Told => How::Told,
        HowArg::Cited => How::Cited,
        HowArg::Copied => How::Copied,
        HowArg::Translated => How::Translated,
    }
}

fn list(file: &Path, all: bool, format: RowFormat) -> Result<()> {
    let kept = open(file, Access::Read)?;
    let rows = kept.review_list(all).with_context(|| at(file))?;
    let signatures = kept.signatures().with_context(|| at(file))?;
    output::print(&match format {
        RowFormat::Text => render::reviews(&rows, &signatures),
        RowFormat::Json => render::reviews_json(&rows, &signatures),
    })
}

fn log(file: &Path, format: RowFormat) -> Result<()> {
    let entries = open(file, Access::Read)?.log().with_context(|| at(file))?;
    output::print(&match format {
        RowFormat::Text => render::log(&entries),
        RowFormat::Json => entries.iter().map(render::entry_json).collect(),
    })
}

fn say(args: &SayArgs, say: &Say) -> Result<()> {
    let file = &args.file.collection;
    let now = now();
    let id = open(file, Access::Write)?.say(&args.id, say, signature(args, &now)).with_context(|| at(file))?;
    noted(args, &id)
}

fn undo(args: &SayArgs) -> Result<()> {
    let file = &args.file.collection;
    let now = now();
    let entry = open(file, Access::Write)?.undo(&args.id, signature(args, &now)).with_context(|| at(file))?;
    noted(args, &format!("entry {entry}, taken back"))
}

fn signature<'a>(args: &'a SayArgs, at: &'a str) -> Signature<'a> {
    Signature { reviewer: &args.reviewer, at, why: &args.why }
}

fn noted(args: &SayArgs, what: &str) -> Result<()> {
    let text = format!("{what}: noted. The bounds follow with the next `firsthand trace --collection`.\n");
    let json = format!("{}\n", serde_json::json!({"noted": what}));
    output::print(if args.rows.format == RowFormat::Json { &json } else { &text })
}

/// To the second: the log says when somebody sat there, not in which order threads ran.
fn now() -> String {
    let now = jiff::Timestamp::now();
    jiff::Timestamp::from_second(now.as_second()).unwrap_or(now).to_string()
}
