//! What must hold of any text: nothing panics, every span lies on char boundaries, input order never matters.

use firsthand::model::{Document, Finding, Language, Place};
use firsthand::outlets::Outlets;
use firsthand::pipeline::Reading;
use firsthand::publish;
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

use crate::pile;

/// Words of telling, marks and letters in which rules trip over each other, in many scripts.
const SCRAPS: [&str; 48] = [
    "said",
    "according to",
    "citing",
    "a source in",
    "the ministry",
    "Ana Ruiz",
    "“",
    "”",
    "«",
    "»",
    "„",
    "\"",
    "'",
    "’",
    "—",
    "(",
    ")",
    ".",
    "?",
    ":",
    "\n",
    "\n\n",
    " ### ",
    "со ссылкой на",
    "источник",
    "сообщил",
    "'e göre",
    "mənbə",
    "istinadən",
    "laut",
    "teilte",
    "mit",
    "selon",
    "según",
    "segundo",
    "podał",
    "джерело",
    "не",
    "not",
    "denied",
    "10",
    "lovber.info",
    "Lövbər",
    "Alder Post",
    "İ",
    "ß",
    "𝔸",
    "e\u{301}",
];

fn scraps() -> impl Strategy<Value = String> {
    let scrap = prop_oneof![3 => prop::sample::select(SCRAPS.to_vec()).prop_map(str::to_owned), 1 => "\\PC{0,6}", 1 => any::<char>().prop_map(String::from)];
    prop::collection::vec(scrap, 0..40).prop_map(|pieces| pieces.join(" "))
}

fn language() -> impl Strategy<Value = Language> {
    prop::sample::select([&Language::SUPPORTED[..], &[Language::Other]].concat())
}

/// Three articles of any text; now and then without outlet, title or time.
fn three() -> impl Strategy<Value = Vec<Document>> {
    let outlet = prop::sample::select(vec!["", "Alder Post", "Lövbər", "The Coast"]);
    let published = prop::sample::select(vec!["", "2031-03-05", "2031-03-05T09:00:00Z"]);
    let one = (language(), outlet, published, scraps(), scraps());
    prop::collection::vec(one, 3).prop_map(|fields| {
        let records: Vec<pile::Fields<'_>> = fields
            .iter()
            .map(|(l, outlet, published, title, text)| {
                vec![
                    ("language", l.code()),
                    ("outlet", *outlet),
                    ("published", *published),
                    ("title", title),
                    ("text", text),
                ]
            })
            .collect();
        pile::documents(&records)
    })
}

/// The same cases in every run.
fn check<S: Strategy>(cases: u32, strategy: &S, test: impl Fn(S::Value)) {
    let config = Config { cases, failure_persistence: None, ..Config::default() };
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &[7; 32]);
    let told = TestRunner::new_with_rng(config, rng).run(strategy, |value| {
        test(value);
        Ok(())
    });
    told.unwrap();
}

fn assert_sliced(document: &Document, place: Place) {
    let text = document.part(place.part);
    let words = text.get(place.span.range());
    assert!(words.is_some(), "{:?} is no slice of {text:?}", place.span);
    assert_eq!(words, Some(document.slice(place)));
}

fn assert_reading_sliced(document: &Document, reading: &Reading) {
    for passage in &reading.passages {
        assert_sliced(document, passage.place);
        assert!(!document.slice(passage.place).trim().is_empty());
    }
    for (at, a) in reading.found.attributions.iter().enumerate() {
        let places = a.source.iter().chain(&a.cue).chain(&a.content).chain([&a.sentence]);
        places.for_each(|place| assert_sliced(document, *place));
        assert!(a.within.is_none_or(|w| w != at && w < reading.found.attributions.len()));
        assert!(a.count >= 1);
    }
    for time in &reading.found.times {
        assert_sliced(document, time.place);
    }
}

fn assert_finding_sliced(documents: &[Document], finding: &Finding) {
    let sliced = |no: firsthand::model::DocumentNo, place: Place| assert_sliced(&documents[no.index()], place);
    let (claim, trace) = (&finding.claim, &finding.trace);
    sliced(claim.statement.0, claim.statement.1);
    for mention in &claim.mentions {
        sliced(mention.document, mention.place);
        for credit in &mention.says_from {
            for hop in std::iter::once(&credit.hop).chain(&credit.via) {
                sliced(mention.document, hop.place);
                assert_eq!(documents[mention.document.index()].slice(hop.place), hop.name);
            }
        }
    }
    let evidence = trace.relays.iter().flat_map(|relay| &relay.evidence).flat_map(|e| &e.places);
    let sources = trace.sources.iter().flat_map(|source| &source.places);
    let reasons = trace.bounds.why.iter().flat_map(|reason| &reason.places);
    evidence.chain(sources).chain(reasons).chain(&claim.disputed_by).for_each(|(no, place)| sliced(*no, *place));
    assert!(trace.bounds.at_least <= trace.bounds.at_most);
}

#[test]
fn any_text_can_be_read_and_every_span_is_a_slice() {
    check(400, &three(), |documents| {
        let outlets = Outlets::of(&documents);
        let readings = pile::read(&documents, &outlets);
        documents.iter().zip(&readings).for_each(|(document, reading)| assert_reading_sliced(document, reading));
    });
}

#[test]
fn any_pile_can_be_traced_and_twice_alike() {
    check(150, &three(), |documents| {
        let findings = pile::trace(documents.clone(), None);
        findings.findings.iter().for_each(|finding| assert_finding_sliced(&documents, finding));
        let asked = pile::trace(documents.clone(), Some("the ministry said so"));
        assert_eq!(asked.documents.len(), documents.len());
        let again = pile::trace(documents.clone(), None);
        assert_eq!(publish::trace_json(&findings), publish::trace_json(&again));
    });
}

/// The order of records is settled before anything reads them.
#[test]
fn the_order_of_records_never_matters() {
    let record = (language(), prop::sample::select(vec!["Alder Post", "Lövbər", ""]), scraps());
    check(100, &prop::collection::vec(record, 3), |fields| {
        let one = |(language, outlet, text): &(Language, &'static str, String)| -> Vec<(String, String)> {
            let pairs = [("language", language.code()), ("outlet", *outlet), ("text", text.as_str())];
            pairs.map(|(k, v)| (k.to_owned(), v.to_owned())).to_vec()
        };
        let owned: Vec<_> = fields.iter().map(one).collect();
        let traced = |order: [usize; 3]| {
            let borrow = |i: usize| owned[i].iter().map(|(k, v)| (k.as_str(), v.as_str())).collect();
            let records: Vec<pile::Fields<'_>> = order.into_iter().map(borrow).collect();
            publish::trace_json(&pile::trace(pile::documents(&records), None))
        };
        let straight = traced([0, 1, 2]);
        assert_eq!(straight, traced([2, 0, 1]));
        assert_eq!(straight, traced([1, 0, 2]));
    });
}

fn bare(text: &str) -> Document {
    let mut document = pile::documents(&[vec![("text", "x"), ("language", "en")]]).remove(0);
    text.clone_into(&mut document.text);
    document
}

#[test]
fn extreme_documents_are_read() {
    let mega = 1 << 20;
    let texts = [
        String::new(),
        " \n\t\u{a0}".to_owned(),
        "word ".repeat(mega / 5),
        "w".repeat(mega),
        "said ".repeat(mega / 5),
        "“".repeat(10_000),
        "“said ".repeat(2_000),
        "a source, ".repeat(2_000),
    ];
    for text in &texts {
        let document = bare(text);
        assert_eq!((document.outlet.as_str(), document.published.earliest), ("", None));
        let alone = std::slice::from_ref(&document);
        assert_reading_sliced(&document, &pile::read(alone, &Outlets::of(alone))[0]);
    }
    let pile: Vec<Document> = texts.iter().filter(|t| t.len() < mega / 4).map(|t| bare(t)).collect();
    assert_eq!(pile::trace(pile.clone(), None).documents.len(), pile.len());
    assert!(pile::trace(Vec::new(), None).findings.is_empty());
}
