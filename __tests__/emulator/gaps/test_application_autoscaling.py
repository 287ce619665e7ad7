"""Application Auto Scaling, as the Terraform provider talks to it."""

from typing import Any

from gaps import application_autoscaling
from probe import Aws, fills


def register(aws: Aws, **settings: Any) -> str:
    ecs = aws.client("ecs")
    ecs.create_cluster(clusterName="ohi")
    ecs.register_task_definition(family="api", containerDefinitions=[{"name": "api", "image": "api", "memory": 512}])
    ecs.create_service(cluster="ohi", serviceName="api", taskDefinition="api", desiredCount=1)
    arn: str = aws.client("application-autoscaling").register_scalable_target(
        ServiceNamespace="ecs",
        ResourceId="service/ohi/api",
        ScalableDimension="ecs:service:DesiredCount",
        MinCapacity=1,
        MaxCapacity=2,
        **settings,
    )["ScalableTargetARN"]
    return arn


@fills(application_autoscaling.TargetTags)
def test_a_scalable_target_has_the_tags_it_was_registered_with(aws: Aws) -> None:
    arn = register(aws, Tags={"Service": "api"})

    tags = aws.client("application-autoscaling").list_tags_for_resource(ResourceARN=arn)["Tags"]

    assert tags == {"Service": "api"}


@fills(application_autoscaling.TargetTags)
def test_a_scalable_target_without_tags_has_none(aws: Aws) -> None:
    arn = register(aws)

    tags = aws.client("application-autoscaling").list_tags_for_resource(ResourceARN=arn)["Tags"]

    assert tags == {}


@fills(application_autoscaling.TargetTags)
def test_the_tags_of_a_scalable_target_can_be_changed(aws: Aws) -> None:
    arn = register(aws, Tags={"Service": "api", "old": "1"})
    client = aws.client("application-autoscaling")

    client.tag_resource(ResourceARN=arn, Tags={"Service": "graphql"})
    client.untag_resource(ResourceARN=arn, TagKeys=["old"])

    assert client.list_tags_for_resource(ResourceARN=arn)["Tags"] == {"Service": "graphql"}
