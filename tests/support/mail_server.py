"""A mail server on this machine (SMTP, RFC 5321) that keeps what it is sent, or refuses it."""

import base64
import socketserver
import threading
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.policy import default


@dataclass
class MailBox:
    """What was sent, to whom; `refused` are recipients that are not taken."""

    port: int = 0
    mails: list = field(default_factory=list)
    recipients: list = field(default_factory=list)
    refused: set = field(default_factory=set)
    # Whether data is refused after it was sent, and user and password, None to ask for none.
    is_full: bool = False
    login: tuple[str, str] | None = None

    @property
    def subjects(self):
        return [mail["Subject"] for mail in self.mails]


class _Handler(socketserver.StreamRequestHandler):
    timeout = 30

    def handle(self):  # noqa: C901 - one case a command
        box = self.server.box
        to = []
        known = box.login is None
        self._say("220 ready")
        while line := self.rfile.readline().decode("ascii"):
            command = line.strip()
            match command.upper().split(" ")[0]:
                case "EHLO" | "HELO":
                    self._say("250-here", "250 AUTH PLAIN" if box.login else "250 SIZE")
                case "AUTH":
                    said = base64.b64decode(command.split()[-1]).decode().split("\0")[1:]
                    known = tuple(said) == box.login
                    self._say("235 welcome" if known else "535 who are you?")
                case "MAIL":
                    to = []
                    self._say("250 ok" if known else "530 log in first")
                case "RCPT":
                    address = command.partition("<")[2].rstrip(">")
                    if address in box.refused:
                        self._say("550 no such\x07 mailbox")
                    else:
                        to.append(address)
                        self._say("250 ok")
                case "DATA":
                    self._say("354 go on")
                    lines = []
                    while (read := self.rfile.readline()) != b".\r\n":
                        lines.append(read.removeprefix(b".") if read.startswith(b"..") else read)
                    if box.is_full:
                        self._say("452 no room")
                    else:
                        box.mails.append(message_from_bytes(b"".join(lines), policy=default))
                        box.recipients += to
                        self._say("250 taken")
                case "QUIT":
                    self._say("221 bye")
                    return
                case _:
                    self._say("250 ok")

    def _say(self, *lines):
        self.wfile.write("".join(f"{line}\r\n" for line in lines).encode())


@contextmanager
def mail_server():
    """The box of a server that runs."""
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), _Handler) as server:
        server.box = MailBox(server.server_address[1])
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield server.box
        finally:
            server.shutdown()
            thread.join()
