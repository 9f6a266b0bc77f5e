//! More of every language: lengths, seasons, decades, repetitions, and which way a weekday lies.

use super::check;
use super::languages::all;

#[test]
fn russian_lengths_seasons_and_repetitions() {
    all(
        "ru",
        &[
            "{За последний год|P1Y} и {последние два года|P2Y} выросло.",
            "Это длилось {десятилетиями|PXE}.",
            "В {1990-е годы|199} и в {90-х годах|199} было иначе.",
            "{Летом 2009 года|2009-SU} и {прошлой зимой|2023-WI}.",
            "В {начале марта|2024-03} и в {конце 2016 года|2016}.",
            "В {понедельник вечером|2024-03-04TEV} он приехал.",
            "{Каждые четыре года|P4Y} проходит съезд.",
            "{Вчера вечером|2024-03-04TEV} и {сегодня утром|2024-03-05TMO}.",
            "На {этой неделе|2024-W10} и в {этом месяце|2024-03}, в {следующем году|2025}.",
            "{Несколько лет назад|PAST_REF} и {месяц назад|2024-02}.",
        ],
    );
}

#[test]
fn ukrainian_lengths_seasons_and_repetitions() {
    all(
        "uk",
        &[
            "{Минулого літа|2023-SU} та {влітку 2009 року|2009-SU}.",
            "У {1990-х роках|199} було інакше.",
            "На {початку березня|2024-03} і {наприкінці 2016 року|2016}.",
            "{Вчора ввечері|2024-03-04TEV} і {сьогодні вранці|2024-03-05TMO}.",
            "{Кожні чотири роки|P4Y} проводять з'їзд.",
            "{Цього тижня|2024-W10} та {цього місяця|2024-03}, {наступного року|2025}.",
            "{Нещодавно|PAST_REF} і {зараз|PRESENT_REF}, {незабаром|FUTURE_REF}.",
            "{Місяць тому|2024-02} та {рік тому|2023}.",
        ],
    );
}

#[test]
fn turkish_lengths_seasons_and_repetitions() {
    all(
        "tr",
        &[
            "{Geçen yaz|2023-SU} ve {2009 yazında|2009-SU}.",
            "{1990'larda|199} ve {90'lı yıllarda|199} farklıydı.",
            "{Mart başında|2024-03} ve {2016 sonunda|2016}.",
            "{Dün akşam|2024-03-04TEV} ve {bu sabah|2024-03-05TMO}.",
            "{Her dört yılda bir|P4Y} toplanır.",
            "{Bu hafta|2024-W10}, {bu ay|2024-03}, {gelecek yıl|2025}.",
            "{Bir ay önce|2024-02} ve {bir yıl önce|2023}.",
            "{Son iki yılda|P2Y} büyüdü.",
            "{Cuma günü|2024-03-08} açıklanacak.",
            "{Pazartesi günü|2024-03-04} açıkladı.",
        ],
    );
}

#[test]
fn azerbaijani_lengths_seasons_and_repetitions() {
    all(
        "az",
        &[
            "{Keçən yay|2023-SU} və {2009-cu ilin yayında|2009-SU}.",
            "{1990-cı illərdə|199} fərqli idi.",
            "{Dünən axşam|2024-03-04TEV} və {bu səhər|2024-03-05TMO}.",
            "{Bu həftə|2024-W10}, {bu ay|2024-03}, {gələn il|2025}.",
            "{Bir ay əvvəl|2024-02} və {bir il əvvəl|2023}.",
            "{Son iki ildə|P2Y} böyüdü.",
            "{İndi|PRESENT_REF}, {bu yaxınlarda|PAST_REF} və {tezliklə|FUTURE_REF}.",
            "{Cümə günü|2024-03-08} açıqlayacaq.",
        ],
    );
}

#[test]
fn german_lengths_seasons_and_repetitions() {
    all(
        "de",
        &[
            "{Letzten Sommer|2023-SU} und im {Sommer 2009|2009-SU}.",
            "In den {1990er Jahren|199} und in den {90er Jahren|199}.",
            "{Anfang März|2024-03} und {Ende 2016|2016}.",
            "{Gestern Abend|2024-03-04TEV} und {heute Morgen|2024-03-05TMO}.",
            "{Diese Woche|2024-W10}, {diesen Monat|2024-03}, {nächstes Jahr|2025}.",
            "{Vor einem Monat|2024-02} und {vor einem Jahr|2023}.",
            "{In den letzten zwei Jahren|P2Y} wuchs es.",
            "Am {Freitag|2024-03-08} wird das Gericht entscheiden.",
            "An {Weihnachten|2023-12-25} und {Silvester|2023-12-31} war zu.",
            "{Jahrzehntelang|PXE} wartete man; {derzeit|PRESENT_REF} nicht.",
            "Im {dritten Quartal|2024-Q3} und am {Wochenende|2024-W10-WE}.",
            "Im {19. Jahrhundert|18} war es anders.",
        ],
    );
}

#[test]
fn french_lengths_seasons_and_repetitions() {
    all(
        "fr",
        &[
            "L'{été dernier|2023-SU} et à l'{été 2009|2009-SU}.",
            "Dans {les années 1990|199} et {les années 90|199}.",
            "{Début mars|2024-03} et {fin 2016|2016}.",
            "{Hier soir|2024-03-04TEV} et {ce matin|2024-03-05TMO}.",
            "{Tous les quatre ans|P4Y} il siège.",
            "{Cette semaine|2024-W10}, {ce mois-ci|2024-03}, {l'année prochaine|2025}.",
            "{Il y a un mois|2024-02} et {il y a un an|2023}.",
            "{Ces deux dernières années|P2Y} il a grandi.",
            "{Vendredi|2024-03-08}, le tribunal rendra sa décision et sera fermé.",
            "À {Noël|2023-12-25} tout était fermé.",
            "Depuis {des décennies|PXE} on attend, depuis {plusieurs mois|PXM} aussi.",
            "Au {XIXe siècle|18} et {ce week-end|2024-W10-WE}, {le week-end dernier|2024-W09-WE}.",
        ],
    );
}

#[test]
fn spanish_lengths_seasons_and_repetitions() {
    all(
        "es",
        &[
            "El {verano pasado|2023-SU} y el {verano de 2009|2009-SU}.",
            "En {los años 90|199} y {la década de 1990|199}.",
            "{A principios de marzo|2024-03} y {a finales de 2016|2016}.",
            "{Ayer por la tarde|2024-03-04TAF} y {esta mañana|2024-03-05TMO}.",
            "{Cada cuatro años|P4Y} se reúne.",
            "{Esta semana|2024-W10}, {este mes|2024-03}, {el próximo año|2025}.",
            "{Hace un mes|2024-02} y {hace un año|2023}.",
            "{Los últimos dos años|P2Y} creció.",
            "El {viernes|2024-03-08} el tribunal deberá decidir.",
            "En {Navidad|2023-12-25} y {Nochebuena|2023-12-24} cerró.",
            "Durante {décadas|PXE} esperó, y {varios meses|PXM} también.",
            "En {el siglo XIX|18} y {este fin de semana|2024-W10-WE}.",
        ],
    );
}

#[test]
fn azerbaijani_weekdays_of_two_words() {
    for text in [
        "{Cümə axşamı|2024-02-29} bildirib, {cümə günü|2024-03-01} açılıb.",
        "{Çərşənbə axşamı günü|2024-03-05} bildirib.",
        "{Bazar ertəsi|2024-03-04} bağlanıb.",
        "Ərizələr {cümə axşamınadək|2024-03-07|due 2024-03-07} qəbul olunur.",
    ] {
        check("az", "2024-03-06", text);
    }
}
