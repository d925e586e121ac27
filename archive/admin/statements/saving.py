"""Saves what the form of a statement holds through the use cases that the workbench calls, too."""

from archive.editing import marking
from archive.editing.fields import FIELDS
from archive.editing.orphans import anchor_orphan
from archive.models import State


class SavingMixin:
    """Saves statements by the use cases in archive/editing, which write the rows and the log, instead of Django's own
    saving."""

    def save_model(self, request, obj, form, change):
        """Does nothing: ``save_related`` saves the statement together with its rows."""

    def save_related(self, request, form, formsets, change):
        obj = form.instance
        form.is_logged = save_statement(request.user, obj, form.span, editable_values(form, formsets))
        self.check_publication(request, form, change)
        self.warn_of_role(request, obj, form)

    def construct_change_message(self, request, form, formsets, add=False):
        return None if form.is_logged else []

    def log_addition(self, request, obj, message):
        """``marking.mark`` has logged it."""

    def log_change(self, request, obj, message):
        """``marking.change`` has logged what it wrote; None then. Else nothing was changed, which Django logs, too."""
        if message is not None:
            super().log_change(request, obj, message)


def save_statement(actor, obj, span, values) -> bool:
    """``obj`` gets its key when it is new. Whether anything was written."""
    document = obj.document_id
    if obj._state.adding:
        obj.pk = marking.mark(actor, document, span, values).statement.pk
        obj._state.adding = False
        return True
    is_orphan = obj.state == State.ORPHANED
    if is_orphan and span:
        obj.state = anchor_orphan(actor, obj.pk, *span, text_version=obj.document.text_version).state
        marking.change(actor, document, obj.pk, values)
        return True
    return bool(marking.change(actor, document, obj.pk, values, span=span, with_orphans=True).changed)


def editable_values(form, formsets) -> dict:
    """Returns the values by the names in editing/fields.py; fields that this user's form does not show are missing."""
    names = {field.name: field.admin_name or field.name for field in FIELDS}
    values = {
        name: form.cleaned_data[form_field]
        for name, form_field in names.items()
        if form_field in form.cleaned_data
    }
    changed_formsets = [formset for formset in formsets if formset.has_changed()]
    return values | {formset.prefix: speakers_of(formset) for formset in changed_formsets}


def speakers_of(relays) -> list:
    """The relays' in the order of their positions."""
    forms = [form for form in relays.forms if form.has_changed() or form.instance.pk]
    rows = [form.instance for form in forms if form not in relays.deleted_forms]
    return [row.speaker_id for row in sorted(rows, key=lambda row: row.position)]
