use firsthand::model::Findings;
use firsthand::publish::trace_json;
use serde_json::Value;

use crate::pile;

const SCHEMA: &str = include_str!("../../../../docs/schema/firsthand-trace-1.json");

fn exported(findings: &Findings) -> Value {
    serde_json::from_str(&trace_json(findings)).unwrap()
}

#[test]
fn every_export_fits_the_schema() {
    let validator = jsonschema::draft202012::new(&serde_json::from_str(SCHEMA).unwrap()).unwrap();
    for (name, findings) in pile::all().into_iter().chain([("empty", Findings::default())]) {
        let value = exported(&findings);
        let complaints: Vec<String> =
            validator.iter_errors(&value).map(|e| format!("{}: {e}", e.instance_path)).collect();
        assert!(complaints.is_empty(), "{name}: {complaints:#?}");
    }
}

#[test]
fn the_schema_refuses_what_is_not_in_it() {
    let validator = jsonschema::draft202012::new(&serde_json::from_str(SCHEMA).unwrap()).unwrap();
    let mut value = exported(&pile::unnamed());
    value["claims"][0]["truth"] = Value::from(0.9);
    assert!(!validator.is_valid(&value));
}

#[test]
fn the_example_of_the_schema_is_a_real_export() {
    let schema: Value = serde_json::from_str(SCHEMA).unwrap();
    let real = exported(&pile::unnamed());
    assert_eq!(schema["examples"][0], real, "put the export into the examples of docs/schema/firsthand-trace-1.json");
}

#[test]
fn exports_look_like_this() {
    for (name, findings) in [("unnamed", pile::unnamed()), ("ring", pile::ring())] {
        insta::assert_snapshot!(format!("json_{name}"), serde_json::to_string_pretty(&exported(&findings)).unwrap());
    }
}

#[test]
fn equal_findings_give_equal_bytes() {
    assert_eq!(trace_json(&pile::no_first()), trace_json(&pile::no_first()));
}

#[test]
fn quotations_are_verbatim() {
    for (_, findings) in pile::all() {
        let value = exported(&findings);
        for claim in value["claims"].as_array().unwrap() {
            let statement = &claim["statement"];
            assert_eq!(under(&findings, statement), statement["text"].as_str().unwrap());
            for mention in claim["mentions"].as_array().unwrap() {
                assert_eq!(under(&findings, mention), mention["text"].as_str().unwrap());
            }
        }
    }
}

/// The words that a row's document and span point at.
fn under<'a>(findings: &'a Findings, row: &Value) -> &'a str {
    let document = findings.documents.iter().find(|d| d.id == row["document"]).unwrap();
    let text = if row.get("in").is_some() { &document.title } else { &document.text };
    let end = |at: usize| usize::try_from(row["span"][at].as_u64().unwrap()).unwrap();
    &text[end(0)..end(1)]
}

#[test]
fn unknown_fields_pass_through_and_known_ones_stay_ours() {
    let value = exported(&pile::unnamed());
    assert_eq!(value["documents"][0]["desk"], "night");
    assert_eq!(value["documents"][0]["title"], "Вокзал останется без касс");
}
