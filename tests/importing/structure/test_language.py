"""The language of a text, or nothing where it shows too little."""

import pytest

from archive.importing.structure.language import guess_language, suggest_language

PROSE = "The harbour council met on Friday and spoke at length about lamps, quays and the price of rope."


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (PROSE, "en"),
        (
            "Le conseil du port s’est réuni et a parlé des lampes pour les marins qui sont dans la ville.",
            "fr",
        ),
        ("Der Rat hat sich am Freitag mit den Lampen und dem Preis von Seilen nicht befasst.", "de"),
        ("El consejo del puerto se reunió para hablar de las lámparas y los precios en la costa.", "es"),
        ("港口委员会在星期五开会，讨论了灯塔和绳索的价格问题，这是对发展的要求。", "zh-Hans"),
        ("港口委員會在星期五開會，討論了燈塔和繩索的價格問題，這是對發展的要求。", "zh-Hant"),
        ("港の評議会は金曜日に開かれ、灯台について話し合いました。", "ja"),
        ("Совет порта собрался в пятницу и говорил о лампах.", "ru"),
        ("Rada přístavu se sešla v pátek a dlouho mluvila o lampách a o ceně provazů.", "cs"),
        ("Rada portu zebrała się w piątek i długo mówiła o lampach oraz o cenie lin.", "pl"),
        ("Рада порту зібралася в п’ятницю і довго говорила про лампи та ціну канатів.", "uk"),
        ("Съветът на пристанището се събра в петък и дълго говори за лампите.", "bg"),
        ("O consello do porto reuniuse o venres e falou moito das lámpadas e do prezo das cordas.", "gl"),
        ("شورای بندر روز جمعه تشکیل جلسه داد و درباره چراغ‌ها و قیمت طناب‌ها گفت‌وگو کرد.", "fa"),
        ("اجتمع مجلس الميناء يوم الجمعة وتحدث مطولا عن المصابيح وأسعار الحبال.", "ar"),
        ("बंदरगाह परिषद शुक्रवार को बैठी और उसने दीपकों तथा रस्सियों के दाम पर लंबी बात की।", "hi"),
        ("항만 위원회는 금요일에 모여 등불과 밧줄 값에 대해 오래 이야기했다.", "ko"),
        ("Hội đồng cảng họp vào thứ Sáu và nói rất lâu về đèn và giá dây thừng.", "vi"),
        ("สภาท่าเรือประชุมกันในวันศุกร์และพูดคุยเรื่องโคมไฟ", "th"),
        (PROSE + "\n\nСовет порта собрался в пятницу и говорил о лампах, о причалах и о верёвках.", ""),
        ("Lamps!", ""),
        ("word " * 100, ""),
        ("12:30", ""),
    ],
)
def test_a_language_is_guessed_only_from_enough_words(text, language):
    assert guess_language(text) == language


ENGLISH = (
    "The council of the harbour met on Friday and spoke for an hour about lamps, quays and the price of rope."
)
FRENCH = (
    "Le conseil du port s’est réuni vendredi et a parlé pendant une heure des lampes, des quais et du prix."
)
GERMAN = "Der Rat des Hafens tagte am Freitag und sprach eine Stunde lang über Lampen, Kais und den Preis von Seilen."


@pytest.mark.parametrize(
    ("paragraphs", "language"),
    [
        ([ENGLISH, FRENCH], ""),
        ([ENGLISH, FRENCH] * 3, ""),
        ([ENGLISH, GERMAN, FRENCH], ""),
        ([ENGLISH] * 5 + [FRENCH], "en"),
        ([GERMAN] * 3, "de"),
    ],
    ids=["two", "in turn", "three", "one sentence of another", "one"],
)
def test_a_short_text_in_several_languages_stays_unknown(paragraphs, language):
    assert guess_language("\n\n".join(paragraphs)) == language


def test_a_suggestion_says_what_it_rests_on():
    english = suggest_language(PROSE)
    chinese = suggest_language("港口委員會在星期五開會，討論了燈塔和繩索的價格問題。")

    assert (english.value, english.reason) == ("en", "the most frequent words and characters")
    assert (chinese.value, chinese.reason) == ("zh-Hant", "its traditional Chinese characters")
    assert suggest_language("Lamps!") is None


def test_a_script_of_no_known_language_stays_unknown():
    assert guess_language("ᚠᚢᚦᚨᚱ ᚲᚷᚹᚺᚾ ᛁᛃᛇᛈᛉ " * 30) == ""
