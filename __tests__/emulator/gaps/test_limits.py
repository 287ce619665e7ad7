"""Requests that AWS refuses by its own model of a call."""

import json
from collections.abc import Callable
from typing import Any

import botocore.auth
import botocore.awsrequest
import botocore.credentials
import pytest
from botocore.exceptions import ClientError
from probe import Aws

ALARM = {
    "AlarmName": "one",
    "ComparisonOperator": "GreaterThanThreshold",
    "EvaluationPeriods": 1,
    "MetricName": "CPUUtilization",
    "Namespace": "AWS/ECS",
    "Period": 60,
    "Statistic": "Average",
    "Threshold": 1.0,
}

Refused = Callable[[Aws], Any]

REFUSED: dict[str, tuple[Refused, str]] = {
    "a name with a blank, in JSON": (
        lambda aws: aws.client("logs").create_log_group(logGroupName="one group"),
        "logGroupName is 'one group'; allowed is",
    ),
    "a word that there is not, in a form": (
        lambda aws: aws.client("cloudwatch").put_metric_alarm(**ALARM | {"ComparisonOperator": "Greater"}),
        "ComparisonOperator is 'Greater'; allowed are",
    ),
    "an ARN that is too long": (
        lambda aws: aws.client("cloudwatch").put_metric_alarm(**ALARM | {"AlarmActions": ["x" * 1025]}),
        "AlarmActions has 1025 characters; allowed are at least 1 and at most 1024",
    ),
    "too many of a kind": (
        lambda aws: aws.client("cloudwatch").put_metric_alarm(**ALARM | {"AlarmActions": [f"arn:{n}" for n in range(6)]}),
        "AlarmActions has 6 elements; allowed are at most 5",
    ),
    "a text with a sign that a description may not have": (
        lambda aws: aws.client("iam").create_role(RoleName="one", AssumeRolePolicyDocument="{}", Description="\u2013 one"),
        "Description is",
    ),
    "a period that is too long": (
        lambda aws: aws.client("iam").create_role(RoleName="one", AssumeRolePolicyDocument="{}", MaxSessionDuration=43201),
        "MaxSessionDuration is 43201; allowed are at least 3600 and at most 43200",
    ),
    "a setting deep in XML": (
        lambda aws: aws.client("route53").create_health_check(
            CallerReference="one",
            HealthCheckConfig={"Type": "HTTPS", "FullyQualifiedDomainName": "one.test", "FailureThreshold": 11},
        ),
        "HealthCheckConfig.FailureThreshold is 11; allowed are at least 1 and at most 10",
    ),
    "a word in JSON behind a path": (
        lambda aws: aws.client("efs").put_lifecycle_configuration(
            FileSystemId="fs-12345678", LifecyclePolicies=[{"TransitionToIA": "AFTER_2_DAYS"}]
        ),
        "TransitionToIA is 'AFTER_2_DAYS'; allowed are",
    ),
    "a word of EC2": (
        lambda aws: aws.client("ec2").create_volume(AvailabilityZone="eu-west-1a", Size=1, VolumeType="gp4"),
        "VolumeType is 'gp4'; allowed are",
    ),
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_aws_refuses_is_refused(aws: Aws, what: str) -> None:
    call, message = REFUSED[what]

    with pytest.raises(ClientError) as refusal:
        call(aws)

    error = refusal.value.response["Error"]
    assert error["Code"] == "ValidationException"
    assert message in error["Message"]


def test_what_is_missing_is_refused(aws: Aws) -> None:
    """By a client that does not look at its request before it sends it, as AWS's own for Python does."""
    client = aws.client("kms")
    request = botocore.awsrequest.AWSRequest(
        "POST",
        client.meta.endpoint_url,
        {"X-Amz-Target": "TrentService.CreateAlias", "Content-Type": "application/x-amz-json-1.1"},
        json.dumps({"AliasName": "alias/one"}),
    )
    botocore.auth.SigV4Auth(botocore.credentials.Credentials("key", "secret"), "kms", "eu-west-1").add_auth(request)

    answer = client._endpoint.http_session.send(request.prepare())

    assert answer.status_code == 400
    assert "CreateAlias.TargetKeyId is missing" in answer.text


def test_every_refusal_of_a_request_is_told(aws: Aws) -> None:
    with pytest.raises(ClientError, match="AlarmName has 256 characters.*; .*Statistic is 'Mean'"):
        aws.client("cloudwatch").put_metric_alarm(**ALARM | {"AlarmName": "x" * 256, "Statistic": "Mean"})


def test_what_aws_takes_is_taken(aws: Aws) -> None:
    aws.client("cloudwatch").put_metric_alarm(**ALARM)
    aws.client("logs").create_log_group(logGroupName="/ecs/one.two-three_four")
    aws.client("s3").create_bucket(Bucket="one", CreateBucketConfiguration={"LocationConstraint": "eu-west-1"})

    assert [alarm["AlarmName"] for alarm in aws.client("cloudwatch").describe_alarms()["MetricAlarms"]] == ["one"]


def test_a_zone_gets_all_of_its_tags(aws: Aws) -> None:
    """Though the model of Route 53 has ten in a call."""
    client = aws.client("route53")
    zone = client.create_hosted_zone(Name="one.test", CallerReference="one")["HostedZone"]["Id"].rpartition("/")[2]

    client.change_tags_for_resource(
        ResourceType="hostedzone", ResourceId=zone, AddTags=[{"Key": f"Key{n}", "Value": "one"} for n in range(12)]
    )

    assert len(client.list_tags_for_resource(ResourceType="hostedzone", ResourceId=zone)["ResourceTagSet"]["Tags"]) == 12


def test_a_set_of_addresses_is_changed_by_the_token_that_moto_gave(aws: Aws) -> None:
    client = aws.client("wafv2")
    made = client.create_ip_set(Name="one", Scope="REGIONAL", IPAddressVersion="IPV4", Addresses=[])["Summary"]
    place = {"Name": "one", "Scope": "REGIONAL", "Id": made["Id"]}

    token = client.update_ip_set(**place, Addresses=["10.0.0.0/8"], LockToken=made["LockToken"])["NextLockToken"]
    client.delete_ip_set(**place, LockToken=token)

    assert client.list_ip_sets(Scope="REGIONAL")["IPSets"] == []
