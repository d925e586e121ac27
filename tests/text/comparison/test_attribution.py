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
        ("Okafor spoke first.", "Nobody spoke first."),
    ],
)
def test_a_heading_a_page_header_and_a_turn_that_ended_name_nobody(old, new):
    old, new = (f"We met at noon.\n\n{above}\n\n{WORDS}." for above in (old, new))
    assert not names_other_speaker(old, new)


@pytest.mark.parametrize(
    ("label", "other"),
    [
        ("Speaker 1:", "Speaker 2:"),
        ("Q1:", "A1:"),
        ("[00:12] Lee:", "[00:12] Okafor:"),
        ("Lee [00:12]:", "Okafor [00:12]:"),
        ("[Lee]:", "[Okafor]:"),
        ("**Lee:**", "**Okafor:**"),
        ("- Lee:", "- Okafor:"),
        (">> LEE:", ">> OKAFOR:"),
        ("Lee/Norway:", "Lee/Chile:"),
        ("Lee and Okafor:", "Lee and Abara:"),
        ("Mr Lee —", "Mr Okafor —"),
        ("M. Dupont. –", "M. Durand. –"),
        ("M. le président:", "M. le ministre:"),
        ("La señora García:", "La señora López:"),
        ("El señor PRESIDENTE:", "El señor MINISTRO:"),
        ("Il presidente:", "Il ministro:"),
        ("Pan marszałek:", "Pan minister:"),
        ("Předseda vlády:", "Ministr financí:"),
        ("Председатель правительства:", "Председатель совета:"),
        ("Bộ trưởng Nguyễn Văn Hoa:", "Bộ trưởng Trần Văn Hoa:"),
        ("السيد أحمد الحسن:", "السيد محمد علي:"),
        ("رئیس جمهور:", "وزیر خارجه:"),
        ("מר כהן:", "מר לוי:"),
        ("श्री शर्मा:", "श्री वर्मा:"),
        ("সভাপতি:", "মন্ত্রী:"),
        ("தலைவர்:", "அமைச்சர்:"),
        ("김철수 의원 :", "박영희 의원 :"),
        ("นายสมชาย ใจดี:", "นายสมหมาย ใจงาม:"),
        ("ប្រធាន៖", "រដ្ឋមន្ត្រី៖"),
        ("ဥက္ကဋ္ဌ:", "ဝန်ကြီး:"),
        ("发言人 李明：", "发言人 王刚："),
        ("记者A：", "记者B："),
        ("○山田君", "○鈴木君"),
    ],
)
def test_another_label_is_another_speaker_in_every_script_and_style(label, other):
    """However far the passage stands from it, and whoever is known by name."""
    beginning = f"The session opened.\n\n%s {'The sea was calm all day. ' * 20}"
    old, new = f"{beginning % label}{WORDS}.", f"{beginning % other}{WORDS}."
    assert names_other_speaker(old, new)
    assert not names_other_speaker(old, f"{old} The session ended.")


@pytest.mark.parametrize("line", ["Speaker 1  00:12", "Speaker 1"])
def test_the_number_of_a_speaker_on_a_line_of_its_own_is_a_label(line):
    old = f"The session opened.\n\n{line}\n{'The sea was calm all day. ' * 20}{WORDS}."
    assert names_other_speaker(old, old.replace("Speaker 1", "Speaker 2"))


@pytest.mark.parametrize(
    ("label", "other"),
    [
        ("[00:12] Lee:", "Lee:"),
        ("12 Lee:", "Lee:"),
        ("Lee [00:12]:", "Lee:"),
        ("**Lee:**", "Lee:"),
        ("Garcia:", "García:"),
        ("A question arises:", "A questión arises:"),
        ("The question was:", "The riddle was:"),
        ("La question est:", "La réponse est:"),
    ],
)
def test_times_marks_and_accents_make_no_other_label_and_words_of_a_sentence_none(label, other):
    assert not names_other_speaker(f"{label} {WORDS}.", f"{other} {WORDS}.")


@pytest.mark.parametrize("line", ["three points:", "and so it is:", "Books – we need them."])
def test_a_line_within_a_paragraph_is_no_label(line):
    old = f"Lee: We agree on\n{line} {WORDS}."
    assert not names_other_speaker(old, old.replace("\n", " "))


@pytest.mark.parametrize(
    "introduction", ["Mr. %s then took the floor.", "%s spoke next.", "The chair gave the floor to %s."]
)
def test_another_name_in_a_short_paragraph_above_is_another_speaker(introduction):
    old = f"The session opened.\n\n{introduction % 'Adeyemi'}\n\n{WORDS}."
    assert names_other_speaker(old, old.replace("Adeyemi", "Okafor"))
    assert not names_other_speaker(old, old.replace("session", "sitting"))
    assert not names_other_speaker(old, f"{introduction % 'Adeyemi'}\n\n{WORDS}.")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        # in a paragraph of a speech, not above the words, or above another paragraph
        (f"{'Adeyemi sang all day. ' * 9}\n\n{WORDS}.", f"{'Okafor sang all day. ' * 9}\n\n{WORDS}."),
        (f"Adeyemi spoke.\n\nA bell rang.\n\n{WORDS}.", f"Okafor spoke.\n\nA bell rang.\n\n{WORDS}."),
        (f"A bell rang.\n\n{WORDS}.", f"Okafor spoke.\n\n{WORDS}."),
    ],
)
def test_other_names_above_introduce_nobody(old, new):
    assert not names_other_speaker(old, new)
