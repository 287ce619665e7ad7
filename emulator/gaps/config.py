"""AWS Config: what a rule is about."""

from typing import Any

from moto.config.models import Scope

from .registry import gap


@gap(needed_by=("aws_config_config_rule",))
class ScopesByTag(Scope):
    """moto forgets the tag by which a rule is told what to judge: every plan wants to set it again."""

    def to_dict(self) -> dict[str, Any]:
        data = super().to_dict()
        tags = data.pop("Tags", None) or {}
        for key, value in tags.items():
            data.update({"TagKey": key, **({} if value is None else {"TagValue": value})})
        return data
