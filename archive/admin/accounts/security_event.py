from django.contrib import admin

from archive.accounts.models import SecurityEvent
from archive.admin.base import ReadOnlyAdminMixin


@admin.register(SecurityEvent)
class SecurityEventAdmin(ReadOnlyAdminMixin, admin.ModelAdmin):
    list_display = ("at", "kind", "username", "subject", "address")
    list_filter = ("kind",)
    search_fields = ("username", "subject", "address")
    date_hierarchy = "at"
    show_full_result_count = False
