"""Who is meant where no name stands beside the verb, or more than a name does."""

import pytest

from archive.proposing import propose
from archive.proposing.proposal import UNNAMED

QUOTATION = "“The quay is safe,” "
MINISTER = "Ports Minister Jane Corrigan opened the quay.\n\n"


def first(text, names=()):
    return propose(text, language="en", kind="news_report", names=names)[0]


def last_speaker(text, names=()):
    return propose(text, language="en", kind="news_report", names=names)[-1].speaker


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ports Minister Jane Corrigan left. According to her, the quay is safe.", "the quay is safe."),
        ("Ports Minister Jane Corrigan left. According to her the quay is safe.", "the quay is safe."),
        ("Ports Minister Jane Corrigan left. She is of the view that it is safe.", None),
        ("Ports Minister Jane Corrigan left. She was of the view that it is safe.", "it is safe."),
        ("Ports Minister Jane Corrigan left. She shared that the quay is safe.", "the quay is safe."),
        ("Ports Minister Jane Corrigan left. She shared the quay with others.", None),
    ],
)
def test_constructions_with_a_pronoun(text, expected):
    proposals = propose(text, language="en", kind="news_report")
    assert [(proposal.speaker, text[proposal.start : proposal.end]) for proposal in proposals] == (
        [("Jane Corrigan", expected)] if expected else []
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # An office in capitals is no name, a rank in letters no given name.
        ("Majority Whip, Tobias Arendt, left. The Majority Whip said the quay was safe.", "Tobias Arendt"),
        ("Port Captain Ruth Tamani left. PCT Tamani said the quay was safe.", "Ruth Tamani"),
        ("Harbour Commission of Police Brigadier-General Ruth Tamani said the quay was safe.", "Ruth Tamani"),
        ("Mayor John Tory left. Tory said the quay was safe.", "John Tory"),
        ("Minister of Water and Irrigation Barsha Mani Rai said the quay was safe.", "Barsha Mani Rai"),
        ("Member of Parliament Ann Mary Lee left. Lee said the quay was safe.", "Ann Mary Lee"),
        ("Ports and harbours minister Professor Ann Lee left. The minister said it was safe.", "Ann Lee"),
        (
            "Speaking at the same meeting, Minister of Ports and Rural Development, Mr Ben Lind, said it was safe.",
            "Ben Lind",
        ),
        ("Unity Alliance (UA) Secretary General, Rhoda Mwale, said the quay was safe.", "Rhoda Mwale"),
        # A verb far from its subject.
        ("Ruth Tamani when she caught the eye of the chair noted that the quay was safe.", "Ruth Tamani"),
        ("On the theft of a boat in dry dock President Tamani said the quay was safe.", "Tamani"),
        ("Arendt’s outburst came after Ruth Tamani spoke, saying “the quay is safe”.", "Ruth Tamani"),
        ("Ruth Tamani wrote to the board. Tamani’s e-mail stated that the quay was safe.", "Ruth Tamani"),
        ("Jane Corrigan left. The Harbour Union (HU) on Monday said the quay was safe.", "Harbour Union"),
        ("The Harbour Police in August announced that the quay was safe.", "Harbour Police"),
        ("As such Commissioner Tamani says the quay is safe.", "Tamani"),
        # Named in the next sentences.
        ("The town’s mayor says the quay is safe.\n\nRuth Tamani said it had been rebuilt.", "Ruth Tamani"),
        (
            MINISTER
            + "The quay is safe, the harbour inspector said.\n\n“It was rebuilt,” Ruth Tamani said in a note.",
            "Ruth Tamani",
        ),
        ("“The quay is safe,” his mother said.\n\nHis mother, Ruth Tamani, left.", "Ruth Tamani"),
    ],
)
def test_speakers(text, expected):
    assert first(text).speaker == expected


@pytest.mark.parametrize(
    "text",
    [
        "Leaders of the Harbour Union and the main Dockers League said the quay was safe.",
        "A Republican left. Republicans said the quay was safe.",
        "A harbour official explained the rules. According to him, the quay is safe.",
        "A lawmaker within the party believes the quay is safe.",
    ],
)
def test_speakers_without_a_name(text):
    assert propose(text, language="en", kind="news_report")[-1].voice == UNNAMED


def test_a_lawmaker_without_a_name_stays_without_one():
    text = "An unnamed lawmaker within the party said the quay was safe. The Labour lawmaker said it was new."
    assert [proposal.voice for proposal in propose(text, language="en", kind="news_report")] == [
        UNNAMED,
        UNNAMED,
    ]


def test_a_paper_passes_on_what_it_quotes():
    speaker = first(QUOTATION + "the paper quoted Ruth Tamani as saying in a note.")
    assert (speaker.speaker, speaker.rule) == ("Ruth Tamani", "quotation with a verb of speech")


def test_a_prime_minister_is_not_the_source_before():
    text = "Pilot Jane Corrigan left. A source said the quay was safe. The prime minister said it was new."
    assert last_speaker(text) == "prime minister"


def test_a_former_office_is_that_of_the_last_person():
    text = (
        "Party chair Madhav Rana said it was new. The former prime minister said it was safe. "
        "Prime Minister Oli Tamang left."
    )
    assert last_speaker(text) == "Madhav Rana"


def test_no_pronoun_means_a_body_with_an_article():
    text = "Addressing the Harbour Press Corps on Monday, he said the quay was safe."
    assert last_speaker(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "President Jane Corrigan has issued a stern call for unity on the quay.",
        "The port reports that brought the matter to light were late.",
    ],
)
def test_nouns_are_no_verbs_of_speech(text):
    assert propose(text, language="en", kind="news_report") == []


def test_words_after_a_quotation_and_its_audience():
    text = (
        "“The quay is safe,” Jane Corrigan told the town’s 25 councillors, grouped in the first and second rows of "
        "desks since they were elected in May."
    )
    speaker = first(text)
    assert (speaker.form, text[speaker.start : speaker.end]) == ("direct", "The quay is safe")


PRESS_CONFERENCE = """Harbour Spokesperson Ruth Tamani's Regular Press Conference on June 28, 2016

Q: Is the quay safe? How do you respond to that?

A: The quay is safe for every boat.

Q: Will it be rebuilt?

A: It was rebuilt last year, as everybody knows."""
NAMES = ["Ruth Tamani", "Jane Corrigan"]


def test_who_answers_is_named_above_the_turns():
    proposals = propose(PRESS_CONFERENCE, language="en", kind="press_conference", names=NAMES)
    assert [proposal.speaker for proposal in proposals] == [None, "Ruth Tamani", None, "Ruth Tamani"]


def test_who_answers_is_the_only_other_one_with_a_label():
    text = "Ruth Tamani: I have news of the quay today.\n\n" + PRESS_CONFERENCE.partition("\n\n")[2]
    proposals = propose(text, language="en", kind="press_conference", names=NAMES)
    assert [proposal.speaker for proposal in proposals] == [
        "Ruth Tamani",
        None,
        "Ruth Tamani",
        None,
        "Ruth Tamani",
    ]


def test_who_answers_is_unknown_beside_two_with_an_office():
    text = PRESS_CONFERENCE.replace("Ruth Tamani's", "Ruth Tamani and Minister Jane Corrigan's")
    proposals = propose(text, language="en", kind="press_conference", names=NAMES)
    assert {proposal.speaker for proposal in proposals} == {None}


def test_a_label_in_capitals_is_a_name_of_the_archive():
    text = "SECRETARY TAMANI: The quay is safe for every boat.\n\nMR. HALE: Will it be rebuilt this year?"
    proposals = propose(text, language="en", kind="transcript", names=NAMES)
    assert proposals[0].speaker == "Ruth Tamani"


@pytest.mark.parametrize("subject", ["The two sides", "Both sides", "The two parties"])
def test_two_sides_are_nobody_in_particular(subject):
    text = f"Ruth Tamani met Jane Corrigan.\n\n{subject} noted the importance of a safe quay."
    assert propose(text, language="en", kind="readout", names=NAMES)[0].voice == UNNAMED
