"""IAM Access Analyzer: analyzers, which find nothing."""

import json
from types import SimpleNamespace
from typing import Any
from urllib.parse import unquote

from moto.core.base_backend import BackendDict, BaseBackend
from moto.core.exceptions import JsonRESTError
from moto.core.responses import BaseResponse
from moto.core.utils import iso_8601_datetime_without_milliseconds, utcnow

from .registry import kept
from .services import add_service

SERVICE = "access-analyzer"
URL_BASE = r"https?://access-analyzer\.(.+)\.amazonaws\.com"


class AccessAnalyzerResponse(BaseResponse):
    """The calls by which an analyzer is made, read, tagged and removed."""

    def __init__(self) -> None:
        super().__init__(service_name="accessanalyzer")

    def create_analyzer(self) -> str:
        wanted = json.loads(self.body)
        name = wanted["analyzerName"]
        if name in self._analyzers:
            raise JsonRESTError("ConflictException", f"{name} exists", code=409)
        self._analyzers[name] = {
            "arn": f"arn:aws:{SERVICE}:{self.region}:{self.current_account}:analyzer/{name}",
            "name": name,
            "type": wanted["type"],
            "createdAt": iso_8601_datetime_without_milliseconds(utcnow()),
            "status": "ACTIVE",
            "tags": wanted.get("tags", {}),
        }
        return json.dumps({"arn": self._analyzers[name]["arn"]})

    def get_analyzer(self) -> str:
        return json.dumps({"analyzer": self._analyzer(self._last_word)})

    def delete_analyzer(self) -> str:
        self._analyzer(self._last_word)
        del self._analyzers[self._last_word]
        return "{}"

    def list_tags_for_resource(self) -> str:
        return json.dumps({"tags": self._analyzer(self._last_word)["tags"]})

    def tag_resource(self) -> str:
        self._analyzer(self._last_word)["tags"].update(json.loads(self.body)["tags"])
        return "{}"

    def untag_resource(self) -> str:
        for key in self.querystring["tagKeys"]:
            self._analyzer(self._last_word)["tags"].pop(key, None)
        return "{}"

    @property
    def _last_word(self) -> str:
        return unquote(self.path).rpartition("/")[2]

    @property
    def _analyzers(self) -> dict[str, Any]:
        return kept(accessanalyzer_backends[self.current_account][self.region], "analyzers")

    def _analyzer(self, name: str) -> Any:
        if name not in self._analyzers:
            raise JsonRESTError("ResourceNotFoundException", f"{name} does not exist", code=404)
        return self._analyzers[name]


class AccessAnalyzerBackend(BaseBackend):
    """Holds the analyzers of an account and region."""

    @property
    def _url_module(self) -> Any:  # type: ignore[misc]
        paths = ("{0}/analyzer/?$", "{0}/analyzer/(?P<name>[^/]+)$", "{0}/tags/(?P<arn>.+)$")
        return SimpleNamespace(url_bases=[URL_BASE], url_paths=dict.fromkeys(paths, AccessAnalyzerResponse.dispatch))


accessanalyzer_backends = BackendDict(AccessAnalyzerBackend, "accessanalyzer")
add_service(SERVICE, URL_BASE, accessanalyzer_backends)
