//! The page: whole, well-formed, closed to the network, and deaf to what articles would like it to do.

use base64::Engine;
use firsthand::model::*;
use firsthand::publish::{mask, trace_html, trace_html_masked};
use scraper::{Html, Selector};
use sha2::{Digest, Sha256};

use crate::pile;

fn select<'a>(page: &'a Html, what: &str) -> Vec<scraper::ElementRef<'a>> {
    page.select(&Selector::parse(what).unwrap()).collect()
}

/// The parser of browsers, which reports every departure from the standard.
fn parse(page: &str) -> Html {
    let parsed = Html::parse_document(page);
    assert!(parsed.errors.is_empty(), "{:?}", parsed.errors);
    parsed
}

/// What must hold of every page, whatever is in the pile.
fn check_closed(text: &str) -> Html {
    let page = parse(text);
    for element in select(&page, "*") {
        let name = element.value().name();
        let harmless =
            !matches!(name, "img" | "link" | "iframe" | "object" | "embed" | "base" | "form" | "video" | "use");
        assert!(harmless, "<{name}>");
        for (attribute, value) in element.value().attrs() {
            assert!(!attribute.starts_with("on") && attribute != "style" && attribute != "src", "{name} {attribute}");
            if attribute == "href" {
                let is_ours = value.starts_with('#');
                let is_link = name == "a" && (value.starts_with("https://") || value.starts_with("http://"));
                assert!(is_ours || is_link, "{value}");
                assert!(is_ours || element.value().attr("rel") == Some("noreferrer nofollow noopener"));
            }
        }
    }
    assert_eq!(select(&page, "script").len(), 1);
    assert_eq!(select(&page, "style").len(), 1);
    assert_eq!(select(&page, "meta[name=robots][content=noindex]").len(), 1);
    assert!(!text.contains("url(") && !text.contains("@import"), "a style may fetch");
    check_policy(&page);
    check_anchors(&page);
    page
}

fn check_policy(page: &Html) {
    let policy = select(page, "meta[http-equiv=Content-Security-Policy]")[0].value().attr("content").unwrap();
    assert!(policy.starts_with("default-src 'none';"), "{policy}");
    assert!(!policy.contains("unsafe"), "{policy}");
    for what in ["script", "style"] {
        let code: String = select(page, what)[0].text().collect();
        let hash = base64::engine::general_purpose::STANDARD.encode(Sha256::digest(code));
        assert!(policy.contains(&format!("{what}-src 'sha256-{hash}'")), "{what}: {policy}");
    }
}

/// Every link within the page leads somewhere, and no address stands twice.
fn check_anchors(page: &Html) {
    let mut ids: Vec<&str> = select(page, "[id]").iter().map(|e| e.value().attr("id").unwrap()).collect();
    let count = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), count, "an id stands twice");
    for link in select(page, "a[href^='#']") {
        let target = &link.value().attr("href").unwrap()[1..];
        assert!(ids.binary_search(&target).is_ok(), "#{target} leads nowhere");
    }
}

#[test]
fn every_page_is_well_formed_and_closed() {
    for (_, findings) in pile::all() {
        check_closed(&trace_html(&findings));
        check_closed(&trace_html_masked(&mask(&findings)));
    }
    check_closed(&trace_html(&Findings::default()));
}

#[test]
fn a_small_page_reads_like_this() {
    let page = trace_html(&pile::unnamed());
    let body = page.split_once("<body>").unwrap().1.split_once("<script>").unwrap().0;
    // One tag a line, so that a reader of the snapshot sees what changed.
    let lines = body.replace("><", ">\n<");
    insta::assert_snapshot!("html_unnamed", lines);
}

#[test]
fn equal_findings_give_equal_bytes() {
    assert_eq!(trace_html(&pile::unnamed()), trace_html(&pile::unnamed()));
}

#[test]
fn a_loop_is_drawn_apart() {
    let text = trace_html(&pile::ring());
    let page = parse(&text);
    assert_eq!(select(&page, "svg.loop").len(), 1);
    assert_eq!(select(&page, "svg.loop .head").len(), 3);
    // Of the four relays only the one that leaves the ring is in the main drawing; the table has all of them.
    assert_eq!(select(&page, "a.edge").len(), 1);
    assert_eq!(select(&page, "details.relay").len(), 4);
}

#[test]
fn from_the_fourth_loop_on_they_open_at_a_click() {
    let mut findings = pile::ring();
    let ring = findings.findings[0].trace.loops[0].clone();
    findings.findings[0].trace.loops = vec![ring; 5];
    let text = trace_html(&findings);
    let page = parse(&text);
    assert_eq!((select(&page, "svg.loop").len(), select(&page, "details svg.loop").len()), (5, 2));
}

#[test]
fn what_stays_in_sight_lies_over_the_drawing() {
    let text = trace_html(&pile::unnamed());
    let page = parse(&text);
    assert_eq!(select(&page, "a.node ~ .times .time").len(), select(&page, ".time").len());
    assert_eq!(select(&page, "a.node ~ .labels .outlet").len(), select(&page, ".labels .outlet").len());
    assert!(select(&page, ".labels[data-x]").len() == 1 && !select(&page, ".labels .outlet").is_empty());
}

#[test]
fn evidence_is_marked_in_its_sentence() {
    let text = trace_html(&pile::unnamed());
    let page = parse(&text);
    let marked = |class: &str| -> Vec<String> {
        select(&page, &format!("details.relay mark.{class}")).iter().map(|e| e.text().collect()).collect()
    };
    assert!(marked("source").contains(&"the website Vesti Ozera".to_owned()), "{:?}", marked("source"));
    assert!(marked("shared").iter().any(|words| words.starts_with("All ticket offices")));
    assert!(marked("content").iter().any(|words| words.contains("все кассы вокзала")));
}

#[test]
fn an_unknown_direction_has_no_arrow() {
    let mut findings = pile::unnamed();
    let count = |findings: &Findings| select(&parse(&trace_html(findings)), ".scroll > svg .head").len();
    let before = count(&findings);
    findings.findings[0].trace.relays[2].direction_known = false;
    assert_eq!(count(&findings), before - 1);
    assert_eq!(select(&parse(&trace_html(&findings)), ".scroll > svg .unknown").len(), 1);
}

/// What articles would like a page to do.
fn attacks() -> Vec<String> {
    let mut attacks: Vec<String> = [
        "<script>alert(1)</script>",
        "</script><script>alert(1)</script>",
        "]]><img src=x onerror=alert(1)>",
        "<svg onload=alert(1)><use href=\"https://evil.example/x.svg#a\"/></svg>",
        "\" onmouseover=\"alert(1)",
        "' autofocus onfocus='alert(1)",
        "</title></style><style>*{display:none}</style>",
        "<!--",
        "-->",
        "&lt;b&gt;",
        "&#x3C;b>",
        "<plaintext>",
        "</textarea></details></section>",
        "a\u{202e}txt.exe\u{202c}\u{2066}b\u{0}\u{1b}[31m\u{85}\u{fffe}\u{200b}",
    ]
    .map(str::to_owned)
    .to_vec();
    attacks.push("w".repeat(1 << 20));
    attacks
}

/// The small pile with the same words in every place that a pile can fill.
fn hostile(words: &str) -> Findings {
    let mut findings = pile::unnamed();
    for document in &mut findings.documents {
        for field in
            [&mut document.id, &mut document.outlet, &mut document.title, &mut document.url, &mut document.path]
        {
            words.clone_into(field);
        }
        document.text.push_str(words);
        words.clone_into(&mut document.published.from);
    }
    let Finding { claim, trace } = &mut findings.findings[0];
    let whole = Place::text(Span::new(0, findings.documents[0].text.len()));
    claim.statement.1 = whole;
    words.clone_into(&mut claim.due.as_mut().unwrap().date);
    claim.legal[0].as_of = Some(words.to_owned());
    for source in &mut trace.sources {
        words.clone_into(&mut source.name);
        source.aliases = vec![words.to_owned()];
    }
    words.clone_into(&mut trace.origins[0].because);
    words.clone_into(&mut trace.bounds.why[0].text);
    words.clone_into(&mut trace.drift[0].was);
    words.clone_into(&mut trace.drift[0].became);
    words.clone_into(&mut trace.missing[0].name);
    trace.missing[0].url = Some(words.to_owned());
    words.clone_into(&mut trace.owed[0].text);
    words.clone_into(&mut trace.relays[0].evidence[0].detail);
    words.clone_into(&mut findings.notes[0].text);
    findings
}

#[test]
fn what_articles_say_never_runs() {
    for attack in attacks() {
        let findings = hostile(&attack);
        for text in [trace_html(&findings), trace_html_masked(&mask(&findings))] {
            check_closed(&text);
            let steers = |c: char| {
                (c.is_control() && c != '\n' && c != '\t')
                    || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200b}')
            };
            assert!(!text.contains(steers), "{}", &attack[..attack.len().min(40)]);
            assert!(text.len() < 60 * attack.len() + 200_000, "{} bytes", text.len());
        }
    }
}

#[test]
fn only_addresses_of_the_web_are_links() {
    for url in [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "data:text/html,<b>",
        "\u{1}javascript:alert(1)",
        "file:///etc/passwd",
        "//evil.example",
    ] {
        let mut findings = pile::unnamed();
        findings.documents[0].url = url.to_owned();
        findings.findings[0].trace.missing[0].url = Some(url.to_owned());
        let text = trace_html(&findings);
        let page = check_closed(&text);
        assert!(select(&page, "a.outside").is_empty(), "{url}");
    }
}

/// Spans that fit no text, ids that name nobody: a program may have made them.
#[test]
fn findings_that_do_not_fit_are_no_trouble() {
    let mut findings = pile::unnamed();
    findings.documents[0].text = "ж".into();
    findings.documents.truncate(2);
    let Finding { claim, trace } = &mut findings.findings[0];
    claim.mentions[0].place = Place::text(Span::new(1, 5));
    trace.relays[0].from = Node::Source(SourceId(99));
    trace.first = Some(DocumentNo(77));
    let masked = mask(&findings);
    check_closed(&trace_html_masked(&masked));
}

fn chain(length: u32) -> Findings {
    let documents: Vec<Document> = (0..length)
        .map(|no| {
            let at = format!("2031-02-{:02}T{:02}:{:02}:00Z", 1 + no / 1440, no / 60 % 24, no % 60);
            let text = "The mole will be painted, the Quay Post reports.";
            pile::document(&format!("d{no}"), &format!("Outlet {}", no % 40), &at, Language::English, "", text)
        })
        .collect();
    let credit = pile::at(&documents, 0, "the Quay Post");
    let cited = |no: u32| {
        let kind = EvidenceKind::Credit;
        pile::relay(pile::doc(no / 2), pile::doc(no), How::Cited, kind, "named", &[(no, credit)])
    };
    let articles = (0..length).map(|no| pile::article(no, Stance::Asserts)).collect();
    let claim = pile::claim((0, pile::at(&documents, 0, "The mole will be painted")), Language::English, articles);
    let trace = pile::trace(Standing::Unproven, (1..length).map(cited).collect());
    Findings { findings: vec![Finding { claim, trace }], documents, notes: Vec::new() }
}

#[test]
fn the_page_grows_with_the_pile_and_no_faster() {
    let (small, large) = (trace_html(&chain(200)).len(), trace_html(&chain(400)).len());
    assert!(large < small * 21 / 10, "{small} and {large} bytes");
    check_closed(&trace_html(&chain(400)));
}

#[test]
fn a_drawing_that_shows_nothing_any_more_is_left_out() {
    let text = trace_html(&chain(1200));
    let page = parse(&text);
    assert!(select(&page, ".graph").is_empty());
    assert_eq!(select(&page, "details.relay").len(), 1199);
}

#[test]
fn many_outlets_share_a_lane_and_no_two_articles_touch() {
    let text = trace_html(&chain(400));
    let page = parse(&text);
    assert!(select(&page, ".graph rect.lane").len() <= 14);
    let number = |e: &scraper::ElementRef<'_>, name: &str| e.value().attr(name).unwrap().parse::<i32>().unwrap();
    let mut centres: Vec<(i32, i32)> =
        select(&page, ".graph .node circle:not(.first)").iter().map(|e| (number(e, "cx"), number(e, "cy"))).collect();
    assert_eq!(centres.len(), 400);
    centres.sort_unstable_by_key(|&(x, y)| (y, x));
    for pair in centres.windows(2) {
        assert!(pair[0].1 != pair[1].1 || pair[1].0 - pair[0].0 >= 24, "{pair:?}");
    }
}
