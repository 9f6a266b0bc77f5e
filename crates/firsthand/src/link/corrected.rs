//! What does a claim look like once people have corrected the kind of a source, or said which article does not have it?

use super::LinkedClaim;
use crate::model::{Document, DocumentNo, Node, Place, Relay};
use crate::review::Reviews;

impl LinkedClaim {
    /// Follows what people said of kinds of sources and of articles that are not of this claim. The article that words
    /// the claim stays: without it, it would be another claim.
    pub(crate) fn follow(&mut self, documents: &[Document], reviews: &Reviews) {
        if reviews.kinds.is_empty() && reviews.apart.is_empty() {
            return;
        }
        let id = |no: DocumentNo| documents.get(no.index()).map_or("", |d| d.id.as_str());
        let key = self.claim.key(documents);
        for (document, place, kind) in &reviews.kinds {
            let is_it = |&(no, at): &(DocumentNo, Place)| at == *place && id(no) == document;
            for source in self.sources.iter_mut().filter(|source| source.places.iter().any(is_it)) {
                source.kind = *kind;
            }
        }
        for (claim, document) in &reviews.apart {
            let gone = self.documents.iter().map(|row| row.no).find(|&no| id(no) == document);
            if let Some(gone) = gone.filter(|&no| *claim == key && no != self.claim.statement.0) {
                self.leave_out(gone);
            }
        }
    }

    fn leave_out(&mut self, gone: DocumentNo) {
        let touches = |relay: &Relay| [relay.from, relay.to].contains(&Node::Document(gone));
        self.documents.retain(|row| row.no != gone);
        self.relays.retain(|relay| !touches(relay));
        self.drift.retain(|drift| drift.to != gone && drift.from != Node::Document(gone));
        for group in &mut self.share_wording {
            group.retain(|&no| no != gone);
        }
        let claim = &mut self.claim;
        claim.articles.retain(|article| article.document != gone);
        claim.mentions.retain(|mention| mention.document != gone);
        claim.disputed_by.retain(|&(no, _)| no != gone);
        claim.legal.retain(|legal| legal.document != gone);
        claim.due.take_if(|due| due.place.0 == gone);
    }
}
