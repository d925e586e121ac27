"""A correction that changes what a published statement says needs consent; unseen, it leaves it to an editor."""

import pytest

from archive.editing.correction_plan import plan_correction
from archive.editing.corrections import correct_text, replace_text
from archive.editing.errors import UnconfirmedError
from archive.editing.locks import edit_transaction
from archive.editing.reanchoring.meaning import Meaning
from archive.editing.reanchoring.results import AnchorStatus
from archive.models import Orphan, SearchWord, State, Statement
from tests.factories import SPEECH, make_document, make_speaker, make_statement

from .conftest import check_anchor

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
    check_anchor(first)
    assert first.text == "every harbour never deserves a library"


def test_a_draft_that_will_say_something_else_needs_none(annotated_document):
    document, first, _second = annotated_document
    Statement.objects.filter(pk=first.pk).update(state=State.DRAFT)
    correct_text(None, document, NEGATED)
    check_anchor(first)
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


def test_words_below_another_label_or_beside_another_name_need_consent(db):
    make_speaker("Amara Adeyemi")
    text = "Mr Lee: We open the gates.\n\nWe keep them open.\n\nMs Kim: “We shut them,” Adeyemi said."
    document = make_document(text=text)
    opened, kept, shut = (
        make_statement(document, words)
        for words in ("We open the gates", "We keep them open", "We shut them")
    )
    relabelled = plan_correction(document, text.replace("Mr Lee:", "Mr Park:"))
    assert {outcome.statement: outcome.meanings for outcome in relabelled.outcomes} == {
        opened: {Meaning.SPEAKER},
        kept: {Meaning.SPEAKER},
        shut: set(),
    }
    assert [outcome.statement for outcome in relabelled.list_unconfirmed([opened.pk])] == [kept]
    renamed = plan_correction(document, text.replace("Adeyemi said", "Okafor said"))
    assert [outcome.statement for outcome in renamed.outcomes if outcome.needs_confirmation] == [shut]
    with pytest.raises(UnconfirmedError):
        correct_text(None, document, text.replace("Adeyemi said", "Okafor said"))
    inserted = text.replace("We keep", "Ms Cho: No.\n\nWe keep")
    assert [
        outcome.statement for outcome in plan_correction(document, inserted).outcomes if outcome.meanings
    ] == [kept]


def test_words_below_a_label_without_a_colon_need_consent(db):
    make_speaker("Amara Adeyemi")
    text = "It is noon.\n\nMR ADEYEMI\n\nWe open the gates.\n\nThe port in winter\n\nWe keep them open."
    document = make_document(text=text)
    noon, opened, kept = (
        make_statement(document, words) for words in ("It is noon", "We open the gates", "We keep them open")
    )
    relabelled = plan_correction(document, text.replace("MR ADEYEMI", "MR OKAFOR"))
    assert {outcome.statement: outcome.meanings for outcome in relabelled.outcomes} == {
        noon: set(),
        opened: {Meaning.SPEAKER},
        kept: {Meaning.SPEAKER},
    }
    headed = plan_correction(document, text.replace("in winter", "in summer"))
    assert [outcome.meanings for outcome in headed.outcomes] == [set(), set(), set()]


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
    assert {outcome.statement: outcome.meanings for outcome in planned.outcomes} == {
        kept: {Meaning.SENTENCE},
        sung: set(),
    }
    assert [outcome.statement for outcome in planned.list_unconfirmed([])] == [kept]


def test_words_that_are_no_longer_quoted_or_are_denied_need_consent(db):
    text = "Folk dry nets. “We keep the gates open,” the mayor said, and the cook said that it rains."
    document = make_document(text=text)
    kept, rainy = (make_statement(document, words) for words in ("We keep the gates open", "it rains"))
    unquoted = plan_correction(document, text.replace("“", "").replace("”", ""))
    assert {outcome.statement: outcome.meanings for outcome in unquoted.outcomes} == {
        kept: {Meaning.QUOTATION},
        rainy: set(),
    }
    assert [outcome.statement for outcome in unquoted.list_unconfirmed([])] == [kept]
    denied = plan_correction(document, text.replace("cook said", "cook denied"))
    assert [outcome.statement for outcome in denied.list_unconfirmed([])] == [kept, rainy]


CHATS = ["[{}] ", "<{}> ", "{}> ", "[00:12] <{}> ", "00:12 [{}]: "]


@pytest.mark.parametrize("form", CHATS)
def test_words_below_another_label_of_a_chat_need_consent(db, form):
    lee, kim = form.format("Lee"), form.format("kim 2")
    text = f"{lee}We open the gates.\n\n{kim}In winter?\n\n{lee}We keep them open.\n\n{kim}Good."
    document = make_document(text=text)
    opened, kept = (make_statement(document, words) for words in ("We open the gates", "We keep them open"))
    relabelled = plan_correction(document, text.replace(f"{lee}We keep", f"{kim}We keep"))
    assert {outcome.statement: outcome.meanings for outcome in relabelled.outcomes} == {
        opened: set(),
        kept: {Meaning.SPEAKER},
    }
    removed = plan_correction(document, text.replace(f"{lee}We keep", "We keep"))
    assert [outcome.statement for outcome in removed.outcomes if outcome.needs_confirmation] == [kept]


@pytest.mark.parametrize("remark", ["[Applause] ", "<unclear> ", "[Lee] "])
def test_a_remark_in_brackets_is_no_label(db, remark):
    text = "We open the gates.\n\nWe keep them open.\n\nIt is noon.\n\n[Applause] We thank you."
    document = make_document(text=text)
    statement = make_statement(document, "It is noon")
    (outcome,) = plan_correction(document, text.replace("We keep", f"{remark}We keep")).outcomes
    assert (outcome.statement, outcome.meanings) == (statement, set())


INTERVIEW = (
    "Q: Will the gates open?\n\nA: We do.\n\nQ: Who pays for the library?\n\nA: The town does. It is glad to.\n\n"
    "Q: And the ferry?\n\nA: Not yet."
)


def changed_kinds(text, *words):
    """The kinds of what changes for each of the words, where they are marked in INTERVIEW."""
    document = make_document(text=INTERVIEW)
    statements = [make_statement(document, word) for word in words]
    meanings = {outcome.statement: outcome.meanings for outcome in plan_correction(document, text).outcomes}
    return [meanings.get(statement, set()) for statement in statements]


def test_an_answer_below_another_question_needs_consent(db):
    question, other = "Q: Will the gates open?", "Q: Who pays for the library?"
    exchanged = INTERVIEW.replace(question, "Q: ?").replace(other, question).replace("Q: ?", other)
    assert changed_kinds(exchanged, "The town does", "It is glad to", "Not yet") == [
        {Meaning.QUESTION},
        {Meaning.QUESTION},
        set(),
    ]


@pytest.mark.parametrize(
    ("old", "new", "kinds"),
    [
        ("Who pays for the library?", "Who pays for the new library?", set()),
        ("Who pays for the library?", "Who, please, pays for the libary", set()),
        ("Who pays for the library?", "Are the walls painted green?", {Meaning.QUESTION}),
        (
            "Q: Who pays for the library?\n\nA: The",
            "Who pays for the library?\n\nThe",
            {Meaning.SENTENCE, Meaning.QUESTION},
        ),
        ("Q: Will the gates open?\n\nA: We do.\n\n", "", set()),
    ],
)
def test_a_corrected_question_is_the_same(db, old, new, kinds):
    assert changed_kinds(INTERVIEW.replace(old, new), "The town does") == [kinds]


def test_a_speech_after_other_words_than_a_question_needs_no_consent(db):
    text = INTERVIEW.replace("?", ".")
    document = make_document(text=text)
    statement = make_statement(document, "The town does")
    (outcome,) = plan_correction(
        document, text.replace("Who pays for the library.", "It is raining.")
    ).outcomes
    assert (outcome.statement, outcome.meanings) == (statement, set())
