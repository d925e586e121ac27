from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate
from django.utils.translation import gettext_lazy as _


class ArchiveConfig(AppConfig):
    name = "archive"
    verbose_name = _("Archive")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from archive.models.permissions import ensure_groups
        from archive.sql.compatibility import refuse_unknown_migrations

        pre_migrate.connect(refuse_unknown_migrations, self, dispatch_uid="archive.refuse_unknown_migrations")
        post_migrate.connect(ensure_groups, dispatch_uid="archive.ensure_groups")
