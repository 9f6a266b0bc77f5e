use super::{check, read};
use crate::model::TimeKind;

/// A Tuesday.
const DAY: &str = "2024-03-05";

fn en(marked: &str) {
    check("en", DAY, marked);
}

#[test]
fn lengths_ahead_are_due() {
    en("The archive will be purged {within the next 10 days|P10D|due 2024-03-15}.");
    en("It starts {in the next ten days|P10D|due 2024-03-15}, a source said.");
    en("They leave {over the coming two weeks|P2W|due 2024-03-19}.");
    en("The harbour must answer {within three months|P3M|due 2024-06-05}.");
    en("{Within 24 hours|PT24H|due 2024-03-06} the ferry will sail.");
    en("{Within twenty-five days|P25D|due 2024-03-30} it opens.");
    en("It pays {within a year|P1Y|due 2025-03-05}.");
}

#[test]
fn ends_of_units_are_due() {
    en("Work ends {by the end of the month|2024-03|due 2024-03-31}.");
    en("Work ends {by the end of April|2024-04|due 2024-04-30}.");
    en("Work ends {by the end of the year|2024|due 2024-12-31}.");
    en("Work ends {by the end of next week|2024-W11|due 2024-03-17}.");
    en("It will fall {before the month is out|2024-03|due 2024-03-31}.");
    en("It will fall {before the end of June|2024-06|due 2024-06-30}.");
}

#[test]
fn days_are_due() {
    en("Bids close {by March 15|2024-03-15|due 2024-03-15}.");
    en("Bids close {before 1 May|2024-05-01|due 2024-04-30}.");
    en("Bids close {no later than 20 March 2024|2024-03-20|due 2024-03-20}.");
    en("The bridge stays shut {until Friday|2024-03-08|due 2024-03-08}.");
    en("Bids close {by tomorrow|2024-03-06|due 2024-03-06}.");
    en("It must be built {by 2030|2030|due 2030-12-31}.");
}

#[test]
fn what_is_over_or_counted_from_elsewhere_is_not_due() {
    en("In {the last ten days|P10D} nothing moved.");
    en("{Within two years|P2Y} it had bought the mill.");
    en("{Within two weeks|P2W} of the ruling the mayor resigned.");
    en("By then it had moved; by {March 1|2024-03-01} it was gone.");
    en("A {10-day|P10D} march is planned in {the coming weeks|FUTURE_REF}.");
    en("It ran from {March 7|2024-03-07} until {March 20|2024-03-20}, says the Harbour Daily.");
}

#[test]
fn ages_sums_and_numbers_are_no_times() {
    for text in [
        "A 10-day-old foal and a 30 year old man.",
        "It paid $2000 for 1950 homes, 12 km and 2.5 tonnes.",
        "See page 2010, flight 1999 and article 2020.",
        "They won 3-2 after 21-15 and 2000 people came.",
        "You may march on; a second look, once more.",
        "On Black Friday, version 2.2010 of Russell 2000.",
    ] {
        en(text);
    }
}

#[test]
fn weekdays_are_the_last_ones_unless_the_sentence_looks_ahead() {
    en("It fell on {Monday|2024-03-04}.");
    en("It fell on {Tuesday|2024-03-05}.");
    en("It fell on {Wednesday|2024-02-28}.");
    en("The court will rule on {Wednesday|2024-03-06}.");
    en("It rules {next Tuesday|2024-03-12}, not {last Tuesday|2024-02-27}.");
}

#[test]
fn units_near_the_anchor() {
    en("{Last month|2024-02} it rained, {yesterday|2024-03-04} it snowed, {today|2024-03-05} it shines.");
    en("{Two weeks ago|2024-W08} and {three days ago|2024-03-02}, {a year ago|2023}.");
    en("{Earlier this year|2024} and {next week|2024-W11}, {this weekend|2024-W10-WE}.");
    en("{The day before yesterday|2024-03-03} and {the day after tomorrow|2024-03-07}.");
}

#[test]
fn dates_as_they_are_written() {
    en("On {July 15, 2018|2018-07-15}, {15 July 2018|2018-07-15}, {2018-07-15|2018-07-15}, {15.07.2018|2018-07-15}.");
    en("On {15 July|2024-07-15}, {December 20|2023-12-20} and in {November|2023-11}.");
    en("From {23|2024-04-23}-{24 April|2024-04-24} they meet.");
    en("In {mid-July|2024-07}, in {March 1999|1999-03} and in {2011|2011}.");
    en("On {Friday, March 8|2024-03-08} and on {7/8/07|2007-07-08}.");
    en("On {29 February|2024-02-29}; never on 31 February 2023.");
}

#[test]
fn parts_of_years_and_centuries() {
    en("It said sales rose in {the third quarter|2023-Q3}, not in {the first quarter of 2009|2009-Q1}.");
    en("{The fourth quarter of last year|2023-Q4} and {fiscal 2009|2009}.");
    en("{The 1990s|199} and {the 19th century|18}.");
    en("{The first half of 2009|2009-H1} and {the summer of 2008|2008-SU}.");
}

#[test]
fn times_of_day() {
    en("{Friday morning|2024-03-01TMO} and {last night|2024-03-04TNI}.");
    en("It sank {yesterday at 6 p.m.|2024-03-04T18:00}.");
    en("It sank at {18:00 UTC|2024-03-05T18:00Z}.");
    en("It sank at {0800 GMT|2024-03-05T08:00Z} and at {noon|2024-03-05T12:00}.");
    en("On {Monday|2024-03-04} it sank, at {18:30|2024-03-04T18:30} it was gone.");
}

#[test]
fn lengths_sets_and_references() {
    en("For {six months|P6M}, {half an hour|PT0.5H}, {several years|PXY} and {two and a half years|P2.5Y}.");
    en("{Every week|P1W} and {every Friday|XXXX-WXX-5}, {daily|P1D}, at 15 {a year|P1Y}.");
    en("{Now|PRESENT_REF} it floats, {recently|PAST_REF} it sank, {soon|FUTURE_REF} it will fly.");
    let kinds: Vec<TimeKind> =
        read("en", DAY, "six months, daily, Friday at noon, May 2020").iter().map(|t| t.kind).collect();
    assert_eq!(kinds, [TimeKind::Duration, TimeKind::Set, TimeKind::Time, TimeKind::Date]);
}

#[test]
fn lengths_without_a_number_and_with_words_around_it() {
    en("It took {decades|PXE}, not {years|PXY} or {three decades|P30Y}.");
    en("Sales rose in {the past year|P1Y}, after {the past two years|P2Y} and {the last few months|PXM}.");
    en("It was {more than two years|P2Y} and {nearly five months|P5M} late.");
    en("{The next few days|PXD} will tell.");
}

#[test]
fn repetitions_have_a_length_of_their_own() {
    en("The board meets {every four years|P4Y}, {twice a week|P1W}, {once a month|P1M}, on {Mondays|XXXX-WXX-1}.");
}

#[test]
fn the_verb_behind_a_weekday_says_which_one() {
    en("On {Thursday|2024-03-07}, the court will rule.");
    en("On {Thursday|2024-02-29}, the court ruled against the mill.");
    en("The bridge should be completed in {October|2024-10}.");
    en("Output contracted in {September|2023-09}, {July|2023-07} and {April|2024-04}.");
}

#[test]
fn feasts_are_days() {
    en("At {Christmas|2023-12-25} it rained; {Christmas Eve 2010|2010-12-24} was dry.");
}

#[test]
fn quarters_weeks_and_decades_as_newsrooms_write_them() {
    en("Profit fell from {the year-ago quarter|2023} and {the year-earlier period|2023}.");
    en("{2011's third quarter|2011-Q3}, {fourth-quarter|2023-Q4} profit, {the first quarter|2024-Q1}.");
    en("{Earlier in the week|2024-W10} and {later this month|2024-03}, {early 2016|2016}, {late last year|2023}.");
    en("In {the 1970s|197} and {the '80s|198}, {the late 1990s|199}, {the mid-1980s|198}.");
    en("It fell for {the third consecutive day|2024-03-05} and {a second straight month|2024-03}.");
    en("It opened in {Sept. 2012|2012-09}; the treaty of Wend was signed in {1848|1848}.");
    en("{Sunday night|2024-03-03TNI} and {Tuesday night|2024-03-05TNI}; {this morning|2024-03-05TMO}.");
    en("{Today|2024-03-05}'s meeting and {this year|2024}'s budget.");
}

#[test]
fn without_an_anchor_what_is_relative_stays_open() {
    let open = |marked| check("en", "", marked);
    open("It ends {within 10 days|P10D}, on {Friday|XXXX-WXX-5} or {15 March|XXXX-03-15}.");
    open("{Today|PRESENT_REF}, {yesterday|XXXX-XX-XX}, {last week|XXXX-WXX}, {last month|XXXX-XX}, {last year|XXXX}.");
    open("It ends by {the end of the month|XXXX-XX} or {by 15 March 2024|2024-03-15|due 2024-03-15}.");
}

#[test]
fn the_day_is_that_of_the_outlet() {
    use crate::model::{Language, Part};
    let late = "2024-03-05T22:30:00Z".parse().ok();
    let value = |minutes| {
        super::expressions("today", Part::Title, 7, Language::English, late, minutes).first().map(|t| t.value.clone())
    };
    assert_eq!(value(0).as_deref(), Some("2024-03-05"));
    assert_eq!(value(180).as_deref(), Some("2024-03-06"));
    assert_eq!(value(i32::MAX).as_deref(), Some("2024-03-05"));
}
