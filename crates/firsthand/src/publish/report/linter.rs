//! May this sentence of ours be printed? No guilt in our voice, no verdict on truth, nothing alleged without who alleges
//! it and what the status is (safeguards, rule 6). What stands in quotation marks is somebody's words, and needs somebody.

use std::sync::OnceLock;

use crate::text::fold;

/// What is wrong with a sentence: the rule, and the words that break it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// A stable short name.
    pub rule: &'static str,
    /// The words.
    pub words: String,
}

/// Lines of phrases; a line `# title` begins a list. Put together by hand.
const LISTS: &str = include_str!("linter.txt");

#[derive(Default)]
struct Phrases {
    guilt: Vec<String>,
    labels: Vec<String>,
    verdicts: Vec<String>,
    deeds: Vec<String>,
    attribution: Vec<String>,
    status: Vec<String>,
    proceedings: Vec<String>,
}

impl Phrases {
    fn all() -> &'static Self {
        static ALL: OnceLock<Phrases> = OnceLock::new();
        ALL.get_or_init(Self::read)
    }

    fn read() -> Self {
        let mut lists = Self::default();
        let mut title = "";
        for line in LISTS.lines().filter(|line| !line.trim().is_empty()) {
            if let Some(next) = line.strip_prefix("# ") {
                title = next;
                continue;
            }
            let list = match title {
                "guilt" => &mut lists.guilt,
                "labels" => &mut lists.labels,
                "verdicts" => &mut lists.verdicts,
                "deeds" => &mut lists.deeds,
                "attribution" => &mut lists.attribution,
                "status" => &mut lists.status,
                _ => &mut lists.proceedings,
            };
            list.extend(line.split(',').map(|phrase| format!(" {} ", plain(phrase))));
        }
        lists
    }
}

/// The faults of a sentence that this program made, or of a title. Cost: linear in the sentence, times the phrases.
pub fn faults(sentence: &str) -> Vec<Fault> {
    let lists = Phrases::all();
    let (ours, quotes) = without_quotations(sentence);
    let words = format!(" {} ", plain(&ours));
    let first =
        |list: &[String]| list.iter().find(|phrase| words.contains(phrase.as_str())).map(|p| p.trim().to_owned());
    let attributed = first(&lists.attribution).is_some();
    let mut faults = Vec::new();
    let mut fault = |rule, words: Option<String>| faults.extend(words.map(|words| Fault { rule, words }));
    fault("guilt-in-our-voice", first(&lists.guilt));
    fault("label-in-our-voice", first(&lists.labels));
    fault("verdict-in-our-voice", first(&lists.verdicts));
    let has_status = first(&lists.status).is_some();
    fault("deed-without-attribution-and-status", first(&lists.deeds).filter(|_| !attributed || !has_status));
    let dated = words.contains(" as of ") || words.contains(" as stated by ");
    fault("status-without-date-and-source", first(&lists.proceedings).filter(|_| !attributed || !dated));
    fault("quotation-without-source", (quotes > 0 && !attributed).then(|| sentence.chars().take(60).collect()));
    faults
}

/// Our words alone, and how many quotations were taken out. A quotation that never ends is none.
fn without_quotations(sentence: &str) -> (String, usize) {
    let (mut ours, mut quotes, mut depth) = (String::new(), 0, 0_usize);
    if sentence.matches('“').count() != sentence.matches('”').count() {
        return (sentence.to_owned(), 1);
    }
    for c in sentence.chars() {
        match c {
            '“' => {
                quotes += usize::from(depth == 0);
                depth += 1;
            }
            '”' => depth = depth.saturating_sub(1),
            _ if depth == 0 => ours.push(c),
            _ => {}
        }
    }
    (ours, quotes)
}

/// Folded words with single spaces, without marks.
fn plain(text: &str) -> String {
    let folded = fold(text);
    let words = folded.split(|c: char| !(c.is_alphanumeric() || c == '-')).filter(|w| !w.is_empty());
    words.collect::<Vec<_>>().join(" ")
}
