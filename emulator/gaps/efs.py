"""EFS: backup policies and file system policies."""

import json

from moto.efs.models import FileSystem
from moto.efs.responses import TYPE_RESPONSE, EFSResponse

from .registry import gap, kept


def _file_system_of(request: EFSResponse) -> FileSystem:
    _, [file_system] = request.efs_backend.describe_file_systems(file_system_id=request._get_param("FileSystemId"))
    return file_system


@gap(needed_by=("aws_efs_backup_policy",))
class BackupPolicies(EFSResponse):
    """moto does not implement PutBackupPolicy: automatic backups cannot be switched on or off."""

    def put_backup_policy(self) -> TYPE_RESPONSE:
        policy = self._get_param("BackupPolicy")
        kept(self.efs_backend, "backup_policies")[_file_system_of(self).file_system_id] = policy
        return json.dumps({"BackupPolicy": policy}), {"Content-Type": "application/json"}

    def describe_backup_policy(self) -> TYPE_RESPONSE:
        policy = kept(self.efs_backend, "backup_policies").get(_file_system_of(self).file_system_id)
        if policy is None:
            return super().describe_backup_policy()
        return json.dumps({"BackupPolicy": policy}), {"Content-Type": "application/json"}


@gap(needed_by=("aws_efs_file_system_policy",))
class PolicyDeletion(EFSResponse):
    """moto can put and describe the policy of a file system, but not delete it: destroy fails."""

    def delete_file_system_policy(self) -> TYPE_RESPONSE:
        _file_system_of(self).file_system_policy = None
        return "", {"status": 204}
