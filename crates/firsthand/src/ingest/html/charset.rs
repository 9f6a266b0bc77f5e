//! Which characters do the bytes of a page stand for?

use chardetng::EncodingDetector;
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::token::{Token, Tokens};

/// Bytes at the beginning in which a page declares its encoding. The standard asks for 1024; pages with long scripts
/// in front declare it later.
const DECLARED_WITHIN: usize = 16 << 10;

/// A page as characters, and how they were found.
#[derive(Debug, PartialEq, Eq)]
pub struct Decoded {
    /// The page; what fitted no character is U+FFFD.
    pub page: String,
    /// The name of the encoding that it was read in.
    pub encoding: &'static str,
    /// The encoding that the page declares and is not written in.
    pub declared: Option<&'static str>,
    /// Whether something fitted no character.
    pub damaged: bool,
    /// Whether nothing told the encoding and it was guessed.
    pub guessed: bool,
}

/// Decodes a page: byte order mark, else the declared encoding, else UTF-8 where it is sound, else a guess.
/// A declaration that the bytes contradict is not believed: what is sound UTF-8 beyond ASCII is UTF-8 whatever the
/// page says, and what is declared as UTF-8 and mostly is not is guessed.
/// Cost: linear. Source: HTML standard, section 13.2.3; the guess is that of Firefox (`chardetng`).
pub fn decode(bytes: &[u8]) -> Decoded {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return read(&bytes[mark..], encoding, None, false);
    }
    let declared = declared(&bytes[..bytes.len().min(DECLARED_WITHIN)]);
    if std::str::from_utf8(without_torn_char(bytes)).is_ok() {
        let contradicted = declared.filter(|known| *known != UTF_8 && !bytes.is_ascii());
        return read(bytes, UTF_8, contradicted, false);
    }
    match declared {
        Some(encoding) if encoding != UTF_8 => read(bytes, encoding, None, false),
        Some(_) if mostly_utf8(bytes) => read(bytes, UTF_8, None, false),
        _ => {
            let mut detector = EncodingDetector::new();
            detector.feed(bytes, true);
            let guess = if mostly_utf8(bytes) { UTF_8 } else { detector.guess(None, true) };
            read(bytes, guess, declared.filter(|known| *known != guess), declared.is_none())
        }
    }
}

fn read(bytes: &[u8], encoding: &'static Encoding, declared: Option<&'static Encoding>, guessed: bool) -> Decoded {
    let (page, damaged) = encoding.decode_without_bom_handling(bytes);
    let page = page.into_owned();
    Decoded { page, encoding: encoding.name(), declared: declared.map(Encoding::name), damaged, guessed }
}

/// A character that the end of what was read went through is not bad UTF-8.
fn without_torn_char(bytes: &[u8]) -> &[u8] {
    match std::str::from_utf8(bytes) {
        Err(error) if error.error_len().is_none() => &bytes[..error.valid_up_to()],
        _ => bytes,
    }
}

/// Whether most of what is not ASCII is UTF-8.
fn mostly_utf8(bytes: &[u8]) -> bool {
    let (mut valid, mut broken) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        valid += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    valid > broken
}

/// What `<meta charset>`, its older form or an XML declaration says.
fn declared(start: &[u8]) -> Option<&'static Encoding> {
    let start = WINDOWS_1252.decode_without_bom_handling(start).0;
    let xml = start.trim_start().strip_prefix("<?xml").and_then(|rest| {
        let declaration = &rest[..rest.find('>')?];
        let (_, value) = declaration.split_once("encoding=")?;
        Some(value.trim_matches(['"', '\'', '?', ' ']).split(['"', '\'']).next()?.to_owned())
    });
    let metas = Tokens::new(&start).filter_map(|token| match token {
        Token::Start(tag) if tag.name == "meta" => {
            let http = tag.value("http-equiv").eq_ignore_ascii_case("content-type");
            let content = tag.value("content").to_ascii_lowercase();
            let old = content.split_once("charset=").filter(|_| http).map(|(_, name)| name.trim().to_owned());
            tag.written("charset").map(|_| tag.value("charset").into_owned()).or(old)
        }
        _ => None,
    });
    let encoding = metas.chain(xml).find_map(|label| Encoding::for_label(label.as_bytes()))?;
    // A page that could be read far enough to find its declaration is not in UTF-16 (HTML standard, 13.2.3.3).
    Some(if encoding == UTF_16LE || encoding == UTF_16BE { UTF_8 } else { encoding })
}

#[cfg(test)]
mod tests {
    use encoding_rs::{ISO_8859_2, WINDOWS_1251};

    use super::*;

    const RUSSIAN: &str = "<p>Паром не вышел в море, сообщил капитан порта во вторник.";

    fn check(bytes: &[u8], words: &str, encoding: &str) -> Decoded {
        let found = decode(bytes);
        assert!(found.page.contains(words), "{}", found.page);
        assert_eq!(found.encoding, encoding);
        found
    }

    #[test]
    fn the_declared_encoding_is_believed() {
        let page = format!("<meta charset=windows-1251>{RUSSIAN}");
        assert_eq!(check(&WINDOWS_1251.encode(&page).0, "Паром", "windows-1251").declared, None);
        let old = "<META http-equiv=Content-Type content='text/html; charset=ISO-8859-2'><p>Łódź";
        check(&ISO_8859_2.encode(old).0, "Łódź", "ISO-8859-2");
        let xml = "<?xml version='1.0' encoding='ISO-8859-2'?><p>Łódź";
        check(&ISO_8859_2.encode(xml).0, "Łódź", "ISO-8859-2");
    }

    #[test]
    fn nothing_declared_is_guessed() {
        assert!(check(&WINDOWS_1251.encode(RUSSIAN).0, "Паром", "windows-1251").guessed);
        assert!(!check(RUSSIAN.as_bytes(), "Паром", "UTF-8").guessed);
    }

    #[test]
    fn a_declaration_that_lies_is_told() {
        let page = format!("<meta charset=windows-1251>{RUSSIAN}");
        assert_eq!(check(page.as_bytes(), "Паром", "UTF-8").declared, Some("windows-1251"));
        let page = format!("<meta charset=utf-8>{RUSSIAN}");
        assert_eq!(check(&WINDOWS_1251.encode(&page).0, "Паром", "windows-1251").declared, Some("UTF-8"));
    }

    #[test]
    fn a_mark_goes_before_everything() {
        let utf16: Vec<u8> = format!("\u{FEFF}{RUSSIAN}").encode_utf16().flat_map(u16::to_le_bytes).collect();
        check(&utf16, "Паром", "UTF-16LE");
    }

    #[test]
    fn damage_is_told() {
        assert!(check("<p>Müller ä".as_bytes(), "Müller", "UTF-8").page.starts_with("<p>"));
        assert!(check(b"<p>M\xC3\xBCller \xC3\xA4 \xFF", "Müller", "UTF-8").damaged);
    }
}
