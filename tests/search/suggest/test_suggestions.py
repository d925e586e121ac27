"""Suggestions while typing come from published rows only, under any of their names."""

import pytest

from archive.search.listing import ids_by_name
from archive.search.request.params import SearchParams
from archive.search.suggest.suggestions import Suggestion, suggest
from archive.search.suggest.values import find_values
from tests.factories import make_document, make_event, make_source, make_speaker, make_statement, make_theme
from tests.marks import parametrize_partly_slow
from tests.search_setup import clear_stem_caches, load_columns_once

pytestmark = pytest.mark.django_db


@pytest.fixture
def archive(statement, hidden_statement, draft_document, event, theme):
    """One of each kind that is public, and one that only drafts know, begun alike."""
    statement.speaker.names.create(name="阿马拉", kind="native", language="zh-Hans")
    statement.speaker.names.create(name="Mara the Minister")
    theme.labels.create(text="Reading rooms")
    secret = {
        "speaker": make_speaker("Amalia Harbourmaster", slug="amalia"),
        "event": make_event("Harbour secrets", slug="harbour-secrets"),
        "themes": [make_theme("Harbours", slug="harbours")],
    }
    make_statement(draft_document, "the drawer", **secret)
    make_statement(statement.document, "a promise kept", state="review", **secret)
    make_document(text="Harbour.", source=make_source("Harbour Secrets Weekly"), state="draft")
    return statement


def suggestion_rows(typed):
    return [
        (suggestion.kind, suggestion.label, suggestion.hint, suggestion.count)
        for suggestion in suggest(typed)
    ]


@parametrize_partly_slow(
    ("typed", "found"),
    [
        ("ama", [("Speaker", "Amara Adeyemi", "", 1)]),
        ("ADEY", [("Speaker", "Amara Adeyemi", "", 1)]),
        ("adeyemi am", [("Speaker", "Amara Adeyemi", "", 1)]),
        ("阿马", [("Speaker", "Amara Adeyemi", "阿马拉", 1)]),
        ("minis", [("Speaker", "Amara Adeyemi", "Mara the Minister", 1)]),
        ("libr", [("Theme", "Libraries", "", 1), ("Event", "Opening of the harbour library", "", 1)]),
        ("reading r", [("Theme", "Libraries", "Reading rooms", 1)]),
        (
            "harbour",
            [("Event", "Opening of the harbour library", "", 1), ("Source", "Harbour Gazette", "", 1)],
        ),
        ("amal", []),
        ("harbours", []),
        ("harbour s", []),
        ("lighthouse", []),
        ("weekly", []),
        ("mara adeyemi", []),
        ("", []),
        ("?!", []),
        ("a" * 101, []),
    ],
    4,
)
def test_names_are_offered_by_the_beginning_of_any_of_them(archive, typed, found):
    assert suggestion_rows(typed) == found


def test_a_suggestion_leads_to_its_choice(archive):
    assert suggest("ama") == [
        Suggestion("Speaker", "Amara Adeyemi", "/search/?speaker=amara-adeyemi", hint="", count=1)
    ]


@pytest.mark.slow
def test_of_many_names_the_four_commonest_are_offered(published_document):
    for number in range(6):
        speaker = make_speaker(f"Zora {number}")
        for occurrence in range(number % 3 + 1):
            make_statement(published_document, "the", occurrence=occurrence, speaker=speaker)
    draft = make_speaker("Zora Draft")
    for occurrence in range(4):
        make_statement(published_document, "the", occurrence=occurrence, speaker=draft, state="draft")
    rows = suggestion_rows("zora")
    assert [count for _kind, _label, _hint, count in rows] == [3, 3, 2, 2]
    assert {label for _kind, label, _hint, _count in rows} == {"Zora 2", "Zora 5", "Zora 1", "Zora 4"}


@pytest.mark.slow
def test_phrases_that_stand_often_in_published_statements_are_offered():
    for number in range(3):
        text = f"On global governance of shipping {number}. Global governors met."
        make_statement(make_document(text=text, title="Untitled"), text)
    for number in range(5):
        text = f"Global goods are secret {number}."
        make_statement(make_document(text=text, title="Untitled", state="draft"), text)
        make_statement(make_document(text=text, title="Untitled"), text, state="draft")
    offers = [
        (suggestion.kind, suggestion.label, suggestion.url, suggestion.count)
        for suggestion in suggest("global gov")
    ]
    assert offers == [
        ("Phrase", "global governance of shipping", "/search/?q=%22global+governance+of+shipping%22", None),
        ("Phrase", "Global governors", "/search/?q=%22Global+governors%22", None),
    ]
    assert suggest("secr") == suggest("goods") == []
    assert suggest("global go") == []  # two letters begin too much


@pytest.mark.parametrize(
    ("text", "phrases"),
    [
        ("We want a harbour. Ships come later.", []),
        ("We want a harbour! Ships come later.", []),
        ("Is it a harbour?” Ships come later.", []),
        ("We want a harbour.\n\nShips come later.", []),
        ("We want a harbour\n\nShips come later.", []),
        ("We want a harbour, ships come later.", ["harbour, ships come"]),
        ("We want a harbour (ships come later).", ["harbour (ships come"]),
        ("The harbour ships J. Kennedy bought.", ["harbour ships"]),
        ("The harbour U. Ships sail.", ["harbour U. Ships"]),
    ],
)
def test_no_phrase_goes_on_over_the_end_of_a_sentence(text, phrases):
    for number in range(2):
        document = make_document(text=f"{text} {number}", title="Untitled")
        make_statement(document, f"{text} {number}")
    labels = [label for kind, label, *_ in suggestion_rows("harbour") if kind == "Phrase"]
    assert [label for label in labels if "ships" in label.lower()] == phrases


@pytest.mark.parametrize("count", [2, 6])
@pytest.mark.slow
def test_suggestions_cost_the_same_for_two_texts_and_six(django_assert_num_queries, monkeypatch, count):
    for number in range(count):
        text = f"Every harbour deserves {number} ships"
        make_statement(make_document(text=text, title="Untitled"), text)
    load_columns_once(monkeypatch)
    clear_stem_caches()
    # Names and feed, the forms of words, the words as the index has them, the texts in a savepoint.
    with django_assert_num_queries(7):
        assert [suggestion.label for suggestion in suggest("harbour des")] == ["harbour deserves"]


@pytest.mark.slow
def test_chinese_phrases_are_found():
    for number in range(2):
        text = f"推动人工智能治理{number}。"
        make_statement(make_document(text=text, title="Untitled", language="zh-Hans"), text)
        make_statement(make_document(text=text, title="U", language="zh-Hans", state="draft"), text)
    assert [suggestion.label for suggestion in suggest("人工")] == ["人工智能治理"]


def test_a_phrase_in_yi_grows_by_words():
    for number in range(2):
        text = f"ꀉꄸꀑꇩ ꉌꆈꌠꉙ ꁱꂷꀋꐚ {number}."
        make_statement(make_document(text=text, title="Untitled"), text)
    assert [suggestion.label for suggestion in suggest("ꀉꄸꀑ")] == ["ꀉꄸꀑꇩ ꉌꆈꌠꉙ ꁱꂷꀋꐚ"]


@pytest.mark.slow
def test_a_phrase_said_once_is_not_offered(statement):
    assert suggestion_rows("deserv") == []
    text = "Every town deserves a library."
    make_statement(make_document(text=text, title="Untitled"), text)
    assert suggestion_rows("deserv") == [("Phrase", "deserves a library", "", None)]


def test_the_endpoint_answers_in_json(client, archive):
    response = client.get("/search/suggestions.json?q=ama")
    assert response.json() == {
        "suggestions": [
            {
                "kind": "Speaker",
                "label": "Amara Adeyemi",
                "url": "/search/?speaker=amara-adeyemi",
                "hint": "",
                "count": 1,
            }
        ],
        "message": "1 suggestion",
    }
    assert response["Cache-Control"] == "max-age=60"
    assert client.get("/search/suggestions.json").json() == {"suggestions": [], "message": "No suggestions"}


@pytest.mark.parametrize(
    ("typed", "found"), [("工人", ["工人权利"]), ("人工", ["人工智能"]), ("智能 人工", ["人工智能"])]
)
def test_chinese_characters_are_a_name_in_their_order_only(statement, typed, found):
    statement.themes.add(make_theme("工人权利"), make_theme("人工智能"))
    assert [suggestion.label for suggestion in suggest(typed) if suggestion.kind == "Theme"] == found
    assert [value.label for value in find_values(SearchParams(), "theme", typed)] == found
    assert len(ids_by_name("theme", typed)) == len(found)
