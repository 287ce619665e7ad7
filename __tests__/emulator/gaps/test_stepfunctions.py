"""Step Functions, as the Terraform provider talks to it."""

import json

import pytest
from gaps import stepfunctions
from probe import Aws, fills


@fills(stepfunctions.DefinitionValidation)
@pytest.mark.parametrize(
    ("definition", "result"),
    [
        (json.dumps({"StartAt": "Wait", "States": {"Wait": {"Type": "Wait", "Seconds": 1, "End": True}}}), "OK"),
        (json.dumps({"StartAt": "Other", "States": {"Wait": {"Type": "Wait", "Seconds": 1, "End": True}}}), "FAIL"),
        ("no JSON", "FAIL"),
    ],
)
def test_definitions_are_validated(aws: Aws, definition: str, result: str) -> None:
    answer = aws.client("stepfunctions").validate_state_machine_definition(definition=definition)

    assert answer["result"] == result
    assert (answer["diagnostics"] == []) == (result == "OK")


@fills(stepfunctions.Versions)
def test_a_state_machine_has_no_published_versions(aws: Aws) -> None:
    client = aws.client("stepfunctions")
    definition = json.dumps({"StartAt": "Wait", "States": {"Wait": {"Type": "Wait", "Seconds": 1, "End": True}}})
    role = aws.client("iam").create_role(RoleName="states", AssumeRolePolicyDocument="{}")["Role"]["Arn"]
    machine = client.create_state_machine(name="machine", definition=definition, roleArn=role)

    assert client.list_state_machine_versions(stateMachineArn=machine["stateMachineArn"])["stateMachineVersions"] == []
