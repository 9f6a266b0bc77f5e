//! Attacks, and the whole way of a claim, without a network: requests go straight into the router.

use std::thread::sleep;
use std::time::{Duration, Instant};

use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Method, Request, StatusCode, header};
use tower::ServiceExt;

use super::*;
use crate::access::login_line;

const HOST: &str = "127.0.0.1:16050";
const ORIGIN: &str = "http://127.0.0.1:16050";
const TOKEN: &str = "the token of this start";

struct Bench {
    router: Router,
    desk: Arc<Desk>,
    cookie: String,
    _folder: tempfile::TempDir,
}

struct Reply {
    status: StatusCode,
    headers: HeaderMap,
    text: String,
}

/// One article a line: two reports that have it from a third, which has it from nobody by name.
fn ferries() -> String {
    let row = |id: &str, outlet: &str, hour: u32, text: &str| {
        serde_json::json!({
            "id": id, "outlet": outlet, "published": format!("2031-03-05T{hour:02}:00:00Z"), "language": "en",
            "url": format!("https://{id}.example/ferries"), "title": "Night ferries to stop", "text": text,
        })
        .to_string()
    };
    [
        row("harbour", "Harbour Post", 7, "The night ferries to Sallow will stop on 20 March, an official who asked not to be named told the Harbour Post. About 420 passengers a night use them."),
        row("orrin", "Orrin Gazette", 9, "The night ferries to Sallow will stop on 20 March, the Harbour Post reported. About 420 passengers a night use them."),
        row("lantern", "Lantern", 12, "The night ferries to Sallow will stop on 20 March, according to the Orrin Gazette. About 420 passengers a night use them."),
    ]
    .join("\n")
}

impl Bench {
    fn of(pile: &str) -> Self {
        Self::with(pile, Some(TOKEN.to_owned()), None)
    }

    fn with(pile: &str, token: Option<String>, logins: Option<Logins>) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let desk = Desk::open(&folder.path().join("news.firsthand"), None).unwrap();
        let door = Door::new(vec![ORIGIN.to_owned()], token, logins, 16050);
        let router = app(door, desk.clone(), Some("Mara Quist".to_owned()));
        let bench = Self { router, desk, cookie: String::new(), _folder: folder };
        if !pile.is_empty() {
            let record = folder_pile(pile);
            bench.desk.add(record).unwrap();
        }
        bench.wait();
        bench
    }

    fn entered(pile: &str) -> Self {
        let mut bench = Self::of(pile);
        let reply = bench.get(&format!("/enter?token={}", TOKEN.replace(' ', "%20")));
        let cookie = reply.headers[header::SET_COOKIE].to_str().unwrap().to_owned();
        bench.cookie = cookie.split(';').next().unwrap().to_owned();
        bench
    }

    /// Until the background thread has traced what is in the file.
    fn wait(&self) {
        let start = Instant::now();
        let is_behind = || {
            let stamp = self.desk.collection().stamp().unwrap();
            self.desk.snapshot().stamp.is_none_or(|shown| shown.documents != stamp.documents)
        };
        while is_behind() {
            assert!(start.elapsed() < Duration::from_mins(1), "it was never traced");
            sleep(Duration::from_millis(20));
        }
    }

    fn send(&self, request: Request<Body>) -> Reply {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let response = self.router.clone().oneshot(request).await.unwrap();
            let (parts, body) = response.into_parts();
            let bytes = to_bytes(body, usize::MAX).await.unwrap();
            Reply { status: parts.status, headers: parts.headers, text: String::from_utf8_lossy(&bytes).into_owned() }
        })
    }

    fn request(&self, method: Method, path: &str) -> axum::http::request::Builder {
        Request::builder().method(method).uri(path).header(header::HOST, HOST).header(header::COOKIE, &self.cookie)
    }

    fn get(&self, path: &str) -> Reply {
        self.send(self.request(Method::GET, path).body(Body::empty()).unwrap())
    }

    fn post(&self, path: &str, form: &str) -> Reply {
        let request = self.request(Method::POST, path).header(header::ORIGIN, ORIGIN);
        let request = request.header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        self.send(request.body(Body::from(form.to_owned())).unwrap())
    }

    fn api(&self, path: &str) -> serde_json::Value {
        let reply = self.get(path);
        assert_eq!(reply.status, StatusCode::OK, "{path}: {}", reply.text);
        serde_json::from_str(&reply.text).unwrap()
    }

    fn claim(&self) -> String {
        self.api("/api/claims?alone=1")["claims"][0]["id"].as_str().unwrap().to_owned()
    }

    /// Sends a file as a browser does.
    fn upload(&self, name: &str, fields: &[(&str, &str)], content: &str) -> Reply {
        let part =
            |head: &str, value: &str| format!("--part\r\nContent-Disposition: form-data; {head}\r\n\r\n{value}\r\n");
        let fields = fields.iter().map(|(field, value)| part(&format!("name=\"{field}\""), value));
        let file = (!name.is_empty()).then(|| part(&format!("name=\"files\"; filename=\"{name}\""), content));
        let mut body: String = fields.chain(file).collect();
        body += "--part--\r\n";
        let request = self.request(Method::POST, "/add").header(header::ORIGIN, ORIGIN);
        let request = request.header(header::CONTENT_TYPE, "multipart/form-data; boundary=part");
        self.send(request.body(Body::from(body)).unwrap())
    }
}

fn folder_pile(pile: &str) -> Vec<firsthand_engine::read::Kept> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("pile.jsonl");
    std::fs::write(&path, pile).unwrap();
    pages::add::read_whole(&[path]).unwrap().value
}

/// Every page, for what has to hold of all of them.
fn pages(bench: &Bench) -> Vec<(String, Reply)> {
    let claim = bench.claim();
    let whole = bench.api(&format!("/api/claims/{claim}"));
    let mut paths: Vec<String> =
        ["/", "/?alone=1", "/?q=ferries", "/review", "/review/log", "/add", "/clip/form", "/pile", "/name", "/status"]
            .map(str::to_owned)
            .into();
    paths.extend((1..4).map(|row| format!("/article/{row}")));
    paths.extend([format!("/claim/{claim}"), format!("/claim/{claim}/account")]);
    if let Some(relay) = whole["claims"][0]["relays"][0]["id"].as_str() {
        paths.push(format!("/claim/{claim}/relay/{relay}"));
    }
    paths.into_iter().map(|path| (path.clone(), bench.get(&path))).collect()
}

#[test]
fn nobody_enters_without_the_token() {
    let bench = Bench::of(&ferries());
    for path in
        ["/", "/claim/k", "/api/claims", "/api/openapi.json", "/export/claims.csv", "/enter", "/enter?token=guess"]
    {
        let reply = bench.get(path);
        assert_eq!(reply.status, StatusCode::UNAUTHORIZED, "{path}");
        assert!(!reply.text.contains("ferries"), "{path}");
    }
    assert_eq!(bench.post("/trace", "").status, StatusCode::UNAUTHORIZED);
}

#[test]
fn the_token_becomes_a_strict_cookie() {
    let bench = Bench::of("");
    let reply = bench.get(&format!("/enter?token={}", TOKEN.replace(' ', "%20")));
    assert_eq!(reply.status, StatusCode::SEE_OTHER);
    let cookie = reply.headers[header::SET_COOKIE].to_str().unwrap();
    assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict"), "{cookie}");
    assert!(!cookie.contains(TOKEN), "the cookie is not the token");
}

#[test]
fn a_name_that_was_rebound_to_this_machine_is_refused() {
    let bench = Bench::entered(&ferries());
    for host in ["evil.example", "evil.example:16050", "127.0.0.1", "127.0.0.1:80", "127.0.0.1:16050.evil.example"] {
        let request = Request::builder().uri("/").header(header::HOST, host).header(header::COOKIE, &bench.cookie);
        let reply = bench.send(request.body(Body::empty()).unwrap());
        assert_eq!(reply.status, StatusCode::MISDIRECTED_REQUEST, "{host}");
    }
    let request = Request::builder().uri("/").header(header::COOKIE, &bench.cookie).body(Body::empty()).unwrap();
    assert_eq!(bench.send(request).status, StatusCode::MISDIRECTED_REQUEST, "no host at all");
}

#[test]
fn another_sites_form_changes_nothing() {
    let bench = Bench::entered(&ferries());
    let claim = bench.claim();
    let foreign =
        [Some("https://evil.example"), Some("null"), Some("http://127.0.0.1:16051"), Some("http://localhost"), None];
    for origin in foreign {
        for path in
            ["/review", "/trace", "/leave", "/name", "/api/review", "/api/documents", &format!("/claim/{claim}/sign")]
        {
            let mut request = bench.request(Method::POST, path);
            if let Some(origin) = origin {
                request = request.header(header::ORIGIN, origin);
            }
            let request = request.header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
            let reply = bench.send(request.body(Body::from(format!("id={claim}&verdict=sign&why=x&name=x"))).unwrap());
            assert_eq!(reply.status, StatusCode::FORBIDDEN, "{origin:?} {path}");
        }
    }
    assert_eq!(bench.api("/api/review/log")["entries"].as_array().unwrap().len(), 0);
}

#[test]
fn another_sites_script_reads_nothing() {
    let bench = Bench::entered(&ferries());
    let get = |name: &str, value: &str| {
        let request = bench.request(Method::GET, "/api/claims").header(name, value);
        bench.send(request.body(Body::empty()).unwrap())
    };
    assert_eq!(get("origin", "https://evil.example").status, StatusCode::FORBIDDEN);
    assert_eq!(get("sec-fetch-site", "cross-site").status, StatusCode::FORBIDDEN);
    let reply = get("origin", ORIGIN);
    assert_eq!(reply.status, StatusCode::OK);
    assert!(!reply.headers.contains_key(header::ACCESS_CONTROL_ALLOW_ORIGIN));
    let preflight = bench.request(Method::OPTIONS, "/api/review").header(header::ORIGIN, "https://evil.example");
    assert_eq!(bench.send(preflight.body(Body::empty()).unwrap()).status, StatusCode::FORBIDDEN);
}

#[test]
fn every_page_says_what_it_is_and_runs_nothing_inline() {
    let bench = Bench::entered(&ferries());
    for (path, reply) in pages(&bench) {
        assert_eq!(reply.status, StatusCode::OK, "{path}");
        assert!(reply.text.contains("Working copy. Names are not masked. Not for publication."), "{path}");
        assert!(reply.text.contains("noindex") && reply.headers["x-robots-tag"] == "noindex, nofollow", "{path}");
        let policy = reply.headers[header::CONTENT_SECURITY_POLICY].to_str().unwrap();
        assert!(policy.contains("default-src 'none'") && !policy.contains("unsafe"), "{path}");
        assert!(!reply.text.contains(" style=") && !reply.text.contains("<style"), "{path}");
        assert!(!reply.text.contains(" onclick=") && !reply.text.contains("<script>"), "{path}");
        let without_bookmark = reply.text.replace("https://", "").replace("http://127.0.0.1:16050/clip", "");
        assert!(!without_bookmark.contains("src=\"http"), "{path}");
    }
}

/// What a page of the world may try, in every field that is shown.
fn hostile() -> String {
    let word = "x".repeat(1 << 20);
    let attack = "<script>alert(1)</script><svg onload=alert(1)><img src=x onerror=alert(1)>";
    let turned = "\u{202e}detrever\u{2066}\u{200b}";
    let row = |id: &str, outlet: &str, url: &str, more: &str| {
        serde_json::json!({
            "id": format!("{id}{attack}"), "outlet": format!("{outlet}{attack}{turned}"), "language": "en", "url": url,
            "published": "2031-03-05T07:00:00Z", "title": format!("Night ferries {attack} {turned} to stop"), "authors": [attack],
            "text": format!("The night ferries to Sallow will stop on 20 March, the Harbour Post{attack} reported. {turned} {more}"),
        })
        .to_string()
    };
    [
        row("a", "Harbour Post", "javascript:alert(1)", &word),
        row("b", "Orrin Gazette", "https://b.example/\"><script>alert(1)</script>", ""),
        row("c", "Lantern", "data:text/html,<script>alert(1)</script>", attack),
    ]
    .join("\n")
}

#[test]
fn nothing_in_an_article_runs_hides_or_turns() {
    let bench = Bench::entered(&hostile());
    for (path, reply) in pages(&bench) {
        assert_eq!(reply.status, StatusCode::OK, "{path}");
        for attack in [
            "<script>alert",
            "<svg onload",
            "<img src=x",
            "href=\"javascript:alert",
            "href=\"data:",
            "\u{202e}",
            "\u{2066}",
        ] {
            assert!(!reply.text.contains(attack), "{path}: {attack:?}");
        }
    }
    let claim = bench.claim();
    for format in crate::pages::claim::FORMATS {
        let reply = bench.get(&format!("/claim/{claim}/export/{format}"));
        assert_eq!(reply.status, StatusCode::OK);
        assert!(reply.headers[header::CONTENT_DISPOSITION].to_str().unwrap().starts_with("attachment"), "{format}");
        assert!(!format.ends_with("html") || !reply.text.contains("<script>alert"), "{format}");
    }
}

#[test]
fn lists_stay_short_whatever_a_word_is() {
    let bench = Bench::entered(&hostile());
    assert!(bench.get("/?alone=1").text.len() < 200_000);
    assert!(bench.get("/review").text.len() < 200_000);
}

#[test]
fn an_upload_cannot_choose_where_it_lands() {
    let bench = Bench::entered("");
    for name in ["../../../tmp/escaped.jsonl", "..\\\\escaped.jsonl", "/etc/passwd", "a/../../b.jsonl"] {
        let reply = bench.upload(name, &[], &ferries().replace("\"id\":\"", &format!("\"id\":\"{}", name.len())));
        assert_eq!(reply.status, StatusCode::OK, "{name}: {}", reply.text);
    }
    bench.wait();
    let shown = bench.desk.snapshot();
    assert!(!shown.documents.is_empty());
    assert!(shown.documents.iter().all(|d| !d.path.contains(['/', '\\'])), "only the name is kept");
    assert!(!std::path::Path::new("/tmp/escaped.jsonl").exists());
    assert_eq!(bench.get("/static/..%2f..%2fCargo.toml").status, StatusCode::NOT_FOUND);
    assert_eq!(bench.get("/export/..%2fclaims.csv").status, StatusCode::NOT_FOUND);
}

#[test]
fn what_is_too_large_is_refused_before_it_is_read() {
    let bench = Bench::entered("");
    let reply = bench.post("/name", &format!("name={}", "x".repeat(FORM_BYTES)));
    assert_eq!(reply.status, StatusCode::PAYLOAD_TOO_LARGE);
    let reply = bench.upload("a.txt", &[], &"x".repeat(PILE_BYTES + 1));
    assert_eq!(reply.status, StatusCode::PAYLOAD_TOO_LARGE);
}

fn logins() -> Logins {
    let lines = ["Mara Quist", "Odo Fenn"].map(|name| login_line(name, "a long enough one").unwrap());
    Logins::parse(&lines.concat()).unwrap()
}

#[test]
fn beyond_this_machine_one_logs_in() {
    let listen = "0.0.0.0:0".parse().unwrap();
    let settings = |logins| Settings {
        collection: "never-made.firsthand".into(),
        listen,
        origins: Vec::new(),
        logins,
        reviewer: None,
        tagger: None,
    };
    assert!(matches!(serve(settings(None)), Err(ServeError::Open(_))));
    assert!(matches!(serve(settings(Some(logins()))), Err(ServeError::NoOrigin)));
    assert!(!std::path::Path::new("never-made.firsthand").exists());

    let mut bench = Bench::with(&ferries(), None, Some(logins()));
    assert_eq!(bench.get("/").status, StatusCode::SEE_OTHER, "to the login");
    assert_eq!(bench.get("/api/claims").status, StatusCode::UNAUTHORIZED);
    let reply = bench.post("/login", "name=Mara+Quist&password=a+long+enough+one");
    assert_eq!(reply.status, StatusCode::SEE_OTHER);
    let cookie = reply.headers[header::SET_COOKIE].to_str().unwrap().to_owned();
    bench.cookie = cookie.split(';').next().unwrap().to_owned();
    assert!(bench.get("/").text.contains("Mara Quist"));
    // A login's name is not changed by a form: a second reviewer is a second login (safeguards, rule 8).
    bench.post("/name", "name=Odo+Fenn");
    bench.post(&format!("/claim/{}/sign", bench.claim()), "why=seen&name=Odo+Fenn");
    assert_eq!(bench.api("/api/review/log")["entries"][0]["reviewer"], "Mara Quist");
    assert_eq!(bench.post("/leave", "").status, StatusCode::OK);
    assert_eq!(bench.get("/").status, StatusCode::SEE_OTHER, "the session is over");
}

#[test]
fn guessing_passwords_has_to_wait() {
    let bench = Bench::with("", None, Some(logins()));
    for _ in 0..5 {
        assert_eq!(bench.post("/login", "name=Mara+Quist&password=guess").status, StatusCode::UNAUTHORIZED);
    }
    let reply = bench.post("/login", "name=Mara+Quist&password=a+long+enough+one");
    assert_eq!(reply.status, StatusCode::TOO_MANY_REQUESTS, "the right one has to wait too");
    assert!(reply.headers.contains_key(header::RETRY_AFTER));
    assert_eq!(bench.post("/login", "name=Odo+Fenn&password=a+long+enough+one").status, StatusCode::SEE_OTHER);
}

#[test]
fn with_logins_on_this_machine_the_token_is_needed_too() {
    let bench = Bench::with("", Some(TOKEN.to_owned()), Some(logins()));
    assert_eq!(bench.post("/login", "name=Mara+Quist&password=a+long+enough+one").status, StatusCode::UNAUTHORIZED);
}

#[test]
fn a_bookmarks_form_is_sent_once() {
    let bench = Bench::entered("");
    let form = bench.get("/clip/form").text;
    let once = form.split("name=\"once\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let fields =
        [("once", once.as_str()), ("outlet", "Harbour Post"), ("text", "The night ferries to Sallow will stop.")];
    assert_eq!(bench.upload("", &fields, "").status, StatusCode::OK);
    assert_eq!(bench.upload("", &fields, "").status, StatusCode::FORBIDDEN);
    assert_eq!(bench.upload("", &[("once", "guess"), ("text", "x")], "").status, StatusCode::FORBIDDEN);
    let bare = Bench::of("");
    assert_eq!(bare.get("/clip").status, StatusCode::OK, "a foreign page's link carries no cookie");
    assert_eq!(bare.get("/clip/form").status, StatusCode::UNAUTHORIZED);
}

#[test]
fn a_review_moves_the_bounds_at_once_and_is_taken_back() {
    let bench = Bench::entered(&ferries());
    let claim = bench.claim();
    let bounds = || {
        let independent = bench.api(&format!("/api/claims/{claim}"))["claims"][0]["independent"].clone();
        (independent["at_least"].as_u64().unwrap(), independent["at_most"].as_u64().unwrap())
    };
    let before = bounds();
    let relays = bench.api(&format!("/api/claims/{claim}"))["claims"][0]["relays"].as_array().unwrap().clone();
    let told = relays.iter().find(|relay| relay["from"]["source"].is_string()).unwrap();
    let id = told["id"].as_str().unwrap();
    let open = bench.api("/api/review")["relays"].as_array().unwrap().len();

    let reply = bench.post("/review", &format!("id={id}&verdict=reject&why=the+official+spoke+of+trams"));
    assert_eq!(reply.status, StatusCode::OK, "{}", reply.text);
    assert_ne!(bounds(), before, "the relay that brings the source carries the bounds: {relays:?}");
    assert_eq!(bench.api("/api/review")["relays"].as_array().unwrap().len(), open - 1);

    assert_eq!(bench.post("/review/undo", &format!("id={id}&why=it+did+not")).status, StatusCode::OK);
    assert_eq!(bounds(), before);
    let log = bench.api("/api/review/log");
    assert_eq!(log["entries"].as_array().unwrap().len(), 2, "nothing that was said is lost");

    bench.desk.trace_again();
    sleep(Duration::from_millis(50));
    bench.wait();
    assert_eq!(bounds(), before, "a whole trace finds the same");
}

#[test]
fn a_whole_trace_finds_what_a_review_found() {
    let bench = Bench::entered(&ferries());
    let claim = bench.claim();
    let relays = bench.api(&format!("/api/claims/{claim}"))["claims"][0]["relays"].as_array().unwrap().clone();
    for (at, relay) in relays.iter().enumerate() {
        let verdict = if at % 2 == 0 { "reject" } else { "accept" };
        let id = relay["id"].as_str().unwrap();
        let said = format!("{{\"id\":\"{id}\",\"verdict\":\"{verdict}\",\"why\":\"read it\"}}");
        let request = bench.request(Method::POST, "/api/review").header(header::ORIGIN, ORIGIN);
        assert_eq!(bench.send(request.body(Body::from(said)).unwrap()).status, StatusCode::OK);
    }
    let at_once = bench.api(&format!("/api/claims/{claim}"));
    let shown = bench.desk.snapshot();
    bench.desk.trace_again();
    let start = Instant::now();
    while Arc::ptr_eq(&shown, &bench.desk.snapshot()) {
        assert!(start.elapsed() < Duration::from_mins(1), "it was never traced again");
        sleep(Duration::from_millis(20));
    }
    assert_eq!(bench.api(&format!("/api/claims/{claim}"))["claims"], at_once["claims"]);
}

#[test]
fn sources_grouping_and_dates_are_corrected_and_taken_back() {
    let bench = Bench::entered(&ferries());
    let claim = bench.claim();
    let whole = || bench.api(&format!("/api/claims/{claim}"))["claims"][0].clone();
    let before = whole();
    let of = |claim: &serde_json::Value, kind: &str| {
        claim["sources"].as_array().unwrap().iter().filter(|source| source["kind"] == kind).count()
    };
    assert!(of(&before, "anonymous") > 0, "{}", before["sources"]);
    let relays = before["relays"].as_array().unwrap();
    let id = relays.iter().find(|relay| relay["from"]["source"].is_string()).unwrap()["id"].as_str().unwrap();
    let reply = bench.post("/review", &format!("id={id}&verdict=correct&kind=collective&why=it+is+said"));
    assert_eq!(reply.status, StatusCode::OK, "{}", reply.text);
    assert_eq!(of(&whole(), "anonymous"), 0);
    assert_ne!(
        whole()["independent"]["at_most"],
        before["independent"]["at_most"],
        "nobody in particular counts as nothing"
    );
    assert_eq!(bench.post("/review/undo", &format!("id={id}&why=it+is+not")).status, StatusCode::OK);
    assert_eq!(whole(), before);

    assert_eq!(bench.post("/review/correct", "what=date&article=1&when=soon&why=x").status, StatusCode::BAD_REQUEST);
    let shown = bench.desk.snapshot();
    bench.post("/review/correct", "what=date&article=1&when=2031-03-04T07:00:00Z&why=the+print+is+older");
    let start = Instant::now();
    while Arc::ptr_eq(&shown, &bench.desk.snapshot()) || bench.desk.work() != crate::desk::Work::Idle {
        assert!(start.elapsed() < Duration::from_mins(1), "it was never traced again");
        sleep(Duration::from_millis(20));
    }
    let first = &bench.desk.snapshot().documents[0];
    assert_eq!(first.published.from, "review");
    assert_eq!(first.published.earliest.unwrap().to_string(), "2031-03-04T07:00:00Z");

    let shown = bench.desk.snapshot();
    let reply = bench.post("/review/correct", &format!("what=apart&claim={claim}&article=3&why=it+is+of+another+line"));
    assert_eq!(reply.status, StatusCode::OK, "{}", reply.text);
    while Arc::ptr_eq(&shown, &bench.desk.snapshot()) || bench.desk.work() != crate::desk::Work::Idle {
        assert!(start.elapsed() < Duration::from_mins(1), "it was never traced again");
        sleep(Duration::from_millis(20));
    }
    assert_eq!(whole()["articles"].as_array().unwrap().len(), before["articles"].as_array().unwrap().len() - 1);
}

#[test]
fn nothing_can_be_asked_by_person() {
    let bench = Bench::entered(&ferries());
    let spec = bench.api("/api/openapi.json");
    let words = ["person", "people", "author", "who", "accused", "speaker", "source"];
    for (path, methods) in spec["paths"].as_object().unwrap() {
        assert!(words.iter().all(|word| !path.contains(word)), "{path}");
        let parameters = methods["get"]["parameters"].as_array().cloned().unwrap_or_default();
        for parameter in parameters {
            let name = parameter["name"].as_str().unwrap().to_owned();
            assert!(words.iter().all(|word| !name.contains(word)), "{path} {name}");
        }
    }
    for path in [
        "/people",
        "/persons",
        "/sources",
        "/person/1",
        "/source/s1",
        "/api/people",
        "/api/sources",
        "/api/claims/k/sources/s1",
    ] {
        assert_eq!(bench.get(path).status, StatusCode::NOT_FOUND, "{path}");
    }
    let all = bench.api("/api/claims?alone=1");
    assert_eq!(
        bench.api("/api/claims?alone=1&person=official&source=s1&accused=treason"),
        all,
        "such parameters are nothing"
    );
}

#[test]
fn every_route_for_programs_is_described_and_answers() {
    let bench = Bench::entered(&ferries());
    let spec = bench.api("/api/openapi.json");
    let claim = bench.claim();
    let mut described = 0;
    for (path, methods) in spec["paths"].as_object().unwrap() {
        let address = path.replace("{key}", &claim).replace("{row}", "1");
        if methods.get("get").is_some() {
            bench.api(&address);
            described += 1;
        }
        if methods.get("post").is_some() {
            let request = bench.request(Method::POST, &address).header(header::ORIGIN, ORIGIN);
            let reply = bench.send(request.body(Body::from("{\"text\":\"x\"}")).unwrap());
            assert_ne!(reply.status, StatusCode::NOT_FOUND, "{address}");
            assert_ne!(reply.status, StatusCode::METHOD_NOT_ALLOWED, "{address}");
            described += 1;
        }
    }
    let routes = include_str!("../serve.rs").matches("\"/api/").count();
    assert_eq!(spec["paths"].as_object().unwrap().len(), routes, "a route is not described");
    assert!(described > routes / 2);
}

#[test]
fn versions_stand_side_by_side() {
    let first = ferries();
    let bench = Bench::entered(&first);
    let second = first.lines().next().unwrap().replace("\"harbour\"", "\"harbour-2\"").replace("will stop", "may stop");
    assert_eq!(bench.upload("later.jsonl", &[], &second).status, StatusCode::OK);
    bench.wait();
    let page = bench.get("/article/4").text;
    let address = page.split("href=\"/article/4/versions?before=").nth(1).unwrap().split('"').next().unwrap();
    let compared = bench.get(&format!("/article/4/versions?before={address}")).text;
    assert!(compared.contains("<del>will </del><ins>may </ins>"), "{compared}");
    assert_eq!(bench.get("/article/4/versions?before=2").status, StatusCode::BAD_REQUEST);
    assert_eq!(bench.get("/article/999").status, StatusCode::NOT_FOUND);
}

/// The ferries come first in the pile, so that every number of the other claim's documents has to change.
#[test]
fn a_claim_that_accuses_leaves_with_its_own_articles() {
    let row = |id: &str, outlet: &str, hour: u32, text: &str| {
        serde_json::json!({
            "id": id, "outlet": outlet, "published": format!("2031-04-02T{hour:02}:00:00Z"), "language": "en",
            "title": "Harbour clerk charged", "text": text,
        })
        .to_string()
    };
    let first = "Prosecutors charged a clerk of the Quay Office with bribery over the crane contract, the Tide Record reported. \
                 The clerk denies the charge, his lawyer said.";
    let second =
        "A clerk of the Quay Office was charged with bribery over the crane contract, according to the Tide Record.";
    let pile = [ferries(), row("tide", "Tide Record", 8, first), row("mole", "Mole Mail", 11, second)].join("\n");
    let bench = Bench::entered(&pile);
    let shown = bench.desk.snapshot();
    let accuses = |f: &&Arc<firsthand::model::Finding>| f.claim.accusation.is_some() && !f.claim.replies.is_empty();
    let finding = shown.findings.iter().find(accuses).unwrap();
    let key = finding.claim.key(&shown.documents);
    let reply = bench.get(&format!("/claim/{key}/export/json"));
    let told: serde_json::Value = serde_json::from_str(&reply.text).unwrap();
    let told = &told["claims"][0];
    for row in ["replies", "legal"] {
        assert!(matches!(told[row][0]["document"].as_str(), Some("tide" | "mole")), "{}", told[row]);
    }
    let conduct = &told["accusation"]["conduct"][0]["document"];
    assert!(matches!(conduct.as_str(), Some("tide" | "mole")), "{}", told["accusation"]);
}
