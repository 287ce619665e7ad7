"""CloudTrail: trails by their ARN."""

from typing import Any

from moto.cloudtrail.responses import CloudTrailResponse

from .registry import gap


@gap(needed_by=("aws_cloudtrail",))
class TrailsByArn(CloudTrailResponse):
    """moto starts, stops, changes and deletes a trail by its name only. Terraform uses the ARN: logging cannot be started, and
    a trail that was deleted is still there.
    """

    def _get_param(self, param_name: str, if_none: Any = None) -> Any:
        value = super()._get_param(param_name, if_none)
        return value.rpartition("/")[2] if param_name == "Name" and value else value
