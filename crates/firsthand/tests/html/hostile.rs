use firsthand::ingest::html::{Limits, decode, read};
use proptest::prelude::*;

use crate::page::{article, codes, read_page, sentence};

/// Reads a page made of an article and what follows it; a stack that overflows would end the whole test run.
fn check(after: &str, code: Option<u16>) {
    let found = read_page(&format!("<article>{}</article>{after}", article(0, 6)));
    assert!(found.page.text.contains(&sentence(0)), "{}", &after[..after.len().min(40)]);
    assert!(code.is_none_or(|code| codes(&found).contains(&code)), "{:?}", found.remarks);
}

#[test]
fn bottomless_nesting_reaches_no_parser() {
    const DEEP: usize = 1_000_000;
    for tag in ["<div>", "<b>", "<table>", "<svg>", "<ul><li>", "<x-y>", "<form>"] {
        check(&tag.repeat(DEEP), Some(202));
    }
}

#[test]
fn a_page_that_nests_first_and_writes_later_is_read() {
    let found = read_page(&format!("{}{}", "<div>".repeat(100_000), article(0, 6)));
    assert!(found.page.text.contains(&sentence(0)), "{:?}", found.remarks);
}

#[test]
fn what_never_ends_ends_with_the_page() {
    check(&format!("<!-- {}", "<p>".repeat(100_000)), None);
    check(&format!("<p class=\"{}", "x ".repeat(100_000)), None);
    check(&"<script>".repeat(100_000), None);
    check(&"<title>".repeat(20_000), None);
    check(&"<".repeat(500_000), Some(201));
}

#[test]
fn a_million_links_are_not_kept() {
    check(&"<a href=/x>a</a> ".repeat(1_000_000), Some(203));
}

#[test]
fn a_page_beyond_the_limit_is_cut() {
    let limits = Limits { page_bytes: 20_000, ..Limits::default() };
    let found = read(&format!("<article>{}", article(0, 1000)), "", limits);
    assert!(found.page.text.starts_with(&sentence(0)));
    assert_eq!(codes(&found), [201]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]
    #[test]
    fn no_bytes_panic(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let _ = read(&decode(&bytes).page, "", Limits::default());
    }

    #[test]
    fn no_markup_panics(
        page in "(<p>|</p>|<div class=content>|</div>|<table>|<td>|<a href=x>|</a>|<b>|<ul>|<li>|<svg>|<h1>|<br>|<script>|<!--|-->|<time datetime=2031>|é|日本|word word word, |\\. ){0,80}",
        url in "(https://a\\.example/2031/0?[0-9]{1,2}/[0-9]{1,2}/x|.{0,12})",
    ) {
        let found = read(&page, &url, Limits::default()).page;
        prop_assert!(!found.text.contains("\n\n\n"));
    }
}
