"""CloudFront: distributions, policies, functions."""

import uuid
from copy import deepcopy
from typing import Any

from moto.cloudfront.exceptions import CloudFrontException, InvalidIfMatchVersion
from moto.cloudfront.models import Distribution, DistributionConfig
from moto.cloudfront.responses import CloudFrontResponse
from moto.core.responses import TYPE_RESPONSE, ActionResult, EmptyResult
from moto.utilities.utils import get_partition

from .registry import gap, kept

MODIFIED = "2024-01-01T00:00:00Z"


def etag() -> str:
    """A new version of something that has versions."""
    return f"E{uuid.uuid4().hex[:13].upper()}"


@gap(needed_by=("aws_cloudfront_distribution",))
class ConfigurationAsGiven(DistributionConfig):
    """moto rebuilds the configuration of a distribution from the parts that it knows, and loses functions, policies, origin
    access controls, versions of TLS and timeouts: every plan wants to set them again.
    """

    def __init__(self, config: dict[str, Any]) -> None:
        given = deepcopy(config)
        super().__init__(config)
        for name in ("CacheBehaviors", "DefaultCacheBehavior", "Restrictions", "ViewerCertificate"):
            if name in given:
                setattr(self, name, given[name])
        origins = [self._with_defaults(origin) for origin in given["Origins"]["Items"]]
        self.Origins = {"Quantity": len(origins), "Items": origins}

    @staticmethod
    def _with_defaults(origin: dict[str, Any]) -> dict[str, Any]:
        return {
            "OriginPath": "",
            "ConnectionAttempts": 3,
            "ConnectionTimeout": 10,
            "CustomHeaders": {"Quantity": 0},
            "OriginShield": {"Enabled": False},
            **origin,
        }


@gap(needed_by=("aws_cloudwatch_log_delivery_source", "aws_s3_bucket_policy"))
class WellFormedArns(Distribution):
    """moto leaves the empty region out of the ARN of a distribution. The provider refuses such an ARN for the source of a
    log delivery.
    """

    def __init__(self, account_id: str, region_name: str, config: dict[str, Any]) -> None:
        super().__init__(account_id, region_name, config)
        self.arn = f"arn:{get_partition(region_name)}:cloudfront::{account_id}:distribution/{self.id}"


class Policies:
    """The policies of one kind, in one account."""

    def __init__(self, response: CloudFrontResponse, kind: str) -> None:
        self.response = response
        self.kind = kind
        self.config = f"{kind}Config"
        self.all: dict[str, Any] = kept(response.backend, kind)

    def create(self) -> ActionResult:
        config = self._given()
        if any(each[self.config]["Name"] == config["Name"] for each in self.all.values()):
            raise CloudFrontException(f"{self.kind}AlreadyExists", f"A {self.kind} named {config['Name']} exists already.")
        policy = {"Id": str(uuid.uuid4()), "LastModifiedTime": MODIFIED, self.config: config, "ETag": etag()}
        self.all[policy["Id"]] = policy
        return self._answer(policy)

    def get(self) -> ActionResult:
        return self._answer(self._policy())

    def update(self) -> ActionResult:
        policy = self._policy(at_version=True)
        policy.update({self.config: self._given(), "ETag": etag()})
        return self._answer(policy)

    def delete(self) -> ActionResult:
        policy = self._policy(at_version=True)
        distributions = self.response.backend.distributions.values()
        if any(policy["Id"] in repr(vars(each.distribution_config)) for each in distributions):
            raise CloudFrontException(f"{self.kind}InUse", f"The {self.kind} {policy['Id']} is attached to a distribution.")
        del self.all[policy["Id"]]
        return EmptyResult()

    def _given(self) -> dict[str, Any]:
        given: dict[str, Any] = self.response._get_param(self.config)
        return given

    def _policy(self, *, at_version: bool = False) -> dict[str, Any]:
        id_ = self.response._get_param("Id")
        if id_ not in self.all:
            raise CloudFrontException(f"NoSuch{self.kind}", f"The {self.kind} {id_} does not exist.")
        policy: dict[str, Any] = self.all[id_]
        if at_version and self.response._get_param("IfMatch") != policy["ETag"]:
            raise InvalidIfMatchVersion()
        return policy

    def _answer(self, policy: dict[str, Any]) -> ActionResult:
        return ActionResult({self.kind: policy, "ETag": policy["ETag"]})


@gap(
    needed_by=("aws_cloudfront_cache_policy",),
    routes=("{0}/2020-05-31/cache-policy$", "{0}/2020-05-31/cache-policy/(?P<id>[^/]+)$"),
)
class CachePolicies(CloudFrontResponse):
    """moto has no cache policies."""

    def create_cache_policy(self) -> ActionResult:
        return Policies(self, "CachePolicy").create()

    def get_cache_policy(self) -> ActionResult:
        return Policies(self, "CachePolicy").get()

    def update_cache_policy(self) -> ActionResult:
        return Policies(self, "CachePolicy").update()

    def delete_cache_policy(self) -> ActionResult:
        return Policies(self, "CachePolicy").delete()


@gap(
    needed_by=("aws_cloudfront_response_headers_policy",),
    routes=("{0}/2020-05-31/response-headers-policy$", "{0}/2020-05-31/response-headers-policy/(?P<id>[^/]+)$"),
)
class ResponseHeadersPolicies(CloudFrontResponse):
    """moto has no response headers policies."""

    def create_response_headers_policy(self) -> ActionResult:
        return Policies(self, "ResponseHeadersPolicy").create()

    def get_response_headers_policy(self) -> ActionResult:
        return Policies(self, "ResponseHeadersPolicy").get()

    def update_response_headers_policy(self) -> ActionResult:
        return Policies(self, "ResponseHeadersPolicy").update()

    def delete_response_headers_policy(self) -> ActionResult:
        return Policies(self, "ResponseHeadersPolicy").delete()


@gap(
    needed_by=("aws_cloudfront_function",),
    routes=(
        "{0}/2020-05-31/function$",
        "{0}/2020-05-31/function/(?P<name>[^/]+)$",
        "{0}/2020-05-31/function/(?P<name>[^/]+)/describe$",
        "{0}/2020-05-31/function/(?P<name>[^/]+)/publish$",
    ),
)
class Functions(CloudFrontResponse):
    """moto has no CloudFront functions. Here they have both stages, but nobody runs them."""

    def create_function(self) -> ActionResult:
        name = self._get_param("Name")
        if name in self._functions:
            raise CloudFrontException("FunctionAlreadyExists", f"A function named {name} exists already.")
        self._functions[name] = {"DEVELOPMENT": self._given()}
        return self._summary("DEVELOPMENT")

    def update_function(self) -> ActionResult:
        self._stages(at_version=True)["DEVELOPMENT"] = self._given()
        return self._summary("DEVELOPMENT")

    def publish_function(self) -> ActionResult:
        stages = self._stages(at_version=True)
        stages["LIVE"] = stages["DEVELOPMENT"]
        return self._summary("LIVE")

    def describe_function(self) -> ActionResult:
        return self._summary(self._get_param("Stage") or "DEVELOPMENT")

    def get_function(self) -> TYPE_RESPONSE:
        version = self._version(self._get_param("Stage") or "DEVELOPMENT")
        return 200, {"ETag": version["ETag"], "Content-Type": "application/octet-stream"}, version["FunctionCode"]

    def delete_function(self) -> ActionResult:
        self._stages(at_version=True)
        del self._functions[self._get_param("Name")]
        return EmptyResult()

    @property
    def _functions(self) -> dict[str, Any]:
        return kept(self.backend, "functions")

    def _given(self) -> dict[str, Any]:
        return {
            "FunctionConfig": self._get_param("FunctionConfig"),
            "FunctionCode": self._get_param("FunctionCode"),
            "ETag": etag(),
        }

    def _stages(self, *, at_version: bool = False) -> dict[str, Any]:
        name = self._get_param("Name")
        if name not in self._functions:
            raise CloudFrontException("NoSuchFunctionExists", f"The function {name} does not exist.")
        stages: dict[str, Any] = self._functions[name]
        if at_version and self._get_param("IfMatch") != stages["DEVELOPMENT"]["ETag"]:
            raise InvalidIfMatchVersion()
        return stages

    def _version(self, stage: str) -> dict[str, Any]:
        stages = self._stages()
        if stage not in stages:
            raise CloudFrontException("NoSuchFunctionExists", f"The function has no stage {stage}.")
        version: dict[str, Any] = stages[stage]
        return version

    def _summary(self, stage: str) -> ActionResult:
        version = self._version(stage)
        name = self._get_param("Name")
        summary = {
            "Name": name,
            "Status": "DEPLOYED" if stage == "LIVE" else "UNPUBLISHED",
            "FunctionConfig": version["FunctionConfig"],
            "FunctionMetadata": {
                "FunctionARN": f"arn:{self.partition}:cloudfront::{self.current_account}:function/{name}",
                "Stage": stage,
                "CreatedTime": MODIFIED,
                "LastModifiedTime": MODIFIED,
            },
        }
        return ActionResult({"FunctionSummary": summary, "ETag": version["ETag"], "Location": name})
