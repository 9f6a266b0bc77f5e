//! Scoring on an annotated folder, with an article of our own.

use firsthand_engine::eval;

use crate::folder::Folder;

const TEXT: &str = "The pier will close in May, Mayor Ana Ruiz said.\n";
const GOLD: &str = "T1\tSource 28 42\tMayor Ana Ruiz\nT2\tCue 43 47\tsaid\n\
                    T3\tContent 0 26\tThe pier will close in May\n\
                    E1\tAttribution:T2 Source:T1 Cue:T2 Content:T3\n";

#[test]
fn an_annotated_folder_is_scored_and_texts_without_gold_are_left_out() {
    let folder = Folder::new()
        .with("text/alder_pier.txt", TEXT)
        .with("text/unread.txt", "Nobody marked this, said Ana Ruiz.\n")
        .with("attributions/alder_pier_a1.ann", GOLD)
        .with("attributions/alder_pier_b2.ann", "");
    let scored = eval::attribution(folder.path(), None).unwrap();
    assert_eq!(scored.items, 1);
    let source = scored.figures.iter().find(|f| f.name == "source exact F1").unwrap();
    assert!((source.value - 1.0).abs() < f64::EPSILON, "{:?}", scored.figures);
}

#[test]
fn a_folder_without_gold_is_an_error_that_says_what_is_looked_for() {
    let folder = Folder::new().with("text/a.txt", TEXT).with("attributions/b_a1.ann", GOLD);
    let error = eval::attribution(folder.path(), None).unwrap_err();
    assert!(error.is_input() && error.to_string().contains("attributions/NAME_ANNOTATOR.ann"), "{error}");
    let missing = eval::attribution(&folder.path().join("nowhere"), None).unwrap_err();
    assert!(missing.to_string().contains("nowhere"), "{missing}");
}
