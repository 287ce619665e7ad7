"""ElastiCache's groups of parameters and subnets, as the Terraform provider talks to them."""

from typing import Any

import pytest
from botocore.exceptions import ClientError
from gaps import elasticache
from probe import Aws, fills

TAGS = [{"Key": "Project", "Value": "open-health-initiative"}]


def create_parameter_group(client: Any, **parameters: str) -> Any:
    group = client.create_cache_parameter_group(
        CacheParameterGroupName="app", CacheParameterGroupFamily="redis7", Description="app cache", Tags=TAGS
    )["CacheParameterGroup"]
    client.modify_cache_parameter_group(
        CacheParameterGroupName="app",
        ParameterNameValues=[
            {"ParameterName": name.replace("_", "-"), "ParameterValue": value} for name, value in parameters.items()
        ],
    )
    return group


def parameters_of(client: Any) -> dict[str, str]:
    parameters = client.describe_cache_parameters(CacheParameterGroupName="app", Source="user")["Parameters"]
    return {each["ParameterName"]: each["ParameterValue"] for each in parameters}


@fills(elasticache.ParameterGroups)
def test_a_parameter_group_is_described_as_it_was_created(aws: Aws) -> None:
    client = aws.client("elasticache")

    created = create_parameter_group(client, maxmemory_policy="noeviction")

    [group] = client.describe_cache_parameter_groups(CacheParameterGroupName="app")["CacheParameterGroups"]
    assert group == created
    assert group["ARN"] == f"arn:aws:elasticache:eu-west-1:{aws.account}:parametergroup:app"
    assert (group["CacheParameterGroupFamily"], group["Description"]) == ("redis7", "app cache")
    assert parameters_of(client) == {"maxmemory-policy": "noeviction"}


@fills(elasticache.ParameterGroups)
def test_a_cache_parameter_can_be_reset(aws: Aws) -> None:
    client = aws.client("elasticache")
    create_parameter_group(client, maxmemory_policy="noeviction", timeout="60")

    client.reset_cache_parameter_group(
        CacheParameterGroupName="app", ParameterNameValues=[{"ParameterName": "timeout", "ParameterValue": "60"}]
    )

    assert parameters_of(client) == {"maxmemory-policy": "noeviction"}


@fills(elasticache.ParameterGroups)
def test_a_deleted_parameter_group_is_not_found(aws: Aws) -> None:
    client = aws.client("elasticache")
    create_parameter_group(client)

    client.delete_cache_parameter_group(CacheParameterGroupName="app")

    with pytest.raises(ClientError) as refused:
        client.describe_cache_parameter_groups(CacheParameterGroupName="app")
    assert refused.value.response["Error"]["Code"] == "CacheParameterGroupNotFound"


def test_a_parameter_group_cannot_be_created_twice(aws: Aws) -> None:
    client = aws.client("elasticache")
    create_parameter_group(client)

    with pytest.raises(ClientError, match="already exists"):
        create_parameter_group(client)


@fills(elasticache.GroupTags)
def test_the_tags_of_a_parameter_group_can_be_read_and_changed(aws: Aws) -> None:
    client = aws.client("elasticache")
    arn = f"arn:aws:elasticache:eu-west-1:{aws.account}:parametergroup:app"
    client.add_tags_to_resource(ResourceName=arn, Tags=[*TAGS, {"Key": "old", "Value": "1"}])

    client.remove_tags_from_resource(ResourceName=arn, TagKeys=["old"])

    assert client.list_tags_for_resource(ResourceName=arn)["TagList"] == TAGS


def test_a_new_parameter_group_has_the_tags_it_was_created_with(aws: Aws) -> None:
    client = aws.client("elasticache")

    group = create_parameter_group(client)

    assert client.list_tags_for_resource(ResourceName=group["ARN"])["TagList"] == TAGS


@fills(elasticache.SubnetGroupDeletion)
def test_a_deleted_subnet_group_is_not_found(aws: Aws) -> None:
    client = aws.client("elasticache")
    client.create_cache_subnet_group(
        CacheSubnetGroupName="app", CacheSubnetGroupDescription="app", SubnetIds=[aws.subnet()]
    )

    client.delete_cache_subnet_group(CacheSubnetGroupName="app")

    with pytest.raises(ClientError) as refused:
        client.describe_cache_subnet_groups(CacheSubnetGroupName="app")
    assert refused.value.response["Error"]["Code"] == "CacheSubnetGroupNotFoundFault"
