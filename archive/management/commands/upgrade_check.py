"""Say what `migrate` will do before it does it."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from archive.operations.backup import applied_migrations
from archive.operations.restore import count_objects
from archive.operations.upgrade import describe_unknown, unknown_migrations, upgrade_steps


class Command(BaseCommand):
    help = "Say what migrate will do, on how many rows, and who will have to wait; changes nothing."
    requires_migrations_checks = False

    def handle(self, **options):
        if unknown := unknown_migrations(applied_migrations()):
            raise CommandError(describe_unknown(unknown))
        if count_objects() and not applied_migrations():
            name = connection.settings_dict["NAME"]
            raise CommandError(f"The database {name} has tables, but no archive: use an empty one.")
        steps = list(upgrade_steps())
        migration = ""
        for step in steps:
            if step.migration != migration:
                migration = step.migration
                self.stdout.write(migration)
            rows = f" ({step.rows:,} rows)" if step.rows is not None else ""
            waiting_note = f"; waiting: {step.waiting}" if step.waiting else ""
            self.stdout.write(f"  {step.description}{rows}{waiting_note}")
        count = len({step.migration for step in steps})
        if not count:
            self.stdout.write(f"Nothing to do: the database is that of version {settings.VERSION}.")
        else:
            self.stdout.write(
                f"{count} {'migration' if count == 1 else 'migrations'}. Back up first (manage.py backup PATH), "
                "then: manage.py migrate, restart the servers, manage.py reindex."
            )
