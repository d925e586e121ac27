"""What commands that read the archive share."""

from django.core.management.base import BaseCommand

from archive.operations.upgrade import require_migrations


class ArchiveCommand(BaseCommand):
    """Ends with one line where the database lacks migrations of this program, in place of a query that fails."""

    requires_migrations_checks = True

    def check_migrations(self):
        require_migrations()
