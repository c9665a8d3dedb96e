"""A server whose application does as its addresses say, of a folder for its notes and a pipe.

/who        the number of the process that answers
/slow       too slow for a worker; the slow lane notes its number in the file `asked`, and answers
            as soon as the pipe is written to
/endless    zeros without an end
/slow-client    too slow for a worker; the slow lane tells the address of the client
/slow-form      too slow for a worker, after it has read it; the slow lane tells its length
/slow-endless   too slow for a worker; the slow lane answers with zeros without an end
"""

import os
import sys
from itertools import repeat
from pathlib import Path

from archive.settings import Settings
from archive.time_budget import TooSlow
from webui.access import policy_of
from webui.bounds import REFUSAL
from webui.server import Server


class _Application:
    def __init__(self, pipe):
        self._pipe = pipe

    def __call__(self, environ, start_response):
        path, status = environ["PATH_INFO"], "200 OK"
        said = str(os.getpid())
        if refusal := environ.get(REFUSAL):
            status, said = f"{refusal} Refused", f"refused at {path}"
        elif path == "/slow":
            if not os.getpriority(os.PRIO_PROCESS, 0):
                raise TooSlow
            with self._pipe.with_name("asked").open("a") as asked:
                print(said, file=asked)
            self._pipe.read_text()
        elif path == "/slow-form":
            said = str(len(environ["wsgi.input"].read()))
            if not os.getpriority(os.PRIO_PROCESS, 0):
                raise TooSlow
        elif path.startswith("/slow-") and not os.getpriority(os.PRIO_PROCESS, 0):
            raise TooSlow
        elif path == "/slow-client":
            said = environ["REMOTE_ADDR"]
        elif path in {"/endless", "/slow-endless"}:
            start_response("200 OK", [])
            return repeat(bytes(1 << 16))
        elif environ["REQUEST_METHOD"] == "POST":
            said = str(len(environ["wsgi.input"].read()))
        start_response(status, [("Content-Length", str(len(said)))])
        return [said.encode()]


class _ToldServer(Server):
    def __init__(self, settings, pipe):
        self._pipe = pipe
        access = policy_of(settings, has_users=False)
        super().__init__(settings, access, ready=lambda address: print(address, flush=True))  # noqa: T201 - the test that started it reads the address

    def load(self):
        return _Application(self._pipe)


if __name__ == "__main__":
    _ToldServer(Settings(home=Path(sys.argv[1]), port=0, workers=1), Path(sys.argv[2])).run()
