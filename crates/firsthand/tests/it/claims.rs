//! Claims of whole piles without a question: one claim told in many articles, several claims of one topic, many
//! claims of many topics, in any order. The fiction is made from the lines below, so that piles of any size read alike.

use std::collections::BTreeMap;

use firsthand::model::Findings;

use crate::pile;

/// One article.
#[derive(Clone)]
struct Article {
    id: String,
    title: String,
    text: String,
    outlet: String,
    hour: usize,
}

/// Paragraphs about nothing that a claim here says.
const AROUND: [&str; 12] = [
    "Fishmongers on the quay opened an hour late, and nobody minded.",
    "The choir of Sellin rehearses on Thursdays in the old granary.",
    "A cold spring has held back the cherries, growers in the valley say.",
    "Tickets for the chess final went on sale at the theatre.",
    "Two storks have come back to the chimney of the brickworks.",
    "The ring road stays open at night while lamps are replaced.",
    "Schoolchildren painted the underpass in yellow and blue.",
    "A bakery in Torm Street looks for an apprentice.",
    "The observatory lets visitors in on the first Sunday of each month.",
    "Volunteers counted toads on the forest road until midnight.",
    "The museum shows maps that sailors drew from memory.",
    "A tailor from Ostry won the prize for the finest hem.",
];

/// Reports of one claim in the given wordings (title, lead), each in an outlet of its own, with two paragraphs of
/// something else behind.
fn reports(key: &str, wordings: &[(&str, &str)], count: usize) -> Vec<Article> {
    let report = |n: usize| {
        let (title, lead) = wordings[n % wordings.len()];
        let around = [AROUND[n % AROUND.len()], AROUND[(n * 5 + n / 12 + 3) % AROUND.len()]];
        Article {
            id: format!("{key}-{n:03}"),
            title: title.to_owned(),
            text: format!("{lead}\n\n{}\n\n{}", around[0], around[1]),
            outlet: format!("{key} Courier {n}"),
            hour: n,
        }
    };
    (0..count).map(report).collect()
}

fn trace(articles: &[Article]) -> Findings {
    let times: Vec<String> =
        articles.iter().map(|a| format!("2031-04-{:02}T{:02}:00:00Z", 1 + a.hour / 24 % 28, a.hour % 24)).collect();
    let fields = |(a, time): (&Article, &String)| -> Vec<(String, String)> {
        let pairs = [("id", &a.id), ("title", &a.title), ("text", &a.text), ("outlet", &a.outlet), ("published", time)];
        pairs.into_iter().map(|(k, v)| (k.to_owned(), v.clone())).chain([("language".into(), "en".into())]).collect()
    };
    let owned: Vec<Vec<(String, String)>> = articles.iter().zip(&times).map(fields).collect();
    let records: Vec<pile::Fields<'_>> =
        owned.iter().map(|fields| fields.iter().map(|(k, v)| (k.as_str(), v.as_str())).collect()).collect();
    pile::trace(pile::documents(&records), None)
}

/// For each claim how many articles of which key it has, the largest first.
fn claims(articles: &[Article]) -> Vec<BTreeMap<String, usize>> {
    let findings = trace(articles);
    let key = |no: firsthand::model::DocumentNo| {
        let id = &findings.documents[no.index()].id;
        id.rsplit_once('-').unwrap().0.to_owned()
    };
    let mut all: Vec<BTreeMap<String, usize>> = Vec::new();
    for finding in &findings.findings {
        let mut of: BTreeMap<String, usize> = BTreeMap::new();
        finding.claim.articles.iter().for_each(|a| *of.entry(key(a.document)).or_default() += 1);
        all.push(of);
    }
    all.sort_by_key(|of| (std::cmp::Reverse(of.values().sum::<usize>()), of.clone()));
    all
}

#[track_caller]
fn check(articles: &[Article], expected: &[&[(&str, usize)]]) {
    let expected: Vec<BTreeMap<String, usize>> =
        expected.iter().map(|c| c.iter().map(|(k, n)| ((*k).to_owned(), *n)).collect()).collect();
    assert_eq!(claims(articles), expected);
}

const CLOSES: [(&str, &str); 4] = [
    ("Osk paper mill to close", "The paper mill at Osk will close in May and 300 workers will lose their jobs."),
    ("Jobs go as Osk mill shuts", "Three hundred jobs, 300 in all, go in May when the paper mill at Osk closes."),
    ("Mill at Osk closes in May", "Osk loses its paper mill: it closes in May, and 300 workers with it."),
    ("Osk to lose its mill", "In May the paper mill at Osk is to be closed and its 300 workers dismissed."),
];
const FINED: [(&str, &str); 4] = [
    (
        "Osk paper mill fined over river",
        "A court fined the paper mill at Osk 40,000 florins for poisoning the river Lune.",
    ),
    (
        "Lune poisoned: mill pays",
        "The paper mill at Osk must pay a fine of 40,000 florins for pollution of the river Lune.",
    ),
    (
        "Court fines mill at Osk",
        "For chemicals in the river Lune a court has fined the paper mill at Osk 40,000 florins.",
    ),
    ("Fine for Osk mill", "The paper mill at Osk was fined 40,000 florins by a court because it poisoned the Lune."),
];
const GROWS: [(&str, &str); 4] = [
    ("Osk paper mill to grow", "The paper mill at Osk will build a second hall and hire 900 people by autumn."),
    ("Osk mill builds", "A second hall and 900 new places by autumn: the paper mill at Osk is growing."),
    ("Mill at Osk expands", "Osk's paper mill is to hire 900 people for a second hall by autumn."),
    ("New hall in Osk", "By autumn 900 people are to be hired at the paper mill in Osk, which builds a second hall."),
];

#[test]
fn one_sentence_in_four_hundred_articles_is_one_claim() {
    check(&reports("close", &CLOSES[..1], 400), &[&[("close", 400)]]);
}

#[test]
fn one_claim_in_many_words_is_one_claim() {
    check(&reports("close", &CLOSES, 40), &[&[("close", 40)]]);
}

#[test]
fn two_claims_of_one_topic_are_two() {
    let pile = [reports("close", &CLOSES, 12), reports("fined", &FINED, 11)].concat();
    check(&pile, &[&[("close", 12)], &[("fined", 11)]]);
}

#[test]
fn a_report_of_two_claims_does_not_chain_them() {
    let both = [(
        "Osk paper mill: fined, and to close",
        "The paper mill at Osk, fined 40,000 florins for poisoning the Lune, will close in May with 300 workers.",
    )];
    let pile = [reports("close", &CLOSES, 8), reports("fined", &FINED, 8), reports("both", &both, 1)].concat();
    let found = claims(&pile);
    assert!(found.iter().all(|c| !(c.contains_key("close") && c.contains_key("fined"))), "{found:?}");
}

/// So many stories that have nothing to do with one another.
const UNRELATED: [(&str, &str); 10] = [
    ("Ferry runs aground off Selm", "The ferry Aurelia ran aground off Selm with 84 passengers on board."),
    ("Teachers strike in Varn", "Teachers in Varn will strike on Monday over unpaid wages, their union said."),
    ("Measles in Dorrach", "Health officers in Dorrach confirmed 17 cases of measles in a nursery."),
    ("Bank of Ostmark raises rates", "The central bank of Ostmark raised its interest rate to 6 percent."),
    ("Wolves near Hallin", "A pack of wolves killed 12 sheep on a farm near Hallin."),
    (
        "Mayor of Trelleck resigns",
        "The mayor of Trelleck, Ilse Vorrin, resigned after an audit of the town's accounts.",
    ),
    ("Museum returns statue", "The museum of Karsk will return a bronze statue to the island of Mera."),
    ("Storm cuts power in Lindow", "A storm left 9,000 homes in Lindow without electricity on Friday."),
    ("New tram line in Brask", "The city council of Brask approved a tram line to the university hospital."),
    ("Spy trial opens in Nerava", "The trial of two customs officers accused of espionage opened in Nerava."),
];

#[test]
fn unrelated_claims_stay_apart_beside_a_large_one() {
    let mut pile = reports("close", &CLOSES, 60);
    let keys: Vec<String> = (0..UNRELATED.len()).map(|n| format!("other{n}")).collect();
    for (key, wording) in keys.iter().zip(&UNRELATED) {
        pile.extend(reports(key, std::slice::from_ref(wording), 3));
    }
    let mut expected: Vec<Vec<(&str, usize)>> = vec![vec![("close", 60)]];
    expected.extend(keys.iter().map(|key| vec![(key.as_str(), 3)]));
    check(&pile, &expected.iter().map(Vec::as_slice).collect::<Vec<_>>());
}

#[test]
fn the_order_of_the_pile_changes_no_claim() {
    let pile = [reports("close", &CLOSES, 9), reports("fined", &FINED, 9), reports("grows", &GROWS, 9)].concat();
    let mut turned = pile.clone();
    turned.reverse();
    turned.rotate_left(7);
    assert_eq!(claims(&pile), claims(&turned));
}

/// Two reports of each wording are two claims.
#[track_caller]
fn check_apart(one: (&str, &str), other: (&str, &str)) {
    let mut pile = reports("one", &[one], 2);
    // The paragraphs around the third and fourth report are others.
    pile.extend(reports("other", &[other], 4).split_off(2));
    check(&pile, &[&[("one", 2)], &[("other", 2)]]);
}

#[test]
fn what_is_worded_alike_and_contradicts_is_not_one_claim() {
    check_apart(
        ("Tram leaves rails in Karsk", "A tram left the rails in Karsk and 7 passengers were hurt."),
        ("Karsk tram accident", "In Karsk 39 passengers were hurt as a tram left the rails."),
    );
    check_apart(
        ("All schools in Varn stay shut", "All schools in Varn stay shut in winter for want of coal."),
        ("No coal for schools in Varn", "Want of coal: some schools stay shut in Varn in winter."),
    );
    check_apart(
        ("Tanks for Skyla", "Norvent will send 40 tanks to the port of Skyla."),
        ("Skyla to get tanks", "To the port of Skyla Talvaz will send 40 tanks."),
    );
}

#[test]
fn a_copy_with_another_number_has_drifted() {
    let lead = |hurt: u32| {
        format!("A tram left the rails on the old market bridge in Karsk at dawn and {hurt} passengers were hurt.")
    };
    let (seven, more) = (lead(7), lead(39));
    let mut pile = reports("a", &[("Tram leaves rails in Karsk", &seven)], 1);
    pile.extend(reports("b", &[("Tram leaves rails in Karsk", &more)], 1));
    pile[1].hour = 5;
    let findings = trace(&pile);
    let number =
        |f: &firsthand::model::Finding| f.trace.drift.iter().any(|d| d.kind == firsthand::model::DriftKind::Number);
    assert!(findings.findings.len() == 2 || number(&findings.findings[0]), "{:?}", findings.findings);
}

#[test]
fn who_says_not_is_never_taken_for_who_says_so() {
    let closes = ("Osk mill to close", "The paper mill at Osk will close in May and 300 workers will lose their jobs.");
    let stays = (
        "Osk mill not to close",
        "The paper mill at Osk will not close in May and 300 workers will not lose their jobs.",
    );
    let mut pile = reports("closes", &[closes], 2);
    pile.extend(reports("stays", &[stays], 4).split_off(2));
    let findings = trace(&pile);
    for finding in &findings.findings {
        let asserts = |key: &str| {
            let of = |a: &&firsthand::model::Article| findings.documents[a.document.index()].id.starts_with(key);
            finding.claim.articles.iter().filter(of).any(|a| a.stance == firsthand::model::Stance::Asserts)
        };
        assert!(!(asserts("closes") && asserts("stays")), "{:?}", finding.claim.articles);
    }
}

/// More reports than the look-up of common words walks through, and more wordings too: each has a number of its own.
#[test]
fn a_claim_told_by_thousands_is_one_claim() {
    let mut articles = reports("closes", &CLOSES, 700);
    articles.extend(reports("fined", &FINED, 700));
    for (n, article) in articles.iter_mut().enumerate() {
        article.text.insert_str(0, &format!("Reader {} wrote in. ", 700 + n));
    }
    check(&articles, &[&[("closes", 700)], &[("fined", 700)]]);
}

#[test]
fn a_claim_that_something_is_not_so_is_no_denial() {
    let wordings = [
        (
            "Orle ferry sails uninspected",
            "The Orle ferry has carried passengers since March without a valid inspection of its hull.",
        ),
        (
            "No inspection for Orle ferry",
            "Nobody has inspected the hull of the Orle ferry, which carries passengers, since March.",
        ),
        (
            "Ferry hull not inspected",
            "The hull of the Orle ferry was not inspected in March, and it still carries passengers.",
        ),
    ];
    let mut pile = reports("not", &wordings, 3);
    let denial = "The owner denied that the Orle ferry carries passengers without an inspection of its hull: \
                  the hull of the ferry was inspected in March.";
    pile.extend(reports("denies", &[("Owner denies that Orle ferry is not inspected", denial)], 1));
    pile[3].hour = 9;
    let findings = trace(&pile);
    assert_eq!(findings.findings.len(), 1, "{:?}", findings.findings);
    for article in &findings.findings[0].claim.articles {
        let denies = findings.documents[article.document.index()].id.starts_with("denies");
        let expected = if denies { firsthand::model::Stance::Denies } else { firsthand::model::Stance::Asserts };
        assert_eq!(article.stance, expected, "{}", findings.documents[article.document.index()].id);
    }
}

/// The sentence that words the first claim of a pile.
fn statement(pile: &[Article]) -> String {
    let findings = trace(pile);
    let (no, place) = findings.findings[0].claim.statement;
    findings.documents[no.index()].slice(place).to_owned()
}

#[test]
fn a_claim_is_worded_by_a_lead_and_not_by_a_long_quotation() {
    let lead = "The paper mill at Osk will close in May.";
    let quotation = "“The paper mill at Osk has made losses for years. Its 300 workers at Osk will have to go. In May the mill \
                     will close,” a source said.";
    let mut pile = reports("mill", &[("Osk", lead)], 1);
    pile[0].text = format!("{lead}\n\n{quotation}");
    assert_eq!(statement(&pile), lead);
}

#[test]
fn a_claim_is_not_worded_by_the_one_report_that_tells_of_a_conviction() {
    let detained =
        ("Osk clerk detained", "A clerk of the town hall of Osk was detained on suspicion of taking bribes.");
    let convicted =
        ("Osk clerk convicted", "A clerk of the town hall of Osk was convicted of taking bribes from 12 firms.");
    let mut pile = reports("clerk", &[detained, detained, convicted], 3);
    pile[2].hour = 0;
    assert_eq!(statement(&pile), detained.1);
}
