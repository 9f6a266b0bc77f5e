//! Runs the stages over a pile, on all cores. Results do not depend on how many there are.

use firsthand::link::reuse::{self, Config, Index, Reuse, Signature, Tally, Tokens};
use firsthand::model::{Attribution, Document, Findings, Passage, Proposal, TimeExpression};
use firsthand::outlets::Outlets;
use firsthand::pipeline::{self, Reading};
use firsthand::publish::stages::Link;
use firsthand::review::{Overrides, OverridesError, Reviews};
use firsthand_tagger::Tagger;
use rayon::prelude::*;

/// Traces a pile, which comes in canonical order. With a question only the claims that it means, best first; where no
/// claim of the pile does, none.
pub fn trace(documents: Vec<Document>, about: Option<&str>, tagger: Option<&Tagger>) -> Findings {
    let outlets = Outlets::of(&documents);
    let passages = articles(&documents, &outlets);
    let reuse = reuse_of(&documents, &passages, &outlets);
    let readings = read_all(&documents, passages, &outlets, tagger);
    pipeline::conclude(documents, readings, &outlets, &reuse, about)
}

/// [`trace`] with what a user says of the pile.
///
/// # Errors
/// If an override means an article or outlet that the pile does not have.
pub fn trace_overridden(
    mut documents: Vec<Document>,
    about: Option<&str>,
    overrides: &Overrides,
    tagger: Option<&Tagger>,
) -> Result<Findings, OverridesError> {
    overrides.apply(&mut documents)?;
    let outlets = Outlets::of(&documents);
    let passages = articles(&documents, &outlets);
    let reuse = without_denied(reuse_of(&documents, &passages, &outlets), &documents, overrides);
    let readings = read_all(&documents, passages, &outlets, tagger);
    let reviews = Reviews { same_sources: overrides.same_sources.clone(), ..Reviews::default() };
    Ok(pipeline::conclude_reviewed(documents, readings, &outlets, &reuse, about, &reviews))
}

/// The pairs that share wording, without those that a user says are no copies.
pub(crate) fn without_denied(mut reuse: Vec<Reuse>, documents: &[Document], overrides: &Overrides) -> Vec<Reuse> {
    reuse.retain(|pair| !overrides.are_no_copies(&documents[pair.a], &documents[pair.b]));
    reuse
}

/// The passages of each document.
pub fn extract(documents: &[Document]) -> Vec<Vec<Passage>> {
    documents.par_iter().map(firsthand::extract::passages).collect()
}

/// The attributions of each document; outlets of the pile are known to each other.
pub fn attribute(documents: &[Document], tagger: Option<&Tagger>) -> Vec<Vec<Attribution>> {
    let outlets = Outlets::of(documents);
    let passages = articles(documents, &outlets);
    let proposals = proposals(tagger, &parts(documents, &passages));
    let article = |no: usize| pipeline::Article::of(&documents[no], no, &passages[no], &outlets);
    let attribute = |no: usize| article(no).ascriptions(proposals[no].as_deref());
    (0..documents.len()).into_par_iter().map(attribute).collect()
}

/// The time expressions of each document.
pub fn times(documents: &[Document]) -> Vec<Vec<TimeExpression>> {
    let outlets = Outlets::of(documents);
    let passages = articles(documents, &outlets);
    let times = |(d, p): (&Document, &Vec<Passage>)| pipeline::times(d, p, d.published.earliest);
    documents.par_iter().zip(&passages).map(times).collect()
}

/// The pairs of documents that share wording, found when it returns and put in words one by one.
pub fn link(documents: &[Document]) -> impl Iterator<Item = Link> {
    let outlets = Outlets::of(documents);
    pipeline::links(documents, reuse_of(documents, &articles(documents, &outlets), &outlets))
}

/// The passages of each document, with what its outlet repeats under every article marked.
pub(crate) fn articles(documents: &[Document], outlets: &Outlets) -> Vec<Vec<Passage>> {
    let mut passages = extract(documents);
    pipeline::mark_furniture(documents, outlets, &mut passages);
    passages
}

fn read_all(
    documents: &[Document],
    passages: Vec<Vec<Passage>>,
    outlets: &Outlets,
    tagger: Option<&Tagger>,
) -> Vec<Reading> {
    let proposals = proposals(tagger, &parts(documents, &passages));
    let read = |(no, passages)| pipeline::read(&documents[no], no, passages, outlets, proposals[no].as_deref());
    passages.into_par_iter().enumerate().map(read).collect()
}

/// What the tagger proposes for each document; `None` in a language that it does not read, and without a tagger.
pub(crate) fn proposals(tagger: Option<&Tagger>, articles: &[(&Document, &[Passage])]) -> Vec<Option<Vec<Proposal>>> {
    tagger.map_or_else(|| vec![None; articles.len()], |tagger| tagger.proposals(articles))
}

fn parts<'a>(documents: &'a [Document], passages: &'a [Vec<Passage>]) -> Vec<(&'a Document, &'a [Passage])> {
    documents.iter().zip(passages).map(|(document, passages)| (document, passages.as_slice())).collect()
}

/// [`reuse::find`] with its pieces spread over the cores.
pub(crate) fn reuse_of(documents: &[Document], passages: &[Vec<Passage>], outlets: &Outlets) -> Vec<Reuse> {
    let config = Config::default();
    let bodies: Vec<_> = passages.iter().map(|p| pipeline::body(p)).collect();
    let texts = pipeline::texts(documents, &bodies, outlets);
    let signatures: Vec<Signature> = texts.par_iter().map(|t| reuse::sign_text(t, &config)).collect();
    let outlets: Vec<Option<u32>> = texts.iter().map(|t| t.outlet).collect();
    let index = Index::new(&signatures, &outlets, &config);
    drop(signatures);
    let later = (0..texts.len()).into_par_iter().map_init(Tally::default, |tally, a| index.later(a, tally));
    let mut found = Vec::new();
    for batch in reuse::batches(later.flatten().collect(), texts.len()) {
        let tokens: Vec<Tokens> = (0..batch.texts.len()).into_par_iter().map(|at| batch.tokens(at, &texts)).collect();
        found.par_extend(batch.pairs.par_iter().filter_map(|&pair| batch.compare(pair, &tokens, &index, &config)));
    }
    found.par_sort_unstable_by_key(|reuse| (reuse.a, reuse.b));
    found
}
