"""Metrics of two server processes, read over HTTP."""

import http.client
import os
import re
import signal
import subprocess
import sys
import time

import pytest
from django.db import connection

from tests.test_house import ROOT

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
PORT, TOKEN = 18771, "0123456789abcdef0123456789abcdef"


def get(path, **headers):
    visitor = http.client.HTTPConnection("127.0.0.1", PORT, timeout=30)
    try:
        visitor.request("GET", path, headers=headers)
        response = visitor.getresponse()
        return response.status, response.read().decode()
    finally:
        visitor.close()


@pytest.fixture
def server(tmp_path):
    where = connection.get_connection_params()
    url = f"postgresql://{where['user']}@/{where['dbname']}?host={where['host']}"
    variables = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST")}
    variables |= {"DATABASE_URL": url, "SECRET_KEY": "k" * 50, "VAR_DIR": str(tmp_path), "DEBUG": "on"}
    variables |= {"METRICS_TOKEN": TOKEN, "LOG_FORMAT": "json", "LOG_LEVEL": "INFO"}
    options = ["-w", "2", "--threads", "2", "--no-control-socket", "-b", f"127.0.0.1:{PORT}"]
    process = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", "config.wsgi", *options], cwd=ROOT, env=variables
    )
    deadline = time.monotonic() + 60
    while True:
        try:
            get("/healthz")
            break
        except OSError:
            assert time.monotonic() < deadline
            time.sleep(0.2)
    yield process
    process.send_signal(signal.SIGTERM)
    process.wait(timeout=30)


def test_all_processes_are_counted_together(server):
    from prometheus_client.parser import text_string_to_metric_families

    for _ in range(12):
        assert get("/speakers/")[0] == 200
    assert get("/metrics")[0] == 404
    status, text = get("/metrics", Authorization=f"Bearer {TOKEN}")
    assert status == 200
    samples = {
        (sample.name, *sorted(sample.labels.values())): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }
    assert samples["verbatim_request_seconds_count", "2xx", "GET", "speaker_list"] == 12
    assert samples["verbatim_request_queries_total", "speaker_list"] >= 12
    assert samples[("verbatim_database_up",)] == 1
    assert samples["verbatim_queue", "orphans"] == 0
    assert {"verbatim_pool_connections", "verbatim_column_age_seconds", "verbatim_lock_waiting"} <= {
        name for name, *_labels in samples
    }
    assert not re.search(r"speakers/|127\.0\.0\.1", text)
