"""AWS Backup, as the Terraform provider talks to it."""

import json
import urllib.request
from typing import Any
from urllib.parse import quote

import pytest
from botocore.exceptions import ClientError
from gaps import backup
from probe import Aws, fills

SELECTION = {
    "SelectionName": "daily",
    "IamRoleArn": "arn:aws:iam::123456789012:role/backup",
    "ListOfTags": [{"ConditionType": "STRINGEQUALS", "ConditionKey": "BackupPolicy", "ConditionValue": "daily"}],
}
TAGS = {"Project": "open-health-initiative"}


def create_plan(client: Any, name: str = "daily") -> Any:
    rule = {"RuleName": name, "TargetBackupVaultName": "vault"}
    return client.create_backup_plan(BackupPlan={"BackupPlanName": name, "Rules": [rule]}, BackupPlanTags=TAGS)


def refusal(client: Any, plan: str, selection: str) -> str:
    with pytest.raises(ClientError) as refused:
        client.get_backup_selection(BackupPlanId=plan, SelectionId=selection)
    code: str = refused.value.response["Error"]["Code"]
    return code


@fills(backup.Selections)
def test_a_selection_is_read_as_it_was_created(aws: Aws) -> None:
    client = aws.client("backup")
    plan = create_plan(client)["BackupPlanId"]

    created = client.create_backup_selection(BackupPlanId=plan, BackupSelection=SELECTION)

    found = client.get_backup_selection(BackupPlanId=plan, SelectionId=created["SelectionId"])
    assert found["BackupSelection"] == SELECTION
    assert (found["BackupPlanId"], found["SelectionId"]) == (plan, created["SelectionId"])


@fills(backup.Selections)
def test_a_deleted_selection_is_not_found(aws: Aws) -> None:
    client = aws.client("backup")
    plan = create_plan(client)["BackupPlanId"]
    selection = client.create_backup_selection(BackupPlanId=plan, BackupSelection=SELECTION)["SelectionId"]

    client.delete_backup_selection(BackupPlanId=plan, SelectionId=selection)

    assert refusal(client, plan, selection) == "ResourceNotFoundException"


def test_a_selection_belongs_to_one_plan(aws: Aws) -> None:
    client = aws.client("backup")
    daily, weekly = (create_plan(client, name)["BackupPlanId"] for name in ("daily", "weekly"))

    selection = client.create_backup_selection(BackupPlanId=daily, BackupSelection=SELECTION)["SelectionId"]

    assert refusal(client, weekly, selection) == "ResourceNotFoundException"


def test_a_selection_for_an_unknown_plan_is_refused(aws: Aws) -> None:
    with pytest.raises(ClientError) as refused:
        aws.client("backup").create_backup_selection(BackupPlanId="unknown", BackupSelection=SELECTION)

    assert refused.value.response["Error"]["Code"] == "ResourceNotFoundException"


@fills(backup.TagsWithoutTrailingSlash)
def test_tags_are_read_from_a_path_without_a_slash_at_the_end(aws: Aws) -> None:
    arn = create_plan(aws.client("backup"))["BackupPlanArn"]
    request = urllib.request.Request(
        f"{aws.endpoint}/tags/{quote(arn, safe='')}",
        headers={
            "Authorization": "AWS4-HMAC-SHA256 Credential=test/20260101/eu-west-1/backup/aws4_request",
            "x-moto-account-id": aws.account,
        },
    )

    with urllib.request.urlopen(request) as response:
        answer = json.load(response)

    assert answer == {"Tags": TAGS}


def test_tags_are_read_from_a_path_with_a_slash_at_the_end_too(aws: Aws) -> None:
    client = aws.client("backup")

    arn = create_plan(client)["BackupPlanArn"]

    assert client.list_tags(ResourceArn=arn)["Tags"] == TAGS


@fills(backup.DeletedPlans)
def test_a_plan_can_have_the_name_of_one_that_was_deleted(aws: Aws) -> None:
    client = aws.client("backup")
    client.delete_backup_plan(BackupPlanId=create_plan(client)["BackupPlanId"])

    create_plan(client)

    assert len(client.list_backup_plans()["BackupPlansList"]) == 1
