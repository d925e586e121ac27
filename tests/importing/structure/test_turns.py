"""Who speaks: what is a turn of a conversation, and what only has a colon."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.importing.parse import parse_text
from archive.importing.structure.turns import continuation_kinds, find_turns

PROSE = "The harbour council met on Friday and spoke at length about lamps, quays and the price of rope."


def kinds(text):
    passages = parse_text(text, format_name="plain").document.passages
    return [(passage.kind, passage.speaker_label) for passage in passages]


def labels(*paragraphs):
    return [label for _kind, label in kinds("\n\n".join(paragraphs)) if label]


@pytest.mark.parametrize(
    ("paragraphs", "expected"),
    [
        (("Reporter of Coast Radio: Why?", "Amara Adeyemi: Because."), ["Reporter of Coast Radio", "Amara Adeyemi"]),
        (("Q: Why?", "A: Because."), ["Q", "A"]),
        (("Question: Why?", "Mr. J. O'Brien (Coast Radio): Because."), ["Question", "Mr. J. O'Brien (Coast Radio)"]),
        (("记者：为什么？", "外交部发言人林剑：因为。"), ["记者", "外交部发言人林剑"]),
        (("Lamp: One.", "Quay: Two.", "Lamp: Three."), ["Lamp", "Quay", "Lamp"]),
        (("THE CHAIR: One.", "MR. HALE: Two.", "THE CHAIR: Three."), ["THE CHAIR", "MR. HALE", "THE CHAIR"]),
        (("Ada van Quay: One.", "The Coast: Two?", "Ada van Quay: So."), ["Ada van Quay", "The Coast", "Ada van Quay"]),
    ],
)  # fmt: skip
def test_turns_are_recognised(paragraphs, expected):
    assert labels(PROSE, *paragraphs, PROSE) == expected


@pytest.mark.parametrize(
    "paragraphs",
    [
        ("Policy Support for Lamps:", PROSE),
        ("Note: lamps are dear.", "Note: so is rope."),
        ("https://example.org/lamps", "https://example.org/rope"),
        ("10:30 The council meets.", "11:15: The council leaves."),
        ("Step one: light the lamp.", "Step two: wait."),
        ("Time: Friday", "Place: the quay", "Participants: all"),
        (
            "The council decided three things: lamps, quays, rope.",
            "The council decided one thing more: soup.",
        ),
        ("Adeyemi said: “Lamps are dear.”", "Adeyemi said: “So is rope.”"),
        ("Amara Adeyemi: a life among lamps", PROSE),
        ("Reporter of Coast Radio: a dying trade", PROSE),
    ],
)
def test_other_colons_make_no_turns(paragraphs):
    assert labels(PROSE, *paragraphs, PROSE) == []


def test_questions_answers_and_their_continuations():
    text = (
        f"Q&A on the quay:\n\nReporter of Coast Radio: Why?\n\nAmara Adeyemi: Because.\n\n"
        f"We also like lamps.\n\nThe minister smiled.\n\n{PROSE}"
    )

    assert kinds(text) == [
        ("heading", ""),
        ("question", "Reporter of Coast Radio"),
        ("answer", "Amara Adeyemi"),
        ("answer", ""),
        ("paragraph", ""),
        ("paragraph", ""),
    ]


@pytest.mark.parametrize(
    "paragraphs",
    [
        ("Mr. BOND. Mr. President, I yield.",),
        ("The PRESIDING OFFICER. Without objection.",),
        ("Mr. TRAFICANT (during the reading). Mr. Speaker, I ask.",),
        ("Mr. SMITH of New Jersey. I thank.",),
        ("Madam Deputy Speaker: Order.",),
        ("El señor PRESIDENTE: Se abre la sesión.",),
        ("M. le président. La séance est ouverte.",),
        ("The Prime Minister (Mr. Gordon Brown): I thank the House.",),
        ("Dr. h. c. Thomas Sattelberger (FDP): Frau Präsidentin!",),
        (
            "AFP: What is your comment?",
            "Lin Jian: China has noted it.",
        ),
        (
            "《澎湃新闻》记者：请问？",
            "林剑：我们注意到。",
        ),
        (
            "总台央视记者：请问有何评论？",
            "林剑：中方高度重视。",
        ),
        (
            "总台央视记者：请介绍有关情况。",
            "林剑：中方高度重视。",
        ),
        (
            "Frage: Warum?",
            "Antwort: Darum.",
        ),
        (
            "P: ¿Por qué?",
            "R: Porque sí.",
            "P: ¿Y?",
            "R: No.",
        ),
        (
            "Вопрос: Почему?",
            "Ответ: Потому.",
        ),
        (
            "سؤال: لماذا؟",
            "جواب: لأن.",
        ),
        (
            "الصحفي: لماذا قررتم ذلك؟",
            "المتحدث: لأننا نريد.",
            "الصحفي: ومتى؟",
            "المتحدث: غدا.",
        ),
        (
            "기자: 왜 그렇습니까?",
            "대변인: 그렇습니다.",
        ),
        (
            "김철수: 안녕하십니까?",
            "박영희: 네, 안녕하세요.",
            "김철수: 좋습니다.",
            "박영희: 그렇습니다.",
        ),
        (
            "Phóng viên: Vì sao?",
            "Bà Phạm Thu Hằng: Chúng tôi.",
        ),
        (
            "ผู้สื่อข่าว: ทำไม?",
            "นายกรัฐมนตรี: เพราะ",
        ),
        (
            "पत्रकार: क्यों?",
            "प्रवक्ता: क्योंकि।",
        ),
        (
            'היו"ר יולי אדלשטיין: אני פותח את הישיבה.',
            "יאיר לפיד (יש עתיד): אדוני היושב-ראש.",
            'היו"ר יולי אדלשטיין: תודה.',
        ),
        (
            "**JANE DOE:** Hello there.",
            "**JOHN ROE:** Hi.",
            "**JANE DOE:** Bye.",
        ),
        ("O Sr. Presidente: — Está aberta a sessão.",),
        (
            "BAŞKAN – Birleşimi açıyorum.",
            "MEHMET YILMAZ (Ankara) – Sayın Başkan.",
            "BAŞKAN – Buyurun.",
        ),
        (
            "ГОЛОВА. Прошу.",
            "ІВАНЕНКО І.І. Дякую.",
            "ГОЛОВА. Дякую.",
        ),
        (
            "Председательствующий. Прошу.",
            "Иванов И. И. Спасибо.",
            "Председательствующий. Спасибо.",
        ),
        (
            "○議長（大島理森君）\u3000これより会議を開きます。",
            "○山田太郎君\u3000ありがとうございます。",
        ),
        (
            "De voorzitter: Aan de orde is.",
            "Mevrouw Van den Berg (CDA): Voorzitter.",
            "De voorzitter: Dank.",
        ),
        ("01.02 Jan Janssens (N-VA): Mijnheer de voorzitter.",),
        (
            "THE PRESIDENT: Good morning.",
            "Q Mr. President, why?",
            "THE PRESIDENT: Because.",
        ),
        (
            "Q. Why?",
            "A. Because.",
        ),
        (
            "问：为什么？",
            "答：因为。",
        ),
        (
            "Secretary Blinken: Good morning, everyone.",
            "Question: Why?",
            "Secretary Blinken: Because.",
        ),
        (
            "Ursula von der Leyen: I am glad.",
            "Emmanuel Macron: Merci.",
            "Ursula von der Leyen: Thanks.",
        ),
        (
            "Lord Myners: My Lords, I beg to move.",
            "Baroness Thornton: My Lords, I agree.",
        ),
        (
            "SEN. MARK WARNER (D-VA): Thank you.",
            "MR. ZUCKERBERG: Senator, yes.",
            "SEN. MARK WARNER (D-VA): Good.",
        ),
        (
            "MODERATOR: Welcome.",
            "PARTICIPANT 1: Thanks.",
            "MODERATOR: So.",
        ),
        (
            "主席：現在開會。",
            "李委員貴敏：謝謝主席。",
            "主席：請回答。",
            "陳部長時中：謝謝。",
        ),
        (
            "Speaker 1: Hello.",
            "Speaker 2: Hi there.",
            "Speaker 1: Ok.",
        ),
        (
            "La présidente: La parole est à Mme Dupont.",
            "Mme Dupont: Merci.",
            "La présidente: Merci.",
        ),
        (
            "Hon. Pierre Poilievre (Carleton, CPC): Mr. Speaker, why?",
            "Right Hon. Justin Trudeau (Prime Minister, Lib.): Mr. Speaker, because.",
        ),
        (
            "記者：なぜですか。",
            "官房長官：そうです。",
        ),
        (
            "PRESIDENTE. La seduta è aperta.",
            "ROSSI (PD). Signor Presidente.",
            "PRESIDENTE. Grazie.",
        ),
        ("Präsident Dr. Wolfgang Schäuble: Die Sitzung ist eröffnet.",),
        (
            "SHRI RAHUL GANDHI (WAYANAD): Speaker Sir.",
            "HON. SPEAKER: Please.",
        ),
    ],
)
def test_each_paragraph_begins_a_turn_as_records_of_many_countries_print_them(paragraphs):
    turns = find_turns([PROSE, PROSE, PROSE, *paragraphs, PROSE])

    assert [turn.index for turn in turns] == list(range(3, 3 + len(paragraphs)))


@pytest.mark.parametrize(
    "paragraphs",
    [
        (
            "习近平指出：人工智能很重要。",
            "习近平强调：要坚持。",
            "习近平指出：对。",
        ),
        (
            "Economy: It grew.",
            "Security: It is safe.",
            "Economy: It fell.",
            "Security: It is fine.",
        ),
        (
            "Economy: The economy grew.",
            "Security: It is safe.",
            "Health: It is good.",
        ),
        (
            "Note: One.",
            "Note: Two.",
        ),
        (
            "Time: 10 am",
            "Place: Paris",
            "Date: Friday",
        ),
        (
            "Article 5: All are equal.",
            "Article 6: None is.",
        ),
        (
            "To: All",
            "From: Me",
            "Subject: Lamps",
        ),
        (
            "Flour: 200 g",
            "Sugar: 100 g",
            "Preparation: Mix it.",
        ),
        (
            "Genesis 1:1 In the beginning.",
            "John 3:16 For God so loved.",
        ),
        (
            "https://a.b/c",
            "10:30 Opening",
        ),
        ("Said Adeyemi: Yes.",),
        (
            "وقال الرئيس: نعم.",
            "وأضاف الرئيس: لا.",
        ),
        ("Mr. President: I have the honour to speak before this Assembly on behalf of my country today.",),
        ("Ladies and Gentlemen: Good morning.",),
        (
            "Artificial Intelligence (AI): A field of study.",
            "Machine Learning (ML): A part of it.",
        ),
        (
            "Pros: It is cheap.",
            "Cons: It is slow.",
            "Pros: It is nice.",
            "Cons: It is not.",
        ),
        (
            "第一：坚持。",
            "第二：发展。",
        ),
        (
            "问题是：怎么办？",
            "结论：没有。",
        ),
        (
            "Chairman: John Smith",
            "Secretary: Jane Doe",
        ),
        (
            "Serves: 4",
            "Yield: 2",
            "Serves: 6",
            "Yield: 3",
        ),
        (
            "Name: John",
            "Age: 5",
            "Name: Jane",
            "Age: 6",
        ),
        (
            "The question is: why?",
            "The answer is: because.",
        ),
        (
            "경제: 성장했다.",
            "안보: 안전하다.",
            "경제: 하락했다.",
        ),
        (
            "الاقتصاد: نما.",
            "الأمن: مستقر.",
            "الاقتصاد: تراجع.",
        ),
        (
            "Wirtschaft: Sie wuchs.",
            "Sicherheit: Gut.",
            "Wirtschaft: Sie fiel.",
        ),
        (
            "1. First: do it.",
            "2. Second: do that.",
        ),
        (
            "A. First point of the list.",
            "B. Second point.",
        ),
        ("Dr. Strange: A Life",),
        ("U.S. President Joe Biden. He said so.",),
        (
            "Paris. The council met.",
            "London. The council met.",
        ),
        (
            "王毅表示：中方支持。",
            "王毅还表示：中方愿意。",
        ),
        (
            "他说：“好。”",
            "她说：“不。”",
        ),
        (
            "In short: yes.",
            "In short: no.",
            "To sum up: no.",
        ),
        ("Mr. Hale. He came late.",),
        ("Amara Adeyemi: a life among lamps",),
        ("Mr. Smith, Chairman: The last man",),
        (
            "Education: Oxford",
            "Career: Lawyer",
        ),
        (
            "Goal 1: End poverty.",
            "Goal 2: End hunger.",
        ),
    ],
)
def test_lists_forms_sentences_and_salutations_make_no_turns(paragraphs):
    assert find_turns([PROSE, PROSE, PROSE, *paragraphs, PROSE]) == []


@pytest.mark.parametrize(
    ("paragraphs", "kinds_in_order"),
    [
        (("AFP: What is your comment?", "Lin Jian: China has noted it."), ["question", "answer"]),
        (("《澎湃新闻》记者：请介绍有关情况。", "林剑：我们注意到。"), ["question", "answer"]),
        (("P: ¿Por qué?", "R: Porque sí.", "P: Dígame.", "R: No."), ["question", "answer"] * 2),
        (
            ("THE PRESIDENT: Good morning.", "Q Mr. President, why?", "THE PRESIDENT: So."),
            ["remark", "question", "answer"],
        ),
    ],
)
def test_a_turn_is_a_question_an_answer_or_a_remark(paragraphs, kinds_in_order):
    assert [turn.kind for turn in find_turns([PROSE, *paragraphs, PROSE])] == kinds_in_order


def test_a_name_on_a_line_of_its_own_is_a_label_where_names_return():
    paragraphs = [
        "Lord Hale",
        "I beg to move.",
        "Baroness Adeyemi",
        "I agree.",
        "Lord Hale",
        "So do I.",
        "Baroness Adeyemi",
        "Then we do.",
    ]
    turns = find_turns(paragraphs)

    assert [(turn.index, turn.label, turn.is_alone) for turn in turns] == [
        (0, "Lord Hale", True),
        (2, "Baroness Adeyemi", True),
        (4, "Lord Hale", True),
        (6, "Baroness Adeyemi", True),
    ]
    assert continuation_kinds(turns, paragraphs, set()) == {
        1: "remark",
        3: "remark",
        5: "remark",
        7: "remark",
    }


def test_what_is_cried_below_a_label_is_no_list_of_names():
    paragraphs = [
        "Marszałek:",
        "Dziękuję bardzo.",
        "Poseł Jan Hale:",
        "Panie Marszałku!",
        "Marszałek:",
        "Dziękuję.",
    ]

    assert [turn.index for turn in find_turns([PROSE, *paragraphs])] == [1, 3, 5]


def test_a_label_may_have_brackets_inside_brackets():
    turns = find_turns(
        [PROSE, "The Chair (Ms. Ada Hale (Quay, Lib.)): I call us to order.", "Mr. Ben Hale: Thank you."]
    )

    assert [turn.label for turn in turns] == ["The Chair (Ms. Ada Hale (Quay, Lib.))", "Mr. Ben Hale"]


def test_labels_of_a_list_of_members_are_no_turns():
    paragraphs = [
        "Quay Party:",
        "Ada Hale.",
        "Lamp Party:",
        "Ben Hale.",
        "Quay Party:",
        "Cem Hale.",
        "Lamp Party:",
        "Dan Hale.",
    ]

    assert find_turns([PROSE, *paragraphs]) == []


PIECES = st.sampled_from(
    [
        "Mr. ",
        "HALE",
        ". ",
        ": ",
        "：",
        "Q",
        "A",
        "记者",
        "主席",
        "(",
        ")",
        "“",
        "\n",
        "–",
        "**",
        "○",
        "The ",
        "Ada ",
        "ق",
        "א",
        "ก",
        "?",
    ]
)


@given(st.lists(st.one_of(st.text(max_size=40), st.lists(PIECES, max_size=8).map("".join)), max_size=12))
def test_labels_lie_at_the_beginning_of_their_paragraphs(paragraphs):
    turns = find_turns(paragraphs)

    assert [turn.index for turn in turns] == sorted({turn.index for turn in turns})
    for turn in turns:
        assert turn.label
        assert turn.label in paragraphs[turn.index][: len(turn.label) + 12]
        assert turn.kind in {"question", "answer", "remark"}
    assert not continuation_kinds(turns, paragraphs, set()).keys() & {turn.index for turn in turns}


@pytest.mark.parametrize("piece", ["A: ", "[", ":", "(", ".", "Mr. ", "问：答：", "- ", "《", "A. "])
def test_a_text_of_nothing_but_marks_costs_little(piece):
    """Seconds of processor time; a quadratic search would take minutes."""
    text = piece * (100_000 // len(piece))
    started = time.process_time()
    find_turns([text])
    find_turns([text[start : start + 100] for start in range(0, len(text), 100)])

    assert time.process_time() - started < 3
