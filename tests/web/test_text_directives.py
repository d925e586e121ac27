"""Where a browser goes with the text directive of a link. The oracle reads the directive's own text, word by word."""

import re
from urllib.parse import unquote

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from archive.text.spans import strip_span
from archive.web.passage_links.text_directive import TextDirective, text_directive, whole_words

TEXT = "Mr President, the sea is wide.\n\nThe harbour is small, the sea is wide, and we have U.S. ships."


def directive(words, text=TEXT, nth=1, **options):
    start = -1
    for _ in range(nth):
        start = text.index(words, start + 1)
    written = text_directive(text, (start, start + len(words)), **options)
    return unquote(written.removeprefix(":~:text="))


@pytest.mark.parametrize(
    ("words", "nth", "expected"),
    [
        ("harbour is small, the sea", 1, "harbour is small, the sea"),
        ("rbour is small, the se", 1, "harbour is small, the sea"),  # whole words
        ("S. ships", 1, "and we have-,U.S. ships"),
        ("the sea is wide", 1, "the sea is wide"),
        ("the sea is wide", 2, "harbour is small,-,the sea is wide"),
        ("sea", 1, "Mr President, the-,sea"),
        ("sea", 2, "is small, the-,sea"),
        ("wide.\n\nThe harbour", 1, "wide,The harbour"),
    ],
)
def test_words_are_whole_and_stand_in_one_place(words, nth, expected):
    assert directive(words, nth=nth) == expected


def test_the_number_of_a_note_parts_the_words():
    text = "We agreed. They did not agree to it. We signed."
    assert directive("agreed. They did", text, breaks=[10]) == "agreed,They did"
    assert directive("We agreed.", text, breaks=[10]) == "We agreed"
    assert directive("They did not agree", text, breaks=[10]) == "They did not agree"
    assert directive("They did not agree to it", text, breaks=[35]) == "They did not agree to"  # it¹.


@pytest.mark.slow
def test_words_of_the_title_get_a_context():
    assert directive("harbour is small, the", title="The harbour is small, the ship is not") == (
        "harbour is small, the,-sea is wide"
    )


def test_what_no_directive_reaches_gets_none():
    text = "\n\n".join(["Applause and laughter in the hall."] * 2)
    assert directive("Applause and laughter in", text) == "Applause and laughter in"
    assert directive("Applause and laughter in", text, nth=2) == ""


def test_signs_of_the_directive_are_escaped():
    assert str(TextDirective("well-known, A&B")) == ":~:text=well%2Dknown%2C%20A%26B"


def test_runs_without_spaces_are_left_whole():
    """Where a browser parts them only its dictionary says."""
    text = "各级领导干部要带头学习，主动使用。我们要认真研究，并且抓好落实。"
    assert directive("领导干部要", text) == "各级领导干部要带头学习"
    assert directive("学习，主动", text) == "各级领导干部要带头学习，主动使用"
    assert text_directive("文" * 200, (0, 150)) == ""


WORDS = st.sampled_from(["sea", "the", "wide", "ship", "海", "洋", "U.S.", "don’t", "1,000", "A&B-c"])
TEXTS = st.lists(st.lists(WORDS, min_size=1, max_size=12).map(" ".join), min_size=1, max_size=4).map(
    "\n\n".join
)


def directive_matches(written, text):
    """All (start, end) a reader finds who takes the directive apart and compares lower-case words."""
    parts = written.removeprefix(":~:text=").split(",")
    before = unquote(parts.pop(0)[:-1]) if parts[0].endswith("-") else ""
    after = unquote(parts.pop()[1:]) if parts[-1].startswith("-") else ""
    start, end = unquote(parts[0]), unquote(parts[1]) if len(parts) > 1 else ""
    found = []
    for at in (m.start() for m in re.finditer(f"(?={re.escape(start)})", text)):
        stop = at + len(start)
        if end:
            stop = text.find(end, stop) + len(end)
        led = text[:at].rstrip(" ").endswith(before)
        followed = text[stop:].lstrip(" ").startswith(after)
        whole = not any(
            re.fullmatch(r"[a-z0-9]{2}", text[max(0, item - 1) : item + 1], re.I) for item in (at, stop)
        )
        if led and followed and whole:
            found.append((at, stop))
    return found


@given(TEXTS, st.data())
@pytest.mark.slow
def test_the_first_place_of_a_directive_is_that_of_the_words(text, data):
    start, end = strip_span(text, *sorted(data.draw(st.tuples(*[st.integers(0, len(text))] * 2))))
    assume(start < end)
    written = text_directive(text, (start, end))
    if written:
        assert whole_words(text, (start, end)) in directive_matches(written, text)[:1]
