"""The language of a text, or nothing where it shows too little."""

import pytest

from archive.importing.structure.language import guess_language

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
        ("Lamps!", ""),
        ("12:30", ""),
    ],
)
def test_a_language_is_guessed_only_from_enough_words(text, language):
    assert guess_language(text) == language
