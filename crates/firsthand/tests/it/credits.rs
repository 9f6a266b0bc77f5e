//! Cases of `credits`: whom one article by itself credits with its claim, and the hops behind them.

use crate::case::Section;
use crate::pile;

/// What differs from the fact `credits`: chains parted by semicolons, their hops by `>`, each in the article's words.
pub(crate) fn differences(section: &Section) -> Vec<String> {
    let wanted: Vec<&str> = section.fact("credits").split(';').map(str::trim).filter(|c| !c.is_empty()).collect();
    let found = chains(section);
    let missing = wanted.iter().filter(|c| !found.iter().any(|f| f == *c)).map(|c| format!("- {c}"));
    let extra = found.iter().filter(|f| !wanted.contains(&f.as_str())).map(|f| format!("+ {f}"));
    missing.chain(extra).collect()
}

fn chains(section: &Section) -> Vec<String> {
    let text = section.prose();
    let given = ["language", "outlet", "url", "title"].map(|key| (key, section.fact(key)));
    let fields = [("id", "case"), ("text", text.as_str())].into_iter().chain(given).collect();
    let findings = pile::trace(pile::documents(&[fields]), None);
    let mut chains: Vec<String> = Vec::new();
    let credits = findings.findings.iter().flat_map(|f| &f.claim.mentions).flat_map(|m| &m.says_from);
    for credit in credits {
        let hops: Vec<&str> = std::iter::once(&credit.hop).chain(&credit.via).map(|hop| hop.name.as_str()).collect();
        let chain = hops.join(" > ").replace('\n', " ");
        if !chains.contains(&chain) {
            chains.push(chain);
        }
    }
    chains
}
