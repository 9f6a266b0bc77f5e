//! What becomes of a relay that somebody corrects?

use super::{Correction, Direction};
use crate::model::{Document, DocumentNo, DocumentRow, How, Node, Place, Relay, Source, SourceId, SourceKind, Status};
use crate::text::fold;

/// Has a relay follow a correction. `sources` may get one more: who is credited is found by the words, and is a source
/// of its own where the claim has none that is called so.
pub(super) fn correct(
    correction: &Correction,
    documents: &[Document],
    rows: &[DocumentRow],
    sources: &mut Vec<Source>,
    relay: &mut Relay,
) {
    relay.status = Status::Confirmed;
    let from = correction.from.as_ref().and_then(|id| document(id, documents, rows));
    let credited = correction.source.as_ref().and_then(|(id, place)| {
        let Node::Document(no) = document(id, documents, rows)? else { return None };
        Some(credited(no, *place, correction.kind, documents, sources, relay))
    });
    relay.how = correction.how.unwrap_or(if credited.is_some() { How::Told } else { relay.how });
    relay.from = from.or(credited).unwrap_or(relay.from);
    if let (Some(kind), Node::Source(SourceId(at))) = (correction.kind, relay.from) {
        sources[at as usize].kind = kind;
    }
    match correction.direction {
        Some(Direction::Reversed) => {
            std::mem::swap(&mut relay.from, &mut relay.to);
            relay.direction_known = true;
        }
        Some(direction) => relay.direction_known = direction == Direction::Known,
        None => {}
    }
}

/// The document with an id, if the claim has it.
pub(super) fn document(id: &str, documents: &[Document], rows: &[DocumentRow]) -> Option<Node> {
    let found = rows.iter().find(|row| documents[row.no.index()].id == id);
    found.map(|row| Node::Document(row.no))
}

fn credited(
    no: DocumentNo,
    place: Place,
    kind: Option<SourceKind>,
    documents: &[Document],
    sources: &mut Vec<Source>,
    relay: &Relay,
) -> Node {
    let name = documents[no.index()].slice(place);
    let is_named = |source: &&Source| fold(&source.name) == fold(name);
    if let Some(known) = sources.iter().find(is_named) {
        return Node::Source(known.id);
    }
    let before = if let Node::Source(SourceId(at)) = relay.from { sources.get(at as usize) } else { None };
    let id = SourceId(sources.len() as u32);
    let source = Source {
        id,
        kind: kind.or(before.map(|source| source.kind)).unwrap_or(SourceKind::Institution),
        name: name.to_owned(),
        aliases: Vec::new(),
        places: vec![(no, place)],
        count: before.map_or(1, |source| source.count),
        or_more: before.is_some_and(|source| source.or_more),
        first_hand: before.is_some_and(|source| source.first_hand),
        withdrawn: false,
        only_part: None,
    };
    sources.push(source);
    Node::Source(id)
}
