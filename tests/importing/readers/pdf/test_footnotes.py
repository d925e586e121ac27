"""Notes at the foot of a page do not part the paragraph that goes on over its end."""

from archive.importing.readers.pdf.page import TextRun
from archive.importing.readers.pdf.page_lines import PageText, page_lines
from archive.importing.structure.paragraphs import reflow_lines

SENTENCE = "the harbour council spoke at length about lamps, quays and the price of rope"
WORDS = SENTENCE.split()


def page(first, count, *feet):
    """Full lines of body type, then smaller ones at the foot, the last of them the page number."""
    lines = [
        " ".join(WORDS[(first + number + step) % len(WORDS)] for step in range(12)) for number in range(count)
    ]
    runs = [TextRun(50, 750 - 14 * number, 450, 11, line) for number, line in enumerate(lines)]
    runs += [TextRun(50, 60 - 10 * number, 50 + 5.0 * len(foot), 8, foot) for number, foot in enumerate(feet)]
    return PageText(runs, 800)


def paragraphs(*pages):
    found = page_lines(pages)
    return reflow_lines(found.lines, lines_may_be_paragraphs=False).text.split("\n\n"), found.footnotes


def test_notes_are_placed_behind_the_text():
    first = page(0, 20, "1 See the Gazette.", "2 Rope is dear, and it", "has been so since spring.")

    found, count = paragraphs(first, page(20, 10, "* The ships come from the south."))

    assert len(found) == 4
    assert found[1:] == [
        "1 See the Gazette.",
        "2 Rope is dear, and it has been so since spring.",
        "* The ships come from the south.",
    ]
    assert count == 3


def test_small_words_without_a_mark_and_tables_stay_where_they_are():
    found, count = paragraphs(page(0, 20, "Source: the treasurer."), page(20, 10))

    assert count == 0
    assert "Source: the treasurer." in found[1]
