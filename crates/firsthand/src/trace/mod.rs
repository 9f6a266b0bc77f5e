//! Where did a claim start, how did it travel, and are the starts independent?
//!
//! Pure graph work on one claim's rows. What a start is worth is no question of this stage: `assess` answers it.

mod channels;
mod graph;
mod loops;
mod missing;
mod order;
mod origins;
mod relabelled;
mod roots;

pub use missing::with_addresses;
pub use order::out_of_order_note;

use crate::model::{ClaimRows, Lineage, Node, SourceId};
use graph::Graph;

/// Traces one claim. Rows that name unknown documents or sources are passed over; empty in, empty out.
///
/// Positions in the result: `published` follows `rows.documents`; everything else names its nodes. Errors: none.
/// Cost: near linear in rows and relays, and a search for each document on a loop; 10,000 documents take well under
/// two seconds.
pub fn trace(rows: &ClaimRows<'_>) -> Lineage {
    let graph = Graph::new(*rows);
    let dependence = origins::dependence(&graph);
    let roots = roots::roots(&graph, &dependence);
    let times = order::narrow(&graph);
    let by_time = order::by_time(&graph, &times.published);
    let ids = |positions: &std::collections::BTreeSet<usize>| -> std::collections::BTreeSet<SourceId> {
        positions.iter().filter_map(|at| Some(graph.source(*at)?.id)).collect()
    };
    let circles = loops::loops(&graph, &by_time);
    let first = times.first.and_then(|at| Some(graph.document(at)?.no));
    Lineage {
        ends: origins::ends(&graph, &dependence),
        supported: ids(&dependence.supported),
        renamed: ids(&dependence.renamed),
        labels: ids(&dependence.labels.texts.keys().copied().collect()),
        repeats: ids(&dependence.repeats),
        relayed: relayed(&graph),
        loops: circles.chains,
        looping: circles.documents,
        published: times.published,
        out_of_order: times.out_of_order,
        first,
        channels: channels::channels(&graph, &dependence, &roots),
        bottlenecks: channels::bottlenecks(&graph, &dependence, &roots),
        missing: missing::missing(&graph, &dependence, &roots),
        roots,
    }
}

fn relayed(graph: &Graph<'_>) -> Vec<crate::model::DocumentNo> {
    let between = graph.support().filter(|edge| graph.is_document(edge.from) && edge.direction_known);
    let receivers: std::collections::BTreeSet<Node> = between.filter_map(|edge| graph.node(edge.to)).collect();
    let number = |node| if let Node::Document(no) = node { Some(no) } else { None };
    receivers.into_iter().filter_map(number).collect()
}
