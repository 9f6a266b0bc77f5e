//! The piles and their gold as files, so that others can run their systems on them.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use super::pile::{id, records};
use super::tell::Telling;
use super::truth::{Credit, Reader, Start, Truth};
use super::world::{Hop, World};
use crate::Error;

/// Writes `DIR/rNUMBER/articles.jsonl` and `gold.json`.
///
/// # Errors
/// If a folder or file cannot be written.
pub(super) fn story(
    folder: &Path,
    number: usize,
    world: &World,
    telling: &Telling<'_>,
    truth: &Truth,
) -> Result<(), Error> {
    let folder = folder.join(format!("r{number}"));
    fs::create_dir_all(&folder).map_err(|error| Error::unwritable(&folder, error))?;
    let mut articles = String::new();
    for (_, fields) in records(world, telling, number) {
        articles.push_str(&Value::Object(fields.into_iter().collect()).to_string());
        articles.push('\n');
    }
    let gold = format!("{:#}\n", gold(number, world, telling, truth));
    for (name, text) in [("articles.jsonl", articles), ("gold.json", gold)] {
        let file = folder.join(name);
        fs::write(&file, text).map_err(|error| Error::unwritable(&file, error))?;
    }
    Ok(())
}

fn gold(number: usize, world: &World, telling: &Telling<'_>, truth: &Truth) -> Value {
    let reader = Reader { world };
    let docs: serde_json::Map<String, Value> = reader
        .pile()
        .map(|at| {
            let parents: Vec<String> =
                truth.edges.iter().filter(|e| e.to == at).map(|e| id(number, e.from[0])).collect();
            let says: Vec<Value> = reader.credits(at).iter().map(|credit| says(credit, telling)).collect();
            (id(number, at), json!({"stance": "asserts", "says_from": says, "parents": parents}))
        })
        .collect();
    let relay = |edge: &super::truth::Edge| {
        let others: Vec<String> = edge.from[1..].iter().map(|at| id(number, *at)).collect();
        json!({"from": id(number, edge.from[0]), "to": id(number, edge.to), "how": edge.how, "or_from": others})
    };
    let pair = |(a, b): &(usize, usize)| [id(number, *a), id(number, *b)];
    json!({
        "story": format!("r{number}"),
        "claim": telling.claim(),
        "docs": docs,
        "relays": truth.edges.iter().map(relay).collect::<Vec<_>>(),
        "maybe": truth.maybe.iter().map(pair).collect::<Vec<_>>(),
        "origins": truth.starts.iter().map(|start| origin(start, number, telling)).collect::<Vec<_>>(),
        "independent": {"at_least": truth.at_least, "at_most": truth.at_most},
        "loops": truth.loops.iter().map(|l| l.iter().map(|at| id(number, *at)).collect()).collect::<Vec<Vec<String>>>(),
    })
}

fn says(credit: &Credit, telling: &Telling<'_>) -> Value {
    let hop = |hop: &Hop| match *hop {
        Hop::Outlet(at) => telling.outlet(at).to_owned(),
        Hop::Origin(origin) => telling.source(origin),
    };
    match credit {
        Credit::Origin(origin) => json!({"name": telling.source(*origin), "via": []}),
        Credit::Outlet(at, via) => {
            json!({"name": telling.outlet(*at), "via": via.iter().map(hop).collect::<Vec<_>>()})
        }
        Credit::Media => json!({"name": "media", "via": []}),
        Credit::Renamed => json!({"name": "an unnamed source", "via": []}),
    }
}

fn origin(start: &Start, number: usize, telling: &Telling<'_>) -> Value {
    match *start {
        Start::Named(origin) => json!({"source": telling.source(origin)}),
        Start::Nameless(at, origin) => json!({"source": telling.source(origin), "credited_by": id(number, at)}),
        Start::Behind(at, origin) => json!({"source": telling.source(origin), "behind": telling.outlet(at)}),
        Start::Renamed(at) => json!({"source": "an unnamed source", "credited_by": id(number, at)}),
        Start::Outside(at) => json!({"outlet": telling.outlet(at)}),
        Start::OwnVoice(at) => json!({"document": id(number, at)}),
    }
}
