from django.core.management.base import BaseCommand
from django.db import connection


class Command(BaseCommand):
    help = "ConfigError the embedded PostgreSQL of this checkout."
    requires_system_checks = ()

    def handle(self, **options):
        server = getattr(connection, "server", None)
        if server is None:
            return "DATABASE_URL is set: the database is not ours to stop."
        return "The database has stopped." if server.stop() else "The database was not running."
