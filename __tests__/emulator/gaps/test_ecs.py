"""ECS services, as the Terraform provider talks to them."""

from typing import Any

from gaps import ecs
from probe import Aws, fills

SPOT = [{"capacityProvider": "FARGATE_SPOT", "weight": 1, "base": 1}]


def create_service(client: Any, **settings: Any) -> Any:
    client.create_cluster(clusterName="ohi")
    register_task(client)
    return client.create_service(cluster="ohi", serviceName="api", taskDefinition="api", desiredCount=2, **settings)


def register_task(client: Any) -> str:
    task = client.register_task_definition(
        family="api", containerDefinitions=[{"name": "api", "image": "api", "memory": 512}]
    )
    arn: str = task["taskDefinition"]["taskDefinitionArn"]
    return arn


def described(client: Any) -> Any:
    [service] = client.describe_services(cluster="ohi", services=["api"])["services"]
    return service


@fills(ecs.ServiceAttributes)
def test_a_service_reports_what_it_was_created_with(aws: Aws) -> None:
    client = aws.client("ecs")
    settings = {
        "availabilityZoneRebalancing": "ENABLED",
        "capacityProviderStrategy": SPOT,
        "deploymentConfiguration": {
            "deploymentCircuitBreaker": {"enable": True, "rollback": True},
            "maximumPercent": 200,
            "minimumHealthyPercent": 100,
        },
        "enableECSManagedTags": True,
        "enableExecuteCommand": True,
        "healthCheckGracePeriodSeconds": 60,
    }

    create_service(client, **settings)

    service = described(client)
    assert {name: service.get(name) for name in settings} == settings


@fills(ecs.ServiceAttributes)
def test_what_a_service_was_created_with_can_be_updated(aws: Aws) -> None:
    client = aws.client("ecs")
    create_service(client, enableExecuteCommand=True, healthCheckGracePeriodSeconds=60)

    client.update_service(cluster="ohi", service="api", enableExecuteCommand=False)

    assert described(client)["enableExecuteCommand"] is False
    assert described(client)["healthCheckGracePeriodSeconds"] == 60


@fills(ecs.NoLaunchTypeBesideCapacityProviders)
def test_a_service_on_capacity_providers_has_no_launch_type(aws: Aws) -> None:
    client = aws.client("ecs")

    create_service(client, capacityProviderStrategy=SPOT)

    assert "launchType" not in described(client)
    assert described(client)["platformVersion"] == "LATEST"


def test_a_service_with_a_launch_type_keeps_it(aws: Aws) -> None:
    client = aws.client("ecs")

    create_service(client, launchType="FARGATE")

    assert described(client)["launchType"] == "FARGATE"


@fills(ecs.SteadyServices)
def test_a_new_service_is_steady_at_once(aws: Aws) -> None:
    client = aws.client("ecs")

    create_service(client)

    service = described(client)
    assert (service["runningCount"], service["pendingCount"]) == (2, 0)
    assert [each["rolloutState"] for each in service["deployments"]] == ["COMPLETED"]


@fills(ecs.SteadyServices)
def test_an_updated_service_runs_the_new_task_definition(aws: Aws) -> None:
    client = aws.client("ecs")
    create_service(client)
    new_task = register_task(client)

    client.update_service(cluster="ohi", service="api", taskDefinition=new_task, desiredCount=3)

    [deployment] = described(client)["deployments"]
    assert deployment["taskDefinition"] == new_task
    assert (deployment["desiredCount"], deployment["runningCount"]) == (3, 3)
