//! The linter: sentences as the program makes them pass, sentences that accuse in our voice do not.

use firsthand::publish::faults;

/// One a line: sentences that must never be printed. Put together by hand.
const BAD: &str = include_str!("linter-bad.txt");

/// Sentences as `report` makes them, over outlets, dates, statuses and quotations.
fn good() -> Vec<String> {
    let outlets = ["The Marrow Bell", "Вести Озера", "Nordufer-Zeitung", "Kıyı Sesi", "El Faro de Ribera"];
    let days = ["3 May 2031", "28 Feb 2030", "an unknown date"];
    let statuses = ["alleged", "charged", "convicted appeal open", "dropped"];
    let quotes = [
        "He stole eleven maps",
        "это не так, вину не признаю",
        "Nine payments are not nine crimes",
        "the killer is guilty",
    ];
    let mut made = Vec::new();
    for (o, outlet) in outlets.iter().enumerate() {
        for (d, day) in days.iter().enumerate() {
            for (q, quote) in quotes.iter().enumerate() {
                let status = statuses[(o + d + q) % statuses.len()];
                made.push(format!("“{quote}” (en), as worded in {outlet}, {day}."));
                made.push(format!("Status as of {day}, as stated by {outlet}: {status}, in its words “{quote}”."));
                made.push(format!("[name withheld]'s lawyer disputes it, as reported by {outlet}, {day}: “{quote}.”"));
                made.push(format!("{outlet}, {day} reports on a reply: “{quote}.”"));
                made.push(format!("What {} articles report: “{quote}”", o + 2));
            }
        }
    }
    made.extend([
        "Independent sources, as far as this collection shows: at least 0, at most 2 or more; 3 relays between articles and \
         sources are confirmed by reviewers, and the numbers hold whatever the 4 others are worth."
            .to_owned(),
        "It is an allegation, made by a source that is not named, as reported; it was not corroborated here.".to_owned(),
        "The article of The Daily Gull states a conviction as of 3 May 2031; no reviewer has confirmed it against a court \
         record or an official source, and it is not counted as a status."
            .to_owned(),
        "We asked the accused's lawyer for a reply on 3 May 2031; there was no answer.".to_owned(),
        "A reply was not sought by us, and no article of this collection reports that one was.".to_owned(),
        "First is first in this collection, the numbers hold as far as it shows, and whether the claim is so is not weighed \
         here."
            .to_owned(),
    ]);
    made
}

#[test]
fn no_bad_sentence_passes() {
    let bad: Vec<&str> = BAD.lines().filter(|line| !line.trim().is_empty()).collect();
    assert!(bad.len() >= 100, "{}", bad.len());
    let passed: Vec<&&str> = bad.iter().filter(|sentence| faults(sentence).is_empty()).collect();
    assert!(passed.is_empty(), "{} of {} pass: {passed:#?}", passed.len(), bad.len());
}

#[test]
fn hardly_a_good_sentence_is_stopped() {
    let good = good();
    assert!(good.len() >= 300, "{}", good.len());
    let stopped: Vec<_> = good.iter().map(|s| (s, faults(s))).filter(|(_, faults)| !faults.is_empty()).collect();
    assert!(stopped.len() * 50 < good.len(), "{stopped:#?}");
}
