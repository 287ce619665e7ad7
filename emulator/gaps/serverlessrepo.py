"""Serverless Application Repository: the applications by which AWS publishes rotation functions.

Every application here is one that rotates a secret, as AWS's own do, with a function that does nothing.
"""

import json
from types import SimpleNamespace
from typing import Any
from urllib.parse import unquote

from moto.cloudformation.models import CloudFormationBackend, cloudformation_backends
from moto.core.base_backend import BackendDict, BaseBackend
from moto.core.exceptions import JsonRESTError
from moto.core.responses import BaseResponse

from .services import add_service

SERVICE = "serverlessrepo"
URL_BASE = r"https?://serverlessrepo\.(.+)\.amazonaws\.com"

# What AWS's templates of rotation functions take, with the value that a parameter has when none is given.
PARAMETERS = {
    "endpoint": None,
    "functionName": None,
    "invokingServicePrincipal": "secretsmanager.amazonaws.com",
    "vpcSubnetIds": "",
    "vpcSecurityGroupIds": "",
    "kmsKeyArn": "",
    "excludeCharacters": ":/@\"'\\",
}

REQUIRED_CAPABILITIES = ["CAPABILITY_IAM", "CAPABILITY_RESOURCE_POLICY"]

# A function by the name that was asked for. Nobody calls it: it has no code.
TEMPLATE = {
    "AWSTemplateFormatVersion": "2010-09-09",
    "Parameters": {
        name: {"Type": "String", **({} if default is None else {"Default": default})}
        for name, default in PARAMETERS.items()
    },
    "Resources": {
        "Role": {
            "Type": "AWS::IAM::Role",
            "Properties": {
                "AssumeRolePolicyDocument": {
                    "Version": "2012-10-17",
                    "Statement": [
                        {
                            "Effect": "Allow",
                            "Principal": {"Service": "lambda.amazonaws.com"},
                            "Action": "sts:AssumeRole",
                        }
                    ],
                }
            },
        },
        "Function": {
            "Type": "AWS::Lambda::Function",
            "Properties": {
                "FunctionName": {"Ref": "functionName"},
                "Handler": "index.handler",
                "Runtime": "python3.13",
                "Code": {"ZipFile": "def handler(event, context): pass"},
                "Role": {"Fn::GetAtt": ["Role", "Arn"]},
            },
        },
    },
    "Outputs": {"RotationLambdaARN": {"Value": {"Fn::GetAtt": ["Function", "Arn"]}}},
}


class ServerlessRepositoryResponse(BaseResponse):
    """The two calls by which an application becomes a stack of CloudFormation."""

    def __init__(self) -> None:
        super().__init__(service_name=SERVICE)

    def create_cloud_formation_change_set(self) -> str:
        wanted = json.loads(self.body)
        application = self._application_id()
        overrides = {each["name"]: each["value"] for each in wanted.get("parameterOverrides", [])}
        unknown = overrides.keys() - PARAMETERS.keys()
        missing = {name for name, default in PARAMETERS.items() if default is None} - overrides.keys()
        if unknown or missing or not set(REQUIRED_CAPABILITIES) <= set(wanted.get("capabilities", [])):
            problem = f"unknown {sorted(unknown)}, missing {sorted(missing)}, needed {REQUIRED_CAPABILITIES}"
            raise JsonRESTError("BadRequestException", f"{application}: {problem}")
        name = f"serverlessrepo-{wanted['stackName']}"
        version = wanted["semanticVersion"]
        exists = any(stack.name == name for stack in self._cloudformation.stacks.values())
        change_set_id, stack_id = self._cloudformation.create_change_set(
            stack_name=name,
            change_set_name=f"a{version.replace('.', '-')}",
            template=json.dumps({"Description": f"{application} {version}", **TEMPLATE}),
            parameters=overrides,
            description="",
            change_set_type="UPDATE" if exists else "CREATE",
            tags={
                **{tag["key"]: tag["value"] for tag in wanted.get("tags", [])},
                "serverlessrepo:applicationId": application,
                "serverlessrepo:semanticVersion": version,
            },
        )
        [stack] = self._cloudformation.describe_stacks(stack_id)
        vars(stack)["capabilities"] = [each for each in REQUIRED_CAPABILITIES if each != "CAPABILITY_RESOURCE_POLICY"]
        return json.dumps(
            {"applicationId": application, "changeSetId": change_set_id, "stackId": stack_id, "semanticVersion": version}
        )

    def get_application(self) -> str:
        application = self._application_id()
        version = {
            "applicationId": application,
            "semanticVersion": self._get_param("semanticVersion"),
            "requiredCapabilities": REQUIRED_CAPABILITIES,
            "parameterDefinitions": [
                {"name": name, "referencedByResources": [], **({} if default is None else {"defaultValue": default})}
                for name, default in PARAMETERS.items()
            ],
        }
        return json.dumps({"applicationId": application, "name": application.rpartition("/")[2], "version": version})

    @property
    def _cloudformation(self) -> CloudFormationBackend:
        backend: CloudFormationBackend = cloudformation_backends[self.current_account][self.region]
        return backend

    def _application_id(self) -> str:
        return unquote(self.path).removeprefix("/applications/").removesuffix("/changesets")


class ServerlessRepositoryBackend(BaseBackend):
    """It remembers nothing: applications are AWS's, and stacks are CloudFormation's."""

    @property
    def _url_module(self) -> Any:  # type: ignore[misc]
        dispatch = ServerlessRepositoryResponse.dispatch
        return SimpleNamespace(url_bases=[URL_BASE], url_paths={"{0}/applications/(?P<application>.+)$": dispatch})


serverlessrepo_backends = BackendDict(ServerlessRepositoryBackend, SERVICE)
add_service(SERVICE, URL_BASE, serverlessrepo_backends)
