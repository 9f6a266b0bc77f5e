//! Which day do these words name? Lines such as `Published on 5 March 2031` and addresses such as `/2031/03/05/`.

use crate::ingest::Published;

/// Beginnings of the names of months in the ten languages with a file, in lower case, January first. They are as
/// short as tells them apart; what follows (an ending, a full stop) does not matter.
const MONTHS: [&[&str]; 12] = [
    &["jan", "янв", "ocak", "yanv", "ene", "jän", "sty", "січ"],
    &["feb", "фев", "şub", "fev", "fév", "lut", "лют"],
    &["mar", "мар", "mär", "бер"],
    &["apr", "апр", "nis", "avr", "abr", "kwi", "квіт"],
    &["may", "мая", "май", "mai", "maj", "травн"],
    &["jun", "июн", "haz", "iyun", "juin", "cze", "черв"],
    &["jul", "июл", "tem", "iyul", "juil", "lip", "лип"],
    &["aug", "авг", "ağu", "avq", "aoû", "ago", "sie", "серп"],
    &["sep", "сен", "eyl", "sen", "set", "wrz", "верес"],
    &["oct", "окт", "eki", "okt", "out", "paź", "жовт"],
    &["nov", "ноя", "kas", "noy", "lis", "листоп"],
    &["dec", "дек", "ara", "dek", "dez", "déc", "dic", "gru", "груд"],
];

/// Words that say that a date is that of a change, in the ten languages.
const CHANGED: [&str; 16] = [
    "updat",
    "modif",
    "edited",
    "обновл",
    "изменен",
    "güncel",
    "yenilən",
    "aktualis",
    "aktualiz",
    "mis à jour",
    "mise à jour",
    "actualiza",
    "atualiza",
    "оновл",
    "last change",
    "geändert",
];

/// The day that a line names, and whether it is called that of a change. `None` where it names no day, or several:
/// then nothing tells which is meant.
pub(super) fn find(line: &str) -> Option<(Published, bool)> {
    let line = line.to_lowercase();
    let changed = CHANGED.iter().any(|word| line.contains(word));
    let words: Vec<&str> = line.split(|c: char| c.is_whitespace() || c == ',' || c == '|').collect();
    let words: Vec<&str> = words.into_iter().map(trimmed).filter(|w| !w.is_empty() && !is_filler(w)).collect();
    let mut days: Vec<Published> = Vec::new();
    for (i, word) in words.iter().enumerate() {
        let found = in_figures(word).or_else(|| {
            let month = month_of(word)?;
            let before = i.checked_sub(1).and_then(|i| words.get(i)).copied();
            let (first, second) = (words.get(i + 1).copied(), words.get(i + 2).copied());
            named(month, before, first).or_else(|| named(month, first, second))
        });
        days.extend(found.filter(|day| !days.contains(day)));
    }
    (days.len() == 1).then(|| (days[0], changed))
}

/// "de", "of", "г." and "року" between the parts of a date.
fn is_filler(word: &str) -> bool {
    matches!(word, "de" | "of" | "del" | "г" | "року" | "the" | "à" | "a" | "at" | "um" | "в")
}

fn trimmed(word: &str) -> &str {
    word.trim_matches(|c: char| !c.is_alphanumeric())
}

fn named(month: i8, day: Option<&str>, year: Option<&str>) -> Option<Published> {
    let day = day?.trim_end_matches(|c: char| c.is_alphabetic());
    let day: i8 = day.parse().ok().filter(|_| day.len() <= 2)?;
    let year = year?;
    let year: i16 = year.parse().ok().filter(|_| year.len() == 4 && year.starts_with(['1', '2']))?;
    Some(Published::day(year, month, day)).filter(|day| !day.is_unreadable())
}

fn month_of(word: &str) -> Option<i8> {
    let is_word = word.chars().all(char::is_alphabetic);
    let at = MONTHS.iter().position(|stems| is_word && stems.iter().any(|stem| word.starts_with(stem)))?;
    Some(at as i8 + 1)
}

/// `2031-03-05`, `2031/03/05`, `05.03.2031`, with a time behind a `T` or not. Day and month between slashes are not
/// guessed at.
fn in_figures(word: &str) -> Option<Published> {
    let date = word.split('t').next().unwrap_or(word);
    let parts: Vec<&str> = date.split(['-', '/', '.']).collect();
    let figures = parts.len() == 3 && parts.iter().all(|part| part.bytes().all(|b| b.is_ascii_digit()));
    Some(Published::parse(date)).filter(|day| figures && !day.is_unreadable())
}

/// The day or month that the path of an address names, and its words: `/2031/03/05/`, `/2031/mar/05/`, `/2031-03-05`,
/// `/20310305` and `/2031/03/`.
pub(super) fn in_address(url: &str) -> Option<(Published, String)> {
    let path = url.split_once("://").map_or(url, |(_, rest)| rest);
    let path = path.split(['?', '#']).next().unwrap_or("").to_ascii_lowercase();
    let parts: Vec<&str> = path.split('/').skip(1).collect();
    for (i, part) in parts.iter().enumerate() {
        let (second, third) = (parts.get(i + 1).copied(), parts.get(i + 2).copied());
        let found = if is_year(part) { by_parts(part, second, third) } else { dated_name(part) };
        if let Some(day) = found {
            return Some((day, path.clone()));
        }
    }
    None
}

/// Chosen by hand: the years in which there were pages on the Web, and some to come.
fn is_year(part: &str) -> bool {
    part.len() == 4 && part.parse::<i16>().is_ok_and(|year| (1990..2100).contains(&year))
}

fn by_parts(year: &str, month: Option<&str>, day: Option<&str>) -> Option<Published> {
    let month = month?;
    let month = match month_of(month) {
        Some(number) if month.len() <= 9 => format!("{number:02}"),
        _ => month.to_owned(),
    };
    let day = day.filter(|day| day.len() <= 2 && day.bytes().all(|b| b.is_ascii_digit()));
    let month = Some(month).filter(|m| m.len() <= 2 && m.bytes().all(|b| b.is_ascii_digit()))?;
    let words = day.map_or_else(|| format!("{year}-{month:0>2}"), |day| format!("{year}-{month:0>2}-{day:0>2}"));
    Some(Published::parse(&words)).filter(|day| !day.is_unreadable())
}

/// `2031-03-05-a-title`, `a-title-2031-03-05.html` and `20310305`.
fn dated_name(part: &str) -> Option<Published> {
    let numbers: Vec<&str> = part.split(|c: char| !c.is_ascii_digit()).collect();
    let threes = numbers.windows(3).find(|w| is_year(w[0]) && w[1].len() == 2 && w[2].len() == 2);
    let eight = || numbers.iter().find(|number| number.len() == 8 && is_year(&number[..4])).map(|n| (*n).to_owned());
    let words = threes.map(|w| w.join("-")).or_else(eight)?;
    Some(Published::parse(&words)).filter(|day| !day.is_unreadable())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(found: &Published) -> String {
        let interval = found.interval(None);
        interval.earliest.map(|t| t.to_string()[..10].to_owned()).unwrap_or_default()
    }

    #[test]
    fn dates_are_read_in_ten_languages() {
        for line in [
            "Published on March 5, 2031",
            "5 Mar 2031 10:15",
            "Tue, 5th of March 2031",
            "5 марта 2031 г., 10:15",
            "5 Mart 2031",
            "05 mart 2031, 12:10",
            "5. März 2031",
            "le 5 mars 2031 à 10h15",
            "5 de marzo de 2031",
            "5 de Março de 2031",
            "5 marca 2031",
            "5 березня 2031 року",
            "05.03.2031 | 10:15",
            "2031-03-05T10:15:00",
            "Posted 2031/03/05",
        ] {
            let (found, changed) = find(line).unwrap_or_else(|| panic!("{line}"));
            assert_eq!((day(&found).as_str(), changed), ("2031-03-05", false), "{line}");
        }
    }

    #[test]
    fn a_line_without_a_day_or_with_several_tells_nothing() {
        for line in ["3 min read", "03/05/2031", "May 2031", "12 March", "March 5, 2031 to March 9, 2031", "v. 2.0.1"] {
            assert!(find(line).is_none(), "{line}");
        }
    }

    #[test]
    fn changes_are_told_apart() {
        assert!(find("Updated: March 5, 2031").unwrap().1);
        assert!(find("Обновлено 5 марта 2031").unwrap().1);
    }

    #[test]
    fn addresses_tell_days_and_months() {
        let check = |url: &str, expected: &str| {
            let found = in_address(url).unwrap_or_else(|| panic!("{url}")).0;
            assert_eq!(day(&found), expected, "{url}");
        };
        check("https://a.example/2031/03/05/title", "2031-03-05");
        check("https://a.example/world/2031/mar/05/title", "2031-03-05");
        check("https://a.example/news/2031-03-05-title.html?x=1", "2031-03-05");
        check("https://a.example/20310305/x", "2031-03-05");
        check("https://a.example/2031/03/title-12", "2031-03-01");
        for none in ["https://a.example/12/03/05/x", "https://2031.example/a", "https://a.example/2031/title", ""] {
            assert!(in_address(none).is_none(), "{none}");
        }
    }
}
