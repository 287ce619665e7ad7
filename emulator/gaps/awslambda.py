"""Lambda: functions. (`lambda` is a keyword of Python: the module is named as moto's.)"""

from typing import Any

from moto.awslambda.models import LambdaFunction, lambda_backends
from moto.awslambda.utils import get_backend

from .registry import gap


@gap(needed_by=("aws_lambda_function",))
class FunctionSettings(LambdaFunction):
    """moto forgets the KMS key that encrypts the environment of a function, and where and how the function logs. The
    provider reads both, so every plan wants to set them again.
    """

    FORGOTTEN = ("KMSKeyArn", "LoggingConfig")

    def __init__(self, account_id: str, spec: dict[str, Any], region: str, version: str | int = 1) -> None:
        super().__init__(account_id, spec, region, version)
        self._settings: dict[str, Any] = {}
        self._remember(spec)

    def update_configuration(self, config_updates: dict[str, Any]) -> dict[str, Any]:
        self._remember(config_updates)
        return super().update_configuration(config_updates)

    def get_configuration(self, on_create: bool = False) -> dict[str, Any]:
        return {**super().get_configuration(on_create), **self._settings}

    def _remember(self, settings: dict[str, Any]) -> None:
        self._settings.update({name: settings[name] for name in self.FORGOTTEN if name in settings})


@gap(needed_by=("aws_cloudformation_stack", "aws_serverlessapplicationrepository_cloudformation_stack"))
class FunctionsOfTemplates(LambdaFunction):
    """moto has two places for functions, one with Docker and one without. CloudFormation makes its functions in the place with
    Docker, and Lambda without Docker does not find them.
    """

    @classmethod
    def create_from_cloudformation_json(
        cls, resource_name: str, cloudformation_json: dict[str, Any], account_id: str, region_name: str, **kwargs: Any
    ) -> LambdaFunction:
        arguments = (resource_name, cloudformation_json, account_id, region_name)
        function: LambdaFunction = super().create_from_cloudformation_json(*arguments, **kwargs)
        get_backend(account_id, region_name)._lambdas.put_function(function)
        return function

    def delete(self, account_id: str, region: str) -> None:
        super().delete(account_id, region)
        found = get_backend(account_id, region)
        if found is not lambda_backends[account_id][region]:
            found.delete_function(self.function_name)
