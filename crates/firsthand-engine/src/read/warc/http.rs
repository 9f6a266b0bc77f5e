//! What did the server send?

use std::io::Read;

use brotli_decompressor::Decompressor;
use flate2::bufread::{DeflateDecoder, MultiGzDecoder, ZlibDecoder};

/// Layers of compression that are taken off. Servers use one, broken ones two.
const MOST_LAYERS: usize = 3;

/// Unpacked bytes below which no ratio is looked at.
const RATIO_MATTERS_FROM: u64 = 1 << 20;

/// An HTTP response as it stands in an archive.
pub(super) struct Response<'a> {
    pub(super) status: u16,
    headers: Vec<(String, String)>,
    body: &'a [u8],
}

impl<'a> Response<'a> {
    /// Reads status and headers; `None` for what does not begin as HTTP does.
    pub(super) fn parse(bytes: &'a [u8]) -> Option<Self> {
        let (line, mut body) = line(bytes);
        let line = String::from_utf8_lossy(line);
        let mut words = line.split_whitespace();
        words.next().filter(|protocol| protocol.starts_with("HTTP"))?;
        let status = words.next().and_then(|status| status.parse().ok()).unwrap_or(0);
        let mut headers = Vec::new();
        while !body.is_empty() {
            let (header, rest) = self::line(body);
            body = rest;
            let header = String::from_utf8_lossy(header);
            if header.trim().is_empty() {
                break;
            }
            if let Some((name, value)) = header.split_once(':') {
                headers.push((name.trim().to_ascii_lowercase(), value.trim().to_owned()));
            }
        }
        Some(Self { status, headers, body })
    }

    /// The value of a header, whose name is given in lower case.
    pub(super) fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// The page: chunks joined and compression taken off, `room` bytes at most and `expansion` times what was sent.
    /// Archives often keep the headers of an encoding that they have already undone: then the bytes show it.
    /// With trouble comes what could be read before.
    pub(super) fn body(&self, room: u64, expansion: u64) -> (Vec<u8>, Option<String>) {
        let chunked =
            self.header("transfer-encoding").is_some_and(|value| value.to_ascii_lowercase().contains("chunked"));
        let (mut body, mut trouble) = if chunked { joined(self.body) } else { (self.body.to_vec(), None) };
        let encodings = self.header("content-encoding").unwrap_or("").to_ascii_lowercase();
        for encoding in encodings.rsplit(',').map(str::trim).take(MOST_LAYERS) {
            let sent = body.len() as u64;
            let most = room.min(sent.saturating_mul(expansion).max(RATIO_MATTERS_FROM));
            let (unpacked, found) = unpacked(body, encoding, most);
            body = unpacked;
            trouble = trouble.or(found);
        }
        (body, trouble)
    }
}

/// The first line without its end, and the rest.
fn line(bytes: &[u8]) -> (&[u8], &[u8]) {
    let end = bytes.iter().position(|b| *b == b'\n');
    let (line, rest) = end.map_or((bytes, &[][..]), |end| (&bytes[..end], &bytes[end + 1..]));
    (line.strip_suffix(b"\r").unwrap_or(line), rest)
}

/// Joins chunks (RFC 9112, section 7.1). Bytes that do not begin with a chunk are not chunked.
fn joined(bytes: &[u8]) -> (Vec<u8>, Option<String>) {
    let mut whole = Vec::with_capacity(bytes.len());
    let mut rest = bytes;
    while !rest.is_empty() {
        let (head, data) = line(rest);
        let digits = String::from_utf8_lossy(head.split(|b| *b == b';').next().unwrap_or(head)).trim().to_owned();
        let Ok(length) = usize::from_str_radix(&digits, 16) else {
            if whole.is_empty() {
                return (bytes.to_vec(), None);
            }
            return (whole, Some("the page's chunks do not follow one another; what came before was kept".to_owned()));
        };
        if length == 0 {
            return (whole, None);
        }
        let there = length.min(data.len());
        whole.extend_from_slice(&data[..there]);
        rest = &data[there..];
        rest = rest.strip_prefix(b"\r\n").or_else(|| rest.strip_prefix(b"\n")).unwrap_or(rest);
    }
    (whole, Some("the page lacks its last chunk; what came before was kept".to_owned()))
}

/// Takes one layer of compression off; a layer that is not there is none.
fn unpacked(bytes: Vec<u8>, encoding: &str, most: u64) -> (Vec<u8>, Option<String>) {
    match encoding {
        "gzip" | "x-gzip" if bytes.starts_with(&[0x1F, 0x8B]) => read_all(MultiGzDecoder::new(bytes.as_slice()), most),
        "deflate" if is_zlib(&bytes) => read_all(ZlibDecoder::new(bytes.as_slice()), most),
        "deflate" if !is_text(&bytes) => read_all(DeflateDecoder::new(bytes.as_slice()), most),
        "zstd" if bytes.starts_with(&[0x28, 0xB5, 0x2F, 0xFD]) => {
            match zstd::stream::read::Decoder::with_buffer(bytes.as_slice()) {
                Ok(decoder) => read_all(decoder, most),
                Err(error) => (Vec::new(), Some(damaged(&error))),
            }
        }
        // Brotli has no mark of its own, but text is hardly ever brotli.
        "br" if !is_text(&bytes) => read_all(Decompressor::new(bytes.as_slice(), 4096), most),
        _ => (bytes, None),
    }
}

fn read_all(reader: impl Read, most: u64) -> (Vec<u8>, Option<String>) {
    let mut page = Vec::new();
    let end = reader.take(most + 1).read_to_end(&mut page);
    let trouble = match end {
        Err(error) => Some(damaged(&error)),
        Ok(_) if page.len() as u64 > most => {
            Some(format!("the page becomes more than the {most} bytes that are unpacked; the rest was left out"))
        }
        Ok(_) => None,
    };
    page.truncate(most as usize);
    (page, trouble)
}

fn damaged(error: &std::io::Error) -> String {
    format!("the page was sent compressed and is damaged ({error}); what came before was kept")
}

/// RFC 1950, section 2.2: method 8, and a checksum over the first two bytes.
fn is_zlib(bytes: &[u8]) -> bool {
    matches!(bytes, [first, second, ..] if first & 0x0F == 8 && (u16::from(*first) << 8 | u16::from(*second)) % 31 == 0)
}

/// Whether bytes begin as markup does.
fn is_text(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(256)];
    head.trim_ascii_start().starts_with(b"<") && !head.contains(&0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn body(response: &[u8]) -> (String, bool) {
        let (body, trouble) = Response::parse(response).unwrap().body(1000, 400);
        (String::from_utf8_lossy(&body).into_owned(), trouble.is_some())
    }

    fn check(response: &str, expected: &str, trouble: bool) {
        assert_eq!(body(response.as_bytes()), (expected.to_owned(), trouble), "{response:?}");
    }

    #[test]
    fn chunks_are_joined() {
        let head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: Chunked\r\n\r\n";
        check(&format!("{head}3\r\nabc\r\n2;x=y\r\nde\r\n0\r\n\r\n"), "abcde", false);
        check(&format!("{head}<p>not chunked"), "<p>not chunked", false);
        check(&format!("{head}3\r\nabc\r\nzz\r\n"), "abc", true);
        check(&format!("{head}ff\r\nabc"), "abc", true);
        check(&format!("{head}ffffffffffffffff\r\nabc"), "abc", true);
        check(&format!("{head}0\r\n"), "", false);
    }

    #[test]
    fn compression_is_taken_off_if_it_is_there() {
        let head = |encoding: &str| format!("HTTP/1.1 200 OK\nContent-Encoding: {encoding}\n\n").into_bytes();
        let page = "<p>The ferry sailed.</p>";
        for encoding in ["gzip", "deflate", "br", "zstd", "identity"] {
            assert_eq!(body(&[head(encoding), page.into()].concat()), (page.to_owned(), false), "{encoding}");
        }
        let packed = zstd::encode_all(page.as_bytes(), 1).unwrap();
        assert_eq!(body(&[head("zstd"), packed].concat()), (page.to_owned(), false));
        // The page as brotli's uncompressed meta-block: window bits, length, bytes, end.
        let brotli = [&[0x8B, 0x0B, 0x80][..], page.as_bytes(), &[0x03]].concat();
        assert_eq!(body(&[head("br"), brotli].concat()).0, page);
    }

    #[test]
    fn what_is_not_http_is_told() {
        assert!(Response::parse(b"<html>").is_none() && Response::parse(b"").is_none());
        assert_eq!(Response::parse(b"HTTP/1.1").unwrap().status, 0);
        assert_eq!(Response::parse(b"HTTP/1.0 404\r\n").unwrap().status, 404);
    }
}
