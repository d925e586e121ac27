"""Merging two speakers, events or themes: see both, choose which one stays, confirm."""

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.models import DELETION, LogEntry
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from archive.editing.errors import edit_error_from
from archive.editing.locks import check_deferred_constraints
from archive.editing.merging import MergeRefused, belongings, merge

from .bulk import choice_form

HIDDEN = {"id", "sort_key"}
BELONGINGS = {
    "names": _("Other names"),
    "labels": _("Other labels"),
    "roles": _("Roles"),
    "participations": _("Participations"),
    "statements": _("Statements"),
    "statementtheme_set": _("Statements"),
    "relays": _("Statements relayed"),
    "utterances": _("Utterances"),
    "documents": _("Documents"),
    "parts": _("Parts"),
    "children": _("Themes below"),
}


class MergingPages:
    """``chooser``: the foreign key whose type-ahead finds the other one."""

    chooser = None
    actions = ("merge_selected",)

    def has_merge_permission(self, request, obj=None):
        return self.has_change_permission(request, obj) and self.has_delete_permission(request, obj)

    @admin.action(description=_("Merge the two chosen…"), permissions=["merge"])
    def merge_selected(self, request, queryset):
        chosen = list(queryset.values_list("pk", flat=True)[:3])
        if len(chosen) != 2:
            self.message_user(request, _("Choose exactly two to merge."), messages.WARNING)
            return None
        return HttpResponseRedirect(f"{self.merge_url(min(chosen))}?other={max(chosen)}")

    def own_urls(self):
        return [*super().own_urls(), self.page("merge", self.merge_view)]

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        if obj is not None:
            context["merge_url"] = self.merge_url(obj.pk)
        return super().render_change_form(request, context, add, change, form_url, obj)

    def merge_url(self, pk):
        return reverse(f"admin:archive_{self.opts.model_name}_merge", args=[pk])

    def merge_view(self, request, object_id):
        one = self.allowed_or_404(request, object_id, "change", "delete")
        others = self.model.objects.exclude(pk=one.pk)
        chosen = choice_form(self.chooser, others, _("Merge it with"), name="other")(request.GET or None)
        if not chosen.is_valid():
            return self.choose_other(request, one, chosen)
        other = chosen.cleaned_data["other"]
        if not self.has_merge_permission(request, other):
            raise PermissionDenied
        form = survivor_form(one, other)(request.POST or None)
        if form.is_valid():
            survivor, loser = (one, other) if form.cleaned_data["survivor"] == str(one.pk) else (other, one)
            done = self.merge_now(request, form, survivor, loser)
            if done:
                return done
        return self.compare(request, one, other, form)

    def choose_other(self, request, one, form):
        title = _("Merge “%s”") % one
        media = self.media + form.media
        context = self.page_context(request, title, one, form=form, media=media)
        return TemplateResponse(request, "admin/archive/merge_choose.html", context)

    def compare(self, request, one, other, form):
        context = self.page_context(
            request,
            _("Merge two %s") % self.opts.verbose_name_plural,
            one,
            form=form,
            one=one,
            other=other,
            fields=compared_fields(one, other),
            rows=compared_rows(one, other),
        )
        return TemplateResponse(request, "admin/archive/merge.html", context)

    def merge_now(self, request, form, survivor, loser):
        """The answer when it is done; None when it was refused, with the reason in the form."""
        gone = str(loser)
        try:
            with transaction.atomic():
                self.log_deletion_of(request, loser, survivor)
                moved = merge(survivor, loser)
                self.log_change(request, survivor, merge_message(gone, moved))
                check_deferred_constraints()
        except MergeRefused as refused:
            form.add_error(None, str(refused))
            return None
        except (IntegrityError, ProtectedError) as error:
            form.add_error(None, str(edit_error_from(error)))
            return None
        said = _("“%(gone)s” is now part of “%(survivor)s”, and its address leads there.")
        self.message_user(request, said % {"gone": gone, "survivor": survivor}, messages.SUCCESS)
        return HttpResponseRedirect(
            reverse(f"admin:archive_{self.opts.model_name}_change", args=[survivor.pk])
        )

    def log_deletion_of(self, request, loser, survivor):
        message = str(_("Merged into “%s”.") % survivor)
        LogEntry.objects.log_actions(request.user.pk, [loser], DELETION, message, single_object=True)


def survivor_form(one, other):
    choices = [(str(row.pk), str(row)) for row in (one, other)]
    field = forms.ChoiceField(
        choices=choices, widget=forms.RadioSelect, label=_("Which one stays?"), initial=choices[0][0]
    )
    return type("SurvivorForm", (forms.Form,), {"survivor": field})


def merge_message(gone, moved) -> str:
    parts = ", ".join(f"{noun}: {count}" for noun, count in moved.items() if count)
    said = str(_("Merged “%s” into this.") % gone)
    return f"{said} ({parts})" if parts else said


def compared_fields(one, other) -> list[dict]:
    """The fields in which they differ or that either has filled, with both values as the forms show them."""
    rows = []
    for field in one._meta.concrete_fields:
        if field.name not in HIDDEN:
            values = [shown(row, field) for row in (one, other)]
            if any(values):
                rows.append(
                    {
                        "label": capfirst(field.verbose_name),
                        "values": values,
                        "differ": values[0] != values[1],
                    }
                )
    return rows


def shown(row, field) -> str:
    if field.choices:
        return str(getattr(row, f"get_{field.name}_display")())
    value = getattr(row, field.name)
    if isinstance(value, bool):
        return str(_("yes") if value else "")
    return "" if value is None else str(value)


def compared_rows(one, other) -> list[dict]:
    mine, theirs = belongings(one), belongings(other)
    return [{"label": BELONGINGS.get(name, name), "values": [mine[name], theirs[name]]} for name in mine]
