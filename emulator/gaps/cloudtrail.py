"""CloudTrail: trails by their ARN."""

from typing import Any

from moto.cloudtrail.models import CloudTrailBackend

from .registry import gap


@gap(needed_by=("aws_cloudtrail",))
class TrailsByArn(CloudTrailBackend):
    """moto starts, stops, changes and deletes a trail by its name only. Terraform uses the ARN: logging cannot be started, and
    a trail that was deleted is still there.
    """

    def start_logging(self, name: str) -> None:
        super().start_logging(_name(name))

    def stop_logging(self, name: str) -> None:
        super().stop_logging(_name(name))

    def delete_trail(self, name: str) -> None:
        super().delete_trail(_name(name))

    def update_trail(self, name: str, **changes: Any) -> Any:
        return super().update_trail(name=_name(name), **changes)


def _name(name_or_arn: str) -> str:
    return name_or_arn.rpartition("/")[2]
