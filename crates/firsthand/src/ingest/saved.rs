//! Where does a page come from that somebody saved? MHTML (RFC 2557), `SingleFile`, and browsers' "saved from".

/// A page taken out of the file that it was saved in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SavedPage {
    /// Where the page was; empty where the file does not tell.
    pub url: String,
    /// When it was saved, in a form that `Published` reads; empty where the file does not tell.
    pub at: String,
    /// The bytes of the page.
    pub html: Vec<u8>,
    /// The character encoding that the file's headers give it.
    pub charset: Option<String>,
}

/// How deep parts within parts are followed. Chosen by hand: browsers write one level, mail programs two or three.
const DEEPEST: u32 = 4;

/// Bytes at the beginning of a page in which a comment about its origin is looked for. Chosen by hand: `SingleFile`
/// and browsers write it right after the document type.
const COMMENT_WITHIN: usize = 4 << 10;

/// The first HTML part of a page saved as MHTML; `None` where there is none.
/// A part that the file ends in is given as far as it goes. Cost: linear, times the depth of nesting, which is capped.
pub fn page_of_mhtml(bytes: &[u8]) -> Option<SavedPage> {
    let (headers, _) = headers_of(bytes);
    let mut page = first_page(bytes, DEEPEST)?;
    if let Some(url) = header(&headers, "snapshot-content-location") {
        url.clone_into(&mut page.url);
    }
    header(&headers, "date").unwrap_or("").clone_into(&mut page.at);
    Some(page)
}

/// URL and time that a comment at the beginning of a page gives: that of `SingleFile` (`url:`, `saved date:`) or
/// that of browsers (`saved from url=(0019)https://…`). Empty strings where there is none.
pub fn origin_of_page(html: &str) -> (String, String) {
    let end = (0..=html.len().min(COMMENT_WITHIN)).rev().find(|at| html.is_char_boundary(*at)).unwrap_or(0);
    for comment in html[..end].split("<!--").skip(1) {
        let comment = comment.split("-->").next().unwrap_or(comment);
        if comment.contains("Page saved with SingleFile") {
            let line = |key: &str| comment.lines().find_map(|line| line.trim().strip_prefix(key)).unwrap_or("").trim();
            return (line("url:").to_owned(), script_date(line("saved date:")));
        }
        if let Some((_, address)) = comment.split_once("saved from url=(") {
            let address = address.split_once(')').map_or("", |(_, url)| url).trim();
            return (if address.starts_with("http") { address.to_owned() } else { String::new() }, String::new());
        }
    }
    (String::new(), String::new())
}

/// `Thu Mar 14 2024 10:00:00 GMT+0100 (…)`, as JavaScript writes a date, in the order of RFC 2822.
fn script_date(words: &str) -> String {
    match words.split_whitespace().collect::<Vec<_>>().as_slice() {
        [_, month, day, year, time, zone, ..] => {
            format!("{day} {month} {year} {time} {}", zone.trim_start_matches("GMT").trim_start_matches("UTC"))
        }
        _ => words.to_owned(),
    }
}

type Headers = Vec<(String, String)>;

fn first_page(part: &[u8], deepest: u32) -> Option<SavedPage> {
    let (headers, body) = headers_of(part);
    let kind = header(&headers, "content-type").unwrap_or("text/plain");
    let essence = kind.split(';').next().unwrap_or("").trim().to_ascii_lowercase();
    if matches!(essence.as_str(), "text/html" | "application/xhtml+xml") {
        let encoding = header(&headers, "content-transfer-encoding").unwrap_or("").to_ascii_lowercase();
        let url = header(&headers, "content-location").unwrap_or("").to_owned();
        let charset = parameter(kind, "charset");
        return Some(SavedPage { url, at: String::new(), html: transferred(body, &encoding), charset });
    }
    let boundary = parameter(kind, "boundary").filter(|_| essence.starts_with("multipart/") && deepest > 0)?;
    parts(body, &boundary).into_iter().find_map(|part| first_page(part, deepest - 1))
}

/// Header lines with their continuations joined, and what follows the empty line after them.
fn headers_of(part: &[u8]) -> (Headers, &[u8]) {
    let mut headers = Headers::new();
    let mut rest = part;
    while !rest.is_empty() {
        let length = rest.iter().position(|b| *b == b'\n').map_or(rest.len(), |at| at + 1);
        let (line, after) = rest.split_at(length);
        rest = after;
        let line = String::from_utf8_lossy(line.trim_ascii_end());
        if line.is_empty() {
            break;
        }
        match (line.starts_with([' ', '\t']), headers.last_mut(), line.split_once(':')) {
            (true, Some((_, value)), _) => value.extend([" ", line.trim()]),
            (_, _, Some((name, value))) => headers.push((name.trim().to_ascii_lowercase(), value.trim().to_owned())),
            _ => {}
        }
    }
    (headers, rest)
}

fn header<'a>(headers: &'a Headers, name: &str) -> Option<&'a str> {
    headers.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str()).filter(|value| !value.is_empty())
}

/// A parameter of a header such as `text/html; charset="utf-8"`.
fn parameter(header: &str, name: &str) -> Option<String> {
    let given = header.split(';').skip(1).filter_map(|part| part.split_once('='));
    let mut named = given.filter(|(key, _)| key.trim().eq_ignore_ascii_case(name));
    let value = named.next()?.1.trim().trim_matches('"');
    (!value.is_empty()).then(|| value.to_owned())
}

/// The parts between the lines that a boundary makes.
fn parts<'a>(body: &'a [u8], boundary: &str) -> Vec<&'a [u8]> {
    let line = format!("--{boundary}");
    let mut found = Vec::new();
    let (mut at, mut start) = (0, None);
    for piece in body.split_inclusive(|b| *b == b'\n') {
        if piece.starts_with(line.as_bytes()) {
            found.extend(start.map(|start| &body[start..at]));
            start = Some(at + piece.len());
        }
        at += piece.len();
    }
    found.extend(start.map(|start| &body[start..]));
    found
}

fn transferred(body: &[u8], encoding: &str) -> Vec<u8> {
    match encoding.trim() {
        "quoted-printable" => quoted_printable(body),
        "base64" => base64(body),
        _ => body.to_owned(),
    }
}

/// RFC 2045, section 6.7; an `=` that begins nothing stays.
fn quoted_printable(body: &[u8]) -> Vec<u8> {
    let digit = |byte: Option<&u8>| byte.and_then(|byte| char::from(*byte).to_digit(16));
    let mut decoded = Vec::with_capacity(body.len());
    let mut at = 0;
    while let Some(byte) = body.get(at) {
        let ahead = &body[at + 1..];
        let (taken, given) = match (byte, digit(ahead.first()), digit(ahead.get(1))) {
            (b'=', Some(high), Some(low)) => (3, Some((high * 16 + low) as u8)),
            (b'=', ..) if ahead.starts_with(b"\r\n") => (3, None),
            (b'=', ..) if ahead.starts_with(b"\n") => (2, None),
            _ => (1, Some(*byte)),
        };
        decoded.extend(given);
        at += taken;
    }
    decoded
}

/// RFC 4648, section 4; whatever is not of its alphabet is passed over, and padding ends the data.
fn base64(body: &[u8]) -> Vec<u8> {
    let mut decoded = Vec::with_capacity(body.len() / 4 * 3);
    let (mut bits, mut count) = (0_u32, 0);
    for byte in body.iter().take_while(|byte| **byte != b'=') {
        let six = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            _ => continue,
        };
        bits = bits << 6 | u32::from(six);
        count += 6;
        if count >= 8 {
            count -= 8;
            decoded.push((bits >> count) as u8);
        }
    }
    decoded
}

#[cfg(test)]
mod tests {
    use super::*;

    const CHROME: &str = "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://example.org/ferry\r\nSubject: x\r\n\
        Date: Fri, 1 Mar 2024 10:00:00 -0000\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype=\"text/html\";\r\n\
        \tboundary=\"----b--\"\r\n\r\n\r\n------b--\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\nAAAA\r\n\
        ------b--\r\nContent-Type: text/html; charset=\"utf-8\"\r\nContent-Transfer-Encoding: quoted-printable\r\n\
        Content-Location: https://example.org/other\r\n\r\n<p>The ferry =\r\nsailed =E2=80=93 late. 1=1</p>\r\n------b----\r\n";

    #[test]
    fn the_first_page_of_a_browsers_file() {
        let page = page_of_mhtml(CHROME.as_bytes()).unwrap();
        assert_eq!(page.url, "https://example.org/ferry");
        assert_eq!((page.at.as_str(), page.charset.as_deref()), ("Fri, 1 Mar 2024 10:00:00 -0000", Some("utf-8")));
        assert_eq!(String::from_utf8(page.html).unwrap(), "<p>The ferry sailed – late. 1=1</p>\r\n");
    }

    #[test]
    fn a_file_cut_anywhere_never_panics() {
        let found = (0..CHROME.len()).filter(|end| page_of_mhtml(&CHROME.as_bytes()[..*end]).is_some()).count();
        assert!(found > 50);
    }

    #[test]
    fn parts_within_parts_are_followed_so_far() {
        let nested = |depth: usize| {
            let begin = |i| format!("Content-Type: multipart/mixed; boundary=b{i}\n\n--b{i}\n");
            (0..depth).map(begin).collect::<String>()
                + "Content-Type: text/html\nContent-Transfer-Encoding: base64\n\nPHA+YQ==\n"
        };
        assert_eq!(page_of_mhtml(nested(3).as_bytes()).unwrap().html, b"<p>a");
        assert!(page_of_mhtml(nested(9).as_bytes()).is_none());
        assert!(page_of_mhtml(b"").is_none() && page_of_mhtml(b"Content-Type: multipart/related\n\n--\n").is_none());
    }

    #[test]
    fn comments_tell_the_origin() {
        let single = "<!DOCTYPE html> <html><!--\n Page saved with SingleFile \n url: https://example.org/a?b=1 \n saved date: Thu Mar 14 2024 10:00:00 GMT+0100 (CET)\n--><p>a";
        assert_eq!(
            origin_of_page(single),
            ("https://example.org/a?b=1".to_owned(), "14 Mar 2024 10:00:00 +0100".to_owned())
        );
        let browser = "<!-- saved from url=(0021)https://example.org/b -->\n<html>";
        assert_eq!(origin_of_page(browser), ("https://example.org/b".to_owned(), String::new()));
        assert_eq!(origin_of_page("<!-- saved from url=(0014)about:internet --><p>").0, "");
        assert_eq!(origin_of_page(&"ю".repeat(9000)), Default::default());
    }
}
