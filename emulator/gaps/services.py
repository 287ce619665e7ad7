"""Services of AWS that moto does not have at all."""

import re
from typing import Any

from moto.backend_index import backend_url_patterns
from moto.backends import get_backend
from moto.core.base_backend import BackendDict

from .registry import gap

_services: dict[str, "BackendDict[Any]"] = {}


def add_service(name: str, url_base: str, backends: "BackendDict[Any]") -> None:
    """Lets the server answer for a service, by the name with which calls to it are signed."""
    _services[name] = backends
    backend_url_patterns.append((name, re.compile(url_base)))


@gap(
    needed_by=("aws_serverlessapplicationrepository_cloudformation_stack", "aws_accessanalyzer_analyzer"),
    replaces=get_backend,
)
def backend_of_any_service(name: Any) -> Any:
    """moto has no Serverless Application Repository and no IAM Access Analyzer: a stack that asks one of them for something
    cannot be applied.
    """
    return _services[name] if name in _services else get_backend(name)
