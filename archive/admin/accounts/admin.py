"""Accounts, with actions for an owner who lost their browser or key, and groups."""

from functools import partial

from django import forms
from django.conf import settings
from django.contrib import admin, messages
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.forms import AdminUserCreationForm
from django.contrib.auth.models import Group, User
from django.http import HttpResponseRedirect
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django_otp.plugins.otp_totp.models import TOTPDevice

from archive.accounts import events
from archive.accounts.models import ExternalIdentity, SecurityEvent
from archive.accounts.second_factor import factors
from archive.accounts.sessions import end_sessions
from archive.admin.base import ChangelistErrorsMixin
from archive.admin.conflicts.bulk import BulkMixin
from archive.admin.conflicts.pages import ConflictMixin
from archive.editing.errors import EditError
from archive.editing.saving import save_in_one_edit


class NewAccountForm(AdminUserCreationForm):
    """Requires a group, since an account without one may do nothing."""

    group = forms.ModelChoiceField(
        Group.objects.order_by("name"),
        label=_("Group"),
        required=False,
        help_text=_(
            "Editors write and annotate; Publishers may publish as well. An account without a group sees nothing."
        ),
    )
    without_group = forms.BooleanField(label=_("No group: permissions are given one by one"), required=False)

    class Meta(AdminUserCreationForm.Meta):
        fields = ("username", "first_name", "last_name", "email")

    def clean(self):
        cleaned = super().clean()
        if "group" in self.fields and not cleaned.get("group") and not cleaned.get("without_group"):
            self.add_error("group", _("Choose a group, or tick that this account has none."))
        return cleaned


class AccountAdminMixin(ChangelistErrorsMixin, ConflictMixin, BulkMixin):
    """Gives the pages of accounts and groups the handling of conflicts and errors that the archive's pages have."""

    change_form_template = "admin/archive/account_form.html"


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


admin.site.unregister(User)
admin.site.unregister(Group)
admin.site.unregister(TOTPDevice)  # its secrets are nobody's to see


@admin.register(User)
class AccountAdmin(AccountAdminMixin, UserAdmin):
    actions = ("end_sessions", "remove_factors")
    inlines = (ExternalIdentityInline,)
    add_form = NewAccountForm
    add_fieldsets = (
        (None, {"fields": ("username", ("first_name", "last_name"), "email", "group", "without_group")}),
        (_("Password"), {"fields": ("usable_password", "password1", "password2")}),
    )
    list_display = ("username", "full_name", "groups_of", "is_active", "last_login")
    list_filter = ("groups", "is_active", "is_superuser")

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("groups")

    def save_model(self, request, obj, form, change):
        """Makes a new account a member of staff, so that it can use the admin."""
        if not change:
            obj.is_staff = True
        super().save_model(request, obj, form, change)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        if not change and form.cleaned_data.get("group"):
            form.instance.groups.add(form.cleaned_data["group"])

    def user_change_password(self, request, id, form_url=""):
        """Shows Django's page, on which an administrator may also remove the password; saves it in one edit."""
        page = partial(super().user_change_password, request, id, form_url)
        if request.method != "POST":
            return page()
        try:
            return save_in_one_edit(request.user, page)
        except EditError as error:
            self.message_user(request, str(error), messages.ERROR)
            return HttpResponseRedirect(request.path)

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

    @admin.display(description=_("name"), ordering="last_name")
    def full_name(self, obj):
        return obj.get_full_name() or "–"

    @admin.display(description=_("group"))
    def groups_of(self, obj):
        return ", ".join(group.name for group in obj.groups.all()) or "–"


@admin.register(Group)
class AccountGroupAdmin(AccountAdminMixin, GroupAdmin):
    pass
