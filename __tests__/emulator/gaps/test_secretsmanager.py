"""Secrets Manager, as the Terraform provider talks to it."""

from typing import Any

import pytest
from botocore.exceptions import ClientError
from gaps import secretsmanager
from probe import Aws, fills
from test_awslambda import create_function


def rotate(aws: Aws, **settings: Any) -> Any:
    """A client of Secrets Manager, after a rotation of the secret `credentials` was asked for."""
    client = aws.client("secretsmanager")
    client.create_secret(Name="credentials", SecretString="the value")
    client.rotate_secret(
        SecretId="credentials",
        RotationLambdaARN=create_function(aws),
        **{"RotationRules": {"AutomaticallyAfterDays": 30}, **settings},
    )
    return client


def stages(client: Any) -> list[str]:
    """The stages of the versions. A version without one is on its way out."""
    versions = client.describe_secret(SecretId="credentials")["VersionIdsToStages"].values()
    return sorted(stage for version in versions for stage in version)


@fills(secretsmanager.LabelsOfPreviousVersions)
def test_a_version_keeps_its_own_label_when_another_becomes_the_current_one(aws: Aws) -> None:
    client = aws.client("secretsmanager")
    client.create_secret(Name="credentials")
    seed = client.put_secret_value(SecretId="credentials", SecretString="user", VersionStages=["SEED"])["VersionId"]

    client.put_secret_value(SecretId="credentials", SecretString="user, place", VersionStages=["AWSCURRENT", "COMPLETE"])

    assert stages(client) == ["AWSCURRENT", "AWSPREVIOUS", "COMPLETE", "SEED"]
    client.update_secret_version_stage(SecretId="credentials", RemoveFromVersionId=seed, VersionStage="SEED")
    assert stages(client) == ["AWSCURRENT", "AWSPREVIOUS", "COMPLETE"]


def test_a_label_that_a_new_current_version_brings_is_on_no_other(aws: Aws) -> None:
    client = aws.client("secretsmanager")
    client.create_secret(Name="credentials", SecretString="first")

    for value in ("second", "third"):
        client.put_secret_value(SecretId="credentials", SecretString=value, VersionStages=["AWSCURRENT", "OWN"])

    assert stages(client) == ["AWSCURRENT", "AWSPREVIOUS", "OWN"]


@fills(secretsmanager.FinishedRotations)
def test_a_rotated_secret_has_a_new_current_version_with_a_value(aws: Aws) -> None:
    client = rotate(aws)

    assert client.get_secret_value(SecretId="credentials")["SecretString"] == "the value"
    assert stages(client) == ["AWSCURRENT", "AWSPREVIOUS"]
    assert client.describe_secret(SecretId="credentials")["RotationEnabled"] is True


@fills(secretsmanager.FinishedRotations)
def test_a_rotation_that_is_not_to_start_at_once_leaves_the_versions_as_they_are(aws: Aws) -> None:
    client = rotate(aws, RotateImmediately=False)

    assert client.get_secret_value(SecretId="credentials")["SecretString"] == "the value"
    assert stages(client) == ["AWSCURRENT"]


@fills(secretsmanager.FinishedRotations)
def test_a_secret_can_be_rotated_again(aws: Aws) -> None:
    client = rotate(aws)

    function = client.describe_secret(SecretId="credentials")["RotationLambdaARN"]
    client.rotate_secret(SecretId="credentials", RotationLambdaARN=function)

    assert stages(client) == ["AWSCURRENT", "AWSPREVIOUS"]


@fills(secretsmanager.RotationSchedules)
def test_a_rotation_by_a_schedule_is_on_and_described_as_it_was_asked_for(aws: Aws) -> None:
    schedule = {"ScheduleExpression": "rate(30 days)", "Duration": "2h"}

    client = rotate(aws, RotationRules=schedule)

    secret = client.describe_secret(SecretId="credentials")
    assert secret["RotationEnabled"] is True
    assert secret["RotationRules"] == schedule


def test_a_cancelled_rotation_is_off(aws: Aws) -> None:
    client = rotate(aws)

    client.cancel_rotate_secret(SecretId="credentials")

    assert client.describe_secret(SecretId="credentials")["RotationEnabled"] is False


def test_a_rotation_by_an_unknown_function_is_refused(aws: Aws) -> None:
    client = aws.client("secretsmanager")
    client.create_secret(Name="credentials", SecretString="the value")

    with pytest.raises(ClientError) as refused:
        client.rotate_secret(
            SecretId="credentials", RotationLambdaARN="arn:aws:lambda:eu-west-1:123456789012:function:unknown"
        )

    assert refused.value.response["Error"]["Code"] == "ResourceNotFoundException"
