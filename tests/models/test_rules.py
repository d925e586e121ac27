"""The rules that hold whoever writes, tried in raw SQL."""

import sys
import unicodedata

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import ProtectedError

from archive.models import Document, Passage, Redirect, Report, Statement, Utterance
from tests.factories import make_document, make_event, make_speaker, make_statement, make_theme


@transaction.atomic
def run(sql, params):
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def rule_broken(sql, *params):
    """The constraint that refuses the statement; deferred rules are checked at once."""
    with pytest.raises(IntegrityError) as refusal:
        run(sql, params)
    return refusal.value.__cause__.diag.constraint_name


def test_a_statement_on_other_words_is_refused(statement):
    name = rule_broken(
        "UPDATE archive_statement SET text = 'Every harbour deserves a library' WHERE id = %s", statement.pk
    )
    assert name == "statement_text_matches_document"


def test_an_inserted_span_on_other_words_is_refused(published_document):
    sql = (
        'INSERT INTO archive_statement (document_id, start, "end", text, prefix, suffix, voice, voice_label,'
        " attribution, role_as_printed, note) VALUES (%s, 0, 4, 'Lies', '', '', 'narrator', '', 'summary', '', '')"
    )
    assert rule_broken(sql, published_document.pk) == "statement_text_matches_document"


@pytest.mark.parametrize(
    ("start", "end", "rule"),
    [
        (0, 100_000, "statement_text_matches_document"),
        (9, 3, "statement_end_is_after_start"),
        (5, 5, "statement_end_is_after_start"),
    ],
)
def test_a_span_outside_the_text_or_reversed_is_refused(statement, start, end, rule):
    sql = 'UPDATE archive_statement SET start = %s, "end" = %s WHERE id = %s'
    assert rule_broken(sql, start, end, statement.pk) == rule


def test_a_text_that_slides_away_under_a_statement_is_refused(statement):
    sql = "UPDATE archive_document SET text = 'Preface. ' || text WHERE id = %s"
    assert rule_broken(sql, statement.document_id) == "statement_text_matches_document"


def test_a_text_may_change_when_its_anchors_move_in_the_same_transaction(statement):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "UPDATE archive_document SET text = 'Preface. ' || text WHERE id = %s", [statement.document_id]
        )
        cursor.execute(
            'UPDATE archive_statement SET start = start + 9, "end" = "end" + 9 WHERE id = %s', [statement.pk]
        )
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    statement.refresh_from_db()
    assert statement.document.text[statement.start : statement.end] == statement.text
    assert statement.document.text_version == 2


def test_the_words_around_are_filled_in_by_the_database(statement):
    statement.refresh_from_db()
    assert statement.prefix == "our library\n\nMinister Adeyemi said that "
    assert statement.suffix == ". She called the new reading room a prom"


def test_offsets_count_code_points_not_bytes(db):
    document = make_document(text="𠮷野家说：“人工智能向善”。😀 Yes.")
    statement = make_statement(document, "人工智能向善")
    statement.refresh_from_db()
    assert (statement.start, statement.end) == (6, 12)
    assert statement.prefix == "𠮷野家说：“"


@pytest.mark.parametrize(
    "text",
    [
        "",
        " leading",
        "trailing ",
        "tab\there",
        "one\n\n\ntwo",
        "carriage\r\nreturn",
        "blank \nline",
        "cafe\u0301",
        "\ufeffmark",
    ],
)
def test_a_text_that_is_not_canonical_is_refused(published_document, text):
    name = rule_broken("UPDATE archive_document SET text = %s WHERE id = %s", text, published_document.pk)
    assert name == ("document_has_text" if text == "" else "document_text_is_canonical")


@pytest.mark.slow
def test_no_text_that_is_not_composed_passes_the_quick_part_of_the_rule(db):
    """The rule asks for NFC only where a character could be part of another composition: each character of the basic
    plane alone, after a letter, and before and after every character that composes with one before it."""
    marks = {
        chr(int(parts[1], 16))
        for parts in (unicodedata.decomposition(chr(code)).split() for code in range(sys.maxunicode + 1))
        if len(parts) == 2 and not parts[0].startswith("<")
    }
    characters = [chr(code) for code in range(1, 0x10000) if not 0xD800 <= code < 0xE000]
    texts = [
        form
        for character in characters
        for form in (character, f"e{character}", f"{character}\u0301", f"\u1100{character}")
    ]
    texts += [f"{letter}{mark}" for mark in marks for letter in "eЕかㄱ가α"]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_get_expr(conbin, conrelid) FROM pg_constraint WHERE conname = 'document_text_is_canonical'"
        )
        (rule,) = cursor.fetchone()
        cursor.execute(
            f"SELECT array_agg(text) FROM unnest(%s::text[]) AS text WHERE ({rule}) AND text IS NOT NFC NORMALIZED",
            [texts],
        )
        assert cursor.fetchone() == (None,)
        cursor.execute(
            f"SELECT count(*) FROM unnest(%s::text[]) AS text WHERE ({rule}) AND text ~ '^e'", [texts]
        )
        assert cursor.fetchone()[0] > 60_000


@pytest.mark.parametrize(
    ("model", "column", "rule"),
    [
        (make_theme, "parent_id", "themes_form_a_tree"),
        (make_event, "part_of_id", "event_parts_form_a_tree"),
        (make_document, "part_of_id", "document_parts_form_a_tree"),
    ],
)
def test_no_row_is_its_own_ancestor(db, model, column, rule):
    parent = column.removesuffix("_id")
    top = model()
    middle = model(**{parent: top})
    low = model(**{parent: middle})
    table = type(top)._meta.db_table
    assert rule_broken(f"UPDATE {table} SET {column} = %s WHERE id = %s", low.pk, top.pk) == rule


def test_a_document_does_not_translate_its_own_translation(db):
    original = make_document(text="Original.")
    french = make_document(text="Traduction.", translation_of=original, translator="official")
    sql = "UPDATE archive_document SET translation_of_id = %s, translator = 'official' WHERE id = %s"
    assert rule_broken(sql, french.pk, original.pk) == "document_translations_form_a_tree"


def test_a_role_of_somebody_else_is_refused(statement):
    other = make_speaker("Bruno Baptiste")
    role = other.roles.create(title="Harbour master")
    name = rule_broken("UPDATE archive_statement SET role_id = %s WHERE id = %s", role.pk, statement.pk)
    assert name == "statement_role_belongs_to_speaker"


def test_a_chosen_role_is_not_given_to_somebody_else(statement):
    role = statement.speaker.roles.create(title="Minister")
    type(statement).objects.filter(pk=statement.pk).update(role=role)
    sql = "UPDATE archive_role SET speaker_id = %s WHERE id = %s"
    assert rule_broken(sql, make_speaker("Bruno Baptiste").pk, role.pk) == "statement_role_belongs_to_speaker"


@pytest.mark.parametrize("voice", ["narrator", "unnamed", "editor"])
def test_only_the_speakers_voice_has_a_speaker(statement, voice):
    name = rule_broken("UPDATE archive_statement SET voice = %s WHERE id = %s", voice, statement.pk)
    assert name == "statement_speaker_matches_voice"


def test_an_annotated_document_cannot_be_deleted(statement):
    with pytest.raises(ProtectedError):
        statement.document.delete()
    name = rule_broken("DELETE FROM archive_document WHERE id = %s", statement.document_id)
    assert name.startswith("archive_statement_document_id")


def test_passages_are_the_paragraphs_of_the_text(published_document):
    text = published_document.text
    passages = list(published_document.passages.all())
    assert [p.text for p in passages] == text.split("\n\n")
    assert all(text[p.start : p.end] == p.text for p in passages)
    assert [p.pk for p in passages] == [published_document.pk * 1_000_000 + n for n in (1, 2, 3, 4)]


def test_labels_of_unchanged_paragraphs_survive_a_correction(published_document):
    Passage.objects.filter(document=published_document, number=3).update(
        kind="answer", speaker_label="Minister"
    )
    Document.objects.filter(pk=published_document.pk).update(
        text="A new first paragraph.\n\n" + published_document.text
    )
    labels = published_document.passages.values_list("number", "kind", "speaker_label")
    assert list(labels) == [
        (1, "paragraph", ""),
        (2, "paragraph", ""),
        (3, "paragraph", ""),
        (4, "answer", "Minister"),
        (5, "paragraph", ""),
    ]


def test_a_changed_slug_leaves_a_redirect_and_may_come_back(speaker):
    speaker.slug = "a-adeyemi"
    speaker.save()
    assert Redirect.objects.resolve("speaker", "amara-adeyemi") == speaker
    speaker.slug = "amara-adeyemi"
    speaker.save()
    assert list(Redirect.objects.values_list("slug", "target")) == [("a-adeyemi", speaker.pk)]


def test_an_address_that_leads_somewhere_is_not_taken_by_another(speaker):
    type(speaker).objects.filter(pk=speaker.pk).update(slug="a-adeyemi")
    sql = (
        "INSERT INTO archive_speaker (slug, kind, name, sort_name, country, note)"
        " VALUES ('amara-adeyemi', 'person', 'Somebody Else', '', '', '')"
    )
    assert rule_broken(sql) == "slugs_are_permanent"


def test_first_publication_is_stamped_and_kept(draft_document):
    assert draft_document.published_at is None
    Document.objects.filter(pk=draft_document.pk).update(state="published")
    draft_document.refresh_from_db()
    first = draft_document.published_at
    assert first is not None
    Document.objects.filter(pk=draft_document.pk).update(state="draft")
    Document.objects.filter(pk=draft_document.pk).update(state="published")
    draft_document.refresh_from_db()
    assert draft_document.published_at == first


def test_history_keeps_what_was_deleted_and_cannot_be_rewritten(statement):
    pk, words = statement.pk, statement.text
    Statement.objects.filter(pk=pk).update(note="Checked twice.")
    statement.delete()
    events = Statement.pgh_event_model.objects.filter(pgh_obj_id=pk).order_by("pgh_id")
    assert [(e.pgh_label, e.text, e.note) for e in events] == [
        ("insert", words, ""),
        ("update", words, "Checked twice."),
        ("delete", words, "Checked twice."),
    ]
    with pytest.raises(Exception, match="append_only"), transaction.atomic():
        events.delete()


def test_theme_links_are_in_the_history(statement, theme):
    statement.themes.clear()
    events = Statement.themes.through.pgh_event_model.objects.filter(statement_id=statement.pk)
    assert sorted(events.values_list("pgh_label", "theme_id")) == [("delete", theme.pk), ("insert", theme.pk)]


def test_of_paragraphs_with_the_same_words_each_keeps_its_label(db):
    document = make_document(text="Yes.\n\nNo.\n\nYes.")
    Passage.objects.filter(document=document, number=3).update(kind="answer", speaker_label="Minister")
    Document.objects.filter(pk=document.pk).update(text="Yes.\n\nYes.\n\nNo, no.")
    labels = document.passages.values_list("number", "text", "kind", "speaker_label")
    assert list(labels) == [
        (1, "Yes.", "paragraph", ""),
        (2, "Yes.", "answer", "Minister"),
        (3, "No, no.", "paragraph", ""),
    ]


def test_a_time_alone_is_kept_too_and_its_changes_are_recorded(db):
    document = make_document(text="Yes.\n\nNo.")
    document.passages.filter(number=2).update(time="00:00:09")
    Document.objects.filter(pk=document.pk).update(text="First.\n\nYes.\n\nNo.")
    assert list(document.passages.values_list("number", "time")) == [(1, ""), (2, ""), (3, "00:00:09")]
    assert [history_row.time for history_row in Passage.pgh_event_model.objects.all()] == ["00:00:09"]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("One.\n\nTwo, corrected.\n\nThree.\n\nFour.", (2, 3)),  # as many paragraphs: they stay
        ("New.\n\nOne.\n\nTwo.\n\nThree.\n\nFour.", (3, 4)),
        ("One.\n\nTwo.\n\nBetween.\n\nThree.\n\nFour.", (2, 4)),
        ("Two.\n\nThree.\n\nFour.", (1, 2)),
        ("One.\n\nThree.\n\nFour.", (None, None)),  # its beginning is gone
        ("Three.\n\nTwo.\n\nFour.", (None, None)),  # its end comes first
    ],
)
def test_a_part_keeps_its_place_when_the_whole_is_corrected(db, text, place):
    whole = make_document(text="One.\n\nTwo.\n\nThree.\n\nFour.")
    part = make_document(text="Two.\n\nThree.", part_of=whole, part_first=2, part_last=3)
    Document.objects.filter(pk=whole.pk).update(text=text)
    part.refresh_from_db()
    assert (part.part_first, part.part_last) == place


@pytest.mark.parametrize(
    ("has_whole", "first", "last"),
    [(True, 3, 2), (True, 0, 2), (True, None, 2), (True, 2, None), (False, 1, 2)],
)
def test_a_place_is_two_paragraphs_of_a_whole(db, has_whole, first, last):
    whole = make_document()
    part = make_document(text="Two.", part_of=whole if has_whole else None)
    broken = rule_broken(
        "UPDATE archive_document SET part_first = %s, part_last = %s WHERE id = %s", first, last, part.pk
    )
    assert broken == "document_part_has_range"


@pytest.mark.parametrize(
    "paragraph", ["word " * 100_000 + "end", "".join(map(chr, range(0x4E00, 0x9FA5))) * 4]
)
def test_a_huge_paragraph_is_kept_and_its_beginning_searched(db, paragraph):
    document = make_document(text=paragraph)
    assert document.passages.get().text == paragraph


@pytest.mark.parametrize("state", ["nonsense", "", "Published", "new", "deleted"])
@pytest.mark.parametrize(
    ("table", "rule"),
    [("document", "document_state_is_a_state"), ("statement", "statement_state_is_a_state")],
)
def test_a_word_that_is_no_state_is_refused(statement, table, rule, state):
    assert rule_broken(f"UPDATE archive_{table} SET state = %s", state) == rule


@pytest.mark.parametrize("status", ["nonsense", "", "Confirmed"])
def test_a_word_that_is_no_status_is_refused(statement, status):
    utterance = Utterance.objects.create(summary="Said")
    Report.objects.create(utterance=utterance, statement=statement, status="suggested")
    assert rule_broken("UPDATE archive_report SET status = %s", status) == "report_status_is_a_status"


@pytest.mark.parametrize("status", Report.Status)
def test_a_report_may_have_every_status(statement, status):
    utterance = Utterance.objects.create(summary="Said")
    report = Report.objects.create(utterance=utterance, statement=statement, status=status)
    report.refresh_from_db()
    assert report.status == status
