"""Who is named before or after the words: descriptions at the head of a text, papers, people quoted by others."""

import pytest

from archive.proposing import propose


def speakers(text, names=()):
    return [
        (proposal.speaker or proposal.voice, text[proposal.start : proposal.end].rstrip("."))
        for proposal in propose(text, language="en", kind="news_report", names=names)
    ]


TOLL = "the toll would fall"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The agency quoted harbour board (HB) director Tolu Manda as saying the quay was shut. "
            "He said the toll would fall.",
            [("Tolu Manda", "the quay was shut"), ("Tolu Manda", TOLL)],
        ),
        (
            "Tolu Manda said the quay was shut. The 61-year old said the toll would fall.",
            [("Tolu Manda", "the quay was shut"), ("Tolu Manda", TOLL)],
        ),
        (
            "President Aba Wadi said he had called Norrish President Jan Cirak at noon. "
            "The President said the toll would fall.",
            [("Aba Wadi", "he had called Norrish President Jan Cirak at noon"), ("Aba Wadi", TOLL)],
        ),
        (
            "Danish Ambassador to South Korea Pia Holm Sand spoke. The Ambassador said the toll would fall.",
            [("Pia Holm Sand", TOLL)],
        ),
        ("Danish Ambassador to Peru Pia Sand said the toll would fall.", [("Pia Sand", TOLL)]),
        (
            "A city judge said the toll would fall.\n\nCircuit Judge Karl Peder ruled on Monday.",
            [("Karl Peder", TOLL)],
        ),
        ("A city official said the toll would fall.\n\nOfficial Karl Peder left.", [("unnamed", TOLL)]),
        ("The Harbour Ministry in a statement said the toll would fall.", [("Harbour Ministry", TOLL)]),
        ("A statement by the Harbour Ministry said the toll would fall.", [("Harbour Ministry", TOLL)]),
        (
            "The Harbour Ministry replied in a statement that ships wait. The statement said the toll would fall.",
            [("Harbour Ministry", "ships wait"), ("Harbour Ministry", TOLL)],
        ),
        (
            "Prof Aino Peters said the toll would fall.\n\nProf Peters is an engineer of the port.\n\n"
            "“Ships wait too long.”",
            [("Aino Peters", TOLL), ("Aino Peters", "Ships wait too long")],
        ),
        (
            "Jo Lind told reporters how long it took.\n\n“Ships wait too long.”",
            [("Jo Lind", "Ships wait too long")],
        ),
        (
            "Cde Rugano Gumba spoke. Cde Gumba said the toll would fall.",
            [("Rugano Gumba", TOLL)],
        ),
        (
            "Passenger Ferry Agency of SA spokesperson Nana Zeno said the toll would fall.",
            [("Nana Zeno", TOLL)],
        ),
        (
            "Chris Klop, spokesperson for the Free Caucus, which has 40 members, including the port, said "
            "the toll would fall.",
            [("Chris Klop", TOLL)],
        ),
        ("The Port Servants’ Association said the toll would fall.", [("Port Servants’ Association", TOLL)]),
        (
            "Gada Chatter said according to the census, the toll would fall.",
            [("Gada Chatter", "according to the census, the toll would fall")],
        ),
        ("The port’s senior regulator said the toll would fall.", [("port’s senior regulator", TOLL)]),
        (
            "President of the Farm Society (FS), Senator Nora Grant will tour the hills. "
            "The FS President said the toll would fall.",
            [("Nora Grant", TOLL)],
        ),
        (
            "The Farm Party’s spokesperson on ports, Marc Camer, gave it six of ten. He said the toll would fall.",
            [("Marc Camer", TOLL)],
        ),
        (
            "Opes will cut output, Algeria’s Energy Minister Chak Khel said Sunday. He said the toll would fall.",
            [("Chak Khel", "Opes will cut output"), ("Chak Khel", TOLL)],
        ),
        (
            "Kuwaiti oil minister Saud al-Saba arrived. The Kuwaiti said the toll would fall.",
            [("Saud al-Saba", TOLL)],
        ),
        ("Minister Saud al-Saba arrived. Later, al-Saba said the toll would fall.", [("Saud al-Saba", TOLL)]),
        (
            "Board Chairman Mian Raba spoke. The chair said the toll would fall.",
            [("Mian Raba", TOLL)],
        ),
        ("The port spokesperson, Dana Lind, on Monday said the toll would fall.", [("Dana Lind", TOLL)]),
        ("Two councillors said the toll would fall.", [("unnamed", TOLL)]),
        ("Flo Green spoke.\n\nAdded Green: “Ships wait too long.”", [("Flo Green", "Ships wait too long")]),
        ("Hurricane Emily passed. The toll would fall, he said.", [("speaker", TOLL.capitalize())]),
    ],
)
def test_who_speaks(text, expected):
    names = speakers(text)
    assert [name for name, _words in names] == [name for name, _words in expected]
    assert all(
        wanted in (None, words) for (_name, words), (_other, wanted) in zip(names, expected, strict=True)
    )


@pytest.mark.parametrize(
    "text",
    [
        "A judge has denied Ann Lee’s motion for a new trial.",
        "When he announced his departure from the port last May, Ann Lee left the room.",
        "Police held a man accused of striking two guards in March.",
        "Ann Lee was answering a question on the toll of the harbour bridge.",
        "The fire spread on Thursday, threatening several villages and forcing people to leave.",
    ],
)
def test_deeds_are_no_statements(text):
    assert speakers(text) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("”We close the quay,” Ann Lee said.", "We close the quay"),
        ("“This is on the table,'' Ann Lee said in Vora.", "This is on the table"),
        ("Ann Lee then asked the chair “who is listening to you?”", "who is listening to you?"),
        ("Ann Lee accused the chair of hiding the report.", "hiding the report"),
        ("Ann Lee suggested building a second quay.", "building a second quay"),
        ("Ann Lee called on Thursday for a second quay.", "a second quay"),
        ("Ann Lee wrote to the chair stating the quay was shut.", "the quay was shut"),
        ("Ann Lee expressed her optimism that the quay would open.", "the quay would open"),
    ],
)
def test_the_words_reported(text, words):
    assert speakers(text) == [("Ann Lee", words.rstrip("."))]
