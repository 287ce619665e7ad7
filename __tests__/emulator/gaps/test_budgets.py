"""Budgets, as the Terraform provider talks to it."""

from typing import Any

from gaps import budgets
from probe import Aws, fills

NOTIFICATION = {
    "NotificationType": "ACTUAL",
    "ComparisonOperator": "GREATER_THAN",
    "Threshold": 80.0,
    "ThresholdType": "PERCENTAGE",
}
SUBSCRIBERS = [{"SubscriptionType": "SNS", "Address": "arn:aws:sns:eu-west-1:123456789012:alarms"}]
TAGS = [{"Key": "Environment", "Value": "dev"}]


@fills(budgets.Subscribers)
def test_a_notification_tells_who_hears_of_it(aws: Aws) -> None:
    answer = budget(aws).describe_subscribers_for_notification(
        AccountId=aws.account, BudgetName="costs", Notification=NOTIFICATION
    )

    assert answer["Subscribers"] == SUBSCRIBERS


@fills(budgets.Tags)
def test_a_budget_keeps_its_tags(aws: Aws) -> None:
    answer = budget(aws).list_tags_for_resource(ResourceARN=f"arn:aws:budgets::{aws.account}:budget/costs")

    assert answer["ResourceTags"] == TAGS


def budget(aws: Aws) -> Any:
    """A client, after it has made a budget with a notification and a tag."""
    client = aws.client("budgets", "us-east-1")
    client.create_budget(
        AccountId=aws.account,
        Budget={
            "BudgetName": "costs",
            "BudgetType": "COST",
            "TimeUnit": "MONTHLY",
            "BudgetLimit": {"Amount": "1", "Unit": "USD"},
        },
        NotificationsWithSubscribers=[{"Notification": NOTIFICATION, "Subscribers": SUBSCRIBERS}],
        ResourceTags=TAGS,
    )
    return client
