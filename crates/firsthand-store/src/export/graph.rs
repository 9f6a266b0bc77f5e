use std::collections::BTreeMap;
use std::io::Write;

use quick_xml::escape::escape;
use rusqlite::Row;

use super::Names;
use crate::{Collection, Result};

/// A document, or a source within one claim.
struct Node {
    label: String,
    kind: String,
    outlet: String,
    published: String,
}

struct Edge {
    id: String,
    from: String,
    to: String,
    claim: String,
    how: String,
    of: String,
    direction: String,
    confidence: f64,
    status: String,
}

/// Nodes by id; edges in order of claims.
struct Graph {
    nodes: BTreeMap<String, Node>,
    edges: Vec<Edge>,
}

const NODE_FIELDS: [&str; 4] = ["label", "kind", "outlet", "published"];
const EDGE_FIELDS: [&str; 6] = ["claim", "how", "of", "direction", "confidence", "status"];

impl Node {
    fn fields(&self) -> [&str; 4] {
        [&self.label, &self.kind, &self.outlet, &self.published]
    }
}

impl Edge {
    fn fields(&self) -> [String; 6] {
        let Self { claim, how, of, direction, confidence, status, .. } = self;
        [claim.clone(), how.clone(), of.clone(), direction.clone(), confidence.to_string(), status.clone()]
    }
}

pub(super) fn graphml(collection: &Collection, names: Names<'_>, to: &mut dyn Write) -> Result<()> {
    let graph = shown(names, read(collection)?);
    writeln!(to, r#"<?xml version="1.0" encoding="UTF-8"?>"#)?;
    writeln!(to, r#"<graphml xmlns="http://graphml.graphdrawing.org/xmlns">"#)?;
    writeln!(to, "<desc>{}</desc>", xml(names.banner()))?;
    for (domain, fields) in [("node", &NODE_FIELDS[..]), ("edge", &EDGE_FIELDS[..])] {
        for field in fields {
            let kind = kind_of(field);
            writeln!(to, r#"<key id="{domain}-{field}" for="{domain}" attr.name="{field}" attr.type="{kind}"/>"#)?;
        }
    }
    writeln!(to, r#"<graph id="relays" edgedefault="directed">"#)?;
    for (id, node) in &graph.nodes {
        write!(to, r#"<node id="{}">"#, xml(id))?;
        data(to, "node", &NODE_FIELDS, &node.fields())?;
        writeln!(to, "</node>")?;
    }
    for edge in &graph.edges {
        write!(to, r#"<edge id="{}" source="{}" target="{}">"#, xml(&edge.id), xml(&edge.from), xml(&edge.to))?;
        data(to, "edge", &EDGE_FIELDS, &edge.fields())?;
        writeln!(to, "</edge>")?;
    }
    Ok(writeln!(to, "</graph>\n</graphml>")?)
}

fn data<T: AsRef<str>>(to: &mut dyn Write, domain: &str, fields: &[&str], values: &[T]) -> Result<()> {
    for (field, value) in fields.iter().zip(values) {
        write!(to, r#"<data key="{domain}-{field}">{}</data>"#, xml(value.as_ref()))?;
    }
    Ok(())
}

/// The graph as the export has it; a node whose id holds a name has another one.
fn shown(names: Names<'_>, graph: Graph) -> Graph {
    let id = |id: &str| match id.split_once(' ') {
        // A source is numbered within its claim: `k1f… s1`.
        Some((claim, source)) if is_ordinal('k', claim) && is_ordinal('s', source) => id.to_owned(),
        _ => names.cell("id", id),
    };
    let node = |(key, node): (String, Node)| {
        let label = names.cell("title", &node.label);
        (id(&key), Node { label, outlet: names.cell("outlet", &node.outlet), ..node })
    };
    let edge = |edge: Edge| Edge { from: id(&edge.from), to: id(&edge.to), ..edge };
    Graph { nodes: graph.nodes.into_iter().map(node).collect(), edges: graph.edges.into_iter().map(edge).collect() }
}

/// "s1", "k0f3a…": a letter of ours and digits.
fn is_ordinal(letter: char, id: &str) -> bool {
    id.strip_prefix(letter).is_some_and(|rest| !rest.is_empty() && rest.chars().all(|c| c.is_ascii_hexdigit()))
}

pub(super) fn gexf(collection: &Collection, names: Names<'_>, to: &mut dyn Write) -> Result<()> {
    let graph = shown(names, read(collection)?);
    writeln!(to, r#"<?xml version="1.0" encoding="UTF-8"?>"#)?;
    writeln!(to, r#"<gexf xmlns="http://www.gexf.net/1.2draft" version="1.2">"#)?;
    writeln!(to, "<meta><description>{}</description></meta>", xml(names.banner()))?;
    writeln!(to, r#"<graph defaultedgetype="directed">"#)?;
    for (class, fields) in [("node", &NODE_FIELDS[1..]), ("edge", &EDGE_FIELDS[..])] {
        writeln!(to, r#"<attributes class="{class}">"#)?;
        for field in fields {
            writeln!(to, r#"<attribute id="{class}-{field}" title="{field}" type="{}"/>"#, kind_of(field))?;
        }
        writeln!(to, "</attributes>")?;
    }
    writeln!(to, "<nodes>")?;
    for (id, node) in &graph.nodes {
        write!(to, r#"<node id="{}" label="{}">"#, xml(id), xml(&node.label))?;
        values(to, "node", &NODE_FIELDS[1..], &node.fields()[1..])?;
        writeln!(to, "</node>")?;
    }
    writeln!(to, "</nodes>\n<edges>")?;
    for edge in &graph.edges {
        write!(to, r#"<edge id="{}" source="{}" target="{}">"#, xml(&edge.id), xml(&edge.from), xml(&edge.to))?;
        values(to, "edge", &EDGE_FIELDS, &edge.fields())?;
        writeln!(to, "</edge>")?;
    }
    Ok(writeln!(to, "</edges>\n</graph></gexf>")?)
}

fn values<T: AsRef<str>>(to: &mut dyn Write, class: &str, fields: &[&str], values: &[T]) -> Result<()> {
    write!(to, "<attvalues>")?;
    for (field, value) in fields.iter().zip(values) {
        write!(to, r#"<attvalue for="{class}-{field}" value="{}"/>"#, xml(value.as_ref()))?;
    }
    Ok(write!(to, "</attvalues>")?)
}

fn kind_of(field: &str) -> &'static str {
    if field == "confidence" { "double" } else { "string" }
}

/// Escaped, and without what XML 1.0 cannot hold at all.
fn xml(text: &str) -> String {
    let allowed = |c: char| matches!(c, '\t' | '\n' | '\r') || (c >= ' ' && !matches!(c, '\u{fffe}' | '\u{ffff}'));
    let text: String = text.chars().map(|c| if allowed(c) { c } else { '\u{fffd}' }).collect();
    escape(text).into_owned()
}

fn read(collection: &Collection) -> Result<Graph> {
    let sql = "SELECT r.id || ' ' || c.id || ' ' || r.ordinal, coalesce(f.id, c.id || ' ' || r.from_source), \
               coalesce(t.id, c.id || ' ' || r.to_source), c.id, r.how, r.of, r.direction, r.confidence, r.status \
               FROM relays r JOIN claims c USING (claim) LEFT JOIN documents f ON f.document = r.from_document \
               LEFT JOIN documents t ON t.document = r.to_document ORDER BY r.claim, r.ordinal";
    let mut statement = collection.connection.prepare(sql)?;
    let edge = |row: &Row<'_>| {
        Ok(Edge {
            id: row.get(0)?,
            from: row.get(1)?,
            to: row.get(2)?,
            claim: row.get(3)?,
            how: row.get(4)?,
            of: row.get(5)?,
            direction: row.get(6)?,
            confidence: row.get(7)?,
            status: row.get(8)?,
        })
    };
    let edges = statement.query_map([], edge)?.collect::<rusqlite::Result<_>>()?;
    Ok(Graph { nodes: nodes(collection)?, edges })
}

/// The articles of the claims, and the sources. A source that may be a person has no name here, only its kind.
fn nodes(collection: &Collection) -> Result<BTreeMap<String, Node>> {
    let sql = "SELECT d.id, d.title, 'article', d.outlet, coalesce(d.published_earliest, '') FROM documents d \
               WHERE document IN (SELECT document FROM articles) \
               OR document IN (SELECT from_document FROM relays) OR document IN (SELECT to_document FROM relays) \
               UNION ALL SELECT c.id || ' ' || s.source, \
               CASE WHEN s.kind IN ('outlet', 'institution') THEN s.credited_as ELSE s.kind END, s.kind, '', '' \
               FROM sources s JOIN claims c USING (claim)";
    let mut statement = collection.connection.prepare(sql)?;
    let node = |row: &Row<'_>| {
        let node = Node { label: row.get(1)?, kind: row.get(2)?, outlet: row.get(3)?, published: row.get(4)? };
        Ok((row.get(0)?, node))
    };
    Ok(statement.query_map([], node)?.collect::<rusqlite::Result<_>>()?)
}

#[cfg(test)]
mod tests {
    #[test]
    fn what_xml_cannot_hold_is_replaced() {
        assert_eq!(super::xml("a<\u{0}&\"b"), "a&lt;\u{fffd}&amp;&quot;b");
    }
}
