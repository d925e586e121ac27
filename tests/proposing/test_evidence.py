"""Whose turn stands where, and where known persons are named: the evidence for a speaker beside proposals."""

from archive.proposing import Name, Passage
from archive.proposing.people.mentions import find_mentions
from archive.proposing.people.turn_speakers import find_turn_speakers

LIN, MAO, FUND = Name(1, "Lin Jian", ("林剑",)), Name(2, "Mao Ning"), Name(3, "Harbour Fund", is_body=True)


def passages_of(text, labels):
    """A passage a paragraph, with the label that the importer found: (label, kind) or None."""
    places, start = [], 0
    for paragraph, label in zip(text.split("\n\n"), labels, strict=True):
        name, kind = label or ("", "paragraph")
        places.append(Passage(start, start + len(paragraph), kind, name))
        start += len(paragraph) + 2
    return places


def test_each_turn_is_its_label_s_and_goes_on_to_the_next():
    text = "Opening.\n\nLin Jian: We agree.\n\nAnd we will go on.\n\nQ: Why?\n\nMao Ning: Because.\n\n"
    text += "Lin Jian: (laughs)"
    labels = [None, ("Lin Jian", "answer"), ("", "answer"), ("Q", "question"), ("Mao Ning", "answer"), None]
    turns = find_turn_speakers(text, passages_of(text, labels), [LIN, MAO])
    assert [(turn.speaker.name or turn.speaker.mention, text[turn.start : turn.end]) for turn in turns] == [
        ("Lin Jian", "We agree.\n\nAnd we will go on."),
        ("Q", "Why?"),
        ("Mao Ning", "Because."),
        ("Lin Jian", "(laughs)"),
    ]
    assert [turn.speaker.speaker_id for turn in turns] == [1, None, 2, 1]


def test_a_text_without_labels_has_no_turns():
    assert find_turn_speakers("A harbour: deep.", passages_of("A harbour: deep.", [None]), [LIN]) == []


def mentions(text, *names):
    return [(text[mention.start : mention.end], mention.name.id) for mention in find_mentions(text, names)]


def test_persons_are_found_by_full_name_then_by_family_name():
    text = "Spokesperson Lin Jian spoke. Lin left; Linda stayed. The Harbour Fund paid. 林剑说好。"
    assert mentions(text, LIN, FUND) == [("Lin Jian", 1), ("Lin", 1), ("林剑", 1)]
    assert mentions("Lin left.", LIN) == []
    assert mentions("President Lin left.", LIN) == [("President Lin", 1)]


def test_a_name_of_two_persons_is_left_out():
    other = Name(4, "Lin Yi")
    assert mentions("Lin Jian and Lin Yi met. Lin left.", LIN, other) == [("Lin Jian", 1), ("Lin Yi", 4)]
