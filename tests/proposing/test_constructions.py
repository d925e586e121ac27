"""Ways in which reports are written, one sentence or two each: whose words, and which."""

import pytest

from archive.proposing import propose
from archive.proposing.names import Name
from archive.proposing.quotations import find_quotations
from archive.proposing.sentences import is_quoted_title

ENGLISH = [
    ("Ada Obi lost her boat. The schoolteacher said the quay was unsafe.", [("Ada Obi", "the quay was unsafe.")]),
    ("An SNP MP said the lamps were old.", [(None, "the lamps were old.")]),
    ("Lamps envoy on ports and quays, Ada Obi, said the oil was dear.", [("Ada Obi", "the oil was dear.")]),
    ("“Lamps fail,” said Mount Kell dairy farmer Ada Obi, chair of the club.", [("Ada Obi", "Lamps fail")]),
    ("The figures, said Obi, confirmed what many sailors had known.",
     [("Obi", "The figures, said Obi, confirmed what many sailors had known.")]),
    ("Apparently, according to Obi, the lamps were old.", [("Obi", "the lamps were old.")]),
    ("Obi conceded inspections had been too rare.", [("Obi", "inspections had been too rare.")]),
    ("“Lamps fail. Oil is dear.\n\n“Ships wait,” a tired Obi said.",
     [("Obi", "Lamps fail. Oil is dear.\n\n“Ships wait")]),
    ("The Minister of Ports, Dr Ada Obi, says the quay is safe. The minister added that ships may sail.",
     [("Ada Obi", "the quay is safe."), ("Ada Obi", "ships may sail.")]),
    ("Reporters met Ada Obi, the harbour commissioner. The commissioner said the quay was safe.",
     [("Ada Obi", "the quay was safe.")]),
    ("The chair of the forum, Prof. Kay Fell, left. The chair said that all was well.",
     [("Kay Fell", "all was well.")]),
    ("Ada Obi said the lamps were old. The 54-year-old warned that oil was dear.",
     [("Ada Obi", "the lamps were old."), ("Ada Obi", "oil was dear.")]),
    ("“Lamps fail,” said harbour office spokesman Ben Tan. The Port Hall official added that oil was dear.",
     [("Ben Tan", "Lamps fail"), ("Ben Tan", "oil was dear.")]),
    ("Lamps will burn, her spokesperson said. “It is late,” port spokesman Ben Tan said.",
     [("Ben Tan", "Lamps will burn"), ("Ben Tan", "It is late")]),
    ("The lamps are old, said the acting chief of the Mission in Osten (MIO), Ada Obi.",
     [("Ada Obi", "The lamps are old")]),
    ("Channel One’s James Bay sat down. Bay said the lamps were old.", [("James Bay", "the lamps were old.")]),
    ("Susan King, an aide, sat down. “Talks go on,” King said.", [("Susan King", "Talks go on")]),
    ("Sailors and port officials said the lamps were old.", [(None, "the lamps were old.")]),
    ("Obi warned the union not to close the quay.", [("Obi", "the union not to close the quay.")]),
    ("Obi warned of a long winter without oil.", [("Obi", "a long winter without oil.")]),
    ("The town has sailors who fear the dark. Volt says it will sell lamps; the Volt Lamp burns long.",
     [("Volt", "it will sell lamps; the Volt Lamp burns long.")]),
    ("Obi spoke of threats by Harland, Danland, and Osten in the north, adding that they were empty.",
     [("Obi", "threats by Harland, Danland, and Osten in the north"), ("Obi", "they were empty.")]),
    ("The council heard Ada Obi’s remarks that the lamps were old.", []),
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
    ("OSTEN, May 4 (NWA) - Rail workers will stop work on Thursday, the union said.",
     [("union", "Rail workers will stop work on Thursday")]),
    ("Lamps will burn, Okafor added, although the port put the figure lower.", [("Okafor", "Lamps will burn")]),
    ("David Kline, who led the team, argues the council waited too long.",
     [("David Kline", "the council waited too long.")]),
    ("An official who asked not to be named said the lamps were old.", [(None, "the lamps were old.")]),
    ("The council rejects that. Shopkeepers here say trade has almost returned to normal.",
     [(None, "trade has almost returned to normal.")]),
    ("Friends of Holm claim the choice was made weeks ago.", [(None, "the choice was made weeks ago.")]),
    ("Lamps fail in winter, according to the study, which was paid for by the port.",
     [("study", "Lamps fail in winter")]),
    ("Dana Whitlock said it came ten years late: “Better late than never.”",
     [("Dana Whitlock", "it came ten years late"), ("Dana Whitlock", "Better late than never.")]),
    ("Pressed by the chair, Sally Mbeki, Owen Pryce promised to hire 900 officers.",
     [("Owen Pryce", "to hire 900 officers.")]),
    ("Transport Minister Hanna Okafor left. Okafor said that the lamps were old.",
     [("Hanna Okafor", "the lamps were old.")]),
    ("A spokesman for the union said the cuts were wrong. He warned that more would follow.",
     [(None, "the cuts were wrong."), (None, "more would follow.")]),
    ("Mayors met Nils Holm. They warned that oil was short.", [(None, "oil was short.")]),
    ("Coun Jane Holt left. Coun Holt said: “No lamp burns.” Cllr Ben Ware said the quay was safe.",
     [("Jane Holt", "No lamp burns."), ("Ben Ware", "the quay was safe.")]),
    ("Ilse Koren said the lamps were old, a statement on her website said on Tuesday.",
     [("Ilse Koren", "the lamps were old")]),
    ("Koren said the lamps were old, according to Reuters.", [("Koren", "the lamps were old")]),
    ("According to the affidavit the port obtained, Koren said it was dark.", [("Koren", "it was dark.")]),
    ("Tory councillor, Bill Dunn, said the quay was safe.", [("Bill Dunn", "the quay was safe.")]),
    ("VP of Trade, Jamie Moss, commented, “Trade is back.”", [("Jamie Moss", "Trade is back.")]),
    ("Alex Poole, Area Manager and a port native said, “We ran out of space.”",
     [("Alex Poole", "We ran out of space.")]),
    ("Director of Trade at the Port Council Dr Lisa Doyle said lamps will fail.",
     [("Lisa Doyle", "lamps will fail.")]),
    ("Health chief Tedora Adhan Gebre left. Dr Tedora said that lamps fail.",
     [("Tedora Adhan Gebre", "lamps fail.")]),
    ("Dr. Severin von Xyl, Port Office (PO) Representative in Chad, speaking from Ost, said that lamps fail. "
     "Dr. von Xyl said that oil was short.",
     [("Severin von Xyl", "lamps fail."), ("Severin von Xyl", "oil was short.")]),
    ("Secretary of State Ann J. Blint met Deputy Secretary Wendy Sharm. The Deputy Secretary stressed that the lamps "
     "fail. The Secretary said that oil was short.",
     [("Wendy Sharm", "the lamps fail."), ("Ann J. Blint", "oil was short.")]),
    ("Turkish Foreign Minister Mev Cavus met Olga Ny. Turkey’s foreign minister said that lamps fail.",
     [("Mev Cavus", "lamps fail.")]),
    ("President Chen Wei met President Bart Obb. Chen said that lamps fail. The president said that oil was short.",
     [("Chen Wei", "lamps fail."), ("Chen Wei", "oil was short.")]),
    ("Coun Holt called for more oil in winter. She said that lamps fail. Coun Ware met Coun Holt. “Stop,” he said.",
     [("Holt", "more oil in winter."), ("Holt", "lamps fail."), ("Ware", "Stop")]),
    ("A Port Office spokeswoman declined to comment, but she said the quay was safe.",
     [(None, "the quay was safe.")]),
    ("Ilse Koren was not convinced, and she said the quay was old.", [("Ilse Koren", "the quay was old.")]),
    ("Ilse Koren hit back saying the lamps were old.", [("Ilse Koren", "the lamps were old.")]),
    ("The port refused, with some saying the lamps were old.", [(None, "the lamps were old.")]),
    ("Holm said on Sunday after a meeting with his aides from Ost, Rand and Vik that the lamps would be lit.",
     [("Holm", "the lamps would be lit.")]),
    ("When asked if the lamps were lit, Holm said, “Not that we know of.”", [("Holm", "Not that we know of.")]),
    ("Her husband said he watched the quay.", [(None, "he watched the quay.")]),
    ("“This is a shame,” a port source said. “The port must come clean.”",
     [(None, "This is a shame"), (None, "The port must come clean.")]),
    ("Deputy Head of the Port Party Salah Hasab said that oil was short.", [("Salah Hasab", "oil was short.")]),
    ("Ilse Koren said lamps will fail, Quay7 reported.", [("Ilse Koren", "lamps will fail")]),
    ("His words were echoed by Mick Wheel, who said the quay was old.", [("Mick Wheel", "the quay was old.")]),
    ("Commissioner for Lamps, Oil and Quays, Kat Zahar, said: “Lamps are a sign of ambition.”",
     [("Kat Zahar", "Lamps are a sign of ambition.")]),
    ("“We are calm,” Mr. Kaf, former president of the port in Ost (2014-2015) told the Morning Post.",
     [("Kaf", "We are calm")]),
    ("Iman al-Mahd left. Mahd said that oil was short.", [("Iman al-Mahd", "oil was short.")]),
    ("Recalling the talks of last year, Holm said the lamps were old.", [("Holm", "the lamps were old.")]),
]  # fmt: skip
CHINESE = [
    ("美国在台协会处长约翰·布朗受访时指出，灯塔太旧。", [("约翰·布朗", "灯塔太旧。")]),
    ("法国驻当地领事保罗·韦伯则强调，会议推迟了。", [("保罗·韦伯", "会议推迟了。")]),
    ("外长王毅感到意外，看了一眼，急忙说：“我不是部长。”", [("王毅", "我不是部长。")]),
    ("王毅则指，“灯塔太旧”。", [("王毅", "灯塔太旧")]),
    ("发言人萨拉·韦伯（Sara Weber）周二在记者会上表示，会议推迟了。", [("萨拉·韦伯", "会议推迟了。")]),
    ("记者李明问王毅，“会议推迟了吗？”", [("李明", "会议推迟了吗？")]),
    ("王毅说，去年十月，商务部要求加强检查，港口已经照办。",
     [("王毅", "去年十月，商务部要求加强检查，港口已经照办。")]),
    ("一名港口官员对记者表示，会议推迟了。", [(None, "会议推迟了。")]),
    ("王毅指出，“灯塔太旧。”李明急忙解释，灯塔是新的。", [("王毅", "灯塔太旧。"), ("李明", "灯塔是新的。")]),
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
    ("大使托马斯·韦伯到访。韦伯称已有十二家企业参与。", [("托马斯·韦伯", "已有十二家企业参与。")]),
    ("立委林志明質疑：「虧損誰來付？」", [("林志明", "虧損誰來付？")]),
    ("“你们准备好了吗？”主持人问。", [("主持人", "你们准备好了吗？")]),
    ("立委林俊坦言，「灯塔太旧了！」而立委罗莹则表示，她并不清楚。",
     [("林俊", "灯塔太旧了！"), ("罗莹", "她并不清楚。")]),
    ("財長葉樂到訪。葉樂在開場發言中向李強表示，燈塔有責任照明。", [("葉樂", "燈塔有責任照明。")]),
    ("外长王毅到访。他回，“港口没有问题。”", [("王毅", "港口没有问题。")]),
    ("法新社报道，国务卿罗比奥会见王毅后，他告诉记者：“这是一次好的会晤。”",
     [("罗比奥", "这是一次好的会晤。")]),
    ("国务卿罗比奥（Marco Rob）今天表示，灯塔太旧了。", [("罗比奥", "灯塔太旧了。")]),
    ("根据美国国务院发言人米勒（Matthew Mill）所述，港口没有问题。", [("米勒", "港口没有问题。")]),
    ("国务院发言人塔米·布鲁斯到访。布鲁斯还说，灯塔太旧了。", [("塔米·布鲁斯", "灯塔太旧了。")]),
    ("该负责人说，灯塔太旧了。", [(None, "灯塔太旧了。")]),
    ("吴敬的秘书对本台表示传言不实。", [(None, "传言不实。")]),
    ("林俊否认了外界流传的灯塔被毁的传言。", []),
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected"), [*ENGLISH, *CHINESE], ids=lambda value: value[:30] if isinstance(value, str) else ""
)
def test_whose_words_and_which(text, expected):
    proposals = propose(text, kind="news_report")
    assert [(proposal.speaker, text[proposal.start : proposal.end]) for proposal in proposals] == expected


def test_a_name_in_marks_is_no_speech():
    text = "It told the “Good Lamp” programme: “Good”."
    first, second = find_quotations(text, [(0, len(text))])
    assert is_quoted_title(text, first)
    assert not is_quoted_title(text, second)


READOUT = (
    "President Chen Wei held talks with Prime Minister Olga Brandt.\n\n"
    "President Chen said that the two countries are friends. The relationship has stood the test of time. "
    "It brings great opportunities. China stands ready to work with Harland. "
    "The two leaders exchanged views on the Gulf."
)


def test_a_readout_goes_on_reporting_until_it_narrates():
    proposals = propose(READOUT, kind="readout")
    assert [READOUT[proposal.start : proposal.end] for proposal in proposals] == [
        "the two countries are friends.",
        "The relationship has stood the test of time.",
        "It brings great opportunities.",
        "China stands ready to work with Harland.",
    ]
    assert {proposal.speaker for proposal in proposals} == {"Chen Wei"}


def test_in_a_readout_what_a_country_wants_is_what_its_leader_says():
    text = (
        "Premier Lin Zhao met Prime Minister Sofia Marques.\n\n"
        "Marques said Harland adheres to the treaty. Harland welcomes investment in ports. "
        "She added that young people are the bridge. The ministers will meet in June."
    )
    proposals = propose(text, kind="readout", names=["Lin Zhao", "Sofia Marques"])
    assert [(proposal.speaker, text[proposal.start : proposal.end]) for proposal in proposals] == [
        ("Sofia Marques", "Harland adheres to the treaty."),
        ("Sofia Marques", "Harland welcomes investment in ports."),
        ("Sofia Marques", "young people are the bridge."),
    ]


def test_the_tense_of_a_record_of_a_meeting_goes_on_reporting():
    text = "Mr. Weber (Harland) said that roads were mined. The Mission had opened two bases. The meeting rose at noon."
    assert [text[proposal.start : proposal.end] for proposal in propose(text, kind="report")] == [
        "roads were mined.",
        "The Mission had opened two bases.",
    ]


def test_laughter_at_the_end_of_a_turn_is_no_part_of_it():
    text = (
        "Ben Tanaka: Do you regret it?\n\nLucia Moreau: No. Never. (laughter)\n\n"
        "Ben Tanaka: Why? [pause]\n\nLucia Moreau: The school had closed. (laughs)"
    )
    assert [proposal.speaker for proposal in propose(text, kind="transcript")] == [
        "Ben Tanaka",
        "Lucia Moreau",
    ] * 2


def test_an_english_text_that_prints_a_name_in_chinese_is_english():
    text = "Zhang Guoqing (张国清) spoke. He said that the lamps were old."
    (proposal,) = propose(text)
    assert (proposal.speaker, text[proposal.start : proposal.end]) == ("Zhang Guoqing", "the lamps were old.")


def test_a_speech_in_reported_words_is_read_as_a_readout():
    text = (
        "Lin Zhao opened the workshop. He welcomed the guests. He said that ports need people. He stressed that rules "
        "come first, and he added that nobody is left behind."
    )
    proposals = propose(text, language="en", kind="speech", names=["Lin Zhao"])
    assert {proposal.speaker for proposal in proposals} == {"Lin Zhao"}
    assert not any(proposal.form == "speech" for proposal in proposals)


ENVOY = Name(7, "Lin Jian", titles=("Foreign Ministry spokesperson",))
UNION = "A spokesperson for the port union said on Monday that the draft was ready. "


def test_who_is_introduced_without_a_name_is_not_whoever_holds_the_office_in_the_archive():
    text = (
        UNION
        + "Ben Tanaka disagreed. The spokesperson, who asked not to be named, said the draft would help."
    )
    proposals = propose(text, names=[ENVOY])
    assert [(proposal.speaker_id, proposal.voice) for proposal in proposals] == [
        (None, "unnamed"),
        (None, "unnamed"),
    ]
    assert proposals[-1].mention == "The spokesperson"


def test_who_is_introduced_with_a_name_is_that_person():
    text = "Lin Jian, a spokesperson for the port, said that ships wait. The spokesperson said the draft would help."
    assert [proposal.speaker_id for proposal in propose(text, names=[ENVOY])] == [7, 7]
    text = UNION + "The Foreign Ministry spokesperson said that the draft would help."
    assert [proposal.speaker_id for proposal in propose(text, names=[ENVOY])] == [None, 7]
