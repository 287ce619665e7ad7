"""The Serverless Application Repository, as the Terraform provider talks to it."""

from typing import Any

import pytest
from botocore.exceptions import ClientError
from gaps import services
from probe import Aws, fills

APPLICATION = "arn:aws:serverlessrepo:us-east-1:297356227824:applications/SecretsManagerRDSPostgreSQLRotationSingleUser"
VERSION = "1.1.671"
CAPABILITIES = ["CAPABILITY_IAM", "CAPABILITY_RESOURCE_POLICY"]


def change_set(aws: Aws, **settings: Any) -> Any:
    parameters = {"functionName": "rotate", "endpoint": "https://secretsmanager.eu-west-1.amazonaws.com"}
    defaults = {
        "ApplicationId": APPLICATION,
        "SemanticVersion": VERSION,
        "StackName": "rotation",
        "Capabilities": CAPABILITIES,
        "ParameterOverrides": [{"Name": name, "Value": value} for name, value in parameters.items()],
        "Tags": [{"Key": "Environment", "Value": "dev"}],
    }
    return aws.client("serverlessrepo").create_cloud_formation_change_set(**{**defaults, **settings})


def installed(aws: Aws, **settings: Any) -> Any:
    client = aws.client("cloudformation")
    made = change_set(aws, **settings)
    assert client.describe_change_set(ChangeSetName=made["ChangeSetId"])["Status"] == "CREATE_COMPLETE"
    client.execute_change_set(ChangeSetName=made["ChangeSetId"])
    [stack] = client.describe_stacks(StackName=made["StackId"])["Stacks"]
    return stack


@fills(services.backend_of_any_service)
def test_an_application_becomes_a_stack_with_a_function(aws: Aws) -> None:
    stack = installed(aws)

    assert stack["StackName"] == "serverlessrepo-rotation"
    assert stack["Capabilities"] == ["CAPABILITY_IAM"]
    assert {tag["Key"]: tag["Value"] for tag in stack["Tags"]} == {
        "Environment": "dev",
        "serverlessrepo:applicationId": APPLICATION,
        "serverlessrepo:semanticVersion": VERSION,
    }
    [output] = stack["Outputs"]
    assert output["OutputKey"] == "RotationLambdaARN"
    found = aws.client("lambda").get_function(FunctionName=output["OutputValue"])["Configuration"]
    assert found["FunctionName"] == "rotate"


@fills(services.backend_of_any_service)
def test_another_version_takes_the_place_of_the_first(aws: Aws) -> None:
    first = installed(aws)

    second = installed(aws, SemanticVersion="1.1.672")

    assert second["StackId"] == first["StackId"]


@fills(services.backend_of_any_service)
def test_an_application_says_what_it_takes_and_what_it_needs(aws: Aws) -> None:
    version = aws.client("serverlessrepo").get_application(ApplicationId=APPLICATION, SemanticVersion=VERSION)["Version"]

    defaults = {each["Name"]: each.get("DefaultValue") for each in version["ParameterDefinitions"]}
    assert defaults["functionName"] is None
    assert defaults["excludeCharacters"] == ":/@\"'\\"
    assert version["RequiredCapabilities"] == CAPABILITIES
    assert version["SemanticVersion"] == VERSION


@pytest.mark.parametrize(
    ("settings", "problem"),
    [
        ({"Capabilities": ["CAPABILITY_IAM"]}, "CAPABILITY_RESOURCE_POLICY"),
        ({"ParameterOverrides": [{"Name": "passwordLength", "Value": "40"}]}, "unknown \\['passwordLength'\\]"),
        ({"ParameterOverrides": []}, "missing \\['endpoint', 'functionName'\\]"),
    ],
)
def test_what_aws_would_refuse_is_refused(aws: Aws, settings: dict[str, Any], problem: str) -> None:
    with pytest.raises(ClientError, match=problem):
        change_set(aws, **settings)
