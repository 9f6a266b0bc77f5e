//! Whose are the quotations without a cue of their own? `“A,” she said. “B.”` is hers twice, and a quotation that is not
//! closed at the end of a paragraph goes on in the next.

use crate::model::{Attribution, AttributionKind, Force, Place};
use crate::reading::Sentence;

/// Who speaks while the article is read on.
#[derive(Default)]
pub(super) struct Floor {
    /// Position of the attribution whose quotation stood last, with nothing but quotation since.
    speaker: Option<usize>,
    /// Whether a quotation was left open.
    open: bool,
}

impl Floor {
    /// A paragraph begins. A quotation that is still open goes on in it only where its first mark says so again.
    pub(super) fn begin_paragraph(&mut self, text: &str) {
        let again = text.trim_start().starts_with(['“', '"', '«', '„', '\'']);
        if !(self.open && again) {
            self.speaker = None;
        }
        self.open = false;
    }

    /// Gives a sentence that is only quotation to whoever spoke last; `found` are all attributions so far, those of the
    /// sentence itself from `first`.
    pub(super) fn hear(&mut self, sentence: &Sentence<'_>, found: &mut [Attribution], first: usize) {
        let speaks = |a: &Attribution| {
            a.force == Force::Tells && matches!(a.kind, AttributionKind::Direct | AttributionKind::Mixed)
        };
        if let Some(own) = (first..found.len()).rev().find(|&i| speaks(&found[i])) {
            self.speaker = Some(own);
        } else if let Some(speaker) = self.speaker.filter(|_| is_quotation(sentence, self.open)) {
            found[speaker].content.push(Place { part: sentence.part, span: sentence.span });
        } else {
            self.speaker = None;
        }
        self.open ^= sentence.quotation_marks() % 2 == 1;
    }
}

/// Whether every word is quoted; `inside` a quotation that began before, up to the mark that ends it.
fn is_quotation(sentence: &Sentence<'_>, inside: bool) -> bool {
    let mut words = sentence.tokens.iter().zip(&sentence.quoted).filter(|(token, _)| token.is_word()).peekable();
    words.peek().is_some() && words.all(|(_, quoted)| *quoted != inside)
}
