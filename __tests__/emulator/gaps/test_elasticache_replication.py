"""ElastiCache's replication groups, as the Terraform provider talks to them."""

from typing import Any

import pytest
from botocore.exceptions import ClientError
from gaps import elasticache_replication
from probe import Aws, fills

TOPIC = "arn:aws:sns:eu-west-1:123456789012:alarms"


def create_cache(client: Any, clusters: int = 2) -> Any:
    return client.create_replication_group(
        ReplicationGroupId="app-cache",
        ReplicationGroupDescription="app cache",
        Engine="redis",
        EngineVersion="7.1",
        CacheNodeType="cache.t4g.small",
        NumCacheClusters=clusters,
        CacheParameterGroupName="app",
        CacheSubnetGroupName="database",
        SecurityGroupIds=["sg-1"],
        PreferredMaintenanceWindow="sun:05:00-sun:07:00",
        NotificationTopicArn=TOPIC,
        AtRestEncryptionEnabled=True,
        TransitEncryptionEnabled=True,
        UserGroupIds=["old"],
    )["ReplicationGroup"]


def described(client: Any) -> Any:
    [group] = client.describe_replication_groups(ReplicationGroupId="app-cache")["ReplicationGroups"]
    return group


@fills(elasticache_replication.NumberOfClusters)
@pytest.mark.parametrize("clusters", [2, 3])
def test_a_replication_group_has_as_many_clusters_as_asked_for(aws: Aws, clusters: int) -> None:
    client = aws.client("elasticache")

    create_cache(client, clusters)

    group = described(client)
    assert len(group["MemberClusters"]) == clusters
    assert len(group["NodeGroups"][0]["NodeGroupMembers"]) == clusters


@fills(elasticache_replication.ReaderEndpoints)
def test_a_replication_group_has_a_reader_endpoint_of_its_own(aws: Aws) -> None:
    client = aws.client("elasticache")

    create_cache(client)

    [node_group] = described(client)["NodeGroups"]
    assert node_group["ReaderEndpoint"]["Address"].startswith("replica.app-cache.")
    assert node_group["ReaderEndpoint"]["Port"] == 6379
    assert node_group["ReaderEndpoint"]["Address"] != node_group["PrimaryEndpoint"]["Address"]


@fills(elasticache_replication.MemberClusters)
def test_a_cluster_of_a_replication_group_reports_what_the_group_was_created_with(aws: Aws) -> None:
    client = aws.client("elasticache")
    create_cache(client)

    [cluster] = client.describe_cache_clusters(CacheClusterId="app-cache-001")["CacheClusters"]

    assert cluster["ReplicationGroupId"] == "app-cache"
    assert (cluster["Engine"], cluster["EngineVersion"]) == ("redis", "7.1.0")
    assert cluster["CacheNodeType"] == "cache.t4g.small"
    assert cluster["CacheParameterGroup"]["CacheParameterGroupName"] == "app"
    assert cluster["CacheSubnetGroupName"] == "database"
    assert [group["SecurityGroupId"] for group in cluster["SecurityGroups"]] == ["sg-1"]
    assert cluster["PreferredMaintenanceWindow"] == "sun:05:00-sun:07:00"
    assert cluster["NotificationConfiguration"]["TopicArn"] == TOPIC
    assert cluster["AtRestEncryptionEnabled"] is cluster["TransitEncryptionEnabled"] is True


@fills(elasticache_replication.MemberClusters)
def test_all_clusters_are_those_of_replication_groups_and_those_that_stand_alone(aws: Aws) -> None:
    client = aws.client("elasticache")
    create_cache(client, clusters=1)
    client.create_cache_cluster(CacheClusterId="alone", Engine="redis", CacheNodeType="cache.t4g.micro")

    clusters = client.describe_cache_clusters()["CacheClusters"]

    assert [cluster["CacheClusterId"] for cluster in clusters] == ["alone", "app-cache-001"]


@fills(elasticache_replication.Modification)
def test_a_replication_group_can_be_modified(aws: Aws) -> None:
    client = aws.client("elasticache")
    create_cache(client)

    client.modify_replication_group(
        ReplicationGroupId="app-cache",
        ReplicationGroupDescription="changed",
        SnapshotRetentionLimit=7,
        MultiAZEnabled=True,
        AutomaticFailoverEnabled=True,
        UserGroupIdsToAdd=["new"],
        UserGroupIdsToRemove=["old"],
    )

    group = described(client)
    assert (group["Description"], group["SnapshotRetentionLimit"]) == ("changed", 7)
    assert (group["MultiAZ"], group["AutomaticFailover"]) == ("enabled", "enabled")
    assert group["UserGroupIds"] == ["new"]
    assert group["CacheNodeType"] == "cache.t4g.small"


def test_a_modified_node_type_is_that_of_the_clusters_too(aws: Aws) -> None:
    client = aws.client("elasticache")
    create_cache(client)

    client.modify_replication_group(ReplicationGroupId="app-cache", CacheNodeType="cache.t4g.micro")

    clusters = client.describe_cache_clusters()["CacheClusters"]
    assert [cluster["CacheNodeType"] for cluster in clusters] == ["cache.t4g.micro"] * 2


@fills(elasticache_replication.Deletion)
def test_a_deleted_replication_group_is_not_found(aws: Aws) -> None:
    client = aws.client("elasticache")
    create_cache(client)

    client.delete_replication_group(ReplicationGroupId="app-cache", FinalSnapshotIdentifier="app-cache-final")

    with pytest.raises(ClientError) as refused:
        described(client)
    assert refused.value.response["Error"]["Code"] == "ReplicationGroupNotFoundFault"
