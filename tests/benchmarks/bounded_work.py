"""Pages for everybody while some want much: python -m tests.benchmarks.bounded_work http://127.0.0.1:8000 [--host NAME]

Asks pages of a running archive on this machine, first alone, then beside 20 slow readers of exports, 16 slow uploads
of strangers and 200 connections that never end their headers, each from an address of its own (127.0.1.x), so that no
limit for an address hides what they do; prints p50 and p95 of both, and what became of the attackers.
"""

import argparse
import http.client
import itertools
import random
import socket
import ssl
import threading
import time
from collections import Counter
from urllib.parse import urlsplit

PAGES = ("/", "/speakers/", "/documents/", "/themes/", "/search/?q=harbour&page=1", "/search/?q=library")
READERS, UPLOADS, HALF_HEADERS = 20, 16, 200
REQUESTS = 120
CONTEXT = ssl._create_unverified_context()


class Attack:
    def __init__(self, address, host: str) -> None:
        self.address, self.host = address, host
        self.ended = threading.Event()
        self.outcomes: Counter[str] = Counter()
        self.addresses = itertools.count()

    def connect(self) -> socket.socket:
        port = self.address.port or (443 if self.address.scheme == "https" else 80)
        own = f"127.0.1.{next(self.addresses) % 250 + 2}", 0
        opened = socket.create_connection((self.address.hostname, port), timeout=120, source_address=own)
        opened.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        if self.address.scheme == "https":
            return CONTEXT.wrap_socket(opened, server_hostname=self.host)
        return opened

    def run(self, name: str, action) -> None:
        while not self.ended.is_set():
            try:
                with self.connect() as connection:
                    self.outcomes[f"{name}: {action(connection)}"] += 1
            except OSError as error:
                self.outcomes[f"{name}: {type(error).__name__}"] += 1
            self.ended.wait(0.2)

    def read_slowly(self, connection) -> str:
        unit = random.choice(("statements", "passages"))
        request = f"GET /search.jsonl?unit={unit} HTTP/1.1\r\nHost: {self.host}\r\nConnection: close\r\n\r\n"
        connection.sendall(request.encode())
        status = connection.recv(12)[9:12].decode()
        while not self.ended.is_set() and connection.recv(100):
            self.ended.wait(0.2)
        return status

    def upload_slowly(self, connection) -> str:
        size = 8_000_000
        head = f"POST /admin/login/ HTTP/1.1\r\nHost: {self.host}\r\nContent-Type: multipart/form-data; boundary=x\r\n"
        connection.sendall(f"{head}Content-Length: {size}\r\n\r\n--x\r\n".encode())
        while not self.ended.is_set():
            connection.sendall(b"x" * 1000)
            self.ended.wait(0.1)
        return "sent until the end"

    def send_half_headers(self, connection) -> str:
        connection.sendall(f"GET / HTTP/1.1\r\nHost: {self.host}\r\nX-".encode())
        connection.settimeout(0.5)
        while not self.ended.is_set():
            try:
                if not connection.recv(100):
                    return "closed"
            except TimeoutError:
                connection.sendall(b"a")
        return "open until the end"

    def start(self, half_headers: int = HALF_HEADERS) -> None:
        kinds = [(READERS, "reader", self.read_slowly), (UPLOADS, "upload", self.upload_slowly)]
        kinds.append((half_headers, "half headers", self.send_half_headers))
        for number, name, action in kinds:
            for _ in range(number):
                threading.Thread(target=self.run, args=(name, action), daemon=True).start()


def measure(address, host: str) -> tuple[list[float], Counter[int]]:
    """Seconds of each answer, ascending, and how often each status came."""
    times, statuses = [], Counter()
    for number in range(REQUESTS):
        kind = http.client.HTTPSConnection if address.scheme == "https" else http.client.HTTPConnection
        more = {"context": CONTEXT} if address.scheme == "https" else {}
        visitor = kind(address.hostname, address.port, timeout=60, **more)
        begun = time.monotonic()
        try:
            visitor.request("GET", PAGES[number % len(PAGES)], headers={"Host": host})
            response = visitor.getresponse()
            response.read()
            statuses[response.status] += 1
        except OSError:
            statuses[0] += 1
        finally:
            visitor.close()
        times.append(time.monotonic() - begun)
        time.sleep(0.05)
    return sorted(times), statuses


def print_times(name: str, times: list[float], statuses: Counter[int]) -> None:
    p50, p95 = times[len(times) // 2], times[len(times) * 95 // 100]
    print(
        f"{name}: p50 {p50 * 1000:.0f} ms, p95 {p95 * 1000:.0f}, longest {times[-1] * 1000:.0f}; {dict(statuses)}"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("url")
    parser.add_argument("--host")
    options = parser.parse_args()
    address = urlsplit(options.url)
    host = options.host or address.netloc
    measure(address, host)
    print_times("alone", *measure(address, host))
    attack = Attack(address, host)
    attack.start()
    time.sleep(5)
    print_times("beside 20 slow readers, 16 slow uploads, 200 half headers", *measure(address, host))
    attack.ended.set()
    time.sleep(3)
    print(dict(attack.outcomes))


if __name__ == "__main__":
    main()
