"""Two tabs of one form: fields, rows added, changed and removed by others, and what the editor chooses."""

import pytest
from django.contrib.admin.models import LogEntry

from archive.models import Theme
from tests.factories import make_theme
from tests.marks import parametrize_partly_slow

from .tabs import Tab, url_of


@pytest.fixture
def tabs(as_editor):
    """Two tabs of the form of a theme with two other labels."""
    theme = make_theme("Ports", slug="ports", scope_note="Harbours.")
    for text in ("Havens", "Docks"):
        theme.labels.create(text=text)
    return theme, Tab(as_editor, url_of(theme)), Tab(as_editor, url_of(theme))


def labels(theme):
    return sorted(theme.labels.values_list("text", flat=True))


def input_of(tab, text):
    return next(name for name, values in tab.inputs.items() if values == [text])


def add_row(tab, text, number=2):
    tab.fill_in(
        **{f"labels-{number}-text": text, f"labels-{number}-id": "", "labels-TOTAL_FORMS": str(number + 1)}
    )
    return tab


@pytest.mark.slow
def test_each_chooses_field_by_field(tabs):
    theme, first, second = tabs
    first.fill_in(label="Seaports", scope_note="Harbours by the sea.").save()
    second.fill_in(label="Harbours", scope_note="Harbours and docks.").save()
    assert second.differences == [
        ("Label", "Seaports", "Harbours", "label"),
        ("Scope note", "Harbours by the sea.", "Harbours and docks.", "scope_note"),
    ]
    assert "Last change by " in second.response.text
    second.choose("theirs", "label").choose("yours", "scope_note").save()
    assert second.is_saved
    theme.refresh_from_db()
    assert (theme.label, theme.scope_note) == ("Seaports", "Harbours and docks.")


@pytest.mark.slow
def test_what_only_others_changed_is_shown_and_kept(tabs):
    theme, first, second = tabs
    first.fill_in(scope_note="By the sea.").save()
    second.fill_in(label="Harbours").save()
    assert second.differences == [("Scope note", "By the sea.", "", "")]
    assert second.inputs["scope_note"] == ["By the sea."]
    second.save()
    theme.refresh_from_db()
    assert (theme.label, theme.scope_note) == ("Harbours", "By the sea.")


@pytest.mark.slow
def test_the_same_change_by_both_is_none(tabs):
    _theme, first, second = tabs
    first.fill_in(label="Harbours").save()
    second.fill_in(label="Harbours").save()
    assert second.is_saved


@pytest.mark.slow
def test_a_third_change_between_is_shown_too(as_editor, tabs):
    theme, first, second = tabs
    first.fill_in(label="Seaports").save()
    second.fill_in(label="Harbours").save()
    Theme.objects.filter(pk=theme.pk).update(label="Quays")
    second.choose("yours").save()
    assert second.differences == [("Label", "Quays", "Harbours", "label")]
    second.choose("yours").save()
    assert second.is_saved
    assert Theme.objects.get(pk=theme.pk).label == "Harbours"


@pytest.mark.slow
def test_rows_that_others_added_stay(tabs):
    theme, first, second = tabs
    add_row(first, "Quays").save()
    add_row(second, "Piers").fill_in(**{input_of(second, "Havens"): "Haven"}).save()
    assert second.differences == [("Alternative label: added", "Quays", "", "")]
    second.save()
    assert second.is_saved
    assert labels(theme) == ["Docks", "Haven", "Piers", "Quays"]


@pytest.mark.slow
def test_a_row_that_others_removed_goes_unless_it_was_changed(tabs):
    theme, first, second = tabs
    first.fill_in(**{input_of(first, "Docks").replace("text", "DELETE"): "on"}).save()
    second.fill_in(label="Harbours").save()
    assert second.differences == [("Alternative label: removed", "Docks", "", "")]
    second.save()
    assert second.is_saved
    assert labels(theme) == ["Havens"]


@pytest.mark.parametrize(("choice", "left"), [("theirs", ["Havens"]), ("yours", ["Dockyards", "Havens"])])
@pytest.mark.slow
def test_a_row_that_others_removed_and_the_editor_changed(tabs, choice, left):
    theme, first, second = tabs
    first.fill_in(**{input_of(first, "Docks").replace("text", "DELETE"): "on"}).save()
    second.fill_in(**{input_of(second, "Docks"): "Dockyards"}).save()
    assert [difference[:3] for difference in second.differences] == [
        ("Alternative label", "removed", "Dockyards")
    ]
    second.save()
    assert not second.is_saved
    second.choose(choice).save()
    assert second.is_saved
    assert labels(theme) == left


@pytest.mark.slow
@pytest.mark.parametrize(("choice", "left"), [("theirs", ["Dockyards", "Havens"]), ("yours", ["Havens"])])
def test_a_row_that_the_editor_removed_and_others_changed(tabs, choice, left):
    theme, first, second = tabs
    first.fill_in(**{input_of(first, "Docks"): "Dockyards"}).save()
    second.fill_in(**{input_of(second, "Docks").replace("text", "DELETE"): "on"}).save()
    assert [difference[:3] for difference in second.differences] == [
        ("Alternative label", "Dockyards", "removed")
    ]
    second.choose(choice).save()
    assert second.is_saved
    assert labels(theme) == left


def test_what_was_deleted_meanwhile_leaves_what_was_typed(tabs):
    theme, _first, second = tabs
    theme.labels.all().delete()
    theme.delete()
    response = second.fill_in(scope_note="Written for an hour.").save()
    assert response.status_code == 409
    assert response.context["submitted_values"] == [
        ("Label", "Ports"),
        ("Slug", "ports"),
        ("Scope note", "Written for an hour."),
        ("Alternative label", "Havens"),
        ("Alternative label", "Docks"),
    ]
    assert "/admin/archive/theme/deleted/" in response.text


@parametrize_partly_slow(
    "opened", ["", "x", "[]", '{"fields": 3}', '{"fields": {}, "rows": {"labels": 1}}', "[" * 9999], 2
)
def test_a_version_that_cannot_be_read_overwrites_nothing(tabs, opened):
    _theme, _first, second = tabs
    second.fill_in(opened_with=opened, label="Harbours").save()
    assert [difference[:3] for difference in second.differences] == [("Label", "Ports", "Harbours")]


@pytest.mark.slow
def test_deleting_what_was_changed_meanwhile_is_refused(as_publisher, tabs):
    theme, _first, _second = tabs
    response = as_publisher.get(url_of(theme, "delete"))
    opened = response.context["opened_with"]
    theme.labels.create(text="Quays")
    sent = {"post": "yes", "opened_with": opened}
    assert as_publisher.post(url_of(theme, "delete"), sent)["Location"] == url_of(theme, "delete")
    assert Theme.objects.filter(pk=theme.pk).exists()
    sent["opened_with"] = as_publisher.get(url_of(theme, "delete")).context["opened_with"]
    as_publisher.post(url_of(theme, "delete"), sent)
    assert not Theme.objects.filter(pk=theme.pk).exists()
    assert LogEntry.objects.count() == 1
