"""suggest_statements and evaluate_suggestions: what they print, that they write nothing, their exit codes."""

import io
import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from archive.models import Event, Source, Speaker, Statement
from tests.factories import make_document, make_event, make_speaker, make_statement, make_theme

GOLD = Path(__file__).parent.parent / "proposing" / "gold"
TEXT = (
    "Adeyemi opens the library\n\nAt the Opening of the harbour library, Amara Adeyemi said that every harbour "
    "deserves a library.\n\nA sailor said the lamps were too dim.\n"
)


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "opening.txt"
    path.write_text(TEXT)
    return path


def run(command, *arguments, **options):
    """(output, errors, exit code)"""
    out, errors = io.StringIO(), io.StringIO()
    try:
        call_command(command, *map(str, arguments), stdout=out, stderr=errors, **options)
    except SystemExit as stopped:
        return out.getvalue(), errors.getvalue(), stopped.code
    return out.getvalue(), errors.getvalue(), 0


@pytest.mark.slow
@pytest.mark.django_db
def test_suggestions_name_the_archives_speakers_events_and_themes_and_write_nothing(file):
    speaker, event, theme = make_speaker(), make_event(), make_theme("Libraries")
    before = [model.objects.count() for model in (Statement, Speaker, Event, Source)]
    output, errors, code = run("suggest_statements", file, json=True, kind="news_report", language="en")
    suggestions = json.loads(output)
    first, second = suggestions["statements"]
    assert (errors, code) == ("", 0)
    assert (first["text"], first["speaker_id"]) == ("every harbour deserves a library.", speaker.pk)
    assert [theme["id"] for theme in first["themes"]] == [theme.pk]
    assert (second["voice"], second["speaker"]) == ("unnamed", None)
    assert suggestions["event"] == {"id": event.pk, "value": event.name, "source": "named in the text"}
    assert suggestions["kind"] == {"value": "news_report", "source": "header"}
    assert [model.objects.count() for model in (Statement, Speaker, Event, Source)] == before


@pytest.mark.slow
@pytest.mark.django_db
def test_a_file_that_cannot_be_read_is_named_and_the_others_are_printed(file, tmp_path):
    output, errors, code = run("suggest_statements", tmp_path / "missing.txt", file)
    assert code == 1
    assert "missing.txt" in errors
    assert "opening.txt: 2 proposals" in output


def test_gold_is_measured_without_the_database():
    output, _errors, code = run("evaluate_suggestions", GOLD / "briefing-en-1.md")
    assert code == 0
    assert "turn: precision 1.000 (8 of 8), recall 1.000 (8 of 8), F1 1.000" in output


def test_below_a_bar_it_exits_with_1(tmp_path):
    gold = tmp_path / "gold.md"
    gold.write_text("language: en\nkind: news_report\n---\n{{i Ann Lee|Nothing here is anybody's.}}\n")
    _output, errors, code = run("evaluate_suggestions", gold, min_f1=0.5)
    assert (errors, code) == ("Below the bar: f1 0.000 is less than 0.500.\n", 1)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("no head", "gold.md is no gold file: it has no line “---” after its head."),
        ("language: en\n---\n{{i A|open", "gold.md is no gold file: a mark is not closed."),
        ("language: en\n---\nNo marks.", "There is no gold: no text has a span."),
    ],
)
def test_what_is_no_gold_is_refused_in_one_sentence(tmp_path, content, message):
    gold = tmp_path / "gold.md"
    gold.write_text(content)
    with pytest.raises(CommandError) as refused:
        run("evaluate_suggestions", gold)
    assert str(refused.value) == message


def test_gold_elsewhere_must_be_the_text_that_was_read(tmp_path):
    (tmp_path / "text.txt").write_text("Another text.")
    gold = tmp_path / "gold.json"
    gold.write_text(json.dumps({"texts": [{"file": "text.txt", "sha256": "0" * 64, "spans": []}]}))
    with pytest.raises(CommandError, match=r"text\.txt is not the text that was read"):
        run("evaluate_suggestions", gold)


@pytest.mark.django_db
def test_the_archives_own_statements_are_gold_too():
    theme = make_theme("Libraries")
    document = make_document("Amara Adeyemi said that every harbour deserves a library.", kind="news_report")
    words = "every harbour deserves a library."
    make_statement(document, words, speaker=make_speaker(), themes=[theme])
    output, _errors, code = run("evaluate_suggestions", archive=True)
    assert code == 0
    assert "recall 1.000 (1 of 1)" in output
    assert "speaker: right for 1.000 (1 of 1)" in output
    assert "themes: the first is right for 1.000" in output
