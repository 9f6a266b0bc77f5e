//! Text reuse on invented articles: what is planted is found, where it was planted, and nothing else.

#[expect(dead_code, reason = "the bench uses more of it")]
mod fiction;

use fiction::{Dice, article, edit, paragraph, reprint, sentence};
use firsthand::link::reuse::{Config, Reuse, Text, find};
use firsthand::model::Span;
use proptest::prelude::*;

fn find_in(texts: &[String]) -> Vec<Reuse> {
    find_by(&texts.iter().map(|text| (text.clone(), None)).collect::<Vec<_>>())
}

fn find_by(texts: &[(String, Option<u32>)]) -> Vec<Reuse> {
    let bodies: Vec<[Span; 1]> = texts.iter().map(|(text, _)| [Span::new(0, text.len())]).collect();
    let texts: Vec<Text<'_>> =
        texts.iter().zip(&bodies).map(|((text, outlet), body)| Text { text, body, outlet: *outlet }).collect();
    find(&texts, &Config::default())
}

/// Passages in words: text of `a`, text of `b`, whether in quotes.
fn passages<'a>(found: &Reuse, texts: &'a [String]) -> Vec<(&'a str, &'a str, bool)> {
    found.spans.iter().map(|s| (s.a.of(&texts[found.a]), s.b.of(&texts[found.b]), s.in_quotes)).collect()
}

#[test]
fn planted_paragraphs_are_found_and_nothing_else() {
    let mut dice = Dice(1);
    let (mut planted, mut met, mut strange) = (0, 0, 0);
    for _ in 0..12 {
        let stories: Vec<Vec<String>> = (0..10).map(|_| article(&mut dice, 8)).collect();
        let mut texts: Vec<String> = stories.iter().map(|s| s.join("\n\n")).collect();
        for (at, story) in stories.iter().enumerate() {
            texts.push(reprint(story, 1 + at % 3, 6, 4 + at, &mut dice));
        }
        planted += stories.len();
        for pair in find_in(&texts) {
            if pair.b == pair.a + stories.len() { met += 1 } else { strange += 1 }
        }
    }
    assert!(met * 100 >= planted * 95, "{met} of {planted}");
    assert_eq!(strange, 0, "pairs of unrelated articles");
}

#[test]
fn spans_are_where_the_copy_is() {
    let mut dice = Dice(2);
    let (story, own) = (article(&mut dice, 5), article(&mut dice, 4));
    let copy = [&own[0], &story[3], &own[1], &own[2], &story[1], &own[3]].map(String::as_str).join("\n\n");
    let texts = [story.join("\n\n"), copy];
    let found = find_in(&texts);
    let trim = |text: &str| text.trim_matches(['"', '.', ',']).to_owned();
    let expected: Vec<_> = [&story[1], &story[3]].map(|p| (trim(p), trim(p))).into();
    let got: Vec<_> = passages(&found[0], &texts).iter().map(|p| (trim(p.0), trim(p.1))).collect();
    assert_eq!(got, expected);
    assert!(found[0].copied);
    assert!(found[0].containment_b > 0.2 && found[0].containment_b < 0.6, "{found:?}");
}

#[test]
fn a_brief_taken_from_an_agency_story_is_found() {
    let story = "BRENVIK (Nordfell Press) - The harbour board of Brenvik said on Tuesday that the ferry Oleander \
        ran aground on the Sill reef shortly before dawn with 212 people on board. Nobody was hurt, and all \
        passengers were taken off by fishing boats within two hours, the board said in a statement. The line \
        that runs the ship has had three groundings in as many years. Divers will look at the hull on Wednesday, \
        and the reef light, which had been dark since a storm in March, is to be mended before the week is out.";
    let brief = "The ferry Oleander ran aground on the Sill reef shortly before dawn on Tuesday with 211 people \
        aboard. Nobody was hurt and all passengers were taken off by fishing boats within two hours, the harbour \
        board said.";
    let other = "The harbour board of Brenvik will meet on Tuesday to hear the people who live near the reef, and \
        the ferry line said in a statement that it would send three of its captains. The light has been dark.";
    let texts = [story, brief, other].map(str::to_owned);
    let found = find_in(&texts);
    let pairs: Vec<_> = found.iter().map(|r| (r.a, r.b, r.copied)).collect();
    assert_eq!(pairs, [(0, 1, true)]);
    assert!(found[0].containment_b > 0.7, "{found:?}");
}

/// Words between two paragraphs of their own.
fn around(dice: &mut Dice, middle: &str) -> String {
    format!("{}\n\n{middle}\n\n{}", paragraph(dice), paragraph(dice))
}

#[test]
fn a_shared_quotation_is_not_a_copy() {
    let quotation = "we shall open every gate of the old canal before the first frost, and whoever says that \
        the money for it is lacking has not read the ledger that lies on my table";
    let mut dice = Dice(3);
    let texts = [
        around(&mut dice, &format!("\"{quotation},\" the mayor said at noon.")),
        around(&mut dice, &format!("Her words to the council: “{quotation}.”")),
    ];
    let found = find_in(&texts);
    assert_eq!(found.len(), 1);
    assert!(!found[0].copied && found[0].spans.iter().all(|s| s.in_quotes), "{found:?}");
}

#[test]
fn a_speech_without_marks_in_one_text_is_a_quotation_still() {
    let speech = "we shall open every gate of the old canal before the first frost, and whoever says that \
        the money for it is lacking has not read the ledger that lies on my table";
    let mut dice = Dice(3);
    let texts = [
        around(&mut dice, &format!("\"{speech},\" the mayor said at noon.")),
        around(&mut dice, &format!("In full: {speech}.")),
        around(&mut dice, &format!("{speech}\n\n— Mayor Brisk (@brisk) March 3, 2031")),
        around(&mut dice, &format!("In full: {speech}.")),
    ];
    let copied: Vec<_> = find_in(&texts).iter().filter(|r| r.copied).map(|r| (r.a, r.b)).collect();
    // Where neither text shows that somebody speaks, what they share cannot be told from prose.
    assert_eq!(copied, [(1, 3)]);
}

#[test]
fn furniture_of_an_outlet_makes_no_pair() {
    let mut dice = Dice(4);
    let appeal: String = (0..5).map(|_| sentence(&mut dice)).collect::<Vec<_>>().join(" ");
    let mut texts: Vec<(String, Option<u32>)> =
        (0..9).map(|_| (format!("{}\n\n{appeal}", article(&mut dice, 7).join("\n\n")), Some(1))).collect();
    assert_eq!(find_by(&texts), []);
    // The same appeal in two articles of two outlets cannot be told from a copied paragraph.
    texts[1].1 = Some(2);
    assert_eq!(find_by(&texts[..2]).len(), 1);
}

#[test]
fn a_story_that_every_outlet_reprints_is_not_furniture() {
    let mut dice = Dice(5);
    let story = article(&mut dice, 6);
    let texts: Vec<(String, Option<u32>)> =
        (0..40).map(|at| (edit(&story.join("\n\n"), 3, &mut dice), Some(at % 5))).collect();
    assert_eq!(find_by(&texts).len(), 40 * 39 / 2);
}

#[test]
fn a_very_large_cluster_stays_connected_and_bounded() {
    let mut dice = Dice(6);
    let story = article(&mut dice, 3).join("\n\n");
    let texts: Vec<String> = (0..400).map(|_| edit(&story, 2, &mut dice)).collect();
    let found = find_in(&texts);
    assert!(found.len() < 400 * 399 / 2);
    let mut group: Vec<usize> = (0..texts.len()).collect();
    for pair in &found {
        let (keep, gone) = (group[pair.a], group[pair.b]);
        group.iter_mut().filter(|g| **g == gone).for_each(|g| *g = keep);
    }
    assert!(group.iter().all(|g| *g == group[0]), "one cluster");
}

#[test]
fn scripts_with_and_without_spaces() {
    let copied = [
        "Паромная линия сообщила во вторник, что судно «Олеандр» село на мель у рифа Силл незадолго до рассвета, \
         на борту находились двести двенадцать человек, никто из них не пострадал, и к полудню всех сняли лодками",
        "Liman idarəsi çərşənbə axşamı bildirib ki, Oleander bərəsi səhər tezdən rifə oturub, göyərtədə iki yüz on \
         iki nəfər olub, heç kim xəsarət almayıb və günortaya qədər hamı balıqçı qayıqları ilə sahilə çıxarılıb",
        "قالت إدارة الميناء يوم الثلاثاء إن العبارة جنحت على الشعاب قبل الفجر بقليل وعلى متنها مئتان واثنا عشر \
         راكبا ولم يصب أحد منهم بأذى ونقل الجميع إلى الشاطئ بقوارب الصيد قبل الظهر بحسب بيان صدر عنها",
        "港務局星期二說渡輪在黎明前不久於暗礁擱淺船上有二百一十二人無人受傷所有乘客在中午以前由漁船送到岸上潛水員將於次日查看船身",
        "การท่าเรือแถลงเมื่อวันอังคารว่าเรือข้ามฟากเกยตื้นบนแนวปะการังก่อนรุ่งสางไม่นานมีผู้โดยสารสองร้อยสิบสองคนไม่มีใครบาดเจ็บ",
    ];
    for text in copied {
        let mut dice = Dice(7);
        let texts: Vec<String> =
            (0..2).map(|_| format!("{}\n\n{text}\n\n{}", paragraph(&mut dice), paragraph(&mut dice))).collect();
        let found = find_in(&texts);
        assert_eq!(found.len(), 1, "{text}");
        assert_eq!(passages(&found[0], &texts), [(text, text, false)]);
    }
}

#[test]
fn hostile_texts_take_no_time() {
    let same = "word ".repeat(300_000);
    let two = "one two ".repeat(150_000);
    let cycle: String = (0..64).map(|i| format!("w{i}")).collect::<Vec<_>>().join(" ").repeat(4_000);
    let texts = [same.clone(), same, two.clone(), two, cycle.clone(), cycle, String::new(), "  ".to_owned()];
    let found = find_in(&texts);
    assert!(found.iter().all(|r| r.b == r.a + 1 && r.a % 2 == 0), "only the twins: {found:?}");
    assert_eq!(found.len(), 3);
}

/// Piles of related and unrelated short articles.
fn pile() -> impl Strategy<Value = Vec<String>> {
    (any::<u64>(), 2_usize..9, 0_usize..30).prop_map(|(seed, count, percent)| {
        let mut dice = Dice(seed);
        let story = article(&mut dice, 5);
        (0..count).map(|at| reprint(&story, at % 4, 1 + at % 3, percent, &mut dice)).collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn spans_are_disjoint_and_on_word_borders(texts in pile()) {
        for pair in find_in(&texts) {
            for (side, text) in [(0, &texts[pair.a]), (1, &texts[pair.b])] {
                let mut spans: Vec<Span> = pair.spans.iter().map(|s| if side == 0 { s.a } else { s.b }).collect();
                prop_assert!(side == 1 || spans.is_sorted());
                spans.sort_unstable();
                prop_assert!(spans.windows(2).all(|w| w[0].end <= w[1].start));
                for span in spans {
                    let inside = text.get(span.range()).unwrap();
                    prop_assert!(inside.starts_with(char::is_alphanumeric) && inside.ends_with(char::is_alphanumeric));
                    prop_assert!(!text[..span.range().start].ends_with(char::is_alphanumeric));
                    prop_assert!(!text[span.range().end..].starts_with(char::is_alphanumeric));
                }
            }
            prop_assert!((0.0..=1.0).contains(&pair.containment_a) && (0.0..=1.0).contains(&pair.containment_b));
            prop_assert!((0.0..=1.0).contains(&pair.similarity));
        }
    }

    #[test]
    fn order_of_the_pile_changes_nothing(texts in pile(), turn in 0_usize..9) {
        let turn = turn % texts.len();
        let mut turned = texts.clone();
        turned.rotate_left(turn);
        turned.reverse();
        let home = |at: usize| (texts.len() - 1 - at + turn) % texts.len();
        let mut back: Vec<Reuse> = find_in(&turned).into_iter().map(|r| renumber(r, home)).collect();
        back.sort_by_key(|r| (r.a, r.b));
        prop_assert_eq!(back, find_in(&texts));
    }

    #[test]
    fn any_characters_are_fine(a in ".{0,400}", b in ".{0,400}", cut in prop::collection::vec((0_u32..900, 0_u32..900), 0..4)) {
        let body: Vec<Span> = cut.iter().map(|&(x, y)| Span { start: x.min(y), end: x.max(y) }).collect();
        let texts = [&a, &b, &a].map(|text| Text { text, body: &body, outlet: None });
        for pair in find(&texts, &Config::default()) {
            prop_assert!(pair.spans.iter().all(|s| !s.a.of(texts[pair.a].text).is_empty()));
        }
    }
}

/// The pair as the pile in its first order would name it.
fn renumber(pair: Reuse, home: impl Fn(usize) -> usize) -> Reuse {
    let mut pair = Reuse { a: home(pair.a), b: home(pair.b), ..pair };
    if pair.a > pair.b {
        std::mem::swap(&mut pair.a, &mut pair.b);
        std::mem::swap(&mut pair.containment_a, &mut pair.containment_b);
        pair.spans.iter_mut().for_each(|s| std::mem::swap(&mut s.a, &mut s.b));
        pair.spans.sort_unstable_by_key(|s| s.a);
    }
    pair
}
