from django.apps import apps
from django.contrib import admin
from django.db.models import Case, OuterRef, Subquery, When
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from archive.models import Redirect

from .base import ChangelistErrorsMixin, ReadOnlyAdminMixin


@admin.register(Redirect)
class RedirectAdmin(ReadOnlyAdminMixin, ChangelistErrorsMixin, admin.ModelAdmin):
    """Read-only: a trigger writes redirects when a slug changes, and merging writes them for the deleted row."""

    list_display = ("slug", "model_name", "leads_to", "created_at")
    list_filter = ("model_name",)
    search_fields = ("slug",)
    fields = ("model_name", "slug", "leads_to", "created_at")
    readonly_fields = fields
    list_per_page = 50

    def get_queryset(self, request):
        """Annotates each row with the name of its target, of whatever model, so that a list needs no query per row."""
        names = [
            When(
                model_name=model_name,
                then=Subquery(model.objects.filter(pk=OuterRef("target")).values(field)[:1]),
            )
            for model_name, model, field in targets()
        ]
        return super().get_queryset(request).annotate(target_name=Case(*names))

    @admin.display(description=_("redirects to"))
    def leads_to(self, obj):
        if obj.target_name is None:
            return _("nothing (no. %(id)s was deleted)") % {"id": obj.target}
        return format_html(
            '<a href="{}">{}</a>',
            reverse(f"admin:archive_{obj.model_name}_change", args=[obj.target]),
            obj.target_name,
        )


def targets():
    for model_name in Redirect.ModelName.values:
        model = apps.get_model("archive", model_name)
        yield model_name, model, name_field(model)


def name_field(model) -> str:
    return next(
        name
        for name in ("name", "title", "label", "original")
        if any(f.name == name for f in model._meta.fields)
    )
