//! Why does a text say that it does not name a source?

use crate::lexicon::UnnamedWhy;
use crate::model::{Document, DocumentNo, Place, Source, SourceKind, Span, Unnamed};
use crate::text::{Token, sentences_around, tokens};

/// The reasons that the sentences crediting a nameless source give, with the words that give them; each reason of a document
/// once, in order of the credits. Empty for a source of another kind. Cost: linear in the text of those documents.
pub(super) fn why_unnamed(documents: &[Document], source: &Source) -> Vec<(DocumentNo, Place, Unnamed)> {
    let mut found: Vec<(DocumentNo, Place, Unnamed)> = Vec::new();
    if source.kind != SourceKind::Anonymous {
        return found;
    }
    for &(no, place) in &source.places {
        for (words, why) in in_sentence(&documents[no.index()], place) {
            if !found.iter().any(|(other, _, known)| *other == no && *known == why) {
                found.push((no, words, why));
            }
        }
    }
    found
}

fn in_sentence(document: &Document, place: Place) -> Vec<(Place, Unnamed)> {
    let text = document.part(place.part);
    let around = sentences_around(text, document.language, place.span);
    let Some(span) = around.into_iter().find(|span| span.overlaps(place.span)) else { return Vec::new() };
    let words = tokens(span.of(text), span.start as usize);
    let of = |run: &[Token]| run.first().zip(run.last()).map(|(first, last)| first.span.cover(last.span));
    let found = UnnamedWhy::of(document.language).find(&words);
    let placed = |span: Span| Place { part: place.part, span };
    found.into_iter().filter_map(|(why, run)| Some((placed(of(&words[run])?), why))).collect()
}
