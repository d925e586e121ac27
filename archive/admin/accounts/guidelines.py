from django.contrib import admin
from django.http import HttpResponseRedirect
from django.urls import reverse

from archive.admin.base import ArchiveModelAdmin
from archive.models import Guidelines


@admin.register(Guidelines)
class GuidelinesAdmin(ArchiveModelAdmin):
    """There is one row at most: the list redirects to it, or to the form that adds it."""

    fieldsets = ((None, {"fields": ("text",)}),)

    def add_view(self, request, form_url="", extra_context=None):
        if Guidelines.objects.exists():
            return HttpResponseRedirect(reverse(self.url_name("changelist")))
        return super().add_view(request, form_url, extra_context)

    def changelist_view(self, request, extra_context=None):
        if request.method != "GET":
            return super().changelist_view(request, extra_context)
        row = Guidelines.objects.first()
        if row is None and self.has_add_permission(request):
            return HttpResponseRedirect(reverse(self.url_name("add")))
        if row is not None and self.has_view_permission(request):
            return HttpResponseRedirect(reverse(self.url_name("change"), args=[row.pk]))
        return super().changelist_view(request, extra_context)

    def response_post_save_add(self, request, obj):
        return HttpResponseRedirect(reverse("admin:index"))

    response_post_save_change = response_post_save_add

    def is_public(self, obj):
        """False: readers do not see the guidelines."""
        return False
