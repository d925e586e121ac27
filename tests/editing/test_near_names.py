"""Names that are nearly the same, and names that only look so."""

import pytest

from archive.editing.creation.near_names import find_near_names
from archive.models import Event, Source, Speaker, Theme
from tests.factories import make_event, make_source, make_speaker, make_theme

SIMILAR = [
    ("Xi Jinping", "Jinping Xi"),
    ("Emmanuel Macron", "Emanuel Macron"),
    ("Ministry of Foreign Affairs", "Ministry of Foreign Affair"),
    ("Élysée", "Elysee"),
    ("The Harbour Gazette", "the harbour-gazette"),
    ("外交部", "外交部"),
]
DIFFERENT = [
    ("Wang Yi", "Wang Li"),
    ("G20 Summit 2023", "G20 Summit 2024"),
    ("Climate", "Trade"),
    ("Li Qiang", "Li Keqiang"),
    ("王毅", "王立"),
    ("Ministry of Trade", "Ministry of Defence"),
]


@pytest.mark.django_db
@pytest.mark.parametrize(("one", "other"), SIMILAR)
def test_near_names(one, other):
    row = make_source(one, slug="one")
    assert find_near_names(Source, other) == [row]
    assert find_near_names(Source, other, except_id=row.pk) == []


@pytest.mark.django_db
@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_names_that_are_apart(one, other):
    make_source(one, slug="one")
    assert find_near_names(Source, other) == []


@pytest.mark.django_db
def test_other_names_count_for_every_kind():
    speaker, event, theme = make_speaker("A", slug="a"), make_event("B", slug="b"), make_theme("C", slug="c")
    speaker.names.create(name="Amara Adeyemi")
    event.names.create(name="Hafenbibliothek")
    theme.labels.create(text="Reading rooms")
    assert find_near_names(Speaker, "Amara Adeyemy") == [speaker]
    assert find_near_names(Event, "Hafenbibliotek") == [event]
    assert find_near_names(Theme, "Reading room") == [theme]
    assert find_near_names(Theme, "") == []


@pytest.mark.slow
@pytest.mark.parametrize("model", ["event", "theme", "source"])
def test_a_form_asks_before_it_makes_a_second_one(as_editor, db, model):
    make = {"event": make_event, "theme": make_theme, "source": make_source}[model]
    row = make("Harbour Library Days", slug="days")
    field = "label" if model == "theme" else "name"
    kind = "newspaper" if model == "source" else "other"
    sent = {field: "Harbor Library Days", "slug": "days-2", "kind": kind}
    for prefix in ("names", "participations", "labels"):
        sent |= {f"{prefix}-TOTAL_FORMS": "0", f"{prefix}-INITIAL_FORMS": "0"}
    sent |= {"start_precision": "day", "end_precision": "day"}
    page = as_editor.post(f"/admin/archive/{model}/add/", sent)
    assert f'<a href="/admin/archive/{model}/{row.pk}/change/">Harbour Library Days</a>' in page.text
    assert 'type="checkbox" name="is_another"' in page.text
    assert type(row).objects.count() == 1
    as_editor.post(f"/admin/archive/{model}/add/", sent | {"is_another": "on"})
    assert type(row).objects.count() == 2
