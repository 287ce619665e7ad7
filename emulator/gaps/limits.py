"""What AWS refuses by its own published model of a call, and moto takes."""

import io
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit
from xml.sax.saxutils import escape

import regex
from botocore.exceptions import UnknownServiceError
from moto.core.model import OperationModel, ServiceModel
from moto.core.parse import PROTOCOL_PARSERS, RequestDict
from moto.core.responses import BaseResponse
from moto.core.utils import get_service_model
from werkzeug.datastructures import Headers, MultiDict

from gaps.replay import Application, StartResponse

SERVICES = {
    "access-analyzer": "accessanalyzer",
    "elasticfilesystem": "efs",
    "elasticloadbalancing": "elbv2",
    "monitoring": "cloudwatch",
    "states": "stepfunctions",
    "tagging": "resourcegroupstaggingapi",
}
"""Services that are signed for by another word than their model has."""

UNREAD = {"s3"}
"""Services whose calls are not told apart: those of S3 are known by headers, and by a bucket that may be in the host."""

TAKEN = {
    ("route53", "ChangeTagsForResource.AddTags"),
    ("wafv2", "DeleteIPSet.LockToken"),
    ("wafv2", "UpdateIPSet.LockToken"),
}
"""What the models refuse and is sent all the same. Route 53's allows ten tags in a call, as its manual does, and the
provider sends all twelve of a zone in one: whether AWS minds, an apply there has to show (`docs/dns.md`). The tokens
are moto's own.
"""


@dataclass(frozen=True)
class Call:
    """A request, as far as it can be told which call it is."""

    service: str
    protocol: str
    """In which the request is, of those that the service speaks."""
    operation: OperationModel
    parameters: dict[str, Any]


class Limits:
    """Refuses a request that AWS would refuse by its model: for a length, a number, a pattern, or a word that there is not.

    moto carries most of them out. A request that cannot be told is passed on.
    """

    def __init__(self, application: Application) -> None:
        self._application = application

    def __call__(self, environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
        body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
        environ["wsgi.input"] = io.BytesIO(body)
        call = call_of(environ, body)
        refusals = [] if call is None else refusals_of(call)
        if call is None or not refusals:
            return self._application(environ, start_response)
        answer, kind = _refusal(call, f"AWS's model of the call refuses it: {'; '.join(refusals)}")
        headers = [("Content-Type", kind), ("Content-Length", str(len(answer))), ("X-Amzn-ErrorType", "ValidationException")]
        start_response("400 Bad Request", headers)
        return [answer]


def call_of(environ: dict[str, Any], body: bytes) -> Call | None:
    """Which call a request is, and its parameters by the names that AWS's model has; none when that cannot be told."""
    signed = re.search(r"Credential=[^/]+/\d+/[\w-]+/([\w-]+)/aws4_request", environ.get("HTTP_AUTHORIZATION", ""))
    if signed is None or signed[1] in UNREAD:
        return None
    model = _model(SERVICES.get(signed[1], signed[1]))
    if model is None:
        return None
    uri = urlsplit(environ["REQUEST_URI"])
    values = MultiDict(parse_qsl(uri.query, keep_blank_values=True))
    is_form = environ.get("CONTENT_TYPE", "").startswith("application/x-www-form-urlencoded")
    if is_form:
        values.update(parse_qsl(body.decode(), keep_blank_values=True))
    name, labels = _operation(model, environ, unquote(uri.path), values)
    if name not in model.operation_names:
        return None
    protocol = "json" if "HTTP_X_AMZ_TARGET" in environ else model.metadata["protocol"]
    if is_form and protocol != "ec2":
        protocol = "query"
    headers = Headers([(key[5:].replace("_", "-"), value) for key, value in environ.items() if key.startswith("HTTP_")])
    request: RequestDict = {
        "body": body,
        "headers": headers,
        "method": environ["REQUEST_METHOD"],
        "url_params": labels,
        "url_path": uri.path,
        "values": values,
    }
    operation = model.operation_model(name)
    return Call(model.service_name, protocol, operation, PROTOCOL_PARSERS[protocol](operation).parse(request))


def refusals_of(call: Call) -> list[str]:
    """What AWS's model does not allow in a call."""
    shape = call.operation.input_shape
    if shape is None:
        return []
    found = _violations(shape, call.parameters, call.operation.name)
    return [text for path, text in found if (call.service, path) not in TAKEN]


def _violations(shape: Any, value: Any, path: str) -> Iterator[tuple[str, str]]:
    match shape.type_name:
        case "structure" if isinstance(value, dict):
            for name in shape.required_members:
                if value.get(name) is None:
                    yield path, f"{path}.{name} is missing"
            for name, part in value.items():
                if name in shape.members and part is not None:
                    yield from _violations(shape.members[name], part, f"{path}.{name}")
        case "list" if isinstance(value, list):
            yield from _outside(shape, len(value), path, "elements")
            for part in value:
                yield from _violations(shape.member, part, path)
        case "map" if isinstance(value, dict):
            yield from _outside(shape, len(value), path, "entries")
            for key, part in value.items():
                yield from _violations(shape.key, key, path)
                yield from _violations(shape.value, part, path)
        case "string" if isinstance(value, str):
            yield from _outside(shape, len(value), path, "characters")
            if shape.enum and value not in shape.enum:
                yield path, f"{path} is {value!r}; allowed are {', '.join(shape.enum)}"
            pattern = shape.metadata.get("pattern", ".*")
            if (words := _pattern(pattern)) is not None and words.fullmatch(value) is None:
                yield path, f"{path} is {value!r}; allowed is {pattern}"
        case "integer" | "long" | "float" | "double":
            yield from _outside(shape, value, path)


def _outside(shape: Any, size: float, path: str, unit: str | None = None) -> Iterator[tuple[str, str]]:
    least, most = shape.metadata.get("min"), shape.metadata.get("max")
    if (least is not None and size < least) or (most is not None and size > most):
        words = (("at least", least), ("at most", most))
        bounds = " and ".join(f"{word} {bound}" for word, bound in words if bound is not None)
        found = f"is {size}" if unit is None else f"has {size} {unit}"
        yield path, f"{path} {found}; allowed are {bounds}"


@cache
def _pattern(text: str) -> regex.Pattern[str] | None:
    """A pattern in the words of Python; none when it has words that Python does not know."""
    pairs = text.replace(r"\uD800\uDC00-\uDBFF\uDFFF", r"\U00010000-\U0010FFFF").replace("IsWhitespace", "White_Space")
    try:
        return regex.compile(pairs, regex.DOTALL)
    except regex.error:
        return None


@cache
def _model(service: str) -> ServiceModel | None:
    try:
        return get_service_model(service)
    except UnknownServiceError:
        return None


def _operation(
    model: ServiceModel, environ: dict[str, Any], path: str, values: MultiDict[str, str]
) -> tuple[str | None, dict[str, str]]:
    """The name of an operation, and what its path says."""
    if "HTTP_X_AMZ_TARGET" in environ:
        return environ["HTTP_X_AMZ_TARGET"].rpartition(".")[2], {}
    if not model.metadata["protocol"].startswith("rest"):
        return values.get("Action"), {}
    given = dict(values)
    fitting = [
        (len(asked), len(route.pattern), name, found.groupdict())
        for method, route, asked, name in _routes(model)
        if method == environ["REQUEST_METHOD"] and asked.items() <= given.items() and (found := route.fullmatch(path.rstrip("/")))
    ]
    return max(fitting, key=lambda each: each[:2])[2:] if fitting else (None, {})


@cache
def _routes(model: ServiceModel) -> list[tuple[str, re.Pattern[str], dict[str, str], str]]:
    """Method, path, parameters that have to be there, and name of every operation."""
    routes = []
    for name in model.operation_names:
        http = model.operation_model(name).http
        path, _, query = http["requestUri"].partition("?")
        words = re.compile(BaseResponse.uri_to_regexp(path.rstrip("/")))
        routes.append((http["method"], words, dict(parse_qsl(query, keep_blank_values=True)), name))
    return routes


def _refusal(call: Call, message: str) -> tuple[bytes, str]:
    """An answer in which the service's clients find code and message."""
    if "json" in call.protocol:
        return json.dumps({"__type": "ValidationException", "message": message}).encode(), "application/json"
    error = f"<Error><Code>ValidationException</Code><Message>{escape(message)}</Message></Error>"
    if call.service == "ec2":
        return f"<Response><Errors>{error}</Errors></Response>".encode(), "text/xml"
    return f"<ErrorResponse>{error}</ErrorResponse>".encode(), "text/xml"
