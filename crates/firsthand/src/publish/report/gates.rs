//! What stands between a claim and its readers? Each obstacle says why, and what would remove it (safeguards, rules 6 to
//! 11).

use sha2::{Digest, Sha256};

use super::Sentence;
use super::linter::Fault;
use crate::model::{Finding, Findings, Place, SourceKind};
use crate::review::Decisions;

/// Something that keeps a claim from being published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Obstacle {
    /// A stable short name.
    pub rule: &'static str,
    /// Why.
    pub why: String,
    /// What would remove it.
    pub unblock: String,
}

/// How many people sign a claim before it is published.
const SIGNATURES: usize = 1;
/// How many sign an accusation that no named source is shown to stand behind.
const SIGNATURES_OF_UNNAMED: usize = 2;

pub(super) fn obstacles(findings: &Findings, at: usize, decisions: Option<&Decisions>) -> Vec<Obstacle> {
    let finding = &findings.findings[at];
    let id = finding.claim.key(&findings.documents);
    let Some(decisions) = decisions else { return vec![no_collection()] };
    let signed = decisions.holding(&fingerprint(findings, finding)).len();
    let mut found = Vec::new();
    let unnamed = finding.claim.accusation.is_some() && rests_on_unnamed(finding);
    let wanted = if unnamed { SIGNATURES_OF_UNNAMED } else { SIGNATURES };
    if signed == 0 {
        found.push(unsigned(&id, decisions));
    }
    if unnamed && signed < wanted {
        found.push(second_signature(&id, signed));
    }
    found
}

/// Whether nobody named is shown to stand behind it: nothing counts in the lower bound, or only what nameless sources say.
fn rests_on_unnamed(finding: &Finding) -> bool {
    let sources = &finding.trace.sources;
    let nameless = !sources.is_empty() && sources.iter().all(|s| s.kind == SourceKind::Anonymous);
    finding.trace.bounds.at_least == 0 || (nameless && finding.trace.bounds.at_least < 2)
}

fn no_collection() -> Obstacle {
    Obstacle {
        rule: "no-review",
        why: "nothing made by a machine is published unreviewed, and only a collection keeps reviews".to_owned(),
        unblock: "add the articles to a collection (`firsthand add PATH --collection FILE`) and report from it"
            .to_owned(),
    }
}

fn unsigned(id: &str, decisions: &Decisions) -> Obstacle {
    let why = if decisions.signatures.is_empty() {
        "nobody has signed this claim"
    } else {
        "it has changed, or something was decided of it, since it was signed: a signature is for what was signed"
    };
    Obstacle {
        rule: "unsigned",
        why: why.to_owned(),
        unblock: format!("read it, then `firsthand review sign {id} --as NAME --why TEXT --collection FILE`"),
    }
}

fn second_signature(id: &str, signed: usize) -> Obstacle {
    Obstacle {
        rule: "second-signature",
        why: format!(
            "it accuses, and rests on a source that is not named, or on none that is recorded: two people sign such a \
             claim, and so far {signed} did"
        ),
        unblock: format!(
            "a second reviewer, under a name of their own: `firsthand review sign {id} --as NAME --why TEXT --collection FILE`"
        ),
    }
}

pub(super) fn linted(sentence: &Sentence, fault: &Fault) -> Obstacle {
    Obstacle {
        rule: fault.rule,
        why: format!("a sentence of ours may not be printed: `{}`, for `{}`", sentence.text, fault.words),
        unblock: "this is a fault of the program, or of an outlet's name: please report it".to_owned(),
    }
}

pub(super) fn untied(sentence: &Sentence, why: &str) -> Obstacle {
    Obstacle {
        rule: "not-tied",
        why: format!("`{}`: {why}", sentence.text),
        unblock: "trace the collection again; `firsthand verify` tells whether it is damaged".to_owned(),
    }
}

/// The name itself is not said: an obstacle is printed too.
pub(super) fn name_left() -> Obstacle {
    Obstacle {
        rule: "name-left",
        why: "a name that is withheld elsewhere is left in a sentence, an id or an address".to_owned(),
        unblock: "where it is the name of somebody in office, `firsthand review unmask` it with a reason".to_owned(),
    }
}

/// What a signature is for: a hash of all that the report of a claim is made from but for what reviewers say of it.
pub fn fingerprint(findings: &Findings, finding: &Finding) -> String {
    let id = |no: crate::model::DocumentNo| findings.documents.get(no.index()).map_or("", |d| d.id.as_str());
    let at = |no, place: Place| format!("{} {:?}", id(no), place);
    let claim = &finding.claim;
    let mut lines = vec![at(claim.statement.0, claim.statement.1)];
    for article in &claim.articles {
        let text = findings.documents.get(article.document.index()).map_or("", |d| d.text.as_str());
        lines.push(format!("{} {} {}", id(article.document), article.stance.name(), hex(text)));
    }
    lines.extend(claim.mentions.iter().map(|m| at(m.document, m.place)));
    lines.extend(claim.legal.iter().map(|l| format!("{} {} {:?}", at(l.document, l.place), l.status.name(), l.as_of)));
    lines.extend(claim.disputed_by.iter().map(|&(no, place)| at(no, place)));
    lines.extend(claim.replies.iter().map(|r| format!("{} {}", at(r.document, r.place), r.kind.name())));
    lines.extend(claim.due.iter().map(|due| format!("{} {:?}", due.date, due.outcome)));
    lines.extend(finding.trace.owed.iter().map(|owed| format!("{} {}", owed.kind, owed.text)));
    hex(&lines.join("\n"))
}

fn hex(text: &str) -> String {
    use std::fmt::Write;
    let mut hex = String::new();
    for byte in Sha256::digest(text).iter().take(16) {
        let _ = write!(hex, "{byte:02x}");
    }
    hex
}
