"""KMS: rotation of keys."""

import json

from moto.kms.responses import KmsResponse

from .registry import gap, kept

DEFAULT_PERIOD = 365


@gap(needed_by=("aws_kms_key",))
class RotationPeriods(KmsResponse):
    """moto forgets after how many days a key is rotated: every plan wants to set it again."""

    def enable_key_rotation(self) -> str:
        answer = super().enable_key_rotation()
        kept(self.kms_backend, "rotation_periods")[self._key()] = self._get_param("RotationPeriodInDays") or DEFAULT_PERIOD
        return answer

    def get_key_rotation_status(self) -> str:
        status = json.loads(super().get_key_rotation_status())
        if status["KeyRotationEnabled"]:
            status["RotationPeriodInDays"] = kept(self.kms_backend, "rotation_periods").get(self._key(), DEFAULT_PERIOD)
        return json.dumps(status)

    def _key(self) -> str:
        return self.kms_backend.get_key_id(self._get_param("KeyId"))
