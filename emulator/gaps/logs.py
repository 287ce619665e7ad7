"""CloudWatch Logs: data protection policies."""

import json
from typing import Any

from moto.core.utils import unix_time_millis
from moto.logs.exceptions import ResourceNotFoundException
from moto.logs.responses import LogsResponse

from .registry import gap, kept


@gap(needed_by=("aws_cloudwatch_log_data_protection_policy",))
class DataProtectionPolicies(LogsResponse):
    """moto has no data protection policies: a log group that masks something cannot be applied. Here nothing is masked."""

    def put_data_protection_policy(self) -> str:
        policy = {"policyDocument": self._get_param("policyDocument"), "lastUpdatedTime": int(unix_time_millis())}
        self._policies[self._group()] = policy
        return self.get_data_protection_policy()

    def get_data_protection_policy(self) -> str:
        identifier = self._get_param("logGroupIdentifier")
        return json.dumps({"logGroupIdentifier": identifier, **self._policies.get(self._group(), {})})

    def delete_data_protection_policy(self) -> str:
        self._policies.pop(self._group(), None)
        return ""

    def delete_log_group(self) -> str:
        answer = super().delete_log_group()
        self._policies.pop(self._get_param("logGroupName"), None)
        return answer

    def _group(self) -> str:
        """The name of the log group, which a request may also call by its ARN."""
        name: str = self._get_param("logGroupIdentifier").rpartition(":log-group:")[2]
        if name not in self.logs_backend.groups:
            raise ResourceNotFoundException()
        return name

    @property
    def _policies(self) -> dict[str, Any]:
        return kept(self.logs_backend, "data_protection_policies")
