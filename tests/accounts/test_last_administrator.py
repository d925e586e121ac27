"""The last administrator who can sign in stays one, whoever tries otherwise and by whichever way."""

import threading

import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse

from archive.accounts.models import ExternalIdentity
from archive.accounts.single_sign_on.identities import revoke_access
from tests.admin.forms import error_texts, form_data, messages_on
from tests.conftest import member

MESSAGE = "This is the last administrator who can sign in. Make another account an administrator first."
USERS = reverse("admin:auth_user_changelist")


def user_change_url(user):
    return reverse("admin:auth_user_change", args=[user.pk])


def is_administrator(user):
    user.refresh_from_db()
    return user.is_active and user.is_staff and user.is_superuser


def client_of(user):
    client = Client()
    client.force_login(user)
    return client


@pytest.mark.slow
@pytest.mark.parametrize("flag", ["is_active", "is_staff", "is_superuser"])
def test_the_form_keeps_the_last_one(as_administrator, administrator, flag):
    joined = {"date_joined_0": "2026-01-02", "date_joined_1": "03:04:05"}
    data = form_data(as_administrator.get(user_change_url(administrator))) | joined | {"first_name": "Adam"}
    del data[flag]
    response = as_administrator.post(user_change_url(administrator), data)
    assert error_texts(response) == {"__all__": [MESSAGE]}
    assert response.context["adminform"].form["first_name"].value() == "Adam"
    assert is_administrator(administrator)
    member("beth", is_superuser=True)
    assert as_administrator.post(user_change_url(administrator), data).status_code == 302
    assert not is_administrator(administrator)


def test_the_page_of_a_password_leaves_one_who_can_sign_in(as_administrator, administrator):
    page = reverse("admin:auth_user_password_change", args=[administrator.pk])
    response = as_administrator.post(page, {"usable_password": "false", "unset-password": "on"}, follow=True)
    assert messages_on(response) == [MESSAGE]
    administrator.refresh_from_db()
    assert administrator.has_usable_password()


@pytest.mark.slow
@pytest.mark.parametrize("others", [0, 1])
def test_deleting_leaves_one(as_administrator, administrator, editor, others):
    beth = member("beth", is_superuser=True) if others else None
    response = as_administrator.post(
        reverse("admin:auth_user_delete", args=[administrator.pk]), {"post": "yes"}
    )
    assert User.objects.filter(pk=administrator.pk).exists() is (beth is None)
    if beth is None:
        assert messages_on(as_administrator.get(response["Location"])) == [MESSAGE]
    as_last = client_of(beth or administrator)
    chosen = {"action": "delete_selected", "_selected_action": [(beth or administrator).pk, editor.pk]}
    response = as_last.post(USERS, chosen | {"post": "yes"}, follow=True)
    assert messages_on(response) == [MESSAGE]
    assert User.objects.filter(pk=editor.pk).exists(), "all or none"


@pytest.mark.parametrize(
    "change",
    [
        lambda users: users.update(is_superuser=False),
        lambda users: users.update(is_active=False),
        lambda users: users.update(password="!"),
        lambda users: users.delete(),
    ],
)
def test_commands_and_sql_keep_one(administrator, editor, change):
    with pytest.raises(IntegrityError, match="this is the last administrator"), transaction.atomic():
        change(User.objects.all())
    assert is_administrator(administrator)


def test_whom_the_provider_signs_in_counts(administrator):
    link = ExternalIdentity.objects.create(user=administrator, issuer="https://id.example", subject="1")
    User.objects.update(password="!")
    with pytest.raises(IntegrityError), transaction.atomic():
        link.delete()
    assert ExternalIdentity.objects.exists()
    revoke_access(administrator)
    assert is_administrator(administrator)
    beth = member("beth", is_superuser=True)
    link.delete()
    assert is_administrator(beth)


def test_an_account_that_could_not_sign_in_may_go(administrator):
    asleep = member("asleep", is_superuser=True, is_active=False)
    asleep.delete()
    member("beth", is_superuser=True).delete()
    assert list(User.objects.all()) == [administrator]


@pytest.mark.django_db(transaction=True)
def test_two_who_remove_each_other_at_once_leave_one():
    """Each transaction sees the other's account, as it was, until it commits."""
    for name in ("adam", "beth"):
        member(name, is_superuser=True)
    changed, refused = threading.Barrier(2), []

    def demote(name):
        try:
            with transaction.atomic():
                User.objects.get(username=name)
                changed.wait()
                User.objects.filter(username=name).update(is_superuser=False)
        except IntegrityError:
            refused.append(name)
        finally:
            connection.close()

    threads = [threading.Thread(target=demote, args=[name]) for name in ("adam", "beth")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [user.username for user in User.objects.filter(is_superuser=True)] == refused
    assert len(refused) == 1


def test_who_cannot_sign_in_anyway_may_change(administrator):
    nobody = member("nobody", is_superuser=True)
    nobody.set_unusable_password()
    nobody.save()
    User.objects.filter(pk=administrator.pk).update(first_name="Adam")
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.filter(pk=administrator.pk).update(is_active=False)
    with connection.cursor() as cursor, transaction.atomic():
        cursor.execute("SET LOCAL session_replication_role = replica")
        User.objects.filter(pk=administrator.pk).update(is_active=False)
        cursor.execute("SET LOCAL session_replication_role = origin")
        User.objects.filter(pk=nobody.pk).update(first_name="Nobody")
        assert not User.objects.exclude(pk=nobody.pk).filter(is_active=True, is_superuser=True).exists()
