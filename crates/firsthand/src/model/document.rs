use super::{Part, Place, Span, TimeInterval};

/// Position of a document in the pile that a run reads, after the pile was put into its canonical order.
/// Stages use it instead of the id; only exports print ids.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DocumentNo(pub u32);

impl DocumentNo {
    /// The number as an index into the pile.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// Position of an outlet among the outlets of a pile (`crate::outlets::Outlets`). Documents with the same host or
/// the same outlet name share it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OutletNo(pub u32);

/// The languages that have a language file; everything else is read with the rules that need no words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "the variants are their names")]
pub enum Language {
    English,
    Russian,
    Turkish,
    Azerbaijani,
    German,
    French,
    Spanish,
    Portuguese,
    Polish,
    Ukrainian,
    Other,
}

impl Language {
    /// Every language with a file, in the order of the columns of the concept tables.
    pub const SUPPORTED: [Self; 10] = [
        Self::English,
        Self::Russian,
        Self::Turkish,
        Self::Azerbaijani,
        Self::German,
        Self::French,
        Self::Spanish,
        Self::Portuguese,
        Self::Polish,
        Self::Ukrainian,
    ];

    /// ISO 639-1 code; `und` for a language without a file.
    pub fn code(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Russian => "ru",
            Self::Turkish => "tr",
            Self::Azerbaijani => "az",
            Self::German => "de",
            Self::French => "fr",
            Self::Spanish => "es",
            Self::Portuguese => "pt",
            Self::Polish => "pl",
            Self::Ukrainian => "uk",
            Self::Other => "und",
        }
    }

    /// Reads a BCP 47 tag by its first part: `pt-BR` is Portuguese.
    pub fn from_tag(tag: &str) -> Self {
        let first = tag.split(['-', '_']).next().unwrap_or("").to_ascii_lowercase();
        Self::SUPPORTED.into_iter().find(|l| l.code() == first).unwrap_or(Self::Other)
    }
}

/// One fetched version of one article.
#[derive(Clone, Debug)]
pub struct Document {
    /// As given, or a hash of URL and text. Unique in a pile.
    pub id: String,
    /// File it came from, as the user named it; `-` for standard input.
    pub path: String,
    /// Canonical URL, or empty.
    pub url: String,
    /// Outlet as given, else the host of the URL, else empty.
    pub outlet: String,
    /// When it was published, as an interval with its provenance.
    pub published: TimeInterval,
    /// The outlet's clock against UTC, in minutes, as far as its times tell; 0 where they do not. Relative dates in
    /// the text ("on Tuesday") are days of that clock.
    pub utc_offset_minutes: i32,
    /// Language of the text.
    pub language: Language,
    /// Language tag as given or found, kept for exports.
    pub language_tag: String,
    /// Title, where it stands apart from the text; otherwise empty.
    pub title: String,
    /// Bylines as given.
    pub authors: Vec<String>,
    /// The text as it came in. Every span with [`Part::Text`] indexes it.
    pub text: String,
    /// Outgoing links of the article body, absolute, in order of appearance.
    pub links: Vec<String>,
    /// The words under pictures, in order, where the page says which they are; empty for inputs that do not.
    pub captions: Vec<Span>,
    /// Fields of the input that Firsthand does not know, as JSON, in input order: they pass through to exports.
    pub extra: Vec<(String, String)>,
}

impl Document {
    /// The string that `part` names.
    pub fn part(&self, part: Part) -> &str {
        match part {
            Part::Title => &self.title,
            Part::Text => &self.text,
        }
    }

    /// The words under `place`.
    pub fn slice(&self, place: Place) -> &str {
        place.span.of(self.part(place.part))
    }

    /// Host of the URL without `www.`, lower case; empty where there is no URL.
    pub fn host(&self) -> String {
        let rest = self.url.split_once("://").map_or("", |(_, rest)| rest);
        let host = rest.split(['/', '?', '#']).next().unwrap_or("");
        let host = host.rsplit('@').next().unwrap_or("").split(':').next().unwrap_or("");
        let host = host.to_lowercase();
        host.strip_prefix("www.").unwrap_or(&host).to_owned()
    }
}

#[cfg(test)]
impl Document {
    /// A document of which a test says as little as it needs: a text, and no more.
    pub(crate) fn of_text(language: Language, text: &str) -> Self {
        Self {
            id: "d".into(),
            path: String::new(),
            url: String::new(),
            outlet: String::new(),
            published: TimeInterval::default(),
            utc_offset_minutes: 0,
            language,
            language_tag: language.code().into(),
            title: String::new(),
            authors: Vec::new(),
            text: text.into(),
            links: Vec::new(),
            captions: Vec::new(),
            extra: Vec::new(),
        }
    }
}
