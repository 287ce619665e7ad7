"""Application Auto Scaling: tags of scalable targets."""

import json
from typing import Any

from moto.applicationautoscaling.responses import ApplicationAutoScalingResponse

from .registry import gap, kept


@gap(needed_by=("aws_appautoscaling_target",))
class TargetTags(ApplicationAutoScalingResponse):
    """moto does not implement tags of scalable targets. The provider reads them after every registration, so not even a
    target without tags can be created.
    """

    def register_scalable_target(self) -> str:
        response = super().register_scalable_target()
        tags = self._get_param("Tags")
        if tags:
            self._tags_of(json.loads(response)["ScalableTargetARN"]).update(tags)
        return response

    def list_tags_for_resource(self) -> str:
        return json.dumps({"Tags": self._tags_of(self._get_param("ResourceARN"))})

    def tag_resource(self) -> str:
        self._tags_of(self._get_param("ResourceARN")).update(self._get_param("Tags"))
        return "{}"

    def untag_resource(self) -> str:
        tags = self._tags_of(self._get_param("ResourceARN"))
        for key in self._get_param("TagKeys"):
            tags.pop(key, None)
        return "{}"

    def _tags_of(self, arn: str) -> dict[str, Any]:
        tags: dict[str, Any] = kept(self.applicationautoscaling_backend, "tags").setdefault(arn, {})
        return tags
