//! Prints the time expressions of texts, for scorers outside of Rust. Each line of standard input is
//! `language TAB anchor TAB text` with the text as a JSON string; each line of output is a JSON list of
//! `[start, end, kind, value, due]`.

use std::io::{BufRead, Write};

use firsthand::model::{Language, Part};
use firsthand::times::expressions;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut out = std::io::stdout().lock();
    for line in std::io::stdin().lock().lines() {
        let line = line?;
        let mut fields = line.splitn(3, '\t');
        let language = Language::from_tag(fields.next().unwrap_or(""));
        let day = fields.next().unwrap_or("");
        let anchor = format!("{day}T12:00:00Z").parse().ok();
        let text: String = serde_json::from_str(fields.next().unwrap_or("\"\""))?;
        let rows: Vec<_> = expressions(&text, Part::Text, 0, language, anchor, 0)
            .into_iter()
            .map(|t| serde_json::json!([t.place.span.start, t.place.span.end, format!("{:?}", t.kind), t.value, t.due]))
            .collect();
        writeln!(out, "{}", serde_json::to_string(&rows)?)?;
    }
    Ok(())
}
