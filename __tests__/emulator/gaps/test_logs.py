"""CloudWatch Logs, as the Terraform provider talks to it."""

from typing import Any

import pytest
from botocore.exceptions import ClientError
from gaps import logs
from probe import Aws, fills

GROUP = "/aws/rds/instance/store/postgresql"
POLICY = '{"Name": "passwords", "Version": "2021-06-01", "Statement": []}'


@fills(logs.DataProtectionPolicies)
def test_a_log_group_keeps_the_policy_that_it_was_given_last(aws: Aws) -> None:
    client = protected(aws)
    client.create_log_group(logGroupName="other")

    changed = client.put_data_protection_policy(logGroupIdentifier=GROUP, policyDocument="{}")
    found = client.get_data_protection_policy(logGroupIdentifier=f"arn:aws:logs:eu-west-1:{aws.account}:log-group:{GROUP}")

    assert changed["policyDocument"] == found["policyDocument"] == "{}"
    assert found["lastUpdatedTime"] > 0
    assert "policyDocument" not in client.get_data_protection_policy(logGroupIdentifier="other")


@fills(logs.DataProtectionPolicies)
def test_a_policy_ends_when_it_is_deleted(aws: Aws) -> None:
    client = protected(aws)

    client.delete_data_protection_policy(logGroupIdentifier=GROUP)

    assert "policyDocument" not in client.get_data_protection_policy(logGroupIdentifier=GROUP)


@fills(logs.DataProtectionPolicies)
def test_a_policy_ends_with_its_log_group(aws: Aws) -> None:
    client = protected(aws)

    client.delete_log_group(logGroupName=GROUP)

    with pytest.raises(client.exceptions.ResourceNotFoundException):
        client.get_data_protection_policy(logGroupIdentifier=GROUP)
    client.create_log_group(logGroupName=GROUP)
    assert "policyDocument" not in client.get_data_protection_policy(logGroupIdentifier=GROUP)


def test_a_log_group_that_there_is_not_gets_no_policy(aws: Aws) -> None:
    client = aws.client("logs")

    with pytest.raises(ClientError, match="The specified log group does not exist"):
        client.put_data_protection_policy(logGroupIdentifier=GROUP, policyDocument=POLICY)


def protected(aws: Aws) -> Any:
    """A client, after it has made a log group and given it a policy."""
    client = aws.client("logs")
    client.create_log_group(logGroupName=GROUP)
    client.put_data_protection_policy(logGroupIdentifier=GROUP, policyDocument=POLICY)
    return client
