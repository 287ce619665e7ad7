"""AWS Backup: selections of resources, tags."""

import json
import uuid
from typing import Any
from urllib.parse import unquote

from moto.backup.exceptions import ResourceNotFoundException
from moto.backup.responses import BackupResponse
from moto.core.utils import unix_time

from .registry import gap, kept


@gap(
    needed_by=("aws_backup_selection",),
    routes=(
        r"{0}/backup/plans/(?P<plan_id>[^/]+)/selections/?$",
        r"{0}/backup/plans/(?P<plan_id>[^/]+)/selections/(?P<selection_id>[^/]+)/?$",
    ),
)
class Selections(BackupResponse):
    """moto has backup plans but nothing that a plan selects: no resource is ever assigned to a plan."""

    def create_backup_selection(self) -> str:
        plan_id = self._get_param("backupPlanId")
        self.backup_backend.get_backup_plan(plan_id, version_id=None)
        created = {"SelectionId": str(uuid.uuid4()), "BackupPlanId": plan_id, "CreationDate": unix_time()}
        selection = json.loads(self.body)["BackupSelection"]
        self._selections[created["SelectionId"]] = {**created, "BackupSelection": selection}
        return json.dumps(created)

    def get_backup_selection(self) -> str:
        return json.dumps(self._selection())

    def delete_backup_selection(self) -> str:
        del self._selections[self._selection()["SelectionId"]]
        return "{}"

    @property
    def _selections(self) -> dict[str, Any]:
        return kept(self.backup_backend, "selections")

    def _selection(self) -> dict[str, Any]:
        id_ = self._get_param("selectionId")
        selection: dict[str, Any] | None = self._selections.get(id_)
        if not selection or selection["BackupPlanId"] != self._get_param("backupPlanId"):
            raise ResourceNotFoundException(msg=f"Backup selection {id_} not found")
        return selection


@gap(needed_by=("aws_backup_plan", "aws_backup_vault"))
class TagsWithoutTrailingSlash(BackupResponse):
    """moto reads the ARN of ListTags from the path as boto3 writes it, with a slash at the end. The provider writes
    none, gets no tags, and every plan wants to set them again.
    """

    def list_tags(self) -> str:
        arn = unquote(self.path).partition("/tags/")[2].rstrip("/")
        return json.dumps({"Tags": self.backup_backend.list_tags(resource_arn=arn)})


@gap(needed_by=("aws_backup_plan",))
class DeletedPlans(BackupResponse):
    """moto keeps a deleted plan and refuses another one of its name: what was destroyed cannot be applied again."""

    def delete_backup_plan(self) -> str:
        answer = super().delete_backup_plan()
        del self.backup_backend.plans[json.loads(answer)["BackupPlanId"]]
        return answer
