"""ElastiCache: users and user groups (role-based access control)."""

from typing import Any

from moto.core.responses import ActionResult
from moto.elasticache.exceptions import ElastiCacheException, UserNotFound
from moto.elasticache.responses import ElastiCacheResponse

from .elasticache import arn
from .registry import gap, kept


@gap(needed_by=("aws_elasticache_user",))
class UserModification(ElastiCacheResponse):
    """moto can create, describe and delete users, but not modify them: no new access string, no new password."""

    def modify_user(self) -> ActionResult:
        id_ = self._get_param("UserId")
        if id_ not in self.elasticache_backend.users:
            raise UserNotFound(id_)
        user = self.elasticache_backend.users[id_]
        mode = self._get_param("AuthenticationMode", {})
        user.access_string = self._get_param("AccessString", user.access_string)
        user.authentication_type = mode.get("Type", user.authentication_type)
        user.passwords = self._get_param("Passwords") or mode.get("Passwords") or user.passwords
        return ActionResult(user)


@gap(needed_by=("aws_elasticache_user_group", "aws_elasticache_user_group_association"))
class UserGroups(ElastiCacheResponse):
    """moto has no user groups."""

    def create_user_group(self) -> ActionResult:
        id_ = self._get_param("UserGroupId")
        if id_ in self._user_groups:
            raise ElastiCacheException("UserGroupAlreadyExists", f"User group {id_} already exists.")
        group = {
            "UserGroupId": id_,
            "Status": "active",
            "Engine": self._get_param("Engine"),
            "UserIds": self._known_users("UserIds"),
            "MinimumEngineVersion": "6.0",
            "ARN": arn(self, "usergroup", id_),
        }
        self._user_groups[id_] = group
        self.elasticache_backend.add_tags_to_resource(group["ARN"], self._get_param("Tags", []))
        return ActionResult(group)

    def describe_user_groups(self) -> ActionResult:
        if self._get_param("UserGroupId"):
            return ActionResult({"UserGroups": [self._user_group()]})
        return ActionResult({"UserGroups": list(self._user_groups.values())})

    def modify_user_group(self) -> ActionResult:
        group = self._user_group()
        removed = self._get_param("UserIdsToRemove", [])
        remaining = [id_ for id_ in group["UserIds"] if id_ not in removed]
        group["UserIds"] = remaining + self._known_users("UserIdsToAdd")
        return ActionResult(group)

    def delete_user_group(self) -> ActionResult:
        group = self._user_groups.pop(self._user_group()["UserGroupId"])
        return ActionResult({**group, "Status": "deleting"})

    @property
    def _user_groups(self) -> dict[str, Any]:
        return kept(self.elasticache_backend, "user_groups")

    def _user_group(self) -> dict[str, Any]:
        id_ = self._get_param("UserGroupId")
        if id_ not in self._user_groups:
            raise ElastiCacheException("UserGroupNotFound", f"User group {id_} not found.")
        group: dict[str, Any] = self._user_groups[id_]
        return group

    def _known_users(self, parameter: str) -> list[str]:
        ids: list[str] = self._get_param(parameter, [])
        for id_ in ids:
            if id_ not in self.elasticache_backend.users:
                raise UserNotFound(id_)
        return ids
