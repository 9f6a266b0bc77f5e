//! When does a deadline end?

use jiff::civil::{Date, DateTime};
use jiff::{SignedDuration, ToSpan};

use super::calendar::{bounds, plus};
use super::grammar::Unit;
use super::meaning::{Limit, Time};

/// The last day of a deadline, or `None` where the limit cannot be dated or was over before `now`: what had to be
/// done before publication is no promise any more. Without `now`, only what names its own date has a last day.
pub(super) fn deadline(limit: Limit, time: Time, value: &str, now: Option<DateTime>) -> Option<Date> {
    let last = match limit {
        Limit::Within => within(time, now?)?,
        Limit::By => bounds(value)?.1,
        Limit::From => bounds(value)?.0,
        Limit::Before => bounds(value)?.0.checked_sub(1.day()).ok()?,
    };
    now.is_none_or(|now| last >= now.date()).then_some(last)
}

fn within(time: Time, now: DateTime) -> Option<Date> {
    let Time::Length { amount: Some(amount), unit } = time else { return None };
    let seconds = match unit {
        Unit::Second => 1.0,
        Unit::Minute => 60.0,
        Unit::Hour => 3600.0,
        _ => return plus(now.date(), amount, unit),
    };
    now.checked_add(SignedDuration::try_from_secs_f64(amount * seconds).ok()?).ok().map(DateTime::date)
}
