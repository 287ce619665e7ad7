"""ECS: services."""

from typing import Any

from moto.core.responses import ActionResult
from moto.core.utils import camelcase_to_underscores
from moto.ecs.models import Service
from moto.ecs.responses import EC2ContainerServiceResponse

from .registry import gap


def _service_of(result: ActionResult) -> Service:
    service: Service = result.result["service"]  # type: ignore[index]
    return service


@gap(needed_by=("aws_ecs_service",))
class ServiceAttributes(EC2ContainerServiceResponse):
    """moto forgets most of what a service is created with. The provider reads it all back, so every plan wants to set
    it again.
    """

    FORGOTTEN = (
        "availabilityZoneRebalancing",
        "capacityProviderStrategy",
        "deploymentConfiguration",
        "enableECSManagedTags",
        "enableExecuteCommand",
        "healthCheckGracePeriodSeconds",
        "placementConstraints",
        "placementStrategy",
    )

    def create_service(self) -> ActionResult:
        result = super().create_service()
        service: Any = _service_of(result)
        for name in self.FORGOTTEN:
            value = self._get_param(name)
            if value is not None:
                # The name under which moto's own UpdateService stores it.
                setattr(service, camelcase_to_underscores(name), value)
        return result


@gap(needed_by=("aws_ecs_service",))
class NoLaunchTypeBesideCapacityProviders(EC2ContainerServiceResponse):
    """moto reports the launch type EC2 for a service that names none because it runs on capacity providers. The
    provider sees a service to be replaced.
    """

    def create_service(self) -> ActionResult:
        result = super().create_service()
        service: Any = _service_of(result)
        if self._get_param("capacityProviderStrategy"):
            service.launch_type = None
            service.platform_version = self._get_param("platformVersion") or "LATEST"
        return result


@gap(needed_by=("aws_ecs_service",))
class SteadyServices(EC2ContainerServiceResponse):
    """moto never runs the tasks of a service: one that the provider waits for (`wait_for_steady_state`) never becomes
    steady.
    """

    def create_service(self) -> ActionResult:
        return self._steady(super().create_service())

    def update_service(self) -> ActionResult:
        return self._steady(super().update_service())

    @staticmethod
    def _steady(result: ActionResult) -> ActionResult:
        service = _service_of(result)
        service.running_count, service.pending_count = service.desired_count, 0
        for deployment in service.deployments:
            deployment.update(
                desiredCount=service.desired_count,
                runningCount=service.desired_count,
                pendingCount=0,
                rolloutState="COMPLETED",
                taskDefinition=service.task_definition,
            )
        return result
