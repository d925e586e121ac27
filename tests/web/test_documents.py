import pytest

from archive.models import Passage, Report, Utterance
from tests.factories import make_document, make_event, make_source, make_speaker, make_statement
from tests.marks import parametrize_partly_slow

pytestmark = pytest.mark.django_db


def read(client, document, query=""):
    answer = client.get(document.get_absolute_url() + query)
    assert answer.status_code == 200
    return answer.content.decode()


def test_every_paragraph_has_an_address(client, published_document):
    page = read(client, published_document)
    assert [n for n in range(1, 9) if f'id="p{n}"' in page] == [1, 2, 3, 4]


def test_a_statement_is_marked_where_it_stands_and_noted_beside(client, statement):
    page = read(client, statement.document)
    pk = statement.pk
    assert (
        f'said that <mark class="mark mark-paraphrase" data-statement-id="{pk}" id="s{pk}">'
        "every harbour deserves a library</mark>"
        f'<sup class="ref">\u2060<a href="#note-{pk}" aria-label="Statement 1">1</a></sup>.' in page
    )
    assert f'id="note-{pk}"' in page


def test_nested_statements_are_nested_marks(client, statement):
    inner = make_statement(statement.document, "a library", attribution="verbatim")
    page = read(client, statement.document)
    assert (
        f'every harbour deserves <mark class="mark mark-verbatim" data-statement-id="{inner.pk}" '
        f'id="s{inner.pk}">a library</mark>' in page
    )


def test_the_text_is_escaped(client):
    document = make_document(text="He wrote <script>alert(1)</script> & left.")
    make_statement(document, "<script>alert(1)")
    page = read(client, document)
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)</mark>" in page


def test_searched_words_are_marked_within_a_statement(client, statement):
    page = read(client, statement.document, "?q=harbour")
    assert 'every <mark class="hit" id="h2">harbour</mark> deserves' in page
    assert "2 matches for <b>harbour</b>" in page
    assert 'class="hit"' not in read(client, statement.document)


@parametrize_partly_slow("q", ["%22", "%00", "x" * 10_000, "%22%22", "a%20OR", "-", "%3Cb%3E"], 2)
def test_any_query_leaves_the_document_readable(client, statement, q):
    page = read(client, statement.document, f"?q={q}")
    assert "deserves a library" in page
    assert "<b><b>" not in page


def test_turns_and_headings_are_set_as_such(client):
    document = make_document(text="Questions\n\nReporter: Why now?\n\nThe minister: Because.")
    for number, kind, label in [
        (1, "heading", ""),
        (2, "question", "Reporter"),
        (3, "answer", "The minister"),
    ]:
        Passage.objects.filter(document=document, number=number).update(kind=kind, speaker_label=label)
    page = read(client, document)
    assert '<h2 class="para-text" dir="auto" data-paragraph="1">Questions</h2>' in page
    assert '<div class="para para-question">' in page
    assert '<b class="turn-label">Reporter:</b> Why now?' in page
    assert '<b class="turn-label">The minister:</b> Because.' in page


def test_the_time_in_a_recording_stands_beside_its_paragraph(client):
    document = make_document(text="First.\n\nSecond.")
    Passage.objects.filter(document=document, number=2).update(time="00:01:12")

    page = read(client, document)

    assert page.count('<span class="para-time">') == 1
    assert (
        page.index("First.")
        < page.index('<span class="para-time">00:01:12</span>')
        < page.index("Second.</p>")
    )


def test_the_whole_shows_where_its_published_parts_stand_and_they_lead_there(client):
    whole = make_document(text="One.\n\nTwo.\n\nThree.", title="Newsletter")
    part = make_document(text="Two.", title="Readout", part_of=whole, part_first=2, part_last=2)
    make_document(text="Three.", title="Hidden", part_of=whole, part_first=3, part_last=3, state="draft")

    page = read(client, whole)

    assert page.count("a separate document") == 1
    assert "Hidden" not in page
    link = f'<a href="{part.get_absolute_url()}" lang="en" dir="ltr">Readout</a>'
    note = f"From here to paragraph 2, a separate document: {link}"
    assert page.index('id="p2"') < page.index(note) < page.index('id="p3"')
    assert f'<a href="{whole.get_absolute_url()}#p2" lang="en" dir="ltr">Newsletter</a>' in read(client, part)


def test_what_is_unknown_is_called_so(client):
    document = make_document(kind="unknown", language="und")

    page = read(client, document)

    assert "Unknown kind" in page
    assert "<dd>Unknown language</dd>" in page


def test_a_machine_translation_says_so_and_names_better_reports(client, event):
    original = make_document(title="As it was printed", event=event)
    elsewhere = make_document(title="About something else", event=make_event("Elsewhere"))
    machine = make_document(
        title="By an engine",
        event=event,
        translation_of=original,
        translator="machine",
        translator_name="Engine",
    )
    page = read(client, machine)
    assert "It has not been checked" in page
    text = page.partition("<main")[2]
    assert (
        text.count("As it was printed") == 3
    )  # as its original, as what to read instead and to compare with
    assert elsewhere.title not in page
    assert "It has not been checked" not in read(client, original)


def test_reports_of_the_same_utterance_are_better_than_others_of_the_event(event):
    machine = make_document(event=event, translator="machine")
    other, same = make_document(event=event), make_document(event=None)
    utterance = Utterance.objects.create(summary="Libraries")
    for document in (machine, same):
        statement = make_statement(document, "a promise kept")
        Report.objects.create(utterance=utterance, statement=statement, status=Report.Status.CONFIRMED)
    assert list(type(machine).objects.alternatives_to(machine)) == [same, other]


def test_parts_and_their_whole_lead_to_each_other(client):
    whole = make_document(title="The newsletter")
    part = make_document(title="The briefing it reprints", part_of=whole)
    assert part.get_absolute_url() in read(client, whole)
    assert whole.get_absolute_url() in read(client, part)


def test_notes_for_editors_are_never_shown(client):
    document = make_document(
        editor_note="Ask Edith", public_note="One page is missing.", rights_note="All ours."
    )
    page = read(client, document)
    assert "One page is missing." in page
    assert "All ours." in page
    assert "Ask Edith" not in page


def test_a_chinese_text_says_that_it_is_chinese(client):
    document = make_document(text="人工智能。", language="zh-Hans", title="Readout", original_title="摘要")
    page = read(client, document)
    assert '<div class="document-text" lang="zh-Hans" ' in page
    assert (
        f'<h1 lang="en" dir="auto" data-title-url="/documents/{document.slug}/passage.json">Readout</h1>'
        in page
    )
    assert '<p class="subtitle" lang="zh" dir="auto">摘要</p>' in page


def test_the_list_counts_public_statements(client, statement, draft_statement):
    source = make_source("Ministry of Harbours")
    make_statement(make_document(title="Second", source=source), "a promise kept", speaker=make_speaker())
    page = client.get("/documents/").content.decode()
    assert page.count("<li>1 statement</li>") == 2
    assert "Ministry of Harbours" in page
