"""Layout never takes a mark from its words; a sentence that comes in or goes out always does."""

import pytest

from archive.editing.reanchoring import reanchor

BEFORE, AFTER = "The guests were greeted by the council of the port.", "Then all of them walked to the quay."
FIRST, SECOND = "We will build the harbour library this year.", "It will be open to every reader of the town."
OLD = f"{BEFORE} {FIRST} {SECOND} {AFTER}"
RIGHTS = (
    "read in the library of the port",
    "speak in the hall of the town",
    "walk on the quay",
    "sail on the sea",
)
CHINESE = "代表们昨天抵达港口。我们今年将建设港口图书馆，它向全市读者开放。随后大家前往码头参观。"


def reanchored_words(old, new, words):
    """The status and the words of the span in the new text."""
    start = old.index(words)
    (result,) = reanchor(old, new, [(start, start + len(words))])
    return result.status, new[slice(*result.span)] if result.span else None


@pytest.mark.parametrize(
    "remark",
    [
        "He then left the room.",
        "(Applause.)",
        "(Applause)",
        "[Laughter]",
        "We mean it.",
        "他不同意。",
        "Why not?",
        "لم يوافق.",
        "MR LEE: Indeed.",
    ],
)
def test_a_sentence_put_in_or_taken_out_goes_to_review(remark):
    with_remark = OLD.replace(SECOND, f"{remark} {SECOND}")
    assert reanchored_words(OLD, with_remark, f"{FIRST} {SECOND}") == ("review", None)
    assert reanchored_words(with_remark, OLD, f"{FIRST} {remark} {SECOND}") == ("review", None)


@pytest.mark.parametrize(
    "remark",
    [
        " – laughs –",
        " — he said —",
        "—applause—",
        " - order, order -",
        " *laughs*",
        " <applause>",
        " /applause/",
        ",” said Mr Ito, “",
        "\nOrder, order\n",
        "\nаплодисменты\n",
        " old\nApplause\n",
    ],
)
def test_a_remark_within_a_sentence_goes_to_review_whatever_sets_it_apart(remark):
    new = OLD.replace("harbour library", f"harbour{remark} library")
    assert reanchored_words(OLD, new, FIRST) == ("review", None)
    assert reanchored_words(new, OLD, FIRST.replace("harbour library", f"harbour{remark} library")) == (
        "review",
        None,
    )


def test_a_label_before_a_dash_goes_to_review():
    new = OLD.replace(SECOND, f"The Chair — {SECOND}")
    assert reanchored_words(OLD, new, f"{FIRST} {SECOND}") == ("review", None)


@pytest.mark.parametrize(
    ("words", "corrected"),
    [
        ("harbour library", "post-war harbour library"),
        ("build the", "build in 1990–2000 the"),
        ("harbour library", "“harbour” library"),
        ("harbour library", "harbour*\nlibrary"),
    ],
)
def test_hyphens_quotation_marks_and_lines_alone_make_no_remark(words, corrected):
    new = OLD.replace(words, corrected)
    assert reanchored_words(OLD, new, FIRST) == ("changed", FIRST.replace(words, corrected))


@pytest.mark.parametrize("label", ["Q. ", "A. ", "Q — ", "A) "])
def test_the_letter_of_who_asks_or_answers_goes_to_review(label):
    new = OLD.replace(SECOND, f"{label}{SECOND}")
    assert reanchored_words(OLD, new, f"{FIRST} {SECOND}") == ("review", None)
    assert reanchored_words(new, OLD, f"{FIRST} {label}{SECOND}") == ("review", None)


def test_a_heading_that_ends_with_a_stop_and_a_dash_is_a_sentence():
    heading = "Single point.- "
    new = OLD.replace(SECOND, f"{heading}{SECOND}")
    assert reanchored_words(new, OLD, f"{FIRST} {heading}{SECOND}") == ("review", None)


@pytest.mark.parametrize("line", ["Applause", "掌声", "Interruption by a member of the opposition"])
def test_a_remark_that_stands_on_lines_of_its_own_again_and_again_is_no_page_header(line):
    new = OLD.replace("the council of", f"the council\n{line}\nof").replace(
        "build the", f"build\n{line}\nthe"
    )
    assert reanchored_words(OLD, new, FIRST) == ("review", None)
    assert reanchored_words(new, OLD, FIRST.replace("build the", f"build\n{line}\nthe")) == ("review", None)


def test_a_short_paragraph_of_thai_is_no_page_header():
    copied = "เราขอขอบคุณทุกท่านในวันนี้ ขอให้ร่วมมือกันต่อไป"
    old = "เราจะสร้างห้องสมุดท่าเรือในปีนี้\n\nและจะเปิดให้ผู้อ่านทุกคนในเมืองเข้าใช้ได้ตลอดทั้งปี"
    new = f"{old}\n\n{copied}".replace("\n\n", f"\n\n{copied}\n\n", 1)
    assert reanchored_words(f"{old}\n\n{copied}", new, old) == ("review", None)


def test_numbered_headings_are_no_page_headers_because_one_stands_after_a_line_without_a_stop():
    rights = [
        f"على الميناء رقم {n * 37} أن يفتح مكتبته لكل قارئ في المدينة {n * 11} يوما." for n in range(1, 9)
    ]
    old = "\n\n".join(f"المادة {n}\n\n{right}" for n, right in enumerate(rights, 1))
    old = old.replace(".\n\nالمادة 5", "\n\nالمادة 5")
    new = old.replace("\n\nالمادة 3", "\n\nالمادة 9\n\nالمادة 3")
    span = old.index(rights[1]), old.index(rights[2]) + 20
    assert reanchor(old, new, [span])[0].status == "review"


def test_a_line_copied_within_the_text_is_no_page_header():
    line = "On the library of the northern harbour"
    lines = "We have come a long way to open the doors of the\n{}\nlibrary of the port. {}\n{}They walk on the quay."
    old, new = lines.format(line, FIRST, ""), lines.format(line, FIRST, f"{line}\n")
    marked = f"{FIRST}\nThey walk"
    assert reanchored_words(old, new, marked) == ("review", None)


def test_a_title_that_stands_twice_one_after_the_other_is_no_page_header():
    title = "항구 도서관 재개관을 알리는 인사말"
    old = f"{title}\n\n항구의 벗 여러분, 오늘 우리는 책을 다시 나릅니다. 문은 열려 있을 것입니다."
    assert reanchored_words(old, f"{title}\n\n{old}", old)[1] in (None, old)


@pytest.mark.parametrize(
    ("title", "heading", "words"),
    [
        ("항구 도서관을 여는 인사말", "4월 5일 우리는 책을 날랐다", "벗들이여, 오늘 문이 열립니다."),
        ("在港口图书馆开馆仪式上的讲话", "3月5日我们把书搬回来", "各位朋友，今天大门重新打开。"),
    ],
)
def test_a_paragraph_with_a_number_put_in_below_a_title_goes_to_review(title, heading, words):
    """Without capitals nothing tells that the next paragraph begins a sentence."""
    old = f"{title}\n\n{words}"
    assert reanchored_words(old, f"{title}\n\n{heading}\n\n{words}", old) == ("review", None)


def test_a_heading_that_became_another_of_the_text_goes_to_review():
    paragraphs = [f"Article {n}\n\nEverybody has the right to {right}." for n, right in enumerate(RIGHTS, 1)]
    old = "\n\n".join(paragraphs)
    new = old.replace("Article 2\n\n", "").replace("Article 3", "Article 2").replace("Article 4", "Article 3")
    start = old.index("Everybody has the right to speak")
    span = (start, old.index("Article 3") + 9)
    assert reanchor(old, new, [span])[0].status == "review"


def test_a_foreign_sentence_between_thai_ones_goes_to_review():
    thai = "เราจะสร้างห้องสมุดท่าเรือในปีนี้ และจะเปิดให้ผู้อ่านทุกคนในเมืองเข้าใช้ได้ตลอดทั้งปี"
    assert reanchored_words(thai, thai.replace(" ", " Он ушёл. "), thai) == ("review", None)


@pytest.mark.parametrize("first", ["Last winter was hard, we", "this year, when"])
def test_a_clause_that_moves_across_an_end_of_the_words_goes_to_review(first):
    clauses = (
        "we had hoped for it, the harbour library opens this year, when the port is open to all of us again"
    )
    old = f"{BEFORE} Last winter was hard, {clauses}. {AFTER}"
    new = old.replace("Last winter was hard, ", "").replace("year, when", "year, Last winter was hard, when")
    start = old.index(first)
    assert reanchor(old, new, [(start, start + 60)])[0].status == "review"


def test_scripts_without_case_or_full_stops_have_sentences_too():
    arabic = "اتفقت الموانئ الشمالية على ثلاث نقاط في الاجتماع.وستفتح المكتبة أبوابها لكل قارئ هذا العام."
    assert reanchored_words(arabic, arabic.replace("الاجتماع.", "الاجتماع.ولم يحضر أحد."), arabic) == (
        "review",
        None,
    )
    thai = "เราจะสร้างห้องสมุดท่าเรือในปีนี้ และจะเปิดให้ผู้อ่านทุกคนในเมืองเข้าใช้ได้ตลอดทั้งปี"
    assert reanchored_words(thai, thai.replace(" ", " ท่านไม่เห็นด้วย "), thai) == ("review", None)
    assert reanchored_words(thai, thai.replace(" ", "\n"), thai) == ("changed", thai.replace(" ", "\n"))


@pytest.mark.parametrize("remark", ["He then left the room.", "他不同意。"])
def test_a_sentence_beside_the_words_leaves_them_alone(remark):
    new = OLD.replace(FIRST, f"{remark} {FIRST}")
    assert reanchored_words(OLD, new, f"{FIRST} {SECOND}") == ("moved", f"{FIRST} {SECOND}")
    assert reanchored_words(OLD, OLD.replace(AFTER, f"{remark} {AFTER}"), SECOND) == ("kept", SECOND)


@pytest.mark.parametrize(
    "order",
    [
        (BEFORE, SECOND, FIRST, AFTER),
        (FIRST, BEFORE, SECOND, AFTER),
        (BEFORE, FIRST, AFTER, SECOND),
    ],
)
def test_a_sentence_that_moves_in_or_out_at_an_edge_goes_to_review(order):
    assert reanchored_words(OLD, " ".join(order), f"{FIRST} {SECOND}") == ("review", None)


def test_a_heading_put_in_goes_to_review():
    assert reanchored_words(
        OLD, OLD.replace(f"{FIRST} ", f"{FIRST}\n\nThe reading room\n\n"), f"{FIRST} {SECOND}"
    ) == (
        "review",
        None,
    )


def test_another_sentence_of_the_same_length_goes_to_review():
    long = (
        f"{FIRST} Nobody pays for it in winter. {SECOND} The lamp will stay lit in war and in peace as well."
    )
    old = f"{BEFORE} {long} {AFTER}"
    assert reanchored_words(
        old, old.replace("Nobody pays for it in winter", "Dogs stay at the door today"), long
    ) == (
        "review",
        None,
    )


@pytest.mark.parametrize(
    ("change", "words_then"),
    [
        (lambda text: text.replace(" It will", "\n\nIt will"), f"{FIRST}\n\n{SECOND}"),
        (lambda text: text.replace("harbour library", "harbour\nlibrary"), None),
        (lambda text: text.replace("library", "libra-\nry"), None),
        (lambda text: text.replace("harbour library", "harbour  library"), None),
        (lambda text: text.replace("harbour library", "“harbour‐library”"), None),
        (lambda text: text.replace("this year", "this, year"), None),
        (lambda text: text.upper(), None),
        (lambda text: "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in text), None),
        (lambda text: text.replace("harbour ", "harbour\n\n— 12 —\n\n"), None),
        (lambda text: text.replace("harbour ", "harbour\n\nReport of the Council 12\n\n"), None),
        (
            lambda text: text.replace("We ", "We\n\nReport — page 12\n\n"),
            None,
        ),  # after no line that ends a page
        (lambda text: text.replace(" It will", "\n\nSeite 12 von 40 | Report\n\nIt will"), None),
    ],
)
def test_layout_and_typography_are_followed_both_ways(change, words_then):
    words, new = f"{FIRST} {SECOND}", change(OLD)
    expected = change(words)
    assert reanchored_words(OLD, new, words) == ("changed", words_then or expected)
    assert reanchored_words(new, OLD, expected) == ("changed", words)


def test_a_conversion_between_simplified_and_traditional_characters_is_followed():
    traditional = "代表們昨天抵達港口。我們今年將建設港口圖書館，它向全市讀者開放。隨後大家前往碼頭參觀。"
    words, converted = CHINESE[10:33], traditional[10:33]
    assert reanchored_words(CHINESE, traditional, words) == ("changed", converted)
    assert reanchored_words(traditional, CHINESE, converted) == ("changed", words)


@pytest.mark.parametrize(
    "heading",
    ["Article 8", "Second part", "(Applause)", "We lost 12 boats.", "He left. — Page 12", "See page 12"],
)
def test_what_only_looks_like_a_page_header_goes_to_review(heading):
    new = OLD.replace(f"{FIRST} ", f"{FIRST}\n\n{heading}\n\n")
    assert reanchored_words(OLD, new, f"{FIRST} {SECOND}") == ("review", None)


@pytest.mark.parametrize(
    "caption",
    [
        "12 see the report of the council.",
        "Harbour dues ....... 7",
        "Photo: 14",
        "Figure {}. the harbour at noon",
        "Table {} catches by year",
        "图{}：港口",
    ],
)
def test_a_caption_within_a_sentence_is_no_page_header(caption):
    new = OLD
    for number, place in enumerate(("council of", "library this", "walked to"), 12):
        first, last = place.split()
        new = new.replace(place, f"{first}\n\n{caption.format(number)}\n\n{last}")
    assert reanchored_words(OLD, new, FIRST) == ("review", None)


@pytest.mark.parametrize("line", ["2019 we said that the doors would", "of those who came in 1904"])
def test_a_line_of_wrapped_words_is_no_page_header_because_a_number_is_at_its_edge(line):
    old = OLD.replace("council of", f"council of all the harbours\n{line}\nof").replace(
        "this year", "this\nyear"
    )
    words = old[old.index("of all the") : old.index("the town")]
    assert reanchored_words(old, old.replace(f"{line}\n", ""), words) == ("review", None)


def test_one_number_in_a_column_of_them_is_no_page_number():
    old = f"{BEFORE}\n\nHerring\n400\nCod\n250\nEel\n12\n\n{AFTER}"
    words = "Herring\n400\nCod\n250\nEel"
    assert reanchored_words(old, old.replace("\n250", ""), words) == ("review", None)


def test_a_page_number_that_moved_is_no_layout():
    pages = "\n\n".join((FIRST, SECOND, BEFORE, "19", AFTER))
    moved = "\n\n".join((FIRST, "19", SECOND, BEFORE, AFTER))
    assert reanchored_words(pages, moved, f"{FIRST}\n\n{SECOND}") == ("review", None)


@pytest.mark.parametrize("remark", ["He then left the room. ", "They laughed. ", "Why not? "])
def test_a_sentence_put_in_behind_an_abbreviation_is_one(remark):
    old = (
        "All pilots of the harbour knew the old chart well. The attempt to find a way to the river under the lead of "
        "Mr. Adeyemi, though made with a zeal and with a care that all of us admire, has not been of equal success. "
        "After a journey of many days they were obliged to come back without any chart of the northern bank. We agree."
    )
    new = old.replace("Adeyemi", f"{remark}Adeyemi")
    span = old.index("The attempt"), old.index(" We agree")
    assert reanchor(old, new, [span])[0].status == "review"
    assert reanchor(new, old, [(span[0], span[1] + len(remark))])[0].status == "review"


@pytest.mark.parametrize("remark", ["Shame!", "Silence.", "Why?", "不！"])
def test_one_word_with_the_stop_of_a_sentence_is_a_remark_also_after_a_comma(remark):
    old = f"{BEFORE} At the quay, where they stayed until noon, nobody spoke to them. {AFTER}"
    new = old.replace("noon, ", f"noon, {remark} ")
    assert reanchored_words(old, new, old[len(BEFORE) + 1 :]) == ("review", None)
    assert reanchored_words(new, old, new[len(BEFORE) + 1 :]) == ("review", None)


def test_an_abbreviation_put_in_is_a_word():
    old = f"{BEFORE} At the quay, where they stayed until noon, Okafor spoke to them. {AFTER}"
    status, words = reanchored_words(old, old.replace("Okafor", "Capt. Okafor"), old[len(BEFORE) + 1 :])
    assert status == "changed"
    assert "Capt. Okafor" in words


@pytest.mark.parametrize("number", range(1, 5))
@pytest.mark.parametrize("bullet", ["• ", "- ", ""])
def test_an_item_of_a_list_put_in_or_taken_out_goes_to_review(number, bullet):
    """Also where the items begin alike, so that the one could begin within the line before it."""
    lines = [f"{bullet}to {right}" for right in RIGHTS]
    whole = f"{BEFORE}\n\n" + "\n".join(["Everybody may ask:", *lines, f"{bullet}to leave"]) + f"\n\n{AFTER}"
    without = whole.replace(f"{lines[number - 1]}\n", "")
    assert reanchored_words(whole, without, whole[len(BEFORE) + 2 :]) == ("review", None)
    assert reanchored_words(without, whole, without[len(BEFORE) + 2 :]) == ("review", None)


@pytest.mark.parametrize("label", ["THE PRIME MINISTER", "Mr Okafor", "Председатель"])
def test_a_label_that_ends_the_line_of_the_sentence_before_it_goes_to_review(label):
    new = OLD.replace(SECOND, f"{label}\n{SECOND}")
    assert reanchored_words(OLD, new, f"{FIRST} {SECOND}") == ("review", None)


def test_a_word_put_in_where_a_wrapped_line_ends_is_a_word():
    old = OLD.replace("It will be open", "It will\nbe open")
    status, words = reanchored_words(
        old,
        old.replace("It will\nbe", "Then it\nwill be"),
        f"{FIRST} {SECOND}".replace("will be open", "will\nbe open"),
    )
    assert (status, "Then it\nwill be open" in words) == ("changed", True)


def test_no_is_an_answer_unless_a_number_follows():
    rule = "It is open under Art. 5 and No. 7 of the rule on p. 9 of the book."
    old = f"{BEFORE} {rule} {AFTER}"
    assert reanchored_words(old, old.replace(rule, f"No. {rule}"), f"{BEFORE} {rule}") == ("review", None)
    assert reanchored_words(f"No. {old}", old, f"No. {old}") == ("review", None)
    status, words = reanchored_words(old, old.replace("No. 7", "Section 7"), rule)
    assert (status, words) == ("changed", rule.replace("No. 7", "Section 7"))


def test_stretched_arabic_words_are_the_same_words():
    old = "قالت الوزيرة إن المكتبة ستكون مفتوحة للجميع. ثم غادرت القاعة."
    new = old.replace("الوزيرة", "الوزيـــرة").replace("مفتوحة", "مفتـوحة")
    for words in ("الوزيرة", "المكتبة ستكون مفتوحة", old):
        stretched = words.replace("الوزيرة", "الوزيـــرة").replace("مفتوحة", "مفتـوحة")
        assert reanchored_words(old, new, words) == ("changed", stretched)
        assert reanchored_words(new, old, stretched) == ("changed", words)
