"""S3: versioned buckets, access logs."""

import json
from fnmatch import fnmatchcase
from typing import Any

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


def _listed(value: Any) -> list[str]:
    return value if isinstance(value, list) else [value]
