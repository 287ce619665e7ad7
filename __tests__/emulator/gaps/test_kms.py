"""KMS, as the Terraform provider talks to it."""

from gaps import kms
from probe import Aws, fills


@fills(kms.RotationPeriods)
def test_a_key_remembers_after_how_many_days_it_is_rotated(aws: Aws) -> None:
    client = aws.client("kms")
    one, other = (client.create_key()["KeyMetadata"]["KeyId"] for _ in range(2))

    client.enable_key_rotation(KeyId=one, RotationPeriodInDays=180)
    client.enable_key_rotation(KeyId=other)

    assert client.get_key_rotation_status(KeyId=one)["RotationPeriodInDays"] == 180
    assert client.get_key_rotation_status(KeyId=other)["RotationPeriodInDays"] == 365


def test_a_key_that_is_not_rotated_has_no_period(aws: Aws) -> None:
    client = aws.client("kms")
    key = client.create_key()["KeyMetadata"]["KeyId"]

    status = client.get_key_rotation_status(KeyId=key)

    assert status["KeyRotationEnabled"] is False
    assert "RotationPeriodInDays" not in status
