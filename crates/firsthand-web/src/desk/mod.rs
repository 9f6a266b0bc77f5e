//! What is on the desk? The collection, its last trace in memory, and the one thread that traces.
//!
//! Tracing is expensive and happens once for each change of the collection, in the background; pages read the last
//! snapshot, which is never changed in place. A review traces its own claim anew at once.

mod line;
mod queue;
mod search;
mod snapshot;

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};
use std::thread;
use std::time::{Duration, Instant};

use firsthand::review::{Overrides, Reviews};
use firsthand_engine::collection;
use firsthand_engine::read::Kept;
use firsthand_store::{Access, Collection, Held, Result, Say, Signature, Stamp, Summary};
use firsthand_tagger::Tagger;

pub(crate) use line::{Line, shortened};
pub(crate) use queue::Doubt;
pub(crate) use snapshot::{Snapshot, Sort, Wanted};

/// How often the file is looked at for what other programs added.
const LOOK_AGAIN: Duration = Duration::from_secs(2);

/// After reviews the whole is traced again, so that the file's tables follow, when nobody has reviewed for this long.
const REST_AFTER_REVIEW: Duration = Duration::from_secs(10);

/// … and only where that takes no longer than this: a large collection is traced when somebody asks for it.
const LONGEST_UNASKED: Duration = Duration::from_secs(20);

/// What the background thread is doing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) enum Work {
    #[default]
    Idle,
    /// Articles read closely, of how many.
    Reading(usize, usize),
    Linking,
    Keeping,
    /// It did not go well, for this reason.
    Failed(String),
}

/// The collection and what is known of it.
pub(crate) struct Desk {
    file: PathBuf,
    /// For everything that is short: reviews, articles to be added, rows to be shown.
    collection: Mutex<Collection>,
    shown: RwLock<Arc<Snapshot>>,
    work: Mutex<Work>,
    tagger: Option<Tagger>,
    bell: Mutex<Sender<()>>,
    /// Somebody asked for the whole to be traced.
    is_asked: AtomicBool,
    /// What the collection holds, and the state that it was counted in: counting looks at every article.
    counted: Mutex<Option<(Stamp, Arc<Summary>)>>,
}

/// What a review did.
pub(crate) struct Moved {
    /// The whole id of what was reviewed.
    pub(crate) subject: String,
    /// The claims that it is of.
    pub(crate) claims: Vec<MovedClaim>,
}

/// A claim that was traced again after a review. Bounds are at least, at most.
pub(crate) struct MovedClaim {
    /// Its position.
    pub(crate) at: usize,
    pub(crate) before: (u32, u32),
    pub(crate) after: (u32, u32),
}

fn held<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    // A panic in a page leaves the connection between two transactions, which is a whole state.
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Desk {
    /// Opens the collection, which is made where it does not exist, and begins to trace it in a thread of its own.
    pub(crate) fn open(file: &Path, tagger: Option<Tagger>) -> Result<Arc<Self>> {
        let (bell, rung) = channel();
        let desk = Arc::new(Self {
            file: file.to_owned(),
            collection: Mutex::new(Collection::open(file, Access::Create)?),
            shown: RwLock::default(),
            work: Mutex::new(Work::Linking),
            tagger,
            bell: Mutex::new(bell),
            is_asked: AtomicBool::new(false),
            counted: Mutex::default(),
        });
        let worker = Arc::downgrade(&desk);
        thread::spawn(move || {
            let (mut reviewed, mut took) = (None, Duration::ZERO);
            loop {
                let Some(desk) = worker.upgrade() else { return };
                desk.look(&mut reviewed, &mut took);
                drop(desk);
                if !wait(&rung) {
                    return;
                }
            }
        });
        Ok(desk)
    }

    pub(crate) fn snapshot(&self) -> Arc<Snapshot> {
        self.shown.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn show(&self, snapshot: Snapshot) {
        *self.shown.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(snapshot);
    }

    pub(crate) fn work(&self) -> Work {
        held(&self.work).clone()
    }

    fn now_at(&self, work: Work) {
        *held(&self.work) = work;
    }

    pub(crate) fn collection(&self) -> MutexGuard<'_, Collection> {
        held(&self.collection)
    }

    /// A connection of one's own, for what takes long: others go on meanwhile.
    pub(crate) fn reader(&self) -> Result<Collection> {
        Collection::open(&self.file, Access::Read)
    }

    /// What the collection holds, counted once for each state of it.
    pub(crate) fn summary(&self) -> Result<Arc<Summary>> {
        let stamp = self.collection().stamp()?;
        if let Some((_, summary)) = held(&self.counted).as_ref().filter(|(of, _)| *of == stamp) {
            return Ok(summary.clone());
        }
        let summary = Arc::new(self.reader()?.summary()?);
        *held(&self.counted) = Some((stamp, summary.clone()));
        Ok(summary)
    }

    /// Wakes the thread that traces.
    pub(crate) fn ring(&self) {
        // It fails only where the thread is gone, and then nothing is to be woken.
        let _ = held(&self.bell).send(());
    }

    /// Has the whole traced again.
    pub(crate) fn trace_again(&self) {
        self.is_asked.store(true, Ordering::SeqCst);
        self.now_at(Work::Linking);
        self.ring();
    }

    /// Adds articles.
    pub(crate) fn add(&self, pile: Vec<Kept>) -> Result<collection::Tally> {
        let mut kept = Collection::open(&self.file, Access::Write)?;
        let tally = collection::add(&mut kept, pile, self.tagger.as_ref(), |_| ())?;
        self.now_at(Work::Linking);
        self.ring();
        Ok(tally)
    }

    /// Notes what somebody says of a relay, and traces the claims that have it again.
    pub(crate) fn say(&self, id: &str, say: &Say, signature: Signature<'_>) -> Result<Moved> {
        let mut collection = self.collection();
        let subject = collection.say(id, say, signature)?;
        self.follow(&collection, subject)
    }

    /// Takes back what somebody said last of a relay or claim, or a correction.
    pub(crate) fn undo(&self, id: &str, signature: Signature<'_>) -> Result<Moved> {
        let mut collection = self.collection();
        collection.undo(id, signature)?;
        self.follow(&collection, id.to_owned())
    }

    /// Brings the snapshot to where the log is. Who holds the collection is alone in this. A correction of a date or of
    /// which reports are of one claim moves everything, and is followed by a whole trace.
    fn follow(&self, collection: &Collection, subject: String) -> Result<Moved> {
        let (Held { relays, grouping, begun, .. }, stamp) = (collection.held()?, collection.stamp()?);
        let before = self.snapshot();
        let touched = before.claims_with(&subject);
        let reviews = Reviews { relays, grouping, begun, count_apart: true, ..Reviews::default() };
        let moves_all = touched.is_empty() && before.claim(&subject).is_none();
        let after = before.reviewed(&touched, reviews, stamp);
        let bounds = |s: &Snapshot, at: usize| {
            let bounds = &s.findings[at].trace.bounds;
            (bounds.at_least, bounds.at_most)
        };
        let claims = touched
            .iter()
            .map(|&at| MovedClaim { at, before: bounds(&before, at), after: bounds(&after, at) })
            .collect();
        self.show(after);
        if moves_all {
            self.trace_again();
        }
        Ok(Moved { subject, claims })
    }

    /// Traces again where the collection is not what the snapshot was made of.
    fn look(&self, reviewed: &mut Option<Instant>, took: &mut Duration) {
        let stamp = match self.collection().stamp() {
            Ok(stamp) => stamp,
            Err(error) => return self.now_at(Work::Failed(error.to_string())),
        };
        let shown = self.snapshot();
        let is_asked = self.is_asked.swap(false, Ordering::SeqCst);
        if !is_asked && shown.stamp.is_some_and(|s| s.documents == stamp.documents && s.reviews == stamp.reviews) {
            let rested =
                shown.follows_reviews && reviewed.get_or_insert_with(Instant::now).elapsed() > REST_AFTER_REVIEW;
            if !rested || *took > LONGEST_UNASKED {
                return;
            }
        }
        *reviewed = None;
        let start = Instant::now();
        let work = self.trace().map_or_else(|error| Work::Failed(error.to_string()), |()| Work::Idle);
        *took = start.elapsed();
        self.now_at(work);
    }

    fn trace(&self) -> Result<()> {
        self.now_at(Work::Linking);
        let kept = Collection::open(&self.file, Access::Read)?;
        let stamp = kept.stamp()?;
        let report = |done, of| self.now_at(if done == of { Work::Linking } else { Work::Reading(done, of) });
        let relinked = collection::relink(&kept, None, &Overrides::default(), self.tagger.as_ref(), report)?;
        drop(kept);
        // Without overrides there is none that means what is not there.
        let Ok(relinked) = relinked else { return Ok(()) };
        let (traced, linked, reviews) = relinked.traced();
        self.now_at(Work::Keeping);
        let result = Collection::open(&self.file, Access::Write).and_then(|mut kept| traced.keep(&mut kept));
        let rows = traced.rows().to_vec();
        self.show(Snapshot::of(traced.findings, rows, linked, reviews, stamp));
        self.ring();
        result
    }
}

fn wait(rung: &Receiver<()>) -> bool {
    let more = !matches!(rung.recv_timeout(LOOK_AGAIN), Err(RecvTimeoutError::Disconnected));
    while rung.try_recv().is_ok() {}
    more
}
