"""Addresses, queries and keys that nobody's page made: an answer, never a failure."""

import pytest
from django.urls import reverse

from tests.marks import parametrize_partly_slow

from .forms import error_texts, list_url, save

HUGE = "9" * 5000
MODEL_NAMES = ("document", "statement", "utterance", "speaker", "event", "theme", "source")


@parametrize_partly_slow(
    "query",
    [
        "state__exact=%00",
        "%00=1",
        "date__year=0",
        "date__year=-1",
        "date__year=x",
        "date__year=9999&date__month=12&date__day=31",
        "date__year=10000",
        f"date__year={HUGE}",
    ],
    4,
)
@pytest.mark.parametrize("model_name", ["document", "statement"])
def test_an_impossible_query_gives_the_whole_list(as_editor, published_document, model_name, query):
    response = as_editor.get(f"{list_url(model_name)}?{query}")
    assert response["Location"] == f"{list_url(model_name)}?e=1"


def test_a_year_of_the_calendar_is_still_a_year(as_editor, published_document):
    assert as_editor.get(f"{list_url('document')}?date__year=1850").status_code == 200


def test_the_list_of_redirects_takes_nonsense_too(as_editor, db):
    assert (
        as_editor.get(f"{list_url('redirect')}?model_name=%00")["Location"] == f"{list_url('redirect')}?e=1"
    )


def test_a_nul_character_in_a_search_for_a_choice_is_left_out(as_editor, speaker):
    query = "app_label=archive&model_name=statement&field_name=speaker&term=Ama%00ra"
    results = as_editor.get(f"{reverse('admin:autocomplete')}?{query}").json()["results"]
    assert [result["id"] for result in results] == [str(speaker.pk)]


@pytest.mark.parametrize("model_name", MODEL_NAMES)
@parametrize_partly_slow("key", ["x", "0", "9" * 20, HUGE], 4)
def test_restoring_a_row_that_never_existed_is_a_404(as_editor, db, model_name, key):
    assert as_editor.post(f"{list_url(model_name)}{key}/deleted-restore/").status_code == 404


@pytest.mark.parametrize("key", ["x", "", "0", "9" * 20, HUGE])
def test_restoring_a_state_that_never_existed_is_a_404(as_editor, speaker, key):
    address = f"{list_url('speaker')}{speaker.pk}/history-restore/"
    assert as_editor.post(address, {"event": key}).status_code == 404


def test_statement_0_is_gone_like_any_other(as_editor, published_document):
    address = reverse("admin:archive_document_annotate", args=[published_document.pk])
    assert as_editor.get(f"{address}0/")["Location"] == address


@pytest.mark.slow
def test_a_speaker_of_five_thousand_digits(as_editor, statement):
    response = save(as_editor, statement, speaker=HUGE)
    assert error_texts(response)["speaker"] == [
        "Select a valid choice. That choice is not one of the available choices."
    ]
