"""What the workbench's addresses refuse, and the reason they give, always in JSON."""

import json

import pytest

from archive.editing.corrections import correct_text
from archive.editing.merging.merge import merge
from archive.models import Statement, Theme
from tests.admin.annotation_page import WORDS
from tests.factories import SPEECH, make_document, make_event, make_speaker, make_statement, make_theme
from tests.marks import parametrize_partly_slow

from .client import address, body, choices_address, delete, error_of, post, put, read_statement

LENGTH = len(SPEECH)
GONE = 10**30


@pytest.mark.parametrize(
    ("start", "end", "message"),
    [
        (90, 80, "The span 90 to 80 is empty: it must end after it starts."),
        (80, 80, "The span 80 to 80 is empty: it must end after it starts."),
        (-5, 27, "The span -5 to 27 is outside the text."),
        (5, 100_000, "The span 5 to 100000 is outside the text."),
        (GONE, GONE + 1, f"The span {GONE} to {GONE + 1} is outside the text."),
        (LENGTH, LENGTH + 1, f"The span {LENGTH} to {LENGTH + 1} is outside the text."),
        (45, 47, "The span 45 to 47 contains only spaces; select words."),
    ],
)
def test_a_span_without_words_is_refused(as_editor, document, start, end, message):
    sent = body(document, start=start, end=end)
    assert error_of(post(as_editor, address(document), sent), 422) == {"words": [message]}
    assert not Statement.objects.exists()


@pytest.mark.parametrize(
    ("start", "end", "message"),
    [
        (0, 7, "The selection ends inside a character, at 7; select the whole character."),
        (8, 14, "The selection starts inside a character, at 8; select the whole character."),
        (10, 12, "The selection ends inside a character, at 12; select the whole character."),
        (12, 19, "The selection starts inside a character, at 12; select the whole character."),
    ],
)
def test_a_span_that_cuts_a_character_is_refused(as_editor, start, end, message):
    document = make_document("Words q\u0323\u0301 👩\u200d👧 here.\n\nMore.")
    sent = body(document, "Words", start=start, end=end)
    assert error_of(post(as_editor, address(document), sent), 422) == {"words": [message]}


def test_a_span_that_is_too_long_is_refused(as_editor):
    document = make_document("word " * 5000 + "end")
    sent = body(document, "word", end=20_001)
    too_long = ["These are 20,001 characters; a statement has at most 20,000."]
    assert error_of(post(as_editor, address(document), sent), 422) == {"words": too_long}


def test_a_statement_may_span_paragraphs(as_editor, document):
    sent = body(document, end=LENGTH, start=2)
    answer = post(as_editor, address(document), sent).json()
    assert answer["words"] == SPEECH[2:]


@pytest.mark.slow
def test_a_corrected_text_is_a_conflict(as_editor, document, statement):
    sent, etag = body(document), read_statement(as_editor, document, statement)["etag"]
    correct_text(None, document, f"Preface.\n\n{SPEECH}")
    response = post(as_editor, address(document), sent)
    assert (response.status_code, response.json()) == (
        409,
        {
            "message": "The text has been corrected in the meantime. Nothing was saved: reload the page.",
            "text_version": 2,
        },
    )
    assert error_of(put(as_editor, address(document, statement), sent, etag), 412)
    etag = read_statement(as_editor, document, statement)["etag"]
    assert error_of(put(as_editor, address(document, statement), sent, etag), 409)
    assert Statement.objects.count() == 1


def test_fields_that_contradict_each_other_are_refused(as_editor, document, speaker):
    sent = body(document, voice="speaker", attribution="gossip")
    assert error_of(post(as_editor, address(document), sent), 422) == {
        "attribution": ["Select a valid choice. gossip is not one of the available choices."],
        "speaker": ["Choose a speaker, or select another voice."],
    }
    sent = body(document, speaker=speaker.pk, attribution="")
    assert error_of(post(as_editor, address(document), sent), 422) == {
        "attribution": ["Choose an attribution."],
        "speaker": [
            (
                "The voice is “The narrator”, which has no speaker: clear this field, or choose the "
                "voice “A speaker”."
            )
        ],
    }


@pytest.mark.parametrize(
    ("field", "sent", "kind"),
    [
        ("speaker", GONE, "speaker"),
        ("event", -1, "event"),
        ("themes", [0], "theme"),
        ("relays", [999_999], "speaker"),
    ],
)
def test_unknown_ids_are_refused(as_editor, document, field, sent, kind):
    message = f"The chosen {kind} is not in the archive. Choose another one."
    assert error_of(post(as_editor, address(document), body(document, **{field: sent})), 422) == {
        field: [message]
    }


@pytest.mark.slow
def test_deleted_entities_are_refused_by_name(as_editor, document):
    theme, speaker, event = make_theme("Ports"), make_speaker("Other"), make_event("Parade")
    fields = {"themes": [theme.pk], "speaker": speaker.pk, "event": event.pk, "relays": [speaker.pk]}
    for row in (theme, speaker, event):
        row.delete()
    names = {
        "themes": "theme “Ports”",
        "speaker": "speaker “Other”",
        "event": "event “Parade”",
        "relays": "speaker “Other”",
    }
    for field, value in fields.items():
        message = f"The {names[field]} has been deleted in the meantime. Choose another one."
        assert error_of(post(as_editor, address(document), body(document, **{field: value})), 422) == {
            field: [message]
        }


@pytest.mark.slow
def test_merged_entities_are_replaced_by_what_they_were_merged_into(
    as_editor, document, theme, speaker, event
):
    old = make_theme("Book houses"), make_speaker("A. Adeyemi"), make_event("The opening")
    ids = [row.pk for row in old]
    for survivor, duplicate in zip((theme, speaker, event), old, strict=True):
        merge(None, survivor, duplicate)
    later = make_theme("Reading")
    merge(None, later, Theme.objects.get(pk=theme.pk))
    sent = body(
        document, voice="speaker", themes=[ids[0], later.pk], speaker=ids[1], event=ids[2], relays=[ids[1]]
    )
    answer = post(as_editor, address(document), sent).json()
    assert answer["themes"] == [{"id": later.pk, "label": "Reading"}]
    assert (answer["speaker"]["id"], answer["event"]["id"]) == (speaker.pk, event.pk)
    assert answer["relays"] == [{"id": speaker.pk, "label": "Amara Adeyemi"}]


def test_a_duplicate_is_refused(as_editor, document, statement, draft_statement):
    twice = {"words": ["These words are already marked with the same voice, attribution and event."]}
    sent = body(
        document,
        voice="speaker",
        speaker=statement.speaker_id,
        attribution="paraphrase",
        event=statement.event_id,
    )
    assert error_of(post(as_editor, address(document), sent), 422) == twice
    etag = read_statement(as_editor, document, draft_statement)["etag"]
    assert error_of(put(as_editor, address(document, draft_statement), sent, etag), 422) == twice


def test_a_split_that_makes_a_duplicate_is_refused(as_editor, document, speaker):
    whole = make_statement(document, WORDS, speaker=speaker, state="draft")
    make_statement(document, "every harbour", speaker=speaker, state="draft")
    etag = read_statement(as_editor, document, whole)["etag"]
    response = post(
        as_editor, address(document, whole, "split"), {"at": whole.start + 13}, **{"If-Match": etag}
    )
    assert error_of(response, 422) == {
        "words": ["One of the two parts is already marked with the same voice, attribution and event."]
    }
    whole.refresh_from_db()
    assert whole.text == WORDS


@pytest.mark.slow
def test_a_write_without_the_present_etag_is_refused(as_publisher, document, statement):
    url = address(document, statement)
    before = read_statement(as_publisher, document, statement)
    for etag in (None, "*", "nonsense"):
        assert error_of(put(as_publisher, url, {"note": "Mine"}, etag), 428)
        assert error_of(delete(as_publisher, url, etag), 428)
        headers = {"If-Match": etag} if etag else {}
        assert error_of(post(as_publisher, address(document, statement, "split"), {"at": 80}, **headers), 428)
    for etag in ('"1-1"', f"W/{before['etag']}"):
        response = put(as_publisher, url, {"note": "Mine"}, etag)
        assert (
            error_of(response, 412)
            == "Someone else has changed this statement in the meantime. Nothing was saved."
        )
        assert response.json()["theirs"] == before
    assert read_statement(as_publisher, document, statement) == before


def test_the_second_of_two_changes_gets_the_first(client, document, statement, editor, second_editor):
    url = address(document, statement)
    client.force_login(editor)
    etag = read_statement(client, document, statement)["etag"]
    client.force_login(second_editor)
    theirs = put(client, url, {"note": "First"}, etag).json()
    client.force_login(editor)
    response = put(client, url, {"note": "Second"}, etag)
    assert error_of(response, 412)
    assert response.json()["theirs"] == theirs
    assert theirs["changed_by"] == "edgar"
    again = put(client, url, {"note": "Second"}, f'"0-0", {theirs["etag"]}')
    assert (again.status_code, again.json()["note"], again.json()["changed_by"]) == (200, "Second", "edith")


@pytest.mark.slow
def test_deleted_and_foreign_statements_are_not_found(as_editor, document, draft_statement, hidden_statement):
    url = address(document, draft_statement)
    assert (
        delete(as_editor, url, read_statement(as_editor, document, draft_statement)["etag"]).status_code
        == 200
    )
    for response in (as_editor.get(url), put(as_editor, url, {}, '"1-1"'), delete(as_editor, url, '"1-1"')):
        message = "That statement is no longer in this text: someone has deleted it."
        assert error_of(response, 410) == message
    elsewhere = address(document, hidden_statement)
    for response in (
        as_editor.get(elsewhere),
        put(as_editor, elsewhere, {}, '"1-1"'),
        delete(as_editor, elsewhere, '"1-1"'),
        post(as_editor, address(document, hidden_statement, "restore")),
        as_editor.get(address(document, GONE)),
    ):
        assert error_of(response, 404) == "There is no such statement in this text."
    assert Statement.objects.get() == hidden_statement


def test_a_deleted_document_is_not_found(as_editor, draft_document):
    urls = [address(draft_document), choices_address(draft_document, "theme")]
    sent = body(draft_document, "plans")
    draft_document.delete()
    for url in urls:
        assert error_of(as_editor.get(url), 404)
        assert error_of(post(as_editor, url, sent), 404)


def test_other_methods_and_other_kinds_are_refused(as_editor, document):
    response = as_editor.patch(address(document))
    assert error_of(response, 405) == "This address does not accept PATCH."
    assert response["Allow"] == "GET, POST"
    assert error_of(as_editor.get(choices_address(document, "source")), 404)


BODIES = {
    "nothing": b"",
    "not JSON": b"{start: 1",
    "not UTF-8": b'{"note": "\xff"}',
    "UTF-16": '{"note": "x"}'.encode("utf-16"),
    "a list": b"[]",
    "a number": b"12",
    "null": b"null",
    "NaN": b'{"start": NaN}',
    "a number of 5,000 digits": b'{"start": ' + b"9" * 5000 + b"}",
    "deep": b"[" * 100_000,
    "deep within": b'{"themes": ' + b"[" * 100_000 + b"]" * 100_000 + b"}",
    "too large": b'{"note": "' + b"x" * 300_000 + b'"}',
}


@parametrize_partly_slow("do", ["add", "change", "split", "make"], 1)
def test_malformed_bodies_are_refused(as_editor, document, statement, do):
    etag = read_statement(as_editor, document, statement)["etag"]
    url = {
        "add": address(document),
        "change": address(document, statement),
        "split": address(document, statement, "split"),
        "make": choices_address(document, "theme"),
    }[do]
    ask = as_editor.put if do == "change" else as_editor.post
    for name, sent in BODIES.items():
        response = ask(url, sent, content_type="application/json", headers={"If-Match": etag})
        assert error_of(response, 413 if len(sent) > 256 * 1024 else 400), name
    assert read_statement(as_editor, document, statement)["etag"] == etag


NONSENSE = [
    None,
    True,
    1.5,
    -1,
    GONE,
    "x",
    "\0",
    "a\ud800",
    "x" * 100_000,
    [],
    [None],
    ["x"],
    [1.5],
    {},
    {"a": []},
]
FIELDS = [
    *("start", "end", "text_version", "speaker", "event", "themes", "voice", "voice_label", "attribution"),
    *("role_as_printed", "role", "relays", "note", "certain", "state"),
]


QUICK = {"start", "themes", "role"}  # of each kind of value one; thirty requests a field


@pytest.mark.parametrize(
    "field", [pytest.param(field, marks=() if field in QUICK else pytest.mark.slow) for field in FIELDS]
)
def test_nonsense_in_any_field_is_no_server_error(as_editor, document, statement, field):
    etag = read_statement(as_editor, document, statement)["etag"]
    for value in NONSENSE:
        for response in (
            post(as_editor, address(document), body(document, **{field: value})),
            put(as_editor, address(document, statement), body(document, **{field: value}), etag),
        ):
            if response.status_code in (200, 201):
                answer = response.json()
                etag = read_statement(as_editor, document, statement)["etag"]
                assert answer[field] == value or (field, answer["role"]) == ("role", None)
                Statement.objects.exclude(pk=statement.pk).delete()
            else:
                assert response.status_code in (400, 409, 412, 422)
                assert response.json()["message"]


@parametrize_partly_slow("at", NONSENSE, 3)
def test_nonsense_as_a_split_offset_is_refused(as_editor, document, statement, at):
    etag = read_statement(as_editor, document, statement)["etag"]
    response = post(as_editor, address(document, statement, "split"), {"at": at}, **{"If-Match": etag})
    assert response.status_code in (400, 403, 422)
    assert Statement.objects.count() == 1


def test_a_form_body_is_refused(as_editor, document):
    for sent in ({"start": "1"}, json.dumps(body(document))):
        kind = {"content_type": "application/x-www-form-urlencoded"} if isinstance(sent, str) else {}
        assert (
            error_of(as_editor.post(address(document), sent, **kind), 400) == "The request is not valid JSON."
        )
