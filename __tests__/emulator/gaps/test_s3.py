"""S3, as the Terraform provider talks to it."""

import json
from typing import Any

import pytest
from botocore.exceptions import ClientError
from gaps import s3
from probe import Aws, fills


@fills(s3.DisposableDeleteMarkers)
def test_a_bucket_with_a_deleted_object_can_be_emptied_after_its_versioning_was_suspended(aws: Aws) -> None:
    client = aws.client("s3")
    bucket = f"ohi-{aws.account}"
    client.create_bucket(Bucket=bucket, CreateBucketConfiguration={"LocationConstraint": "eu-west-1"})
    client.put_bucket_versioning(Bucket=bucket, VersioningConfiguration={"Status": "Enabled"})
    client.put_object(Bucket=bucket, Key="logs/1", Body=b"content")
    client.delete_object(Bucket=bucket, Key="logs/1")
    client.put_bucket_versioning(Bucket=bucket, VersioningConfiguration={"Status": "Suspended"})
    found = client.list_object_versions(Bucket=bucket)
    versions = [
        {"Key": each["Key"], "VersionId": each["VersionId"]} for each in found["Versions"] + found["DeleteMarkers"]
    ]

    client.delete_objects(Bucket=bucket, Delete={"Objects": versions})
    client.delete_bucket(Bucket=bucket)

    assert len(versions) == 2
    assert client.list_buckets()["Buckets"] == []


def with_policy(aws: Aws, *statements: dict[str, Any]) -> Any:
    """A client for an account with two buckets, `files` and `logs`, the second of which has a policy."""
    client = aws.client("s3")
    for bucket in ("files", "logs"):
        client.create_bucket(
            Bucket=f"{bucket}-{aws.account}", CreateBucketConfiguration={"LocationConstraint": "eu-west-1"}
        )
    policy = {"Version": "2012-10-17", "Statement": list(statements)}
    client.put_bucket_policy(Bucket=f"logs-{aws.account}", Policy=json.dumps(policy))
    return client


def log_files(aws: Aws, client: Any) -> None:
    """Turns the access log of `files` on."""
    target = {"TargetBucket": f"logs-{aws.account}", "TargetPrefix": "s3/files/"}
    client.put_bucket_logging(Bucket=f"files-{aws.account}", BucketLoggingStatus={"LoggingEnabled": target})


@fills(s3.LogPolicies)
def test_a_log_is_kept_in_a_bucket_whose_policy_is_about_everybody_as_well(aws: Aws) -> None:
    bucket = f"arn:aws:s3:::logs-{aws.account}"
    client = with_policy(
        aws,
        {"Effect": "Deny", "Principal": "*", "Action": "s3:*", "Resource": [bucket, f"{bucket}/*"]},
        {
            "Effect": "Allow",
            "Principal": {"Service": "logging.s3.amazonaws.com"},
            "Action": "s3:PutObject",
            "Resource": f"{bucket}/s3/*",
        },
    )

    log_files(aws, client)

    found = client.get_bucket_logging(Bucket=f"files-{aws.account}")["LoggingEnabled"]
    assert found["TargetPrefix"] == "s3/files/"


def test_a_log_under_a_path_that_is_not_granted_is_refused(aws: Aws) -> None:
    grant = {
        "Effect": "Allow",
        "Principal": {"Service": "logging.s3.amazonaws.com"},
        "Action": "s3:PutObject",
        "Resource": f"arn:aws:s3:::logs-{aws.account}/elsewhere/*",
    }
    client = with_policy(aws, grant)

    with pytest.raises(ClientError, match="InvalidTargetBucketForLogging"):
        log_files(aws, client)


@fills(s3.PoliciesForTls)
def test_an_object_is_kept_in_a_bucket_that_takes_nothing_without_tls(aws: Aws) -> None:
    bucket = f"arn:aws:s3:::logs-{aws.account}"
    tls_only = {"Bool": {"aws:SecureTransport": "false"}}
    client = with_policy(
        aws,
        {"Effect": "Deny", "Principal": "*", "Action": "s3:*", "Resource": [bucket, f"{bucket}/*"], "Condition": tls_only},
    )

    client.put_object(Bucket=f"logs-{aws.account}", Key="one", Body=b"content")

    assert client.get_object(Bucket=f"logs-{aws.account}", Key="one")["Body"].read() == b"content"


def test_an_object_that_a_policy_denies_to_everybody_is_refused(aws: Aws) -> None:
    bucket = f"arn:aws:s3:::logs-{aws.account}"
    client = with_policy(
        aws, {"Effect": "Deny", "Principal": "*", "Action": "s3:PutObject", "Resource": f"{bucket}/*"}
    )

    with pytest.raises(ClientError, match="403"):
        client.put_object(Bucket=f"logs-{aws.account}", Key="one", Body=b"content")
