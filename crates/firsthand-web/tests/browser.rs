//! The workbench in a browser: adding, finding, following, reviewing and logging in by keyboard, and axe on every page.
//!
//! It needs Chromium, Node and what `npm ci --prefix crates/firsthand-web/tests/browser` installs; where one of them is
//! missing it says so and is skipped. With `FIRSTHAND_PICTURES=FOLDER` it leaves a picture of every page.

#![expect(clippy::unwrap_used, reason = "a test that cannot start a workbench has failed")]

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use firsthand_web::{Logins, Settings, login_line, serve};

/// The whole journey takes half a minute on two cores; a browser that hangs is ended.
const PATIENCE: Duration = Duration::from_mins(4);

/// Where Debian and others put the browser.
const BROWSERS: [&str; 4] =
    ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", "/snap/bin/chromium"];

fn browser() -> Option<PathBuf> {
    let named = std::env::var_os("FIRSTHAND_CHROMIUM").map(PathBuf::from);
    named.into_iter().chain(BROWSERS.map(PathBuf::from)).find(|path| path.exists())
}

fn has_node() -> bool {
    let version = Command::new("node").arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status();
    version.is_ok_and(|status| status.success())
}

/// A made-up story: one nameless official, one outlet, three that have it from each other.
fn pile() -> String {
    let row = |id: &str, outlet: &str, hour: u32, text: &str| {
        serde_json::json!({
            "id": id, "outlet": outlet, "published": format!("2031-03-05T{hour:02}:00:00Z"), "language": "en",
            "url": format!("https://{id}.example/ferries"), "title": "Night ferries to stop", "text": text,
        })
        .to_string()
    };
    let claim = "The night ferries to Sallow will stop on 20 March";
    let rest = "About 420 passengers a night use them.";
    [
        row(
            "harbour",
            "Harbour Post",
            7,
            &format!("{claim}, an official who asked not to be named told the Harbour Post. {rest}"),
        ),
        row("orrin", "Orrin Gazette", 9, &format!("{claim}, the Harbour Post reported. {rest}")),
        row("lantern", "Lantern", 12, &format!("{claim}, according to the Orrin Gazette. {rest}")),
        row(
            "tide",
            "Tide Record",
            15,
            &format!("The harbour office denied that the night ferries to Sallow will stop on 20 March. {rest}"),
        ),
    ]
    .join("\n")
}

/// A workbench of its own, in a thread of its own; its address.
fn start(folder: &Path, name: &str, listen: &str, logins: Option<Logins>, origins: Vec<String>) -> String {
    let collection = folder.join(name);
    let reviewer = logins.is_none().then(|| "Mara Quist".to_owned());
    let listen = listen.parse().unwrap();
    let served = serve(Settings { collection, listen, origins, logins, reviewer, tagger: None }).unwrap();
    let url = served.url.clone();
    thread::spawn(move || served.run());
    url
}

#[test]
fn a_journey_by_keyboard() {
    let here = Path::new(&std::env::var("CARGO_MANIFEST_DIR").unwrap()).join("tests/browser");
    let Some(browser) = browser().filter(|_| has_node() && here.join("node_modules/playwright-core").exists()) else {
        eprintln!("skipped: no Chromium, no Node, or `npm ci --prefix crates/firsthand-web/tests/browser` was not run");
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("ferries.jsonl"), pile()).unwrap();
    let enter = start(folder.path(), "news.firsthand", "127.0.0.1:0", None, Vec::new());
    // A port of its own that nothing else takes in the moment between; beyond this machine it wants a password.
    let free = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let logins = Logins::parse(&login_line("Mara Quist", "a long enough one").unwrap()).unwrap();
    let desk = vec![format!("http://127.0.0.1:{free}")];
    let login = start(folder.path(), "desk.firsthand", &format!("0.0.0.0:{free}"), Some(logins), desk);

    let mut node = Command::new("node");
    node.arg(here.join("journey.mjs")).args([&enter, &login]).arg(folder.path().join("ferries.jsonl")).arg(browser);
    node.args(std::env::var_os("FIRSTHAND_PICTURES"));
    let mut child = node.spawn().unwrap();
    let start = Instant::now();
    let status = loop {
        if let Some(status) = child.try_wait().unwrap() {
            break status;
        }
        if start.elapsed() > PATIENCE {
            child.kill().unwrap();
            panic!("the browser did not finish in {PATIENCE:?}");
        }
        thread::sleep(Duration::from_millis(100));
    };
    assert!(status.success(), "the journey failed: see above");
}
