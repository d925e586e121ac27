"""Names after titles that no list has: the text itself says where the name begins."""

import pytest

from archive.proposing import propose

TOLL = "the toll would fall"


def speakers(text, names=()):
    return [proposal.speaker for proposal in propose(text, language="en", kind="news_report", names=names)]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        # the word stands in small letters, too
        (f"Quaymaster Tolu Manda said {TOLL}. The town has one quaymaster.", "Tolu Manda"),
        # the name stands elsewhere without it
        (f"Quaymaster Tolu Manda said {TOLL}. Tolu Manda spoke. Tolu Manda left.", "Tolu Manda"),
        # letters before two names
        (f"QMR Tolu Manda said {TOLL}.", "Tolu Manda"),
        # so many words are rarely one name
        (f"Grand Norland Quaymaster General Tolu Manda said {TOLL}.", "Tolu Manda"),
        # a short word before the first or last name of somebody named in full
        (f"Tolu Manda, of the port, spoke. Qmr Tolu said {TOLL}.", "Tolu Manda"),
        (f"Tolu Manda spoke. Insp Manda said {TOLL}.", "Tolu Manda"),
        # names of three words, initials and family names that stand first
        (f"Tolu Ademar Manda said {TOLL}.", "Tolu Ademar Manda"),
        (f"S. Tolu Manda said {TOLL}. Tolu Manda left. Tolu Manda slept.", "S. Tolu Manda"),
        (f"Lim Choon Hock said {TOLL}. Choon Hock left. Choon Hock slept.", "Lim Choon Hock"),
        # two persons of one surname
        (f"Tolu Manda spoke. Dana Manda said {TOLL}.", "Dana Manda"),
    ],
)
def test_a_name_begins_after_its_title(text, speaker):
    assert speaker in speakers(text)


def test_a_body_keeps_all_its_words():
    text = f"The Harbour Fire said {TOLL}. A fire burned. Fire is feared."
    assert speakers(text)[0] == "Harbour Fire"


@pytest.mark.parametrize("kind", ["quaymaster", "harbourer"])
def test_a_description_means_who_is_printed_with_its_noun(kind):
    text = f"The {kind} Tolu Manda met {kind}s. Dana Holt spoke of ships. The {kind} said {TOLL}."
    assert speakers(text)[-1] == "Tolu Manda"


def test_words_of_a_headline_belong_to_no_name():
    text = f"Norrish Foreign Affairs Li Anwen Holds Talks With Parla\n\nLi Anwen said {TOLL}."
    assert speakers(text) == ["Li Anwen"]
