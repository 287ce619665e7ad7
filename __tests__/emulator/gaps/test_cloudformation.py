"""CloudFormation, as the Terraform provider talks to it."""

import json
from typing import Any

import pytest
from botocore.exceptions import ClientError
from gaps import awslambda, cloudformation
from probe import Aws, fills


def template(resource: dict[str, Any], **outputs: Any) -> str:
    return json.dumps({"Resources": {"It": resource}, "Outputs": {name: {"Value": value} for name, value in outputs.items()}})


def cache_user(password: str, access_string: str = "on ~* +@all") -> str:
    properties = {
        "UserId": "cache-default",
        "UserName": "default",
        "Engine": "redis",
        "AccessString": access_string,
        "AuthenticationMode": {"Type": "password", "Passwords": [password]},
    }
    return template({"Type": "AWS::ElastiCache::User", "Properties": properties}, Id={"Ref": "It"})


def function(aws: Aws) -> str:
    trust = '{"Version": "2012-10-17", "Statement": []}'
    role = aws.client("iam").create_role(RoleName="rotation", AssumeRolePolicyDocument=trust)["Role"]["Arn"]
    properties = {
        "FunctionName": "rotate",
        "Runtime": "python3.13",
        "Handler": "index.handler",
        "Role": role,
        "Code": {"ZipFile": "def handler(event, context): pass"},
    }
    return template({"Type": "AWS::Lambda::Function", "Properties": properties}, Arn={"Fn::GetAtt": ["It", "Arn"]})


def outputs_of(client: Any, stack: str) -> dict[str, str]:
    [found] = client.describe_stacks(StackName=stack)["Stacks"]
    return {output["OutputKey"]: output["OutputValue"] for output in found.get("Outputs", [])}


@fills(cloudformation.models_as_extended)
def test_a_template_makes_a_user_of_elasticache_and_removes_it_again(aws: Aws) -> None:
    client, caches = aws.client("cloudformation"), aws.client("elasticache")

    client.create_stack(StackName="user", TemplateBody=cache_user("a-password-of-its-own"))

    [user] = caches.describe_users(UserId="cache-default")["Users"]
    assert (user["UserName"], user["AccessString"]) == ("default", "on ~* +@all")
    assert user["Authentication"] == {"Type": "password", "PasswordCount": 1}
    assert outputs_of(client, "user") == {"Id": "cache-default"}
    client.delete_stack(StackName="user")
    with pytest.raises(ClientError, match="cache-default"):
        caches.describe_users(UserId="cache-default")


@fills(cloudformation.models_as_extended)
def test_a_changed_template_changes_the_user(aws: Aws) -> None:
    client, caches = aws.client("cloudformation"), aws.client("elasticache")
    client.create_stack(StackName="user", TemplateBody=cache_user("a-password-of-its-own"))

    client.update_stack(StackName="user", TemplateBody=cache_user("a-password-of-its-own", access_string="on ~* +@read"))

    [user] = caches.describe_users(UserId="cache-default")["Users"]
    assert user["AccessString"] == "on ~* +@read"


@fills(cloudformation.models_as_extended)
def test_a_reference_to_a_secret_that_does_not_exist_is_refused(aws: Aws) -> None:
    client = aws.client("cloudformation")

    with pytest.raises(ClientError, match="Could not resolve"):
        client.create_stack(
            StackName="user", TemplateBody=cache_user("{{resolve:secretsmanager:missing:SecretString:password}}")
        )


def test_a_reference_to_a_secret_is_read_when_the_user_is_made(aws: Aws) -> None:
    secret = aws.client("secretsmanager").create_secret(Name="auth", SecretString='{"password": "a-password-of-its-own"}')

    aws.client("cloudformation").create_stack(
        StackName="user", TemplateBody=cache_user(f"{{{{resolve:secretsmanager:{secret['ARN']}:SecretString:password}}}}")
    )

    assert len(aws.client("elasticache").describe_users(UserId="cache-default")["Users"]) == 1


@fills(awslambda.FunctionsOfTemplates)
def test_a_template_makes_a_function_that_lambda_finds_and_removes_it_again(aws: Aws) -> None:
    client, functions = aws.client("cloudformation"), aws.client("lambda")

    client.create_stack(StackName="function", TemplateBody=function(aws))

    found = functions.get_function(FunctionName=outputs_of(client, "function")["Arn"])["Configuration"]
    assert found["FunctionName"] == "rotate"
    client.delete_stack(StackName="function")
    assert functions.list_functions()["Functions"] == []


@fills(cloudformation.OutputsOfChangeSets)
def test_a_stack_that_a_change_set_makes_has_outputs(aws: Aws) -> None:
    client = aws.client("cloudformation")
    topic = template({"Type": "AWS::SNS::Topic", "Properties": {"TopicName": "events"}}, Arn={"Ref": "It"})

    made = client.create_change_set(
        StackName="topic", ChangeSetName="first", ChangeSetType="CREATE", TemplateBody=topic
    )
    client.execute_change_set(ChangeSetName=made["Id"])

    assert outputs_of(client, "topic")["Arn"].endswith(":events")
