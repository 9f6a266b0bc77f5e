//! How do articles come in? As a text that somebody pastes, as files, or from a page that is open in another tab.
//!
//! What is uploaded is read as any file would be, under a name of ours in a folder that is gone afterwards: a name that
//! a browser sends never reaches the disk.

use std::path::{Path as FilePath, PathBuf};
use std::sync::Arc;

use axum::Extension;
use axum::extract::{Multipart, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use firsthand::model::{Note, Noted};
use firsthand::publish::parts::clean;
use std::convert::Infallible;

use firsthand_engine::read::{Kept, Portion, ReadOptions, read_in_portions};
use maud::{Markup, html};

use super::{frame, line};
use crate::App;
use crate::access::Visitor;
use crate::assets;
use crate::trouble::{Answer, Trouble};
use crate::words::{f, n, t};

/// Endings that the reader knows; another is read by what the file begins with.
const ENDINGS: [&str; 16] = [
    ".jsonl",
    ".json",
    ".csv",
    ".txt",
    ".html",
    ".htm",
    ".mhtml",
    ".mht",
    ".warc",
    ".xml",
    ".rss",
    ".atom",
    ".jsonl.gz",
    ".warc.gz",
    ".html.gz",
    ".jsonl.zst",
];

/// Files at once.
const MOST_FILES: usize = 200;

/// A file's name is shown up to so many characters.
const LONGEST_NAME: usize = 100;

/// Notes shown after adding.
const NOTES_SHOWN: usize = 20;

/// One file to be read: the name that is shown, and its bytes.
pub(crate) struct Upload {
    pub(crate) name: String,
    pub(crate) bytes: Vec<u8>,
}

/// What came of adding.
pub(crate) struct Added {
    pub(crate) new: usize,
    pub(crate) revised: usize,
    pub(crate) known: usize,
    pub(crate) notes: Vec<Note>,
}

pub(crate) async fn form(State(app): State<Arc<App>>, Extension(visitor): Extension<Visitor>) -> Response {
    let content = html! {
        h1 { (t("add.title")) }
        div.columns { (files_form()) (text_form(&Pasted::default(), None)) }
        (bookmark(&app))
    };
    frame::page(&app, &visitor, "/add", t("add.title"), &content)
}

fn files_form() -> Markup {
    html! {
        section {
            h2 { (t("add.files")) }
            form.stacked.drop method="post" action="/add" enctype="multipart/form-data" {
                label for="files" { span { (t("add.choose")) } }
                input #files type="file" name="files" multiple required;
                p.quiet { (t("add.kinds")) }
                button type="submit" { (t("add.add-files")) }
            }
        }
    }
}

/// What stands in the form for one text.
#[derive(Default)]
struct Pasted {
    title: String,
    url: String,
    outlet: String,
    published: String,
    text: String,
}

fn text_form(now: &Pasted, once: Option<&str>) -> Markup {
    html! {
        section {
            h2 { (t("add.text")) }
            form.stacked #text-form method="post" action="/add" enctype="multipart/form-data" {
                @if let Some(once) = once { input type="hidden" name="once" value=(once); }
                label { span { (t("add.text-title")) } input name="title" maxlength="1000" value=(now.title); }
                label { span { (t("add.outlet")) } input name="outlet" maxlength="200" value=(now.outlet); }
                label { span { (t("add.url")) } input name="url" type="url" maxlength="2000" value=(now.url); }
                label { span { (t("add.published")) } input name="published" maxlength="40" placeholder="2031-03-05T09:40:00Z" value=(now.published); }
                label { span { (t("add.body")) } textarea name="text" rows="12" required { (now.text) } }
                button type="submit" { (t("add.add-text")) }
            }
        }
    }
}

/// A bookmark that takes the open page's address, title and text to a form here. Nothing is sent but to this machine's
/// form, and nothing is kept until the user confirms it.
fn bookmark(app: &App) -> Markup {
    let code = format!(
        "javascript:void(open('{}/clip#'+encodeURIComponent(JSON.stringify({{url:location.href,title:document.title,\
         text:(String(getSelection())||document.body.innerText).slice(0,200000)}}))))",
        app.door.origins.first().map_or("", String::as_str)
    );
    html! {
        section {
            h2 { (t("add.bookmark")) }
            p { (t("add.bookmark-about")) }
            p { a.button href=(code) { (t("add.bookmark-name")) } }
        }
    }
}

/// Where the bookmark opens: it goes on to the form itself, with the cookie that a foreign page's link does not carry.
pub(crate) async fn clip() -> Response {
    let content = html! {
        h1 { (t("add.clip")) }
        p #clip-go { a href="/clip/form" { (t("add.clip-go")) } }
        script defer src=(assets::address("clip.js")) {}
    };
    frame::bare(t("add.clip"), &content).into_response()
}

pub(crate) async fn clip_form(State(app): State<Arc<App>>, Extension(visitor): Extension<Visitor>) -> Response {
    let content = html! {
        h1 { (t("add.clip")) }
        p { (t("add.clip-about")) }
        (text_form(&Pasted::default(), Some(&app.door.once())))
        script defer src=(assets::address("clip.js")) {}
    };
    frame::page(&app, &visitor, "", t("add.clip"), &content)
}

pub(crate) async fn add(
    State(app): State<Arc<App>>,
    Extension(visitor): Extension<Visitor>,
    form: Multipart,
) -> Answer {
    let (uploads, once) = uploads(form).await?;
    if once.is_some_and(|token| !app.door.spend(&token)) {
        return Err(Trouble::new(StatusCode::FORBIDDEN, t("add.once-spent")));
    }
    let added = keep(app.clone(), uploads).await?;
    let content = html! {
        h1 { (t("add.done")) }
        p role="status" { (in_words(&added)) }
        @if !added.notes.is_empty() {
            h2 { (t("add.notes")) }
            ul { @for note in added.notes.iter().take(NOTES_SHOWN) { li { (line(&note.to_string())) } } }
            @if added.notes.len() > NOTES_SHOWN { p.quiet { (n("count.more", added.notes.len() - NOTES_SHOWN)) } }
        }
        p { a href="/" { (t("add.to-claims")) } " · " a href="/add" { (t("add.more")) } }
    };
    Ok(frame::page(&app, &visitor, "/add", t("add.done"), &content))
}

fn in_words(added: &Added) -> String {
    let [a, r, k] = [added.new, added.revised, added.known].map(|count| count.to_string());
    f("add.tally", &[("added", &a), ("revised", &r), ("known", &k)])
}

async fn uploads(mut form: Multipart) -> Result<(Vec<Upload>, Option<String>), Trouble> {
    let broken = |error: axum::extract::multipart::MultipartError| Trouble::new(error.status(), t("add.broken"));
    let (mut files, mut fields, mut once) = (Vec::new(), serde_json::Map::new(), None);
    while let Some(field) = form.next_field().await.map_err(broken)? {
        let name = field.name().unwrap_or_default().to_owned();
        if name == "files" {
            let shown = shown_name(field.file_name().unwrap_or_default());
            let bytes = field.bytes().await.map_err(broken)?.to_vec();
            if !bytes.is_empty() {
                files.push(Upload { name: shown, bytes });
            }
            if files.len() > MOST_FILES {
                return Err(Trouble::input(f("add.too-many", &[("most", &MOST_FILES.to_string())])));
            }
            continue;
        }
        let value = field.text().await.map_err(broken)?;
        match name.as_str() {
            "once" => once = Some(value),
            "title" | "url" | "outlet" | "published" | "text" if !value.trim().is_empty() => {
                fields.insert(name, value.into());
            }
            _ => {}
        }
    }
    if fields.contains_key("text") {
        let bytes = serde_json::Value::Object(fields).to_string().into_bytes();
        files.push(Upload { name: "pasted.jsonl".to_owned(), bytes });
    }
    if files.is_empty() { Err(Trouble::input(t("add.nothing"))) } else { Ok((files, once)) }
}

/// The last part of a name that a browser sent, without what no file's name should have: it is shown and never opened.
fn shown_name(sent: &str) -> String {
    let last = sent.rsplit(['/', '\\']).next().unwrap_or("");
    let name: String = clean(last).chars().filter(|c| !matches!(c, '<' | '>' | '|' | ':' | '"' | '*' | '?')).collect();
    let name: String = name.trim_matches('.').chars().take(LONGEST_NAME).collect();
    if name.is_empty() { "upload".to_owned() } else { name }
}

/// Reads the files and puts their articles into the collection, away from the threads that answer.
pub(crate) async fn keep(app: Arc<App>, uploads: Vec<Upload>) -> Result<Added, Trouble> {
    let done = tokio::task::spawn_blocking(move || {
        let Noted { value: pile, notes } = read_all(&uploads)?;
        let tally = app.desk.add(pile)?;
        Ok(Added { new: tally.added, revised: tally.revised, known: tally.known, notes })
    });
    done.await.unwrap_or_else(|_| Err(Trouble::new(StatusCode::INTERNAL_SERVER_ERROR, t("add.broken"))))
}

fn read_all(uploads: &[Upload]) -> Result<Noted<Vec<Kept>>, Trouble> {
    let trouble = |error: std::io::Error| Trouble::new(StatusCode::INTERNAL_SERVER_ERROR, error.to_string());
    let folder = tempfile::tempdir().map_err(trouble)?;
    let mut paths = Vec::new();
    for (at, upload) in uploads.iter().enumerate() {
        let path = folder.path().join(format!("{at}{}", ending(&upload.name)));
        std::fs::write(&path, &upload.bytes).map_err(trouble)?;
        paths.push(path);
    }
    let mut read = read_whole(&paths).map_err(|error| Trouble::input(error.to_string()))?;
    let name = |path: &str| named_as(uploads, path);
    read.value.iter_mut().for_each(|(document, _)| document.path = name(&document.path));
    read.notes.iter_mut().for_each(|note| note.at = name(&note.at));
    Ok(read)
}

/// All articles of some files: what is uploaded at once is small enough to be held at once.
pub(crate) fn read_whole(paths: &[PathBuf]) -> Result<Noted<Vec<Kept>>, firsthand_engine::Error> {
    let mut value = Vec::new();
    let keep = |portion: Vec<Kept>| {
        value.extend(portion);
        Ok::<(), Infallible>(())
    };
    let Ok(notes) = read_in_portions(paths, &ReadOptions::default(), Portion::default(), keep)?;
    Ok(Noted { value, notes })
}

/// The longest known ending of a name.
fn ending(name: &str) -> &'static str {
    let name = name.to_ascii_lowercase();
    let fitting = ENDINGS.into_iter().filter(|ending| name.ends_with(ending));
    fitting.max_by_key(|ending| ending.len()).unwrap_or("")
}

/// The name that the file at a path of ours was sent under.
fn named_as(uploads: &[Upload], path: &str) -> String {
    let stem = FilePath::new(path).file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let number = stem.split('.').next().and_then(|digits| digits.parse::<usize>().ok());
    number.and_then(|at| uploads.get(at)).map_or_else(String::new, |upload| upload.name.clone())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_climbs_is_only_shown() {
        assert_eq!(shown_name("../../etc/passwd"), "passwd");
        assert_eq!(shown_name("C:\\news\\monday.jsonl"), "monday.jsonl");
        assert_eq!(shown_name(".."), "upload");
        assert_eq!(shown_name("a\u{202e}b\u{0}.txt"), "ab.txt");
        assert_eq!(ending("Monday.JSONL.gz"), ".jsonl.gz");
        assert_eq!(ending("monday.exe"), "");
    }

    #[test]
    fn files_are_known_by_the_name_they_were_sent_under() {
        let bytes = br#"{"text":"The ferries will stop on Friday, the harbour office said.","outlet":"Post"}"#.to_vec();
        let read = read_all(&[Upload { name: "monday.jsonl".to_owned(), bytes }]).unwrap();
        assert_eq!(read.value[0].0.path, "monday.jsonl");
    }
}
