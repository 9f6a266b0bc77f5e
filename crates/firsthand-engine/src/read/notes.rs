//! Notes of a whole run, without letting one bad file fill the memory.

use std::collections::BTreeMap;

use firsthand::ingest::code;
use firsthand::model::{Note, NoteCode};

/// Notes of one code about one file that are kept one by one. Chosen by hand: enough to see a pattern.
const EACH_KIND: usize = 20;

pub(super) struct Notes {
    kept: Vec<Note>,
    limit: usize,
    /// How many there were of each code in each file, as long as the limit is not reached.
    counts: BTreeMap<(String, NoteCode), usize>,
    /// How many there were of each code after the limit was reached.
    beyond: BTreeMap<NoteCode, usize>,
}

impl Notes {
    pub(super) fn new(limit: usize) -> Self {
        Self { kept: Vec::new(), limit, counts: BTreeMap::new(), beyond: BTreeMap::new() }
    }

    pub(super) fn add(&mut self, at: &str, offset: Option<u64>, code: NoteCode, text: String) {
        self.push(Note { at: at.to_owned(), offset, code, text });
    }

    pub(super) fn nothing_read(&mut self) {
        self.add("", None, code::NOTHING_READ, "no article was found in what was named".to_owned());
    }

    pub(super) fn extend(&mut self, notes: Vec<Note>) {
        for note in notes {
            self.push(note);
        }
    }

    fn push(&mut self, note: Note) {
        if self.kept.len() >= self.limit {
            *self.beyond.entry(note.code).or_insert(0) += 1;
            return;
        }
        let count = self.counts.entry((note.at.clone(), note.code)).or_insert(0);
        *count += 1;
        if *count <= EACH_KIND {
            self.kept.push(note);
        }
    }

    /// The notes sorted by file, offset and code, with counts of those that were not kept.
    pub(super) fn finish(mut self) -> Vec<Note> {
        let of_files = self.counts.into_iter().map(|((at, code), count)| (at, code, count.saturating_sub(EACH_KIND)));
        let beyond = self.beyond.into_iter().map(|(code, count)| (String::new(), code, count));
        for (at, left_out, count) in of_files.chain(beyond).filter(|(_, _, count)| *count > 0) {
            let text = format!("{count} more notes {left_out}, not listed one by one");
            self.kept.push(Note { at, offset: None, code: code::MORE_NOTES, text });
        }
        self.kept.sort();
        self.kept
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn noted(limit: usize, files: &[(&str, u64)]) -> Vec<String> {
        let mut notes = Notes::new(limit);
        for (file, count) in files {
            for i in 0..*count {
                notes.add(file, Some(i), code::NOT_JSON, "t".to_owned());
            }
        }
        notes.finish().iter().map(ToString::to_string).collect()
    }

    #[test]
    fn one_bad_file_does_not_drown_the_others() {
        let shown = noted(1000, &[("a", 500), ("b", 1)]);
        assert_eq!(shown.len(), 22);
        assert_eq!(shown[0], "FH0120 a: 480 more notes FH0109, not listed one by one");
        assert_eq!(shown[21], "FH0109 b at byte 0: t");
    }

    #[test]
    fn all_together_have_a_limit_and_a_count_of_the_rest() {
        let shown = noted(3, &[("a", 2), ("b", 5)]);
        assert_eq!(shown.len(), 4);
        assert_eq!(shown[0], "FH0120: 4 more notes FH0109, not listed one by one");
    }
}
