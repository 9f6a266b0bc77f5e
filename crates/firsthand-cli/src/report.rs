//! What happens for `report`? Trace, look up what people decided, then a working copy or, past the gates, a publication.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use firsthand::model::Findings;
use firsthand::publish::{self, Blocked, Report};
use firsthand::review::Decisions;
use firsthand_store::{Access, Collection, ShownClaim};
use jiff::civil::Date;
use serde_json::{Value, json};

use crate::args::Format;
use crate::collection;
use crate::output;
use crate::settings::{From, Output};

/// What is reported, and for whom.
pub(crate) struct Reporting {
    pub(crate) from: From,
    pub(crate) about: Option<String>,
    pub(crate) day: Option<Date>,
    pub(crate) publish: bool,
    pub(crate) output: Output,
}

/// Returns whether it was done: `false` where a gate is closed.
pub(crate) fn report(task: &Reporting) -> Result<bool> {
    let about = task.about.as_deref();
    let (findings, file): (Findings, Option<PathBuf>) = match &task.from {
        From::Pile(input) => (crate::commands::traced(input, about, None)?, None),
        From::Collection { file, fast } => (collection::trace(file, about, None, *fast)?, Some(file.clone())),
    };
    let claims = claims(task, &findings);
    let decisions = file.as_deref().map(|file| decided(file, &findings, &claims)).transpose()?.unwrap_or_default();
    if claims.is_empty() {
        eprintln!("firsthand: no claim to report");
        output::print_notes(&findings.notes);
    }
    if !task.publish {
        let report = publish::working_report(&findings, &claims, &decisions);
        write(task, &report)?;
        return Ok(true);
    }
    publish(task, &findings, &claims, &decisions)
}

/// With a question the claim that it means; else those of the day, or all.
fn claims(task: &Reporting, findings: &Findings) -> Vec<usize> {
    let of_day = task.day.map(|day| publish::of_day(findings, day));
    let all = of_day.unwrap_or_else(|| (0..findings.findings.len()).collect());
    if task.about.is_some() { all.into_iter().take(1).collect() } else { all }
}

fn publish(task: &Reporting, findings: &Findings, claims: &[usize], decisions: &[Decisions]) -> Result<bool> {
    // Of a day, or of everything, what somebody has signed is published, and the rest is counted.
    let several = task.about.is_none() && claims.len() > 1;
    let signed = |at: &&usize| decisions.get(**at).is_some_and(|d| !d.signatures.is_empty());
    let chosen: Vec<usize> = if several { claims.iter().filter(signed).copied().collect() } else { claims.to_vec() };
    let chosen = if chosen.is_empty() { claims.to_vec() } else { chosen };
    match publish::published_report(findings, &chosen, decisions) {
        Ok(report) => {
            let report = Report { left_out: claims.len() - chosen.len(), ..report };
            write(task, &report)?;
            report.warnings.iter().for_each(|warning| eprintln!("firsthand: warning: {warning}"));
            Ok(true)
        }
        Err(blocked) => {
            tell(task, &blocked)?;
            Ok(false)
        }
    }
}

fn write(task: &Reporting, report: &Report) -> Result<()> {
    let text = match task.output.format {
        Format::Text => publish::report_text(report),
        Format::Json => publish::report_json(report),
        Format::Html => publish::report_html(report),
    };
    output::write(&task.output, &text)
}

/// Why it is not published, and what would unblock it; nothing is written to a file.
fn tell(task: &Reporting, blocked: &Blocked) -> Result<()> {
    for (id, obstacles) in &blocked.claims {
        eprintln!("firsthand: claim {id} is not published:");
        for obstacle in obstacles {
            eprintln!("  {}: {}\n    to unblock: {}", obstacle.rule, obstacle.why, obstacle.unblock);
        }
    }
    if task.output.format != Format::Json {
        return Ok(());
    }
    let claim = |(id, obstacles): &(String, Vec<publish::Obstacle>)| {
        let rows: Vec<Value> =
            obstacles.iter().map(|o| json!({"rule": o.rule, "why": o.why, "unblock": o.unblock})).collect();
        json!({"id": id, "blocked": rows})
    };
    let claims: Vec<Value> = blocked.claims.iter().map(claim).collect();
    output::print(&format!("{}\n", json!({"schema": "firsthand/report/1", "published": false, "claims": claims})))
}

/// What was decided of each claim, by its position; and what is shown now is remembered, so that it can be signed.
fn decided(file: &Path, findings: &Findings, claims: &[usize]) -> Result<Vec<Decisions>> {
    let at = || format!("collection `{}`", file.display());
    let mut kept = Collection::open(file, Access::Write).with_context(at)?;
    let mut decisions = vec![Decisions::default(); findings.findings.len()];
    let mut shown = Vec::new();
    for &at in claims {
        let finding = &findings.findings[at];
        let id = finding.claim.key(&findings.documents);
        decisions[at] = kept.decisions(&id)?;
        let (no, place) = finding.claim.statement;
        let document = &findings.documents[no.index()];
        shown.push(ShownClaim {
            statement: document.slice(place).to_owned(),
            place: (document.id.clone(), place),
            at_least: finding.trace.bounds.at_least,
            fingerprint: publish::fingerprint(findings, finding),
            id,
        });
    }
    kept.remember_shown(&shown).with_context(at)?;
    Ok(decisions)
}
