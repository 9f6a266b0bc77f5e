//! Which characters do these bytes stand for?

use std::borrow::Cow;
use std::io::{self, BufRead, Read};

use encoding_rs::{CoderResult, Decoder, Encoding, UTF_8, WINDOWS_1251, WINDOWS_1252};

/// Bytes of UTF-8 that one step of transcoding may give.
const STEP: usize = 16 << 10;

/// Decodes bytes that should be UTF-8 and may be not. The name of the encoding comes with what was not UTF-8.
pub(super) fn decode(bytes: &[u8]) -> (Cow<'_, str>, Option<&'static str>) {
    if let Ok(text) = std::str::from_utf8(bytes) {
        return (Cow::Borrowed(text), None);
    }
    let encoding = guess(bytes);
    (decode_as(bytes, encoding), Some(encoding.name()))
}

/// Decodes in a known encoding; what fits no character becomes U+FFFD.
pub(super) fn decode_as<'a>(bytes: &'a [u8], encoding: &'static Encoding) -> Cow<'a, str> {
    encoding.decode_without_bom_handling(bytes).0
}

/// The likeliest encoding of bytes that are not UTF-8: damaged UTF-8 where most of what is not ASCII is valid,
/// else windows-1251 where letters beyond ASCII come in rows (Cyrillic words), else windows-1252 (single accents
/// and curly quotes between ASCII letters).
pub(super) fn guess(bytes: &[u8]) -> &'static Encoding {
    let (mut valid, mut broken) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        valid += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    if valid >= broken {
        return UTF_8;
    }
    let in_rows = bytes.windows(2).filter(|pair| !pair[0].is_ascii() && !pair[1].is_ascii()).count();
    let beyond_ascii = bytes.iter().filter(|b| !b.is_ascii()).count();
    if in_rows * 2 > beyond_ascii { WINDOWS_1251 } else { WINDOWS_1252 }
}

/// Gives a stream of another encoding as UTF-8, a step at a time.
pub(super) struct Transcoder<R> {
    inner: R,
    decoder: Decoder,
    ready: Vec<u8>,
    given: usize,
    ended: bool,
}

impl<R: BufRead> Transcoder<R> {
    pub(super) fn new(inner: R, encoding: &'static Encoding) -> Self {
        let decoder = encoding.new_decoder_without_bom_handling();
        Self { inner, decoder, ready: Vec::new(), given: 0, ended: false }
    }

    fn step(&mut self) -> io::Result<()> {
        let input = self.inner.fill_buf()?;
        let last = input.is_empty();
        self.ready.resize(STEP, 0);
        let (result, read, written, _) = self.decoder.decode_to_utf8(input, &mut self.ready, last);
        self.inner.consume(read);
        self.ready.truncate(written);
        self.given = 0;
        self.ended = last && result == CoderResult::InputEmpty;
        Ok(())
    }
}

impl<R: BufRead> Read for Transcoder<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.given == self.ready.len() && !self.ended {
            self.step()?;
        }
        let rest = &self.ready[self.given..];
        let length = rest.len().min(buffer.len());
        buffer[..length].copy_from_slice(&rest[..length]);
        self.given += length;
        Ok(length)
    }
}

#[cfg(test)]
mod tests {
    use encoding_rs::UTF_16LE;

    use super::*;

    fn check(bytes: &[u8], text: &str, encoding: &str) {
        let (found, name) = decode(bytes);
        assert_eq!((found.as_ref(), name), (text, Some(encoding)));
    }

    #[test]
    fn old_encodings_are_told_apart() {
        check(&WINDOWS_1251.encode("Мэр сказал: «Мост закрыт»").0, "Мэр сказал: «Мост закрыт»", "windows-1251");
        check(&WINDOWS_1252.encode("Le maire l’a déjà dit").0, "Le maire l’a déjà dit", "windows-1252");
    }

    #[test]
    fn damaged_utf8_stays_utf8() {
        check(b"M\xC3\xBCller \xC3\xA4 \xFF", "Müller ä \u{FFFD}", "UTF-8");
    }

    #[test]
    fn sound_utf8_is_borrowed() {
        assert!(matches!(decode("Müller".as_bytes()), (Cow::Borrowed("Müller"), None)));
    }

    #[test]
    fn transcoding_crosses_every_buffer_edge() {
        let text = "яa\u{1F600}".repeat(20_000);
        let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        for capacity in [1, 3, 4096] {
            let reader = io::BufReader::with_capacity(capacity, utf16.as_slice());
            let mut found = String::new();
            Transcoder::new(reader, UTF_16LE).read_to_string(&mut found).unwrap();
            assert_eq!(found, text);
        }
    }
}
