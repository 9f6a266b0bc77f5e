//! Which files are meant?

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::{fs, io};

use firsthand::ingest::code;

use super::format::{self, Format};
use super::notes::Notes;
use crate::Error;

/// Something to read.
#[derive(Debug)]
pub(super) enum Found {
    Stdin,
    /// `format` is `None` for a pipe, whose first bytes will tell.
    File {
        path: PathBuf,
        name: String,
        format: Option<Format>,
    },
}

impl Found {
    /// The name as the user knows it.
    pub(super) fn name(&self) -> &str {
        match self {
            Self::Stdin => "-",
            Self::File { name, .. } => name,
        }
    }

    pub(super) fn format(&self) -> Option<Format> {
        match self {
            Self::Stdin => None,
            Self::File { format, .. } => *format,
        }
    }
}

/// Lists the files under `paths`, sorted by name, each once. What cannot be listed or is of no known kind becomes a
/// note. Errors if a path does not exist, before anything is read.
pub(super) fn walk(paths: &[PathBuf], notes: &mut Notes) -> Result<Vec<Found>, Error> {
    if paths.is_empty() {
        return Err(Error::no_path());
    }
    let mut walk = Walk { notes, found: BTreeMap::new(), seen: BTreeSet::new(), unknown: BTreeMap::new() };
    let mut stdin = false;
    let mut sorted: Vec<&PathBuf> = paths.iter().collect();
    sorted.sort();
    for path in sorted {
        if path.as_os_str() == "-" {
            stdin = true;
        } else {
            walk.named(path)?;
        }
    }
    walk.report_unknown();
    let files = walk.found.into_values();
    Ok(stdin.then_some(Found::Stdin).into_iter().chain(files).collect())
}

struct Walk<'a> {
    notes: &'a mut Notes,
    found: BTreeMap<PathBuf, Found>,
    /// Canonical paths of files and folders reached so far.
    seen: BTreeSet<PathBuf>,
    /// Unknown extensions: the first file with each, and how many there are.
    unknown: BTreeMap<String, (String, usize)>,
}

impl Walk<'_> {
    fn named(&mut self, path: &Path) -> Result<(), Error> {
        match fs::metadata(path) {
            Ok(kind) if kind.is_dir() => self.folder(path.to_owned()),
            Ok(kind) if kind.is_file() => self.file(path),
            Ok(_) => self.keep(path, None),
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Err(Error::not_found(path, near(path))),
            Err(error) => self.unreadable(path, &error),
        }
        Ok(())
    }

    /// Walks with a list of its own instead of the call stack, so that no depth of folders can exhaust it.
    fn folder(&mut self, folder: PathBuf) {
        let mut waiting = vec![folder];
        while let Some(folder) = waiting.pop() {
            if !self.is_new(&folder) {
                let text = "the folder was reached before, by another way; not read again".to_owned();
                self.notes.add(&folder.to_string_lossy(), None, code::FOLDER_LOOP, text);
                continue;
            }
            match entries(&folder) {
                Ok(entries) => {
                    let folders: Vec<PathBuf> = entries.into_iter().filter_map(|path| self.entry(path)).collect();
                    waiting.extend(folders.into_iter().rev());
                }
                Err(error) => self.unreadable(&folder, &error),
            }
        }
    }

    /// Takes one entry of a folder, and gives it back if it is a folder itself.
    fn entry(&mut self, path: PathBuf) -> Option<PathBuf> {
        match fs::metadata(&path) {
            Ok(kind) if kind.is_dir() => return Some(path),
            Ok(kind) if kind.is_file() => self.file(&path),
            Err(error) => self.unreadable(&path, &error),
            // Opening a pipe or a device that happens to lie in a folder could wait for ever.
            Ok(_) => {
                let text = "neither a file nor a folder; skipped".to_owned();
                self.notes.add(&path.to_string_lossy(), None, code::NOT_A_FILE, text);
            }
        }
        None
    }

    fn file(&mut self, path: &Path) {
        match format::of_name(path) {
            Ok(format) => self.keep(path, Some(format)),
            Err(extension) => {
                let name = path.to_string_lossy().into_owned();
                self.unknown.entry(extension).or_insert((name, 0)).1 += 1;
            }
        }
    }

    fn keep(&mut self, path: &Path, format: Option<Format>) {
        if self.is_new(path) {
            let name = path.to_string_lossy().into_owned();
            self.found.insert(path.to_owned(), Found::File { path: path.to_owned(), name, format });
        }
    }

    fn is_new(&mut self, path: &Path) -> bool {
        self.seen.insert(fs::canonicalize(path).unwrap_or_else(|_| path.to_owned()))
    }

    fn unreadable(&mut self, path: &Path, error: &io::Error) {
        self.notes.add(&path.to_string_lossy(), None, code::UNREADABLE, format!("cannot be read: {error}"));
    }

    /// One note for each extension: a folder of ten thousand pictures is one fact, not ten thousand.
    fn report_unknown(&mut self) {
        for (extension, (first, count)) in std::mem::take(&mut self.unknown) {
            let what =
                if extension.is_empty() { "files without extension are".to_owned() } else { format!("{extension} is") };
            let more = if count > 1 { format!(" ({} more files like it)", count - 1) } else { String::new() };
            let text = format!("{what} not read; skipped{more}; what is read: {}", format::SUPPORTED);
            self.notes.add(&first, None, code::UNKNOWN_EXTENSION, text);
        }
    }
}

/// The entries of a folder that are not hidden, in order of name.
fn entries(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if !entry.file_name().to_string_lossy().starts_with('.') {
            paths.push(entry.path());
        }
    }
    paths.sort();
    Ok(paths)
}

/// A name in the same folder that begins with the same letters as the one that is not there.
fn near(path: &Path) -> Option<String> {
    let wanted = path.file_stem()?.to_string_lossy().to_lowercase();
    let folder = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let names = entries(folder).ok()?.into_iter();
    let mut names = names.filter_map(|path| Some(path.file_name()?.to_string_lossy().into_owned()));
    names.find(|name| Path::new(name).file_stem().is_some_and(|s| s.to_string_lossy().to_lowercase() == wanted))
}
