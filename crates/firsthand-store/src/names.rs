//! What are the names of the model's kinds in the tables? Those of the exports, and back.

use firsthand::model::{AttributionKind, Bearing, Force, Grounds, Part, TimeKind};

pub(crate) fn part(part: Part) -> &'static str {
    match part {
        Part::Title => "title",
        Part::Text => "text",
    }
}

pub(crate) fn part_named(name: &str) -> Option<Part> {
    [Part::Title, Part::Text].into_iter().find(|p| part(*p) == name)
}

pub(crate) fn attribution_kind_named(name: &str) -> Option<AttributionKind> {
    use AttributionKind::{Credit, Direct, Indirect, Mixed};
    [Direct, Indirect, Mixed, Credit].into_iter().find(|k| k.name() == name)
}

pub(crate) fn bearing(bearing: Bearing) -> &'static str {
    match bearing {
        Bearing::Says => "says",
        Bearing::Denies => "denies",
        Bearing::Confirms => "confirms",
        Bearing::Open => "open",
    }
}

pub(crate) fn force(force: Force) -> &'static str {
    match force {
        Force::Tells => "tells",
        Force::Holds => "holds",
        Force::Names => "names",
    }
}

pub(crate) fn force_named(name: &str) -> Option<Force> {
    [Force::Tells, Force::Holds, Force::Names].into_iter().find(|f| force(*f) == name)
}

pub(crate) fn bearing_named(name: &str) -> Option<Bearing> {
    [Bearing::Says, Bearing::Denies, Bearing::Confirms, Bearing::Open].into_iter().find(|b| bearing(*b) == name)
}

/// The words of the grounds that hold, with spaces between.
pub(crate) fn grounds(grounds: Grounds) -> String {
    let Grounds { saw, read, present, rests_on, apart, withdrawn } = grounds;
    let all = [saw, read, present, rests_on, apart, withdrawn];
    let held = GROUNDS.iter().zip(all).filter(|(_, holds)| *holds).map(|(word, _)| *word);
    held.collect::<Vec<_>>().join(" ")
}

const GROUNDS: [&str; 6] = ["saw", "read", "present", "rests-on", "apart", "withdrawn"];

pub(crate) fn grounds_named(words: &str) -> Option<Grounds> {
    if words.split_whitespace().any(|word| !GROUNDS.contains(&word)) {
        return None;
    }
    let [saw, read, present, rests_on, apart, withdrawn] = GROUNDS.map(|word| words.split(' ').any(|w| w == word));
    Some(Grounds { saw, read, present, rests_on, apart, withdrawn })
}

pub(crate) fn time_kind(kind: TimeKind) -> &'static str {
    match kind {
        TimeKind::Date => "DATE",
        TimeKind::Time => "TIME",
        TimeKind::Duration => "DURATION",
        TimeKind::Set => "SET",
    }
}

pub(crate) fn time_kind_named(name: &str) -> Option<TimeKind> {
    [TimeKind::Date, TimeKind::Time, TimeKind::Duration, TimeKind::Set].into_iter().find(|k| time_kind(*k) == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn grounds_come_back() {
        for bits in 0..64_u32 {
            let [saw, read, present, rests_on, apart, withdrawn] = [0, 1, 2, 3, 4, 5].map(|bit| bits & (1 << bit) != 0);
            let given = Grounds { saw, read, present, rests_on, apart, withdrawn };
            assert_eq!(grounds_named(&grounds(given)), Some(given));
        }
        assert_eq!(grounds_named("guessed"), None);
    }
}
