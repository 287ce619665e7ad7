"""ElastiCache's users and user groups, as the Terraform provider talks to them."""

from typing import Any

import pytest
from botocore.exceptions import ClientError
from gaps import elasticache_users
from probe import Aws, fills


def create_user(client: Any, id_: str, **settings: Any) -> None:
    mode = {"AuthenticationMode": {"Type": "iam"}}
    client.create_user(UserId=id_, UserName=id_, Engine="redis", AccessString="on ~* +@read", **{**mode, **settings})


def create_group(client: Any, *users: str) -> Any:
    for user in users:
        create_user(client, user)
    return client.create_user_group(UserGroupId="app", Engine="redis", UserIds=list(users))


def described(client: Any) -> Any:
    [group] = client.describe_user_groups(UserGroupId="app")["UserGroups"]
    return group


@fills(elasticache_users.UserModification)
def test_the_access_string_of_a_user_can_be_changed(aws: Aws) -> None:
    client = aws.client("elasticache")
    create_user(client, "reader")

    client.modify_user(UserId="reader", AccessString="on ~app:* +@read +@write")

    [user] = client.describe_users(UserId="reader")["Users"]
    assert user["AccessString"] == "on ~app:* +@read +@write"
    assert user["Authentication"]["Type"] == "iam"


@fills(elasticache_users.UserModification)
def test_a_user_can_get_a_second_password_beside_the_first(aws: Aws) -> None:
    client = aws.client("elasticache")
    first, second = "first-password-0123", "second-password-0123"
    create_user(client, "app", AuthenticationMode={"Type": "password", "Passwords": [first]})

    client.modify_user(UserId="app", Passwords=[first, second])

    [user] = client.describe_users(UserId="app")["Users"]
    assert user["Authentication"] == {"Type": "password", "PasswordCount": 2}


@fills(elasticache_users.UserGroups)
def test_a_user_group_is_described_as_it_was_created(aws: Aws) -> None:
    client = aws.client("elasticache")

    create_group(client, "app", "reader")

    group = described(client)
    assert group["UserIds"] == ["app", "reader"]
    assert (group["Engine"], group["Status"]) == ("redis", "active")
    assert group["ARN"] == f"arn:aws:elasticache:eu-west-1:{aws.account}:usergroup:app"


@fills(elasticache_users.UserGroups)
def test_users_join_and_leave_a_group(aws: Aws) -> None:
    client = aws.client("elasticache")
    create_group(client, "app", "old")
    create_user(client, "new")

    client.modify_user_group(UserGroupId="app", UserIdsToAdd=["new"], UserIdsToRemove=["old"])

    assert described(client)["UserIds"] == ["app", "new"]


@fills(elasticache_users.UserGroups)
def test_a_deleted_user_group_is_not_found(aws: Aws) -> None:
    client = aws.client("elasticache")
    create_group(client, "app")

    client.delete_user_group(UserGroupId="app")

    with pytest.raises(ClientError) as refused:
        described(client)
    assert refused.value.response["Error"]["Code"] == "UserGroupNotFound"


def test_a_user_group_of_unknown_users_is_refused(aws: Aws) -> None:
    with pytest.raises(ClientError) as refused:
        aws.client("elasticache").create_user_group(UserGroupId="app", Engine="redis", UserIds=["nobody"])

    assert refused.value.response["Error"]["Code"] == "UserNotFound"
