"""Themes from labels, scope notes and confirmed statements."""

from archive.proposing.themes import Theme, ThemeFinder

THEMES = [
    Theme(1, "Libraries", ("图书馆", "reading rooms")),
    Theme(2, "Fishing rights", (), "SpeakerMatch may fish where."),
    Theme(3, "Harbours", (), "Piers and ships."),
]


def ids(finder: ThemeFinder, text: str) -> list[int]:
    return [occurrence.id for occurrence in finder.find(text)]


def test_a_label_or_another_name_in_the_words_makes_a_theme():
    finder = ThemeFinder(THEMES)
    assert ids(finder, "Every child needs a library.") == [1]
    assert ids(finder, "每个孩子都需要图书馆。") == [1]
    assert finder.find("Two reading rooms were built.")[0].matched_name == "reading rooms"


def test_confirmed_statements_teach_words_that_no_label_has():
    text = "The trawlers must leave the bay."
    assert ids(ThemeFinder(THEMES), text) == []
    taught = ThemeFinder(THEMES, [("No trawlers in the bay before June.", [2]), ("Books for all.", [1])])
    assert ids(taught, text) == [2]
    assert taught.find(text)[0].example_count == 1


def test_three_at_most_and_none_without_anything_in_common():
    finder = ThemeFinder([Theme(number, f"Theme of boats {number}") for number in range(9)])
    assert len(finder.find("Many boats.")) == 3
    assert finder.find("Nothing here.") == []
    assert ThemeFinder([]).find("Boats.") == []


def test_what_a_document_is_about_makes_a_theme_likelier():
    text = "Fishing rights in harbours."
    others = ["Harbours with piers and ships."] * 6
    assert ids(ThemeFinder(THEMES, background=[text]), text) == [2, 3]
    assert ids(ThemeFinder(THEMES, background=[text, *others]), text) == [3, 2]
