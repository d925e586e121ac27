"""What a form showed when it was opened, as a short text that the browser sends back. It holds a digest of each field
only, so the page stays small; a change of the row by any means (another form, a command, SQL) is noticed by its effect.
"""

import hashlib
import json
import re
from collections.abc import Iterator

from django import forms
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.forms.boundfield import BoundField
from django.forms.models import BaseInlineFormSet

OPENED = "opened_with"  # the field of the form that holds the text
Shown = dict[str, list[str]]  # name of an input -> the values it would send
Snapshot = dict[str, dict]


def widget_of(bound: BoundField) -> forms.Widget:
    widget = bound.field.widget
    return widget.widget if isinstance(widget, RelatedFieldWidgetWrapper) else widget


def shown_values(bound: BoundField) -> Shown:
    """The inputs of a field that is not bound to sent data, as a browser would send them untouched."""
    return _inputs(widget_of(bound), bound.html_name, bound.value())


def _inputs(widget: forms.Widget, name: str, value: object) -> Shown:
    if isinstance(widget, forms.MultiWidget):
        parts = zip(widget.widgets_names, widget.widgets, widget.decompress(value), strict=True)
        return {
            key: texts
            for part, part_name, part_value in parts
            for key, texts in _inputs(part_name, name + part, part_value).items()
        }
    if isinstance(widget, forms.CheckboxInput):
        return {name: ["on"] if widget.check_test(value) else []}
    text = widget.format_value(value)
    if isinstance(text, list):
        return {name: sorted(map(str, text))}
    return {name: [] if text in (None, "") else [str(text)]}


def sent_values(data, names) -> Shown:
    """Returns the values of these inputs in what a browser sent."""
    return {name: sorted(text for text in data.getlist(name) if text) for name in names}


def digest(values: Shown) -> str:
    """Eight hexadecimal digits; ignores line ends and surrounding spaces, which browsers and fields change."""
    plain = [
        [re.sub(r"\r\n?", "\n", text).strip() for text in values[name] if text] for name in sorted(values)
    ]
    return hashlib.blake2b(json.dumps(plain).encode("utf-8", "surrogatepass"), digest_size=4).hexdigest()


def have_same_values(left: Shown, right: Shown) -> bool:
    return digest(left) == digest(right)


def editable_fields(form: forms.BaseForm) -> Iterator[BoundField]:
    """The fields that hold the row's own values, without the key and what the form itself adds."""
    for bound in form:
        if (
            not bound.field.disabled
            and bound.name not in (OPENED, "DELETE")
            and not _is_key(form, bound.name)
        ):
            yield bound


def _is_key(form: forms.BaseForm, name: str) -> bool:
    model = getattr(getattr(form, "_meta", None), "model", None)
    if model is None:
        return False
    pk, parent = model._meta.pk.name, getattr(form, "parent_field", None)
    return name in (pk, parent)


def row_digests(form: forms.BaseForm) -> dict[str, str]:
    return {bound.name: digest(shown_values(bound)) for bound in editable_fields(form)}


def saved_rows(formset: BaseInlineFormSet) -> dict[str, forms.ModelForm]:
    """The forms of the rows that are in the archive, by their keys."""
    return {str(form.instance.pk): form for form in own_forms(formset) if form.instance.pk}


def own_forms(formset: BaseInlineFormSet) -> Iterator[forms.ModelForm]:
    for form in formset.forms:
        form.parent_field = formset.fk.name
        yield form


def blank_row(formset: BaseInlineFormSet) -> forms.ModelForm:
    form = formset.empty_form
    form.parent_field = formset.fk.name
    return form


def take_snapshot(form: forms.BaseForm, formsets: list[BaseInlineFormSet]) -> str:
    """The snapshot of a form and formsets that are not bound to submitted data."""
    rows = {
        formset.prefix: {pk: row_digests(row) for pk, row in saved_rows(formset).items()}
        for formset in formsets
    }
    return json.dumps({"fields": row_digests(form), "rows": rows}, separators=(",", ":"))


def read_snapshot(text: str) -> Snapshot:
    """An empty snapshot for a text that was tampered with: every difference is then shown."""
    try:
        snapshot = json.loads(text)
        fields, rows = (
            dict(snapshot["fields"]),
            {name: dict(rows_of_formset) for name, rows_of_formset in snapshot["rows"].items()},
        )
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return {"fields": {}, "rows": {}}
    return {
        "fields": fields,
        "rows": {
            name: {pk: row if isinstance(row, dict) else {} for pk, row in rows_of_formset.items()}
            for name, rows_of_formset in rows.items()
        },
    }
