"""Ways in which reports are written, one sentence or two each: whose words, and which."""

import pytest

from archive.proposing import propose

ENGLISH = [
    ("PORT CITY – The council met, but the mayor’s office stayed away, saying the lamps were old.",
     [("mayor’s office", "the lamps were old.")]),
    ("As President Chen put it on Monday, “no lamp should be left dark.”", [("Chen", "no lamp should be left dark.")]),
    ("“It was,” as Okafor put it, “a long night.”", [("Okafor", "It was"), ("Okafor", "a long night.")]),
    ("As the minister said, the law is not a cage.", [("minister", "the law is not a cage.")]),
    ("The quay, the commission argues, is safe. But sailors of three ports disagree: they say it will sink.",
     [("commission", "The quay, the commission argues, is safe."), (None, "it will sink.")]),
    ("Two sailors said the lamps were old. One of them said the oil came late.",
     [(None, "the lamps were old."), (None, "the oil came late.")]),
    ("“What worries me is speed”, Dr. Lena Fischer, who advises the port, told the Morning Post.",
     [("Lena Fischer", "What worries me is speed")]),
    ("Fischer’s warning was echoed by Ahmed El-Sayed, a sailor. “The port is asleep,” he said.",
     [("Ahmed El-Sayed", "The port is asleep")]),
    ("Commissioner Ilse Koren left. Koren said that the lamps were old.", [("Ilse Koren", "the lamps were old.")]),
    ("The harbour office said in a statement it was reviewing the text.",
     [("harbour office", "it was reviewing the text.")]),
    ("Sources close to the talks suggested the deal was near.", [(None, "the deal was near.")]),
    ("Mr. Abbott himself once called lamps “the vegetables of a port.”",
     [("Abbott", "lamps “the vegetables of a port.”")]),
    ("Lamps fail, according to two people familiar with the quay. They will cost gold, they said.",
     [(None, "Lamps fail"), (None, "They will cost gold")]),
    ("A ministry spokesperson declined. “We do not comment on drafts,” the spokesperson said.",
     [(None, "We do not comment on drafts")]),
    ("Mayors met Nils Holm. They warned that oil was short.", [(None, "oil was short.")]),
]  # fmt: skip
CHINESE = [
    ("毛宁说，中方对此表示关切。", [("毛宁", "中方对此表示关切。")]),
    ("专家李明认为，灯塔的意义在于照明。“没有灯就没有船，”他说。",
     [("李明", "灯塔的意义在于照明。"), ("李明", "没有灯就没有船")]),
    ("“没有灯就没有船。”张军大使如是说。", [("张军", "没有灯就没有船。")]),
    ("王毅说，中国有句古话：“单丝不成线。”", [("王毅", "中国有句古话：“单丝不成线。”")]),
    ("经济大臣齐藤健5日对媒体说，灯塔“不会落后”。", [("齐藤健", "灯塔“不会落后”。")]),
    ("吴钊燮受访时说，港口愿意分享经验。", [("吴钊燮", "港口愿意分享经验。")]),
    ("总部设在日内瓦的国际电信联盟说，已有四十个国家提交了计划。", [("国际电信联盟", "已有四十个国家提交了计划。")]),
    ("路透社援引一名官员的话说，会议推迟了。", [(None, "会议推迟了。")]),
    ("特朗普周二在社交媒体上写道：“他们输定了！”", [("特朗普", "他们输定了！")]),
    ("林剑回答说：“我们已经表明了立场。”", [("林剑", "我们已经表明了立场。")]),
    ("古特雷斯：“没有任何国家应当被落下。”", [("古特雷斯", "没有任何国家应当被落下。")]),
    ("“你们准备好了吗？”主持人问。", [("主持人", "你们准备好了吗？")]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected"), [*ENGLISH, *CHINESE], ids=lambda value: value[:30] if isinstance(value, str) else ""
)
def test_whose_words_and_which(text, expected):
    found = propose(text, kind="news_report")
    assert [(each.speaker, text[each.start : each.end]) for each in found] == expected


READOUT = (
    "President Chen Wei held talks with Prime Minister Olga Brandt.\n\n"
    "President Chen said that the two countries are friends. The relationship has stood the test of time. "
    "It brings great opportunities. China stands ready to work with Harland. "
    "The two leaders exchanged views on the Gulf."
)


def test_a_readout_goes_on_reporting_until_it_narrates():
    found = propose(READOUT, kind="readout")
    assert [READOUT[each.start : each.end] for each in found] == [
        "the two countries are friends.",
        "The relationship has stood the test of time.",
        "It brings great opportunities.",
        "China stands ready to work with Harland.",
    ]
    assert {each.speaker for each in found} == {"Chen Wei"}


def test_an_english_text_that_prints_a_name_in_chinese_is_english():
    text = "Zhang Guoqing (张国清) spoke. He said that the lamps were old."
    (found,) = propose(text)
    assert (found.speaker, text[found.start : found.end]) == ("Zhang Guoqing", "the lamps were old.")
