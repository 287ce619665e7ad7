"""AWS Config, as the Terraform provider talks to it."""

from gaps import config
from probe import Aws, fills


@fills(config.ScopesByTag)
def test_a_rule_remembers_the_tag_of_what_it_judges(aws: Aws) -> None:
    client = aws.client("config")
    scope = {"TagKey": "Project", "TagValue": "ohi"}
    rule = {
        "ConfigRuleName": "required-tags",
        "Scope": scope,
        "Source": {"Owner": "AWS", "SourceIdentifier": "REQUIRED_TAGS"},
        "InputParameters": '{"tag1Key":"Owner"}',
    }

    client.put_config_rule(ConfigRule=rule)

    [found] = client.describe_config_rules(ConfigRuleNames=["required-tags"])["ConfigRules"]
    assert found["Scope"] == scope
