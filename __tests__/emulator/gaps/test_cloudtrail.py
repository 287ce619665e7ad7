"""CloudTrail, as the Terraform provider talks to it."""

from gaps import cloudtrail
from probe import Aws, fills


@fills(cloudtrail.TrailsByArn)
def test_a_trail_is_started_stopped_changed_and_deleted_by_its_arn(aws: Aws) -> None:
    bucket = f"trail-{aws.account}"
    aws.client("s3").create_bucket(Bucket=bucket, CreateBucketConfiguration={"LocationConstraint": "eu-west-1"})
    client = aws.client("cloudtrail")
    arn = client.create_trail(Name="trail", S3BucketName=bucket)["TrailARN"]

    client.start_logging(Name=arn)
    started = client.get_trail_status(Name=arn)["IsLogging"]
    client.stop_logging(Name=arn)
    stopped = client.get_trail_status(Name=arn)["IsLogging"]
    client.update_trail(Name=arn, EnableLogFileValidation=True)
    changed = client.get_trail(Name=arn)["Trail"]["LogFileValidationEnabled"]
    client.delete_trail(Name=arn)

    assert [started, stopped, changed] == [True, False, True]
    assert client.list_trails()["Trails"] == []
