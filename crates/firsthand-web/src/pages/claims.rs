//! Which claims are there? A list with filters, and the search, which gives claims too.

use std::sync::Arc;

use axum::Extension;
use axum::extract::{Query, State};
use axum::response::Response;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use maud::{Markup, html};
use serde::Deserialize;

use super::{frame, lang};
use crate::App;
use crate::access::Visitor;
use crate::desk::{Line, Snapshot, Sort, Wanted};
use crate::words::{f, n, named, t};

/// Claims on one page.
pub(crate) const PAGE: usize = 50;

/// Outlets offered in the filter; with more the browser would be slower than the reader. Chosen by hand.
const OUTLETS_OFFERED: usize = 2000;

const STANDINGS: [&str; 5] = ["circular", "corroborated", "firsthand", "unproven", "untraced"];

/// What the address asks for. There is no field that could be a person.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Asked {
    q: String,
    sort: String,
    language: String,
    outlet: String,
    standing: String,
    from: String,
    until: String,
    alone: Option<String>,
    pub(crate) page: usize,
}

impl Asked {
    pub(crate) fn wanted(&self) -> Wanted {
        Wanted {
            sort: Sort::named(&self.sort).unwrap_or_default(),
            words: self.q.clone(),
            language: self.language.clone(),
            outlet: self.outlet.clone(),
            standing: self.standing.clone(),
            from: day(&self.from, 0),
            until: day(&self.until, 1),
            // Who looks for words is not to miss a claim.
            alone: self.alone.is_some() || !self.q.trim().is_empty(),
        }
    }

    /// The same question with another page or order.
    fn address(&self, sort: Sort, page: usize) -> String {
        let fields = [
            ("q", self.q.as_str()),
            ("language", &self.language),
            ("outlet", &self.outlet),
            ("standing", &self.standing),
            ("from", &self.from),
            ("until", &self.until),
            ("alone", self.alone.as_deref().unwrap_or("")),
        ];
        let page = if page > 0 { page.to_string() } else { String::new() };
        let all = fields.into_iter().chain([("sort", sort.name()), ("page", &page)]);
        let pairs: Vec<String> =
            all.filter(|(_, v)| !v.is_empty()).map(|(k, v)| format!("{k}={}", escaped(v))).collect();
        format!("/?{}", pairs.join("&"))
    }
}

/// A part of an address.
pub(crate) fn escaped(text: &str) -> String {
    use std::fmt::Write;
    text.bytes().fold(String::new(), |mut escaped, byte| {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            escaped.push(char::from(byte));
        } else {
            let _ = write!(escaped, "%{byte:02X}");
        }
        escaped
    })
}

fn day(text: &str, after: i64) -> Option<Timestamp> {
    let date: Date = text.parse().ok()?;
    let date = date.checked_add(after.days()).ok()?;
    Some(date.to_zoned(TimeZone::UTC).ok()?.timestamp())
}

pub(crate) async fn list(
    State(app): State<Arc<App>>,
    Extension(visitor): Extension<Visitor>,
    Query(asked): Query<Asked>,
) -> Response {
    let shown = app.desk.snapshot();
    let found = shown.list(&asked.wanted());
    let title = if asked.q.trim().is_empty() { t("claims.title") } else { t("claims.search-title") };
    let content = html! {
        h1 { (title) }
        @if shown.documents.is_empty() { (empty(shown.stamp.is_some())) }
        @else {
            (orders(&asked))
            (filters(&shown, &asked))
            (results(&shown, &asked, &found))
        }
    };
    frame::page(&app, &visitor, "/", title, &content)
}

fn empty(is_traced: bool) -> Markup {
    html! {
        @if is_traced {
            p { (t("claims.empty")) }
            p { a.button href="/add" { (t("claims.add-first")) } }
        } @else { p { (t("claims.wait")) } }
    }
}

fn orders(asked: &Asked) -> Markup {
    let now = asked.wanted().sort;
    let words = |sort| match sort {
        Sort::Newest => t("claims.newest"),
        Sort::Repeated => t("claims.repeated"),
        Sort::Disputed => t("claims.disputed"),
        Sort::Due => t("claims.due"),
        Sort::Owed => t("claims.owed"),
    };
    html! {
        nav.tabs aria-label=(t("claims.orders")) {
            ul { @for sort in Sort::ALL {
                li { a href=(asked.address(sort, 0)) aria-current=[(sort == now).then_some("true")] { (words(sort)) } }
            } }
        }
    }
}

fn filters(shown: &Snapshot, asked: &Asked) -> Markup {
    let is_open = asked.address(Sort::Newest, 0) != "/?sort=newest";
    html! {
        details.filters open[is_open] {
            summary { (t("claims.filters")) }
            form action="/" method="get" {
                input type="hidden" name="sort" value=(asked.wanted().sort.name());
                label { span { (t("claims.words")) } input type="search" name="q" value=(asked.q) maxlength="200"; }
                (choice("language", t("claims.language"), &asked.language, shown.languages.iter().map(|c| (*c, named("language", c)))))
                (choice("standing", t("claims.standing"), &asked.standing, STANDINGS.iter().map(|s| (*s, named("standing", s)))))
                label {
                    span { (t("claims.outlet")) }
                    input name="outlet" list="outlets" value=(asked.outlet) maxlength="200";
                }
                datalist #outlets { @for outlet in shown.outlets.iter().take(OUTLETS_OFFERED) { option value=(outlet) {} } }
                label { span { (t("claims.from")) } input type="date" name="from" value=(asked.from); }
                label { span { (t("claims.until")) } input type="date" name="until" value=(asked.until); }
                label.check { input type="checkbox" name="alone" value="1" checked[asked.alone.is_some()]; " " (t("claims.alone")) }
                button type="submit" { (t("claims.show")) }
                a href="/" { (t("claims.clear")) }
            }
        }
    }
}

fn choice<'a>(name: &str, label: &str, now: &str, options: impl Iterator<Item = (&'a str, &'a str)>) -> Markup {
    html! {
        label {
            span { (label) }
            select name=(name) {
                option value="" { (t("claims.any")) }
                @for (value, words) in options { option value=(value) selected[value == now] { (words) } }
            }
        }
    }
}

fn results(shown: &Snapshot, asked: &Asked, found: &[usize]) -> Markup {
    let pages = found.len().div_ceil(PAGE);
    let page = asked.page.min(pages.saturating_sub(1));
    let sort = asked.wanted().sort;
    html! {
        p.quiet { (n("count.claims", found.len())) @if asked.alone.is_none() && asked.q.is_empty() { " " (t("claims.only-several")) } }
        @if found.is_empty() { p { (t("claims.none")) } }
        ol.claims start=(page * PAGE + 1) {
            @for &at in found.iter().skip(page * PAGE).take(PAGE) { (row(&shown.lines[at])) }
        }
        @if pages > 1 {
            nav.pages aria-label=(t("claims.pages")) {
                @if page > 0 { a href=(asked.address(sort, page - 1)) rel="prev" { (t("claims.previous")) } }
                span { (f("claims.page-of", &[("page", &(page + 1).to_string()), ("pages", &pages.to_string())])) }
                @if page + 1 < pages { a href=(asked.address(sort, page + 1)) rel="next" { (t("claims.next")) } }
            }
        }
    }
}

fn row(line: &Line) -> Markup {
    html! {
        li.claim-row {
            a.claim-link href={ "/claim/" (line.key) } lang=[lang(line.language)] dir="auto" { (line.statement) }
            p.stands { (line.where_it_stands) "." }
            p.quiet {
                span.standing { (named("standing", line.standing.name())) } " "
                (f("claims.bounds", &[("bounds", &line.bounds())])) "; "
                (n("count.articles", line.articles)) @if let Some(last) = line.last { "; " (f("claims.last", &[("when", &moment(last))])) }
                @if let Some((date, _)) = &line.due { "; " (f("claims.due-on", &[("date", date)])) @if line.is_overdue() { " – " strong { (t("claims.overdue")) } } }
                @if line.accuses { "; " (t("claims.accuses")) }
                "; " span lang=[lang(line.language)] { (named("language", line.language)) }
            }
        }
    }
}

/// "2031-09-02 07:10", in UTC.
pub(super) fn moment(time: Timestamp) -> String {
    time.to_zoned(TimeZone::UTC).strftime("%Y-%m-%d %H:%M").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_keeps_the_question() {
        let asked = Asked { q: "a b&c".to_owned(), language: "en".to_owned(), page: 3, ..Asked::default() };
        assert_eq!(asked.address(Sort::Due, 4), "/?q=a%20b%26c&language=en&sort=due&page=4");
    }

    #[test]
    fn until_has_the_day_itself() {
        let asked = Asked { from: "2031-03-05".to_owned(), until: "2031-03-05".to_owned(), ..Asked::default() };
        let wanted = asked.wanted();
        assert_eq!(wanted.until.unwrap().as_second() - wanted.from.unwrap().as_second(), 24 * 3600);
        assert_eq!(day("yesterday", 0), None);
    }
}
