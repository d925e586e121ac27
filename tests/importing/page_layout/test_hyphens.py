"""Words broken at line ends."""

import pytest

from archive.importing.structure.paragraphs import reflow

WRAPPED = """
The keeper of the harbour library writes down all the ships that pass in
the night, with their flags and their hours, and nobody reads these books
until the day on which some witness is wanted by the company of insurers.
"""
FILL = "In the winter of the great fog the books of the keeper were the only one"


def join_over_line_end(end, start, rest=""):
    """What becomes of `end` and `start` on either side of a line end, where `rest` is the rest of the text."""
    line = f"{FILL}\nof all proofs, and that is why the library still keeps {end}"
    result = reflow(f"{WRAPPED}\n{line}\n{start} beside the maps.\n\n{rest}").text
    after = result.split("still keeps ")[1]
    return after[: after.index(" beside")]


@pytest.mark.parametrize(
    ("end", "start", "rest", "expected"),
    [
        ("artificial intelli-", "gence", "The intelligence of a lamp.", "artificial intelligence"),
        ("artificial intelli-", "gence", "", "artificial intelligence"),
        ("so it is well-", "known", "A well-known pilot.", "so it is well-known"),
        ("so it is well-", "known", "", "so it is well-known"),
        ("the lamp-", "lighter", "A lamp for the lighter of lamps.", "the lamp-lighter"),
        ("pages 10-", "20", "", "pages 10-20"),
        ("a plane F-", "16", "", "a plane F-16"),
        ("the Secretary-", "General", "", "the Secretary-General"),
        ("of NATIO-", "NAL", "", "of NATIONAL"),
        ("the re-", "election", "", "the re-election"),
        ("both short-", "and long-term", "", "both short- and long-term"),
        ("a thous-", "and", "One thousand ships.", "a thousand"),
        ("state-of-the-", "art", "", "state-of-the-art"),
        ("the gov\u00ad", "ernment", "", "the government"),
        ("the gov\u00ac", "ernment", "", "the government"),
        ("the gov\u2010", "ernment", "", "the government"),
        ("peut-", "être", "Les phares et les ports.", "peut-être"),
        ("see www.harbour-", "library.example", "", "see www.harbour-library.example"),
        ("the lamp -", "and the map", "", "the lamp - and the map"),
    ],
)
def test_a_broken_word_is_joined_by_what_the_text_knows(end, start, rest, expected):
    assert join_over_line_end(end, start, rest) == expected


def test_a_dash_at_a_line_end_has_the_spaces_of_the_others():
    assert join_over_line_end("the lamp—", "the map", "A lamp—or a map.") == "the lamp—the map"
    assert join_over_line_end("the lamp—", "the map", "A lamp— or a map.") == "the lamp— the map"


def test_what_was_joined_and_what_is_doubtful_is_counted():
    lines = f"{FILL}\nof the artificial intelli-\ngence of the harbour and of the harbour-\nfronting houses."

    assert reflow(f"{WRAPPED}\n{lines}").findings == (
        "1 word broken at a line end was joined without the hyphen, such as “intelli-gence”.",
        "1 hyphen at a line end was kept in doubt: “harbour-fronting”.",
    )
