"""Lambda, as the Terraform provider talks to it."""

import io
import zipfile
from typing import Any

from gaps import awslambda
from probe import Aws, fills

SETTINGS = {
    "KMSKeyArn": "arn:aws:kms:eu-west-1:123456789012:key/ohi",
    "LoggingConfig": {"LogFormat": "JSON", "LogGroup": "/ohi/rotation"},
}


def create_function(aws: Aws, **settings: Any) -> str:
    trust = '{"Version": "2012-10-17", "Statement": []}'
    role = aws.client("iam").create_role(RoleName="rotation", AssumeRolePolicyDocument=trust)["Role"]["Arn"]
    code = io.BytesIO()
    with zipfile.ZipFile(code, "w") as archive:
        archive.writestr("main.py", "def handler(event, context): pass")
    arn: str = aws.client("lambda").create_function(
        FunctionName="rotation",
        Role=role,
        Runtime="python3.12",
        Handler="main.handler",
        Code={"ZipFile": code.getvalue()},
        **settings,
    )["FunctionArn"]
    return arn


@fills(awslambda.FunctionSettings)
def test_a_function_reports_its_key_and_its_log_group(aws: Aws) -> None:
    create_function(aws, **SETTINGS)

    found = aws.client("lambda").get_function(FunctionName="rotation")["Configuration"]

    assert {name: found.get(name) for name in SETTINGS} == SETTINGS


@fills(awslambda.FunctionSettings)
def test_the_key_of_a_function_can_be_changed_alone(aws: Aws) -> None:
    create_function(aws, **SETTINGS)
    client = aws.client("lambda")

    client.update_function_configuration(FunctionName="rotation", KMSKeyArn="arn:aws:kms:eu-west-1:1:key/new")

    found = client.get_function_configuration(FunctionName="rotation")
    assert found["KMSKeyArn"] == "arn:aws:kms:eu-west-1:1:key/new"
    assert found["LoggingConfig"] == SETTINGS["LoggingConfig"]
