"""What changes the meaning in the ways of one language: contractions, prefixes, units, decimal marks, verb forms.

The edits are written as in the benchmark of meaning: `{before|after}`.
"""

import re

import pytest

from archive.editing.reanchoring.meaning import Meaning, MeaningComparison

_PLACE = re.compile(r"\{([^{|}]*)\|([^{|}]*)\}")


def meanings_of(language, edit, step=1):
    old, new = (_PLACE.sub(rf"\{side}", edit) for side in (1, 2)[::step])
    return MeaningComparison(old, new, language=language).changed_meanings((0, len(old)), (0, len(new)))


@pytest.mark.parametrize(
    ("language", "meaning", "edit"),
    [
        ("en", Meaning.NEGATION, "The order was {un|}lawful."),
        ("en", Meaning.NEGATION, "They {dis|}agree with it."),
        ("en", Meaning.NEGATION, "We {can't|can} sail."),
        ("de", Meaning.NEGATION, "Das ist {un|}zulässig."),
        ("fr", Meaning.NEGATION, "C’est {in|}acceptable."),
        ("fr", Meaning.NEGATION, "Nous {ne voulons pas|voulons} partir."),
        ("es", Meaning.NEGATION, "Es {in|}aceptable."),
        ("ru", Meaning.NEGATION, "Это {не|}законно."),
        ("zh", Meaning.NEGATION, "我们{禁止|允许}签字。"),
        ("en", Meaning.MODAL, "We{'ll|'d} pay."),
        ("en", Meaning.MODAL, "They{’ll|} pay."),
        ("de", Meaning.MODAL, "Er {wäre|war} da."),
        ("ru", Meaning.MODAL, "Он платил{ бы|} всё."),
        ("zh", Meaning.MODAL, "我们{务必|最好}签字。"),
        ("en", Meaning.NUMBER, "It cost 3 {m|bn} crowns."),
        ("en", Meaning.NUMBER, "It weighs five {mg|kg} here."),
        ("en", Meaning.NUMBER, "A plant of five {MW|mW} here."),
        ("en", Meaning.NUMBER, "Chapter {IV|VI} is open."),
        ("en", Meaning.NUMBER, "It was {<|>}5 degrees."),
        ("en", Meaning.NUMBER, "The tax is {1,500|1.500} crowns."),
        ("de", Meaning.NUMBER, "Die Steuer ist {1.500|1,500} Kronen."),
        ("de", Meaning.NUMBER, "Es kostet 3 {Millionen|Milliarden} Kronen."),
        ("fr", Meaning.NUMBER, "Au {XIXe|XXe} siècle."),
        ("fr", Meaning.NUMBER, "Une {dizaine|vingtaine} de bateaux."),
        ("es", Meaning.NUMBER, "Hay {doscientos|trescientos} barcos."),
        ("ru", Meaning.NUMBER, "Было {пяти|шести} кораблей."),
        ("ru", Meaning.NUMBER, "Было 3 {млн|млрд} крон."),
        ("ar", Meaning.NUMBER, "عندنا ثلاثة {ملايين|مليارات} سفينة."),
        ("ar", Meaning.NUMBER, "المرة {الأولى|الثانية} هنا."),
        ("ar", Meaning.NUMBER, "كان {<|>}٥ هنا."),
        ("zh", Meaning.NUMBER, "有{贰|叁}艘船。"),
        ("en", Meaning.CURRENCY, "It costs 5 {crowns|dollars}."),
        ("zh", Meaning.CURRENCY, "花了5{日元|韩元}。"),
        ("ar", Meaning.CURRENCY, "بخمسة {دولارات|دنانير} فقط."),
        ("en", Meaning.DATE, "We met in the {morning|evening}."),
        ("de", Meaning.DATE, "Wir beginnen um 10:30 {am|pm}."),
        ("ru", Meaning.DATE, "{Весной|Осенью} встреча."),
        ("zh", Meaning.DATE, "{去年|今年}开会。"),
        ("de", Meaning.WORDING, "Gestern kamen {Sie|sie} hier an."),
        ("en", Meaning.WORDING, "The boats {May|may} sail."),
        ("en", Meaning.WORDING, "They went to Bora{ Bora|} for a week."),
        ("ru", Meaning.WORDING, "Господин {Иванов|Ивашов} пришёл."),
    ],
)
def test_the_meaning_that_changed_in_a_language_is_named(language, meaning, edit):
    assert meaning in meanings_of(language, edit)
    assert meaning in meanings_of(language, edit, step=-1)


@pytest.mark.parametrize(
    ("language", "edit"),
    [
        ("en", "The tax is {1,500|1500} crowns."),
        ("de", "Die Steuer ist {1.500|1 500} Kronen."),
        ("fr", "{1,5|1.5} bateau."),
        ("es-MX", "{1,500|1 500} barcos."),
        ("en", "A {librarry|library} of 5 km opens."),
        ("en", "THE {UNIT|Unit} OPENS."),
        ("en", "Chapter {ＩＶ|IV} of 5 {ｋｍ|km} opens."),
        ("en", "It opens in{\n| }May."),
        ("en", "It opens in {May|“May”}, and the{, | }May boats sail."),
        ("en", "A row of {‘m’|m} letters."),
        ("zh", "五{\n|}m高的船。"),
        ("es", "A los{ los|} que vinieron."),
        ("de", "{Sie|sie} kamen."),
        ("ru", "{Всё|Все} пришло."),
        ("ru", "Мы {открываем|открыаем} порт."),
    ],
)
def test_another_spelling_in_a_language_changes_none(language, edit):
    assert meanings_of(language, edit) == frozenset()
    assert meanings_of(language, edit, step=-1) == frozenset()


@pytest.mark.slow
@pytest.mark.parametrize(
    ("language", "edit"),
    [
        ("es", "Él {hablo|habló} ayer."),
        ("es", "Los {compraran|comprarán} barcos."),
        ("fr", "Il {eut|eût} payé."),
        ("ru", "Большая {компания|кампания} пришла."),
        ("ar", "{تصدير|تصوير} السفن."),
    ],
)
def test_two_forms_or_words_that_a_list_tells_apart_are_asked_about(language, edit):
    assert meanings_of(language, edit) == {Meaning.WORDING}
    assert meanings_of(language, edit, step=-1) == {Meaning.WORDING}
