"""Links to selected words: they lead to them, through corrections, and to nothing that is not public."""

from urllib.parse import parse_qs, urlsplit

import pytest
from django.utils.html import escape
from hypothesis import assume, given
from hypothesis import strategies as st

from archive.editing.corrections import correct_text
from archive.models import Document, State, Withholding
from archive.text.characters import is_boundary
from archive.web.passage_links.passage_link import PassageLink, shorten, whole_characters
from tests.factories import make_document, make_statement
from tests.history_dates import backdate_history_by_a_day
from tests.marks import parametrize_partly_slow

WORDS = "Books are the cheapest ships"
MARK = "p3.1-p3.29"
PATH = "/documents/harbour-library-remarks/"


def copies(client, mark=MARK, version=1, path=PATH):
    answer = client.get(f"{path}passage.json", {"mark": mark, "version": version})
    return answer.json() if answer.status_code == 200 else answer.status_code


def follow(client, link):
    """As a browser does: without the fragment."""
    return client.get(urlsplit(link)._replace(fragment="").geturl())


def correct(document, old, new, **more):
    backdate_history_by_a_day()
    document.refresh_from_db()
    assert old in document.text
    correct_text(None, document, document.text.replace(old, new), **more)


def main_part(page):
    return page.text.partition("<main")[2].partition("</main>")[0]


@pytest.fixture
def link(client, published_document):
    return copies(client)["link"]


@pytest.mark.django_db
def test_a_link_names_paragraph_version_and_words_and_opens_with_them_marked(client, link):
    parts = urlsplit(link)
    assert parse_qs(parts.query) == {"mark": [MARK], "version": ["1"], "words": [WORDS]}
    assert parts.fragment == "p3:~:text=Books%20are%20the%20cheapest%20ships"
    page = follow(client, link)
    assert f'“<mark class="target-text" id="words">{WORDS}</mark>,” she told' in page.text
    assert 'role="status">\n    <p>' not in page.text
    assert "Cite the linked words" in page.text


@pytest.mark.django_db
@pytest.mark.slow
def test_words_in_a_statement_are_quoted_and_cited_as_its_speaker_s(client, published_document, speaker):
    make_statement(
        published_document,
        "Books are the cheapest ships,",
        speaker=speaker,
        attribution="verbatim",
        date="2024-03-05",
    )
    copied = copies(client, "p3.1-p3.6")
    assert copied["quotation"] == (
        "“Books”\n\n— Amara Adeyemi, 5 March 2024. Quoted verbatim by Harbour Gazette. Opening of the harbour library,"
        f" Harbour Gazette, 6 March 2024, para. 3. http://testserver{PATH}?mark=p3.1-p3.6&version=1#p3"
    )
    assert copied["citation"].startswith(
        "Amara Adeyemi. 2024. “Books.” Quoted in “Opening of the harbour library,” para. 3."
    )


@pytest.mark.django_db
def test_a_statement_that_is_not_public_lends_its_words_no_speaker(client, draft_statement):
    copied = copies(client, "p2.93-p2.107")
    assert "“a promise kept”" in copied["quotation"]
    assert "Adeyemi" not in "".join(copied.values())


@pytest.mark.django_db
@pytest.mark.slow
def test_words_over_several_paragraphs(client, published_document):
    copied = copies(client, "p1.0-p3.6")
    assert copied["link"].endswith("#p1:~:text=Remarks%20at%20the%20opening%20of,Books")
    assert "paras. 1–3" in copied["quotation"]
    assert follow(client, copied["link"]).text.count('<mark class="target-text"') == 3


@pytest.mark.django_db
def test_the_title_stands_for_the_document(client, published_document):
    copied = copies(client, "title")
    assert copied["link"] == f"http://testserver{PATH}#:~:text=Opening%20of%20the%20harbour%20library"
    assert copied["quotation"].startswith(
        "“Opening of the harbour library”\n\n— Harbour Gazette, 6 March 2024."
    )


@pytest.mark.django_db
@pytest.mark.slow
def test_marks_cross_statements(client, statement):
    page = follow(client, copies(client, "p2.20-p2.40")["link"]).text
    assert '<mark class="target-text" id="words">d that <mark class="mark mark-paraphrase"' in page
    assert '>every harbour</mark></mark><mark class="mark mark-paraphrase" data-statement-id=' in page


@pytest.mark.django_db
@pytest.mark.slow
def test_ten_thousand_words_and_a_text_from_right_to_left(client):
    long = make_document(text=" ".join(f"word{n}" for n in range(10_000)))
    end = len(long.text)
    copied = copies(client, f"p1.0-p1.{end}", path=long.get_absolute_url())
    assert len(copied["link"]) < 500
    assert copied["quotation"].startswith(f"“{long.text}”")
    assert "word9999</mark>" in follow(client, copied["link"]).text
    arabic = make_document(text="قال الوزير إن كل ميناء يستحق مكتبة.", language="ar")
    copied = copies(client, "p1.0-p1.10", path=arabic.get_absolute_url())
    page = follow(client, copied["link"]).text
    assert 'dir="auto" data-paragraph="1"><mark class="target-text" id="words">قال الوزير</mark> إن' in page


@pytest.mark.django_db
def test_a_link_follows_its_words_through_a_correction(client, published_document, link):
    correct(published_document, "by spring", "by summer")
    page = follow(client, link)
    assert f'<mark class="target-text" id="words">{WORDS}</mark>' in page.text
    assert "these words are unchanged" in page.text
    assert escape(f"{PATH}versions/1/?mark={MARK}&version=1") in page.text


@pytest.mark.django_db
@pytest.mark.slow
def test_a_link_leads_to_the_paragraph_its_words_moved_to(client, published_document, link):
    correct(published_document, "Minister Adeyemi said", "A new first paragraph.\n\nMinister Adeyemi said")
    moved = follow(client, link)
    assert moved.status_code == 302
    assert moved["Location"].endswith("&at=4#p4")
    assert f'<mark class="target-text" id="words">{WORDS}</mark>' in follow(client, moved["Location"]).text


@pytest.mark.django_db
def test_words_that_were_corrected_are_marked_as_they_are_now(client, published_document, link):
    correct(published_document, "cheapest ships", "cheapest of ships")
    page = follow(client, link)
    assert '<mark class="target-text" id="words">Books are the cheapest of ships</mark>' in page.text
    assert "These words have been corrected since the link was made." in page.text


@pytest.mark.django_db
def test_words_that_are_gone_are_read_in_their_version(client, published_document, link):
    correct(published_document, f"“{WORDS},” she told the guests.\n\n", "")
    page = follow(client, link)
    assert page.status_code == 200
    assert "were removed from the text by a correction" in page.text
    assert 'class="target-text"' not in page.text
    version = client.get(f"{PATH}versions/1/?mark={MARK}&version=1")
    assert f'“<mark class="target-text" id="words">{WORDS}</mark>,”' in version.text


@pytest.mark.django_db
@pytest.mark.slow
def test_words_copied_from_an_earlier_version_are_those_of_that_version(client, published_document):
    correct(published_document, "cheapest ships", "dearest ships")
    assert copies(client)["quotation"].startswith(f"“{WORDS}”")
    assert "Text version 1" not in copies(client)["citation"]
    assert copies(client, version=2)["quotation"].startswith("“Books are the dearest ships")


@pytest.mark.django_db
def test_a_version_that_was_not_public_is_in_no_link(client, published_document):
    Document.objects.update(state=State.DRAFT)
    correct(published_document, WORDS, "The secret ships")
    correct(published_document, "The secret ships", WORDS)
    backdate_history_by_a_day()
    Document.objects.update(state=State.PUBLISHED)
    assert copies(client, version=2) == 404
    page = client.get(PATH, {"mark": MARK, "version": 2, "words": "The secret ships"})
    assert "The words of this link are not in the text" in page.text
    assert "secret" not in main_part(page)


@pytest.mark.django_db
def test_withheld_versions_are_in_no_link(client, published_document, link):
    correct(published_document, WORDS, "Ships are cheap")
    Withholding.objects.create(
        model_name="document", object_id=published_document.pk, reason=Withholding.Reason.values[0]
    )
    assert copies(client) == 404
    assert "cheapest" not in main_part(follow(client, link))


@pytest.mark.django_db
def test_a_draft_has_no_passages(client, draft_document):
    assert copies(client, "p1.0-p1.6", path=draft_document.get_absolute_url()) == 404


@pytest.mark.django_db
def test_a_link_to_a_withdrawn_document_says_so(client, published_document, link):
    backdate_history_by_a_day()
    Document.objects.update(state=State.REVIEW)
    page = follow(client, link)
    assert page.status_code == 410
    assert "points to words in this document. They were withdrawn" in page.text
    assert f'<mark class="target-text" id="words">{WORDS}</mark>' in page.text
    assert copies(client) == 410


@pytest.mark.django_db
@parametrize_partly_slow(
    ("query", "message"),
    [
        ({"mark": "p3.1"}, "its “mark” is invalid"),
        ({"mark": MARK}, "its “mark” is invalid"),
        ({"mark": MARK, "version": "x"}, "its “mark” is invalid"),
        ({"mark": "p99.1-p99.2", "version": "1"}, "are not in the text"),
        ({"mark": "p3.5-p3.5", "version": "1"}, "are not in the text"),
        ({"mark": "p9.5-p3.5", "version": "1"}, "are not in the text"),
        ({"mark": MARK, "version": "7"}, "are not in the text"),
        ({"mark": MARK, "version": "1", "words": "<b>I hate ships</b>\0"}, "are not in the text"),
    ],
    3,
)
def test_what_is_no_link_shows_the_text_and_a_sentence(client, published_document, query, message):
    page = client.get(PATH, query)
    assert page.status_code == 200
    assert message in page.text
    assert "hate" not in main_part(page), "nobody puts words into the archive's mouth"
    assert WORDS in page.text


@pytest.mark.django_db
def test_words_are_found_where_the_place_is_wrong(client, published_document):
    page = client.get(PATH, {"mark": "p1.0-p1.4", "version": "1", "words": WORDS, "at": "3"})
    assert f'<mark class="target-text" id="words">{WORDS}</mark>' in page.text


PARAGRAPHS = st.text(st.sampled_from("ab é中文🇨🇭ا\u0301 -,&"), min_size=1).map(
    lambda text: " ".join(text.split())
)
texts = st.lists(PARAGRAPHS.filter(bool), min_size=1).map("\n\n".join)


@given(texts, st.data())
def test_every_span_is_read_back_from_its_link(text, data):
    drawn = sorted(data.draw(st.tuples(*[st.integers(0, len(text))] * 2)))
    span = whole_characters(text, *drawn)
    assume(span is not None)
    link = PassageLink.of_span(text, span, 3)
    query = {name: values[0] for name, values in parse_qs(link.query()).items()}
    read = PassageLink.read(query)
    assert read == link
    assert read.span_in(text) == span
    assert shorten(text[slice(*span)]) == read.words
    assert len(read.words) <= 120
    assert all(is_boundary(text, position) for position in span)


def test_many_words_are_shortened():
    assert shorten("a  b\n\nc") == "a b c"
    assert shorten("word " * 100) == f"{' '.join(['word'] * 10)} … {' '.join(['word'] * 10)}"


@pytest.mark.django_db
@pytest.mark.parametrize("mark", ["", "nonsense", "p0.1-p0.2", "p3.9-p3.1"])
def test_no_words_are_copied_of_an_unreadable_mark(client, published_document, mark):
    assert copies(client, mark=mark) == 404


@pytest.mark.django_db
def test_no_words_are_copied_without_a_mark(client, published_document):
    assert client.get(f"{PATH}passage.json").status_code == 404


@pytest.mark.django_db
def test_drafts_leave_no_trace_in_a_link(client, published_document, link):
    make_statement(published_document, "Books are the cheapest", state=State.DRAFT)
    assert copies(client)["link"] == link
    Document.objects.get().statements.update(state=State.PUBLISHED)
    assert copies(client)["link"] != link
