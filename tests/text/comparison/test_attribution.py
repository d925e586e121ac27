"""The label of a turn and the names beside a passage, in two versions of a text."""

import pytest

from archive.text.comparison.attribution import AttributionComparison, AttributionContext, compile_names

WORDS = "The harbour stays open"
NAMES = ["Amara Adeyemi", "adeyemi", "Okafor", "林剑", "May"]


@pytest.mark.parametrize(
    ("text", "label"),
    [
        (f"Mr Lee: {WORDS}.", ("mr", "lee")),
        (f"Mr Lee: I thank you.\n\n{WORDS}.", ("mr", "lee")),
        (f"Mr Lee: I thank you.\n\nMs Kim (Norland): {WORDS}.", ("ms", "kim", "norland")),
        (f"Q: What now?\n\nA: {WORDS}.", ("a",)),
        (f"林剑：谢谢。{WORDS}", ("林", "剑")),
        (f"He asked this: {WORDS}.", ()),
        (f"The gates opened at 9:30 and {WORDS}.", ()),
        (f"{WORDS}. Mr Lee: I thank you.", ()),
    ],
)
def test_the_last_label_before_a_passage_is_that_of_its_turn(text, label):
    start = text.index(WORDS)
    assert AttributionContext(text).label((start, start + len(WORDS))) == label


def names_other_speaker(old, new):
    span, new_span = ((start := text.index(WORDS), start + len(WORDS)) for text in (old, new))
    return AttributionComparison(old, new).names_other_speaker(span, new_span, compile_names(NAMES))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (f"“{WORDS},” Adeyemi said.", f"“{WORDS},” Okafor said."),
        (f"Adeyemi said: “{WORDS}.”", f"Okafor said: “{WORDS}.”"),
        (f"林剑说：“{WORDS}”", f"她说：“{WORDS}”"),
        (f"“{WORDS},” she said.", f"“{WORDS},” said Okafor."),
    ],
)
def test_another_name_beside_the_words_is_another_speaker(old, new):
    assert names_other_speaker(old, new)
    assert names_other_speaker(new, old)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (f"“{WORDS},” Adeyemi said.", f"“{WORDS},” Amara Adeyemi said."),
        (
            f"Adeyemi said: “{WORDS}.”",
            f"Adeyemi said in the rain, which fell on all {'the harbours ' * 9}: “{WORDS}.”",
        ),
        (f"“{WORDS},” she said.", f"“{WORDS},” she said, as she may."),
        (f"“{WORDS},” Adeyemi said.", f"“{WORDS},”  ADEYEMI said, smiling."),
        (
            f"Okafor slept. {'A bell rang. ' * 40}“{WORDS},” she said.",
            f"{'A bell rang. ' * 40}“{WORDS},” she said.",
        ),
    ],
)
def test_the_same_name_further_on_or_in_full_is_the_same_speaker(old, new):
    assert not names_other_speaker(old, new)
    assert not names_other_speaker(new, old)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("MR ADEYEMI", "MR OKAFOR"),
        ("**Adeyemi**", "**Okafor**"),
        ("Statement by Adeyemi", "Statement by Okafor"),
        ("Amara Adeyemi\n\nI thank you all.", "Okafor\n\nI thank you all."),
        ("OKAFOR\n\nI thank you all.\n\nThe port", "ADEYEMI\n\nI thank you all.\n\nThe port"),
        ("林剑", "Okafor"),
        ("THE PRESIDENT", "THE MINISTER"),
        ("Q", "A"),
        ("MR ADEYEMI", "I thank you all."),
    ],
)
def test_a_label_in_a_paragraph_of_its_own_names_the_speaker_of_all_below(old, new):
    old, new = (f"We met at noon.\n\n{above}\n\n{WORDS}." for above in (old, new))
    assert names_other_speaker(old, new)
    assert names_other_speaker(new, old)
    span, new_span = ((start := text.index(WORDS), start + len(WORDS)) for text in (old, new))
    assert AttributionComparison(old, new).is_changed(span, new_span)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("The port in winter", "The harbour in winter"),
        ("MR ADEYEMI", "Adeyemi"),
        ("Okafor and Adeyemi at the opening of the new library", "The new library"),
        ("Page 7 of Okafor", "Page 8 of Adeyemi"),
        ("Okafor\n\nMr Lee: I thank you.", "Adeyemi\n\nMr Lee: I thank you."),
        ("Okafor spoke first.", "Adeyemi spoke first."),
    ],
)
def test_a_heading_a_page_header_and_a_turn_that_ended_name_nobody(old, new):
    old, new = (f"We met at noon.\n\n{above}\n\n{WORDS}." for above in (old, new))
    assert not names_other_speaker(old, new)
