from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.db.backends.signals import connection_created
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "archive.accounts"
    label = "accounts"
    verbose_name = _("Accounts")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from . import events

        user_logged_in.connect(events.on_sign_in, dispatch_uid="accounts.sign_in")
        user_login_failed.connect(events.on_sign_in_failed, dispatch_uid="accounts.sign_in_failed")
        user_logged_out.connect(events.on_sign_out, dispatch_uid="accounts.sign_out")
        connection_created.connect(events.log_notices, dispatch_uid="accounts.log_notices")
