use super::check;

/// Each line is a text with marks, seen from Tuesday 5 March 2024.
pub(super) fn all(language: &str, lines: &[&str]) {
    for line in lines {
        check(language, "2024-03-05", line);
    }
}

#[test]
fn russian() {
    all(
        "ru",
        &[
            "Чистка начнется {в ближайшие десять дней|P10D|due 2024-03-15}.",
            "Ответ дадут {в течение 10 дней|P10D|due 2024-03-15}.",
            "Работы закончат {до конца месяца|2024-03|due 2024-03-31}.",
            "Список подадут {к 15 марта|2024-03-15|due 2024-03-15}.",
            "Заявки примут {не позднее 20 апреля 2024 года|2024-04-20|due 2024-04-20}.",
            "{В течение последних 10 дней|P10D} шел дождь.",
            "{Вчера|2024-03-04} и {сегодня|2024-03-05}, {две недели назад|2024-W08}.",
            "Это было в {прошлом году|2023} и на {прошлой неделе|2024-W09}.",
            "Порт открыли {15 июля 2018 года|2018-07-15}, а в {1999 году|1999} закрыли.",
            "В {пятницу|2024-03-01} он сообщил об этом.",
            "Это {третий квартал 2023 года|2023-Q3}, {каждый день|P1D}.",
            "Мальчик Мартин купил 2000 тонн за 1999 рублей.",
        ],
    );
}

#[test]
fn ukrainian() {
    all(
        "uk",
        &[
            "Відповідь дадуть {протягом десяти днів|P10D|due 2024-03-15}.",
            "Роботи завершать {до кінця місяця|2024-03|due 2024-03-31}.",
            "Заявки приймуть {до 15 березня|2024-03-15|due 2024-03-15}.",
            "Список подадуть {не пізніше 20 квітня 2024 року|2024-04-20|due 2024-04-20}.",
            "Чистка буде {у найближчі п'ять днів|P5D|due 2024-03-10}.",
            "{Протягом останніх 10 днів|P10D} йшов дощ.",
            "{Вчора|2024-03-04} і {сьогодні|2024-03-05}, {два тижні тому|2024-W08}.",
            "Це було {минулого року|2023} і {минулого тижня|2024-W09}.",
            "Порт відкрили {15 липня 2018 року|2018-07-15}, а у {1999 році|1999} закрили.",
            "У {п’ятницю|2024-03-01} він повідомив про це.",
            "Це {третій квартал 2023 року|2023-Q3}, {щодня|P1D}.",
            "Купили 2000 тонн за 1999 гривень.",
        ],
    );
}

#[test]
fn turkish() {
    all(
        "tr",
        &[
            "Temizlik {10 gün içinde|P10D|due 2024-03-15} başlayacak.",
            "Liste {ay sonuna kadar|2024-03|due 2024-03-31} bitecek.",
            "Başvurular {15 Mart'a kadar|2024-03-15|due 2024-03-15} sürecek.",
            "Köprü {önümüzdeki iki hafta içinde|P2W|due 2024-03-19} açılacak.",
            "{Nisan sonuna kadar|2024-04|due 2024-04-30} karar çıkacak.",
            "{Son 10 gün içinde|P10D} yağmur yağdı.",
            "{Dün|2024-03-04} ve {bugün|2024-03-05}, {iki hafta önce|2024-W08}.",
            "{Geçen yıl|2023} ve {geçen hafta|2024-W09} oldu.",
            "Liman {15 Temmuz 2018|2018-07-15} günü açıldı, {1999'da|1999} kapandı.",
            "{Cuma günü|2024-03-01} açıkladı.",
            "{Her gün|P1D} {saat 18:00|2024-03-05T18:00}.",
            "Ona 2000 lira ve 1999 kişi verdi.",
        ],
    );
}

#[test]
fn azerbaijani() {
    all(
        "az",
        &[
            "Təmizləmə {10 gün ərzində|P10D|due 2024-03-15} başlayacaq.",
            "Təmizləmə {yaxın 10 gündə|P10D|due 2024-03-15} başlayacaq.",
            "İş {ayın sonunadək|2024-03|due 2024-03-31} bitəcək.",
            "Ərizələr {martın 15-dək|2024-03-15|due 2024-03-15} qəbul olunur.",
            "Ərizələr {martın 20-nə qədər|2024-03-20|due 2024-03-20} qəbul olunur.",
            "{Son 10 gün ərzində|P10D} yağış yağıb.",
            "{Dünən|2024-03-04} və {bu gün|2024-03-05}, {iki həftə əvvəl|2024-W08}.",
            "{Ötən il|2023} və {keçən həftə|2024-W09} olub.",
            "Liman {15 iyul 2018-ci ildə|2018-07-15} açılıb, {1999-cu ildə|1999} bağlanıb.",
            "{Cümə günü|2024-03-01} bildirib.",
            "{Hər gün|P1D} {saat 18:00|2024-03-05T18:00}.",
            "Ona 2000 manat və 1999 nəfər verib.",
        ],
    );
}

#[test]
fn german() {
    all(
        "de",
        &[
            "Die Säuberung beginnt {binnen zwei Wochen|P2W|due 2024-03-19}.",
            "Sie beginnt {innerhalb von zehn Tagen|P10D|due 2024-03-15}.",
            "Sie endet {bis Ende April|2024-04|due 2024-04-30}.",
            "Sie endet {bis zum 15. März|2024-03-15|due 2024-03-15}.",
            "Sie endet {vor Monatsende|2024-03|due 2024-03-31}.",
            "Sie endet {in den nächsten zehn Tagen|P10D|due 2024-03-15}.",
            "{In den vergangenen zehn Tagen|P10D} regnete es.",
            "{Gestern|2024-03-04} und {heute|2024-03-05}, {vor zwei Wochen|2024-W08}.",
            "Das war {letztes Jahr|2023} und {vergangene Woche|2024-W09}.",
            "Der Hafen öffnete am {15. Juli 2018|2018-07-15} und schloss {1999|1999}.",
            "Am {Freitag um 18 Uhr|2024-03-01T18:00} sagte er das.",
            "Das {dritte Quartal 2023|2023-Q3} und {jeden Tag|P1D}.",
            "Es kostete 2000 Euro und 1999 Menschen kamen.",
        ],
    );
}

#[test]
fn french() {
    all(
        "fr",
        &[
            "La purge finira {d'ici à la fin du mois|2024-03|due 2024-03-31}.",
            "La purge finira {d'ici la fin de l'année|2024|due 2024-12-31}.",
            "La réponse viendra {sous quinze jours|P15D|due 2024-03-20}.",
            "Elle viendra {dans les dix prochains jours|P10D|due 2024-03-15}.",
            "Elle viendra {avant le 1er mai|2024-05-01|due 2024-04-30}.",
            "Il a plu {ces dix derniers jours|P10D}.",
            "{Hier|2024-03-04} et {aujourd'hui|2024-03-05}, {il y a deux semaines|2024-W08}.",
            "C'était {l'année dernière|2023} et {la semaine dernière|2024-W09}.",
            "Le port a ouvert le {15 juillet 2018|2018-07-15} et fermé en {1999|1999}.",
            "Il l'a dit {vendredi|2024-03-01}.",
            "Le {troisième trimestre 2023|2023-Q3}, {chaque jour|P1D}.",
            "Il a été payé 2000 euros pour 1999 personnes.",
        ],
    );
}

#[test]
fn spanish() {
    all(
        "es",
        &[
            "La purga terminará {antes de fin de mes|2024-03|due 2024-03-31}.",
            "Responderá {en un plazo de diez días|P10D|due 2024-03-15}.",
            "Responderá {en los próximos diez días|P10D|due 2024-03-15}.",
            "Terminará {antes de que termine abril|2024-04|due 2024-04-30}.",
            "Terminará {antes del 1 de mayo|2024-05-01|due 2024-04-30}.",
            "En {los últimos diez días|P10D} llovió.",
            "{Ayer|2024-03-04} y {hoy|2024-03-05}, {hace dos semanas|2024-W08}.",
            "Fue {el año pasado|2023} y {la semana pasada|2024-W09}.",
            "El puerto abrió el {15 de julio de 2018|2018-07-15} y cerró en {1999|1999}.",
            "Lo dijo el {viernes|2024-03-01}.",
            "El {tercer trimestre de 2023|2023-Q3}, {cada día|P1D}.",
            "Costó 2000 euros y vinieron 1999 personas.",
        ],
    );
}

#[test]
fn portuguese() {
    all(
        "pt",
        &[
            "A purga termina {até o fim do mês|2024-03|due 2024-03-31}.",
            "A resposta vem {nos próximos dez dias|P10D|due 2024-03-15}.",
            "A resposta vem {em até 10 dias|P10D|due 2024-03-15}.",
            "Inscrições {até 15 de março|2024-03-15|due 2024-03-15}.",
            "Termina {antes de 1º de maio|2024-05-01|due 2024-04-30}.",
            "{Nos últimos dez dias|P10D} choveu.",
            "{Ontem|2024-03-04} e {hoje|2024-03-05}, {há duas semanas|2024-W08}.",
            "Foi no {ano passado|2023} e na {semana passada|2024-W09}.",
            "O porto abriu em {15 de julho de 2018|2018-07-15} e fechou em {1999|1999}.",
            "Disse na {sexta-feira|2024-03-01}.",
            "O {terceiro trimestre de 2023|2023-Q3}, {cada dia|P1D}.",
            "Custou 2000 euros e vieram 1999 pessoas.",
        ],
    );
}

#[test]
fn polish() {
    all(
        "pl",
        &[
            "Czystka zacznie się {w ciągu 10 dni|P10D|due 2024-03-15}.",
            "Prace skończą {do końca miesiąca|2024-03|due 2024-03-31}.",
            "Wnioski przyjmą {do 15 marca|2024-03-15|due 2024-03-15}.",
            "Odpowie {w ciągu najbliższych dwóch tygodni|P2W|due 2024-03-19}.",
            "Skończą {przed końcem roku|2024|due 2024-12-31}.",
            "{W ciągu ostatnich 10 dni|P10D} padało.",
            "{Wczoraj|2024-03-04} i {dziś|2024-03-05}, {dwa tygodnie temu|2024-W08}.",
            "To było w {ubiegłym roku|2023} i w {zeszłym tygodniu|2024-W09}.",
            "Port otwarto {15 lipca 2018 roku|2018-07-15}, a w {1999 roku|1999} zamknięto.",
            "W {piątek|2024-03-01} to powiedział.",
            "To {trzeci kwartał 2023 roku|2023-Q3}, {codziennie|P1D}.",
            "Kosztowało 2000 złotych i przyszło 1999 osób.",
        ],
    );
}
