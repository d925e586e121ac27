"""For whoever is asked by mail to end an alert."""

from django.contrib import admin

from .models import Alert


@admin.register(Alert)
class AlertAdmin(admin.ModelAdmin):
    list_display = ("email", "search", "frequency", "confirmed_at", "next_at", "refusals")
    list_filter = ("frequency",)
    search_fields = ("email",)
    fields = ("email", "search", "frequency", "created_at", "confirmed_at", "next_at", "refusals")
    show_full_result_count = False

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False
