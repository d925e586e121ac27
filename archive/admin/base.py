"""What the admin pages of all models have in common."""

from datetime import MAXYEAR

from django.conf import settings
from django.contrib import admin, messages
from django.contrib.admin.views.main import ERROR_FLAG, ChangeList
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseRedirect
from django.urls import path, reverse

from archive.editing.errors import EditError
from archive.models import PendingChange

from .conflicts.bulk import BulkMixin
from .conflicts.pages import ConflictMixin
from .forms import FORMFIELD_OVERRIDES, ArchiveForm, AutocompleteMixin, LabelledRows
from .history import HistoryPagesMixin


def annotate_url(document_id):
    return reverse("admin:archive_document_annotate", args=[document_id])


class ArchiveInline(AutocompleteMixin, admin.TabularInline):
    form = ArchiveForm
    formset = LabelledRows
    formfield_overrides = FORMFIELD_OVERRIDES
    extra = 0


class ArchiveChangeList(ChangeList):
    """Leaves out what no column shows (``list_defer``): fifty whole texts would be fetched for a list.
    ``counted_to`` is set where there are more rows than that."""

    def get_queryset(self, request, exclude_parameters=None):
        request.is_narrowed = bool(self.get_filters_params())
        return super().get_queryset(request, exclude_parameters).defer(*self.model_admin.list_defer)

    def get_results(self, request):
        super().get_results(request)
        self.result_count = getattr(self.paginator, "total", self.result_count)
        self.counted_to = getattr(self.paginator, "counted_to", None)


class ChangelistErrorsMixin:
    """A query that no database can answer gives the whole list, as Django answers other nonsense; an action that is
    refused says why."""

    def changelist_view(self, request, extra_context=None):
        if any(is_invalid_lookup(name, value) for name, value in request.GET.items()):
            return HttpResponseRedirect(f"{request.path}?{ERROR_FLAG}=1")
        try:
            return super().changelist_view(request, extra_context)
        except EditError as error:
            self.message_user(request, str(error), messages.ERROR)
            return HttpResponseRedirect(request.get_full_path())


def is_invalid_lookup(name, value) -> bool:
    """A NUL character, or a year that does not exist; for 9999 Django looks for the year after."""
    return "\0" in name + value or ("__year" in name and not 1 <= parse_year(value) < MAXYEAR)


def parse_year(value) -> int:
    return int(value) if value.isdecimal() and len(value) < 5 else 0


class ReadOnlyAdminMixin:
    """Makes an admin read-only: only the program writes its rows."""

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


class ArchiveModelAdmin(
    ChangelistErrorsMixin, ConflictMixin, BulkMixin, HistoryPagesMixin, AutocompleteMixin, admin.ModelAdmin
):
    form = ArchiveForm
    formfield_overrides = FORMFIELD_OVERRIDES
    list_per_page = 50
    list_defer = ()
    save_on_top = True
    show_facets = admin.ShowFacets.NEVER

    def get_changelist(self, request, **kwargs):
        return ArchiveChangeList

    def get_urls(self):
        return [*self.own_urls(), *super().get_urls()]

    def own_urls(self) -> list:
        """URL patterns of the pages beyond Django's, made by ``page_pattern``."""
        return self.history_urls()

    def page_pattern(self, name, view, of_one=True):
        """A URL pattern below one object (or below the list), named ``admin:archive_<model>_<name>``."""
        below = f"{name.replace('_', '-')}/"
        route = f"<path:object_id>/{below}" if of_one else below
        model = f"{self.opts.app_label}_{self.opts.model_name}"
        return path(route, self.admin_site.admin_view(view), name=f"{model}_{name}")

    def get_or_404(self, request, object_id):
        obj = self.get_object(request, object_id)
        if obj is None:
            raise Http404
        return obj

    def get_permitted(self, request, object_id, *verbs):
        """The object, if this user may do all of ``verbs`` (view, change, delete) to it; raises Http404 or
        PermissionDenied."""
        obj = self.get_or_404(request, object_id)
        if not all(getattr(self, f"has_{verb}_permission")(request, obj) for verb in verbs):
            raise PermissionDenied
        return obj

    def page_context(self, request, title, obj=None, **more) -> dict:
        request.current_app = self.admin_site.name
        site_context = self.admin_site.each_context(request)
        return {
            **site_context,
            "title": title,
            "opts": self.opts,
            "original": obj,
            "media": self.media,
            **more,
        }

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        """Shows which changes of this row wait for a publisher; one more query where the setting makes them wait."""
        if obj is not None and settings.PENDING_CHANGES:
            pending_changes = PendingChange.objects.waiting().for_object(self.opts.model_name, obj.pk)
            context["pending_changes"] = pending_changes.select_related("proposed_by").order_by("pk")
        return super().render_change_form(request, context, add, change, form_url, obj)

    def view_on_site(self, obj):
        """Shows the link only where readers can open the page."""
        return obj.get_absolute_url() if self.is_public(obj) else None

    def is_public(self, obj) -> bool:
        return type(obj).objects.published().filter(pk=obj.pk).exists()

    def for_autocomplete(self, queryset):
        return queryset

    def autocomplete_line(self, obj) -> str:
        return str(obj)
