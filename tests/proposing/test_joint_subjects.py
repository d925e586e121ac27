"""“X and Y said”: a statement has one speaker, so that an editor chooses between the two."""

import pytest

from archive.proposing import propose

TOLL = "the toll would fall"
KNOWN = [{"id": 1, "name": "Tolu Manda"}, {"id": 2, "name": "Dana Holt"}]


def first(text, names=()):
    return propose(text, language="en", kind="news_report", names=names)[0]


@pytest.mark.parametrize(
    "text",
    [
        f"Tolu Manda and Dana Holt said {TOLL}.",
        f"Mayor Tolu Manda and Senator Dana Holt said in a statement that {TOLL}.",
        "“Ships wait,” said Tolu Manda and Dana Holt.",
        f"Tolu Manda met Dana Holt. Manda and Holt said {TOLL}.",
    ],
)
def test_both_are_named(text):
    known = first(text, KNOWN)
    assert (known.speaker, known.speaker_id, known.candidates) == (None, None, (1, 2))
    new = first(text)
    assert (new.speaker, new.candidates, new.role_as_printed) == ("Tolu Manda and Dana Holt", (), "")


@pytest.mark.parametrize(
    ("words", "role"),
    [
        ("Minister of Sports and Culture Tolu Manda", "Minister of Sports and Culture"),
        ("Trinidad and Tobago Minister Tolu Manda", "Trinidad and Tobago Minister"),
    ],
)
def test_an_office_with_and_is_one_person(words, role):
    proposal = first(f"{words} said {TOLL}.", KNOWN)
    assert (proposal.speaker_id, proposal.role_as_printed) == (1, role)


def test_he_and_she_mean_the_one_of_the_two_who_can_be():
    text = f"Mr Manda and Ms Holt met. Tolu Manda and Dana Holt slept. Manda and Holt met. He said {TOLL}."
    assert first(text).speaker == "Tolu Manda"
    assert first(text.replace("He said", "She said")).speaker == "Dana Holt"


def test_a_description_means_the_one_named_last():
    text = f"Tolu Manda met Dana Holt. Manda and Holt quarrelled after the lawmaker said {TOLL}."
    assert first(text).speaker == "Dana Holt"
