"""EC2: security group rules; monitoring, groups and addresses of instances."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from moto.core.responses import ActionResult
from moto.ec2.exceptions import InvalidPermissionNotFoundError, InvalidSecurityGroupRuleIdNotFoundError
from moto.ec2.models.elastic_network_interfaces import NetworkInterface
from moto.ec2.models.instances import Instance
from moto.ec2.models.security_groups import SecurityGroupRule
from moto.ec2.responses import EC2Response

from .registry import gap


@gap(needed_by=("aws_vpc_security_group_ingress_rule", "aws_vpc_security_group_egress_rule"))
class RuleDescriptions(SecurityGroupRule):
    """moto reports the description of a security group rule only if its other side is a CIDR. If it is a group or a
    prefix list the description is lost, and every plan wants to set it again.
    """

    def __init__(
        self,
        ec2_backend: Any,
        ip_protocol: str,
        group_id: str,
        from_port: str | None,
        to_port: str | None,
        ip_range: dict[str, str] | None,
        source_group: dict[str, str] | None = None,
        prefix_list_id: dict[str, str] | None = None,
        is_egress: bool = True,
        tags: dict[str, str] | None = None,
    ) -> None:
        super().__init__(
            ec2_backend,
            ip_protocol,
            group_id,
            from_port,
            to_port,
            ip_range,
            source_group,
            prefix_list_id,
            is_egress,
            tags,
        )
        self._prefix_list_description = (prefix_list_id or {}).get("Description")

    @property
    def description(self) -> str | None:
        return super().description or self.source_group.get("Description") or self._prefix_list_description


@gap(needed_by=("aws_vpc_security_group_ingress_rule", "aws_vpc_security_group_egress_rule"))
class RulesThatAreGone(EC2Response):
    """moto refuses to revoke a rule id that it does not know with the error for a rule that is described. AWS has one of
    its own for ids, and the provider takes that as "gone already": without it a destroy whose call is sent again, after
    an answer that was lost, fails.
    """

    def revoke_security_group_ingress(self) -> ActionResult:
        with self._naming_ids():
            return super().revoke_security_group_ingress()

    def revoke_security_group_egress(self) -> ActionResult:
        with self._naming_ids():
            return super().revoke_security_group_egress()

    @contextmanager
    def _naming_ids(self) -> Iterator[None]:
        try:
            yield
        except InvalidPermissionNotFoundError:
            ids = self._get_param("SecurityGroupRuleIds", [])
            if ids:
                raise InvalidSecurityGroupRuleIdNotFoundError(", ".join(ids)) from None
            raise


@gap(needed_by=("aws_instance",))
class DetailedMonitoring(EC2Response):
    """moto does not implement MonitorInstances and UnmonitorInstances, which the provider calls when `monitoring` of an
    existing instance changes.
    """

    def monitor_instances(self) -> ActionResult:  # type: ignore[override]
        return self._set_monitoring("enabled")

    def unmonitor_instances(self) -> ActionResult:  # type: ignore[override]
        return self._set_monitoring("disabled")

    def _set_monitoring(self, state: str) -> ActionResult:
        instances = [self.ec2_backend.get_instance(id_) for id_ in self._get_param("InstanceIds", [])]
        for instance in instances:
            instance.monitoring_state = state
        return ActionResult(
            {"InstanceMonitorings": [{"InstanceId": each.id, "Monitoring": {"State": state}} for each in instances]}
        )


@gap(needed_by=("aws_instance",))
class TerminationProtection(EC2Response):
    """moto forgets that an instance is to be protected from termination when it is launched so, and every plan wants to
    protect it again.
    """

    def run_instances(self) -> ActionResult:
        answer = super().run_instances()
        if self._get_param("DisableApiTermination"):
            for instance in answer.result.instances:
                instance.disable_api_termination = True
        return answer


@gap(needed_by=("aws_instance",))
class NoAssociationWithoutAddress(NetworkInterface):
    """moto reports an empty association for a network interface that has no public address. The provider takes it for
    an address, and wants to replace an instance that must not have one.
    """

    @property
    def association(self) -> dict[str, Any] | None:  # type: ignore[override]
        return super().association or None


@gap(needed_by=("aws_instance",))
class GroupsOfInterfaces(Instance):
    """moto gives the security groups of an instance to its network interface and forgets that they are the instance's
    as well, when the request names them with the interface. The provider does, for an instance that is said to have no
    public address, and wants to set them again in every plan.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.security_groups and 0 in self.nics:
            self.security_groups = list(self.nics[0].group_set)
