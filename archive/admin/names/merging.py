"""Merging two speakers, events, themes or terms: see both, choose which one stays, confirm."""

from django import forms
from django.contrib import admin, messages
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from archive.admin.bulk import choice_form
from archive.admin.history import undo_and_show
from archive.editing.errors import EditError
from archive.editing.keys import is_primary_key
from archive.editing.merging.batches import merge_or_begin
from archive.editing.merging.movers import related_counts
from archive.editing.merging.preview import preview_merge
from archive.editing.merging.progress import progress_of
from archive.models import Merge

MERGED_MESSAGE = _("“%(duplicate)s” was merged into “%(survivor)s”, and its address redirects there.")
MERGE_STARTED_MESSAGE = _(
    "“%(duplicate)s” is being merged into “%(survivor)s”. It has many entries, which are being moved "
    "one after the other; this page shows the progress."
)
HIDDEN_FIELDS = {"id", "sort_key"}
RELATION_LABELS = {
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
    "children": _("Subthemes"),
    "wordings": _("Renderings and variants"),
    "occurrences": _("Occurrences"),
}


class MergingPagesMixin:
    """``chooser``: the foreign key whose type-ahead finds the other one."""

    chooser = None
    actions = ("merge_selected",)

    def has_merge_permission(self, request, obj=None):
        return self.has_change_permission(request, obj) and self.has_delete_permission(request, obj)

    @admin.action(description=_("Merge selected…"), permissions=["merge"])
    def merge_selected(self, request, queryset):
        keys = list(queryset.values_list("pk", flat=True)[:3])
        if len(keys) != 2:
            self.message_user(request, _("Select exactly two to merge."), messages.WARNING)
            return None
        return HttpResponseRedirect(f"{self.merge_url(min(keys))}?other={max(keys)}")

    def own_urls(self):
        return [*super().own_urls(), self.page_pattern("merge", self.merge_view)]

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        if obj is not None:
            context["merge_url"] = self.merge_url(obj.pk) if self.has_merge_permission(request, obj) else ""
            context["progress"] = progress_of(self.opts.model_name, obj.pk)
        return super().render_change_form(request, context, add, change, form_url, obj)

    def merge_url(self, pk):
        return reverse(f"admin:archive_{self.opts.model_name}_merge", args=[pk])

    def merge_view(self, request, object_id):
        row = self.get_permitted(request, object_id, "merge")
        if "undo" in request.POST:
            return self.undo_merge(request, row)
        candidates = self.model.objects.exclude(pk=row.pk)
        choice = choice_form(self.chooser, candidates, _("Merge with"), name="other")(request.GET or None)
        if not choice.is_valid():
            return self.choose_other(request, row, choice)
        other_row = choice.cleaned_data["other"]
        form = survivor_form(row, other_row)(request.POST or None)
        survivor, duplicate = row, other_row
        if form.is_valid() and form.cleaned_data["survivor"] == str(other_row.pk):
            survivor, duplicate = other_row, row
        if form.is_valid() and "preview" not in request.POST:
            names = {"duplicate": str(duplicate), "survivor": str(survivor)}
            try:
                merge = merge_or_begin(request.user, survivor, duplicate)
            except EditError as error:
                form.add_error(None, str(error))
            else:
                self.message_user(
                    request,
                    (MERGED_MESSAGE if merge.finished_at else MERGE_STARTED_MESSAGE) % names,
                    messages.SUCCESS,
                )
                return HttpResponseRedirect(
                    reverse(f"admin:archive_{self.opts.model_name}_change", args=[survivor.pk])
                )
        return self.compare(
            request, row, other_row, form, preview=preview_or_error(request.user, survivor, duplicate)
        )

    def undo_merge(self, request, row):
        """Undoes a merge into this entry and leads to the page of the restored entry."""
        key = request.POST["undo"]
        merge = (
            Merge.objects.into(self.opts.model_name, row.pk)
            .filter(pk=key if is_primary_key(key) else 0)
            .first()
        )
        if merge is None:
            self.message_user(request, _("This merge has already been undone."), messages.ERROR)
            return HttpResponseRedirect(request.path)
        return undo_and_show(self, request, merge)

    def choose_other(self, request, row, form):
        title = _("Merge “%s”") % row
        media = self.media + form.media
        merges = Merge.objects.into(self.opts.model_name, row.pk)
        context = self.page_context(request, title, row, form=form, media=media, merges=merges)
        return TemplateResponse(request, "admin/archive/merge/merge_choice.html", context)

    def compare(self, request, row, other, form, preview):
        context = self.page_context(
            request,
            _("Merge two %s") % self.opts.verbose_name_plural,
            row,
            form=form,
            one=row,
            other=other,
            fields=compared_fields(row, other),
            rows=compared_counts(row, other),
            preview=preview,
        )
        return TemplateResponse(request, "admin/archive/merge/merge.html", context)


def preview_or_error(actor, survivor, duplicate):
    try:
        return preview_merge(actor, survivor, duplicate)
    except EditError as error:
        return {"error": str(error)}


def survivor_form(left, right):
    choices = [(str(row.pk), str(row)) for row in (left, right)]
    field = forms.ChoiceField(
        choices=choices,
        widget=forms.RadioSelect,
        label=_("Which one do you want to keep?"),
        initial=choices[0][0],
    )
    return type("SurvivorForm", (forms.Form,), {"survivor": field})


def compared_fields(left, right) -> list[dict]:
    """The fields that either has filled, with both values as the forms show them."""
    rows = []
    for field in left._meta.concrete_fields:
        if field.name in HIDDEN_FIELDS:
            continue
        values = [display_value(row, field) for row in (left, right)]
        if any(values):
            label = capfirst(field.verbose_name)
            rows.append({"label": label, "values": values, "is_different": values[0] != values[1]})
    return rows


def display_value(row, field) -> str:
    if field.choices:
        return str(getattr(row, f"get_{field.name}_display")())
    value = getattr(row, field.name)
    if isinstance(value, bool):
        return str(_("yes") if value else "")
    return "" if value is None else str(value)


def compared_counts(row, other) -> list[dict]:
    counts, other_counts = related_counts(row), related_counts(other)
    labels = {name: RELATION_LABELS.get(name, name) for name in counts}
    return [{"label": labels[name], "values": [counts[name], other_counts[name]]} for name in counts]
