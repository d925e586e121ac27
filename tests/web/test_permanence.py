"""What was public once is answered for good; what never was is not found."""

import pytest
from django.db import connection
from django.utils import timezone

from archive.editing.corrections import correct_text
from archive.editing.merging.merge import merge
from archive.models import Document, Publication, Speaker, State, Statement, Withholding
from tests.factories import SPEECH, make_document, make_event, make_speaker, make_statement
from tests.history_dates import backdate_history_by_a_day

CORRECTED = SPEECH.replace("every harbour deserves a library", "every harbour deserves the library")


@pytest.fixture
def corrected_statement(statement):
    """A public statement whose words were corrected a day after it was published."""
    backdate_history_by_a_day()
    correct_text(
        None,
        statement.document,
        CORRECTED,
        reason="Secret reason",
        public_note="A wrong word.",
        confirmed=[statement.pk],
    )
    statement.refresh_from_db()
    assert statement.text == "every harbour deserves the library"
    return statement


def get(client, obj, query=""):
    return client.get(obj.get_absolute_url() + query)


def today():
    """Of the transaction, which is what the database notes: the test may run past midnight."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT now()")
        date = timezone.localtime(cursor.fetchone()[0])
    return f"{date.day} {date:%B %Y}"


@pytest.mark.slow
def test_a_corrected_statement_shows_its_earlier_words_with_version_date_and_reason(
    client, corrected_statement
):
    page = get(client, corrected_statement).text
    assert f"Cited before {today()} as" in page
    assert "every harbour deserves a library" in page
    assert "Text version 1 · A wrong word." in page
    assert "Secret reason" not in page


@pytest.mark.slow
def test_a_statement_that_was_never_corrected_has_no_earlier_words(client, statement):
    backdate_history_by_a_day()
    correct_text(None, statement.document, f"{SPEECH} The end.")
    page = get(client, statement).text
    assert "every harbour deserves a library" in page
    assert "Earlier words" not in page


def test_the_version_in_the_address_shows_the_words_of_that_version(client, corrected_statement):
    page = get(client, corrected_statement, "?version=1")
    assert page.status_code == 200
    assert (
        '<blockquote class="words" lang="en" dir="ltr">every harbour deserves a library</blockquote>'
        in page.text
    )
    assert f"http://testserver/statements/{corrected_statement.pk}/?version=1.</dd>" in page.text
    assert page["X-Robots-Tag"] == "noindex"
    assert "Earlier words" in get(client, corrected_statement, "?version=2").text
    for query in ("?version=3", "?version=0", "?version=x", "?version=99999999999999999999"):
        assert get(client, corrected_statement, query).status_code == 404


def test_words_of_a_version_that_was_not_public_are_not_shown(client, statement):
    """Corrected there and back while it was a draft."""
    backdate_history_by_a_day()
    row = Statement.objects.filter(pk=statement.pk)
    row.update(state=State.DRAFT)
    for text in (SPEECH.replace("deserves a library", "deserves our secret library"), SPEECH):
        backdate_history_by_a_day()
        correct_text(None, statement.document, text)
        words = row.get().text
    backdate_history_by_a_day()
    row.update(state=State.PUBLISHED)
    assert (words, statement.document.text_version) == ("every harbour deserves a library", 3)
    answers = [get(client, statement, f"?version={number}") for number in (1, 2, 3)]
    assert [answer.status_code for answer in answers] == [200, 404, 200]
    assert "secret" not in "".join(answer.text for answer in answers)


@pytest.mark.parametrize(
    ("take_away", "sentence"),
    [
        (lambda s: s.delete(), "An editor deleted it."),
        (lambda s: Statement.objects.filter(pk=s.pk).update(state=State.DRAFT), "An editor unpublished it."),
        (
            lambda s: Document.objects.filter(pk=s.document_id).update(state=State.DRAFT),
            "The document that contains it was unpublished.",
        ),
    ],
)
def test_a_statement_that_is_gone_says_what_became_of_it(client, statement, take_away, sentence):
    backdate_history_by_a_day()
    take_away(Statement.objects.get(pk=statement.pk))
    page = get(client, statement)
    assert page.status_code == 410
    assert sentence in page.text
    assert (
        '<blockquote class="words" lang="en" dir="ltr">every harbour deserves a library</blockquote>'
        in page.text
    )
    assert "Amara Adeyemi" in page.text
    assert '<span class="badge badge-paraphrase">Paraphrase</span>' in page.text
    assert f"It was published until {today()}." in page.text


def test_an_orphan_answers_with_its_words_and_so_does_one_that_was_detached(client, statement):
    backdate_history_by_a_day()
    correct_text(None, statement.document, "Remarks.")
    page = get(client, statement)
    assert (page.status_code, "will decide where its words are now" in page.text) == (410, True)
    statement.refresh_from_db()
    statement.orphan.detached = True
    statement.orphan.save()
    page = get(client, statement)
    assert (page.status_code, "A correction of the document removed its words." in page.text) == (410, True)
    assert "every harbour deserves a library" in page.text


def test_words_changed_after_it_was_taken_back_are_not_shown(client, statement):
    backdate_history_by_a_day()
    Document.objects.filter(pk=statement.document_id).update(state=State.DRAFT)
    secret = make_speaker("Secret speaker")
    Statement.objects.filter(pk=statement.pk).update(speaker=secret, note="Secret note")
    text = SPEECH.replace("every harbour deserves a library", "Secret words deserve a library")
    correct_text(None, statement.document, text)
    Document.objects.filter(pk=statement.document_id).update(title="Secret title")
    for obj in (statement, statement.document):
        page = get(client, obj)
        assert page.status_code == 410
        assert "every harbour deserves a library" in page.text
        assert "Secret" not in page.text


@pytest.mark.parametrize("is_deleted", [False, True])
def test_a_document_that_is_gone_shows_its_last_public_text(client, published_document, is_deleted):
    backdate_history_by_a_day()
    row = Document.objects.filter(pk=published_document.pk)
    row.delete() if is_deleted else row.update(state=State.REVIEW)
    page = get(client, published_document)
    assert page.status_code == 410
    assert 'id="p3">“Books are the cheapest ships,” she told the guests.</p>' in page.text
    assert client.get(f"{published_document.get_absolute_url()}versions/").status_code == 410
    assert Document.objects.published().count() == 0


def test_speaker_event_and_theme_of_what_is_gone_answer(client, statement, speaker, event, theme):
    backdate_history_by_a_day()
    Document.objects.update(state=State.DRAFT, event=None)
    Statement.objects.all().delete()
    pages = [get(client, item) for item in (speaker, event, theme)]
    assert [page.status_code for page in pages] == [410] * 3
    assert all("Nothing in the published archive refers to it any more." in page.text for page in pages)
    speaker.delete(), event.delete(), theme.delete()
    pages = [
        client.get(item)
        for item in ("/speakers/amara-adeyemi/", "/events/harbour-library/", "/themes/libraries/")
    ]
    assert [page.status_code for page in pages] == [410] * 3
    assert ["Amara Adeyemi" in pages[0].text, "An editor deleted it." in pages[1].text] == [True, True]


def test_a_former_slug_of_what_is_gone_still_leads_there(client, statement, speaker):
    backdate_history_by_a_day()
    Speaker.objects.filter(pk=speaker.pk).update(slug="minister-adeyemi")
    backdate_history_by_a_day()
    statement.delete()
    assert [
        client.get(f"/speakers/{slug}/").status_code for slug in ("amara-adeyemi", "minister-adeyemi")
    ] == [410] * 2


def test_the_name_it_had_when_it_was_public_is_shown(client, statement, speaker):
    backdate_history_by_a_day()
    statement.delete()
    Speaker.objects.filter(pk=speaker.pk).update(name="Secret name")
    page = client.get("/speakers/amara-adeyemi/")
    assert (page.status_code, "Amara Adeyemi" in page.text, "Secret" in page.text) == (410, True, False)


def test_who_spoke_words_that_are_gone_has_the_name_it_had_then(client, statement, speaker):
    backdate_history_by_a_day()
    Statement.objects.filter(pk=statement.pk).update(state=State.DRAFT)
    Speaker.objects.filter(pk=speaker.pk).update(name="Secret name")
    page = get(client, statement)
    assert (page.status_code, "Amara Adeyemi" in page.text, "Secret" in page.text) == (410, True, False)


def test_a_merged_entry_leads_to_the_other_and_then_to_what_became_of_it(client, statement, speaker):
    backdate_history_by_a_day()
    other = make_speaker("Minister Adeyemi", slug="minister-adeyemi")
    merge(None, other, speaker)
    assert client.get("/speakers/amara-adeyemi/").url == "/speakers/minister-adeyemi/"
    backdate_history_by_a_day()
    Statement.objects.all().delete()
    assert client.get("/speakers/amara-adeyemi/").status_code == 410


def test_an_address_that_was_public_is_given_to_nobody_else(published_document, client):
    from archive.editing.creation.slugs import slug_for

    backdate_history_by_a_day()
    published_document.delete()
    assert slug_for(Document, "Harbour library remarks") == "harbour-library-remarks-2"
    with pytest.raises(Exception, match="was the public address of another document"):
        make_document(slug="harbour-library-remarks")


@pytest.mark.parametrize("withheld", ["statement", "document"])
def test_what_is_withheld_says_so_and_why_and_shows_no_words(client, corrected_statement, withheld):
    number = corrected_statement.pk if withheld == "statement" else corrected_statement.document_id
    Withholding.objects.create(model_name=withheld, object_id=number, reason="law", note="Order 12/2026.")
    page = get(client, corrected_statement, "?version=1")
    assert page.status_code == 410
    assert "Required by law or a court" in page.text
    assert "Order 12/2026." in page.text
    assert "deserves a" not in page.text
    assert "every harbour deserves the library" in page.text
    assert "deserves a" not in get(client, corrected_statement).text
    backdate_history_by_a_day()
    Statement.objects.filter(pk=corrected_statement.pk).update(state=State.DRAFT)
    page = get(client, corrected_statement)
    assert page.status_code == 410
    assert "Required by law or a court" in page.text
    assert [words for words in ("harbour deserves", "Amara Adeyemi") if words in page.text] == []


def test_a_withheld_document_shows_no_text_and_no_earlier_version(client, corrected_statement):
    Withholding.objects.create(
        model_name="document", object_id=corrected_statement.document_id, reason="rights"
    )
    url = corrected_statement.document.get_absolute_url()
    assert "deserves a" not in client.get(f"{url}versions/").text
    version = client.get(f"{url}versions/1/")
    assert (version.status_code, "every harbour" in version.text) == (410, False)
    backdate_history_by_a_day()
    Document.objects.update(state=State.DRAFT)
    page = client.get(url)
    assert (page.status_code, "Requested by the holder of the rights" in page.text) == (410, True)
    assert "harbour" not in page.text.replace("harbour-library-remarks", "")


@pytest.mark.slow
def test_public_versions_are_listed_read_and_compared(client, corrected_statement):
    url = corrected_statement.document.get_absolute_url()
    page = client.get(f"{url}versions/").text
    assert "Readers have seen 2 versions of this text." in page
    assert "A wrong word." in page
    assert '<del><span class="visually-hidden">[only here: </span>a<' in page
    assert '<ins><span class="visually-hidden">[only here: </span>the<' in page
    version = client.get(f"{url}versions/1/")
    assert (version.status_code, "every harbour deserves" in version.text) == (200, True)
    assert client.get(f"{url}versions/2/").url == url
    for below in ("versions/3/", "versions/0/", "versions/?from=3", "versions/?to=x"):
        assert client.get(url + below).status_code == 404
    assert "The two versions are the same." in client.get(f"{url}versions/?from=1&to=1").text
    assert "See what changed" in client.get(url).text


def test_versions_that_were_drafts_are_not_public(client, draft_document):
    correct_text(None, draft_document, "Secret plans for the lighthouse museum leave the drawer.")
    backdate_history_by_a_day()
    Document.objects.filter(pk=draft_document.pk).update(state=State.PUBLISHED)
    backdate_history_by_a_day()
    correct_text(None, draft_document, "Plans for the lighthouse museum are public.")
    url = draft_document.get_absolute_url()
    page = client.get(f"{url}versions/").text
    assert "Readers have seen 2 versions of this text." in page
    assert client.get(f"{url}versions/2/").status_code == 200
    assert client.get(f"{url}versions/1/").status_code == 404
    assert client.get(f"{url}versions/?from=1").status_code == 404


def test_what_was_never_public_is_not_found(client, draft_statement, hidden_statement):
    backdate_history_by_a_day()
    draft, hidden = draft_statement.pk, hidden_statement.pk
    for address in (
        f"/statements/{draft}/",
        f"/statements/{hidden}/",
        "/documents/lighthouse-draft/versions/1/",
    ):
        assert client.get(address).status_code == 404
    slug = hidden_statement.document.slug
    Statement.objects.all().delete()
    Document.objects.all().delete()
    pages = [f"/statements/{draft}/", f"/statements/{hidden}/?version=1", f"/documents/{slug}/"]
    assert [client.get(page).status_code for page in pages] == [404] * 3
    assert set(Publication.objects.values_list("object_id", "model_name")) == {
        (draft_statement.document_id, "document"),
        *((item.event_id, "event") for item in [draft_statement.document]),
    }


@pytest.mark.parametrize(
    ("statement_state", "document_state"), [("draft", "published"), ("published", "draft")]
)
def test_what_nothing_public_speaks_of_is_not_public_nor_was(
    client, theme, speaker, statement_state, document_state
):
    meeting = make_event(slug="closed-meeting")
    document = make_document(state=document_state, event=None)
    words = make_statement(
        document, "a promise kept", state=statement_state, speaker=speaker, event=meeting, themes=[theme]
    )
    backdate_history_by_a_day()
    expected = {("document", document.pk)} if document_state == "published" else set()
    assert set(Publication.objects.values_list("model_name", "object_id")) == expected
    for row in (words, meeting, theme, speaker):
        assert get(client, row).status_code == 404
    for states in (("published", "published"), (statement_state, document_state)):  # and taken back
        Statement.objects.update(state=states[0])
        Document.objects.update(state=states[1])
        backdate_history_by_a_day()
    public_now = Publication.objects.filter(until=None)
    assert set(public_now.values_list("model_name", "object_id")) == expected


def test_what_is_published_and_taken_back_at_once_was_never_public(client, draft_statement):
    backdate_history_by_a_day()
    row = Statement.objects.filter(pk=draft_statement.pk)
    row.update(state=State.PUBLISHED), row.update(state=State.DRAFT)
    assert get(client, draft_statement).status_code == 404


@pytest.mark.slow
def test_it_is_public_again_after_it_was_published_again(client, statement):
    backdate_history_by_a_day()
    row = Statement.objects.filter(pk=statement.pk)
    row.update(state=State.DRAFT)
    assert get(client, statement).status_code == 410
    backdate_history_by_a_day()
    row.update(state=State.PUBLISHED)
    page = get(client, statement)
    assert (page.status_code, "Earlier words" in page.text) == (200, False)


def test_a_page_with_a_missing_passage_still_answers(client, statement):
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica; DELETE FROM archive_passage")
        cursor.execute("SET LOCAL session_replication_role = origin")
    page = get(client, statement)
    assert (page.status_code, "every harbour deserves a library" in page.text) == (200, True)
    assert get(client, statement.document).status_code == 200


@pytest.mark.slow
@pytest.mark.parametrize("rows", [1, 3])
def test_pages_take_as_many_queries_for_three_corrections_as_for_one(
    client, statement, rows, django_assert_num_queries
):
    endings = ("Quiet.", "Green.", "Sunny.")[:rows]
    for ending in endings:
        backdate_history_by_a_day()
        words = SPEECH.replace("deserves a library", f"deserves its {ending[:-1].lower()} library")
        correct_text(None, statement.document, f"{words} {ending}", confirmed=[statement.pk])
    backdate_history_by_a_day()
    url = statement.document.get_absolute_url()
    for address, queries in ((f"{url}versions/", 4), (f"{url}versions/1/", 4)):
        with django_assert_num_queries(queries):
            assert client.get(address).status_code == 200
    with django_assert_num_queries(9):
        assert get(client, statement, "?version=1").status_code == 200
    Statement.objects.filter(pk=statement.pk).update(state=State.DRAFT)
    with django_assert_num_queries(12):
        page = get(client, statement)
    assert page.text.count('<div class="wording">') == rows + 1
