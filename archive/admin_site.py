"""The admin's front page and its type-ahead. Outside `archive.admin`, whose files register with this very site."""

from django.contrib import admin
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.i18n import JavaScriptCatalog

from archive.models import Document, Orphan, Report, State, Statement

DRAFT = Count("pk", Q(state=State.DRAFT))
REVIEW = Count("pk", Q(state=State.REVIEW))
MANY = 10_000
BARE = Count("pk", ~Q(pk__in=Statement.objects.values("document")))


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


NOUNS = ("document", "statement", "utterance", "speaker", "event", "theme", "source", "redirect")


class ArchiveSite(admin.AdminSite):
    site_header = _("Verbatim")
    site_title = _("Verbatim")
    index_title = _("The archive")
    index_template = "admin/archive_index.html"
    enable_nav_sidebar = True

    def autocomplete_view(self, request):
        return DistinguishingAutocomplete.as_view(admin_site=self)(request)

    def i18n_javascript(self, request, extra_context=None):
        """The catalogue of the workbench's scripts too."""
        return JavaScriptCatalog.as_view(packages=["django.contrib.admin", "archive"])(request)

    def get_app_list(self, request, app_label=None):
        """The archive first, its nouns in the order of an editor's day."""
        apps = super().get_app_list(request, app_label)
        for app in apps:
            if app["app_label"] == "archive":
                app["models"].sort(key=lambda model: place(model["model"]._meta.model_name))
        return sorted(apps, key=lambda app: app["app_label"] != "archive")

    def index(self, request, extra_context=None):
        return super().index(request, {"work": waiting_work(request.user), **(extra_context or {})})


def place(noun) -> int:
    return NOUNS.index(noun) if noun in NOUNS else len(NOUNS)


def waiting_work(user) -> list[dict]:
    """What waits for an editor, as far as this user may see it: one query per noun."""
    work = []
    if user.has_perm("archive.view_document"):
        documents = Document.objects.aggregate(draft=DRAFT, review=REVIEW, bare=BARE)
        work += [
            pile(documents["draft"], _("documents in draft"), "document", state__exact=State.DRAFT),
            pile(documents["review"], _("documents in review"), "document", state__exact=State.REVIEW),
            pile(documents["bare"], _("documents without statements"), "document", statements="none"),
        ]
    if user.has_perm("archive.view_statement"):
        statements = Statement.objects.aggregate(draft=DRAFT, review=REVIEW)
        work += [
            pile(statements["draft"], _("statements in draft"), "statement", state__exact=State.DRAFT),
            pile(statements["review"], _("statements in review"), "statement", state__exact=State.REVIEW),
            pile(
                roles_missing(), _("statements whose speaker had no known role"), "statement", role="missing"
            ),
        ]
    if user.has_perm("archive.change_statement"):
        orphans = Orphan.objects.aggregate(
            waiting=Count("pk", Q(detached=False)), detached=Count("pk", Q(detached=True))
        )
        queue = reverse("admin:archive_statement_needs_place")
        work += [
            {"count": orphans["waiting"], "label": _("statements that need a place"), "url": queue},
            {"count": orphans["detached"], "label": _("detached statements"), "url": f"{queue}?detached=1"},
        ]
    if user.has_perm("archive.view_utterance"):
        suggested = Report.objects.filter(status=Report.Status.SUGGESTED).count()
        work.append(pile(suggested, _("suggested reports"), "utterance", reports="suggested"))
    return work


def roles_missing() -> int:
    """At most MANY, as which they are work enough: in a large archive all would take seconds to count."""
    return Statement.objects.without_role().order_by()[:MANY].count()


def pile(count, label, noun, **chosen) -> dict:
    query = "&".join(f"{name}={value}" for name, value in chosen.items())
    return {"count": count, "label": label, "url": f"{reverse(f'admin:archive_{noun}_changelist')}?{query}"}
