"""Who is named: titles of honour, offices in letters, companies, sources that a paper cites."""

import pytest

from archive.proposing import propose

INTRODUCED = "Works Minister Datuk Seri Amir Hakim Osman opened the bridge. "


def speakers(text, names=()):
    return [
        (proposal.speaker, text[proposal.start : proposal.end].rstrip("."))
        for proposal in propose(text, language="en", kind="news_report", names=names)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (INTRODUCED + "Amir said the toll would fall.", [("Amir Hakim Osman", "the toll would fall")]),
        (INTRODUCED + "Amir Hakim said the toll would fall.", [("Amir Hakim Osman", "the toll would fall")]),
        (
            "Amir Hakim: Toll to fall\n\n" + INTRODUCED + "Hakim said the toll would fall.",
            [("Amir Hakim Osman", "the toll would fall")],
        ),
        (
            "Tan Sri Datuk Dr Lim Boon Heng said the toll would fall.",
            [("Lim Boon Heng", "the toll would fall")],
        ),
        (
            "YB Dato’ Sri Noraini Salleh said the toll would fall.",
            [("Noraini Salleh", "the toll would fall")],
        ),
        (
            "Roads and Coordination of County Works Cabinet Secretary Moses Kiprono said the toll would fall.",
            [("Moses Kiprono", "the toll would fall")],
        ),
        (
            "Cabinet Secretary Moses Kiprono met drivers. The CS said the toll would fall.",
            [("Moses Kiprono", "the toll would fall")],
        ),
        (
            "Chief Executive Mia Brandt and Chief Financial Officer Leo Aas resigned. "
            "The CEO said the toll would fall.",
            [("Mia Brandt", "the toll would fall")],
        ),
        (
            "Nordlight Steel closed its oldest mill. Nordlight Steel said prices were low. "
            "The company said wages were safe.",
            [("Nordlight Steel", "prices were low"), ("Nordlight Steel", "wages were safe")],
        ),
        (
            "The presidential spokesperson Omar Diallo spoke. Sarr’s spokesman said the toll would fall.",
            [("Omar Diallo", "the toll would fall")],
        ),
        (
            "The Front’s chief Aya Malik spoke. The People’s Front leader said the toll would fall.",
            [("Aya Malik", "the toll would fall")],
        ),
        (
            "Press accounts quoted Governor Grace Wanjala as saying the toll would fall.",
            [("Grace Wanjala", "the toll would fall")],
        ),
        (
            "Governor Grace Wanjala, while admitting that “the road is late”, said the toll would fall.",
            [("Grace Wanjala", "the road is late"), ("Grace Wanjala", "the toll would fall")],
        ),
        ("Senator Ann Lee Monday said the toll would fall.", [("Ann Lee", "the toll would fall")]),
        ("She spoke. She said, the chair should have called.", [(None, "the chair should have called")]),
        (
            "Grace Wanjala called the plan bad. Governor Grace Wanjala said only six farms were lost.",
            [("Grace Wanjala", "only six farms were lost")],
        ),
    ],
)
def test_the_name_of_who_speaks_is_found(text, expected):
    assert speakers(text) == expected


def test_capital_plurals_are_unnamed_where_the_text_has_the_noun_in_small_letters():
    (proposal,) = propose(
        "Landowners deny that the survey was made. He met two landowners.", language="en", kind="news_report"
    )
    assert (proposal.speaker, proposal.voice) == (None, "unnamed")


def test_a_source_that_a_paper_cites_speaks_and_the_paper_passes_it_on():
    (proposal,) = propose(
        "Talks would begin within a week, the Daily Lantern reported, citing a county official.",
        language="en",
        kind="news_report",
    )
    assert (proposal.voice, proposal.mention, proposal.relay) == (
        "unnamed",
        "a county official",
        "Daily Lantern",
    )


def test_words_within_the_words_of_another_leave_who_speaks_next_alone():
    text = "Fatima Noor said the dockers had warned the board. “Nobody reads our letters,” she said."
    assert [speaker for speaker, _words in speakers(text)] == ["Fatima Noor", "Fatima Noor"]


def test_an_apostrophe_of_another_form_is_the_same_name():
    proposals = propose(
        "Tom O’Dea said the toll would fall.",
        language="en",
        kind="news_report",
        names=[{"id": 7, "name": "Tom O'Dea"}],
    )
    assert [proposal.speaker_id for proposal in proposals] == [7]


@pytest.mark.parametrize(
    "text",
    [
        "“Nineteen is too many,“ Ann Lee said.",
        "‘‘Nineteen is too many,’’ Ann Lee said.",
    ],
)
def test_marks_closed_by_an_opening_one_or_typed_as_two_single_ones_are_a_quotation(text):
    assert speakers(text) == [("Ann Lee", "Nineteen is too many")]


def test_a_story_dismissed_in_quoted_words_is_only_those_words():
    text = "Ann Lee dismissed the story of the bridge and its costs as “plain wrong”."
    (proposal,) = propose(text, language="en", kind="news_report")
    assert text[proposal.start : proposal.end].strip("“”.") == "plain wrong"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Works Minister Fred Outa came. He spoke.\n\nAngry Outa left. Outa said it was late.", "Fred Outa"),
        ("Senator Aquilino “Koko” Marasigan III came. Marasigan said it was late.", "Aquilino Marasigan III"),
        (
            "Minister of Railways Sheikh Tariq Ahmed came. Sheikh Tariq said it was late.",
            "Sheikh Tariq Ahmed",
        ),
        ("Channel News’ Mia Brandt came. Brandt said it was late.", "Mia Brandt"),
        ("Nordlight Steel Corp. closed a mill. The company said it was late.", "Nordlight Steel"),
        ("The rise was reported on Friday, and a government statement said it was late.", "government"),
        ("Ann Lee spoke. Her lawyer, who declined to be named, said it was late.", None),
        ("Four prominent scientists contacted by the paper said it was late.", None),
        ("A union source came. The union source said it was late. The union leader said it was late.", None),
        ("The minister claims she was told too late.", "minister"),
    ],
)
def test_who_is_behind_a_name_or_a_description(text, expected):
    assert speakers(text)[-1][0] == expected


@pytest.mark.parametrize(
    "text",
    [
        "The office’s proposed budget is smaller.",
        "Ann Lee said this when asked about the budget.",
    ],
)
def test_a_noun_with_a_participle_or_a_mere_pronoun_is_no_report(text):
    assert speakers(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("声明称，袭击造成四人受伤。", [("声明", "袭击造成四人受伤")]),
        (
            "身为上海市长，韩国栋开门见山，向媒体坦言：“这几天很冷”。",
            [("韩国栋", "这几天很冷")],
        ),
        ("韩国栋向市民发出呼吁：大家节约用电。", [("韩国栋", "大家节约用电")]),
        ("韩国栋强调了安全的重要性。", [("韩国栋", "安全的重要性")]),
        ("韩国栋指出了方向，游客自己走。", []),
        ("他强调的重点没有人记得。", []),
    ],
)
def test_chinese_cues_have_a_subject_and_a_clause(text, expected):
    proposals = propose(text, language="zh-Hans", kind="news_report", names=["韩国栋"])
    assert [
        (proposal.speaker, text[proposal.start : proposal.end].rstrip("。")) for proposal in proposals
    ] == expected
