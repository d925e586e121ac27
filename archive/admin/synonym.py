from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from archive.models import SynonymSet

from .base import ArchiveModelAdmin


@admin.register(SynonymSet)
class SynonymSetAdmin(ArchiveModelAdmin):
    list_display = ("__str__", "note")
    search_fields = ("words", "note")
    search_help_text = _("Searches the words and the notes.")
    ordering = ("words",)
    fieldsets = ((None, {"fields": ("words", "note")}),)

    def is_public(self, obj):
        """It has no page of its own."""
        return False
