"""Chinese reports of speech: whose they are, and where a report goes on without a verb of speech."""

import pytest

from archive.proposing import propose


def speakers_and_words(text, kind="news_report", names=()):
    return [
        (proposal.speaker, text[proposal.start : proposal.end])
        for proposal in propose(text, language="zh-Hans", kind=kind, names=names)
    ]


@pytest.mark.parametrize(
    ("subject", "speaker"),
    [
        ("议员陈国兴质询时", "陈国兴"),
        ("陈国兴讲话时", "陈国兴"),
        ("陈国兴回答记者提问时", "陈国兴"),
        ("陈国兴视察港口后", "陈国兴"),
        ("陈国兴当时", "陈国兴"),
        ("陈国兴同时", "陈国兴"),
        ("委员罗明才则", "罗明才"),
        ("委员罗明才才", "罗明才"),
        ("馆员孙丽", "孙丽"),
    ],
)
def test_the_occasion_is_no_part_of_the_name(subject, speaker):
    assert speakers_and_words(f"{subject}指出，图书馆今年开放。") == [(speaker, "图书馆今年开放。")]


@pytest.mark.parametrize("name", ["卢特尼克", "冯德斯坦", "王毅明", "周建"])
def test_a_pronoun_means_the_whole_name(name):
    text = f"商务部长{name}在记者会上表示，港口下月开放。他还说，图书馆也会开放。"
    assert speakers_and_words(text) == [(name, "港口下月开放。"), (name, "图书馆也会开放。")]


@pytest.mark.parametrize(
    "sentence", ["巴方期待双方扩大合作。", "我们希望早日签约。", "双方要求尽快落实协议。"]
)
def test_in_a_readout_what_a_side_hopes_goes_on_reporting(sentence):
    text = f"席尔瓦表示，巴方重视两国关系。{sentence}"
    whole = [("席尔瓦", "巴方重视两国关系。"), ("席尔瓦", sentence)]
    assert speakers_and_words(text, kind="readout") == whole
    assert speakers_and_words(text) != whole


def test_a_name_may_end_like_a_preposition():
    text = "副校长方志同表示，港口下月开放。方志同说，图书馆也会开放。"
    assert {speaker for speaker, _words in speakers_and_words(text)} == {"方志同"}
    text = "外长王毅同来宾会谈。王毅说，港口下月开放。"
    assert speakers_and_words(text) == [("王毅", "港口下月开放。")]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("学校发言人称，港口下月开放。", "港口下月开放。"),
        ("人称“海港”的老人昨天来了。", None),
        ("市长王大明开会时指示，港口下月开放。", "港口下月开放。"),
        ("市长王大明作出重要指示，港口下月开放。", None),
        ("英国在台协会处长称，港口下月开放。", "港口下月开放。"),
    ],
)
def test_cues_that_are_parts_of_other_words(text, words):
    assert [found for _speaker, found in speakers_and_words(text)] == ([words] if words else [])


def test_who_speaks_next_in_a_readout_is_somebody_else():
    text = "席尔瓦表示，巴方重视两国关系。王毅希望双方扩大合作。"
    assert speakers_and_words(text, kind="readout")[1][0] == "王毅"
