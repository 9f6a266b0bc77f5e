//! What does a text state about proceedings? Only the phrases of the language files speak; loaded words never raise
//! a status, and `unknown` is the default (safeguards, rule 5).

use super::mentions::Core;
use super::sources::Report;
use super::units::{Line, Unit};
use crate::lexicon::List;
use crate::model::{LegalStatement, LegalStatus};

/// The ladder: which list of phrases states which status. Later steps say more, and the first that a sentence states
/// is taken from the end.
const LADDER: [(List, LegalStatus); 9] = [
    (List::Overturned, LegalStatus::Overturned),
    (List::Acquitted, LegalStatus::Acquitted),
    (List::Dropped, LegalStatus::Dropped),
    (List::Convicted, LegalStatus::Convicted),
    (List::OnTrial, LegalStatus::OnTrial),
    (List::Charged, LegalStatus::Charged),
    (List::Detained, LegalStatus::Detained),
    (List::UnderInvestigation, LegalStatus::UnderInvestigation),
    (List::Accuse, LegalStatus::Alleged),
];

/// A status is read only where the text is about the claim: in the title, the lead and the sentence after.
const HEAD_LINES: usize = 3;
/// A claim accuses when so large a share of its reports use words of accusation at the head.
const ACCUSING_SHARE: f32 = 0.5;

/// The statuses that each report states, where the claim accuses.
pub(super) fn statements(reports: &[Report<'_>], core: &Core) -> Vec<LegalStatement> {
    if !core.accuses {
        return Vec::new();
    }
    let found: Vec<LegalStatement> = reports.iter().flat_map(of_report).collect();
    // Words of accusation alone are talk of a deed; a case begins where some report states a step of proceedings.
    if found.iter().any(|s| s.status > LegalStatus::Alleged) { found } else { Vec::new() }
}

/// Whether a claim accuses: words of accusation or of proceedings stand at the head of most of its reports.
pub(super) fn accuses<'a>(units: impl Iterator<Item = &'a Unit>) -> bool {
    let words = |l: &Line| LADDER.iter().any(|(list, _)| l.has(*list));
    let (mut all, mut accusing) = (0, 0);
    for unit in units {
        all += 1;
        accusing += usize::from(unit.lines.iter().take(HEAD_LINES).any(words));
    }
    accusing as f32 >= ACCUSING_SHARE * all as f32
}

fn of_report(report: &Report<'_>) -> Vec<LegalStatement> {
    let mut found: Vec<LegalStatement> = Vec::new();
    for line in report.unit.lines.iter().take(HEAD_LINES) {
        let Some(status) = status(line) else { continue };
        if found.iter().all(|s| s.status != status) {
            found.push(statement(report, line, status));
        }
    }
    // What is alleged is said by every step above it.
    if found.len() > 1 {
        found.retain(|s| s.status != LegalStatus::Alleged);
    }
    found
}

fn status(line: &Line) -> Option<LegalStatus> {
    LADDER.iter().find(|(list, _)| line.has(*list)).map(|(_, status)| *status)
}

fn statement(report: &Report<'_>, line: &Line, status: LegalStatus) -> LegalStatement {
    let day = report.document.published.earliest.map(|t| t.to_string().chars().take(10).collect());
    LegalStatement { document: report.unit.document, who: None, status, as_of: day, place: line.place }
}
