"""New texts that nobody should give, and two editors at once: a refusal in one sentence or a right result."""

import pytest

from archive.editing.correction_plan import CorrectionPlanner
from archive.editing.corrections import correct_text
from archive.editing.errors import EditError, StaleError
from archive.editing.marking import mark
from archive.editing.merging.merge import merge
from archive.models import Correction, Orphan, State, Statement
from tests.factories import SPEECH, make_document, make_speaker, make_statement

OTHER = (
    "The council met on Tuesday.\n\nNothing was decided about the bridge, and the meeting was closed at noon."
)
PARAGRAPH = " ".join(
    f"On day {number} the crew of ship {number * 7} loaded grain." for number in range(100_000)
)


@pytest.fixture
def annotated_document(db):
    document = make_document()
    return document, make_statement(document, "every harbour deserves a library")


def is_unchanged(document, statement, text=SPEECH):
    document.refresh_from_db()
    statement.refresh_from_db()
    is_unchanged = (document.text, document.text_version, statement.state) == (text, 1, State.PUBLISHED)
    return is_unchanged and not Orphan.objects.exists() and not Correction.objects.exists()


def test_an_empty_text_is_refused(annotated_document):
    with pytest.raises(EditError) as refused:
        correct_text(None, annotated_document[0], "")
    assert refused.value.errors == {"text": ["A document must have a text."]}
    assert is_unchanged(*annotated_document)


def test_a_text_of_tens_of_thousands_of_paragraphs_is_refused(annotated_document):
    with pytest.raises(EditError, match="has 20001 paragraphs; 20000 are the most"):
        correct_text(None, annotated_document[0], "\n\n".join(["Aye."] * 20_001))
    assert is_unchanged(*annotated_document)


def test_the_text_of_another_document_leaves_every_statement_to_an_editor(annotated_document):
    document, statement = annotated_document
    correct_text(None, document, OTHER)
    statement.refresh_from_db()
    assert (statement.state, statement.text) == (State.ORPHANED, "every harbour deserves a library")
    assert document.text_at_version(1)[statement.start : statement.end] == statement.text


def test_of_two_corrections_at_once_the_second_is_refused(annotated_document, monkeypatch):
    document, statement = annotated_document
    plan = CorrectionPlanner.plan

    def plan_while_another_corrects(planner):
        planned = plan(planner)
        if planner.new_text == f"Mine.\n\n{SPEECH}":
            correct_text(None, document, f"Theirs.\n\n{SPEECH}")
        return planned

    monkeypatch.setattr(CorrectionPlanner, "plan", plan_while_another_corrects)
    with pytest.raises(StaleError, match="is now version 2"):
        correct_text(None, document, f"Mine.\n\n{SPEECH}")
    document.refresh_from_db()
    statement.refresh_from_db()
    assert (document.text, Correction.objects.count()) == (f"Theirs.\n\n{SPEECH}", 1)
    assert document.text[statement.start : statement.end] == statement.text


def test_who_marks_while_a_speaker_is_merged_gets_the_one_that_stays(annotated_document):
    speaker, duplicate = make_speaker("Amara Adeyemi"), make_speaker("A. Adeyemi")
    chosen = duplicate.pk
    merge(None, speaker, duplicate)
    words = SPEECH.index("Books are"), SPEECH.index(",” she told")
    values = {"voice": "speaker", "speaker": chosen, "attribution": "verbatim"}
    mark(None, annotated_document[0].pk, words, values)
    assert Statement.objects.get(text="Books are the cheapest ships").speaker == speaker


@pytest.mark.slow
def test_five_megabytes_in_one_paragraph_are_corrected(db):
    document = make_document(PARAGRAPH)
    statements = [
        make_statement(document, f"crew of ship {number * 7} loaded") for number in (3, 50_000, 99_999)
    ]
    correct_text(
        None,
        document,
        PARAGRAPH.replace("ship 350000 loaded", "ship 350000 unloaded"),
        confirmed=[statements[1].pk],
    )
    texts = []
    for statement in statements:
        statement.refresh_from_db()
        texts.append((statement.text, document.text[statement.start : statement.end] == statement.text))
    assert texts[0] == ("crew of ship 21 loaded", True)
    assert texts[2] == ("crew of ship 699993 loaded", True)
    assert statements[1].state == State.ORPHANED or texts[1] == ("crew of ship 350000 unloaded", True)


@pytest.mark.slow
def test_a_million_equal_lines_are_refused_where_a_statement_stands_in_them(db):
    lines = "The same line again.\n" * 999_999 + "The same line again."
    document = make_document(lines)
    statement = make_statement(document, "same line", occurrence=7)
    with pytest.raises(EditError, match="too long and too different to follow the statements"):
        correct_text(None, document, lines[21:])
    assert is_unchanged(document, statement, lines)
