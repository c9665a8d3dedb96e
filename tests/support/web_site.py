"""A web site on this machine that answers as a test tells it to."""

import threading
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class Reply:
    """One answer; `length` is what Content-Length says, None for none, and the truth by default."""

    content: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    length: int | None = -1


class Site:
    """The responses by path, and a log of the requests."""

    def __init__(self, port):
        self.address = f"http://127.0.0.1:{port}"
        self.replies: dict[str, Reply | Callable[[BaseHTTPRequestHandler], None]] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []

    @property
    def paths(self):
        return [path for path, _headers in self.asked]

    def url(self, path):
        return self.address + path

    def give(self, path, content="", media_type="text/html", status=200, **headers):
        content = content.encode() if isinstance(content, str) else content
        named = {name.replace("_", "-"): str(value) for name, value in headers.items()}
        self.replies[path] = Reply(content, status, {"Content-Type": media_type} | named)


@contextmanager
def running_site():
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            site.asked.append((self.path, dict(self.headers.items())))
            reply = site.replies.get(self.path, Reply(status=404))
            if not isinstance(reply, Reply):
                try:
                    reply(self)
                except (BrokenPipeError, ConnectionResetError):
                    self.close_connection = True
                return
            self.send_response(reply.status)
            for name, value in reply.headers.items():
                self.send_header(name, value)
            if reply.length is not None:
                length = len(reply.content) if reply.length < 0 else reply.length
                self.send_header("Content-Length", str(length))
            self.end_headers()
            self.wfile.write(reply.content)

        def log_message(self, *_said):
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        site = Site(server.server_port)
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield site
        finally:
            server.shutdown()
            thread.join()
