"""Giving many documents or statements the same theme or event: choose it on a page between, then confirm."""

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.template.response import TemplateResponse
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from archive.editing.locks import acquire_write_lock
from archive.models import Event, Statement, StatementTheme, Theme

from .forms import ChooseOne
from .publishing import log_changes

SHOWN = 12


def choice_form(field, queryset, label, required=True, help_text="", name="choice"):
    """A form with one type-ahead field, fed by the foreign key ``field``."""
    choice = forms.ModelChoiceField(
        queryset,
        label=label,
        required=required,
        help_text=help_text,
        widget=ChooseOne(field, admin.site),
    )
    return type("ChoiceForm", (forms.Form,), {name: choice})


def choose(model_admin, request, queryset, form_class, action, title):
    """The form's cleaned choice once it is confirmed, or the page that asks for it.

    Returns ``(choice, None)`` or ``(None, response)``.
    """
    if not model_admin.has_change_permission(request):
        raise PermissionDenied
    form = form_class(request.POST if "confirmed" in request.POST else None)
    if form.is_bound and form.is_valid():
        return form.cleaned_data["choice"], None
    context = model_admin.page_context(
        request,
        title,
        form=form,
        media=model_admin.media + form.media,
        action=action,
        shown=queryset[:SHOWN],
        count=queryset.count(),
        more=max(0, queryset.count() - SHOWN),
        selected=queryset.values_list("pk", flat=True),
        checkbox_name=ACTION_CHECKBOX_NAME,
    )
    return None, TemplateResponse(request, "admin/archive/choose.html", context)


class SetEvent:
    """A list action for nouns with an event."""

    @admin.action(description=_("Set event…"), permissions=["change"])
    def set_event(self, request, queryset):
        form = choice_form(
            Statement._meta.get_field("event"),
            Event.objects.all(),
            _("Event"),
            required=False,
            help_text=_("Leave it empty to take the event away."),
        )
        event, page = choose(self, request, queryset, form, "set_event", _("Set the event"))
        return page or self.set_event_of(request, queryset, event)

    @transaction.atomic
    def set_event_of(self, request, queryset, event):
        acquire_write_lock()
        rows = list(
            self.model.objects.filter(pk__in=queryset.values("pk")).select_for_update().order_by("pk")
        )
        changed = [row for row in rows if row.event_id != (event and event.pk)]
        self.model.objects.filter(pk__in=[row.pk for row in changed]).update(event=event, updated_at=now())
        log_changes(request, changed, ["event"])
        said = ngettext(
            "Event set on %(n)d; %(same)d had it already.",
            "Event set on %(n)d; %(same)d had it already.",
            len(changed),
        )
        if event is None:
            said = ngettext(
                "Event taken from %(n)d; %(same)d had none.",
                "Event taken from %(n)d; %(same)d had none.",
                len(changed),
            )
        self.message_user(
            request, said % {"n": len(changed), "same": len(rows) - len(changed)}, messages.SUCCESS
        )


class AddTheme:
    """A list action for statements."""

    @admin.action(description=_("Add theme…"), permissions=["change"])
    def add_theme(self, request, queryset):
        form = choice_form(StatementTheme._meta.get_field("theme"), Theme.objects.all(), _("Theme"))
        theme, page = choose(self, request, queryset, form, "add_theme", _("Add a theme"))
        return page or self.add_theme_to(request, queryset, theme)

    @transaction.atomic
    def add_theme_to(self, request, queryset, theme):
        acquire_write_lock()
        rows = list(
            self.model.objects.filter(pk__in=queryset.values("pk")).select_for_update().order_by("pk")
        )
        carrying = set(
            StatementTheme.objects.filter(theme=theme, statement__in=rows).values_list("statement", flat=True)
        )
        added = [row for row in rows if row.pk not in carrying]
        StatementTheme.objects.bulk_create(
            [StatementTheme(statement=row, theme=theme) for row in added], ignore_conflicts=True
        )
        log_changes(request, added, ["themes"])
        said = ngettext(
            "Theme “%(theme)s” added to %(n)d statement; %(same)d had it already.",
            "Theme “%(theme)s” added to %(n)d statements; %(same)d had it already.",
            len(added),
        )
        said %= {"theme": theme, "n": len(added), "same": len(rows) - len(added)}
        self.message_user(request, said, messages.SUCCESS)
