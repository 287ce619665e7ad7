"""Starts and ends the servers that the tests talk to."""

import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

EMULATOR = Path(__file__).parents[3] / "emulator"
HOST = "127.0.0.1"
SECONDS_TO_START = 60


@contextmanager
def serving(module: str, log: Path) -> Iterator[str]:
    """Runs a Python module that takes `-p PORT`, yields its endpoint when it answers, and ends it."""
    port = _free_port()
    endpoint = f"http://{HOST}:{port}"
    with log.open("w") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", module, "-p", str(port)], cwd=EMULATOR, stdout=output, stderr=subprocess.STDOUT
        )
    try:
        _wait_until_ready(process, endpoint, log)
        yield endpoint
    finally:
        process.terminate()
        process.wait()


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind((HOST, 0))
        port: int = listener.getsockname()[1]
        return port


def _wait_until_ready(process: subprocess.Popen[bytes], endpoint: str, log: Path) -> None:
    deadline = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise RuntimeError(f"the server ended before it was ready:\n{log.read_text()}")
        try:
            urllib.request.urlopen(f"{endpoint}/moto-api/data.json")
            return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError(f"the server was not ready after {SECONDS_TO_START} s:\n{log.read_text()}")
