use firsthand::ingest::html::decode;

use crate::page::{article, assert_sentences, codes, page, published, read_page, sentence};

#[test]
fn a_graph_of_json_ld() {
    let head = r#"<title>Ferry stays in port | The Lowmark Gazette</title>
        <script type="application/ld+json">{"@graph": [{"@type": "WebSite", "name": "x"}, {"@type": "NewsArticle",
        "headline": "Ferry stays in port", "datePublished": "2031-04-05T08:30:00+03:00",
        "dateModified": "2031-04-06T09:00:00+03:00", "author": [{"@type": "Person", "name": "Ida Roe"}],
        "publisher": {"@type": "Organization", "name": "The Lowmark Gazette"}}]}</script>
        <link rel=canonical href="https://gazette.example/harbour/ferry">"#;
    let found = read_page(&page(head, &format!("<article><h1>Ferry stays in port</h1>{}</article>", article(0, 6))));
    assert_sentences(&found.page, 0..6);
    let page = &found.page;
    assert_eq!((page.title.as_str(), page.outlet.as_str()), ("Ferry stays in port", "The Lowmark Gazette"));
    assert_eq!((page.authors.as_slice(), page.language.as_str()), (["Ida Roe".to_owned()].as_slice(), "en"));
    assert_eq!(page.url, "https://gazette.example/harbour/ferry");
    assert_eq!(published(page), ("json-ld".to_owned(), "2031-04-05".to_owned()));
    assert_eq!((page.times.modified.len(), codes(&found)), (1, vec![]));
}

#[test]
fn a_blog_with_a_marked_time_and_a_side_bar() {
    let body = format!(
        "<nav><ul><li><a href=/>Home</a><li><a href=/about>About this blog</a></ul></nav>
         <div class=post><h1 class=entry-title>A week at the pier</h1>
         <time class='entry-date published' datetime='2031-04-05T08:30:00+00:00'>April 5, 2031</time>
         <div class=entry-content>{}<p>More on <a href='/logs?day=5&amp;x=1'>the log of the port</a> and elsewhere, as it
         was kept by the office.</p></div></div>
         <aside><h3>Older posts</h3><a href=/old>A month at the pier and what came of it</a></aside>",
        article(0, 6)
    );
    let head = "<meta property=og:site_name content='Pier Notes'><meta name=author content='Bo Lind'>
        <meta property=og:url content=https://pier.example/week>";
    let found = read_page(&page(head, &body)).page;
    assert!(found.text.starts_with(&sentence(0)) && !found.text.contains("Older"), "{}", found.text);
    assert_eq!(found.links, ["https://pier.example/logs?day=5&x=1"]);
    assert_eq!((found.outlet.as_str(), found.authors.as_slice()), ("Pier Notes", ["Bo Lind".to_owned()].as_slice()));
    assert_eq!(published(&found), ("time-element".to_owned(), "2031-04-05".to_owned()));
}

#[test]
fn a_page_with_meta_alone_and_one_with_an_address_alone() {
    let body = format!("<div id=content>{}</div>", article(0, 6));
    let found = read_page(&page("<meta name=parsely-pub-date content=2031-04-05T08:30:00Z>", &body)).page;
    assert_eq!(published(&found), ("meta".to_owned(), "2031-04-05".to_owned()));
    let head = "<link rel=canonical href=https://gazette.example/2031/04/05/ferry>";
    assert_eq!(published(&read_page(&page(head, &body)).page), ("url".to_owned(), "2031-04-05".to_owned()));
    let line = format!("<div class=byline>By Ida Roe, April 5, 2031</div>{body}");
    assert_eq!(published(&read_page(&page("", &line)).page), ("dateline".to_owned(), "2031-04-05".to_owned()));
}

#[test]
fn a_short_page_keeps_its_links() {
    let body = "<p>The ferry stays in port, the <a href='https://gazette.example/1'>Lowmark Gazette</a> reported.</p>";
    assert_eq!(read_page(&page("", body)).page.links, ["https://gazette.example/1"]);
    assert_eq!(read_page(body).page.text, "The ferry stays in port, the Lowmark Gazette reported.");
}

#[test]
fn a_tabloid_with_buttons_and_teasers() {
    let teasers: String = (0..5)
        .map(|i| format!("<p><a href=/t{i}>You will not believe what washed up here, part {i}</a></p>"))
        .collect::<Vec<_>>()
        .concat();
    let body = format!(
        "<article><h1>Ferry SHOCK</h1><div class=share-buttons><button>Share</button><a href=/fb>Facebook</a></div>
         {}{teasers}{}</article><footer>All rights reserved by the publisher</footer>",
        article(0, 4),
        article(4, 4)
    );
    assert_sentences(&read_page(&page("<title>Ferry SHOCK</title>", &body)).page, 0..8);
}

#[test]
fn a_live_blog_that_repeats_its_entries() {
    let body = format!("<main><h1>Storm: live</h1>{}<div>{}</div></main>", article(0, 6), article(0, 6));
    assert_sentences(&read_page(&page("", &body)).page, 0..6);
}

#[test]
fn an_interview_keeps_its_turns() {
    let turns: String = (0..6)
        .map(|i| format!("<p><b>Question: What of day {i}?</b></p><p>Answer: {}</p>", sentence(i)))
        .collect::<Vec<_>>()
        .concat();
    let found = read_page(&page("", &format!("<article><h1>The captain speaks</h1>{turns}</article>"))).page;
    let lines: Vec<&str> = found.text.split("\n\n").collect();
    assert_eq!((lines.len(), lines[0], lines[10]), (12, "Question: What of day 0?", "Question: What of day 5?"));
}

#[test]
fn comments_do_not_enter() {
    let comments: String = (50..56)
        .map(|i| format!("<div class=comment><p>I think: {}</p></div>", sentence(i)))
        .collect::<Vec<_>>()
        .concat();
    let body = format!(
        "<article><h1>Ferry</h1>{}</article><section id=comments class=comments><h3>6 comments</h3>{comments}</section>",
        article(0, 8)
    );
    assert_sentences(&read_page(&page("", &body)).page, 0..8);
}

#[test]
fn hidden_text_does_not_enter_and_is_told() {
    let hidden: String = (50..70).map(sentence).collect::<Vec<_>>().join(" ");
    let body = format!(
        "<article>{}<p style='display:none'>{hidden}</p><div hidden><p>{hidden}</div><p aria-hidden=true>{hidden}</p>
         {}</article>",
        article(0, 4),
        article(4, 4)
    );
    let found = read_page(&page("", &body));
    assert_sentences(&found.page, 0..8);
    assert_eq!(codes(&found), [204]);
}

#[test]
fn a_page_written_from_right_to_left() {
    let line =
        "أعلنت سلطة الميناء يوم الثلاثاء أن العبارة لن تبحر هذا الأسبوع بسبب العاصفة، وفق ما قاله القبطان للصحفيين.";
    let paragraphs: String = (0..6).map(|i| format!("<p>{line} {i}.</p>")).collect::<Vec<_>>().concat();
    let html = page("", &format!("<article>{paragraphs}</article>")).replace("lang=en", "lang=ar dir=rtl");
    let found = read_page(&html);
    assert_eq!((found.page.language.as_str(), codes(&found)), ("ar", vec![]));
    assert_eq!(found.page.text.split("\n\n").count(), 6);
}

#[test]
fn windows_1251_without_a_charset() {
    let line =
        "Паром не выйдет в море до конца недели, сообщил во вторник капитан порта на встрече с журналистами, день";
    let paragraphs: String = (0..6).map(|i| format!("<p>{line} {i}.</p>")).collect::<Vec<_>>().concat();
    let html = format!("<html lang=en><title>Паром</title><body><article>{paragraphs}</article></body></html>");
    let bytes = encoding_rs::WINDOWS_1251.encode(&html).0;
    let decoded = decode(&bytes);
    assert_eq!((decoded.encoding, decoded.guessed), ("windows-1251", true));
    let found = read_page(&decoded.page);
    assert!(found.page.text.starts_with(line), "{}", found.page.text);
    assert_eq!((found.page.language.as_str(), codes(&found)), ("ru", vec![207]));
}

#[test]
fn dates_that_contradict_each_other_are_told() {
    let head = r#"<script type="application/ld+json">{"@type": "Article", "datePublished": "2031-04-05T08:30:00Z"}</script>
        <meta property=article:published_time content=2030-01-02T00:00:00Z>
        <meta property=article:modified_time content=2031-05-01T00:00:00Z>"#;
    let found = read_page(&page(head, &format!("<article>{}</article>", article(0, 6))));
    assert_eq!(published(&found.page), ("json-ld".to_owned(), "2031-04-05".to_owned()));
    assert_eq!(codes(&found), [205]);
    assert!(found.remarks[0].1.contains("json-ld says \"2031-04-05T08:30:00Z\", meta says \"2030-01-02T00:00:00Z\""));
}

#[test]
fn a_time_of_change_alone_is_not_taken() {
    let head = "<meta property=article:modified_time content=2031-05-01T00:00:00Z><meta property=og:updated_time
        content=2031-05-01T00:00:00Z><script type=application/ld+json>{\"@type\":\"Article\",\"dateModified\":\"2031-05-01\"}
        </script>";
    let found = read_page(&page(head, &format!("<article>{}</article>", article(0, 6)))).page;
    assert_eq!((found.times.taken, found.times.modified.len()), (None, 2));
}

#[test]
fn unseen_characters_and_look_alikes_are_kept_and_told() {
    let line = sentence(0).replace("ferry", "f\u{200B}erry").replace("port", "p\u{43E}rt") + " \u{202E}x\u{202C}";
    let found = read_page(&page("", &format!("<article><p>{line}</p>{}</article>", article(1, 6))));
    assert!(found.page.text.starts_with(&line), "{}", found.page.text);
    assert_eq!(codes(&found), [208, 209, 210]);
}
