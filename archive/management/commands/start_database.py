from django.core.management.base import BaseCommand
from django.db import connection


class Command(BaseCommand):
    help = "Start the embedded PostgreSQL of this checkout, where DATABASE_URL is not set."
    requires_system_checks = ()

    def handle(self, **options):
        server = getattr(connection, "server", None)
        if server is None:
            return "DATABASE_URL is set: only the embedded database can be started here."
        has_started = server.start()
        return f"The database {'is running' if has_started else 'was running already'} ({server.sockets})."
