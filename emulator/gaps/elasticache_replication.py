"""ElastiCache: replication groups and the clusters they are made of."""

from typing import Any

from moto.core.responses import ActionResult, PaginatedResult
from moto.elasticache.models import ReplicationGroup
from moto.elasticache.responses import ElastiCacheResponse

from .elasticache import arn
from .registry import gap


@gap(needed_by=("aws_elasticache_replication_group",))
class NumberOfClusters(ElastiCacheResponse):
    """moto ignores NumCacheClusters and always makes one cluster, so every plan wants to add the others."""

    def create_replication_group(self) -> ActionResult:
        clusters = self._get_int_param("NumCacheClusters")
        if clusters:
            self.params["ReplicasPerNodeGroup"] = clusters - 1
        return super().create_replication_group()


@gap(needed_by=("aws_elasticache_replication_group",))
class ReaderEndpoints(ElastiCacheResponse):
    """moto does not report the reader endpoint of a replication group: `reader_endpoint_address` stays empty."""

    def create_replication_group(self) -> ActionResult:
        result = super().create_replication_group()
        group: ReplicationGroup = result.result["ReplicationGroup"]  # type: ignore[index]
        for node_group in group.node_groups:
            if "reader_endpoint_address" in node_group:
                node_group["reader_endpoint"] = {"address": node_group["reader_endpoint_address"], "port": group.port}
        return result


@gap(needed_by=("aws_elasticache_replication_group",))
class MemberClusters(ElastiCacheResponse):
    """moto names the clusters of a replication group, but does not find them. The provider reads node type, version,
    security groups, parameter group and maintenance window from the first of them.
    """

    def describe_cache_clusters(self) -> ActionResult:
        members = {
            id_: self._member(id_, group)
            for group in self.elasticache_backend.replication_groups.values()
            for id_ in group.member_clusters
        }
        wanted = self._get_param("CacheClusterId")
        if wanted in members:
            return PaginatedResult({"CacheClusters": [members[wanted]]})
        if wanted:
            return super().describe_cache_clusters()
        alone = self.elasticache_backend.describe_cache_clusters()
        return PaginatedResult({"CacheClusters": [*alone, *members.values()]})

    def _member(self, id_: str, group: ReplicationGroup) -> dict[str, Any]:
        return {
            "CacheClusterId": id_,
            "CacheClusterStatus": "available",
            "ARN": arn(self, "cluster", id_),
            "ReplicationGroupId": group.replication_group_id,
            "NumCacheNodes": 1,
            "CacheNodeType": group.cache_node_type,
            "Engine": group.engine,
            "EngineVersion": _full_version(group.engine_version or "7.1"),
            "CacheSubnetGroupName": group.cache_subnet_group_name,
            "CacheParameterGroup": {
                "CacheParameterGroupName": group.cache_parameter_group_name,
                "ParameterApplyStatus": "in-sync",
            },
            "SecurityGroups": [
                {"SecurityGroupId": group_id, "Status": "active"} for group_id in group.security_group_ids or []
            ],
            "NotificationConfiguration": {"TopicArn": group.notification_topic_arn, "TopicStatus": "active"},
            "PreferredMaintenanceWindow": group.preferred_maintenance_window,
            "SnapshotWindow": group.snapshot_window,
            "SnapshotRetentionLimit": group.snapshot_retention_limit,
            "AutoMinorVersionUpgrade": group.auto_minor_version_upgrade,
            "AtRestEncryptionEnabled": group.at_rest_encryption_enabled,
            "TransitEncryptionEnabled": group.transit_encryption_enabled,
            "TransitEncryptionMode": group.transit_encryption_mode,
            "AuthTokenEnabled": group.auth_token_enabled,
        }


def _full_version(version: str) -> str:
    """AWS takes `7.1` and reports `7.1.0`."""
    return version if version.count(".") > 1 else f"{version}.0"


@gap(needed_by=("aws_elasticache_replication_group",))
class Modification(ElastiCacheResponse):
    """moto can create, describe and delete replication groups, but not modify them."""

    ATTRIBUTES = {
        "AutoMinorVersionUpgrade": "auto_minor_version_upgrade",
        "CacheNodeType": "cache_node_type",
        "CacheParameterGroupName": "cache_parameter_group_name",
        "EngineVersion": "engine_version",
        "LogDeliveryConfigurations": "log_delivery_configurations",
        "NotificationTopicArn": "notification_topic_arn",
        "PreferredMaintenanceWindow": "preferred_maintenance_window",
        "ReplicationGroupDescription": "description",
        "SecurityGroupIds": "security_group_ids",
        "SnapshotRetentionLimit": "snapshot_retention_limit",
        "SnapshotWindow": "snapshot_window",
        "TransitEncryptionEnabled": "transit_encryption_enabled",
        "TransitEncryptionMode": "transit_encryption_mode",
    }
    SWITCHES = {"AutomaticFailoverEnabled": "automatic_failover", "MultiAZEnabled": "multi_az"}

    def modify_replication_group(self) -> ActionResult:
        [group] = self.elasticache_backend.describe_replication_groups(self._get_param("ReplicationGroupId"))
        for parameter, attribute in self.ATTRIBUTES.items():
            if parameter in self.params:
                setattr(group, attribute, self.params[parameter])
        for parameter, attribute in self.SWITCHES.items():
            if parameter in self.params:
                setattr(group, attribute, "enabled" if self._get_bool_param(parameter) else "disabled")
        removed = self._get_param("UserGroupIdsToRemove", [])
        remaining = [id_ for id_ in group.user_group_ids if id_ not in removed]
        group.user_group_ids = remaining + self._get_param("UserGroupIdsToAdd", [])
        return ActionResult({"ReplicationGroup": group})


@gap(needed_by=("aws_elasticache_replication_group",))
class Deletion(ElastiCacheResponse):
    """moto keeps a deleted replication group in the state `deleting`, and the provider waits until it is gone."""

    def delete_replication_group(self) -> ActionResult:
        result = super().delete_replication_group()
        del self.elasticache_backend.replication_groups[self._get_param("ReplicationGroupId")]
        return result
