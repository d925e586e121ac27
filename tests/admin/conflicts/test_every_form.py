"""Two tabs of every form of the admin: what the first saved is not lost by the second, and nothing typed is.

Over all registered models: a new one without this fails.
"""

import pytest
from django import forms
from django.contrib import admin
from django.contrib.auth.models import Group, User
from django.test import RequestFactory
from django.utils.text import capfirst

from archive.admin.conflicts.bulk import BulkMixin
from archive.admin.conflicts.pages import ConflictMixin
from archive.models import Guidelines, Report, Source, SynonymSet, Utterance
from tests.factories import make_event, make_speaker, make_statement, make_term

from .tabs import Tab, url_of

REQUEST = RequestFactory().get("/")
REQUEST.user = User(is_superuser=True)
MODELS = sorted(
    (model for model, each in admin.site._registry.items() if each.has_change_permission(REQUEST)),
    key=lambda model: model._meta.label,
)


# A change of these alone breaks another rule.
UNLIKE_OTHERS = {"words", "voice", "username", "slug", "position"}


def label(model):
    return model._meta.label_lower


def test_every_form_carries_the_version_it_was_opened_with():
    for model, model_admin in admin.site._registry.items():
        assert model not in MODELS or isinstance(model_admin, ConflictMixin), model
        is_bulk = isinstance(model_admin, BulkMixin)
        # What no form changes cannot be another than the one that was seen.
        assert is_bulk or model not in MODELS or not model_admin.has_delete_permission(REQUEST), model


@pytest.fixture
def rows(statement, theme, event, speaker, editor):
    """Of every model one row, with a row in each of its inlines."""
    other = make_speaker("Bela Novak", slug="bela-novak")
    make_speaker("Chen Wei", slug="chen-wei")
    make_event("Another day", slug="another-day")
    make_event("A third day", slug="third-day")
    speaker.names.create(name="Adéyẹmí")
    speaker.roles.create(title="Harbour Minister", start="2020-01-01", start_precision="year")
    event.names.create(name="Hafenbibliothek")
    event.participations.create(speaker=speaker)
    theme.labels.create(text="Reading rooms")
    statement.relays.create(position=1, speaker=other)
    utterance = Utterance.objects.create(summary="On libraries", speaker=speaker, event=event)
    Report.objects.create(utterance=utterance, statement=statement, status="suggested")
    for words in ("a promise kept", "to all by spring"):
        make_statement(statement.document, words, speaker=speaker)
    guidelines = Guidelines.objects.create(text="Mark what was said.")
    synonyms = SynonymSet.objects.create(words=["harbour", "harbor"])
    term = make_term()
    term.wordings.create(text="lending house", language="en", kind="variant")
    single = (statement, statement.document, theme, event, speaker, utterance, synonyms, guidelines, term)
    of_model = {type(row): row for row in single}
    return of_model | {Source: Source.objects.get(), User: editor, Group: Group.objects.first()}


def two_other_values(bound):
    """Two valid values of a field that differ from the one it has, or None."""
    field, now = bound.field, str(bound.value())
    if hasattr(field, "queryset"):
        keys = [str(pk) for pk in field.queryset.model.objects.values_list("pk", flat=True)]
        others = [pk for pk in keys if pk != now]
        return others[:2] if len(others) > 1 else None
    if isinstance(field, forms.ChoiceField):
        others = [str(value) for value, _label in field.choices if str(value) not in ("", now)]
        return others[:2] if len(others) > 1 else None
    if isinstance(field, forms.IntegerField):
        return str(int(now) + 4), str(int(now) + 5)
    if type(field.widget).__name__ in ("AdminTextInputWidget", "AdminTextareaWidget", "TextInput"):
        return f"{now} first".strip(), f"{now} second".strip()
    return None


def changeable_field(form):
    for bound in form:
        if not (bound.is_hidden or bound.field.disabled or bound.name in UNLIKE_OTHERS):
            values = two_other_values(bound)
            if values:
                return bound.html_name, bound.value(), *values
    raise AssertionError(f"no field of {form} can be changed")


def all_forms(tab):
    yield tab.response.context["adminform"].form
    for inline in tab.response.context["inline_admin_formsets"]:
        saved = [form for form in inline.formset.forms if form.instance.pk]
        assert saved, f"the fixture has no row for the inline {inline.formset.prefix}"
        yield saved[0]


@pytest.mark.slow
@pytest.mark.parametrize("model", MODELS, ids=label)
def test_the_second_of_two_tabs_sees_what_the_first_saved(as_administrator, rows, model):
    url = url_of(rows[model])
    for number in range(len(list(all_forms(Tab(as_administrator, url))))):
        first, second = Tab(as_administrator, url), Tab(as_administrator, url)
        name, _before, one, two = changeable_field(list(all_forms(first))[number])
        first.fill_in(**{name: one}).save()
        assert first.is_saved, first.response.context["errors"]
        second.fill_in(**{name: two}).save()
        assert not second.is_saved
        assert [key for _label, _theirs, _yours, key in second.differences] == [name]
        assert second.inputs[name] == [two], "what was typed stays"
        second.save()
        assert not second.is_saved, "saving again without a choice overwrites nothing"
        assert Tab(as_administrator, url).inputs[name] == [one]
        second.choose("theirs").save()
        assert second.is_saved, second.response.context["errors"]
        assert Tab(as_administrator, url).inputs[name] == [one]


@pytest.mark.slow
@pytest.mark.parametrize("model", MODELS, ids=label)
def test_of_a_row_that_is_gone_the_values_sent_are_shown_with_their_labels(as_administrator, rows, model):
    tab = Tab(as_administrator, url_of(rows[model]))
    fields = {str(bound.label) for bound in tab.response.context["adminform"].form}
    inlines = tab.response.context["inline_admin_formsets"]
    titles = {capfirst(inline.formset.model._meta.verbose_name) for inline in inlines}
    tab.url = tab.url.replace(f"/{rows[model].pk}/", "/999999/")
    response = tab.save()
    assert response.status_code == 409
    names = [name for name, _text in response.context["submitted_values"]]
    assert titles <= set(names) <= fields | titles


@pytest.mark.slow
@pytest.mark.parametrize("model", MODELS, ids=label)
def test_a_form_that_nobody_changed_is_saved_at_once(as_administrator, rows, model):
    for form in all_forms(Tab(as_administrator, url_of(rows[model]))):
        tab = Tab(as_administrator, url_of(rows[model]))
        name, _before, one, _two = changeable_field(form)
        tab.fill_in(**{name: one}).save()
        assert tab.is_saved, tab.response.context["errors"]
        assert Tab(as_administrator, url_of(rows[model])).inputs[name] == [one]
        if name.endswith("summary") or model is Group:
            break
