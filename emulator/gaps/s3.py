"""S3: versioned buckets, access logs, policies."""

import json
from fnmatch import fnmatchcase
from typing import Any

from moto.iam.access_control import IAMPolicy, PermissionResult
from moto.s3.models import FakeBucket, FakeDeleteMarker

from .registry import gap


@gap(needed_by=("aws_s3_bucket",))
class DisposableDeleteMarkers(FakeDeleteMarker):
    """moto fails with an internal error when it deletes a delete marker in a bucket whose versioning is suspended.
    Destroy suspends the versioning before it empties a bucket with `force_destroy`, so one in which an object was
    deleted cannot be destroyed.
    """

    def dispose(self) -> None:
        """A delete marker holds no content that would have to be closed."""


@gap(needed_by=("aws_s3_bucket_logging",))
class LogPolicies(FakeBucket):
    """moto fails with an internal error when the policy of the bucket that keeps a log has a statement about everybody,
    such as one that denies requests without TLS, and takes no grant for a wider path than the log's own.
    """

    @staticmethod
    def _log_permissions_enabled_policy(target_bucket: FakeBucket, target_prefix: str | None) -> bool:
        policy = json.loads(target_bucket.policy or "{}")
        log = f"{target_bucket.arn}/{target_prefix or ''}"
        return any(
            isinstance(statement.get("Principal"), dict)
            and "logging.s3.amazonaws.com" in _listed(statement["Principal"].get("Service"))
            and statement["Effect"] == "Allow"
            and "s3:PutObject" in _listed(statement["Action"])
            and any(fnmatchcase(log, resource) for resource in _listed(statement["Resource"]))
            for statement in policy.get("Statement", [])
        )


@gap(needed_by=("aws_s3_bucket_policy",))
class PoliciesForTls(FakeBucket):
    """moto does not look at the conditions of a bucket's policy: a policy that denies requests without TLS denies all of
    them, and nothing can be put into the bucket. Here such a denial, which nobody who talks to an emulator could meet,
    is left out.
    """

    def get_permission(self, action: str, resource: str) -> Any:
        if self.policy is None:
            return PermissionResult.NEUTRAL
        policy = json.loads(self.policy)
        statements = [each for each in _listed(policy["Statement"]) if not _denies_only_without_tls(each)]
        if not statements:
            return PermissionResult.NEUTRAL
        return IAMPolicy(json.dumps({**policy, "Statement": statements})).is_action_permitted(action, resource)


def _denies_only_without_tls(statement: dict[str, Any]) -> bool:
    condition = statement.get("Condition")
    return statement["Effect"] == "Deny" and condition == {"Bool": {"aws:SecureTransport": "false"}}


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]
