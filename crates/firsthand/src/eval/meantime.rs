//! What did the annotators of MEANTIME mark? Reads one article of that corpus (Minard et al. 2016) in the XML of the CAT
//! tool: `token` elements in order, and `TIMEX3` elements whose `token_anchor`s name tokens.

use quick_xml::Reader;
use quick_xml::events::attributes::Attributes;
use quick_xml::events::{BytesStart, Event};

use super::times::Timed;
use crate::model::Span;

/// The last sentence that was annotated, the title being 0 (guidelines NWR-2014-2-2).
const LAST_SENTENCE: u32 = 5;

/// One article as annotated.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Annotated {
    /// BCP-47 tag of its language.
    pub language: String,
    /// Its day of publication, as written.
    pub published: String,
    /// The annotated sentences without the line of the date, which is no part of the text.
    pub text: String,
    /// Its time expressions, in the order of the text.
    pub times: Vec<Timed>,
}

/// Reads one file; `None` where it is no such XML.
pub fn annotated(xml: &str) -> Option<Annotated> {
    let mut reading = Reading::default();
    let mut reader = Reader::from_str(xml);
    loop {
        match reader.read_event().ok()? {
            Event::Eof => break,
            Event::Start(tag) => reading.start(&tag),
            Event::Empty(tag) => {
                reading.start(&tag);
                reading.end(tag.name().as_ref());
            }
            Event::End(tag) => reading.end(tag.name().as_ref()),
            Event::Text(text) => reading.word(&text),
            Event::GeneralRef(name) => reading.word(reference(&name)),
            _ => {}
        }
    }
    (!reading.tokens.is_empty()).then(|| reading.finish())
}

fn reference(name: &str) -> &str {
    match name {
        "amp" => "&",
        "lt" => "<",
        "gt" => ">",
        "quot" => "\"",
        "apos" => "'",
        _ => "",
    }
}

#[derive(Default)]
struct Token {
    id: String,
    sentence: u32,
    word: String,
}

#[derive(Default)]
struct Timex {
    value: String,
    /// It is the time of publication.
    creation: bool,
    tokens: Vec<String>,
}

#[derive(Default)]
struct Reading {
    language: String,
    tokens: Vec<Token>,
    times: Vec<Timex>,
    in_token: bool,
    in_time: bool,
}

impl Reading {
    fn start(&mut self, tag: &BytesStart) {
        let value = |name: &str| attribute(tag.attributes(), name);
        match tag.name().as_ref() {
            "Document" => self.language = value("lang"),
            "token" => {
                let sentence = value("sentence").parse().unwrap_or(u32::MAX);
                self.tokens.push(Token { id: value("t_id"), sentence, word: String::new() });
                self.in_token = true;
            }
            "TIMEX3" => {
                let creation = value("functionInDocument") == "CREATION_TIME";
                self.times.push(Timex { value: value("value"), creation, tokens: Vec::new() });
                self.in_time = true;
            }
            "token_anchor" if self.in_time => {
                self.times.iter_mut().last().into_iter().for_each(|t| t.tokens.push(value("t_id")));
            }
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        self.in_token &= name != "token";
        self.in_time &= name != "TIMEX3";
    }

    fn word(&mut self, piece: &str) {
        if let Some(token) = self.tokens.last_mut().filter(|_| self.in_token) {
            token.word.push_str(piece.trim());
        }
    }

    fn finish(self) -> Annotated {
        let is_creation = |t: &&Timex| t.creation;
        let published = self.times.iter().find(is_creation).map(|t| t.value.clone()).unwrap_or_default();
        let dateline: Vec<&String> = self.times.iter().filter(is_creation).flat_map(|t| &t.tokens).collect();
        let kept = self.tokens.iter().filter(|t| t.sentence <= LAST_SENTENCE && !dateline.contains(&&t.id));
        let (text, places) = written(kept);
        let span = |t: &Timex| {
            let mut of = places.iter().filter(|(id, _)| t.tokens.iter().any(|own| own == id)).map(|(_, span)| *span);
            let first = of.next()?;
            Some(Span { end: of.next_back().unwrap_or(first).end, ..first })
        };
        let timed = |t: &Timex| Some(Timed { span: span(t)?, value: t.value.clone() });
        let mut times: Vec<Timed> = self.times.iter().filter(|t| !t.creation).filter_map(timed).collect();
        times.sort_by_key(|t| (t.span.start, t.span.end));
        Annotated { language: self.language, published, text, times }
    }
}

fn attribute(attributes: Attributes, name: &str) -> String {
    let found = attributes.flatten().find(|a| a.key.as_ref() == name);
    found.map(|a| a.value.replace("&quot;", "\"").replace("&amp;", "&")).unwrap_or_default()
}

/// The words as a newspaper would set them, and where each stands. The title and the line below it are paragraphs.
fn written<'t>(tokens: impl Iterator<Item = &'t Token>) -> (String, Vec<(&'t str, Span)>) {
    let (mut text, mut places) = (String::new(), Vec::new());
    let (mut sentence, mut quoting) = (0, false);
    for token in tokens {
        let closes = token.word == "\"" && quoting;
        let joined = closes || leans_left(&token.word) || leans_right(&text, quoting);
        match () {
            () if text.is_empty() => {}
            () if sentence != token.sentence && token.sentence <= 2 => text.push_str("\n\n"),
            () if sentence != token.sentence || !joined => text.push(' '),
            () => {}
        }
        quoting ^= token.word == "\"";
        let start = text.len();
        text.push_str(&token.word);
        places.push((token.id.as_str(), Span::new(start, text.len())));
        sentence = token.sentence;
    }
    (text, places)
}

/// Marks and endings that hang on the word before them.
fn leans_left(word: &str) -> bool {
    let ending = word.strip_prefix('\'').is_some_and(|rest| rest.chars().all(char::is_alphanumeric));
    ending || matches!(word, "," | "." | ";" | ":" | "!" | "?" | ")" | "]" | "%" | "n't")
}

fn leans_right(text: &str, quoting: bool) -> bool {
    text.ends_with(['(', '[', '$']) || (quoting && text.ends_with('"'))
}

#[cfg(test)]
mod tests {
    use super::*;

    const ARTICLE: &str = r#"<?xml version="1.0"?><Document doc_id="1" lang="en">
<token number="0" sentence="0" t_id="1">Ferry</token><token number="1" sentence="0" t_id="2">sinks</token>
<token number="2" sentence="1" t_id="3">May</token><token number="3" sentence="1" t_id="4">3</token>
<token number="4" sentence="2" t_id="5">R&amp;D</token><token number="5" sentence="2" t_id="6">&quot;</token>
<token number="6" sentence="2" t_id="7">sank</token><token number="7" sentence="2" t_id="8">&quot;</token>
<token number="8" sentence="2" t_id="9">last</token><token number="9" sentence="2" t_id="10">week</token>
<token number="10" sentence="2" t_id="11">.</token><token number="11" sentence="6" t_id="12">today</token>
<Markables><TIMEX3 m_id="1" functionInDocument="CREATION_TIME" value="2031-05-03"><token_anchor t_id="3"/>
<token_anchor t_id="4"/></TIMEX3><TIMEX3 m_id="2" value="2031-05-03"><token_anchor t_id="12"/></TIMEX3>
<TIMEX3 m_id="3" functionInDocument="NONE" value="2031-W17"><token_anchor t_id="9"/><token_anchor t_id="10"/></TIMEX3>
<TIMEX3 m_id="4" value="P1D"/><EVENT_MENTION m_id="5"><token_anchor t_id="7"/></EVENT_MENTION></Markables></Document>"#;

    #[test]
    fn the_annotated_sentences_are_set_as_text_without_the_line_of_the_date() {
        let article = annotated(ARTICLE).expect("an article");
        assert_eq!((article.language.as_str(), article.published.as_str()), ("en", "2031-05-03"));
        assert_eq!(article.text, "Ferry sinks\n\nR&D \"sank\" last week.");
    }

    #[test]
    fn times_stand_on_their_tokens_and_those_without_tokens_are_left_out() {
        let article = annotated(ARTICLE).expect("an article");
        let found: Vec<(&str, &str)> = article.times.iter().map(|t| (t.span.of(&article.text), &*t.value)).collect();
        assert_eq!(found, [("last week", "2031-W17")]);
    }

    #[test]
    fn what_is_no_article_is_none() {
        for xml in ["", "plain words", "<Document lang=\"en\"></Document>", "<token t_id=\"1\"><b></token>"] {
            assert_eq!(annotated(xml), None, "{xml}");
        }
    }
}
