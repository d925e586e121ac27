"""Labels of speakers as the records of many countries print them, and what is printed like one and is none."""

import pytest

from archive.importing.structure.turns import find_turns

PROSE = "The harbour council met on Friday and spoke at length about lamps, quays and the price of rope."


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
            "الوزير قال: “سنبني الميناء.”",
            "الرئيس أضاف قائلا: “قريبا.”",
        ),
        (
            "وزیر گفت: «می‌سازیم.»",
            "آقای احمدی تاکید کرد: «به‌زودی.»",
        ),
        (
            "وزیر خان نے کہا: “ہم بنائیں گے۔”",
            "وزیر خان نے بتایا: “جلد۔”",
        ),
        (
            'מר כהן אמר: "נבנה את הנמל."',
            'השר כהן השיב: "בקרוב."',
        ),
        (
            "Bộ trưởng nói: “Chúng tôi sẽ xây cảng.”",
            "Bộ trưởng nhấn mạnh: “Sẽ sớm thôi.”",
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
