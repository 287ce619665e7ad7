"""`python -m gaps -p PORT`: moto's server with every gap filled, on 127.0.0.1 only."""

import argparse
import os
import textwrap
from collections.abc import Iterable
from typing import Any

import waitress
from moto.core.config import default_user_config
from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app

from gaps import install, registered
from gaps.limits import Limits
from gaps.replay import Replay

HOST = "127.0.0.1"
DEFAULT_PORT = 5000
THREADS = 32
"""Requests that are answered at a time; Terraform sends up to ten for each of its providers."""


def main() -> None:
    """Reads the command line, then lists the gaps or serves until a signal ends it."""
    parser = argparse.ArgumentParser(
        prog="python -m gaps", description="moto's server with its gaps for Terraform filled"
    )
    parser.add_argument("-p", "--port", type=int, default=DEFAULT_PORT, help=f"port on {HOST}, default {DEFAULT_PORT}")
    parser.add_argument("--list", action="store_true", help="print every gap and end")
    arguments = parser.parse_args()
    if arguments.list:
        list_gaps()
    else:
        serve(arguments.port)


def list_gaps() -> None:
    """Prints what moto lacks and which resources need it."""
    for gap in registered():
        print(gap.name)
        print(textwrap.indent(gap.lacks, "    "))
        print(f"    needed by {', '.join(gap.needed_by)}\n")


def serve(port: int) -> None:
    """Serves until a signal ends the process. Not by the development server that moto comes with, which says so itself."""
    # The stacks attach managed policies of AWS by their ARN.
    os.environ.setdefault("MOTO_IAM_LOAD_MANAGED_POLICIES", "true")
    os.environ.setdefault("MOTO_PORT", str(port))
    # Invoked functions answer without being run: running them takes Docker and images from the internet.
    default_user_config["lambda"]["use_docker"] = False
    install()
    moto = DomainDispatcherApplication(create_backend_app)

    def application(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        # moto reads paths as they were sent, escapes and all, from where its own server puts them.
        return moto(environ | {"RAW_URI": environ["REQUEST_URI"]}, start_response)

    waitress.serve(Replay(Limits(application)), host=HOST, port=port, threads=THREADS, ident=None)


if __name__ == "__main__":
    main()
