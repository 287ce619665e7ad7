"""EFS, as the Terraform provider talks to it."""

import json
from typing import Any

import pytest
from botocore.exceptions import ClientError
from gaps import efs
from probe import Aws, fills

POLICY = json.dumps({"Version": "2012-10-17", "Statement": []})


def create_file_system(client: Any) -> str:
    id_: str = client.create_file_system(CreationToken="zookeeper")["FileSystemId"]
    return id_


@fills(efs.BackupPolicies)
@pytest.mark.parametrize("status", ["ENABLED", "DISABLED"])
def test_automatic_backups_can_be_switched_on_and_off(aws: Aws, status: str) -> None:
    client = aws.client("efs")
    file_system = create_file_system(client)

    client.put_backup_policy(FileSystemId=file_system, BackupPolicy={"Status": status})

    assert client.describe_backup_policy(FileSystemId=file_system)["BackupPolicy"] == {"Status": status}


def test_a_new_file_system_has_no_backup_policy(aws: Aws) -> None:
    client = aws.client("efs")
    file_system = create_file_system(client)

    with pytest.raises(ClientError) as refused:
        client.describe_backup_policy(FileSystemId=file_system)

    assert refused.value.response["Error"]["Code"] == "PolicyNotFound"


@fills(efs.PolicyDeletion)
def test_a_deleted_file_system_policy_is_not_found(aws: Aws) -> None:
    client = aws.client("efs")
    file_system = create_file_system(client)
    client.put_file_system_policy(FileSystemId=file_system, Policy=POLICY)

    client.delete_file_system_policy(FileSystemId=file_system)

    with pytest.raises(ClientError) as refused:
        client.describe_file_system_policy(FileSystemId=file_system)
    assert refused.value.response["Error"]["Code"] == "PolicyNotFound"
