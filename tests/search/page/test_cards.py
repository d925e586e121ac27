"""The statements of a page, read in one query, are those that the ORM gives in three."""

import datetime as dt

import pytest
from django.db import connection

from archive.models import Statement
from archive.search.page.cards import CARD_FIELDS, load_statements
from archive.search.page.hits import Hit
from archive.search.page.matched_fields import MatchedField
from archive.web.templatetags.archive_statements import statement_card
from tests.demo_archive import load_demo
from tests.factories import make_document, make_event, make_speaker, make_statement, make_theme

pytestmark = pytest.mark.django_db

NASTY = "<b>&\"'"


def field_values(row, names):
    return None if row is None else {name: getattr(row, name) for name in names}


def parts(statement):
    """All that a list shows of a statement."""
    document = statement.document
    rows = [statement, document, document.source, statement.speaker, statement.event]
    return [
        *(field_values(row, names) for row, names in zip(rows, CARD_FIELDS.values(), strict=True)),
        [field_values(theme, ["id", "slug", "label"]) for theme in statement.themes.all()],
        [(role.pk, str(role)) for role in statement.roles_held()],
        statement_card(statement),
    ]


@pytest.mark.slow
def test_cards_are_the_rows_of_the_orm(django_assert_num_queries):
    load_demo()
    wanted = Statement.objects.published().for_list().in_bulk()
    assert len(wanted) > 200
    ids = list(Statement.objects.values_list("pk", flat=True))
    with django_assert_num_queries(1):
        parts_by_id = {pk: parts(statement) for pk, statement in load_statements(ids).items()}
    assert parts_by_id == {pk: parts(statement) for pk, statement in wanted.items()}


def test_a_role_chosen_or_held_is_read(statement, speaker):
    first = speaker.roles.create(title="Minister", start=dt.date(2020, 1, 1))
    second = speaker.roles.create(title="Harbour master", organisation="The port", start=dt.date(2022, 1, 1))
    assert len(load_statements([statement.pk])[statement.pk].roles_held()) == 2
    assert "Minister" not in statement_card(load_statements([statement.pk])[statement.pk])
    Statement.objects.filter(pk=statement.pk).update(role=second)
    assert "Harbour master, The port" in statement_card(load_statements([statement.pk])[statement.pk])
    first.end = dt.date(2021, 1, 1)
    first.save()
    Statement.objects.filter(pk=statement.pk).update(role=None)
    assert [role.pk for role in load_statements([statement.pk])[statement.pk].roles_held()] == [second.pk]


def test_drafts_have_no_cards(statement, draft_statement, hidden_statement):
    assert list(load_statements([statement.pk, draft_statement.pk, hidden_statement.pk, 0])) == [statement.pk]


def test_every_part_of_a_card_is_escaped():
    document = make_document(text=f"{NASTY} and more", title=NASTY, language="en", event=make_event(NASTY))
    speaker = make_speaker(NASTY)
    speaker.roles.create(title=NASTY)
    statement = make_statement(document, NASTY, speaker=speaker, themes=[make_theme(NASTY)], certain=False)
    hit = Hit("statement", f"/?q={NASTY}", "", [MatchedField(NASTY, "", f"/{NASTY}")])
    for html in (
        statement_card(load_statements([statement.pk])[statement.pk]),
        statement_card(statement, hit),
    ):
        assert NASTY not in html
        assert html.count("<b>") == 0
        assert "attribution uncertain" in html


def test_a_voice_without_a_speaker_is_named():
    document = make_document()
    statement = make_statement(document, "a library", voice="unnamed", voice_label="a senior <official>")
    assert "a senior &lt;official&gt;" in statement_card(statement)
    statement.voice_label = ""
    assert "Unnamed source" in statement_card(statement)
    assert "The narrator" in statement_card(make_statement(document, "a promise kept"))


def test_the_function_has_the_fields_of_cards_in_their_order(db):
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM archive_search_cards('{}')")
        columns = [column.name for column in cursor.description]
    named = [f"{model._meta.model_name}_{name}" for model, names in CARD_FIELDS.items() for name in names]
    assert columns == [*named, "themes", "roles"]
