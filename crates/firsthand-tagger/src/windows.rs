//! Neighbouring paragraphs, packed together: what the encoder reads at once.

use crate::pieces::Piece;
use firsthand::model::Part;
use std::hash::{Hash, Hasher};
use std::ops::Range;
use xxhash_rust::xxh3::Xxh3;

/// In word pieces. The encoder was trained on windows of 64 to 192; of PolNeAR's attributions 0.8 % cross a paragraph.
pub(crate) const WINDOW: usize = 192;

/// Once a window holds so many pieces, one paragraph in [`ONE_IN`] begins the next one, chosen by its wording: an
/// agency's story is then cut alike in every outlet that prints it, whatever stands before it, and is read once
/// (content-defined chunks: Muthitacharoen et al., LBFS, SOSP 2001). Shorter windows cost the encoder context: with
/// one paragraph in four whatever the window holds, whole exact F1 on PolNeAR dev falls from .551 to .538.
const ENOUGH: usize = 128;
const ONE_IN: u64 = 2;

/// Pieces of one part of a document, at most [`WINDOW`] of them.
pub(crate) struct Window {
    pub(crate) part: Part,
    pub(crate) pieces: Vec<Piece>,
}

impl Window {
    /// The paragraph of a piece. Reading each attribution in its own paragraph alone costs nothing on PolNeAR dev (whole
    /// exact F1 .550 as with the whole window, overlap .791 for .794) and a fifth of the time of the relation step.
    pub(crate) fn paragraph(&self, piece: usize) -> Range<usize> {
        let opens = |i: &usize| self.pieces[*i].opens_paragraph();
        let start = (0..=piece).rev().find(opens).unwrap_or(0);
        start..(piece + 1..self.pieces.len()).find(opens).unwrap_or(self.pieces.len())
    }

    /// Equal for windows that the encoder cannot tell apart.
    pub(crate) fn wording(&self) -> u128 {
        wording(&self.pieces).digest128()
    }
}

/// Packs whole paragraphs while they fit; a longer one is cut.
pub(crate) fn pack(paragraphs: impl Iterator<Item = (Part, Vec<Piece>)>) -> Vec<Window> {
    let mut windows: Vec<Window> = Vec::new();
    for (part, pieces) in paragraphs {
        let opens = wording(&pieces).finish().is_multiple_of(ONE_IN);
        let full = |w: &Window| opens && w.pieces.len() >= ENOUGH || w.pieces.len() + pieces.len() > WINDOW;
        let fits = |w: &&mut Window| w.part == part && !full(w);
        if let Some(last) = windows.last_mut().filter(fits) {
            last.pieces.extend(pieces);
        } else {
            windows.extend(pieces.chunks(WINDOW).map(|chunk| Window { part, pieces: chunk.to_vec() }));
        }
    }
    windows
}

fn wording(pieces: &[Piece]) -> Xxh3 {
    let mut hash = Xxh3::new();
    for piece in pieces {
        (piece.id, piece.mark).hash(&mut hash);
    }
    hash
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pieces::OPENS;
    use firsthand::model::Span;

    fn paragraph(id: i32, len: usize) -> (Part, Vec<Piece>) {
        let piece =
            |i: usize| Piece { id, mark: 0, span: Span { start: i as u32, end: i as u32 + 1 }, continues: false };
        (Part::Text, (0..len).map(piece).collect())
    }

    /// The ids of the pieces in each window; paragraphs are as long as those of news are.
    fn packed(ids: impl Iterator<Item = i32>) -> Vec<Vec<i32>> {
        let windows = pack(ids.map(|id| paragraph(id, 20 + id as usize * 17 % 50)));
        windows.iter().map(|w| w.pieces.iter().map(|piece| piece.id).collect()).collect()
    }

    #[test]
    fn a_window_holds_what_fits() {
        let windows = pack([paragraph(1, WINDOW * 2 + 5)].into_iter());
        assert_eq!(windows.iter().map(|w| w.pieces.len()).collect::<Vec<_>>(), [WINDOW, WINDOW, 5]);
        assert!(packed(0..50).iter().all(|w| w.len() <= WINDOW));
    }

    #[test]
    fn a_piece_is_read_in_its_paragraph() {
        let mut window = pack([paragraph(1, 3), paragraph(2, 4)].into_iter()).remove(0);
        window.pieces[0].mark = OPENS;
        window.pieces[3].mark = OPENS;
        assert_eq!([0, 2, 3, 6].map(|piece| window.paragraph(piece)), [0..3, 0..3, 3..7, 3..7]);
    }

    #[test]
    fn the_same_story_is_cut_alike_after_another_lead() {
        let (one, other) = (packed(0..200), packed((900..903).chain(0..200)));
        let shared = one.iter().filter(|w| other.contains(w)).count();
        assert!(shared * 10 >= one.len() * 7, "{shared} of {}", one.len());
    }
}
