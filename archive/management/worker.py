"""The gunicorn worker of the demonstration and of servers."""

import time

from gunicorn.workers.gthread import ThreadWorker

# Longer than clients keep an idle connection for later requests, nginx's upstreams (60 s) included: where the server
# closes it first, the next request is lost on its way. One that is idle holds no thread.
KEEPALIVE_SECONDS = 75
UNREAD_BODY_SECONDS = 5
UNREAD_BODY_BYTES = 128 * 1024 * 1024  # as client_max_body_size in deploy/nginx.conf


class Worker(ThreadWorker):
    """Takes from the processes' common queue only what a thread of its own is free for.

    Otherwise the process that happens to accept most connections keeps their visitors waiting while another is idle.
    """

    in_progress = 0  # requests that have a thread or wait for one

    def set_accept_enabled(self, enabled):
        """Called before each wait for something to do."""
        super().set_accept_enabled(enabled and self.in_progress < self.cfg.threads)

    def enqueue_req(self, conn):
        self.in_progress += 1
        super().enqueue_req(conn)
        if self.in_progress >= self.cfg.threads:
            self.set_accept_enabled(False)

    def finish_request(self, conn, fs):
        self.in_progress -= 1
        super().finish_request(conn, fs)

    def handle_request(self, req, conn):
        """Closes a kept connection after its request where kept connections alone bring more than the threads can do,
        so that the next request goes to the queue."""
        if self.in_progress > self.cfg.threads:
            req.force_close()
        return super().handle_request(req, conn)

    def _keepalive_after(self, conn, keepalive):
        """Reads, after the answer, what of the body nobody has read.

        gunicorn reads 64 kB and then closes the connection. Whoever is still sending an upload that was refused gets a
        broken connection in place of the answer, and visitors of an nginx in front the status 502.
        """
        deadline = time.monotonic() + UNREAD_BODY_SECONDS
        return bool(conn.parser.finish_body(deadline=deadline, max_bytes=UNREAD_BODY_BYTES) and keepalive)
