"""The addresses below a document's annotate page that its workbench asks (JSON both ways)."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.urls import path
from django.utils.translation import gettext as _

from archive.editing.locks import acquire_write_lock
from archive.models import Document

from . import writing
from .choices import NOUNS, found, made, noun_admin, recent
from .json_endpoint import Refused, body_of, door
from .serializers import Standing, changed_since, etag

DOCUMENTS = Document.objects.defer("text")
UNESCAPED = {"ensure_ascii": False}


class WorkbenchMixin:
    """For the admin of documents, beside AnnotateMixin."""

    def get_urls(self):
        below = "<int:document_id>/annotate/api/"
        one = "statements/<int:statement_id>/"
        own = {
            "statements/": ("statements", {"GET": self.api_list, "POST": self.api_add}),
            one: ("statement", {"GET": self.api_one, "PUT": self.api_change, "DELETE": self.api_remove}),
            f"{one}restore/": ("restore", {"POST": self.api_restore}),
            f"{one}split/": ("split", {"POST": self.api_split}),
            "choices/<str:noun>/": ("choices", {"GET": self.api_choices, "POST": self.api_make}),
        }
        addresses = [
            path(f"{below}{end}", door(self.admin_site, **views), name=f"archive_document_api_{name}")
            for end, (name, views) in own.items()
        ]
        return [*addresses, *super().get_urls()]

    def api_list(self, request, document_id):
        bench = self._bench(request, document_id)
        may = self._may(bench)
        token = get_token(request)
        standing = Standing.of(bench.document)
        reader = f"{request.user.pk} {may} {request.META['CSRF_COOKIE']}"
        version = standing.version(bench.document, reader)
        headers = {"ETag": f'"{version}"'}
        if version in seen(request.headers.get("If-None-Match", "")):
            return HttpResponse(status=304, headers=headers)
        said = {"version": version, "text_version": bench.document.text_version, "csrf": token, "may": may}
        said |= listed(bench, version, request.GET.get("since", "").strip('"'))
        return JsonResponse(said, headers=headers, json_dumps_params=UNESCAPED)

    def api_one(self, request, document_id, statement_id):
        bench = self._bench(request, document_id)
        statement = bench.find(statement_id)
        if etag(statement).strip('"') in seen(request.headers.get("If-None-Match", "")):
            return HttpResponse(status=304, headers={"ETag": etag(statement)})
        return bench.say(statement_id)

    def api_add(self, request, document_id):
        return writing.add(self._locked(request, document_id), body_of(request))

    def api_change(self, request, document_id, statement_id):
        return writing.change(self._locked(request, document_id), statement_id, body_of(request))

    def api_remove(self, request, document_id, statement_id):
        return writing.remove(self._locked(request, document_id), statement_id)

    def api_restore(self, request, document_id, statement_id):
        return writing.restore(self._locked(request, document_id), statement_id)

    def api_split(self, request, document_id, statement_id):
        return writing.split(self._locked(request, document_id), statement_id, body_of(request))

    def api_choices(self, request, document_id, noun):
        bench = self._bench(request, document_id)
        model_admin = noun_admin(self.admin_site, request, noun, "view")
        query = " ".join(request.GET.get("q", "").replace("\0", "").split())[:200]
        if query:
            choices, more = found(model_admin, request, query)
        else:
            choices, more = recent(model_admin, request, bench.document), False
        return JsonResponse({"choices": choices, "more": more}, json_dumps_params=UNESCAPED)

    def api_make(self, request, document_id, noun):
        self._bench(request, document_id)
        model_admin = noun_admin(self.admin_site, request, noun, "add")
        said, is_new = made(model_admin, request, body_of(request))
        return JsonResponse(said, status=201 if is_new else 200)

    def _bench(self, request, document_id, rows=DOCUMENTS):
        document = rows.filter(pk=document_id).first()
        if document is None:
            raise Refused(404, _("This document is not in the archive any more; somebody deleted it."))
        may_change = self.has_change_permission(request, document)
        looking = request.method in ("GET", "HEAD")
        if not (may_change or (looking and self.has_view_permission(request, document))):
            raise PermissionDenied
        return writing.Bench(request, document, self.statement_admin, may_change)

    def _locked(self, request, document_id):
        acquire_write_lock()
        return self._bench(request, document_id, DOCUMENTS.select_for_update())

    def _may(self, bench) -> dict:
        admins = {noun: self.admin_site.get_model_admin(model) for noun, model in NOUNS.items()}
        make = [
            noun for noun, one in admins.items() if bench.may_change and one.has_add_permission(bench.request)
        ]
        return {"add": bench.may("add"), "publish": bench.may_publish, "make": make}


def listed(bench, version: str, since: str) -> dict:
    """All statements, or those that may have changed since the version the page has, and the ids of all."""
    rows = bench.document.statements.anchored()
    if not since:
        return {"statements": bench.describe().described(rows)}
    begin = changed_since(since, bench.document)
    changed = rows.filter(updated_at__gte=begin) if begin else rows
    statements = bench.describe().described(changed) if since != version else []
    return {"statements": statements, "ids": list(rows.in_reading_order().values_list("pk", flat=True))}


def seen(header: str) -> set[str]:
    """The versions of an If-None-Match, without marks and quotation marks."""
    return {one.strip().removeprefix("W/").strip('"') for one in header.split(",")}
