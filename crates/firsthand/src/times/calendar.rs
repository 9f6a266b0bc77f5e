//! Which day, week, month or year is it, seen from the day of publication?

use jiff::civil::{Date, ISOWeekDate, Weekday};
use jiff::{Span, ToSpan};

use super::grammar::{Amount, Unit};
use super::meaning::Hour;
use super::meaning::{PARTS, SEASONS, Time, Year, ZONES};
use crate::model::TimeKind;

/// Lengths beyond this are figures of speech and not reckoned with; chosen by hand.
const LONGEST: f64 = 20_000.0;
/// A month so near ahead is meant even where the sentence tells the past ("announced a meeting for May"); chosen by
/// hand.
const NEAR_MONTHS: i64 = 2;

/// Which way an unfinished date points.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Toward {
    /// News default: a weekday is the last one, a month the nearest.
    News,
    /// The sentence tells what happened.
    Past,
    /// The sentence is about what comes.
    Future,
}

/// The type and value of an expression, seen from `today`.
pub(super) fn value(time: Time, hour: Option<Hour>, today: Option<Date>, toward: Toward) -> (TimeKind, String) {
    let (kind, value) = plain_value(time, today, toward);
    match hour {
        Some(hour) if kind == TimeKind::Date => (TimeKind::Time, value + &hour_value(hour)),
        _ => (kind, value),
    }
}

fn hour_value(hour: Hour) -> String {
    match hour {
        Hour::Part(part) => format!("T{}", PARTS[usize::from(part)]),
        Hour::Clock { hour, minute, zone } => {
            format!("T{hour:02}:{minute:02}{}", zone.map_or("", |z| ZONES[usize::from(z)]))
        }
    }
}

fn plain_value(time: Time, today: Option<Date>, toward: Toward) -> (TimeKind, String) {
    let value = match time {
        Time::Length { amount, unit } => return (TimeKind::Duration, length(amount, unit)),
        Time::Repeat { amount, unit } => return (TimeKind::Set, length(amount, unit)),
        Time::RepeatWeekday(weekday) => return (TimeKind::Set, format!("XXXX-WXX-{weekday}")),
        Time::Decades => return (TimeKind::Duration, "PXE".to_owned()),
        Time::Day(0) if today.is_none() => "PRESENT_REF".to_owned(),
        Time::Day(by) => day(today.and_then(|d| plus(d, f64::from(by), Unit::Day))),
        Time::Same => day(today),
        Time::Date { year, month, day } => date(year, month, day, today, toward),
        Time::Weekday { weekday, week } => self::weekday(weekday, week, today, toward),
        Time::Away { unit, by: Some(by) } => grain(unit, by, today),
        Time::Away { .. } => "PAST_REF".to_owned(),
        Time::Quarter { quarter, year } => format!("{}-Q{quarter}", part(year, quarter * 3 - 1, 3, today, toward)),
        Time::Half { half, year } => format!("{}-H{half}", part(year, half * 6 - 2, 6, today, toward)),
        Time::Season { season, year } => {
            // The middle month of the season; winter is counted to the year in which it begins.
            let middle = if season == 3 { 12 } else { season * 3 + 4 };
            format!("{}-{}", part(year, middle, 3, today, toward), SEASONS[usize::from(season)])
        }
        Time::Decade(decade) => decade.to_string(),
        Time::Century(century) => century.to_string(),
        Time::Reference(name) => name.to_owned(),
    };
    (TimeKind::Date, value)
}

/// `P10D`, `PT30M`, `PXY`.
fn length(amount: Amount, unit: Unit) -> String {
    let amount = amount.map_or("X".to_owned(), |a| a.to_string());
    let (time, letter) = match unit {
        Unit::Second => ("T", "S"),
        Unit::Minute => ("T", "M"),
        Unit::Hour => ("T", "H"),
        Unit::Day => ("", "D"),
        Unit::Weekend => ("", "WE"),
        Unit::Week => ("", "W"),
        Unit::Month => ("", "M"),
        Unit::Quarter => ("", "Q"),
        Unit::Year => ("", "Y"),
    };
    format!("P{time}{amount}{letter}")
}

fn day(day: Option<Date>) -> String {
    day.map_or("XXXX-XX-XX".to_owned(), |d| d.to_string())
}

fn week(day: Date) -> String {
    let week = day.iso_week_date();
    format!("{:04}-W{:02}", week.year(), week.week())
}

/// The day, week, month or year that lies `by` units away.
fn grain(unit: Unit, by: f64, today: Option<Date>) -> String {
    let Some(date) = today.and_then(|d| plus(d, by, unit)) else { return unknown(unit).to_owned() };
    match unit {
        Unit::Second | Unit::Minute | Unit::Hour | Unit::Day => date.to_string(),
        Unit::Week => week(date),
        Unit::Weekend => format!("{}-WE", week(date)),
        Unit::Month => format!("{:04}-{:02}", date.year(), date.month()),
        Unit::Quarter => format!("{:04}-Q{}", date.year(), (date.month() + 2) / 3),
        Unit::Year => format!("{:04}", date.year()),
    }
}

fn unknown(unit: Unit) -> &'static str {
    match unit {
        Unit::Week => "XXXX-WXX",
        Unit::Weekend => "XXXX-WXX-WE",
        Unit::Month => "XXXX-XX",
        Unit::Quarter => "XXXX-QX",
        Unit::Year => "XXXX",
        Unit::Second | Unit::Minute | Unit::Hour | Unit::Day => "XXXX-XX-XX",
    }
}

/// A date so many units away; halves of a unit count in the unit below. `None` beyond [`LONGEST`].
pub(super) fn plus(date: Date, by: f64, unit: Unit) -> Option<Date> {
    if by.abs() > LONGEST {
        return None;
    }
    let whole = |factor: f64| (by * factor).round() as i64;
    let span: Span = match unit {
        Unit::Second | Unit::Minute | Unit::Hour => 0.days(),
        Unit::Day => whole(1.0).days(),
        Unit::Week | Unit::Weekend => whole(7.0).days(),
        Unit::Month => whole(1.0).months(),
        Unit::Quarter => whole(3.0).months(),
        Unit::Year => whole(12.0).months(),
    };
    date.checked_add(span).ok()
}

fn date(year: Year, month: Option<i8>, day: Option<i8>, today: Option<Date>, toward: Toward) -> String {
    let year = match (month, day) {
        (Some(month), Some(day)) => day_year(year, month, day, today),
        (Some(month), None) => open_year(year, month as u8, 1, today, toward),
        _ => open_year(year, 1, 12, today, toward),
    };
    let year = year.map_or("XXXX".to_owned(), |y| format!("{y:04}"));
    match (month, day) {
        (Some(month), Some(day)) => format!("{year}-{month:02}-{day:02}"),
        (Some(month), None) => format!("{year}-{month:02}"),
        _ => year,
    }
}

/// The year of a part of a year whose middle month is `month`, as text.
fn part(year: Year, month: u8, months: u8, today: Option<Date>, toward: Toward) -> String {
    open_year(year, month, months, today, toward).map_or("XXXX".to_owned(), |y| format!("{y:04}"))
}

/// The year of a day that names none: the nearest, whatever the tense, for "the ruling of 10 January" may stand in
/// a sentence about what comes.
fn day_year(year: Year, month: i8, day: i8, today: Option<Date>) -> Option<i16> {
    let known = match year {
        Year::Given(year) => return Some(year),
        Year::Shift(by) => return today.map(|d| d.year() + i16::from(by)),
        Year::Open | Year::Turn(_) => today?,
    };
    let candidates = (known.year() - 1..=known.year() + 1).filter_map(|y| Date::new(y, month, day).ok());
    let distance = |d: &Date| (d.duration_since(known).as_hours() / 24).abs();
    let wanted = |d: &Date| match year {
        Year::Turn(-1) => *d < known,
        Year::Turn(1) => *d > known,
        _ => true,
    };
    candidates.filter(wanted).min_by_key(distance).map(Date::year)
}

/// The year of a month, or of a part of the year of `months` months around `month`.
fn open_year(year: Year, month: u8, months: u8, today: Option<Date>, toward: Toward) -> Option<i16> {
    let known = match year {
        Year::Given(year) => return Some(year),
        Year::Shift(by) => return today.map(|d| d.year() + i16::from(by)),
        Year::Open | Year::Turn(_) => today?,
    };
    let here = i32::from(known.year()) * 12 + i32::from(known.month());
    let away = |y: i16| i32::from(y) * 12 + i32::from(month) - here;
    // The anchor lies within the part when its middle is nearer than this.
    let within = i32::from(months) / 2;
    let wanted = |y: &i16| match (year, toward) {
        (Year::Turn(-1), _) => away(*y) < -within,
        (Year::Turn(1), _) => away(*y) > within,
        (_, Toward::Future) => away(*y) >= -within,
        (_, Toward::Past) => i64::from(away(*y)) <= NEAR_MONTHS,
        _ => true,
    };
    (known.year() - 1..=known.year() + 1).filter(wanted).min_by_key(|y| away(*y).abs())
}

fn weekday(weekday: i8, week: Option<i8>, today: Option<Date>, toward: Toward) -> String {
    let Some(today) = today else { return format!("XXXX-WXX-{weekday}") };
    let here = today.weekday().to_monday_one_offset();
    let back = i64::from((here - weekday).rem_euclid(7));
    let ahead = i64::from((weekday - here).rem_euclid(7));
    let days = match (week, toward) {
        (None, Toward::News | Toward::Past) => -back,
        (None, Toward::Future) => ahead,
        (Some(0), _) => i64::from(weekday - here),
        (Some(-1), _) => -(if back == 0 { 7 } else { back }),
        (Some(_), _) => {
            if ahead == 0 {
                7
            } else {
                ahead
            }
        }
    };
    day(today.checked_add(days.days()).ok())
}

/// First and last day of a value: `2024`, `2024-03`, `2024-W11`, `2024-W11-WE`, `2024-Q2`, `2024-SP`, a day, or a
/// time of a day. `None` for what has no days, `XXXX` among them.
pub(super) fn bounds(value: &str) -> Option<(Date, Date)> {
    let (day, _) = value.split_once('T').unwrap_or((value, ""));
    if let Ok(day) = day.parse::<Date>() {
        return Some((day, day));
    }
    let (year, rest) = day.split_once('-').unwrap_or((day, ""));
    let year: i16 = year.parse().ok().filter(|_| year.len() == 4)?;
    let months =
        |from: i8, to: i8| Some((Date::new(year, from, 1).ok()?, Date::new(year, to, 1).ok()?.last_of_month()));
    if let Some(week) = rest.strip_prefix('W').filter(|w| *w != "I") {
        return week_bounds(year, week);
    }
    match rest {
        "" => months(1, 12),
        "Q1" => months(1, 3),
        "Q2" => months(4, 6),
        "Q3" => months(7, 9),
        "Q4" => months(10, 12),
        "H1" => months(1, 6),
        "H2" => months(7, 12),
        "SP" => months(3, 5),
        "SU" => months(6, 8),
        "FA" => months(9, 11),
        "WI" => Some((Date::new(year, 12, 1).ok()?, Date::new(year.checked_add(1)?, 2, 1).ok()?.last_of_month())),
        month => month.parse().ok().and_then(|m| months(m, m)),
    }
}

fn week_bounds(year: i16, week: &str) -> Option<(Date, Date)> {
    let (number, weekend) = week.strip_suffix("-WE").map_or((week, false), |n| (n, true));
    let first = if weekend { Weekday::Saturday } else { Weekday::Monday };
    let week = |weekday| ISOWeekDate::new(year, number.parse().ok()?, weekday).ok().map(ISOWeekDate::date);
    Some((week(first)?, week(Weekday::Sunday)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn days(value: &str) -> Option<(String, String)> {
        bounds(value).map(|(a, b)| (a.to_string(), b.to_string()))
    }

    #[test]
    fn a_value_has_a_first_and_a_last_day() {
        let pair = |a: &str, b: &str| Some((a.to_owned(), b.to_owned()));
        assert_eq!(days("2024-02"), pair("2024-02-01", "2024-02-29"));
        assert_eq!(days("2023"), pair("2023-01-01", "2023-12-31"));
        assert_eq!(days("2020-W53"), pair("2020-12-28", "2021-01-03"));
        assert_eq!(days("2024-W11-WE"), pair("2024-03-16", "2024-03-17"));
        assert_eq!(days("2024-Q3"), pair("2024-07-01", "2024-09-30"));
        assert_eq!(days("2023-WI"), pair("2023-12-01", "2024-02-29"));
        assert_eq!(days("2024-03-15T18:00Z"), pair("2024-03-15", "2024-03-15"));
        for open in ["", "199", "PAST_REF", "XXXX-03", "P10D", "2024-13", "2023-W53", "2024-Q5"] {
            assert_eq!(days(open), None, "{open}");
        }
    }

    #[test]
    fn lengths_are_added_by_their_unit_and_not_without_end() {
        let from = Date::constant(2024, 1, 31);
        let to = |by, unit| plus(from, by, unit).map(|d| d.to_string());
        assert_eq!(to(1.0, Unit::Month).as_deref(), Some("2024-02-29"));
        assert_eq!(to(1.5, Unit::Year).as_deref(), Some("2025-07-31"));
        assert_eq!(to(2.0, Unit::Week).as_deref(), Some("2024-02-14"));
        assert_eq!(to(1e9, Unit::Day), None);
        assert_eq!(to(19_000.0, Unit::Year), None);
    }
}
