"""Budgets: who is told, and tags."""

import json
from typing import Any

from moto.budgets.exceptions import NotFoundException
from moto.budgets.models import Notification
from moto.budgets.responses import BudgetsResponse

from .registry import gap, kept


@gap(needed_by=("aws_budgets_budget",))
class Subscribers(BudgetsResponse):
    """moto keeps who is told of a notification and does not implement DescribeSubscribersForNotification, by which the
    provider reads it back.
    """

    def describe_subscribers_for_notification(self) -> str:
        notification = self._notification(self._get_param("Notification"))
        return json.dumps({"Subscribers": notification.subscribers})

    def _notification(self, details: dict[str, Any]) -> Notification:
        budget = self.backend.budgets[self._get_param("AccountId")].get(self._get_param("BudgetName"))
        for notification in budget.notifications if budget else []:
            if notification.details == details:
                return notification
        raise NotFoundException("Unable to get the notification - it doesn't exist.")


@gap(needed_by=("aws_budgets_budget",))
class Tags(BudgetsResponse):
    """moto forgets the tags of a budget: every plan wants to set them again."""

    def create_budget(self) -> str:
        answer = super().create_budget()
        name = f"{self._get_param('AccountId')}:budget/{self._get_param('Budget')['BudgetName']}"
        self._tags[name] = self._get_param("ResourceTags", [])
        return answer

    def list_tags_for_resource(self) -> str:
        name = self._get_param("ResourceARN").split(":", 4)[-1]
        return json.dumps({"ResourceTags": self._tags.get(name, [])})

    @property
    def _tags(self) -> dict[str, Any]:
        return kept(self.backend, "tags")
