//! Made-up articles from a seed: stories that four outlets tell in four languages, with credits, copies and denials.

use serde_json::json;

/// Splitmix64 (Steele, Lea and Flood, 2014): a seed gives the same fiction on every machine.
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    pub(crate) fn below(&mut self, limit: usize) -> usize {
        (self.next() % limit.max(1) as u64) as usize
    }
}

const TOWNS: [&str; 6] = ["Skerrow", "Aldermere", "Tarn Head", "Lorn", "Norvik", "Selm"];
const OUTLETS: [&str; 6] =
    ["Harbour Eye", "Coast Brief", "Alder Post", "Valley Mail", "Quay News", "Western Chronicle"];

/// A thing that something happens to, in English, German, Russian and Spanish.
const THINGS: [[&str; 4]; 4] = [
    ["north pier", "Nordmole", "северный причал", "muelle norte"],
    ["glass works", "Glaswerk", "стекольный завод", "fábrica de vidrio"],
    ["library boat", "Bücherschiff", "корабль-библиотеку", "barco biblioteca"],
    ["night ferry", "Nachtfähre", "ночной паром", "transbordador nocturno"],
];

/// So many articles as lines of JSON, five to a story; every third has only a day for a time.
pub(crate) fn articles(count: usize) -> Vec<String> {
    let mut dice = Dice(60);
    let stories = 0..count.div_ceil(5);
    stories.flat_map(|number| story(number, &mut dice)).take(count).collect()
}

fn story(number: usize, dice: &mut Dice) -> Vec<String> {
    let town = TOWNS[dice.below(TOWNS.len())];
    let [en, de, ru, es] = THINGS[dice.below(THINGS.len())];
    let price = 3 + dice.below(90);
    let first = dice.below(OUTLETS.len());
    let outlet = |hop: usize| OUTLETS[(first + hop) % OUTLETS.len()];
    let (source, parent) = (outlet(0), outlet(dice.below(3)));
    let lead = format!("The {en} of {town} will be closed within {price} days");
    let rest =
        format!("Repairs would cost {price} million kroner, and the town has no more than half of that to spend.");
    let texts = [
        ("en", outlet(0), format!("{lead}, a source in the town hall told {source}.\n\n{rest}")),
        ("en", outlet(1), format!("{lead}.\n\n{rest}")),
        (
            "de",
            outlet(2),
            format!(
                "{town}: {de} wird binnen {price} Tagen geschlossen, berichtete {source} unter Berufung auf eine Quelle im Rathaus."
            ),
        ),
        (
            "ru",
            outlet(3),
            format!("В городе {town} закроют {ru} в течение {price} дней, сообщает {parent} со ссылкой на источник."),
        ),
        (
            "es",
            outlet(4),
            format!("El ayuntamiento de {town} desmintió que vaya a cerrar el {es}, como había informado {source}."),
        ),
    ];
    let record = |(hop, (language, outlet, text)): (usize, (&str, &str, String))| {
        let day = 1 + (number + hop) % 28;
        let published =
            if hop % 3 == 2 { format!("2031-03-{day:02}") } else { format!("2031-03-{day:02}T0{hop}:30:00Z") };
        let title = format!("{town}: {}", [en, en, de, ru, es][hop]);
        let id = format!("n{number:02}-{hop}");
        json!({"id": id, "outlet": outlet, "language": language, "published": published, "title": title, "text": text})
            .to_string()
    };
    texts.into_iter().enumerate().map(record).collect()
}
