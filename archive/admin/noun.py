"""What the admin pages of all nouns have in common."""

from datetime import MAXYEAR

from django.contrib import admin
from django.contrib.admin.views.main import ERROR_FLAG, ChangeList
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.http import Http404, HttpResponseRedirect
from django.urls import path, reverse

from archive.editing.errors import EditError, edit_error_from
from archive.editing.locks import check_deferred_constraints

from .forms import FIELDS, NounForm, TypeAhead
from .history import HistoryPages


def annotate_url(document_id):
    return reverse("admin:archive_document_annotate", args=[document_id])


class NounInline(TypeAhead, admin.TabularInline):
    form = NounForm
    formfield_overrides = FIELDS
    extra = 0


class NounList(ChangeList):
    """Leaves out what no column shows (``list_defer``): fifty whole texts would be fetched for a list."""

    def get_queryset(self, request, exclude_parameters=None):
        return super().get_queryset(request, exclude_parameters).defer(*self.model_admin.list_defer)


class AskedList:
    """A list asked for what no database can answer is the whole list, as Django answers other nonsense."""

    def changelist_view(self, request, extra_context=None):
        if any(unanswerable(name, value) for name, value in request.GET.items()):
            return HttpResponseRedirect(f"{request.path}?{ERROR_FLAG}=1")
        return super().changelist_view(request, extra_context)


def unanswerable(name, value) -> bool:
    """A NUL sign, or a year that does not exist; for 9999 Django looks for the year after."""
    return "\0" in name + value or ("__year" in name and not 1 <= year_in(value) < MAXYEAR)


def year_in(value) -> int:
    return int(value) if value.isdecimal() and len(value) < 5 else 0


class NounAdmin(AskedList, HistoryPages, TypeAhead, admin.ModelAdmin):
    form = NounForm
    formfield_overrides = FIELDS
    list_per_page = 50
    list_defer = ()
    save_on_top = True
    show_facets = admin.ShowFacets.NEVER

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        """A refusal of the database undoes everything and shows the form again, with what was typed."""
        try:
            with transaction.atomic():
                return super().changeform_view(request, object_id, form_url, extra_context)
        except (IntegrityError, ProtectedError) as error:
            request.refusals = [edit_error_from(error)]
        except EditError as refusal:
            request.refusals = [refusal]
        return super().changeform_view(request, object_id, form_url, extra_context)

    def get_changelist(self, request, **kwargs):
        return NounList

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        form.refusals = getattr(request, "refusals", ())
        return form

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        check_deferred_constraints()

    def get_urls(self):
        return [*self.own_urls(), *super().get_urls()]

    def own_urls(self) -> list:
        """Pages of this noun beyond Django's: ``page("preview", view)`` for one object, ``page(…, of_one=False)``."""
        return self.history_urls()

    def page(self, name, view, of_one=True):
        """A URL below the list or below one object, named ``admin:archive_<noun>_<name>``."""
        below = f"{name.replace('_', '-')}/"
        route = f"<path:object_id>/{below}" if of_one else below
        model = f"{self.opts.app_label}_{self.opts.model_name}"
        return path(route, self.admin_site.admin_view(view), name=f"{model}_{name}")

    def get_or_404(self, request, object_id):
        obj = self.get_object(request, object_id)
        if obj is None:
            raise Http404
        return obj

    def allowed_or_404(self, request, object_id, *verbs):
        """The object, when this user may do all of ``verbs`` (view, change, delete) to it."""
        obj = self.get_or_404(request, object_id)
        if not all(getattr(self, f"has_{verb}_permission")(request, obj) for verb in verbs):
            raise PermissionDenied
        return obj

    def page_context(self, request, title, obj=None, **more) -> dict:
        request.current_app = self.admin_site.name
        each = self.admin_site.each_context(request)
        return {**each, "title": title, "opts": self.opts, "original": obj, "media": self.media, **more}

    def view_on_site(self, obj):
        """Only where readers find the page."""
        return obj.get_absolute_url() if self.is_public(obj) else None

    def is_public(self, obj) -> bool:
        return type(obj).objects.published().filter(pk=obj.pk).exists()

    def for_autocomplete(self, queryset):
        return queryset

    def autocomplete_line(self, obj) -> str:
        return str(obj)
