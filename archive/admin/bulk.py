"""Giving many documents or statements the same theme or event: it is chosen on a page in between, then confirmed."""

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from archive.editing.bulk import add_theme, set_event
from archive.models import Event, Statement, StatementTheme, Theme

from .forms import ArchiveAutocomplete

MAX_SHOWN = 12


def choice_form(field, queryset, label, required=True, help_text="", name="choice"):
    """A form with one type-ahead field, fed by the foreign key ``field``."""
    choice = forms.ModelChoiceField(
        queryset,
        label=label,
        required=required,
        help_text=help_text,
        widget=ArchiveAutocomplete(field, admin.site),
    )
    return type("ChoiceForm", (forms.Form,), {name: choice})


def choose_and_confirm(model_admin, request, queryset, form_class, action, title):
    """``(choice, None)`` once it is confirmed, else ``(None, response)``, the page to choose it on."""
    form = form_class(request.POST if "confirmed" in request.POST else None)
    if form.is_bound and form.is_valid():
        return form.cleaned_data["choice"], None
    context = model_admin.page_context(
        request,
        title,
        form=form,
        media=model_admin.media + form.media,
        action=action,
        **selection_context(queryset),
    )
    return None, TemplateResponse(request, "admin/archive/choice_form.html", context)


def selection_context(queryset):
    """Returns what the confirmation page of an action shows of the selected rows."""
    count = queryset.count()
    return {
        "rows": queryset[:MAX_SHOWN],
        "count": count,
        "more": max(0, count - MAX_SHOWN),
        "selected": queryset.values_list("pk", flat=True),
        "checkbox_name": ACTION_CHECKBOX_NAME,
    }


class SetEventActionMixin:
    """A list action for models with an event."""

    @admin.action(description=_("Set event…"), permissions=["change"])
    def set_event(self, request, queryset):
        form = choice_form(
            Statement._meta.get_field("event"),
            Event.objects.all(),
            _("Event"),
            required=False,
            help_text=_("Leave empty to remove the event."),
        )
        event, page = choose_and_confirm(self, request, queryset, form, "set_event", _("Set the event"))
        if page:
            return page
        outcome = set_event(request.user, queryset, event)
        changed_count, unchanged_count = len(outcome.changed), outcome.unchanged
        if event is None:
            message = ngettext(
                "Event removed from %(n)d entry; %(same)d had none.",
                "Event removed from %(n)d entries; %(same)d had none.",
                changed_count,
            )
        else:
            message = ngettext(
                "Event set on %(n)d entry; %(same)d already had it.",
                "Event set on %(n)d entries; %(same)d already had it.",
                changed_count,
            )
        self.message_user(request, message % {"n": changed_count, "same": unchanged_count}, messages.SUCCESS)
        return None


class AddThemeActionMixin:
    """A list action for statements."""

    @admin.action(description=_("Add theme…"), permissions=["change"])
    def add_theme(self, request, queryset):
        form = choice_form(StatementTheme._meta.get_field("theme"), Theme.objects.all(), _("Theme"))
        theme, page = choose_and_confirm(self, request, queryset, form, "add_theme", _("Add a theme"))
        if page:
            return page
        outcome = add_theme(request.user, queryset, theme)
        message = ngettext(
            "Theme “%(theme)s” added to %(n)d statement; %(same)d already had it.",
            "Theme “%(theme)s” added to %(n)d statements; %(same)d already had it.",
            len(outcome.changed),
        )
        message %= {"theme": theme, "n": len(outcome.changed), "same": outcome.unchanged}
        self.message_user(request, message, messages.SUCCESS)
        return None
