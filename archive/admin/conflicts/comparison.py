"""Compares what an editor sent with what was opened and what is there now, field by field and row by row.

What the editor left alone becomes what is there now. Where both changed it, the editor's stays in the form and the
editor chooses; ``choice-<input>`` holds the choice of the page that was shown, ``asked`` the inputs it asked about.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from django import forms
from django.contrib.admin.widgets import AutocompleteSelect
from django.forms.boundfield import BoundField
from django.http import QueryDict
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from archive.text.comparison.word_diff import DiffRun, diff_words

from .rows import SentRow, read_rows, write_rows
from .snapshot import (
    OPENED,
    Shown,
    Snapshot,
    blank_row,
    digest,
    editable_fields,
    have_same_values,
    saved_rows,
    sent_values,
    shown_values,
    take_snapshot,
    widget_of,
)

THEIRS, YOURS = "theirs", "yours"
ASKED, CHOICE = "asked", "choice-"
NO_VALUE = "–"
MIN_DIFF_LENGTH = 60  # characters from which two texts are shown word by word


@dataclass(frozen=True, slots=True)
class Difference:
    """``key``: the input that the choice is about, empty where there is nothing to choose: the editor had not touched
    it, and theirs is in the form. ``runs`` lead from theirs to yours."""

    label: str
    theirs: str
    yours: str = ""
    key: str = ""

    @property
    def runs(self) -> list[DiffRun]:
        if not self.key or max(len(self.theirs), len(self.yours)) < MIN_DIFF_LENGTH:
            return []
        return diff_words(self.theirs, self.yours)


@dataclass
class Comparison:
    """``data`` holds the submitted values and is changed in place."""

    opened: Snapshot
    data: QueryDict
    differences: list[Difference] = field(default_factory=list)

    def run(self, form: forms.BaseForm, formsets: list) -> None:
        """``form`` and ``formsets`` hold what is stored now; they are not bound to the submitted data."""
        for bound in editable_fields(form):
            self._compare(bound, bound.html_name, self.opened["fields"].get(bound.name), bound.label)
        for formset in formsets:
            self._compare_rows(formset)
        if self.differences:
            self.data[OPENED] = take_snapshot(form, formsets)
        for name in [name for name in self.data if name.startswith(CHOICE)]:
            del self.data[name]
        self.data.pop(ASKED, None)

    def _compare(self, bound: BoundField, name: str, opened: str | None, label: str) -> None:
        """``name`` is the name of the input in the submitted data, where the rows may be in another order."""
        now = {name + key[len(bound.html_name) :]: values for key, values in shown_values(bound).items()}
        sent_fields = sent_values(self.data, now)
        if have_same_values(now, sent_fields):
            return
        if opened == digest(now):
            if self._choice(name) == THEIRS:
                self._set_values(now)
            elif name in self.data.getlist(ASKED) and self._choice(name) != YOURS:
                self._add_difference(bound, label, now, sent_fields, name)
        elif opened == digest(sent_fields):
            self._set_values(now)
            self.differences.append(Difference(label, describe(bound, now)))
        else:
            self._add_difference(bound, label, now, sent_fields, name)

    def _add_difference(self, bound: BoundField, label: str, now: Shown, sent: Shown, key: str) -> None:
        self.differences.append(Difference(label, describe(bound, now), describe(bound, sent), key))

    def _choice(self, name: str) -> str:
        return self.data.get(f"{CHOICE}{name}", "")

    def _set_values(self, values: Shown) -> None:
        for name, texts in values.items():
            self.data.setlist(name, texts)

    def _compare_rows(self, formset) -> None:
        """Removes rows that others removed, unless the editor changed them, and adds rows that others added."""
        opened_rows, current_rows = self.opened["rows"].get(formset.prefix, {}), saved_rows(formset)
        sent_rows = read_rows(self.data, formset.prefix)
        if sent_rows is None or not any(editable_fields(blank_row(formset))):
            return
        title = capfirst(str(formset.model._meta.verbose_name))
        remaining_forms, new_forms = [], []
        for row in sent_rows:
            if row.pk in current_rows:
                self._compare_row(row, current_rows[row.pk], opened_rows.get(row.pk, {}), title)
                remaining_forms.append(row)
            elif row.pk:
                new_forms += self._removed_row(row, formset, opened_rows.get(row.pk, {}), title)
            elif not self._is_withdrawn(row, formset, title):
                new_forms.append(row)
        present = {row.pk for row in remaining_forms}
        for pk, form in current_rows.items():
            if pk not in present:
                remaining_forms.append(SentRow.of_saved(form))
                if pk not in opened_rows:
                    label = _("added")
                    self.differences.append(Difference(f"{title}: {label}", describe_row(form)))
        write_rows(self.data, formset.prefix, remaining_forms, new_forms, self.differences)

    def _compare_row(self, row: SentRow, form: forms.ModelForm, opened: dict, title: str) -> None:
        key = f"{row.name}-DELETE"
        changed_labels = [
            bound for bound in editable_fields(form) if digest(shown_values(bound)) != opened.get(bound.name)
        ]
        if self.data.get(key):
            was_asked = key in self.data.getlist(ASKED)
            if self._choice(key) == THEIRS:
                del self.data[key]
                self._put_row(row, form)
                return
            if changed_labels or (was_asked and self._choice(key) != YOURS):
                self.differences.append(Difference(title, describe_row(form), _("removed"), key))
            return
        for bound in editable_fields(form):
            label = f"{title} “{describe_row(form)}”, {bound.label}"
            self._compare(bound, f"{row.name}-{bound.name}", opened.get(bound.name), label)

    def _put_row(self, row: SentRow, form: forms.ModelForm) -> None:
        for bound in editable_fields(form):
            for name, values in shown_values(bound).items():
                self.data.setlist(row.name + name[len(form.prefix) :], values)

    def _removed_row(self, row: SentRow, formset, opened: dict, title: str) -> Iterator[SentRow]:
        """Returns the row as a new one where the editor had changed it; the editor chooses whether it is restored."""
        if self.data.get(f"{row.name}-DELETE"):
            return
        values = _values_of(self.data, row, formset)
        text = _row_text(blank_row(formset), values)
        if all(digest(value) == opened.get(name) for name, value in values.items()):
            self.differences.append(Difference(f"{title}: {_('removed')}", text))
            return
        row.choice = Difference(title, _("removed"), text, "id")
        yield row

    def _is_withdrawn(self, row: SentRow, formset, title: str) -> bool:
        """Whether the editor agrees to lose a row that they had changed and somebody else removed."""
        key = f"{row.name}-id"
        if key in self.data.getlist(ASKED) and self._choice(key) not in (THEIRS, YOURS):
            text = _row_text(blank_row(formset), _values_of(self.data, row, formset))
            row.choice = Difference(title, _("removed"), text, "id")
        return self._choice(key) == THEIRS


def describe_submission(data: QueryDict, form: forms.BaseForm, formsets: list) -> list[tuple[str, str]]:
    """Labels and values of the submitted, non-empty fields as a person reads them. ``form`` and ``formsets`` are not
    bound."""
    descriptions = [
        (str(bound.label), describe(bound, _sent_of(data, bound, bound.html_name)))
        for bound in editable_fields(form)
    ]
    for formset in formsets:
        title, blank = capfirst(str(formset.model._meta.verbose_name)), blank_row(formset)
        for row in read_rows(data, formset.prefix) or ():
            descriptions.append((title, _describe_values(blank, _values_of(data, row, formset))))
    return [(label, text) for label, text in descriptions if text not in ("", NO_VALUE)]


def _values_of(data: QueryDict, row: SentRow, formset) -> dict[str, Shown]:
    fields = editable_fields(blank_row(formset))
    return {bound.name: _sent_of(data, bound, f"{row.name}-{bound.name}") for bound in fields}


def _sent_of(data: QueryDict, bound: BoundField, name: str) -> Shown:
    names = [name + key[len(bound.html_name) :] for key in shown_values(bound)]
    return sent_values(data, names)


def describe(bound: BoundField, values: Shown) -> str:
    """The values as a person reads them: choices by their labels."""
    texts = [text for name in sorted(values) for text in values[name]]
    if not texts:
        return NO_VALUE
    widget = widget_of(bound)
    if isinstance(widget, forms.CheckboxInput):
        return _("yes")
    if hasattr(bound.field, "queryset"):
        return ", ".join(_row_names(bound.field, texts))
    if isinstance(widget, forms.Select | forms.RadioSelect | AutocompleteSelect):
        labels = {str(value): str(label) for value, label in _flat_choices(bound.field)}
        return ", ".join(labels.get(text, text) for text in texts)
    return " ".join(texts)


def _row_names(form_field, sent_names: list[str]) -> list[str]:
    keys = [key for key in sent_names if key.isdecimal() and len(key) < 19]
    rows = {str(row.pk): str(row) for row in form_field.queryset.model._default_manager.filter(pk__in=keys)}
    return [rows.get(key, key) for key in sent_names]


def _flat_choices(form_field) -> Iterator[tuple]:
    for value, label in getattr(form_field, "choices", ()):
        if isinstance(label, list | tuple):
            yield from label
        else:
            yield value, label


def describe_row(form: forms.ModelForm) -> str:
    return _row_text(form, {bound.name: shown_values(bound) for bound in editable_fields(form)})


def _row_text(form: forms.ModelForm, values: dict[str, Shown]) -> str:
    return _describe_values(form, values) or _("an empty row")


def _describe_values(form: forms.ModelForm, values: dict[str, Shown]) -> str:
    fields = {bound.name: bound for bound in editable_fields(form)}
    texts = (describe(fields[name], value) for name, value in values.items())
    return ", ".join(text for text in texts if text != NO_VALUE)
