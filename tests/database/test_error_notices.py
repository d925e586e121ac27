import logging

import psycopg
import pytest
from django.db import IntegrityError, InternalError, OperationalError, connection, transaction
from django.test import Client
from django.utils.translation import override
from psycopg_pool import PoolTimeout

from archive.database.error_log import ErrorFilter
from archive.database.error_notices import BUSY, DATABASE_ERRORS, NO_DATABASE, READ_ONLY, error_notice
from archive.models import Theme


def failure(cause, kind=OperationalError):
    error = kind("failed")
    error.__cause__ = cause
    return error


@pytest.mark.parametrize("code", DATABASE_ERRORS)
def test_each_code_has_its_words(code):
    cause = psycopg.errors.lookup(code)("failed")
    kind = InternalError if code == "25006" else OperationalError
    assert error_notice(failure(cause, kind)) is DATABASE_ERRORS[code]


def test_what_is_no_answer_and_what_is_an_answer():
    assert error_notice(OperationalError("connection refused")) is NO_DATABASE
    assert error_notice(failure(psycopg.errors.ConnectionFailure("gone"))) is NO_DATABASE
    assert error_notice(failure(PoolTimeout("no connection"))) is BUSY
    for error in (
        IntegrityError("twice"),
        InternalError("in a failed transaction"),
        ValueError("ours"),
        None,
    ):
        assert error_notice(error) is None


REFUSE = """
CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'failed' USING ERRCODE = '{code}'; END $$;
CREATE TRIGGER refuse BEFORE INSERT ON archive_theme FOR EACH ROW EXECUTE FUNCTION refuse();
"""


@pytest.mark.django_db
@pytest.mark.parametrize("code", ["53100", "55P03", "57014", "40P01"])
def test_an_editor_sees_the_reason_and_goes_on_when_it_has_passed(as_publisher, code):
    form = {"label": "Harbours", "slug": "harbours", "labels-TOTAL_FORMS": 0, "labels-INITIAL_FORMS": 0}
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(REFUSE.format(code=code))
        response = as_publisher.post("/admin/archive/theme/add/", form)
        transaction.set_rollback(True)
    assert response.status_code == 503
    assert response["Retry-After"] == str(DATABASE_ERRORS[code].retry_seconds)
    assert str(DATABASE_ERRORS[code].title) in response.text
    assert "still in the form" in response.text
    assert not Theme.objects.exists()
    assert as_publisher.post("/admin/archive/theme/add/", form).status_code == 302
    assert Theme.objects.count() == 1


@pytest.mark.django_db
def test_read_only_refuses_in_words_whatever_would_write(as_publisher, settings, published_document):
    settings.READ_ONLY = True
    page = as_publisher.get("/admin/")
    assert "The archive is read-only at the moment" in page.text
    form = as_publisher.post("/admin/archive/theme/add/", {"label": "Harbours"})
    assert (form.status_code, form["Retry-After"]) == (503, "60")
    assert "<h1>The archive is read-only at the moment.</h1>" in form.text
    api = f"/admin/archive/document/{published_document.pk}/annotate/api/statements/"
    for verb in ("post", "put", "delete", "patch"):
        answer = getattr(as_publisher, verb)(api)
        assert answer.status_code == 503
        assert str(READ_ONLY.title) in answer.json()["message"]
    assert as_publisher.get("/speakers/").status_code == 200
    assert not Theme.objects.exists()
    report = Client().post("/csp-report", "{}", content_type="application/csp-report")
    assert report.status_code == 204


@pytest.mark.django_db
@pytest.mark.slow
def test_in_read_only_mode_a_session_is_not_written(as_publisher, settings):
    from archive.accounts.models import Session

    session = as_publisher.session
    session["touched"] = 0
    session.save()
    settings.READ_ONLY = True
    assert as_publisher.get("/admin/").status_code == 200
    assert Session.objects.get().get_decoded()["touched"] == 0
    settings.READ_ONLY = False
    assert as_publisher.get("/admin/").status_code == 200
    assert Session.objects.get().get_decoded()["touched"] > 0


def line_of(error) -> str:
    record = logging.LogRecord("django.request", 40, "", 0, "%s: %s", ("Error", "/speakers/100%25"), None)
    record.exc_info = (type(error), error, error.__traceback__)
    assert ErrorFilter().filter(record)
    return logging.Formatter().format(record)


def test_an_outage_is_one_line_for_a_request_and_a_fault_has_its_traceback():
    gone = failure(psycopg.OperationalError("the server is away\nsecond line"))
    gone.args = ("the server is away\nsecond line",)
    with override("zh-hans"):
        line = line_of(gone)
    assert line == "Error: /speakers/100%25: The database is not responding. (the server is away)"
    assert "ValueError: ours" in line_of(ValueError("ours"))
