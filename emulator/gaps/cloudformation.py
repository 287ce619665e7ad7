"""CloudFormation: resources that its templates can make."""

import json
import re
import sys
from typing import Any

from moto.cloudformation.exceptions import ValidationError
from moto.cloudformation.models import ChangeSet
from moto.cloudformation.parsing import get_model_list
from moto.core.common_models import CloudFormationModel
from moto.elasticache.models import elasticache_backends
from moto.secretsmanager.exceptions import SecretsManagerClientError
from moto.secretsmanager.models import secretsmanager_backends

from .registry import gap

SECRET_REFERENCE = re.compile(r"\{\{resolve:secretsmanager:(?P<id>.+):SecretString:(?P<key>[^:}]+)\}\}")


class CacheUser(CloudFormationModel):
    """A user of ElastiCache that a template made."""

    def __init__(self, user_id: str, arn: str) -> None:
        self.user_id = user_id
        self.arn = arn

    @property
    def physical_resource_id(self) -> str:
        return self.user_id

    @staticmethod
    def cloudformation_name_type() -> str:
        return "UserId"

    @staticmethod
    def cloudformation_type() -> str:
        return "AWS::ElastiCache::User"

    @classmethod
    def has_cfn_attr(cls, attr: str) -> bool:
        return attr == "Arn"

    def get_cfn_attribute(self, attribute_name: str) -> str:
        return {"Arn": self.arn}[attribute_name]

    @classmethod
    def create_from_cloudformation_json(  # type: ignore[misc]
        cls,
        resource_name: str,
        cloudformation_json: dict[str, Any],
        account_id: str,
        region_name: str,
        **kwargs: Any,
    ) -> "CacheUser":
        properties = cloudformation_json["Properties"]
        mode = properties["AuthenticationMode"]
        user = elasticache_backends[account_id][region_name].create_user(
            user_id=resource_name,
            user_name=properties["UserName"],
            engine=properties["Engine"],
            passwords=[resolved(password, account_id, region_name) for password in mode.get("Passwords", [])],
            access_string=properties["AccessString"],
            no_password_required=mode["Type"] == "no-password-required",
            authentication_type=mode["Type"],
        )
        return cls(user.id, user.arn)

    @classmethod
    def update_from_cloudformation_json(  # type: ignore[misc]
        cls,
        original_resource: "CacheUser",
        new_resource_name: str,
        cloudformation_json: dict[str, Any],
        account_id: str,
        region_name: str,
    ) -> "CacheUser":
        user = elasticache_backends[account_id][region_name].users[original_resource.user_id]
        user.access_string = cloudformation_json["Properties"]["AccessString"]
        return original_resource

    def delete(self, account_id: str, region: str) -> None:
        elasticache_backends[account_id][region].users.pop(self.user_id, None)


def resolved(text: str, account_id: str, region: str) -> str:
    """A text, or the value in Secrets Manager to which it refers."""
    reference = SECRET_REFERENCE.fullmatch(text)
    if reference is None:
        return text
    try:
        secret = secretsmanager_backends[account_id][region].get_secret_value(reference["id"], "", "AWSCURRENT")
        value: str = json.loads(secret["SecretString"])[reference["key"]]
    except (SecretsManagerClientError, KeyError) as error:
        raise ValidationError(message=f"Could not resolve {text}: {error}") from error
    return value


@gap(needed_by=("aws_cloudformation_stack",), replaces=get_model_list)
def models_as_extended() -> list[type[CloudFormationModel]]:
    """moto's CloudFormation knows no users of ElastiCache and leaves them out of a stack; the user groups that name them are then
    refused. And it makes the classes that moto began with, not those that have their gaps filled.
    """
    return [*(vars(sys.modules[model.__module__]).get(model.__name__, model) for model in get_model_list()), CacheUser]


@gap(needed_by=("aws_serverlessapplicationrepository_cloudformation_stack",))
class OutputsOfChangeSets(ChangeSet):
    """moto works out the outputs of a stack before it has a template, so a stack that a change set makes has none."""

    def apply(self) -> None:
        super().apply()
        self.stack.template = self.template
        self.stack._parse_template()
        self.stack.output_map = self.stack._create_output_map()
