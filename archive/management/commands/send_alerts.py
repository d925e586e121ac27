"""Mail what is new to readers who follow a search; for a timer, once an hour."""

from django.conf import settings
from django.core.management.base import CommandError

from archive.alerts.delivery import MailServerError, send_alerts
from archive.management.archive_command import ArchiveCommand


class Command(ArchiveCommand):
    help = "Send the alerts that are due."

    def add_arguments(self, parser):
        parser.add_argument("--now", action="store_true", help="send all alerts, also those that are not due")

    def handle(self, now=False, **options):
        if not settings.EMAIL_ENABLED:
            raise CommandError("EMAIL_URL is not set, so no mail can be sent")
        if not settings.SITE_URL:
            raise CommandError("SITE_URL is not set, so the mails cannot name the addresses of statements")
        try:
            counts = send_alerts(settings.SITE_URL, at_once=now)
        except MailServerError as error:
            raise CommandError(f"{error}; what was not sent is tried again by the next run") from None
        summary = ", ".join(f"{number} {outcome}" for outcome, number in counts.items() if number)
        self.stdout.write(f"Alerts: {summary or 'none due'}")
