//! What does an expression mean before it is resolved against a date?

use super::grammar::{Amount, Captures, Fit, Unit};

/// Seasons, as in ISO-TimeML values.
pub(super) const SEASONS: [&str; 4] = ["SP", "SU", "FA", "WI"];
/// Parts of the day, as in ISO-TimeML values.
pub(super) const PARTS: [&str; 5] = ["MO", "MI", "AF", "EV", "NI"];
/// Zones that language files can name, as they close a value.
pub(super) const ZONES: [&str; 13] = [
    "Z", "+01:00", "+02:00", "+03:00", "+04:00", "+05:00", "+08:00", "+09:00", "-04:00", "-05:00", "-06:00", "-07:00",
    "-08:00",
];

/// How many years a decade has.
const DECADE: u8 = 10;

/// The year of a date.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Year {
    Given(i16),
    /// So many years from the anchor's.
    Shift(i8),
    /// Not named: the nearest, or as the tense wants it.
    Open,
    /// The last one that is over, or the next to come ("last September").
    Turn(i8),
}

/// What an expression says.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Time {
    /// So many days from the anchor.
    Day(i32),
    Date {
        year: Year,
        month: Option<i8>,
        day: Option<i8>,
    },
    /// A day of the week, in the week so many from the anchor's where that is said.
    Weekday {
        weekday: i8,
        week: Option<i8>,
    },
    /// So many units from the anchor: last month, two weeks ago.
    Away {
        unit: Unit,
        by: Amount,
    },
    Quarter {
        quarter: u8,
        year: Year,
    },
    Half {
        half: u8,
        year: Year,
    },
    Season {
        season: u8,
        year: Year,
    },
    Decade(i16),
    Century(i16),
    Length {
        amount: Amount,
        unit: Unit,
    },
    Repeat {
        amount: Amount,
        unit: Unit,
    },
    RepeatWeekday(i8),
    /// Nobody says how many decades.
    Decades,
    Reference(&'static str),
    /// The day that was named last.
    Same,
}

/// A time of day.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Hour {
    Part(u8),
    Clock { hour: u8, minute: u8, zone: Option<u8> },
}

/// What a pattern of `[time]` means. The names are those of the language files.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Meaning {
    Day {
        by: i32,
        part: Option<u8>,
    },
    Date,
    Days,
    /// A day with a name of its own, the same in every year.
    Feast {
        month: i8,
        day: i8,
    },
    Year,
    Weekday {
        part: Option<u8>,
    },
    Shift {
        by: Option<i8>,
        unit: Option<Unit>,
    },
    Ago {
        fixed: Option<f64>,
    },
    Ahead {
        fixed: Option<f64>,
    },
    Quarter(Option<u8>),
    Half(Option<u8>),
    Season,
    Decade,
    Century,
    Length {
        plus: f64,
        fixed: Option<f64>,
    },
    Within {
        fixed: Option<f64>,
    },
    Rate(Option<Unit>),
    Reference(&'static str),
    Clock {
        noon: Option<u8>,
    },
    Same,
    Part,
    /// Takes the words away from other patterns and is no expression: "10 days old".
    Nothing,
}

impl Meaning {
    /// By its name in a language file, with an argument behind a space where it takes one.
    pub(super) fn named(name: &str) -> Option<Self> {
        let (name, argument) = name.split_once(' ').map_or((name, None), |(n, a)| (n, Some(a)));
        let number = || argument.and_then(|a| a.parse::<f64>().ok());
        Some(match name {
            "day" => Self::day(argument?)?,
            "date" => Self::Date,
            "days" => Self::Days,
            "feast" => {
                let (month, day) = argument?.split_once(' ')?;
                Self::Feast { month: month.parse().ok()?, day: day.parse().ok()? }
            }
            "year" => Self::Year,
            "weekday" => match argument {
                Some(name) => Self::Weekday { part: Some(part_named(name)?) },
                None => Self::Weekday { part: None },
            },
            "shift" => {
                let (by, unit) = argument
                    .map_or((None, None), |a| a.split_once(' ').map_or((Some(a), None), |(b, u)| (Some(b), Some(u))));
                Self::Shift { by: by.and_then(|b| b.parse().ok()), unit: unit.and_then(unit_named) }
            }
            "ago" => Self::Ago { fixed: number() },
            "ahead" => Self::Ahead { fixed: number() },
            "quarter" => Self::Quarter(number().map(|n| n as u8)),
            "half" => Self::Half(number().map(|n| n as u8)),
            "season" => Self::Season,
            "decade" => Self::Decade,
            "century" => Self::Century,
            "length" if argument.is_some_and(|a| a.starts_with('+')) => Self::Length { plus: number()?, fixed: None },
            "length" => Self::Length { plus: 0.0, fixed: number() },
            "within" => Self::Within { fixed: number() },
            "rate" => Self::Rate(argument.and_then(unit_named)),
            "reference" => Self::Reference(reference(argument?)?),
            "clock" => Self::Clock { noon: number().map(|n| n as u8) },
            "same" => Self::Same,
            "part" => Self::Part,
            "nothing" => Self::Nothing,
            _ => return None,
        })
    }

    fn day(argument: &str) -> Option<Self> {
        let (by, part) = argument.split_once(' ').map_or((argument, None), |(b, p)| (b, Some(p)));
        let part = match part {
            Some(name) => Some(part_named(name)?),
            None => None,
        };
        Some(Self::Day { by: by.parse().ok()?, part })
    }
}

fn part_named(name: &str) -> Option<u8> {
    PARTS.iter().position(|p| *p == name).map(|p| p as u8)
}

fn reference(name: &str) -> Option<&'static str> {
    ["PRESENT_REF", "PAST_REF", "FUTURE_REF"].into_iter().find(|r| *r == name)
}

fn unit_named(name: &str) -> Option<Unit> {
    Some(match name {
        "hour" => Unit::Hour,
        "day" => Unit::Day,
        "week" => Unit::Week,
        "weekend" => Unit::Weekend,
        "month" => Unit::Month,
        "quarter" => Unit::Quarter,
        "year" => Unit::Year,
        _ => return None,
    })
}

/// What a pattern of `[extend]` makes of the expressions in it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Extension {
    /// The words belong to it and change nothing in its value.
    Keep,
    /// So do these, to a length: "nearly", "more than".
    About,
    /// It happens on a day and at a time of the day, in either order.
    Join,
    /// A part of the day behind or before a date.
    Part,
    /// The current unit: "the end of the month".
    Current,
}

impl Extension {
    pub(super) fn named(name: &str) -> Option<Self> {
        Some(match name {
            "keep" => Self::Keep,
            "about" => Self::About,
            "join" => Self::Join,
            "part" => Self::Part,
            "current" => Self::Current,
            _ => return None,
        })
    }
}

/// What a deadline's time is to its last day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Limit {
    /// The last day of the expression is the last day.
    By,
    /// The day before its first day is.
    Before,
    /// Its first day is: what begins on a day is due then.
    From,
    /// So many units from the anchor.
    Within,
}

/// What a pattern of `[limit]` makes of the expression in it, or of the current unit where the words name it
/// themselves ("bis Monatsende").
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Limiting {
    pub(super) limit: Limit,
    pub(super) unit: Option<Unit>,
}

impl Limiting {
    pub(super) fn named(name: &str) -> Option<Self> {
        let (name, unit) = name.split_once(' ').map_or((name, None), |(n, u)| (n, Some(u)));
        let limit = match name {
            "by" => Limit::By,
            "before" => Limit::Before,
            "from" => Limit::From,
            _ => return None,
        };
        let unit = match unit {
            Some(unit) => Some(unit_named(unit)?),
            None => None,
        };
        Some(Self { limit, unit })
    }
}

/// An expression before it is resolved, on the tokens `start..end`.
#[derive(Clone, Copy, Debug)]
pub(super) struct Item {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) time: Time,
    pub(super) hour: Option<Hour>,
    pub(super) limit: Option<Limit>,
    /// The tokens without the words that make a limit of it.
    pub(super) own: (usize, usize),
    /// The words name the end of it: before that is by its last day.
    pub(super) ends: bool,
}

impl Item {
    pub(super) fn new(fit: &Fit, time: Time) -> Self {
        let own = (fit.start, fit.end);
        Self { start: fit.start, end: fit.end, time, hour: None, limit: None, own, ends: false }
    }
}

/// What a fit of a `[time]` pattern says: one expression, two for a range of days, none where the words add up
/// to nothing.
pub(super) fn items(meaning: Meaning, fit: &Fit) -> Vec<Item> {
    if meaning == Meaning::Days {
        return days(fit);
    }
    let c = &fit.captures;
    let Some(time) = time(meaning, c) else { return Vec::new() };
    let mut item = Item::new(fit, time);
    item.hour = match meaning {
        Meaning::Day { part, .. } | Meaning::Weekday { part } => part.or(c.part).map(Hour::Part),
        Meaning::Clock { noon } => clock(c, noon),
        _ => c.part.map(Hour::Part),
    };
    item.limit = matches!(meaning, Meaning::Within { .. }).then_some(Limit::Within);
    vec![item]
}

fn time(meaning: Meaning, c: &Captures) -> Option<Time> {
    let (unit, times) = c.unit.unzip();
    let scaled = |amount: Amount| amount.map(|a| a * f64::from(times.unwrap_or(1)));
    Some(match meaning {
        Meaning::Day { by, .. } => Time::Day(by),
        Meaning::Date | Meaning::Year => date(c)?,
        Meaning::Feast { month, day } => Time::Date { year: year(c), month: Some(month), day: Some(day) },
        Meaning::Weekday { .. } => Time::Weekday { weekday: c.weekday?, week: c.shift },
        Meaning::Shift { by, unit: named } => {
            let by = by.or(c.shift).unwrap_or(0);
            let (unit, times) = named.map_or((unit, times), |u| (Some(u), Some(1)));
            // "the last decade" is a length, no calendar decade.
            let long = times != Some(1);
            let length = Time::Length { amount: scaled(Some(1.0)), unit: unit? };
            if long { length } else { Time::Away { unit: unit?, by: Some(f64::from(by)) } }
        }
        Meaning::Ago { fixed } => Time::Away { unit: unit?, by: scaled(length(c, fixed)).map(|a| -a) },
        Meaning::Ahead { fixed } => Time::Away { unit: unit?, by: scaled(length(c, fixed)) },
        Meaning::Quarter(n) => Time::Quarter { quarter: part_of(n.or(c.ordinal), 4)?, year: year(c) },
        Meaning::Half(n) => Time::Half { half: part_of(n.or(c.ordinal), 2)?, year: year(c) },
        Meaning::Season => Time::Season { season: c.season?, year: year(c) },
        Meaning::Decade => match c.decade.or(c.year.map(|y| y / 10))? {
            // "the 1800s" are a century; "the 2000s" are not yet one.
            century if century % 10 == 0 && century < 200 => Time::Century(century / 10),
            decade => Time::Decade(decade),
        },
        Meaning::Century => Time::Century(i16::from(c.ordinal.filter(|o| (1..=30).contains(o))?) - 1),
        Meaning::Length { fixed: None, .. } if length(c, None).is_none() && times == Some(DECADE) => Time::Decades,
        Meaning::Length { plus, fixed } => {
            Time::Length { amount: scaled(length(c, fixed).map(|a| a + plus)), unit: unit? }
        }
        Meaning::Within { fixed } => Time::Length { amount: scaled(length(c, fixed)), unit: unit? },
        Meaning::Rate(named) => match c.weekday {
            Some(weekday) => Time::RepeatWeekday(weekday),
            None => Time::Repeat { amount: scaled(c.amount.flatten().or(Some(1.0))), unit: named.or(unit)? },
        },
        Meaning::Reference(name) => Time::Reference(name),
        Meaning::Clock { .. } | Meaning::Same => Time::Same,
        Meaning::Part => Time::Day(0),
        Meaning::Days | Meaning::Nothing => return None,
    })
}

fn length(c: &Captures, fixed: Option<f64>) -> Amount {
    fixed.map_or(c.amount.flatten(), Some)
}

fn part_of(n: Option<u8>, parts: u8) -> Option<u8> {
    n.filter(|n| (1..=parts).contains(n))
}

fn date(c: &Captures) -> Option<Time> {
    if let Some((year, month, day)) = c.calendar {
        return Some(Time::Date { year: Year::Given(year), month: Some(month), day: Some(day) });
    }
    if c.year.is_none() && c.month.is_none() {
        return None;
    }
    // A leap year stands in where none is named.
    let valid = |day| jiff::civil::Date::new(c.year.unwrap_or(2000), c.month.unwrap_or(1), day).is_ok();
    let known = c.day.is_none_or(valid);
    known.then_some(Time::Date { year: year(c), month: c.month, day: c.day })
}

/// The year of a capture: given, "of last year", "last September", or open.
fn year(c: &Captures) -> Year {
    match (c.year, c.shift, c.unit) {
        (Some(year), _, _) => Year::Given(year),
        (_, Some(0), _) => Year::Shift(0),
        (_, Some(by), Some((Unit::Year, 1))) => Year::Shift(by),
        (_, Some(by), None) => Year::Turn(by.signum()),
        _ => Year::Open,
    }
}

/// "23-24 April", "July 23-24": the days apart, each with the month.
fn days(fit: &Fit) -> Vec<Item> {
    let c = &fit.captures;
    let Some((second, at)) = c.second_day else { return Vec::new() };
    let after = Captures { day: Some(second), ..*c };
    let (Some(first), Some(then)) = (date(c), date(&after)) else { return Vec::new() };
    vec![Item::new(&Fit { end: c.after_day, ..*fit }, first), Item::new(&Fit { start: at, ..*fit }, then)]
}

fn clock(c: &Captures, noon: Option<u8>) -> Option<Hour> {
    let zone = c.zone;
    let (hour, minute) = match (c.clock, noon) {
        (Some((hour @ 1..=12, minute)), Some(noon)) => (hour % 12 + noon, minute),
        (Some(clock), _) => clock,
        (None, Some(noon)) => (noon, 0),
        (None, None) => return None,
    };
    Some(Hour::Clock { hour, minute, zone })
}
