"""`python -m gaps -p PORT`: moto's server with every gap filled, on 127.0.0.1 only."""

import argparse
import os
import textwrap

from moto.core.config import default_user_config
from moto.server import main as moto_server

from gaps import install, registered

HOST = "127.0.0.1"
DEFAULT_PORT = 5000


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
    """Serves until a signal ends the process."""
    # The stacks attach managed policies of AWS by their ARN.
    os.environ.setdefault("MOTO_IAM_LOAD_MANAGED_POLICIES", "true")
    # Invoked functions answer without being run: running them takes Docker and images from the internet.
    default_user_config["lambda"]["use_docker"] = False
    install()
    moto_server(["--host", HOST, "--port", str(port)])


if __name__ == "__main__":
    main()
