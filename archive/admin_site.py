"""The admin's front page, its type-ahead and its way to the public site.

Outside `archive.admin`, whose files register with this very site.
"""

from django.contrib import admin
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.contrib.contenttypes.models import ContentType
from django.contrib.contenttypes.views import shortcut
from django.db.models import Count, Q
from django.http import Http404
from django.urls import path, reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from django.views.i18n import JavaScriptCatalog

from archive.editing.keys import is_key
from archive.models import Document, Orphan, Report, State, Statement

DRAFT = Count("pk", Q(state=State.DRAFT))
REVIEW = Count("pk", Q(state=State.REVIEW))
MOST_COUNTED = 10_000  # statements without a role; to count more takes seconds
UNMARKED = Count("pk", ~Q(pk__in=Statement.objects.values("document")))


class DistinguishingAutocomplete(AutocompleteJsonView):
    """Each result says enough to tell it from its namesakes."""

    def process_request(self, request):
        term, *rest = super().process_request(request)
        return term.replace("\0", ""), *rest

    def get_queryset(self):
        return self.model_admin.for_autocomplete(super().get_queryset())

    def serialize_result(self, obj, to_field_name):
        return super().serialize_result(obj, to_field_name) | {
            "text": self.model_admin.autocomplete_line(obj)
        }


MODEL_ORDER = ("document", "statement", "utterance", "speaker", "event", "theme", "source", "redirect")


class ArchiveSite(admin.AdminSite):
    site_header = _("Verbatim")
    site_title = _("Verbatim")
    index_title = _("The archive")
    index_template = "admin/archive_index.html"
    enable_nav_sidebar = True

    def get_urls(self):
        view = self.admin_view(self.view_on_site)
        own = path("r/<path:content_type_id>/<path:object_id>/", view, name="view_on_site")
        return [own, *super().get_urls()]

    def view_on_site(self, request, content_type_id, object_id):
        """Only for registered models; Django's would ask any table, and that of all histories is none."""
        if not (is_key(content_type_id) and is_key(object_id)):
            raise Http404
        content_type = ContentType.objects.filter(pk=content_type_id).first()
        if content_type is None or content_type.model_class() not in self._registry:
            raise Http404
        return shortcut(request, content_type_id, object_id)

    def autocomplete_view(self, request):
        return DistinguishingAutocomplete.as_view(admin_site=self)(request)

    def i18n_javascript(self, request, extra_context=None):
        """The catalogue of the workbench's scripts too."""
        return JavaScriptCatalog.as_view(packages=["django.contrib.admin", "archive"])(request)

    def get_app_list(self, request, app_label=None):
        """The archive first, its models in the order of an editor's day."""
        apps = super().get_app_list(request, app_label)
        for app in apps:
            if app["app_label"] == "archive":
                app["models"].sort(key=lambda model: order_of(model["model"]._meta.model_name))
        return sorted(apps, key=lambda app: app["app_label"] != "archive")

    def index(self, request, extra_context=None):
        return super().index(request, {"work": pending_work(request.user), **(extra_context or {})})


def order_of(model_name) -> int:
    return MODEL_ORDER.index(model_name) if model_name in MODEL_ORDER else len(MODEL_ORDER)


def pending_work(user) -> list[dict]:
    """What there is to do for an editor, as far as this user may see it: one query for each model."""
    work = []
    if user.has_perm("archive.view_document"):
        documents = Document.objects.aggregate(draft=DRAFT, review=REVIEW, unmarked=UNMARKED)
        work += [
            work_item(documents["draft"], _("documents in draft"), "document", state__exact=State.DRAFT),
            work_item(documents["review"], _("documents in review"), "document", state__exact=State.REVIEW),
            work_item(
                documents["unmarked"], _("documents without statements"), "document", statements="none"
            ),
        ]
    if user.has_perm("archive.view_statement"):
        statements = Statement.objects.aggregate(draft=DRAFT, review=REVIEW)
        work += [
            work_item(statements["draft"], _("statements in draft"), "statement", state__exact=State.DRAFT),
            work_item(
                statements["review"], _("statements in review"), "statement", state__exact=State.REVIEW
            ),
            work_item(
                roles_missing(), _("statements whose speaker had no known role"), "statement", role="missing"
            ),
        ]
    if user.has_perm("archive.change_statement"):
        orphans = Orphan.objects.aggregate(
            pending=Count("pk", Q(detached=False)), detached=Count("pk", Q(detached=True))
        )
        queue = reverse("admin:archive_statement_needs_place")
        work += [
            {"count": orphans["pending"], "label": _("statements that need a place"), "url": queue},
            {"count": orphans["detached"], "label": _("detached statements"), "url": f"{queue}?detached=1"},
        ]
    if user.has_perm("archive.view_utterance"):
        suggested = Report.objects.filter(status=Report.Status.SUGGESTED).count()
        work.append(work_item(suggested, _("suggested reports"), "utterance", reports="suggested"))
    return work


def roles_missing() -> int:
    """At most MOST_COUNTED, which is work enough."""
    return Statement.objects.without_role().order_by()[:MOST_COUNTED].count()


def work_item(count, label, model_name, **query) -> dict:
    """``query`` narrows the list of the model to the rows that were counted."""
    return {
        "count": count,
        "label": label,
        "url": f"{reverse(f'admin:archive_{model_name}_changelist')}?{urlencode(query)}",
    }
