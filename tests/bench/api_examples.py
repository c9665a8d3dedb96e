"""schemathesis against a served archive: all its checks on what openapi.json describes.

`python -m tests.bench.api_examples [EXAMPLES [SEED]]` serves the demo archive in a folder of its
own, and tries as many examples (2,000 by default), others with another seed; it exits with 1 where
a check fails, or fewer were tried.
"""

import re
import subprocess
import sys
import tempfile
from pathlib import Path

BIN = Path(sys.executable).parent
# The refusals that the check knows by itself, and 414: what has no end makes a long address.
_SETTINGS = """
[checks.negative_data_rejection]
expected-statuses = [400, 401, 403, 404, 405, 406, 409, 414, 415, 422, 428, 429, "5xx"]
"""


def main() -> None:
    """Serve the demo archive, and try examples of its API."""
    examples, seed = [*sys.argv[1:], *["2000", "1"][len(sys.argv) - 1 :]]
    with tempfile.TemporaryDirectory() as folder:
        serve = [sys.executable, "-m", "webui", "--home", folder, "demo", "--port", "0"]
        server = subprocess.Popen([*serve, "--workers", "1"], stdout=subprocess.PIPE, text=True)
        try:
            address = re.search(r"http://\S+", server.stdout.readline())[0]
            sys.exit(tried(f"{address}api/v1/openapi.json", int(examples), seed, folder))
        finally:
            server.terminate()
            server.wait()
            server.stdout.close()


def tried(address: str, examples: int, seed: str, folder: str) -> int:
    """Exit code of examples of every operation, at least as many as wanted in all."""
    settings = Path(folder, "schemathesis.toml")
    settings.write_text(_SETTINGS)
    command = [BIN / "schemathesis", "--config-file", settings]
    command += ["run", address, "--checks", "all", "--seed", seed]
    command += ["--max-examples", str(examples // 30), "--continue-on-failure", "--no-color"]
    ended = subprocess.run(
        [*command, "--warnings", "off"], cwd=folder, capture_output=True, text=True, check=False
    )
    print(ended.stdout, ended.stderr)
    generated = re.search(r"(\d+) generated", ended.stdout)
    return ended.returncode or int(generated is None or int(generated[1]) < examples)


if __name__ == "__main__":
    main()
