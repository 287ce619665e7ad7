"""Secrets Manager: labels of versions, rotation."""

import json
from typing import Any

from moto.secretsmanager.models import FakeSecret
from moto.secretsmanager.responses import SecretsManagerResponse

from .registry import gap, kept


@gap(needed_by=("aws_secretsmanager_secret_version",))
class LabelsOfPreviousVersions(FakeSecret):
    """moto takes every label from the current version when another becomes the current one, where AWS moves only its own.
    Terraform then fails to destroy a version whose label it gave, unless a refresh before has told it that the label is gone.
    """

    def reset_default_version(self, secret_version: dict[str, Any], version_id: str) -> None:
        previous = self.versions.get(self.default_version_id or "", {"version_stages": []})
        moved = set(secret_version["version_stages"])
        stay = [label for label in previous["version_stages"] if not label.startswith("AWS") and label not in moved]
        super().reset_default_version(secret_version, version_id)
        previous["version_stages"] += stay


@gap(needed_by=("aws_secretsmanager_secret_rotation",))
class FinishedRotations(SecretsManagerResponse):
    """moto leaves it to the rotation function to fill the new version of a secret and to move the stages to it. No
    function runs in an emulator, so a rotated secret has no value. Here a rotation ends with a copy of the old value,
    and one that is not to start at once leaves no version behind, as on AWS.
    """

    def rotate_secret(self) -> str:
        response = super().rotate_secret()
        secret: Any = self.backend.secrets[self._get_param("SecretId")]
        current_id = _version_with("AWSCURRENT", secret.versions)
        pending_id = _version_with("AWSPENDING", secret.versions)
        if pending_id is None or current_id is None:
            return response
        pending = secret.versions.pop(pending_id)
        if self._get_bool_param("RotateImmediately", True):
            current = secret.versions[current_id]
            secret.set_default_version_id(current_id)
            secret.reset_default_version({**current, **pending, "version_stages": ["AWSCURRENT"]}, pending_id)
        return response


@gap(needed_by=("aws_secretsmanager_secret_rotation",))
class RotationSchedules(SecretsManagerResponse):
    """moto knows rotation by a number of days only. It forgets a schedule expression and a duration and does not even
    switch the rotation on, so every plan wants to set it again.
    """

    def rotate_secret(self) -> str:
        response = super().rotate_secret()
        secret: Any = self.backend.secrets[self._get_param("SecretId")]
        rules = self._get_param("RotationRules")
        if rules:
            secret.rotation_enabled = True
            kept(self.backend, "rotation_rules")[secret.arn] = rules
        return response

    def describe_secret(self) -> str:
        description = json.loads(super().describe_secret())
        rules = kept(self.backend, "rotation_rules").get(description["ARN"])
        if rules:
            description["RotationRules"] = rules
        return json.dumps(description)


def _version_with(stage: str, versions: dict[str, Any]) -> str | None:
    return next((id_ for id_, version in versions.items() if stage in version["version_stages"]), None)
