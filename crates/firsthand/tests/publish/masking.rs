//! No name of anybody in whatever leaves the program masked. Everybody here is invented.

use firsthand::model::*;
use firsthand::publish::{Page, mask, trace_html, trace_html_masked, trace_json, trace_text};

use crate::pile::{self, at, doc, document, in_title, src};

/// Every form that must be gone: Latin, Cyrillic, inflected, hyphenated, in capitals, in addresses.
const STEMS: [&str; 12] = [
    "tollgard",
    "толлгард",
    "brenvik",
    "бренвик",
    "osmark",
    "irma",
    "ирма",
    "ирмы",
    "quillow",
    "zelmane",
    "halvor",
    "dagny",
];

/// An accused person, a witness, an expert, bystanders who are no sources, and an outlet.
fn affair() -> Findings {
    let mut documents = vec![
        document(
            "tollgard-affair-1",
            "The Marrow Bell",
            "2031-05-10T06:30:00Z",
            Language::English,
            "Harbour Clerk Irma Tollgard Denies Selling Maps",
            "The clerk Irma Tollgard sold maps, according to her neighbour Dagny Osmark. \
             Police said that TOLLGARD was charged on Friday. Her brother, J. K. Brenvik, was seen at the harbour. \
             Quillow, a friend, did not answer; write to @irmatollgard or zelmane@post.example. \
             \"Irma never left,\" said a clerk of the Marrow Bell.",
        ),
        document(
            "bell-2",
            "Вести Озера",
            "2031-05-10T11:05:00Z",
            Language::Russian,
            "",
            "Клерк Ирма Толлгард продавала карты, сообщает The Marrow Bell. О брате Толлгард, Бренвике, ничего не известно. \
             Адвокат Ирмы отказался говорить о Толлгардах.",
        ),
        document(
            "ufer-3",
            "Nordufer-Zeitung",
            "2031-05-11T11:05:00Z",
            Language::German,
            "",
            "Die Polizei nennt den Namen nicht. Gegen Tollgard läuft ein Verfahren, sagte der Anwalt Halvor Quillow. \
             Das Verfahren dauert, und die Karten sind fort.",
        ),
        document("georgian-4", "ტალღა", "", Language::Other, "", "ირმა ტოლგარდმა რუკები გაყიდა, ამბობს მეზობელი."),
    ];
    documents[0].url = "https://marrow-bell.example/2031/irma-tollgard-charged".into();
    documents[1].url = "https://ozero.example/%D1%82%D0%BE%D0%BB%D0%BB%D0%B3%D0%B0%D1%80%D0%B4".into();
    documents[2].url = "https://nordufer.example/karten".into();
    documents[0].authors = vec!["Zelmane Halvor".into()];
    documents[0].extra = vec![("tags".into(), "[\"Tollgard\"]".into())];
    let findings = vec![Finding { claim: accusation(&documents), trace: way(&documents) }];
    let note = Note {
        at: "tollgard.jsonl".into(),
        offset: None,
        code: NoteCode(101),
        text: "field `Irma Tollgard` left out".into(),
    };
    Findings { documents, findings, notes: vec![note] }
}

fn accusation(documents: &[Document]) -> Claim {
    let statement = at(documents, 0, "Irma Tollgard sold maps");
    let articles = (0..4).map(|no| pile::article(no, Stance::Asserts)).collect();
    let mut claim = pile::claim((0, statement), Language::English, articles);
    let neighbour =
        Hop { name: "Dagny Osmark".into(), kind: SourceKind::Person, place: at(documents, 0, "Dagny Osmark") };
    claim.mentions = vec![
        Mention {
            document: DocumentNo(0),
            place: statement,
            stance: Stance::Asserts,
            says_from: vec![Credit { source: SourceId(0), hop: neighbour, via: Vec::new() }],
        },
        Mention {
            document: DocumentNo(0),
            place: in_title(documents, 0, "Selling Maps"),
            stance: Stance::Denies,
            says_from: Vec::new(),
        },
    ];
    claim.legal = vec![LegalStatement {
        document: DocumentNo(0),
        who: Some(at(documents, 0, "TOLLGARD")),
        status: LegalStatus::Charged,
        by: None,
        stale: false,
        official: true,
        as_of: Some("2031-05-10".into()),
        place: at(documents, 0, "was charged"),
    }];
    claim.disputed_by = vec![(DocumentNo(0), in_title(documents, 0, "Irma Tollgard"))];
    claim
}

fn way(documents: &[Document]) -> Trace {
    let neighbour = at(documents, 0, "Dagny Osmark");
    let bell = at(documents, 1, "The Marrow Bell");
    let mut trace = pile::trace(
        Standing::Unproven,
        vec![
            pile::relay(src(0), doc(0), How::Told, EvidenceKind::Credit, "names “Dagny Osmark”", &[(0, neighbour)]),
            pile::relay(doc(0), doc(1), How::Translated, EvidenceKind::Credit, "names “The Marrow Bell”", &[(1, bell)]),
        ],
    );
    trace.sources = vec![Source {
        aliases: vec!["Ms Osmark".into()],
        places: vec![(DocumentNo(0), neighbour)],
        ..pile::source(0, SourceKind::Person, "Dagny Osmark")
    }];
    trace.origins =
        vec![pile::origin(src(0), OriginState::LineageNotRecorded, "Dagny Osmark does not say how she knows")];
    trace.bounds.why = vec![pile::reason("named", "Dagny Osmark speaks of Irma Tollgard", &[src(0)], 0, 1)];
    trace.drift = vec![Drift {
        from: doc(0),
        to: DocumentNo(1),
        kind: DriftKind::Actor,
        was: "Irma Tollgard".into(),
        became: "Ирма Толлгард".into(),
    }];
    trace.missing = vec![Missing {
        source: SourceId(0),
        name: "Halvor Quillow's letter".into(),
        url: Some("https://files.example/quillow.pdf".into()),
        cited_by: vec![DocumentNo(0)],
        could_be: Some((1, 1)),
    }];
    trace.owed = vec![Owed {
        kind: "reply",
        text: "no reply of Irma Tollgard".into(),
        place: (DocumentNo(0), at(documents, 0, "Irma Tollgard")),
    }];
    trace
}

const PAGE: Page = Page { width: 100, colour: false };

#[test]
fn no_name_is_anywhere_in_what_is_masked() {
    let findings = affair();
    // The check would find them: unmasked, they are all there.
    let shown = (trace_html(&findings) + &trace_json(&findings)).to_lowercase();
    assert!(STEMS.iter().all(|stem| shown.contains(stem)), "the fiction has every name");
    let masked = mask(&findings);
    let written = [trace_html_masked(&masked), trace_json(masked.findings()), trace_text(masked.findings(), PAGE)];
    for text in written {
        let text = text.to_lowercase();
        for stem in STEMS {
            let found = text.find(stem).map(|at| text[at.saturating_sub(60)..].chars().take(120).collect::<String>());
            assert_eq!(found, None, "{stem}");
        }
        assert!(!text.contains("ტოლგარდ"), "a script without capitals is withheld whole");
        assert!(!text.contains("%d1%82%d0%be"), "an address hides a name in codes");
    }
}

#[test]
fn outlets_and_ordinary_words_stay() {
    let masked = mask(&affair());
    let text = &masked.findings().documents[0].text;
    for words in ["sold maps, according to her neighbour", "Police said that", "the Marrow Bell", "never left"] {
        assert!(text.contains(words), "{words}: {text}");
    }
    let german = &masked.findings().documents[2].text;
    assert!(german.contains("Das Verfahren dauert, und die Karten sind fort."), "{german}");
    assert_eq!(masked.findings().documents[1].outlet, "Вести Озера");
    assert_eq!(masked.findings().documents[2].url, "https://nordufer.example/karten");
}

#[test]
fn places_follow_their_words() {
    let masked = mask(&affair());
    let Findings { documents, findings, .. } = masked.findings();
    let words = |no: DocumentNo, place: Place| documents[no.index()].slice(place);
    let claim = &findings[0].claim;
    assert_eq!(words(claim.statement.0, claim.statement.1), "[name withheld] sold maps");
    assert_eq!(words(DocumentNo(0), claim.legal[0].place), "was charged");
    assert_eq!(words(DocumentNo(0), claim.legal[0].who.unwrap()), "[name withheld]");
    assert_eq!(words(DocumentNo(0), claim.mentions[0].says_from[0].hop.place), "[name withheld]");
    let evidence = &findings[0].trace.relays[1].evidence[0];
    assert_eq!(words(evidence.places[0].0, evidence.places[0].1), "The Marrow Bell");
}

/// First names that are countries, surnames that are common words, initials and particles.
#[test]
fn names_that_are_also_words_are_masked_beside_a_name() {
    let mut findings = affair();
    let document = &mut findings.documents[2];
    document.language = Language::English;
    document.text =
        "Today Jordan Quillow left for Jordan. The baker said that Tom Baker knew. Then Baker went home with \
                     Will von der Osmark and A. B. Zelmane. Did she? No, the baker stayed in Jordan."
            .into();
    let masked = mask(&findings);
    let text = &masked.findings().documents[2].text;
    let expected = "Today [name withheld] left for [name withheld]. The baker said that [name withheld] knew. Then [name withheld] went \
                    home with [name withheld] and [name withheld]. Did she? No, the baker stayed in Jordan.";
    assert_eq!(text, expected);
}

#[test]
fn the_banner_says_what_kind_of_copy_it_is() {
    let findings = affair();
    assert!(trace_html(&findings).contains("Working copy. Names are not masked. Not for publication."));
    assert!(trace_html_masked(&mask(&findings)).contains("Working copy, names masked. Not for publication."));
}

#[test]
fn masking_twice_changes_nothing_more() {
    let once = mask(&affair());
    assert_eq!(trace_json(mask(once.findings()).findings()), trace_json(once.findings()));
}
