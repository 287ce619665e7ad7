"""RDS, as the Terraform provider talks to it."""

from typing import Any

import pytest
from botocore.exceptions import ClientError
from gaps import rds
from probe import Aws, fills

MONITORING_ROLE = "arn:aws:iam::123456789012:role/monitoring"
INSIGHTS_KEY = "arn:aws:kms:eu-west-1:123456789012:key/insights"
INSIGHTS: dict[str, Any] = {
    "EnablePerformanceInsights": True,
    "PerformanceInsightsKMSKeyId": INSIGHTS_KEY,
    "PerformanceInsightsRetentionPeriod": 7,
    "MonitoringInterval": 60,
    "MonitoringRoleArn": MONITORING_ROLE,
}


def create_postgres(client: Any, name: str = "primary", **settings: Any) -> Any:
    return client.create_db_instance(
        **{
            "DBInstanceIdentifier": name,
            "DBInstanceClass": "db.t4g.micro",
            "Engine": "postgres",
            "EngineVersion": "15",
            "AllocatedStorage": 20,
            "MasterUsername": "ohiadmin",
            "MasterUserPassword": "not-a-secret",
            **settings,
        }
    )["DBInstance"]


def create_replica(client: Any, **settings: Any) -> Any:
    return client.create_db_instance_read_replica(
        DBInstanceIdentifier="replica", SourceDBInstanceIdentifier="primary", **settings
    )["DBInstance"]


def described(client: Any, name: str) -> Any:
    [instance] = client.describe_db_instances(DBInstanceIdentifier=name)["DBInstances"]
    return instance


def create_parameter_group(client: Any, **parameters: str) -> str:
    name = "postgres15"
    client.create_db_parameter_group(DBParameterGroupName=name, DBParameterGroupFamily="postgres15", Description="15")
    client.modify_db_parameter_group(
        DBParameterGroupName=name,
        Parameters=[
            {"ParameterName": parameter, "ParameterValue": value, "ApplyMethod": "immediate"}
            for parameter, value in parameters.items()
        ],
    )
    return name


def parameters_of(client: Any, group: str) -> dict[str, tuple[str, str | None]]:
    parameters = client.describe_db_parameters(DBParameterGroupName=group)["Parameters"]
    return {each["ParameterName"]: (each["ParameterValue"], each.get("Source")) for each in parameters}


@fills(rds.adjacent_windows)
def test_maintenance_may_begin_when_the_backup_window_ends(aws: Aws) -> None:
    windows = {"PreferredBackupWindow": "03:00-04:00", "PreferredMaintenanceWindow": "sun:04:00-sun:05:00"}

    instance = create_postgres(aws.client("rds"), **windows)

    assert {name: instance[name] for name in windows} == windows


def test_a_maintenance_window_inside_the_backup_window_is_still_refused(aws: Aws) -> None:
    with pytest.raises(ClientError, match="must not overlap"):
        create_postgres(
            aws.client("rds"), PreferredBackupWindow="03:00-04:00", PreferredMaintenanceWindow="sun:03:59-sun:05:00"
        )


@fills(rds.DefaultCertificates)
def test_a_new_instance_has_the_certificate_authority_that_is_the_default_of_aws(aws: Aws) -> None:
    instance = create_postgres(aws.client("rds"))

    assert instance["CACertificateIdentifier"] == "rds-ca-rsa2048-g1"


def test_a_new_instance_has_the_certificate_authority_that_was_asked_for(aws: Aws) -> None:
    instance = create_postgres(aws.client("rds"), CACertificateIdentifier="rds-ca-ecc384-g1")

    assert instance["CACertificateIdentifier"] == "rds-ca-ecc384-g1"


@fills(rds.OwnResourceIds)
def test_an_instance_and_its_replica_are_told_apart_by_their_resource_ids(aws: Aws) -> None:
    client = aws.client("rds")
    primary, other, replica = create_postgres(client), create_postgres(client, "other"), create_replica(client)

    found = [
        client.describe_db_instances(Filters=[{"Name": "dbi-resource-id", "Values": [each["DbiResourceId"]]}])
        for each in (primary, other, replica)
    ]

    names = [[instance["DBInstanceIdentifier"] for instance in each["DBInstances"]] for each in found]
    assert names == [["primary"], ["other"], ["replica"]]


@fills(rds.Insights)
def test_an_instance_reports_the_insights_it_was_created_with(aws: Aws) -> None:
    client = aws.client("rds")

    create_postgres(client, **INSIGHTS)

    instance = described(client, "primary")
    assert instance["PerformanceInsightsEnabled"] is True
    assert instance["PerformanceInsightsKMSKeyId"] == INSIGHTS_KEY
    assert instance["PerformanceInsightsRetentionPeriod"] == 7
    assert instance["MonitoringInterval"] == 60
    assert instance["MonitoringRoleArn"] == MONITORING_ROLE


@fills(rds.Insights)
def test_performance_insights_of_a_replica_are_its_own(aws: Aws) -> None:
    client = aws.client("rds")
    create_postgres(client, **INSIGHTS)

    create_replica(client)

    assert described(client, "primary")["PerformanceInsightsEnabled"] is True
    assert described(client, "replica")["PerformanceInsightsEnabled"] is False


@fills(rds.Insights)
def test_performance_insights_can_be_switched_off(aws: Aws) -> None:
    client = aws.client("rds")
    create_postgres(client, **INSIGHTS)

    client.modify_db_instance(DBInstanceIdentifier="primary", EnablePerformanceInsights=False)

    assert described(client, "primary")["PerformanceInsightsEnabled"] is False


@fills(rds.Insights)
def test_performance_insights_stay_on_when_something_else_is_modified(aws: Aws) -> None:
    client = aws.client("rds")
    create_postgres(client, **INSIGHTS)

    client.modify_db_instance(DBInstanceIdentifier="primary", BackupRetentionPeriod=3)

    assert described(client, "primary")["PerformanceInsightsEnabled"] is True


@fills(rds.SeparateReplicas)
def test_a_replica_does_not_inherit_what_must_be_asked_for(aws: Aws) -> None:
    client = aws.client("rds")
    create_postgres(
        client,
        BackupRetentionPeriod=7,
        CopyTagsToSnapshot=True,
        DeletionProtection=True,
        EnableIAMDatabaseAuthentication=True,
        MonitoringInterval=60,
        MultiAZ=True,
        Tags=[{"Key": "Service", "Value": "postgres-primary"}],
    )

    create_replica(client)

    replica = described(client, "replica")
    assert replica["BackupRetentionPeriod"] == replica["MonitoringInterval"] == 0
    assert replica["CopyTagsToSnapshot"] is False
    assert replica["DeletionProtection"] is False
    assert replica["IAMDatabaseAuthenticationEnabled"] is False
    assert replica["MultiAZ"] is False
    assert replica["TagList"] == []


def test_a_replica_has_what_was_asked_for(aws: Aws) -> None:
    client = aws.client("rds")
    create_postgres(client)

    create_replica(client, EnableIAMDatabaseAuthentication=True, MonitoringInterval=60, CopyTagsToSnapshot=True)

    replica = described(client, "replica")
    assert replica["IAMDatabaseAuthenticationEnabled"] is True
    assert replica["MonitoringInterval"] == 60
    assert replica["CopyTagsToSnapshot"] is True


@fills(rds.SeparateReplicas)
def test_log_exports_of_a_replica_are_its_own(aws: Aws) -> None:
    client = aws.client("rds")
    create_postgres(client, EnableCloudwatchLogsExports=["postgresql", "upgrade"])

    create_replica(client, EnableCloudwatchLogsExports=["postgresql"])

    assert described(client, "primary")["EnabledCloudwatchLogsExports"] == ["postgresql", "upgrade"]
    assert described(client, "replica")["EnabledCloudwatchLogsExports"] == ["postgresql"]


@fills(rds.ParameterSources)
def test_a_parameter_that_was_set_is_said_to_come_from_the_user(aws: Aws) -> None:
    client = aws.client("rds")

    group = create_parameter_group(client, log_statement="ddl")

    assert parameters_of(client, group) == {"log_statement": ("ddl", "user")}


@fills(rds.ParameterResets)
def test_a_parameter_can_be_reset(aws: Aws) -> None:
    client = aws.client("rds")
    group = create_parameter_group(client, log_statement="ddl", log_connections="1")

    client.reset_db_parameter_group(
        DBParameterGroupName=group, Parameters=[{"ParameterName": "log_statement", "ApplyMethod": "immediate"}]
    )

    assert list(parameters_of(client, group)) == ["log_connections"]


@fills(rds.ParameterResets)
def test_all_parameters_can_be_reset(aws: Aws) -> None:
    client = aws.client("rds")
    group = create_parameter_group(client, log_statement="ddl", log_connections="1")

    client.reset_db_parameter_group(DBParameterGroupName=group, ResetAllParameters=True)

    assert parameters_of(client, group) == {}


@fills(rds.EventSubscriptionChanges)
def test_the_categories_of_an_event_subscription_can_be_changed(aws: Aws) -> None:
    client = aws.client("rds")
    topic = "arn:aws:sns:eu-west-1:123456789012:alarms"
    client.create_event_subscription(
        SubscriptionName="events", SnsTopicArn=topic, SourceType="db-instance", EventCategories=["backup"], Enabled=True
    )

    client.modify_event_subscription(SubscriptionName="events", EventCategories=["failure", "failover"])

    [subscription] = client.describe_event_subscriptions(SubscriptionName="events")["EventSubscriptionsList"]
    assert subscription["EventCategoriesList"] == ["failure", "failover"]
    assert subscription["SnsTopicArn"] == topic
    assert subscription["Enabled"] is True


@fills(rds.EventSubscriptionChanges)
def test_the_sources_of_an_event_subscription_can_be_changed(aws: Aws) -> None:
    client = aws.client("rds")
    client.create_event_subscription(
        SubscriptionName="events", SnsTopicArn="topic", SourceType="db-instance", SourceIds=["primary", "old"]
    )

    client.add_source_identifier_to_subscription(SubscriptionName="events", SourceIdentifier="new")
    client.remove_source_identifier_from_subscription(SubscriptionName="events", SourceIdentifier="old")

    [subscription] = client.describe_event_subscriptions(SubscriptionName="events")["EventSubscriptionsList"]
    assert subscription["SourceIdsList"] == ["primary", "new"]


@fills(rds.NetworkTypes)
def test_an_instance_and_its_replica_report_their_network_type(aws: Aws) -> None:
    client = aws.client("rds")

    create_postgres(client, NetworkType="IPV4")
    create_replica(client)

    assert {name: described(client, name).get("NetworkType") for name in ("primary", "replica")} == {
        "primary": "IPV4",
        "replica": "IPV4",
    }
