use firsthand::model::*;
use firsthand::publish::stages::{Link, attribute_line, extract_line, link_line, times_line};
use firsthand::publish::{Page, attribute_text, extract_text, link_text, times_text};

use crate::pile;

#[test]
fn every_stage_looks_like_this() {
    let documents = pile::unnamed().documents;
    let place = |no, words| pile::at(&documents, no, words);
    let note = Note { at: "bell-1".into(), offset: None, code: NoteCode(7), text: "no date".into() };
    let title = Passage { place: pile::in_title(&documents, 1, "Station to lose ticket offices"), role: Role::Title };
    let lead = Passage { place: place(1, "All ticket offices"), role: Role::Lead };
    let attribution = Attribution {
        source: vec![place(1, "the website Vesti Ozera")],
        cue: vec![place(1, "according to")],
        content: vec![place(1, "All ticket offices of Ullmar station will close by May 20")],
        kind: AttributionKind::Indirect,
        source_kind: SourceKind::Outlet,
        name: Some("Vesti Ozera".into()),
        named: true,
        outlet: None,
        told_us: false,
        sentence: place(
            1,
            "All ticket offices of Ullmar station will close by May 20, according to the website Vesti Ozera.",
        ),
        within: None,
        bearing: Bearing::Says,
        grounds: Grounds::default(),
        count: 1,
        or_more: false,
        force: Force::Tells,
        rule: "according-to",
        confidence: Probability::new(1.0 / 3.0),
    };
    let time = TimeExpression {
        place: place(1, "by May 20"),
        kind: TimeKind::Date,
        value: "2031-05-20".into(),
        anchor: documents[1].published.earliest,
        due: Some("2031-05-20".into()),
    };
    let link = Link {
        a: DocumentNo(2),
        b: DocumentNo(1),
        how: How::Copied,
        spans: vec![(place(2, "All ticket offices"), place(1, "All ticket offices"))],
        containment: Probability::new(0.98),
        similarity: Probability::new(0.7),
        earlier: Some(DocumentNo(1)),
    };
    let page = Page { width: 80, colour: false };
    let text = [
        extract_text(&documents[1], &[title, lead], page),
        attribute_text(&documents[1], std::slice::from_ref(&attribution), page),
        times_text(&documents[1], std::slice::from_ref(&time), page),
        link_text(&documents, &link, page),
    ];
    insta::assert_snapshot!("stage_texts", text.concat());
    let lines = [
        extract_line(&documents[1], &[title, lead], &[note]),
        attribute_line(&documents[1], &[attribution]),
        times_line(&documents[1], &[time]),
        link_line(&documents, &link),
    ];
    assert!(lines.iter().all(|line| line.matches('\n').count() == 1 && line.ends_with('\n')));
    insta::assert_snapshot!("stage_lines", lines.concat());
}
