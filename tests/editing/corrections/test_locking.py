"""What a correction does before it takes the lock, and what of that another editor may have overtaken."""

import re
from contextlib import contextmanager

import pytest
from django.core.management import call_command
from django.db import connection

from archive.editing import corrections
from archive.editing.corrections import correct_text
from archive.editing.errors import StaleError
from archive.editing.locks import edit_transaction
from archive.editing.reanchoring.anchors import Reanchoring
from archive.editing.reanchoring.results import AnchorStatus
from archive.models import Document, SearchWord
from tests.factories import SPEECH, make_document, make_statement

from .conftest import counts


def test_statements_are_followed_before_the_lock_and_those_marked_meanwhile_under_it(
    annotated_document, monkeypatch
):
    document, *_ = annotated_document
    followed = []
    real = Reanchoring.reanchor

    def reanchor(self, start, end):
        followed.append((start, end, in_transaction))
        return real(self, start, end)

    in_transaction = False

    @contextmanager
    def transaction_with_a_rival(actor=None, before_lock=None):
        nonlocal in_transaction
        make_statement(document, "Her deputy promised")
        in_transaction = True
        with edit_transaction(actor, before_lock):
            yield

    monkeypatch.setattr(Reanchoring, "reanchor", reanchor)
    monkeypatch.setattr("archive.editing.corrections.edit_transaction", transaction_with_a_rival)
    correction = correct_text(None, document, f"Preface.\n\n{SPEECH}")
    assert counts(correction) == {AnchorStatus.MOVED: 3}
    assert [under_lock for _start, _end, under_lock in followed] == [False, False, True]


def test_of_two_corrections_at_once_the_second_hears_of_the_first(annotated_document, monkeypatch):
    document, *_ = annotated_document

    @contextmanager
    def transaction_after_another(actor=None, before_lock=None):
        monkeypatch.setattr("archive.editing.corrections.edit_transaction", edit_transaction)
        correct_text(None, Document.objects.get(pk=document.pk), f"{SPEECH}\n\nThe end.")
        with edit_transaction(actor, before_lock):
            yield

    monkeypatch.setattr("archive.editing.corrections.edit_transaction", transaction_after_another)
    with pytest.raises(
        StaleError, match=r"Someone else has corrected this text in the meantime \(it is now version 2\)"
    ):
        correct_text(None, document, f"Preface.\n\n{SPEECH}", text_version=1)
    document.refresh_from_db()
    assert document.text == f"{SPEECH}\n\nThe end."


def test_vectors_of_new_words_are_made_before_the_lock_and_no_other_words_get_them(annotated_document):
    document, *_ = annotated_document
    taken = []

    def watch_locks(execute, sql, params, many, context):
        if "prepare_texts" in sql or "acquire_write_lock" in sql:
            taken.append(re.search(r"prepare_texts|acquire_write_lock", sql).group())
        return execute(sql, params, many, context)

    with connection.execute_wrapper(watch_locks):
        correct_text(None, document, SPEECH.replace("every harbour", "every harbor"))
        document.refresh_from_db()
        document.title = "Another title, in a transaction that has prepared words of the text"
        document.save()
    assert taken[:2] == ["prepare_texts", "acquire_write_lock"]
    call_command("reindex", check=True)


def kept_words():
    return dict(SearchWord.objects.values_list("word", "rows"))


@pytest.mark.django_db
def test_words_that_a_correction_brings_are_kept_with_those_that_are_known():
    """Found before the lock is taken: a word that no row had, one of an unpublished text only, one that was known."""
    document = make_document()
    make_statement(document, "every harbour deserves a library", state="draft")
    make_document(slug="draft", title="Draft", state="draft", text="A quokka was seen at the library.")
    assert (kept_words()["quokka"], "axolotl" in kept_words()) == (0, False)
    before = kept_words()["library"]
    correct_text(
        None, document, SPEECH.replace("every harbour deserves", "every axolotl and quokka deserves")
    )
    assert (kept_words()["axolotl"], kept_words()["quokka"], kept_words()["library"]) == (1, 1, before)
    call_command("reindex", check=True)


@pytest.mark.django_db
def test_words_are_looked_for_again_where_the_table_was_rebuilt_meanwhile(monkeypatch):
    document = make_document()
    make_statement(document, "every harbour deserves a library")
    make_document(slug="other", title="Other", text="An axolotl was seen at the pond.")
    prepare = corrections._prepare_search

    def prepare_before_a_rebuild(planner, planned):
        """Axolotl is known when words are prepared; then nobody has it any more, and the table is made again."""
        prepare(planner, planned)
        SearchWord.objects.filter(id__lte=SearchWord.objects.order_by("-id").first().pk).delete()

    assert kept_words()["axolotl"] == 1
    monkeypatch.setattr(corrections, "_prepare_search", prepare_before_a_rebuild)
    correct_text(None, document, SPEECH.replace("Books are", "Axolotl books are"))
    assert kept_words()["axolotl"] == 1


@pytest.mark.django_db
def test_words_of_texts_that_were_prepared_for_another_language_are_kept_in_their_own():
    document = make_document()
    make_statement(document, "every harbour deserves a library")
    text = SPEECH.replace("every harbour", "every axolotl")
    with edit_transaction(), connection.cursor() as cursor:
        prepared = [*text.split("\n\n"), "every axolotl deserves a library"]
        cursor.execute("SELECT archive_search_prepare_texts(%s::text[], 'fr')", [prepared])
        corrections.replace_text(None, document, text)
    assert SearchWord.objects.filter(word="axolotl").values_list("language", "rows").get() == ("en", 1)
    call_command("reindex", check=True)


@pytest.mark.django_db
def test_rows_whose_texts_were_not_all_prepared_are_refreshed_all(monkeypatch):
    document = make_document()
    make_statement(document, "every harbour deserves a library", state="draft")
    monkeypatch.setattr(corrections, "_prepare_search", prepare_the_first_paragraph)
    correct_text(None, document, f"Axolotl.\n\n{SPEECH}".replace("every harbour", "every quokka"))
    assert (kept_words()["axolotl"], kept_words()["quokka"]) == (1, 1)
    call_command("reindex", check=True)


def prepare_the_first_paragraph(planner, _planned):
    with connection.cursor() as cursor:
        paragraphs = planner.new_text.split("\n\n")[:1]
        cursor.execute("SELECT archive_search_prepare_texts(%s::text[], 'en')", [paragraphs])
