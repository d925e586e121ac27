"""CPU time of a public page: made, kept, and asked for by who has it. Over whichever database is set.

.venv/bin/python -m tests.benchmarks.page_cache [address …]
"""

import os
import statistics
import sys
import time

os.environ.setdefault("DATABASE_POOL", "2")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
ADDRESSES = ["/", "/search/", "/search/?q=the", "/documents/", "/speakers/", "/themes/", "/search.csv"]
TIMES = 30


def call(application, address, **headers):
    """(CPU milliseconds, status, headers, bytes of the body) of one request, without a server around it."""
    from django.test import RequestFactory

    environ = RequestFactory().get(address, headers={"Accept-Encoding": "br, gzip"} | headers).environ
    environ["HTTP_HOST"] = "localhost"
    sent = {}

    def start_response(status, headers):
        sent.update(dict(headers), status=status)

    begin = time.process_time()
    response = application(environ, start_response)
    body = b"".join(response)
    response.close()
    return (time.process_time() - begin) * 1000, sent["status"][:3], sent, len(body)


def main(addresses):
    from config.wsgi import application  # it sets Django up for what follows

    # isort: split
    from archive.web.serving import page_cache

    print(f"{'address':30} {'made':>8} {'kept':>8} {'304':>8}  ms of CPU; bytes sent")
    for address in addresses:
        _ms, status, headers, size = call(application, address)
        assert status == "200", (address, status)
        tag = {"If-None-Match": headers["ETag"]}
        made, kept, same = [], [], []
        for _ in range(TIMES):
            page_cache.pages.clear()
            made.append(call(application, address)[0])
            kept.append(call(application, address)[0])
            milliseconds, status, *_ = call(application, address, **tag)
            assert status == "304", (address, status)
            same.append(milliseconds)
        medians = [statistics.median(item) for item in (made, kept, same)]
        print(f"{address:30} " + " ".join(f"{median:8.2f}" for median in medians) + f"  {size:,}")


if __name__ == "__main__":
    main(sys.argv[1:] or ADDRESSES)
