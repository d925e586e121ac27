from django.core.management.base import BaseCommand
from django.db import connection


class Command(BaseCommand):
    help = "Stop the embedded PostgreSQL of this checkout."
    requires_system_checks = ()

    def handle(self, **options):
        server = getattr(connection, "server", None)
        if server is None:
            return "DATABASE_URL is set: only the embedded database can be stopped here."
        return "The database has stopped." if server.stop() else "The database was not running."
