//! What was the record, before anything was made of it?

use firsthand::ingest::{Original, Record};
use serde_json::Value;
use sha2::{Digest, Sha256};

/// Level of compression: zstd's own default. A record is small, and a higher level gains little on it.
const LEVEL: i32 = 3;

/// The fields as one JSON object, in their order, hashed and packed. What stands around the article (a feed's time, the
/// day of a capture) follows under the key `envelope`, which no field has twice.
pub(super) fn pack(record: &Record) -> Original {
    let json = json(record);
    let packed = zstd::bulk::compress(json.as_bytes(), LEVEL).expect("compressing into memory has nothing to fail on");
    Original { sha256: Sha256::digest(&json).into(), packed }
}

fn json(record: &Record) -> String {
    let quoted = |text: &str| Value::from(text).to_string();
    let fields = record.fields.iter().map(|(name, value)| format!("{}:{value}", quoted(name)));
    let envelope = record.envelope.as_ref().map(|around| {
        let seen = around.seen.as_ref().map(|seen| serde_json::json!({"at": seen.at, "from": seen.from}));
        let around = serde_json::json!({"published_from": around.published_from, "seen": seen, "links": around.links});
        format!("\"envelope\":{around}")
    });
    // Written by hand: a record may have a field twice, and an object of serde_json may not.
    format!("{{{}}}", fields.chain(envelope).collect::<Vec<_>>().join(","))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_come_back_in_their_order_and_twice_where_they_are() {
        let field = |name: &str, value: &str| (name.to_owned(), Value::from(value));
        let fields = vec![field("b", "1"), field("a", "\"2\""), field("b", "3")];
        let original = pack(&Record { fields, ..Record::default() });
        let json = zstd::bulk::decompress(&original.packed, 1000).unwrap();
        assert_eq!(String::from_utf8(json).unwrap(), r#"{"b":"1","a":"\"2\"","b":"3"}"#);
    }
}
