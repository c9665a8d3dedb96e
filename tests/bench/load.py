"""Readers beside slow questions: what cheap pages take while others ask what takes long.

`python -m tests.bench.load HOME` serves an archive of thousands of stories and reads it as 50
people would, a page every second or so, while 20 others ask the slowest questions known, each again
as soon as it is answered. Then long addresses are sent, one at a time. `--checkout` serves another
version of the code, to compare with. It exits with 1 where a cheap page is anything but found.
"""

import argparse
import http.client
import json
import os
import random
import re
import socket
import subprocess
import sys
import threading
import time
from collections import Counter
from contextlib import suppress
from itertools import islice, product
from pathlib import Path
from string import ascii_lowercase
from urllib.parse import urlencode, urlsplit

_TIMEOUT_S = 120
_COMMON_TEXT = "the of to in and said on for is was that by with from it at as be he a"
_COMMON = _COMMON_TEXT.split()
_WORDS_TEXT = """
oil trade bank dollar wheat sugar government president korea south north kim japan tax stock company
shares profit rates market grain ship gold coffee army work party factory farm school food river
"""
_WORDS = _WORDS_TEXT.split()


def _either(number, pattern, longest=1_990):
    """A disjunction of so many pairs of letters, as long as a query may be."""
    pairs = islice(map("".join, product(ascii_lowercase, repeat=2)), number)
    return " OR ".join(pattern.format(pair) for pair in pairs)[:longest].rpartition(" OR ")[0]


def _asked(path="/", **parameters):
    return f"{path}?{urlencode(parameters, doseq=True)}"


def slow_addresses(article):
    """The twenty slowest questions known; each takes one of the engines half a second or more."""
    patterns, prefixes = _either(200, "*{}*"), _either(600, "{}*")
    fuzzy = [f"{word}~2" for word in _WORDS]
    pairs = [f'"{a} {b}"~40' for a, b in product(_COMMON[:9], repeat=2) if a != b]
    triples = [f'"{a} {b} {c}"' for a, b, c in product(_COMMON[:6], repeat=3) if len({a, b, c}) > 2]
    return [
        _asked(q=patterns),
        _asked(q=patterns, explain=1),
        _asked(q=f"-({patterns})", explain=1),
        _asked(q=patterns, chart="shares", stack="region", explain=1, sort="fresh", size=100),
        _asked(q=prefixes),
        _asked(q=prefixes, explain=1),
        _asked(q=prefixes, chart="shares", stack="region", explain=1, sort="fresh", size=100),
        _asked("/facets/region", q=prefixes),
        _asked("/facets/byline", q=patterns),
        _asked(f"/articles/{article}", q=patterns),
        _asked(q=" OR ".join(fuzzy), explain=1),
        _asked(q=" ".join(fuzzy), explain=1),
        _asked(q="the NEAR/50 of"),
        _asked(q=" NEAR/10 ".join(["said", "the", "of", "to"]), explain=1),
        _asked(q=" NEAR/90 ".join(_COMMON[:10]), explain=1),
        _asked(q=" OR ".join(pairs)[:1_900].rpartition(" OR ")[0], explain=1),
        _asked(q=" OR ".join(triples)[:1_900].rpartition(" OR ")[0]),
        _asked(q="ATLEAST5(the)"),
        _asked("/compare", a=urlencode({"q": patterns[:900]}), b=urlencode({"q": " ".join(fuzzy)})),
        _asked("/trends", word=[" OR ".join(fuzzy[i::5]) for i in range(5)]),
    ]


def long_addresses():
    """Addresses that once made large pages, or none, by name."""
    regions = {
        f"{count:,} regions": _asked(region=[f"Asia/Japan/{i}" for i in range(count)])
        for count in (101, 250, 1_000, 3_000, 10_000)
    }
    nested = "q=oil"
    for depth in range(6):
        nested = urlencode([("q", f"word{depth}"), ("without", nested)])
    return regions | {
        "100 excluded": _asked(**{"not": [f"topic:{i}" for i in range(100)]}),
        "lists left out of lists": f"/?{nested}",
        "lists compared in vain": _asked("/compare", a=nested, b=nested),
        "1,000 words": _asked(
            q=" OR ".join(map("".join, islice(product(ascii_lowercase, repeat=2), 300)))
        ),
        "parentheses": _asked(q="(" * 900 + "oil" + ")" * 900),
        "parameters": "/?" + "&".join(f"p{i}=1" for i in range(1_100)),
        "a deep path": "/people/" + "a/" * 3_900,
        "1 MB": "/?q=" + "a" * 1_000_000,
        "20 MB": "/?q=" + "a+" * 10_000_000,
    }


class Server:
    """`backfile serve` of some version of the code, in processes of its own."""

    def __init__(self, home, checkout, workers):
        command = [sys.executable, "-m", "webui", "--home", home, "serve", "--port", "0"]
        paths = [str(checkout), *filter(None, [os.environ.get("PYTHONPATH")])]
        self._process = subprocess.Popen(
            [*command, "--workers", str(workers)],
            stdout=subprocess.PIPE,
            text=True,
            cwd=checkout,
            env={**os.environ, "PYTHONPATH": ":".join(paths)},
        )
        said = self._process.stdout.readline()
        self.address = urlsplit(re.search(r"http://\S+", said)[0]).netloc

    def memory_mb(self):
        """Proportional set size of the server and its workers."""
        children = Path(f"/proc/{self._process.pid}/task/{self._process.pid}/children").read_text()
        total = 0
        for process in (self._process.pid, *map(int, children.split())):
            rollup = Path(f"/proc/{process}/smaps_rollup").read_text()
            total += int(re.search(r"^Pss:\s+(\d+)", rollup, re.MULTILINE)[1])
        return total / 1_000

    def get(self, path):
        """Status, body and seconds of one request, on a connection of its own."""
        begun = time.perf_counter()
        connection = http.client.HTTPConnection(self.address, timeout=_TIMEOUT_S)
        try:
            connection.request("GET", path)
            response = connection.getresponse()
            body = response.read()
            return response.status, body, time.perf_counter() - begun
        except OSError as error:
            return type(error).__name__, b"", time.perf_counter() - begun
        finally:
            connection.close()

    def send(self, path):
        """Status, body and seconds of one request, from its first byte to the first of the answer.

        Encoded before, and sent by a thread: the answer may come while the rest is still sent.
        """
        host, port = self.address.split(":")
        request = f"GET {path} HTTP/1.1\r\nHost: {self.address}\r\n\r\n".encode()
        with socket.create_connection((host, int(port)), timeout=_TIMEOUT_S) as connection:
            sender = threading.Thread(target=_sent, args=(connection, request))
            begun = time.perf_counter()
            sender.start()
            connection.recv(1, socket.MSG_PEEK)
            seconds = time.perf_counter() - begun
            response = http.client.HTTPResponse(connection)
            try:
                response.begin()
                return response.status, response.read(), seconds
            except OSError as error:
                return type(error).__name__, b"", seconds
            finally:
                sender.join()

    def close(self):
        self._process.terminate()
        self._process.wait(timeout=60)
        self._process.stdout.close()


def _sent(connection, request):
    """Send a request, as much of it as the server takes."""
    with suppress(ConnectionError):
        connection.sendall(request)


class Load:
    """Answers to many readers: status and seconds of each, by the kind of reader."""

    def __init__(self, server, ends):
        self._server = server
        self._ends = ends
        self.cheap, self.slow = [], []
        self.errors = Counter()
        self.incomplete = 0

    def read(self, number, addresses):
        """One reader of cheap pages, who looks at each for a second or so."""
        chance = random.Random(number)  # noqa: S311 - no secret
        time.sleep(chance.random())
        while time.monotonic() < self._ends:
            address = chance.choice(addresses)
            status, _, seconds = self._server.get(address)
            self.cheap.append((status, seconds))
            if status != 200:
                self.errors[f"{status} {address}"] += 1
            time.sleep(chance.uniform(0.5, 1.5))

    def ask(self, address):
        """One who asks the same slow question again and again."""
        while time.monotonic() < self._ends:
            status, body, seconds = self._server.get(address)
            self.slow.append((status, seconds))
            self.incomplete += b"at least" in body.lower()
            if status == 503:
                time.sleep(5)


def measured(server, seconds, readers):
    """Figures of one run."""
    _, body, _ = server.get("/api/v1/search?q=oil&limit=20")
    ids = [hit["id"] for hit in json.loads(body)["hits"]]
    cheap = [_asked(q=word) for word in _WORDS]
    cheap += [_asked(q=f"{a} {b}") for a, b in zip(_WORDS, _WORDS[7:], strict=False)]
    cheap += [f"/articles/{each}?q=oil" for each in ids]
    cheap += ["/", "/articles", "/people", "/api/v1/suggest?q=pre"]
    cheap += ["/facets/region?q=trade"]
    absent = [address for address in cheap if server.get(address)[0] != 200]
    if absent:
        sys.exit(f"not found: {', '.join(absent)}")
    before_mb = server.memory_mb()
    load = Load(server, time.monotonic() + seconds)
    threads = [
        *(threading.Thread(target=load.read, args=(n, cheap)) for n in range(readers)),
        *(threading.Thread(target=load.ask, args=(each,)) for each in slow_addresses(ids[0])),
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return {
        "cheap": _summary(load.cheap),
        "slow": _summary(load.slow) | {"incomplete": load.incomplete},
        "errors": dict(load.errors),
        "memory_mb": [round(before_mb), round(server.memory_mb())],
    }


def _summary(answers):
    times = sorted(seconds * 1_000 for _, seconds in answers)
    parts = {"p50": 0.5, "p95": 0.95, "p99": 0.99, "max": 1}
    return {
        "answers": len(times),
        "statuses": dict(Counter(status for status, _ in answers)),
        **{
            name: round(times[min(len(times) - 1, int(len(times) * p))])
            for name, p in parts.items()
        },
    }


def main():
    """Measure one version of the code, or several one after the other."""
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("home", type=Path)
    reader.add_argument("--checkout", type=Path, action="append")
    reader.add_argument("--seconds", type=float, default=60)
    reader.add_argument("--readers", type=int, default=50)
    reader.add_argument("--workers", type=int, default=2)
    reader.add_argument("--no-long", action="store_true", help="send no long addresses")
    given = reader.parse_args()
    errors = 0
    for checkout in given.checkout or [Path.cwd()]:
        server = Server(given.home, checkout, given.workers)
        try:
            print(checkout, f"load {os.getloadavg()[0]:.1f}", flush=True)
            found = measured(server, given.seconds, given.readers)
            errors += len(found["errors"])
            for name, figures in found.items():
                print(f"  {name:10} {figures}", flush=True)
            for name, address in {} if given.no_long else long_addresses().items():
                answers = [server.send(address) for _ in range(5)]
                times = sorted(seconds * 1_000 for _, _, seconds in answers)
                status, body, _ = answers[-1]
                print(f"  {name:26} {times[2]:8.1f} ms  {status}  {len(body):,} bytes", flush=True)
        finally:
            server.close()
    sys.exit(int(errors > 0))


if __name__ == "__main__":
    main()
