"""The security events, read only; and accounts, with actions for an owner who lost their browser or key."""

from django.conf import settings
from django.contrib import admin, messages
from django.contrib.auth import get_user_model
from django.contrib.auth.admin import UserAdmin
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django_otp.plugins.otp_totp.models import TOTPDevice

from . import events
from .models import ExternalIdentity, SecurityEvent
from .second_factor import factors
from .sessions import end_sessions


@admin.register(SecurityEvent)
class SecurityEventAdmin(admin.ModelAdmin):
    list_display = ("at", "kind", "username", "subject", "address")
    list_filter = ("kind",)
    search_fields = ("username", "subject", "address")
    date_hierarchy = "at"
    show_full_result_count = False

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


admin.site.unregister(get_user_model())
admin.site.unregister(TOTPDevice)  # its secrets are nobody's to see


class ExternalIdentityInline(admin.TabularInline):
    """The account's identities at the identity provider; shown only where one is configured."""

    model = ExternalIdentity
    extra = 0

    def has_view_permission(self, request, obj=None):
        return bool(settings.OIDC_ISSUER) and request.user.has_perm("auth.change_user")

    has_add_permission = has_change_permission = has_delete_permission = has_view_permission

    def formfield_for_dbfield(self, db_field, request, **options):
        field = super().formfield_for_dbfield(db_field, request, **options)
        if db_field.name == "issuer":
            field.initial = settings.OIDC_ISSUER
        return field


@admin.register(get_user_model())
class AccountAdmin(UserAdmin):
    actions = ("end_sessions", "remove_factors")
    inlines = (ExternalIdentityInline,)

    @admin.action(description=_("End sessions"), permissions=["change"])
    def end_sessions(self, request, queryset):
        count = 0
        for user in queryset:
            number = end_sessions(user, except_key=request.session.session_key)
            count += number
            events.record(
                SecurityEvent.Kind.SESSIONS_ENDED,
                request,
                request.user,
                subject=user.get_username(),
                number=number,
            )
        text = ngettext("%(n)s session was ended.", "%(n)s sessions were ended.", count) % {"n": count}
        messages.success(request, text)

    @admin.action(description=_("Remove second factors"), permissions=["change"])
    def remove_factors(self, request, queryset):
        """Removes the second factors of other accounts; one's own page keeps a required factor from being removed."""
        users = [user for user in queryset if user != request.user]
        if len(users) < len(queryset):
            messages.error(request, _("Remove your own second factors under “Account”."))
        if not users:
            return
        for user in users:
            factors.remove_factors(request, user, request.user)
        text = ngettext(
            "Second factors were removed from %(n)s account.",
            "Second factors were removed from %(n)s accounts.",
            len(users),
        )
        messages.success(request, text % {"n": len(users)})
