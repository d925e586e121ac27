"""The admin's pages that belong to no model: its front page, signing in, type-ahead, the way to the public site.

Outside `archive.admin`, whose files register with this very site.
"""

from contextlib import nullcontext
from functools import partial, wraps
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import admin
from django.contrib.admin.exceptions import DisallowedModelAdminToField
from django.contrib.admin.options import TO_FIELD_VAR
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.contrib.contenttypes.models import ContentType
from django.contrib.contenttypes.views import shortcut
from django.core.exceptions import FieldDoesNotExist
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, resolve, reverse
from django.utils.translation import gettext_lazy as _
from django.views.i18n import JavaScriptCatalog

from archive.accounts.devices import remember_device
from archive.accounts.hashers import sign_in_slot
from archive.accounts.second_factor.views import setup_page, verify_page
from archive.accounts.sign_in import SignInForm, too_many_attempts
from archive.accounts.single_sign_on import views as single_sign_on
from archive.accounts.throttle import TooManyAttemptsError
from archive.accounts.unsaved_form import end_anonymous_session, read_unsaved_form, store_unsaved_form
from archive.accounts.views import account_page
from archive.admin_site.front_page import administrators_to_ask, first_steps, guidelines_context, pending_work
from archive.admin_site.pending_changes import answer_with_pending_change, change_queue, pending_change
from archive.editing.keys import is_primary_key
from archive.editing.merging.progress import all_progress
from archive.editing.pending.public_changes import PublicChangeError
from archive.operations.status.views import state_page


class DistinguishingAutocomplete(AutocompleteJsonView):
    """Describes each result well enough to tell it from its namesakes."""

    def process_request(self, request):
        request.is_type_ahead = True
        request.is_narrowed = False
        term, *parameters = super().process_request(request)
        return term.replace("\0", ""), *parameters

    def get_queryset(self):
        return self.model_admin.for_autocomplete(super().get_queryset())

    def serialize_result(self, obj, to_field_name):
        return super().serialize_result(obj, to_field_name) | {
            "text": self.model_admin.autocomplete_line(obj)
        }


MODEL_ORDER = (
    "document",
    "statement",
    "utterance",
    "speaker",
    "event",
    "theme",
    "term",
    "source",
    "redirect",
)


class ArchiveSite(admin.AdminSite):
    site_header = _("Verbatim")
    site_title = _("Verbatim")
    index_title = _("The archive")
    index_template = "admin/archive_index.html"
    login_form = SignInForm
    login_template = "admin/account/sign_in.html"
    logout_template = "admin/account/signed_out.html"
    enable_nav_sidebar = True

    def get_urls(self):
        view = self.admin_view(self.view_on_site)
        account = self.admin_view(partial(account_page, site=self))
        return [
            path("changes/", self.admin_view(partial(change_queue, site=self)), name="changes"),
            path(
                "changes/<int:pk>/",
                self.admin_view(partial(pending_change, site=self)),
                name="pending_change",
            ),
            path("account/", account, name="account"),
            path("single-sign-on/", self.start_single_sign_on, name="single_sign_on"),
            path("single-sign-on/answer/", self.end_single_sign_on, name="single_sign_on_answer"),
            path("state/", self.admin_view(partial(state_page, site=self)), name="state"),
            path("second-factor/", partial(verify_page, site=self), name="second_factor"),
            path("second-factor/set-up/", partial(setup_page, site=self), name="second_factor_setup"),
            path("r/<path:content_type_id>/<path:object_id>/", view, name="view_on_site"),
            path("unsaved-form/", self.admin_view(self.unsaved_form_view), name="unsaved_form"),
            *super().get_urls(),
        ]

    def login(self, request, extra_context=None):
        if getattr(request, "pending_user", None) and request.method == "GET":
            return HttpResponseRedirect(f"{reverse('admin:second_factor')}?{request.GET.urlencode()}")
        provider = {"provider": settings.OIDC_NAME} if single_sign_on.is_offered() else {}
        try:
            with sign_in_slot() if request.method == "POST" else nullcontext():
                response = super().login(request, {**provider, **(extra_context or {})})
        except TooManyAttemptsError as error:
            return too_many_attempts(request, error)
        if request.method == "POST" and response.status_code == 302:
            remember_device(request, response, request.user)
            return self.answer_unsaved_form(request, response)
        return response

    def start_single_sign_on(self, request):
        try:
            return single_sign_on.start_page(request)
        except TooManyAttemptsError as error:
            return too_many_attempts(request, error)

    def end_single_sign_on(self, request):
        try:
            response = single_sign_on.answer_page(request)
        except TooManyAttemptsError as error:
            return too_many_attempts(request, error)
        return self.answer_unsaved_form(request, response) if request.user.is_authenticated else response

    def logout(self, request, extra_context=None):
        return super().logout(request, single_sign_on.sign_out_context(request) | (extra_context or {}))

    def admin_view(self, view, cacheable=False):
        """A form that is sent after its session has ended is kept until its editor has signed in again; what may
        change what is public by a publisher's word only is kept for a publisher."""
        inner = super().admin_view(view, cacheable)

        @wraps(inner)
        def wrapper(request, *args, **kwargs):
            if request.method == "POST" and request.user.is_anonymous:
                store_unsaved_form(request)
            try:
                return inner(request, *args, **kwargs)
            except PublicChangeError as error:
                return answer_with_pending_change(request, error)
            except FieldDoesNotExist as error:  # Django's own check lets an empty name pass
                if {request.GET.get(TO_FIELD_VAR), request.POST.get(TO_FIELD_VAR)} & {""}:
                    raise DisallowedModelAdminToField(
                        "A field without a name cannot be referenced."
                    ) from error
                raise

        return wrapper

    def answer_unsaved_form(self, request, response):
        """Leads to the form itself after signing in, or to a page that sends again what was not the form of a row."""
        end_anonymous_session(request.session)
        form = read_unsaved_form(request.session)
        if form is None or form.path != response["Location"] or is_form_of_a_row(form.path):
            return response
        return HttpResponseRedirect(reverse("admin:unsaved_form"))

    def unsaved_form_view(self, request):
        form = read_unsaved_form(request.session)
        if form is None:
            return HttpResponseRedirect(reverse("admin:index"))
        if is_form_of_a_row(form.path):
            return HttpResponseRedirect(form.path)
        context = {
            **self.each_context(request),
            "title": _("You are signed in again"),
            "submission": form,
            "submitted_values": [(name, value) for name, values in form.values.items() for value in values],
        }
        return TemplateResponse(request, "admin/archive/conflicts/unsaved_form.html", context)

    def view_on_site(self, request, content_type_id, object_id):
        """Redirects to the page of a row of a registered model. Django's own view queries any table, even a model
        without one."""
        if not (is_primary_key(content_type_id) and is_primary_key(object_id)):
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
        user = request.user
        work = pending_work(user)
        context = {
            "work": work,
            "progress": all_progress(),
            "has_no_work": not any(entry["count"] for entry in work),
            "steps": first_steps(user),
            "administrators_to_ask": administrators_to_ask(user),
            "may_import": user.has_perm("archive.add_document"),
            "may_see_redirects": user.has_perm("archive.view_redirect"),
            **guidelines_context(user),
        }
        return super().index(request, {**context, **(extra_context or {})})


def is_form_of_a_row(address) -> bool:
    name = resolve(urlsplit(address).path).url_name or ""
    return name.endswith(("_change", "_add"))


def order_of(model_name) -> int:
    return MODEL_ORDER.index(model_name) if model_name in MODEL_ORDER else len(MODEL_ORDER)
