use serde_json::json;

use super::*;

fn feed(xml: &str) -> Feed {
    read_xml("feed.xml", xml).expect("this is a feed")
}

/// The fields of the entries as `name=value` lines.
fn shown(feed: &Feed) -> Vec<String> {
    let line = |record: &Record| {
        let field = |(key, value): &(String, Value)| match value {
            Value::String(words) => Some(format!("{key}={words}")),
            Value::Array(names) if names.is_empty() => None,
            other => Some(format!("{key}={other}")),
        };
        record.fields.iter().filter_map(field).collect::<Vec<_>>().join(" | ")
    };
    feed.records.iter().map(line).collect()
}

#[track_caller]
fn check(xml: &str, expected: &[&str]) {
    let found = feed(xml);
    assert_eq!(shown(&found), expected);
    assert_eq!(found.broken, None);
}

#[test]
fn rss_with_all_that_is_read() {
    check(
        r#"<?xml version="1.0"?><rss version="2.0" xmlns:c="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
        <channel><title>Harbour News</title><link>https://example.org/</link><language>en-gb</language>
        <image><title>Logo</title><link>https://example.org/logo</link></image>
        <item><title>Ferry &amp;amp; crew <![CDATA[<b>safe</b>]]></title><link>https://example.org/ferry?a=1&amp;b=2</link>
          <guid isPermaLink="false">77</guid><pubDate>Fri, 01 Mar 2024 10:00:00 +0300</pubDate><dc:creator>Ann Lee</dc:creator>
          <description>Short.</description><c:encoded><![CDATA[<p>The ferry sailed.</p><p>It <a href="/sank">sank</a>.</p>]]></c:encoded>
          <media:group><media:title>No</media:title><title>No</title></media:group></item>
        <item><guid>https://example.org/2</guid><author>desk@example.org (Bo Ray)</author><description>Two &lt;br&gt; lines &amp;hellip;</description>
          <source url="https://dock.example/rss">Dock Watch</source></item></channel></rss>"#,
        &[
            "url=https://example.org/ferry?a=1&b=2 | outlet=Harbour News | published=Fri, 01 Mar 2024 10:00:00 +0300 | language=en-gb | title=Ferry & crew safe | text=The ferry sailed.\nIt sank. | authors=[\"Ann Lee\"]",
            "url=https://example.org/2 | outlet=Dock Watch | language=en-gb | text=Two\nlines … | feed=Harbour News | authors=[\"Bo Ray\"]",
        ],
    );
}

#[test]
fn atom_keeps_published_and_updated_apart() {
    let xml = r#"<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="de" xml:base="https://example.org/x/"><title type="html">Hafen &amp;lt;Post&amp;gt;</title>
        <updated>2024-04-01T00:00:00Z</updated><author><name>Redaktion</name><email>a@example.org</email></author><link rel="self" href="/feed"/>
        <entry><title>A &lt;b&gt; B</title><link rel="enclosure" href="/a.mp3"/><link rel="alternate" type="application/json" href="/a.json"/><link href="a.html"/>
          <published>2024-03-01T10:00:00+01:00</published><updated>2024-03-02T10:00:00Z</updated><summary>kurz</summary>
          <content type="xhtml" xml:lang="nds"><div xmlns="http://www.w3.org/1999/xhtml"><p>1 &lt; 2 <a href="b?c=1&amp;d=2">hin</a></p><entry/><p>Ende&nbsp;&unknown;</p></div></content></entry>
        <entry><id>https://example.org/id</id><updated>2024-03-03T10:00:00Z</updated><title>Nur Titel</title><author><name>Ann Lee</name><uri>https://example.org/ann</uri></author>
          <source><title>Dock Watch</title><updated>2020-01-01T00:00:00Z</updated></source></entry></feed>"#;
    check(
        xml,
        &[
            "url=https://example.org/x/a.html | outlet=Hafen <Post> | published=2024-03-01T10:00:00+01:00 | language=nds | title=A <b> B | text=1 < 2 hin\nEnde\u{A0}&unknown; | updated=2024-03-02T10:00:00Z | authors=[\"Redaktion\"]",
            "url=https://example.org/id | outlet=Dock Watch | language=de | title=Nur Titel | updated=2024-03-03T10:00:00Z | feed=Hafen <Post> | authors=[\"Ann Lee\"]",
        ],
    );
    let envelope = feed(xml).records.remove(0).envelope.unwrap();
    assert_eq!(envelope.links, ["https://example.org/x/b?c=1&d=2"]);
    assert_eq!(envelope.seen.unwrap().from, "feed-updated");
}

#[test]
fn rdf_has_its_items_beside_the_channel() {
    check(
        r#"<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:d="http://purl.org/dc/elements/1.1/">
        <channel rdf:about="https://example.org/"><title>Harbour News</title><link>https://example.org/</link><items/></channel>
        <item rdf:about="https://example.org/a"><title>A</title><d:date>2024-03-01</d:date><description>It sank.</description></item></rdf:RDF>"#,
        &["url=https://example.org/a | outlet=Harbour News | published=2024-03-01 | title=A | text=It sank."],
    );
}

#[test]
fn json_feed() {
    let object = json!({
        "version": "https://jsonfeed.org/version/1.1", "title": "Harbour News", "home_page_url": "https://example.org/", "language": "en",
        "items": [
            {"url": "/a", "title": "A", "content_html": "<p>It <a href='/b'>sank</a>.", "date_published": "2024-03-01T10:00:00Z", "authors": [{"name": "Ann Lee"}, {}, 3]},
            {"external_url": "https://dock.example/b", "content_text": "Plain <b>.\n\nTwo.", "author": {"name": "Bo Ray"}, "date_modified": "2024-03-02"},
            {"title": 7, "content_html": []}, 3, null,
        ],
    });
    let found = read_json("feed.json", &object).unwrap();
    let expected = [
        "url=https://example.org/a | outlet=Harbour News | published=2024-03-01T10:00:00Z | language=en | title=A | text=It sank. | authors=[\"Ann Lee\"]",
        "url=https://dock.example/b | outlet=Harbour News | language=en | text=Plain <b>.\n\nTwo. | updated=2024-03-02 | authors=[\"Bo Ray\"]",
    ];
    assert_eq!((shown(&found), found.without_words), (expected.map(str::to_owned).to_vec(), 3));
    for wrong in [json!({"version": 1, "items": []}), json!({"items": []}), json!([]), json!(null)] {
        assert!(read_json("feed.json", &wrong).is_none());
    }
    assert_eq!(
        read_json("", &json!({"version": "https://jsonfeed.org/version/1", "items": {"a": 1}})).unwrap().records.len(),
        0
    );
}

#[test]
fn an_entry_may_stand_alone() {
    let xml = "<entry xmlns='http://www.w3.org/2005/Atom'><title>A &lt;b></title><link href='https://example.org/a'/></entry>";
    check(xml, &["url=https://example.org/a | title=A <b>"]);
}

#[test]
fn rss_may_stand_under_a_prefix() {
    let xml = "<r:rss xmlns:r='http://backend.userland.com/rss2'><r:channel><r:title>H</r:title><r:item><r:title>A</r:title></r:item></r:channel></r:rss>";
    check(xml, &["outlet=H | title=A"]);
}

#[test]
fn entries_that_are_badly_closed_stay_apart() {
    let found = feed(
        "<rss><channel><title>H</title><item><title>A</title><b><i>x<item><title>B</title><description>c</item><item><title>D</title></channel></rss>",
    );
    assert_eq!(shown(&found), ["outlet=H | title=A", "outlet=H | title=B | text=c", "outlet=H | title=D"]);
}

#[test]
fn a_feed_that_breaks_off_gives_what_came_before() {
    let xml = "<rss><channel><item><title>A</title></item><item><title>B &amp; <![CDATA[C";
    let found = feed(xml);
    assert_eq!(shown(&found), ["title=A", "title=B &"]);
    assert!(found.broken.is_some());
}

#[test]
fn no_cut_of_a_feed_panics() {
    let xml = r#"<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "ü">]><rss xmlns:x="y"><channel><item><title a='b>"' c>Ä &#x41;&a;& b</title><!-- c --><link href="a"/></item></channel></rss>"#;
    for end in (0..=xml.len()).filter(|end| xml.is_char_boundary(*end)) {
        let _ = read_xml("", &xml[..end]);
        let _ = read_xml("", &xml[end..]);
    }
}

#[test]
fn declared_entities_are_not_expanded() {
    let laugh = |i: usize| format!("<!ENTITY l{i} \"{}\">", format!("&l{};", i - 1).repeat(10));
    let laughs = (1..30).map(laugh).collect::<Vec<_>>().concat();
    let xml = format!(
        "<!DOCTYPE rss [<!ENTITY l0 \"ha\">{laughs}]><rss><channel><item><title>&l29; &amp;</title></item></channel></rss>"
    );
    assert_eq!(shown(&feed(&xml)), ["title=&l29; &"]);
    let outside =
        "<!DOCTYPE rss [<!ENTITY f SYSTEM \"file:///etc/passwd\">]><rss><item><title>&f;</title></item></rss>";
    assert_eq!(shown(&feed(outside)), ["title=&f;"]);
}

#[test]
fn depth_costs_no_more_than_length() {
    let deep = "<a>".repeat(300_000);
    for xml in [
        format!("<rss><channel><item><title>A</title>{deep}"),
        format!("<rss><channel><item><title>A</title><description>{deep}"),
        format!(
            "<feed><entry><title>A</title><content type='xhtml'>{deep}{}</content></entry>",
            "</a>".repeat(300_000)
        ),
        format!("<rss><item><title>A</title></item>{}", "<item/>".repeat(300_000)),
        format!("<rss><item><title>A</title><x {}/></item>", "xmlns:a='b' ".repeat(300_000)),
    ] {
        let found = feed(&xml);
        assert_eq!(shown(&found), ["title=A"]);
    }
}

#[test]
fn other_xml_is_no_feed() {
    for xml in ["", "<html><item><title>a</title></item></html>", "<opml/>", "text", "<?xml version='1.0'?>", "<"] {
        assert!(read_xml("", xml).is_none(), "{xml}");
    }
}
