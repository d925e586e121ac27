"""Labels as further chambers, ministries and parties print them: voices of several, offices behind names, dashes."""

import pytest

from archive.importing.formats import transcript
from archive.importing.structure.turns import find_turns

PROSE = "The harbour council met on Friday and spoke at length about lamps, quays and the price of rope."
FRENCH_OFFICE = "ministre de l'économie, des quais et des lampes"
RECORDS = {
    "Canada": [
        ("Hon. Ada Hale (Quay North, Lib.)", ": Mr. Speaker, we must mend the lamps."),
        ("Some hon. members", ": Hear, hear!"),
        ("An hon. member", ": Agreed."),
        ("The Assistant Deputy Speaker (Mrs. Cora Lin)", ": Resuming debate."),
    ],
    "Australia": [
        ("Mr ROE (Quay—Leader of the Opposition) (14:00)", ": I ask the minister."),
        ("The SPEAKER", ": Order!"),
        ("Ms LIN", ": He is wrong!"),
        ("Mr ROE", ": I am not."),
        ("Honourable members", ": Hear, hear!"),
    ],
    "Ireland": [
        ("The Taoiseach", ": I thank the Deputy."),
        ("Deputy Mary Hale", ": That is not so."),
        ("An Ceann Comhairle", ": Order, please."),
        ("The Tánaiste", ": I will answer it."),
        ("Deputy Mary Hale", ": When?"),
        ("The Taoiseach", ": In May."),
    ],
    "France": [
        ("Mme la présidente", ". La parole est à M. Hale."),
        ("M. Jean Hale", ". Quand agirez-vous ?"),
        (f"M. Luc Roy, {FRENCH_OFFICE}", ". Je vous réponds."),
        ("M. le rapporteur général", ". L'avis est défavorable."),
        ("Plusieurs députés du groupe RN", ". Très bien !"),
        ("M. Jean Hale", ". Merci."),
    ],
    "Italy": [
        ("PRESIDENTE", ". La seduta è aperta."),
        ("ADA VALLI, Presidente del Consiglio dei ministri", ". Ringrazio i colleghi."),
        ("LEA ROSSI (PD)", ". Grazie, Presidente."),
        ("PRESIDENTE", ". Ne ha facoltà."),
    ],
    "European Parliament": [
        ("President", ". – The next item is the debate."),
        ("Ada Hale, Vice-President of the Commission / High Representative", ". – Madam President."),
        ("Ben Roe, on behalf of the Quay Group", ". – We agree."),
        ("Cora Lin (The Left)", ". – We do not."),
        ("President", ". – The debate is closed."),
    ],
    "Argentina": [
        ("Sr. Presidente (Hale)", ".- Queda abierta la sesión."),
        ("Sra. Roe", ".- Pido la palabra."),
        ("Varios señores diputados", ".- ¡No!"),
        ("Sr. Presidente (Hale)", ".- Se va a votar."),
    ],
    "United States, hearing": [
        ("Chairman Hale", ". The committee will come to order."),
        ("Senator Roe of North Quay", ". Thank you, Mr. Chairman."),
        ("General Orr", ". The answer is no."),
        ("The Clerk", ". The clerk will call the roll."),
    ],
    "International court": [
        ("The PRESIDENT", ": I give the floor to Mr. Roe."),
        ("Mr. ROE", ": Mr. President, good morning."),
        ("Sir Ben ORR", ": I will be brief."),
        ("Mme la juge HALE", " : J'ai une question."),
    ],
    "German press conference": [
        ("STS HALE", ": Guten Tag!"),
        ("FRAGE ROE", ": Wann beginnt der Bau?"),
        ("STS HALE", ": Im März."),
        ("VORS. ORR", ": Danke. Wir kommen zum nächsten Thema."),
    ],
    "Chinese press conference": [
        ("新闻局副局长、新闻发言人 邢灯", "：\n各位记者朋友，大家上午好。"),
        ("交通运输部部长 刘灯", "：\n下面我介绍情况。"),
        ("央视记者", "：\n请问什么时候开工？"),
        ("刘灯", "：\n三月开工。"),
    ],
    "Korea": [
        ("위원장 김등대", ": 의석을 정돈해 주시기 바랍니다."),
        ("이등대 의원", ": 질의하겠습니다."),
        ("위원장 김등대", ": 말씀하십시오."),
    ],
    "Portugal": [
        ("O Sr. Presidente", ": — Está aberta a sessão."),
        ("A Sr.ª Ada Lima (BE)", ": — Sr. Presidente, porquê?"),
        ("O Sr. Primeiro-Ministro (Rui Roe)", ": — Muito obrigado."),
        ("Vozes do PS", ": — Muito bem!"),
    ],
    "Russia": [
        ("Председательствующий", ". Прошу приготовиться."),
        ("Иванов И. И., руководитель фракции", ". Мы против."),
        ("Председательствующий", ". Спасибо."),
        ("Петров Н. В.", " Спасибо. У меня вопрос."),
        ("Сидоров Я. Е., фракция ЛДПР", ". Прошу слова."),
        ("Из зала", ". Правильно!"),
    ],
    "Russian ministry": [
        ("И.Иванов", ": Добрый день!"),
        ("П.Петров", ": Добрый день."),
        ("И.Иванов", ": Как дела?"),
        ("П.Петров", ": Хорошо."),
        ("С.Сидоров (через переводчика)", ": Спасибо."),
    ],
    "Denmark": [
        ("Formanden (Ada Holm)", ":\nMødet er åbnet."),
        ("Udenrigsministeren (Bo Roe)", ":\nTak, formand."),
        ("Lea Dahl (SF)", ":\nHvad vil regeringen gøre?"),
    ],
    "Finland": [
        ("Puhemies Ada Halla", ": Keskustelu on päättynyt."),
        ("Eeva Linna sd", ": Arvoisa puhemies! Kysyn ministeriltä."),
        ("Puolustusministeri Olli Ranta", ": Arvoisa puhemies! Vastaan."),
        ("Eeva Linna sd", ": Kiitos."),
    ],
    "Hungary": [
        ("ELNÖK", ": Az ülést megnyitom."),
        ("DR. HALÁSZ ÁDÁM miniszterelnök", ": Tisztelt Ház!"),
        ("ELNÖK", ": Köszönöm."),
        ("KOVÁCS LEA (DK)", ": Mikor?"),
    ],
    "Czechia": [
        ("Poslanec Adam Hala", ": Děkuji. Kdy?"),
        ("Předseda vlády ČR Petr Roe", ": Odpovím stručně."),
        ("Poslankyně Lea Linda", ": Děkuji za slovo."),
        ("Předseda vlády ČR Petr Roe", ": Prosím."),
    ],
    "Malaysia": [
        ("Tuan Yang di-Pertua", ": Sila duduk."),
        ("Dato' Sri Haji Hale bin Haji Roe", ": Terima kasih."),
        ("Tuan Yang di-Pertua", ": Sila Menteri jawab."),
    ],
    "French ministry": [
        ("Q", " - Irez-vous au port ?"),
        ("R", " - Oui, la semaine prochaine."),
        ("Q", " - Et pourquoi ?"),
        ("R", " - Pour les lampes."),
    ],
}
MARKED = {
    "Sweden": [
        ("Anf. 1 ", "Statsminister ADA HALE (M)", ":\nHerr talman! Vi agerar."),
        ("Anf. 2 ", "LEA ROE (S)", ":\nHerr talman! När?"),
        ("Anf. 3 ", "TALMANNEN", ":\nJag får erinra om talartiden."),
    ],
    "Korea": [
        ("○", "의장 홍길동", " 회의를 개의하겠습니다."),
        ("○", "국무총리 한가람", " 답변드리겠습니다."),
        ("○", "박바다 의원", " 총리께 묻겠습니다."),
        ("○", "법무부장관 김하늘", " 그렇게 생각하지 않습니다."),
    ],
    "Japanese ministry": [
        ("（", "記者", "）港についてお伺いします。どうですか。"),
        ("（", "大臣", "）大変重要だと考えています。"),
        ("【", "港新聞 佐藤記者", "】予定はありますか。"),
        ("【", "林外務大臣", "】決まっていません。"),
    ],
}


@pytest.mark.parametrize("turns", RECORDS.values(), ids=RECORDS)
def test_a_record_is_read_as_its_chamber_prints_it(turns):
    paragraphs = [PROSE, PROSE, PROSE, *(label + words for label, words in turns)]

    assert [turn.label for turn in find_turns(paragraphs)] == [label for label, _words in turns]


@pytest.mark.parametrize("turns", MARKED.values(), ids=MARKED)
def test_what_stands_around_a_label_is_no_part_of_it(turns):
    paragraphs = [PROSE, *(mark + label + words for mark, label, words in turns)]

    assert [turn.label for turn in find_turns(paragraphs)] == [label for _mark, label, _words in turns]


@pytest.mark.parametrize(
    "paragraphs",
    [
        ("I. – Le code est ainsi modifié.", "II. – Un décret le précise.", "VIII. – Il est applicable."),
        ("Artículo Primero.- Se aprueba.", "Artículo Segundo.- Se publica.", "Disposición Final.- Rige hoy."),
        ("Press contact: Ada Hale, Quay Office.", "Mr. Roe, the chairman. He went home."),
        ("Media enquiries: Ada Hale.", "President Roe: A life among lamps."),
        ("（笑）", "（委員長退席、理事着席）"),
        ("（新华社记者 王明）港口今日开放。",),
        ("PARIS. – The council met today.", "LONDON. – The council met, too."),
        ("Ada Hale, chair of the quay council. She spoke.", "Ben Roe, minister of works. He did not."),
    ],
)
def test_laws_notices_and_captions_make_no_turns(paragraphs):
    assert find_turns([PROSE, PROSE, PROSE, *paragraphs, PROSE]) == []


def test_a_turn_without_a_time_is_not_given_to_the_one_before_it():
    text = (
        "The President: The sitting is open.\n\n"
        "Ada Hale (H) [10:05:12]: The lamps are dark. I ask why.\n\n"
        "The President: Order.\n\n"
        "Ada Hale (H) [10:06:10]: I ask again.\n\n"
        "Minister Ben Roe [10:07:45]: They are mended now."
    )

    (section,) = transcript.to_text(text.encode(), "sitting.txt").sections

    assert [(paragraph.speaker_label, paragraph.time) for paragraph in section.paragraphs] == [
        ("The President", ""),
        ("Ada Hale (H)", "10:05:12"),
        ("The President", ""),
        ("Ada Hale (H)", "10:06:10"),
        ("Minister Ben Roe", "10:07:45"),
    ]


def test_a_long_word_after_an_office_is_read_once():
    """With nested repetitions this never ended."""
    assert find_turns([f"M. le ministre de {'a' * 120}!. Oui."] * 20) == []


_HARBOUR_DEBATE = (
    ("Präsidentin Ada Hagen", "Guten Morgen! Das Wort hat der Kollege Jansen."),
    ("Nils Jansen (SPD)", "Meine Damen und Herren! Der Hafen braucht Geld."),
    ("Beate von Storm (AfD)", "Frau Präsidentin! Das Geld fehlt."),
    ("Dr. Ina Möller (BÜNDNIS 90/DIE GRÜNEN)", "Das stimmt nicht."),
    ("Ole Brandt, Parl. Staatssekretär beim Bundesminister für Verkehr", "Die Mittel stehen bereit."),
    ("Jens Kolbe, Vizepräsident", "Vielen Dank. Die Aussprache ist geschlossen."),
)


@pytest.mark.parametrize("break_", ["\n", "\n\n"])
def test_lines_without_a_colon_name_speakers_of_a_record_by_party_or_office(break_):
    """Headings stand on such lines, too; German ones are capitalised like names."""
    heading = ("Haushalt und Finanzen", "Die Zahlen liegen dem Ausschuss vor.")
    entries = [*_HARBOUR_DEBATE[:3], heading, *_HARBOUR_DEBATE[3:]]
    paragraphs = "\n\n".join(break_.join(entry) for entry in entries).split("\n\n")

    assert [turn.label for turn in find_turns(paragraphs)] == [label for label, _words in _HARBOUR_DEBATE]


def test_names_with_offices_below_quotations_are_no_turns():
    paragraphs = (
        "“The quay is the heart of the town, and I will keep it.”",
        "Ada Hale, Mayor of Quayside",
        "“We need the rope works, and we need them now.”",
        "Ben Roe, Minister of Works",
        "“I have seen the plans, and they are good.”",
        "Cora Lind, Chair of the Council",
        "The council meets again on Friday.",
    )
    assert not find_turns(paragraphs)
