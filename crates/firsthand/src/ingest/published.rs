//! When was it published, as far as a field's words tell?

use jiff::civil::{Date, DateTime, Time};
use jiff::fmt::{rfc2822, temporal};
use jiff::tz::Offset;
use jiff::{SignedDuration, Timestamp, ToSpan, Unit};

use crate::model::TimeInterval;

/// How far a local time may lie from UTC. The farthest zone in use is UTC+14 (Line Islands).
const FARTHEST_ZONE: SignedDuration = SignedDuration::from_hours(14);

/// Where a time of a record was written.
const FIELD: &str = "field";

/// A publication time as it was written, before its outlet's zone is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Published {
    written: Written,
    /// Where it was written, for [`TimeInterval::from`].
    from: &'static str,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Written {
    Nothing,
    Unreadable,
    /// A moment, as long as its smallest written unit. `offset` is that of the outlet's clock; `Z` tells none.
    Instant {
        at: Timestamp,
        lasts: SignedDuration,
        offset: Option<Offset>,
    },
    /// A moment of a clock whose zone is not told.
    Local {
        at: DateTime,
        lasts: SignedDuration,
    },
    /// Whole days: a date, a month or a year; `after` is the first day that is no longer meant, where the calendar
    /// has one.
    Days {
        first: Date,
        after: Option<Date>,
    },
}

impl Published {
    /// Reads RFC 3339 and its near relatives (a space for the `T`, no seconds, no zone), RFC 2822, dates as
    /// `YYYY-MM-DD`, `YYYY/MM/DD` and `DD.MM.YYYY`, `YYYY-MM`, and `YYYY`. Spaces around are ignored. Dates with
    /// slashes that begin with a day or a month are not guessed at.
    pub fn parse(words: &str) -> Self {
        let words = words.trim();
        if words.is_empty() {
            return Self { written: Written::Nothing, from: FIELD };
        }
        let written = days(words).or_else(|| rfc3339(words)).or_else(|| rfc2822(words));
        Self { written: written.unwrap_or(Written::Unreadable), from: FIELD }
    }

    /// A whole day; unreadable where the calendar has none such.
    pub fn day(year: i16, month: i8, day: i8) -> Self {
        let first = Date::new(year, month, day).ok();
        let written = first.map(|first| Written::Days { first, after: first.checked_add(1.day()).ok() });
        Self { written: written.unwrap_or(Written::Unreadable), from: FIELD }
    }

    /// The same time, known from another place than a field of a record.
    #[must_use]
    pub fn known_from(self, from: &'static str) -> Self {
        Self { from, ..self }
    }

    /// Where it was written: `field`, or what [`Published::known_from`] says.
    pub fn source(&self) -> &'static str {
        self.from
    }

    /// How long the moment or the days last that were written, in seconds; `None` where nothing readable was, or
    /// where the calendar ends.
    pub fn lasts_seconds(&self) -> Option<i64> {
        match self.written {
            Written::Nothing | Written::Unreadable => None,
            Written::Instant { lasts, .. } | Written::Local { lasts, .. } => Some(lasts.as_secs()),
            Written::Days { first, after } => {
                // 86,400 seconds a day: the calendar here has no leap seconds and no zones.
                Some(i64::from(first.until(after?).ok()?.get_days()) * 86_400)
            }
        }
    }

    /// The interval in UTC in which it lies whatever zone it was written in: days are widened by 14 hours too.
    pub fn widest(&self) -> TimeInterval {
        let plain = self.interval(None);
        match self.written {
            Written::Days { .. } => TimeInterval {
                earliest: plain.earliest.and_then(|t| t.checked_sub(FARTHEST_ZONE).ok()),
                latest: plain.latest.and_then(|t| t.checked_add(FARTHEST_ZONE).ok()),
                ..plain
            },
            _ => plain,
        }
    }

    /// Whether nothing was written.
    pub fn is_absent(&self) -> bool {
        self.written == Written::Nothing
    }

    /// Whether something was written that could not be read.
    pub fn is_unreadable(&self) -> bool {
        self.written == Written::Unreadable
    }

    /// The UTC offset that was written out. `Z` and `-00:00` give the instant and leave the outlet's own clock
    /// unknown (RFC 9557, section 2.1), so they are not an offset here.
    pub fn offset(&self) -> Option<Offset> {
        match self.written {
            Written::Instant { offset, .. } => offset,
            _ => None,
        }
    }

    /// The interval in UTC. `zone` is the outlet's offset where it is known and matters to whole days only. A
    /// moment without a zone is widened by 14 hours on both sides, so that no order is claimed that the zone could
    /// undo. What lies outside the calendar (years beyond 9999) is open.
    pub fn interval(&self, zone: Option<Offset>) -> TimeInterval {
        match self.written {
            Written::Nothing | Written::Unreadable => TimeInterval::default(),
            Written::Instant { at, lasts, .. } => interval(Some(at), at.checked_add(lasts).ok(), self.from),
            Written::Local { at, lasts } => local(at, lasts, self.from),
            Written::Days { first, after } => whole_days(first, after, zone, self.from),
        }
    }
}

fn interval(earliest: Option<Timestamp>, latest: Option<Timestamp>, from: &str) -> TimeInterval {
    TimeInterval { earliest, latest, from: from.to_owned() }
}

fn local(at: DateTime, lasts: SignedDuration, from: &str) -> TimeInterval {
    let utc = Offset::UTC.to_timestamp(at).ok();
    let earliest = utc.and_then(|t| t.checked_sub(FARTHEST_ZONE).ok());
    let latest = utc.and_then(|t| t.checked_add(lasts).ok()?.checked_add(FARTHEST_ZONE).ok());
    interval(earliest, latest, &format!("{from} (no zone)"))
}

fn whole_days(first: Date, after: Option<Date>, zone: Option<Offset>, from: &str) -> TimeInterval {
    let midnight = |day: Date| zone.unwrap_or(Offset::UTC).to_timestamp(day.to_datetime(Time::midnight())).ok();
    let from = zone.map_or_else(|| from.to_owned(), |offset| format!("{from} (outlet's offset {offset})"));
    interval(midnight(first), after.and_then(midnight), &from)
}

/// `YYYY`, `YYYY-MM` and the forms of one day.
fn days(words: &str) -> Option<Written> {
    let parts: Vec<&str> = words.split(['-', '/', '.']).collect();
    if parts.iter().any(|part| part.is_empty() || !part.bytes().all(|b| b.is_ascii_digit())) {
        return None;
    }
    let lengths: Vec<usize> = parts.iter().map(|part| part.len()).collect();
    let number = |i: usize| parts[i].parse::<i16>().ok();
    let dotted = words.contains('.');
    let (first, length) = match lengths.as_slice() {
        [4] => (Date::new(number(0)?, 1, 1), 1.year()),
        [4, 2] if !dotted => (Date::new(number(0)?, small(parts[1])?, 1), 1.month()),
        [4, 1..=2, 1..=2] => (Date::new(number(0)?, small(parts[1])?, small(parts[2])?), 1.day()),
        [1..=2, 1..=2, 4] if dotted => (Date::new(number(2)?, small(parts[1])?, small(parts[0])?), 1.day()),
        [8] => (words.parse::<Date>(), 1.day()),
        _ => return None,
    };
    let first = first.ok()?;
    Some(Written::Days { first, after: first.checked_add(length).ok() })
}

fn small(digits: &str) -> Option<i8> {
    digits.parse().ok()
}

fn rfc3339(words: &str) -> Option<Written> {
    const PARSER: temporal::DateTimeParser = temporal::DateTimeParser::new();
    let words = closed_up(words);
    let pieces = PARSER.parse_pieces(&words).ok()?;
    let at = pieces.date().to_datetime(pieces.time()?);
    let lasts = written_unit(&words);
    let Some(offset) = pieces.offset() else {
        return Some(Written::Local { at, lasts });
    };
    let told = match offset {
        temporal::PiecesOffset::Numeric(numeric) if !(numeric.is_negative() && numeric.offset() == Offset::UTC) => {
            Some(numeric.offset())
        }
        _ => None,
    };
    Some(Written::Instant { at: offset.to_numeric_offset().to_timestamp(at).ok()?, lasts, offset: told })
}

/// Writes `2024-03-01 10:15:00 +0300` and `… UTC` the way RFC 3339 does.
fn closed_up(words: &str) -> String {
    let words = words
        .strip_suffix("UTC")
        .or_else(|| words.strip_suffix("GMT"))
        .map_or_else(|| words.to_owned(), |rest| format!("{}Z", rest.trim_end()));
    words.replace(" +", "+").replace(" -", "-").replace(" Z", "Z").replacen('/', "-", 2)
}

/// The smallest unit written in the time of day: an hour, a minute or a second.
fn written_unit(words: &str) -> SignedDuration {
    let time = words.split_once(['T', 't', ' ']).map_or("", |(_, time)| time);
    let digits = time.chars().take_while(|c| c.is_ascii_digit() || *c == ':').filter(char::is_ascii_digit).count();
    match digits {
        0..=2 => SignedDuration::from_hours(1),
        3..=4 => SignedDuration::from_mins(1),
        _ => SignedDuration::from_secs(1),
    }
}

fn rfc2822(words: &str) -> Option<Written> {
    // A wrong weekday is a slip of the sender's program; the date is what counts.
    const PARSER: rfc2822::DateTimeParser = rfc2822::DateTimeParser::new().relaxed_weekday(true);
    let zoned = PARSER.parse_zoned(words).ok()?;
    let lasts = if words.matches(':').count() > 1 { Unit::Second } else { Unit::Minute };
    let lasts = if lasts == Unit::Second { SignedDuration::from_secs(1) } else { SignedDuration::from_mins(1) };
    let told = words.rsplit(' ').next().filter(|zone| zone.starts_with(['+', '-']) && *zone != "-0000");
    Some(Written::Instant { at: zoned.timestamp(), lasts, offset: told.map(|_| zoned.offset()) })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn check(words: &str, expected: &str) {
        check_in(words, None, expected);
    }

    fn check_in(words: &str, zone: Option<Offset>, expected: &str) {
        let found = Published::parse(words).interval(zone);
        let end = |t: Option<Timestamp>| t.map_or_else(|| "open".to_owned(), |t| t.to_string());
        let shown = format!("{} {} {}", end(found.earliest), end(found.latest), found.from);
        assert_eq!(shown.trim_end(), expected, "{words}");
    }

    #[test]
    fn an_instant_lasts_as_long_as_its_smallest_written_unit() {
        check("2024-03-01T10:15:30+03:00", "2024-03-01T07:15:30Z 2024-03-01T07:15:31Z field");
        check("2024-03-01T10:15:30.5Z", "2024-03-01T10:15:30.5Z 2024-03-01T10:15:31.5Z field");
        check("2024-03-01T10:15+03:00", "2024-03-01T07:15:00Z 2024-03-01T07:16:00Z field");
        check(" 2024-03-01 10:15:30 +0300 ", "2024-03-01T07:15:30Z 2024-03-01T07:15:31Z field");
        check("2024-03-01 10:15:30 UTC", "2024-03-01T10:15:30Z 2024-03-01T10:15:31Z field");
    }

    #[test]
    fn mail_dates_are_read() {
        check("Fri, 01 Mar 2024 10:15:30 +0300", "2024-03-01T07:15:30Z 2024-03-01T07:15:31Z field");
        check("Mon, 1 Mar 2024 10:15 GMT", "2024-03-01T10:15:00Z 2024-03-01T10:16:00Z field");
    }

    #[test]
    fn a_moment_without_a_zone_is_widened() {
        check("2024-03-01T10:15:00", "2024-02-29T20:15:00Z 2024-03-02T00:15:01Z field (no zone)");
    }

    #[test]
    fn whole_days_are_those_of_the_outlet_where_known() {
        check("2024-03-01", "2024-03-01T00:00:00Z 2024-03-02T00:00:00Z field");
        check("01.03.2024", "2024-03-01T00:00:00Z 2024-03-02T00:00:00Z field");
        check("20240301", "2024-03-01T00:00:00Z 2024-03-02T00:00:00Z field");
        check("2024-02", "2024-02-01T00:00:00Z 2024-03-01T00:00:00Z field");
        check("2024", "2024-01-01T00:00:00Z 2025-01-01T00:00:00Z field");
        let zone = Some(Offset::constant(3));
        check_in("2024-03-01", zone, "2024-02-29T21:00:00Z 2024-03-01T21:00:00Z field (outlet's offset +03)");
    }

    #[test]
    fn what_cannot_be_read_is_open() {
        for words in ["yesterday", "03/04/2024", "2024-13-01", "2024-02-30", "1709288130", "\u{0}", "٢٠٢٤", "20240399"]
        {
            check(words, "open open");
            assert!(Published::parse(words).is_unreadable(), "{words}");
        }
        check("", "open open");
        assert!(Published::parse(" \n").is_absent());
    }

    proptest! {
        #[test]
        fn no_words_panic_and_no_interval_is_empty(
            words in "[0-9TZ:+./ -]{0,30}|.{0,30}|[0-9]{4}-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]([+-][0-2][0-9]:00|Z)?"
        ) {
            let found = Published::parse(&words).interval(Some(Offset::constant(-12)));
            if let (Some(earliest), Some(latest)) = (found.earliest, found.latest) {
                prop_assert!(earliest < latest, "{words}");
            }
        }
    }

    #[test]
    fn the_end_of_the_calendar_is_open() {
        check("9999-12-30", "9999-12-30T00:00:00Z open field");
        for words in ["9999", "9999-12", "9999-12-31", "0000-01-01", "9999-12-31T23:59:59", "9999-12-31T23:59:59-23:00"]
        {
            let _ = Published::parse(words).interval(Some(Offset::constant(-12)));
        }
    }

    #[test]
    fn only_a_written_offset_tells_the_clock_of_the_outlet() {
        let offset = |words| Published::parse(words).offset();
        assert_eq!(offset("2024-03-01T10:15:30+03:00"), Some(Offset::constant(3)));
        assert_eq!(offset("2024-03-01T10:15:30+00:00"), Some(Offset::UTC));
        assert_eq!(offset("Fri, 01 Mar 2024 10:15:30 -0500"), Some(Offset::constant(-5)));
        for silent in ["2024-03-01T10:15:30Z", "2024-03-01T10:15:30-00:00", "2024-03-01", "2024-03-01T10:15:30"] {
            assert_eq!(offset(silent), None, "{silent}");
        }
    }
}
