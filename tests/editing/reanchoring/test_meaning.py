"""Words that carry the meaning are noticed when they change."""

import pytest
from hypothesis import given
from hypothesis.strategies import sampled_from, text

from archive.editing.reanchoring.meaning import Meaning, MeaningComparison, changed_meanings
from archive.text.meaning_words.symbols import ASCII_PATTERNS, UNICODE_PATTERNS
from tests.benchmarks.meaning.edits import LANGUAGES, read_edits


@pytest.mark.parametrize(
    ("before", "after", "meaning"),
    [
        ("We will go.", "We will not go.", Meaning.NEGATION),
        ("We do go.", "We don’t go.", Meaning.NEGATION),
        ("We never go.", "We go.", Meaning.NEGATION),
        ("Das ist gut.", "Das ist nicht gut.", Meaning.NEGATION),
        ("Er hat ein Boot.", "Er hat kein Boot.", Meaning.NEGATION),
        ("C’est bien.", "Ce n’est pas bien.", Meaning.NEGATION),
        ("Мы согласны.", "Мы не согласны.", Meaning.NEGATION),
        ("نحن نتفق.", "نحن لا نتفق.", Meaning.NEGATION),
        ("我们同意。", "我们不同意。", Meaning.NEGATION),
        ("我們有船。", "我們沒有船。", Meaning.NEGATION),
        ("笑います。", "笑いません。", Meaning.NEGATION),
        ("We go.", "We hardly go.", Meaning.NEGATION),
        ("우리는 책을 나릅니다.", "우리는 책 없이 나릅니다.", Meaning.NEGATION),
        ("동의합니다.", "동의하지 않습니다.", Meaning.NEGATION),
        ("그는 갑니다.", "그는 안 갑니다.", Meaning.NEGATION),
        ("เราเห็นด้วย", "เราไม่เห็นด้วย", Meaning.NEGATION),
        ("ونحن نتفق.", "ولا نحن نتفق.", Meaning.NEGATION),
        ("Συμφωνούμε.", "Δεν συμφωνούμε.", Meaning.NEGATION),
        ("אנחנו מסכימים.", "אנחנו לא מסכימים.", Meaning.NEGATION),
        ("هنوز هست", "هنوز نیست", Meaning.NEGATION),
        ("Egyetértünk.", "Nem egyetértünk.", Meaning.NEGATION),
        ("Suntem de acord.", "Nu suntem de acord.", Meaning.NEGATION),
        ("Vi går.", "Vi går ej.", Meaning.NEGATION),
        ("Ми згодні.", "Ми ні згодні.", Meaning.NEGATION),
        ("Kami setuju.", "Kami tidak setuju.", Meaning.NEGATION),
        ("Onlar tamam.", "Onlar tamam değil.", Meaning.NEGATION),
        ("갈 수 있습니다", "가야 합니다", Meaning.MODAL),
        ("책 하나", "책 셋", Meaning.NUMBER),
        ("The price is 12.", "The price is 13.", Meaning.NUMBER),
        ("two boats", "three boats", Meaning.NUMBER),
        ("三艘船", "四艘船", Meaning.NUMBER),
        ("on 3 March", "on 3 April", Meaning.DATE),
        ("3月3日", "4月3日", Meaning.DATE),
        ("12 euros", "12 dollars", Meaning.CURRENCY),
        ("€12", "$12", Meaning.CURRENCY),
        ("Adeyemi agreed", "Okafor agreed", Meaning.NAME),
        ("李明同意", "王明同意", Meaning.NAME),
        ("We must go.", "We should go.", Meaning.MODAL),
        ("Wir müssen gehen.", "Wir können gehen.", Meaning.MODAL),
        ("我们必须去", "我们可以去", Meaning.MODAL),
    ],
)
def test_the_meaning_that_changed_is_named(before, after, meaning):
    names = ["Amara Adeyemi", "Adeyemi", "Okafor", "李明"]
    assert meaning in changed_meanings(before, after, names)
    assert meaning in changed_meanings(after, before, names)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("A librarry opens.", "A library opens."),
        ("We can not go.", "We cannot go."),
        ("We don't go.", "We don’t go."),
        ("Adeyemi, who left", "Adeyemi who left"),
        ("１２ boats", "12 boats"),
        ("the 12,000 boats", "the 12.000 boats"),
        ("the 12,345,000 boats", "the 12 345 000 boats"),
        ("On October 10, 2024 we met.", "On October 10 2024 we met."),
        ("им 10, 2024", "им 10 2024"),
        ("我們不同意", "我们不同意"),
        ("Nothing ends here.", "Nothing ends  here!"),
        ("● Nets → boats © 2024", "■ Nets ⇒ boats ® 2024"),
        ("THE VOTE OF US PILOTS", "The vote of us pilots"),
        ("We co-operate.", "We cooperate."),
        ("يقتل الربان.", "يُقتل الربان."),
    ],
)
def test_other_corrections_change_none(before, after):
    assert changed_meanings(before, after, ["Adeyemi", "Okafor"]) == frozenset()


@pytest.mark.parametrize(
    ("before", "after", "meaning"),
    [
        ("We hardly agree.", "We rarely agree.", Meaning.NEGATION),
        ("Das stimmt.", "Das stimmt kaum.", Meaning.NEGATION),
        ("Wir stimmen zu.", "Wir stimmen vielleicht zu.", Meaning.MODAL),
        ("Nous devons partir.", "Nous pouvons partir.", Meaning.MODAL),
        ("हमें जाना होगा।", "हम जा सकते हैं।", Meaning.MODAL),
        ("אנחנו חייבים ללכת.", "אנחנו יכולים ללכת.", Meaning.MODAL),
        ("sesenta barcos", "setenta barcos", Meaning.NUMBER),
        ("20 ships and -5 degrees", "20 ships and 5 degrees", Meaning.NUMBER),
        ("1.2 tonnes", "12 tonnes", Meaning.NUMBER),
        ("5 12 tonnes", "5.12 tonnes", Meaning.NUMBER),
        ("10, 202 boats", "10 202 boats", Meaning.NUMBER),
        ("πέντε πλοία", "επτά πλοία", Meaning.NUMBER),
        ("am Dienstag", "am Mittwoch", Meaning.DATE),
        ("3 березня", "3 квітня", Meaning.DATE),
        ("5 %", "5 ‰", Meaning.CURRENCY),
        ("500 гривень", "500 рублей", Meaning.CURRENCY),
        ("We oppose the treaty.", "We support the treaty.", Meaning.WORDING),
        ("It is possible.", "It is impossible.", Meaning.NEGATION),
        ("यह संभव है।", "यह असंभव है।", Meaning.WORDING),
        ("Kabul ediyoruz.", "Kabul etmiyoruz.", Meaning.WORDING),
        ("我们支持。", "我们反对。", Meaning.WORDING),
        ("the ships of the port", "the port of the ships", Meaning.WORDING),
        ("They paid.", "They paid?", Meaning.WORDING),
        ("เราควรทำงานนี้ต่อไป", "เราควรทำงานี้ต่อไป", Meaning.WORDING),
        ("Chúng tôi bán gạo.", "Chúng tôi bạn gạo.", Meaning.WORDING),
        ("World War II", "World War I", Meaning.NUMBER),
        ("Draught ≥ 5 metres.", "Draught ≤ 5 metres.", Meaning.NUMBER),
        ("Draught > 5 metres.", "Draught < 5 metres.", Meaning.NUMBER),
        ("Ballast = cargo.", "Ballast ≠ cargo.", Meaning.NUMBER),
        ("It counted 10⁶ fish.", "It counted 106 fish.", Meaning.NUMBER),
        ("A mast of 12′.", "A mast of 12″.", Meaning.NUMBER),
        ("Their vote: ✓", "Their vote: ✗", Meaning.WORDING),
        ("The vote of us pilots.", "The vote of US pilots.", Meaning.WORDING),
        ("The master re-signed.", "The master resigned.", Meaning.WORDING),
        ("Порт открыл причал.", "Порт открыла причал.", Meaning.WORDING),
        ("يُقتل الربان.", "يَقتل الربان.", Meaning.WORDING),
    ],
)
def test_words_of_more_languages_and_any_other_word_count_too(before, after, meaning):
    assert changed_meanings(before, after) == changed_meanings(after, before) == {meaning}


@pytest.mark.parametrize(
    ("language", "before", "after"), [("es", "Yo pago.", "Yo pagó."), ("vi", "Tôi bán cá.", "Tôi bàn cá.")]
)
def test_an_accent_that_makes_another_word_is_asked_about(language, before, after):
    comparison = MeaningComparison(before, after, language=language)
    assert comparison.changed_meanings((0, len(before)), (0, len(after))) == {Meaning.WORDING}


@pytest.mark.slow
def test_an_accent_left_out_is_an_error_of_spelling():
    old, new = "La mairie aide la qualite.", "La mairie aide la qualité."
    comparison = MeaningComparison(old, new, language="fr")
    assert comparison.changed_meanings((0, len(old)), (0, len(new))) == frozenset()


REAL_WORDS = (
    "causal casual, country county, statue statute, trial trail, from form, united untied, martial marital, "
    "exist exit, adapt adopt, treaty treat, message massage, decent descent, lawful awful, "
    "ration nation, conversation conservation, contract contact, state stake, moral morale, fiscal physical"
)
PAIRS = [tuple(pair.split()) for pair in REAL_WORDS.split(", ")]


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_of_two_words_that_the_archive_has_none_is_an_error_of_spelling(one, other):
    old, new = f"We saw the {one} today.", f"We saw the {other} today."
    comparison = MeaningComparison(old, new, known={one, other})
    assert comparison.changed_meanings((0, len(old)), (0, len(new))) == {Meaning.WORDING}


def test_words_that_both_versions_have_elsewhere_are_known():
    rest = "A casual talk. A causal link."
    old, new = f"A casual remark. {rest}", f"A causal remark. {rest}"
    assert MeaningComparison(old, new).changed_meanings((0, 16), (0, 16)) == {Meaning.WORDING}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("The librarry opens.", "The library opens."),
        ("We organise it.", "We organize it."),
        ("In his honour.", "In his honor."),
        ("They travelled.", "They traveled."),
    ],
)
def test_an_error_and_another_spelling_stay_spelling(old, new):
    known = {"library", "organise", "organize", "honour", "honor", "travelled", "traveled"}
    comparison = MeaningComparison(old, new, known=known)
    assert comparison.changed_meanings((0, len(old)), (0, len(new))) == frozenset()


HEADER = "\n\nReport of the Harbour Council 12\n\n"


def test_a_page_header_within_the_words_is_no_word_of_them():
    old = f"We shall open the doors of the library{HEADER}to every reader. {'x' * 40}{HEADER}more."
    new = old.replace(HEADER, " ")
    end, new_end = old.index("reader") + 6, new.index("reader") + 6
    assert MeaningComparison(old, new).changed_meanings((0, end), (0, new_end)) == frozenset()
    assert MeaningComparison(new, old).changed_meanings((0, new_end), (0, end)) == frozenset()


def test_a_number_on_a_line_of_its_own_that_becomes_another_is_a_number():
    old = "We counted the ships of every harbour there are and found\n\n15\n\nof them in the north."
    new = old.replace("15", "16")
    assert MeaningComparison(old, new).changed_meanings((0, len(old)), (0, len(new))) == {Meaning.NUMBER}


def is_asked(before, after, language):
    comparison = MeaningComparison(before, after, language=language)
    return bool(comparison.changed_meanings((0, len(before)), (0, len(after))))


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_edit_made_by_hand_that_changes_the_meaning_is_asked_about(language):
    edits = read_edits(language)
    unasked = [edit for edit in edits if edit.changes_meaning and not is_asked(*edit[2:], language)]
    assert unasked == []


@pytest.mark.parametrize(("language", "number"), [("en", 6), ("zh", 4), ("fr", 2), ("de", 3)])
def test_few_harmless_edits_made_by_hand_are_asked_about(language, number):
    edits = [edit for edit in read_edits(language) if not edit.changes_meaning]
    assert len(edits) == 50
    assert sum(is_asked(*edit[2:], language) for edit in edits) == number


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_of_two_words_that_the_dictionary_has_none_is_an_error_of_spelling(one, other):
    assert is_asked(f"We saw the {one} today.", f"We saw the {other} today.", "en-GB")


@pytest.mark.parametrize(
    ("before", "after", "language"),
    [
        ("We met Johnsen there.", "We met Johnson there.", "en"),
        ("We sent the EU a note.", "We sent the AU a note.", "en"),
        ("Wir trafen Herrn Mayer.", "Wir trafen Herrn Mayor.", "de"),
        ("It is nowhere.", "It is now here.", "en"),
        ("He is apart of it.", "He is a part of it.", "en"),
        ("Die Schulgesetze gelten.", "Die Schulgesetz gelten.", "de"),
        ("Il traite la question.", "Il traité la question.", "fr"),
    ],
)
def test_names_parted_words_endings_and_accents_are_no_errors_of_spelling(before, after, language):
    assert is_asked(before, after, language)
    assert is_asked(after, before, language)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("he came wth me", "he came with me"),
        ("the programmne", "the programme"),
    ],
)
def test_what_the_dictionary_lacks_is_an_error_of_spelling_in_short_words_too(before, after):
    assert not is_asked(before, after, "en")
    assert not is_asked(after, before, "en")


def test_a_number_in_a_date_changes_the_date_wherever_the_month_stands():
    before = "In the month of May the old boats left the port, and so did 14 ships of the line."
    assert changed_meanings(before, before.replace("14", "15")) == {Meaning.NUMBER, Meaning.DATE}
    before = before.replace("month of May", "port of Bay")
    assert changed_meanings(before, before.replace("14", "15")) == {Meaning.NUMBER}


@given(text(sampled_from([chr(code) for code in range(32, 127)] + list("  12-<>"))))
def test_the_quick_patterns_find_the_same_signs(text):
    for quick, whole in zip(ASCII_PATTERNS, UNICODE_PATTERNS, strict=True):
        assert quick.findall(text) == whole.findall(text)


HALVES = [
    ("We will sell the boats.", "We will not sell the boats."),
    ("Who pays? Nobody pays.", "Who pays. Nobody pays."),
    ("It costs 20 pounds in May.", "It costs 30 pounds in May."),
    ("The harbour opens.", "The habrour opens."),
    ("She spoke. He left.", "She spoke He left."),
    ("他们不同意。我们走。", "他们同意。我们不走。"),
    ("Who agrees? US.", "Who agrees? us."),
]


@pytest.mark.parametrize(("before", "after"), HALVES)
@pytest.mark.parametrize("rest", ["They left the town.", "", "他们走了。", "IT WAS LATE."])
def test_sentences_of_a_span_are_compared_side_by_side(before, after, rest):
    """To the same result as the words as a whole: each sentence is compared once, whatever spans have it."""
    old, new = f"{rest} {before} {rest}".strip(), f"{rest} {after} {rest}".strip()
    changed = MeaningComparison(old, new).changed_meanings((0, len(old)), (0, len(new)))
    assert bool(changed) == bool(changed_meanings(old, new))


def test_a_negation_that_moved_to_another_sentence_is_one():
    old, new = "We will not sell. They will build.", "We will sell. They will not build."
    assert MeaningComparison(old, new).changed_meanings((0, len(old)), (0, len(new))) == {Meaning.NEGATION}


@pytest.mark.parametrize("mark", ["> ", ">", "> > ", "| "])
def test_the_marks_of_quoted_lines_are_no_signs_of_arithmetic(mark):
    """Of an e-mail, in wrapped lines."""
    for lines in (
        ["We will build", "the harbour and not", "the school."],
        ["我们建设", "港口，不建", "学校。"],
    ):
        quoted = "\n".join(mark + line for line in lines)
        assert changed_meanings("\n".join(lines), quoted) == frozenset()
        assert changed_meanings(quoted, "\n".join(lines)) == frozenset()


def test_a_sign_before_a_figure_is_one_of_arithmetic_at_the_beginning_of_a_line_too():
    assert changed_meanings("It rose by\n> 5 per cent", "It rose by\n5 per cent") == {Meaning.NUMBER}
