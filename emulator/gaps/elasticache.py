"""ElastiCache: parameter groups, subnet groups, tags."""

from typing import Any

from moto.core.responses import ActionResult, EmptyResult
from moto.elasticache.exceptions import CacheSubnetGroupNotFound, ElastiCacheException
from moto.elasticache.responses import ElastiCacheResponse

from .registry import gap, kept


def arn(response: ElastiCacheResponse, resource_type: str, name: str) -> str:
    """The ARN of an ElastiCache resource in the account and region of a request."""
    return f"arn:{response.partition}:elasticache:{response.region}:{response.current_account}:{resource_type}:{name}"


@gap(needed_by=("aws_elasticache_parameter_group",))
class ParameterGroups(ElastiCacheResponse):
    """moto has no cache parameter groups."""

    def create_cache_parameter_group(self) -> ActionResult:
        name = self._get_param("CacheParameterGroupName")
        if name in self._parameter_groups:
            raise ElastiCacheException(
                "CacheParameterGroupAlreadyExists", f"Cache parameter group {name} already exists."
            )
        group = {
            "CacheParameterGroupName": name,
            "CacheParameterGroupFamily": self._get_param("CacheParameterGroupFamily"),
            "Description": self._get_param("Description"),
            "IsGlobal": False,
            "ARN": arn(self, "parametergroup", name),
            "parameters": {},
        }
        self._parameter_groups[name] = group
        self.elasticache_backend.add_tags_to_resource(group["ARN"], self._get_param("Tags", []))
        return ActionResult({"CacheParameterGroup": group})

    def describe_cache_parameter_groups(self) -> ActionResult:
        if self._get_param("CacheParameterGroupName"):
            return ActionResult({"CacheParameterGroups": [self._parameter_group()]})
        return ActionResult({"CacheParameterGroups": list(self._parameter_groups.values())})

    def modify_cache_parameter_group(self) -> ActionResult:
        group = self._parameter_group()
        for parameter in self._get_param("ParameterNameValues", []):
            group["parameters"][parameter["ParameterName"]] = parameter.get("ParameterValue")
        return ActionResult(group)

    def reset_cache_parameter_group(self) -> ActionResult:
        group = self._parameter_group()
        if self._get_bool_param("ResetAllParameters"):
            group["parameters"].clear()
        for parameter in self._get_param("ParameterNameValues", []):
            group["parameters"].pop(parameter["ParameterName"], None)
        return ActionResult(group)

    def describe_cache_parameters(self) -> ActionResult:
        parameters = self._parameter_group()["parameters"]
        return ActionResult(
            {
                "Parameters": [
                    {"ParameterName": name, "ParameterValue": value, "Source": "user", "IsModifiable": True}
                    for name, value in parameters.items()
                ]
            }
        )

    def delete_cache_parameter_group(self) -> ActionResult:
        del self._parameter_groups[self._parameter_group()["CacheParameterGroupName"]]
        return EmptyResult()

    @property
    def _parameter_groups(self) -> dict[str, Any]:
        return kept(self.elasticache_backend, "parameter_groups")

    def _parameter_group(self) -> dict[str, Any]:
        name = self._get_param("CacheParameterGroupName")
        if name not in self._parameter_groups:
            raise ElastiCacheException("CacheParameterGroupNotFound", f"Cache parameter group {name} not found.")
        group: dict[str, Any] = self._parameter_groups[name]
        return group


@gap(needed_by=("aws_elasticache_subnet_group",))
class SubnetGroupDeletion(ElastiCacheResponse):
    """moto can create and describe cache subnet groups, but not delete them: destroy fails."""

    def delete_cache_subnet_group(self) -> ActionResult:
        name = self._get_param("CacheSubnetGroupName")
        if name not in self.elasticache_backend.cache_subnet_groups:
            raise CacheSubnetGroupNotFound(name)
        del self.elasticache_backend.cache_subnet_groups[name]
        return EmptyResult()


@gap(needed_by=("aws_elasticache_parameter_group", "aws_elasticache_user_group"))
class GroupTags(ElastiCacheResponse):
    """moto refuses to list the tags of parameter groups and user groups: it does not take their ARNs for ones."""

    def list_tags_for_resource(self) -> ActionResult:
        resource = self._get_param("ResourceName")
        if resource.split(":")[5] in ("parametergroup", "usergroup"):
            tags = self.elasticache_backend.tagging_service.list_tags_for_resource(resource)
            return ActionResult({"TagList": tags["Tags"]})
        return super().list_tags_for_resource()
