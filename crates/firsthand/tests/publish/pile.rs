//! Three small findings put together by hand. Every place, outlet and name is invented.

use firsthand::model::*;

/// A document whose id is `id`, published in the minute `at` (empty: undated).
pub(crate) fn document(id: &str, outlet: &str, at: &str, language: Language, title: &str, text: &str) -> Document {
    Document {
        id: id.into(),
        path: "pile.jsonl".into(),
        url: String::new(),
        outlet: outlet.into(),
        published: minute(at),
        utc_offset_minutes: 0,
        language,
        language_tag: language.code().into(),
        title: title.into(),
        authors: Vec::new(),
        text: text.into(),
        links: Vec::new(),
        captions: Vec::new(),
        extra: Vec::new(),
    }
}

fn minute(at: &str) -> TimeInterval {
    let Ok(start) = at.parse::<jiff::Timestamp>() else { return TimeInterval::default() };
    let end = start + jiff::SignedDuration::from_secs(1);
    TimeInterval { earliest: Some(start), latest: Some(end), from: "field".into() }
}

/// The place of `words` in the text of document `no`.
pub(crate) fn at(documents: &[Document], no: u32, words: &str) -> Place {
    let start = documents[no as usize].text.find(words).expect("the words stand in the text");
    Place::text(Span::new(start, start + words.len()))
}

/// The place of `words` in the title of document `no`.
pub(crate) fn in_title(documents: &[Document], no: u32, words: &str) -> Place {
    let start = documents[no as usize].title.find(words).expect("the words stand in the title");
    Place::title(Span::new(start, start + words.len()))
}

pub(crate) fn doc(no: u32) -> Node {
    Node::Document(DocumentNo(no))
}

pub(crate) fn src(no: u32) -> Node {
    Node::Source(SourceId(no))
}

pub(crate) fn article(no: u32, stance: Stance) -> Article {
    Article { document: DocumentNo(no), stance }
}

pub(crate) fn source(no: u32, kind: SourceKind, name: &str) -> Source {
    Source {
        id: SourceId(no),
        kind,
        name: name.into(),
        aliases: Vec::new(),
        places: Vec::new(),
        count: 1,
        or_more: false,
        first_hand: false,
        withdrawn: false,
        only_part: None,
    }
}

pub(crate) fn relay(
    from: Node,
    to: Node,
    how: How,
    kind: EvidenceKind,
    detail: &str,
    places: &[(u32, Place)],
) -> Relay {
    let places = places.iter().map(|&(no, place)| (DocumentNo(no), place)).collect();
    Relay {
        from,
        to,
        how,
        of: Of::Assertion,
        direction_known: true,
        evidence: vec![Evidence { kind, detail: detail.into(), places }],
        confidence: Probability::new(0.912_34),
        status: Status::Suggested,
    }
}

pub(crate) fn reason(rule: &'static str, text: &str, nodes: &[Node], at_least: u32, at_most: u32) -> Reason {
    Reason { rule, text: text.into(), nodes: nodes.to_vec(), at_least, at_most, places: Vec::new() }
}

pub(crate) fn origin(node: Node, state: OriginState, because: &str) -> Origin {
    Origin { node, state, because: because.into() }
}

/// A claim that only has a statement and articles.
pub(crate) fn claim(statement: (u32, Place), language: Language, articles: Vec<Article>) -> Claim {
    Claim {
        statement: (DocumentNo(statement.0), statement.1),
        language,
        articles,
        mentions: Vec::new(),
        due: None,
        disputed_by: Vec::new(),
        legal: Vec::new(),
        accusation: None,
        replies: Vec::new(),
    }
}

pub(crate) fn trace(standing: Standing, relays: Vec<Relay>) -> Trace {
    Trace {
        sources: Vec::new(),
        relays,
        origins: Vec::new(),
        loops: Vec::new(),
        first: None,
        bounds: Bounds::default(),
        reviewed: None,
        would_change: Vec::new(),
        doubt: None,
        standing,
        drift: Vec::new(),
        missing: Vec::new(),
        owed: Vec::new(),
    }
}

/// An unnamed source, a channel outside the pile, a site, a translation, an uncredited copy, an expert's doubts.
pub(crate) fn unnamed() -> Findings {
    let documents = unnamed_documents();
    let place = |no, words| at(&documents, no, words);
    let statement = place(0, "все кассы вокзала закроют до 20 мая");
    let mut claim = claim(
        (0, statement),
        Language::Russian,
        vec![
            article(0, Stance::Asserts),
            article(1, Stance::Asserts),
            article(2, Stance::Asserts),
            article(3, Stance::Discusses),
        ],
    );
    claim.mentions = unnamed_mentions(&documents);
    claim.due = Some(Due {
        date: "2031-05-20".into(),
        outcome: Outcome::NotReported,
        place: (DocumentNo(0), place(0, "до 20 мая")),
    });
    claim.disputed_by = vec![(DocumentNo(3), place(3, "Irma Tollgard"))];
    claim.legal = vec![LegalStatement {
        document: DocumentNo(3),
        who: Some(place(3, "the head cashier")),
        status: LegalStatus::UnderInvestigation,
        by: None,
        stale: false,
        official: false,
        as_of: Some("2031-05-12".into()),
        place: place(3, "is being questioned"),
    }];
    let mut trace = trace(Standing::Unproven, unnamed_relays(&documents));
    trace.sources = vec![
        source(0, SourceKind::Anonymous, "надёжный источник"),
        Source {
            aliases: vec!["Ночной перрон".into()], ..source(1, SourceKind::Outlet, "«Ночной перрон»")
        },
    ];
    trace.origins = vec![origin(src(0), OriginState::LineageNotRecorded, "no text says how the source can know")];
    trace.first = Some(DocumentNo(0));
    trace.bounds = Bounds {
        at_least: 0,
        at_most: 1,
        or_more: false,
        channels: 1,
        bottlenecks: vec![src(1), doc(0)],
        why: vec![Reason {
            places: vec![(DocumentNo(0), place(0, "надёжный источник"))],
            ..reason("anonymous", "an unnamed source whose knowledge no text explains", &[src(0)], 0, 1)
        }],
    };
    trace.drift = vec![
        Drift {
            from: doc(1),
            to: DocumentNo(2),
            kind: DriftKind::AttributionDropped,
            was: "according to the website Vesti Ozera".into(),
            became: String::new(),
        },
        Drift {
            from: src(1),
            to: DocumentNo(0),
            kind: DriftKind::HedgeDropped,
            was: "вероятно".into(),
            became: "закроют".into(),
        },
    ];
    trace.missing = vec![Missing {
        source: SourceId(0),
        name: "«Ночной перрон»".into(),
        url: Some("https://platform.example/night".into()),
        cited_by: vec![DocumentNo(0)],
        could_be: Some((1, 1)),
    }];
    trace.owed = vec![Owed {
        kind: "deadline",
        text: "the day passed, and no document tells what happened".into(),
        place: (DocumentNo(0), place(0, "до 20 мая")),
    }];
    let notes = vec![Note {
        at: "pile.jsonl".into(),
        offset: Some(2048),
        code: NoteCode(101),
        text: "line is not JSON, skipped".into(),
    }];
    Findings { findings: vec![Finding { claim, trace }], documents, notes }
}

fn unnamed_documents() -> Vec<Document> {
    let mut documents = vec![
        document(
            "ozero-1",
            "Вести Озера",
            "2031-05-10T06:30:00Z",
            Language::Russian,
            "Вокзал останется без касс",
            "Как сообщил телеграм-канал «Ночной перрон», ссылаясь на надёжный источник, все кассы вокзала закроют до 20 мая.",
        ),
        document(
            "bell-1",
            "The Marrow Bell",
            "2031-05-10T11:05:00Z",
            Language::English,
            "Station to lose ticket offices - website",
            "All ticket offices of Ullmar station will close by May 20, according to the website Vesti Ozera.",
        ),
        document(
            "dig-1",
            "Daily Digest of Ullmar",
            "2031-05-10T15:00:00Z",
            Language::English,
            "",
            "All ticket offices of Ullmar station will close by May 20.",
        ),
        document(
            "kettle-1",
            "The Weekly Kettle",
            "2031-05-12T08:00:00Z",
            Language::English,
            "\"Nobody closes a station by rumour\"",
            "Will the ticket offices of Ullmar station really close? It was reported by the site Lake News. \
             Irma Tollgard, who teaches railway law, does not believe it: a closure needs a notice of ninety days. \
             In another matter the head cashier is being questioned, the railway police said.",
        ),
    ];
    documents[0].url = "https://ozero.example/2031/05/10/kassy".into();
    documents[0].extra = vec![("desk".into(), "\"night\"".into()), ("title".into(), "\"kept out\"".into())];
    documents
}

fn unnamed_mentions(documents: &[Document]) -> Vec<Mention> {
    let place = |no, words| at(documents, no, words);
    let hop = |name: &str, kind, place| Hop { name: name.into(), kind, place };
    let channel = Credit {
        source: SourceId(1),
        hop: hop("«Ночной перрон»", SourceKind::Outlet, place(0, "«Ночной перрон»")),
        via: vec![hop("надёжный источник", SourceKind::Anonymous, place(0, "надёжный источник"))],
    };
    let mention =
        |no, place, says_from| Mention { document: DocumentNo(no), place, stance: Stance::Asserts, says_from };
    vec![
        mention(0, place(0, "все кассы вокзала закроют до 20 мая"), vec![channel]),
        mention(1, in_title(documents, 1, "Station to lose ticket offices"), Vec::new()),
        mention(2, place(2, "All ticket offices of Ullmar station will close by May 20"), Vec::new()),
    ]
}

fn unnamed_relays(documents: &[Document]) -> Vec<Relay> {
    let place = |no, words| at(documents, no, words);
    let channel = (0, place(0, "«Ночной перрон»"));
    let all = "All ticket offices of Ullmar station will close by May 20";
    vec![
        relay(src(0), src(1), How::Told, EvidenceKind::Credit, "the channel credits it", &[channel]),
        relay(src(1), doc(0), How::Cited, EvidenceKind::Credit, "named as where it is from", &[channel]),
        relay(
            doc(0),
            doc(1),
            How::Translated,
            EvidenceKind::Credit,
            "named as where it is from",
            &[(1, place(1, "the website Vesti Ozera"))],
        ),
        Relay {
            status: Status::Confirmed,
            ..relay(
                doc(1),
                doc(2),
                How::Copied,
                EvidenceKind::TextReuse,
                "11 words in a row in common",
                &[(2, place(2, all)), (1, place(1, all))],
            )
        },
        relay(
            doc(0),
            doc(3),
            How::Translated,
            EvidenceKind::Credit,
            "named by a translation of its name",
            &[(3, place(3, "the site Lake News"))],
        ),
    ]
}

/// Three outlets that cite each other in a ring, and a fourth that cites one of them.
pub(crate) fn ring() -> Findings {
    let told = |id, outlet, at, whom: &str| {
        let text = format!("The fog horn of Brisk will be sold, {whom} reports.");
        document(id, outlet, at, Language::English, "", &text)
    };
    let documents = vec![
        told("a", "Brisk Courier", "2031-02-01T10:00:00Z", "Harbour Wire"),
        told("b", "Harbour Wire", "2031-02-01T09:00:00Z", "Tern FM"),
        told("c", "Tern FM", "", "the Brisk Courier"),
        told("d", "The Pilot", "2031-02-02T09:00:00Z", "Tern FM"),
    ];
    let credit = |from, to: u32, words| {
        relay(doc(from), doc(to), How::Cited, EvidenceKind::Credit, "named", &[(to, at(&documents, to, words))])
    };
    let relays = vec![
        credit(1, 0, "Harbour Wire"),
        credit(2, 1, "Tern FM"),
        credit(0, 2, "Brisk Courier"),
        credit(2, 3, "Tern FM"),
    ];
    let articles = (0..4).map(|no| article(no, Stance::Asserts)).collect();
    let claim = claim((0, at(&documents, 0, "The fog horn of Brisk will be sold")), Language::English, articles);
    let mut trace = trace(Standing::Circular, relays);
    trace.loops = vec![vec![DocumentNo(0), DocumentNo(2), DocumentNo(1)]];
    trace.bounds.why = vec![reason("circular", "the chain comes back to its start", &[doc(0), doc(1), doc(2)], 0, 0)];
    Findings { findings: vec![Finding { claim, trace }], documents, notes: Vec::new() }
}

/// Two claims: one with two sources shown independent and no order, one with a crowd of articles that cite one.
pub(crate) fn no_first() -> Findings {
    let mut documents = vec![
        document(
            "q1",
            "Radio Quay",
            "",
            Language::German,
            "",
            "Die Fähre „Merle“ ist auf Grund gelaufen, sagte die Hafenmeisterei.",
        ),
        document(
            "q2",
            "Gazeta Pirsu",
            "",
            Language::Polish,
            "",
            "Prom „Merle” osiadł na mieliźnie. Widziała to nasza reporterka.",
        ),
        document(
            "m0",
            "Mole Post",
            "2031-03-01T08:00:00Z",
            Language::English,
            "",
            "Ferry fares on the mole will double, the ferry board said.",
        ),
    ];
    let crowd = |no: u32| {
        let at = format!("2031-03-01T09:{no:02}:00Z");
        document(
            &format!("m{no}"),
            &format!("Outlet {no}"),
            &at,
            Language::English,
            "",
            "Ferry fares will double, writes the Mole Post.",
        )
    };
    documents.extend((1..=30).map(crowd));
    let findings = vec![grounding(&documents), fares(&documents)];
    Findings { findings, documents, notes: Vec::new() }
}

fn grounding(documents: &[Document]) -> Finding {
    let credit = at(documents, 0, "die Hafenmeisterei");
    let seen = at(documents, 1, "nasza reporterka");
    let relays = vec![
        relay(src(0), doc(0), How::Told, EvidenceKind::Credit, "said to the outlet", &[(0, credit)]),
        relay(src(1), doc(1), How::Told, EvidenceKind::Credit, "the reporter saw it", &[(1, seen)]),
    ];
    let articles = vec![article(0, Stance::Asserts), article(1, Stance::Asserts)];
    let statement = at(documents, 0, "Die Fähre „Merle“ ist auf Grund gelaufen");
    let mut trace = trace(Standing::Corroborated, relays);
    trace.sources = vec![
        Source { first_hand: true, ..source(0, SourceKind::Institution, "die Hafenmeisterei") },
        Source {
            first_hand: true,
            only_part: Some((DocumentNo(1), at(documents, 1, "osiadł na mieliźnie"))),
            ..source(1, SourceKind::WitnessReporter, "nasza reporterka")
        },
    ];
    let apart = "speaks of its own observation";
    trace.origins = vec![
        origin(src(0), OriginState::ShownIndependent, apart),
        origin(src(1), OriginState::ShownIndependent, apart),
    ];
    trace.bounds = Bounds {
        at_least: 2,
        at_most: 2,
        channels: 2,
        why: vec![reason("own-observation", apart, &[src(0)], 1, 1), reason("reporter-saw", apart, &[src(1)], 1, 1)],
        ..Bounds::default()
    };
    Finding { claim: claim((0, statement), Language::German, articles), trace }
}

fn fares(documents: &[Document]) -> Finding {
    let cite = |no: u32| {
        let words = at(documents, no, "the Mole Post");
        relay(doc(2), doc(no), How::Cited, EvidenceKind::Credit, "named", &[(no, words)])
    };
    let board = (2, at(documents, 2, "the ferry board"));
    let mut relays = vec![relay(src(0), doc(2), How::Told, EvidenceKind::Credit, "said to the outlet", &[board])];
    relays.extend((3..33).map(cite));
    relays.push(relay(doc(32), doc(3), How::Copied, EvidenceKind::TextReuse, "words in common", &[]));
    let articles = (2..33).map(|no| article(no, Stance::Asserts)).collect();
    let statement = at(documents, 2, "Ferry fares on the mole will double");
    let mut trace = trace(Standing::Firsthand, relays);
    trace.sources = vec![source(0, SourceKind::Institution, "the ferry board")];
    trace.origins = vec![origin(src(0), OriginState::ShownIndependent, "decides on fares itself")];
    trace.first = Some(DocumentNo(2));
    trace.bounds = Bounds {
        at_least: 1,
        at_most: 1,
        channels: 1,
        bottlenecks: vec![doc(2)],
        why: vec![reason("own-act", "decides on fares itself", &[src(0)], 1, 1)],
        ..Bounds::default()
    };
    Finding { claim: claim((2, statement), Language::English, articles), trace }
}

/// The three, with the name of their snapshots.
pub(crate) fn all() -> [(&'static str, Findings); 3] {
    [("unnamed", unnamed()), ("ring", ring()), ("no_first", no_first())]
}
