//! What stands at the beginning of this stream, without taking it away?

use std::io::{self, BufRead, Cursor, Read};

/// A stream of which something was read ahead, or to which bytes were given back.
pub(super) struct Ahead<R> {
    before: Cursor<Vec<u8>>,
    /// Trouble that came after `before`.
    trouble: Option<io::Error>,
    rest: R,
}

/// The first `length` bytes, fewer at the end, and a reader that gives them again. Trouble on the way is given
/// by that reader after the bytes before it, so that nothing that could be read is lost.
pub(super) fn begin<R: BufRead>(mut rest: R, length: u64) -> (Vec<u8>, Ahead<R>) {
    let mut start = Vec::new();
    let trouble = rest.by_ref().take(length).read_to_end(&mut start).err();
    (start.clone(), Ahead { before: Cursor::new(start), trouble, rest })
}

impl<R> Ahead<R> {
    pub(super) fn new(rest: R) -> Self {
        Self { before: Cursor::default(), trouble: None, rest }
    }

    /// What is read again before the rest.
    fn ready(&self) -> &[u8] {
        let at = self.before.position() as usize;
        self.before.get_ref().get(at..).unwrap_or_default()
    }

    pub(super) fn give_back(&mut self, mut bytes: Vec<u8>) {
        // What was given back last is still there, where it is taken again bit by bit.
        let taken = self.before.position() as usize;
        let unread = self.ready().len();
        if unread > 0 && taken >= bytes.len() && self.before.get_ref()[taken - bytes.len()..taken] == bytes {
            return self.before.set_position((taken - bytes.len()) as u64);
        }
        bytes.extend_from_slice(self.ready());
        self.before = Cursor::new(bytes);
    }
}

impl<R: BufRead> BufRead for Ahead<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if !self.ready().is_empty() {
            return self.before.fill_buf();
        }
        match self.trouble.take() {
            Some(trouble) => Err(trouble),
            None => self.rest.fill_buf(),
        }
    }

    fn consume(&mut self, amount: usize) {
        if self.ready().is_empty() { self.rest.consume(amount) } else { self.before.consume(amount) }
    }
}

impl<R: BufRead> Read for Ahead<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let ready = self.fill_buf()?;
        let length = ready.len().min(buffer.len());
        buffer[..length].copy_from_slice(&ready[..length]);
        self.consume(length);
        Ok(length)
    }
}
