"""Makes the archive's own site the admin of the project."""

from django.contrib.admin.apps import AdminConfig


class ArchiveAdminConfig(AdminConfig):
    default_site = "archive.admin_site.site.ArchiveSite"
