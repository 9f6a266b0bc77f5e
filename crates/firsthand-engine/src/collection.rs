//! Runs the stages over a collection. What a stage found in one document is kept and found anew only where its rules, or
//! what it sees beside the document's text, have changed. Linking and all after it runs over the whole collection.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::AddAssign;

use firsthand::ingest::{Original, by_time_and_id};
use firsthand::link::Found;
use firsthand::model::{
    Attribution, Document, Findings, Language, Note, OutletNo, Passage, Proposal, TimeExpression, TimeInterval,
};
use firsthand::outlets::Outlets;
use firsthand::pipeline::{self, Article, Linked};
use firsthand::review::{Overrides, OverridesError, Reviews};
use firsthand_store::{Arrival, Attributions, Collection, Fate, Held, Made, OutletName, Reading, Recipe, Result};
use firsthand_tagger::Tagger;
use rayon::prelude::*;

use crate::read::Kept;
use crate::run;

/// Articles that are read and committed together: a kill loses the work on one batch, and a reader of the file waits no
/// longer than for one. Chosen by hand; a batch takes a fraction of a second.
const BATCH: usize = 64;

/// What attributions are made with: the rules, and the model if there is one.
fn attribute(tagger: Option<&Tagger>) -> Recipe {
    Recipe { stage: "attribute", rules: pipeline::ATTRIBUTE_RULES, model: tagger.map_or("", |_| Tagger::VERSION) }
}

const TIMES: Recipe = Recipe { stage: "times", rules: pipeline::TIMES_RULES, model: "" };
const TRACE: Recipe = Recipe { stage: "trace", rules: pipeline::TRACE_RULES, model: "" };

/// What became of the articles that were to be added.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// New articles.
    pub added: usize,
    /// New versions of articles that were there.
    pub revised: usize,
    /// Articles that were there.
    pub known: usize,
}

impl Tally {
    /// All of them.
    pub fn articles(&self) -> usize {
        self.added + self.revised + self.known
    }
}

impl AddAssign for Tally {
    fn add_assign(&mut self, more: Self) {
        self.added += more.added;
        self.revised += more.revised;
        self.known += more.known;
    }
}

/// Adds a pile, or a portion of one, in batches that are each whole or not there at all: whoever is killed runs the same
/// call again, which adds the rest. `progress` hears how many articles are done.
/// Cost: that of reading the articles; of the collection only the names of its outlets are read.
///
/// # Errors
/// If the file cannot be read or written; what was finished before is kept.
pub fn add(
    collection: &mut Collection,
    pile: Vec<Kept>,
    tagger: Option<&Tagger>,
    progress: impl Fn(usize),
) -> Result<Tally> {
    let mut tally = Tally::default();
    let count = pile.len();
    let unseen = unseen(collection, &pile)?;
    tally.known = count - unseen.len();
    if unseen.is_empty() {
        return Ok(tally);
    }
    let context = Context::of(&collection.outlet_names()?, pile);
    for batch in unseen.chunks(BATCH) {
        let repeated = context.repeated(batch, collection)?;
        let readings = context.read(batch, &repeated, tagger);
        for fate in collection.add(&context.arrivals(batch, &readings))? {
            match fate {
                Fate::Added => tally.added += 1,
                Fate::Revised => tally.revised += 1,
                Fate::Known => tally.known += 1,
            }
        }
        progress(tally.articles());
    }
    Ok(tally)
}

/// Positions of the articles whose records were never added.
fn unseen(collection: &Collection, pile: &[Kept]) -> Result<Vec<usize>> {
    let mut unseen = Vec::new();
    for (at, (_, original)) in pile.iter().enumerate() {
        if !collection.has_record(original)? {
            unseen.push(at);
        }
    }
    Ok(unseen)
}

/// A pile beside the outlets of the collection that it is added to. It is the same for the same pile, whether or not a
/// part of it is in the collection already: so a resumed run finds what an undisturbed one finds.
struct Context {
    /// One stand-in for each name of an outlet, then the pile.
    documents: Vec<Document>,
    stand_ins: usize,
    originals: Vec<Original>,
    passages: Vec<Vec<Passage>>,
    outlets: Outlets,
}

impl Context {
    fn of(known: &BTreeSet<OutletName>, pile: Vec<Kept>) -> Self {
        let of_pile: BTreeSet<OutletName> = pile.iter().map(|(document, _)| OutletName::of(document)).collect();
        let mut documents: Vec<Document> = known.union(&of_pile).map(stand_in).collect();
        let stand_ins = documents.len();
        let mut originals = Vec::new();
        for (document, original) in pile {
            documents.push(document);
            originals.push(original);
        }
        let outlets = Outlets::of(&documents);
        let passages = run::articles(&documents, &outlets);
        Self { documents, stand_ins, originals, passages, outlets }
    }

    fn document(&self, at: usize) -> &Document {
        &self.documents[self.stand_ins + at]
    }

    /// Of each article of a batch, whether it has the words of the newest version at its address, and so need not be
    /// read. One whose address stands earlier in the batch may have to be compared with that.
    fn repeated(&self, batch: &[usize], collection: &Collection) -> Result<Vec<bool>> {
        let mut addresses = BTreeSet::new();
        let one = |&at: &usize| {
            let document = self.document(at);
            let first = addresses.insert(&document.url);
            Ok(first && collection.has_words(document)?)
        };
        batch.iter().map(one).collect()
    }

    /// What is found in the articles of a batch, but for those that are `repeated`.
    fn read(&self, batch: &[usize], repeated: &[bool], tagger: Option<&Tagger>) -> Vec<Option<Reading>> {
        let fresh = batch.par_iter().zip(repeated).filter(|(_, repeated)| !**repeated);
        let articles: Vec<Article<'_>> = fresh.map(|(&at, _)| self.article(at)).collect();
        let (recipe, proposals) = (attribute(tagger), proposals(tagger, &articles));
        let read = |(article, proposals): (&Article<'_>, Option<Vec<Proposal>>)| {
            let attributions = article.attributions(proposals.as_deref());
            reading(article, recipe, attributions, article.times(), &self.outlets)
        };
        let mut found = articles.par_iter().zip(proposals).map(read).collect::<Vec<_>>().into_iter();
        repeated.iter().map(|&repeated| if repeated { None } else { found.next() }).collect()
    }

    fn arrivals<'a>(&'a self, batch: &[usize], readings: &'a [Option<Reading>]) -> Vec<Arrival<'a>> {
        let arrival = |(&at, reading): (&usize, &'a Option<Reading>)| Arrival {
            document: self.document(at),
            original: &self.originals[at],
            reading: reading.as_ref(),
        };
        batch.iter().zip(readings).map(arrival).collect()
    }

    fn article(&self, at: usize) -> Article<'_> {
        let no = self.stand_ins + at;
        Article::of(&self.documents[no], no, &self.passages[no], &self.outlets)
    }
}

fn stand_in(name: &OutletName) -> Document {
    let url = if name.host.is_empty() { String::new() } else { format!("https://{}/", name.host) };
    Document {
        id: String::new(),
        path: String::new(),
        url,
        outlet: name.outlet.clone(),
        published: TimeInterval::default(),
        utc_offset_minutes: 0,
        language: Language::from_tag(&name.language),
        language_tag: String::new(),
        title: String::new(),
        authors: Vec::new(),
        text: String::new(),
        captions: Vec::new(),
        links: Vec::new(),
        extra: Vec::new(),
    }
}

fn with_names(found: Vec<Attribution>, outlets: &Outlets) -> Attributions {
    let named = |a: Attribution| {
        let name = a.outlet.map(|no| outlets.name(no).to_owned());
        (a, name)
    };
    found.into_iter().map(named).collect()
}

/// What a trace of a collection gives.
#[derive(Debug)]
pub struct Traced {
    /// The claims.
    pub findings: Findings,
    /// For each of their documents its number in the file.
    rows: Vec<i64>,
    /// What was read anew, since rules or surroundings have changed.
    anew: Vec<(i64, Reading)>,
}

impl Traced {
    /// For each document of the findings its number in the file.
    pub fn rows(&self) -> &[i64] {
        &self.rows
    }

    /// How many documents were read anew.
    pub fn read_anew(&self) -> usize {
        self.anew.len()
    }

    /// Keeps what was read anew and, of a trace of everything, what was found.
    ///
    /// # Errors
    /// If the file cannot be written.
    pub fn keep(&self, collection: &mut Collection) -> Result<()> {
        for batch in self.anew.chunks(BATCH) {
            collection.reread(batch)?;
        }
        collection.keep_trace(&self.findings, &self.rows, TRACE)
    }
}

/// Traces the newest version of every article, as far as people have not said otherwise. With a question only the
/// claims that it means. `None` where `overrides` mean what is not there; the reason comes beside.
/// Cost: that of linking everything; what was found in each document alone is taken from the file where it still holds.
///
/// # Errors
/// If the file cannot be read, or holds what was not written by this program.
pub fn trace(
    collection: &Collection,
    about: Option<&str>,
    overrides: &Overrides,
    tagger: Option<&Tagger>,
    progress: impl Fn(usize, usize),
) -> Result<std::result::Result<Traced, OverridesError>> {
    let relinked = relink(collection, about, overrides, tagger, progress)?;
    Ok(relinked.map(|relinked| {
        let Relinked { documents, linked, reviews, rows, anew, mut notes } = relinked;
        let (findings, out_of_order) = linked.into_findings(&documents, &reviews);
        notes.extend(out_of_order);
        Traced { findings: Findings { documents, findings, notes }, rows, anew }
    }))
}

/// A collection's claims as linking left them, and what people said of them: for a program that stays and traces single
/// claims again when somebody has said more.
pub struct Relinked {
    /// The articles, in canonical order.
    pub documents: Vec<Document>,
    /// The claims.
    pub linked: Linked,
    /// What was said of them.
    pub reviews: Reviews,
    rows: Vec<i64>,
    anew: Vec<(i64, Reading)>,
    notes: Vec<Note>,
}

impl Relinked {
    /// Traces every claim and keeps the claims as linking left them.
    pub fn traced(self) -> (Traced, Linked, Reviews) {
        let (findings, out_of_order) = self.linked.clone().into_findings(&self.documents, &self.reviews);
        let notes = self.notes.into_iter().chain(out_of_order).collect();
        let findings = Findings { documents: self.documents, findings, notes };
        (Traced { findings, rows: self.rows, anew: self.anew }, self.linked, self.reviews)
    }
}

/// [`trace`] up to the reviews.
///
/// # Errors
/// As [`trace`].
pub fn relink(
    collection: &Collection,
    about: Option<&str>,
    overrides: &Overrides,
    tagger: Option<&Tagger>,
    progress: impl Fn(usize, usize),
) -> Result<std::result::Result<Relinked, OverridesError>> {
    let mut stored = collection.current()?;
    stored.sort_by(|a, b| by_time_and_id(&a.document, &b.document));
    let number: BTreeMap<String, i64> = stored.iter().map(|s| (s.document.id.clone(), s.row)).collect();
    let mut documents: Vec<Document> = stored.into_iter().map(|s| s.document).collect();
    let held = collection.held()?;
    for document in &mut documents {
        if let Some((_, published)) = held.dates.iter().find(|(id, _)| *id == document.id) {
            document.published = published.clone();
        }
    }
    if let Err(error) = overrides.apply(&mut documents) {
        return Ok(Err(error));
    }
    let rows: Vec<i64> = documents.iter().map(|d| number[&d.id]).collect();
    let outlets = Outlets::of(&documents);
    let passages = run::articles(&documents, &outlets);
    let reuse = run::reuse_of(&documents, &passages, &outlets);
    let reuse = run::without_denied(reuse, &documents, overrides);
    let (rows_of, documents_of) = (&rows[..], &documents[..]);
    let mut reader =
        Rereader { collection, rows: rows_of, documents: documents_of, outlets: &outlets, tagger, anew: Vec::new() };
    let readings = reader.read(passages, progress)?;
    let anew = reader.anew;
    let Held { relays, grouping, begun, .. } = held;
    let reviews = Reviews { relays, grouping, begun, same_sources: overrides.same_sources.clone(), count_apart: true };
    let linked = Linked::of(&documents, readings, &outlets, &reuse, about, &reviews);
    let notes = pipeline::unanswered(about, linked.is_empty()).into_iter().collect();
    Ok(Ok(Relinked { documents, linked, reviews, rows, anew, notes }))
}

/// Takes from the file what still holds, and finds the rest anew.
struct Rereader<'a> {
    collection: &'a Collection,
    rows: &'a [i64],
    documents: &'a [Document],
    outlets: &'a Outlets,
    tagger: Option<&'a Tagger>,
    anew: Vec<(i64, Reading)>,
}

impl Rereader<'_> {
    fn read(&mut self, passages: Vec<Vec<Passage>>, progress: impl Fn(usize, usize)) -> Result<Vec<pipeline::Reading>> {
        let by_name: BTreeMap<&str, OutletNo> =
            (0..self.outlets.len()).map(|no| OutletNo(no as u32)).map(|no| (self.outlets.name(no), no)).collect();
        let mut readings = Vec::with_capacity(passages.len());
        for start in (0..passages.len()).step_by(BATCH) {
            let batch = start..passages.len().min(start + BATCH);
            let articles: Vec<Article<'_>> = batch
                .into_par_iter()
                .map(|no| Article::of(&self.documents[no], no, &passages[no], self.outlets))
                .collect();
            let units: Vec<_> = articles.par_iter().map(Article::units).collect();
            for ((attributions, times), units) in self.found(start, &articles, &by_name)?.into_iter().zip(units) {
                let found = Found { attributions, times, units };
                readings.push(pipeline::Reading { passages: Vec::new(), found });
            }
            progress(readings.len(), passages.len());
        }
        for (reading, passages) in readings.iter_mut().zip(passages) {
            reading.passages = passages;
        }
        Ok(readings)
    }

    /// What stands in the file, and in its place what is found anew.
    fn found(
        &mut self,
        start: usize,
        articles: &[Article<'_>],
        by_name: &BTreeMap<&str, OutletNo>,
    ) -> Result<Vec<(Vec<Attribution>, Vec<TimeExpression>)>> {
        let recipe = attribute(self.tagger);
        let mut kept = Vec::with_capacity(articles.len());
        for (at, article) in articles.iter().enumerate() {
            let row = self.rows[start + at];
            let attributions = self.collection.attributions(row, recipe, article.attributions_input(self.outlets))?;
            let attributions = attributions.and_then(|kept| with_numbers(kept, by_name));
            kept.push((attributions, self.collection.times(row, TIMES, article.times_input())?));
        }
        let stale: Vec<usize> = (0..kept.len()).filter(|&at| kept[at].0.is_none() || kept[at].1.is_none()).collect();
        let unread: Vec<usize> = (0..kept.len()).filter(|&at| kept[at].0.is_none()).collect();
        let proposed = proposals(self.tagger, unread.iter().map(|&at| &articles[at]));
        let mut proposals: Vec<Option<Vec<Proposal>>> = vec![None; kept.len()];
        unread.into_iter().zip(proposed).for_each(|(at, proposed)| proposals[at] = proposed);
        let anew = |((attributions, times), at): ((Option<Vec<_>>, Option<Vec<_>>), usize)| {
            let attributions = attributions.unwrap_or_else(|| articles[at].attributions(proposals[at].as_deref()));
            (attributions, times.unwrap_or_else(|| articles[at].times()))
        };
        let found: Vec<_> = kept.into_par_iter().zip(0..articles.len()).map(anew).collect();
        for at in stale {
            let (attributions, times) = found[at].clone();
            self.anew.push((self.rows[start + at], reading(&articles[at], recipe, attributions, times, self.outlets)));
        }
        Ok(found)
    }
}

/// What the tagger proposes for each article in its language.
fn proposals<'a>(
    tagger: Option<&Tagger>,
    articles: impl IntoIterator<Item = &'a Article<'a>>,
) -> Vec<Option<Vec<Proposal>>> {
    let parts: Vec<_> = articles.into_iter().map(Article::parts).collect();
    run::proposals(tagger, &parts)
}

fn reading(
    article: &Article<'_>,
    recipe: Recipe,
    attributions: Vec<Attribution>,
    times: Vec<TimeExpression>,
    outlets: &Outlets,
) -> Reading {
    let input = article.attributions_input(outlets);
    Reading {
        attributions: Made { recipe, input, rows: with_names(attributions, outlets) },
        times: Made { recipe: TIMES, input: article.times_input(), rows: times },
    }
}

/// `None` where an outlet has another name now: what was kept is then found anew.
fn with_numbers(kept: Attributions, by_name: &BTreeMap<&str, OutletNo>) -> Option<Vec<Attribution>> {
    let numbered = kept.into_iter().map(|(attribution, name)| match name {
        None => Some(attribution),
        Some(name) => Some(Attribution { outlet: Some(*by_name.get(name.as_str())?), ..attribution }),
    });
    numbered.collect()
}
