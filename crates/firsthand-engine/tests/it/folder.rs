use std::io::Write;
use std::path::{Path, PathBuf};

use firsthand::model::{Document, Noted};
use firsthand_engine::read::{Limits, ReadOptions, read};
use flate2::Compression;
use flate2::write::GzEncoder;

/// A folder for one test, gone afterwards.
pub(crate) struct Folder(tempfile::TempDir);

impl Folder {
    pub(crate) fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    pub(crate) fn path(&self) -> &Path {
        self.0.path()
    }

    /// Adds a file; its folders are made on the way.
    pub(crate) fn with(self, name: &str, bytes: impl AsRef<[u8]>) -> Self {
        let path = self.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
        self
    }

    /// Reads the whole folder with the usual limits.
    pub(crate) fn read(&self) -> Found {
        self.read_with(&ReadOptions::default())
    }

    pub(crate) fn read_within(&self, limits: Limits) -> Found {
        self.read_with(&ReadOptions { limits, ..ReadOptions::default() })
    }

    pub(crate) fn read_with(&self, options: &ReadOptions) -> Found {
        self.read_paths(&[self.path().to_owned()], options)
    }

    pub(crate) fn read_paths(&self, paths: &[PathBuf], options: &ReadOptions) -> Found {
        let Noted { value, notes } = read(paths, options).unwrap();
        let prefix = format!("{}/", self.path().display());
        Found { documents: value, notes: notes.iter().map(|note| note.to_string().replace(&prefix, "")).collect() }
    }
}

/// What was read, with notes as a user sees them and names relative to the folder.
pub(crate) struct Found {
    pub(crate) documents: Vec<Document>,
    pub(crate) notes: Vec<String>,
}

impl Found {
    pub(crate) fn ids(&self) -> Vec<&str> {
        self.documents.iter().map(|document| document.id.as_str()).collect()
    }

    pub(crate) fn texts(&self) -> Vec<&str> {
        self.documents.iter().map(|document| document.text.as_str()).collect()
    }

    /// Exactly one note, which begins and ends so.
    #[track_caller]
    pub(crate) fn assert_one_note(&self, begins: &str, holds: &str) {
        assert_eq!(self.notes.len(), 1, "{:?}", self.notes);
        assert!(self.notes[0].starts_with(begins), "{:?}", self.notes);
        assert!(self.notes[0].contains(holds), "{:?}", self.notes);
    }
}

pub(crate) fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// A line for each id, with a text that does not repeat itself.
pub(crate) fn lines(ids: std::ops::Range<u32>) -> String {
    let scrambled = |id: u32| id.wrapping_mul(2_654_435_761);
    let line = |id: u32| format!("{{\"id\":\"{id:04}\",\"text\":\"The ferry {} sailed.\"}}", scrambled(id));
    ids.map(line).collect::<Vec<_>>().join("\n") + "\n"
}
