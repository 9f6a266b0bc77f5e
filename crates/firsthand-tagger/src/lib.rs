//! Finds source, cue and content of attributions with a small encoder, in pure Rust.
//!
//! The encoder marks the first piece of every cue; a relation step then reads one attribution around each of them, so
//! that a source shared by several, a nested attribution and a content in several pieces need no rules. One model reads
//! English, another one nine languages more. How they were trained is in `training/`, what they can and cannot do in the
//! `README.md` of their folder in `models/`. The weights are part of the program where such a folder exists when it is
//! built; without any [`Tagger::shipped`] gives `None`.

mod decode;
mod network;
mod pieces;
mod weights;
mod windows;

use firsthand::model::{Document, Part, Passage, Probability, Proposal, Role, Span};
use network::{Desk, Network};
use std::collections::HashMap;
use std::num::NonZero;
use std::panic::resume_unwind;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::thread;
use tokenizers::Tokenizer;
use weights::Weights;
use windows::Window;

/// A piece this likely to head a cue is taken for one. Chosen on PolNeAR dev.
const HEAD: f32 = 0.3;

/// How many windows the memory of one model holds: about a kilobyte each; agencies' stories repeat within a day.
const REMEMBERED: usize = 1 << 16;

/// The models that were built into the program.
pub struct Tagger(Vec<Reader>);

/// A model, with a memory of the wordings that it has read.
struct Reader {
    weights: &'static Weights,
    model: OnceLock<Model>,
    memory: Mutex<HashMap<u128, Arc<[Found]>>>,
}

struct Model {
    network: Network,
    tokenizer: Tokenizer,
}

/// An attribution: the roles of the pieces of its window from one piece on.
struct Found {
    first: usize,
    roles: Vec<u8>,
    confidence: f32,
}

impl Tagger {
    /// Tells these models from others.
    pub const VERSION: &str = weights::VERSION;

    /// The models that were built into the program, if any were. Each is loaded, in about 0.1 s, when it first has to
    /// read.
    pub fn shipped() -> Option<Self> {
        let reader = |weights| Reader { weights, model: OnceLock::new(), memory: Mutex::default() };
        let readers: Vec<Reader> = weights::SHIPPED.iter().map(reader).collect();
        (!readers.is_empty()).then_some(Self(readers))
    }

    /// What a model reads in each article, by place; `None` in a language that none was trained for. On all cores, and
    /// the same on any number of them. Cost: about 8,000 English word pieces a second and core of 2024, 6,000 of other
    /// languages, and nothing for a run of paragraphs that was read before.
    ///
    /// # Panics
    /// If the weights that were built in are no graphs that this build can run on windows of this form.
    pub fn proposals(&self, articles: &[(&Document, &[Passage])]) -> Vec<Option<Vec<Proposal>>> {
        let next = AtomicUsize::new(0);
        let cores = thread::available_parallelism().map_or(1, NonZero::get).min(articles.len());
        let mut all = vec![None; articles.len()];
        thread::scope(|scope| {
            // Plain threads: a worker of a pool that waits for the desk would take up the next article, and the next.
            let workers: Vec<_> = (0..cores).map(|_| scope.spawn(|| self.work(articles, &next))).collect();
            for worker in workers {
                for (number, proposals) in worker.join().unwrap_or_else(|panic| resume_unwind(panic)) {
                    all[number] = Some(proposals);
                }
            }
            all
        })
    }

    fn work(&self, articles: &[(&Document, &[Passage])], next: &AtomicUsize) -> Vec<(usize, Vec<Proposal>)> {
        let desk = Desk::new();
        let mut done = Vec::new();
        loop {
            let number = next.fetch_add(1, Ordering::Relaxed);
            let Some((document, passages)) = articles.get(number) else { return done };
            let reader = self.0.iter().find(|reader| reader.weights.languages.contains(&document.language));
            done.extend(reader.map(|reader| (number, reader.of_article(&desk, document, passages))));
        }
    }
}

impl Reader {
    fn model(&self) -> &Model {
        self.model.get_or_init(|| Model::load(self.weights).expect("the weights were made for this build"))
    }

    fn of_article(&self, desk: &Desk, document: &Document, passages: &[Passage]) -> Vec<Proposal> {
        let mut proposals = Vec::new();
        for window in windows::pack(self.paragraphs(document, passages)) {
            let found = self.found(desk, &window);
            proposals.extend(found.iter().map(|f| f.proposal(&window)));
        }
        proposals
    }

    fn paragraphs<'a>(
        &'a self,
        document: &'a Document,
        passages: &'a [Passage],
    ) -> impl Iterator<Item = (Part, Vec<pieces::Piece>)> + 'a {
        passages.iter().filter(|p| p.role != Role::Clutter).flat_map(move |passage| {
            let Span { start, .. } = passage.place.span;
            let text = document.slice(passage.place);
            let lines = text.split_inclusive('\n').scan(start as usize, |at, line| {
                let start = *at;
                *at += line.len();
                Some((passage.place.part, pieces::pieces(&self.model().tokenizer, line, start)))
            });
            lines.filter(|(_, pieces)| !pieces.is_empty()).collect::<Vec<_>>()
        })
    }

    fn found(&self, desk: &Desk, window: &Window) -> Arc<[Found]> {
        let wording = window.wording();
        let known = self.memory.lock().unwrap_or_else(PoisonError::into_inner).get(&wording).cloned();
        if let Some(known) = known {
            return known;
        }
        let found = self.read(desk, window).expect("the graphs were made for windows of this form");
        let found: Arc<[Found]> = found.into();
        let mut memory = self.memory.lock().unwrap_or_else(PoisonError::into_inner);
        if memory.len() < REMEMBERED {
            memory.insert(wording, Arc::clone(&found));
        }
        found
    }

    fn read(&self, desk: &Desk, window: &Window) -> anyhow::Result<Vec<Found>> {
        let (narrow, likely) = self.model().network.encode(desk, &window.pieces)?;
        let heads: Vec<usize> = (0..likely.len()).filter(|&i| likely[i] >= HEAD).collect();
        let mut found = Vec::new();
        for heads in heads.chunk_by(|&a, &b| window.paragraph(a) == window.paragraph(b)) {
            let paragraph = window.paragraph(heads[0]);
            let odds = self.model().network.relate(desk, &narrow, paragraph.clone(), heads)?;
            let pieces = &window.pieces[paragraph.clone()];
            found.extend(heads.iter().zip(&odds).filter_map(|(&head, odds)| {
                let roles = decode::roles(pieces, odds, head - paragraph.start);
                let confidence = likely[head] * decode::sureness(&roles, odds);
                // The relation step is trained to find nothing around what heads no cue.
                let holds = roles.contains(&decode::CONTENT);
                holds.then_some(Found { first: paragraph.start, roles, confidence })
            }));
        }
        Ok(found)
    }
}

impl Model {
    fn load(weights: &Weights) -> anyhow::Result<Self> {
        let tokenizer = Tokenizer::from_bytes(weights.tokenizer).map_err(anyhow::Error::from_boxed)?;
        Ok(Self { network: Network::load(weights.encoder, weights.relation)?, tokenizer })
    }
}

impl Found {
    fn proposal(&self, window: &Window) -> Proposal {
        let spans = |role| decode::spans(&window.pieces[self.first..], &self.roles, role);
        Proposal {
            part: window.part,
            source: spans(decode::SOURCE),
            cue: spans(decode::CUE),
            content: spans(decode::CONTENT),
            confidence: Probability::new(self.confidence),
        }
    }
}
