"""Runs every probe of a gap twice: with the gaps filled it must pass, on plain moto it must fail."""

import json
import urllib.request
from collections.abc import Iterator

import pytest
from gaps.registry import registered
from probe import Aws
from server import serving

FILLED = "gaps filled"
PLAIN = "plain moto"


@pytest.fixture(scope="session")
def filled_endpoint(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The server with the gaps filled."""
    with serving("gaps", tmp_path_factory.mktemp("server") / "filled.log") as endpoint:
        yield endpoint


@pytest.fixture(scope="session")
def plain_endpoint(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """moto as it is, but it runs no Lambda functions, for that would need Docker."""
    with serving("moto.server", tmp_path_factory.mktemp("server") / "plain.log") as endpoint:
        configuration = json.dumps({"lambda": {"use_docker": False}}).encode()
        urllib.request.urlopen(f"{endpoint}/moto-api/config", data=configuration)
        yield endpoint


@pytest.fixture
def aws(request: pytest.FixtureRequest) -> Aws:
    """AWS on the server that the test is run on, in an account that no other test uses."""
    server = getattr(request, "param", FILLED)
    return Aws(request.getfixturevalue("plain_endpoint" if server == PLAIN else "filled_endpoint"))


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Runs a probe on both servers."""
    probe = metafunc.definition.get_closest_marker("fills")
    if probe is None:
        return
    lacks = [gap.name for gap in registered() if gap.filling in probe.args]
    plain = pytest.param(PLAIN, marks=pytest.mark.xfail(strict=True, reason=f"moto lacks {', '.join(lacks)}"))
    metafunc.parametrize("aws", [FILLED, plain], indirect=True)
