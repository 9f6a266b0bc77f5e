//! A pile that is read in portions is the pile, and nothing is read after the first error.

use std::path::PathBuf;

use firsthand_engine::read::{Kept, Portion, ReadOptions, read, read_in_portions};

use super::newsroom::articles;

const SMALL: Portion = Portion { articles: 100, bytes: usize::MAX };

fn pile(count: usize) -> (tempfile::TempDir, Vec<PathBuf>) {
    let folder = tempfile::tempdir().unwrap();
    for (number, lines) in articles(count).chunks(count.div_ceil(3)).enumerate() {
        std::fs::write(folder.path().join(format!("{number}.jsonl")), lines.join("\n")).unwrap();
    }
    let paths = vec![folder.path().to_owned()];
    (folder, paths)
}

fn portions(paths: &[PathBuf], portion: Portion) -> Vec<Vec<String>> {
    let mut found = Vec::new();
    let take = |kept: Vec<Kept>| {
        found.push(kept.into_iter().map(|(document, _)| document.id).collect::<Vec<_>>());
        Ok::<(), String>(())
    };
    read_in_portions(paths, &ReadOptions::default(), portion, take).unwrap().unwrap();
    found
}

#[test]
fn portions_together_are_the_pile() {
    let (_folder, paths) = pile(2500);
    let found = portions(&paths, SMALL);
    assert!(found.len() > 3 && found.iter().all(|portion| portion.len() <= 100 + 512), "{}", found.len());
    let mut ids = found.concat();
    let whole = read(&paths, &ReadOptions::default()).unwrap().value;
    let mut expected: Vec<String> = whole.into_iter().map(|document| document.id).collect();
    assert_eq!(portions(&paths, Portion::default()), [expected.clone()], "one portion comes in the order of a pile");
    ids.sort();
    expected.sort();
    assert_eq!(ids, expected);
    let by_bytes = portions(&paths, Portion { articles: usize::MAX, bytes: 10_000 });
    assert!(by_bytes.len() > 3, "a portion is full by bytes as well");
}

#[test]
fn nothing_is_read_after_the_first_error() {
    let (_folder, paths) = pile(2500);
    let mut taken = 0;
    let take = |_| {
        taken += 1;
        if taken == 2 { Err("the disk is full") } else { Ok(()) }
    };
    let given = read_in_portions(&paths, &ReadOptions::default(), SMALL, take).unwrap();
    assert_eq!(given.unwrap_err(), "the disk is full");
    assert_eq!(taken, 2);
}

#[test]
fn a_pile_without_an_article_says_so() {
    let (folder, paths) = pile(3);
    for number in 0..3 {
        std::fs::write(folder.path().join(format!("{number}.jsonl")), "\n").unwrap();
    }
    let take = |_| Err(());
    let notes = read_in_portions(&paths, &ReadOptions::default(), SMALL, take).unwrap().unwrap();
    assert!(notes.iter().any(|note| note.text.contains("no article was found")), "{notes:?}");
}
