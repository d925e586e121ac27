"""A correction moves the statements along; one whose words are gone becomes an orphan and is not lost."""

import re
from contextlib import contextmanager

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction

from archive.editing.correction_plan import plan_correction
from archive.editing.corrections import correct_text, replace_text
from archive.editing.errors import EditError, StaleError, UnconfirmedError
from archive.editing.locks import edit_transaction
from archive.editing.reanchoring.anchors import Reanchoring
from archive.editing.reanchoring.meaning import Meaning
from archive.editing.reanchoring.results import AnchorStatus
from archive.models import Correction, Document, Orphan, Passage, SearchWord, State, Statement
from archive.search.request.params import SearchParams
from archive.search.results import search
from tests.factories import SPEECH, make_document, make_speaker, make_statement

BOATS = SPEECH.replace("Books are the cheapest ships", "Nothing in the world floats so well as paper")


@pytest.fixture
def annotated_document(db):
    document = make_document()
    first = make_statement(document, "every harbour deserves a library")
    second = make_statement(document, "Books are the cheapest ships")
    return document, first, second


def anchored(statement):
    statement.refresh_from_db()
    assert statement.document.text[statement.start : statement.end] == statement.text
    return statement.start


def counts(planned):
    return {status: number for status, number in planned.counts.items() if number}


def test_statements_move_with_the_text(annotated_document):
    document, first, second = annotated_document
    before = first.start, second.start
    done = correct_text(None, document, SPEECH.replace("She called the new", "She called the bright new"))
    assert counts(done) == {AnchorStatus.KEPT: 1, AnchorStatus.MOVED: 1}
    assert (anchored(first), anchored(second)) == (before[0], before[1] + 7)
    assert document.text_version == 2


def test_corrected_words_become_the_statements(annotated_document):
    document, first, _second = annotated_document
    done = correct_text(
        None, document, SPEECH.replace("harbour deserves a library", "harbour deserves a librarry")
    )
    assert counts(done) == {AnchorStatus.CHANGED: 1, AnchorStatus.MOVED: 1}
    anchored(first)
    assert (first.text, first.state) == ("every harbour deserves a librarry", State.PUBLISHED)
    assert first.history.order_by("pgh_id").last().text == "every harbour deserves a librarry"


def test_the_words_around_are_kept_up_to_date_where_nothing_moved(annotated_document):
    document, first, _second = annotated_document
    correct_text(None, document, SPEECH.replace("library. She", "library! She"))
    first.refresh_from_db()
    assert first.suffix.startswith("! She called")


def test_a_plan_writes_nothing_and_says_what_the_correction_then_does(annotated_document):
    document, first, second = annotated_document
    new = f"Preface.\n\n{BOATS}"
    planned = plan_correction(document, new)
    document.refresh_from_db()
    assert (document.text, document.text_version, Orphan.objects.count()) == (SPEECH, 1, 0)
    assert [(each.statement, each.status) for each in planned.outcomes] == [
        (first, AnchorStatus.MOVED),
        (second, AnchorStatus.REVIEW),
    ]
    assert correct_text(None, document, new).counts == planned.counts


def test_a_statement_whose_words_are_gone_becomes_an_orphan_that_is_not_public(annotated_document):
    document, first, second = annotated_document
    correct_text(None, document, BOATS)
    second.refresh_from_db()
    assert (second.state, second.text) == (State.ORPHANED, "Books are the cheapest ships")
    assert (second.orphan.version, second.orphan.state_before, second.orphan.detached) == (
        1,
        "published",
        False,
    )
    assert document.text_at_version(1)[second.start : second.end] == second.text
    assert (second.prefix[-1], second.suffix[0]) == ("“", ",")
    assert list(Statement.objects.published()) == [first]
    assert list(document.statements.anchored()) == [first]
    assert search(SearchParams(unit="statements")).ids == [first.pk]


def test_an_undone_correction_gives_it_its_place_again(annotated_document):
    document, _first, second = annotated_document
    correct_text(None, document, BOATS)
    done = correct_text(None, document, SPEECH)
    assert [(each.statement.pk, each.from_orphan) for each in done.outcomes][-1] == (second.pk, True)
    assert anchored(second) == SPEECH.index("Books")
    assert (second.state, Orphan.objects.count(), document.text_version) == (State.PUBLISHED, 0, 3)


def test_a_second_correction_leaves_it_in_the_queue_with_the_version_it_stood_in(annotated_document):
    document, *_ = annotated_document
    correct_text(None, document, BOATS)
    done = correct_text(None, document, f"Preface.\n\n{BOATS}")
    assert counts(done) == {AnchorStatus.MOVED: 1}
    assert Orphan.objects.get().version == 1
    assert [c.version for c in Correction.objects.order_by("version")] == [1, 2]


def test_a_text_somebody_else_corrected_meanwhile_is_not_overwritten(annotated_document):
    document, _first, _second = annotated_document
    correct_text(None, document, BOATS)
    with pytest.raises(StaleError):
        correct_text(None, document, "Mine.", text_version=1)
    document.refresh_from_db()
    assert document.text == BOATS


def test_every_earlier_text_is_kept_with_author_and_reason(annotated_document, editor):
    document, *_ = annotated_document
    correct_text(
        editor, document, f"Preface.\n\n{SPEECH}", reason="Left out", public_note="A preface was added."
    )
    document.statements.all().delete()
    document.text = "Something else."
    document.save()
    kept = Correction.objects.order_by("version")
    assert [(c.version, c.text, c.corrected_by, c.reason) for c in kept] == [
        (1, SPEECH, editor, "Left out"),
        (2, f"Preface.\n\n{SPEECH}", None, ""),
    ]
    assert (document.text_at_version(1), document.text_at_version(3), document.text_at_version(9)) == (
        SPEECH,
        None,
        None,
    )
    document.refresh_from_db()
    assert document.text_at_version(3) == "Something else."
    assert [c.public_note for c in kept] == ["A preface was added.", ""]


def test_the_same_text_is_no_correction(annotated_document):
    document, *_ = annotated_document
    assert counts(correct_text(None, document, SPEECH)) == {AnchorStatus.KEPT: 2}
    assert (document.text_version, Correction.objects.count()) == (1, 0)


def test_a_text_that_is_not_canonical_is_refused_by_the_database(annotated_document):
    with pytest.raises(EditError) as refused:
        correct_text(None, annotated_document[0], f"{SPEECH}  ")
    assert refused.value.errors == {
        "text": ["The text contains characters or spaces that the archive does not store."]
    }


@transaction.atomic
def run(sql, values):
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def rule_broken(sql, *values):
    with pytest.raises(IntegrityError) as refused:
        run(sql, values)
    return refused.value.__cause__.diag.constraint_name


def test_the_rules_of_statements_without_a_place_hold_in_raw_sql(annotated_document):
    document, first, second = annotated_document
    correct_text(None, document, BOATS)
    assert (
        rule_broken("UPDATE archive_statement SET state = 'published' WHERE id = %s", second.pk)
        == "statement_text_matches_document"
    )
    assert (
        rule_broken('UPDATE archive_statement SET start = 0, "end" = 28 WHERE id = %s', second.pk)
        == "orphaned_statement_keeps_its_span"
    )
    assert (
        rule_broken("UPDATE archive_statement SET state = 'orphaned' WHERE id = %s", first.pk)
        == "orphaned_statement_has_an_orphan"
    )
    assert (
        rule_broken("DELETE FROM archive_orphan WHERE statement_id = %s", second.pk)
        == "orphaned_statement_has_an_orphan"
    )
    assert (
        rule_broken("UPDATE archive_document SET state = 'orphaned' WHERE id = %s", document.pk)
        == "document_is_not_orphaned"
    )


def test_the_deferred_check_is_left_deferred(annotated_document):
    document, first, _second = annotated_document
    correct_text(None, document, f"{SPEECH}\n\nThe end.")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE archive_document SET text = 'X' || text WHERE id = %s", [document.pk])
        cursor.execute(
            'UPDATE archive_statement SET start = start + 1, "end" = "end" + 1 WHERE document_id = %s',
            [document.pk],
        )
    assert anchored(first) == SPEECH.index("every harbour") + 1


def test_labels_of_unchanged_paragraphs_survive(annotated_document):
    document, _first, _second = annotated_document
    document.passages.filter(number=3).update(
        kind=Passage.Kind.ANSWER, speaker_label="Adeyemi", time="00:01:12"
    )
    correct_text(None, document, SPEECH.replace("Remarks at", "Preface\n\nRemarks at"))
    labelled = document.passages.exclude(speaker_label="").get()
    assert (labelled.number, labelled.kind, labelled.time) == (4, Passage.Kind.ANSWER, "00:01:12")


@pytest.mark.parametrize("statements", [1, 3])
def test_the_number_of_queries_does_not_grow_with_the_statements(db, django_assert_num_queries, statements):
    document = make_document()
    for words in ["every harbour deserves", "cheapest ships", "by spring"][:statements]:
        make_statement(document, words)
    with django_assert_num_queries(13):
        correct_text(None, document, f"Preface.\n\n{SPEECH}")


NEGATED = SPEECH.replace("every harbour deserves", "every harbour never deserves")


def test_a_published_statement_that_will_say_something_else_needs_consent(annotated_document):
    document, first, _second = annotated_document
    with pytest.raises(UnconfirmedError, match="changes the meaning of 1 published statement"):
        correct_text(None, document, NEGATED)
    with pytest.raises(UnconfirmedError):
        correct_text(None, document, NEGATED, confirmed=[first.pk + 1000])
    document.refresh_from_db()
    assert (document.text, document.text_version) == (SPEECH, 1)
    correct_text(None, document, NEGATED, confirmed=[first.pk])
    anchored(first)
    assert first.text == "every harbour never deserves a library"


def test_a_draft_that_will_say_something_else_needs_none(annotated_document):
    document, first, _second = annotated_document
    Statement.objects.filter(pk=first.pk).update(state=State.DRAFT)
    correct_text(None, document, NEGATED)
    anchored(first)
    assert first.text == "every harbour never deserves a library"


def test_a_text_replaced_without_a_preview_leaves_changed_meaning_to_an_editor(annotated_document):
    document, first, second = annotated_document
    with edit_transaction():
        replace_text(None, document, NEGATED)
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.state, first.text) == (State.ORPHANED, "every harbour deserves a library")
    assert second.state == State.PUBLISHED


@pytest.mark.parametrize(("rows", "meanings"), [(1, set()), (2, {Meaning.WORDING})])
def test_a_word_that_other_texts_have_is_no_error(annotated_document, rows, meanings):
    """`rows` of the word that stands in one paragraph of this document, in a language without a dictionary."""
    document, *_ = annotated_document
    document.language = "sv"
    SearchWord.objects.filter(word="deserves").delete()
    SearchWord.objects.create(language="en", word="deserves", stem="deserv", rows=rows)
    SearchWord.objects.create(language="en", word="deserfes", stem="deserv", rows=1)
    new = SPEECH.replace("every harbour deserves", "every harbour deserfes")
    (changed,) = plan_correction(document, new).with_status(AnchorStatus.CHANGED)
    assert changed.meanings == meanings


def test_of_two_words_of_the_language_of_the_document_none_is_an_error(annotated_document):
    document, *_ = annotated_document
    new = SPEECH.replace("every harbour deserves", "every harbour deserved")
    (changed,) = plan_correction(document, new).with_status(AnchorStatus.CHANGED)
    assert changed.meanings == {Meaning.WORDING}


def test_the_name_of_a_speaker_that_changes_needs_consent(annotated_document):
    document, *_ = annotated_document
    make_speaker("Amara Adeyemi")
    make_statement(document, "Minister Adeyemi said that every harbour deserves a library")
    new = SPEECH.replace("Minister Adeyemi said", "Minister Adeyemo said")
    (changed,) = plan_correction(document, new).with_status(AnchorStatus.CHANGED)
    assert changed.meanings == {Meaning.NAME}
    assert changed.needs_confirmation


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
    done = correct_text(None, document, f"Preface.\n\n{SPEECH}")
    assert counts(done) == {AnchorStatus.MOVED: 3}
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


def test_texts_too_long_to_be_followed_are_refused(annotated_document, monkeypatch):
    monkeypatch.setattr("archive.editing.reanchoring.anchors.MAX_CHARACTERS", 100)
    with pytest.raises(EditError, match="too long and too different to follow the statements"):
        correct_text(None, annotated_document[0], BOATS)


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


def test_words_below_another_label_or_beside_another_name_need_consent(db):
    make_speaker("Amara Adeyemi")
    text = "Mr Lee: We open the gates.\n\nWe keep them open.\n\nMs Kim: “We shut them,” Adeyemi said."
    document = make_document(text=text)
    opened, kept, shut = (
        make_statement(document, words)
        for words in ("We open the gates", "We keep them open", "We shut them")
    )
    relabelled = plan_correction(document, text.replace("Mr Lee:", "Mr Park:"))
    assert {each.statement: each.meanings for each in relabelled.outcomes} == {
        opened: {Meaning.SPEAKER},
        kept: {Meaning.SPEAKER},
        shut: set(),
    }
    assert [each.statement for each in relabelled.list_unconfirmed([opened.pk])] == [kept]
    renamed = plan_correction(document, text.replace("Adeyemi said", "Okafor said"))
    assert [each.statement for each in renamed.outcomes if each.needs_confirmation] == [shut]
    with pytest.raises(UnconfirmedError):
        correct_text(None, document, text.replace("Adeyemi said", "Okafor said"))
    inserted = text.replace("We keep", "Ms Cho: No.\n\nWe keep")
    assert [each.statement for each in plan_correction(document, inserted).outcomes if each.meanings] == [
        kept
    ]


def test_words_that_lose_their_speaker_unseen_are_left_to_an_editor_with_the_reason(db):
    text = "Mr Lee: We open the gates."
    document = make_document(text=text)
    statement = make_statement(document, "We open the gates")
    with edit_transaction():
        replace_text(None, document, text.replace("Mr Lee", "Mr Park"))
    assert Orphan.objects.get(statement=statement).reason == Orphan.Reason.CONTEXT_LOST


def test_words_in_a_sentence_that_says_otherwise_need_consent(db):
    text = "Folk dry nets on the beach. It is true that we keep the gates open. Children sing in the school."
    document = make_document(text=text)
    kept, sung = (make_statement(document, words) for words in ("we keep the gates open", "Children sing"))
    planned = plan_correction(document, text.replace("is true", "is not true"))
    assert {each.statement: each.meanings for each in planned.outcomes} == {
        kept: {Meaning.SENTENCE},
        sung: set(),
    }
    assert [each.statement for each in planned.list_unconfirmed([])] == [kept]
