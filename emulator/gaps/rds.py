"""RDS: instances, read replicas, parameter groups, event subscriptions."""

import uuid
from datetime import datetime
from typing import Any

from moto.core.responses import ActionResult
from moto.rds.exceptions import DBParameterGroupNotFoundError
from moto.rds.models import DBInstance, EventSubscription
from moto.rds.responses import RDSResponse
from moto.rds.utils import get_overlap_between_two_date_ranges

from .registry import gap


def _instance_of(result: ActionResult) -> DBInstance:
    instance: DBInstance = result.result["DBInstance"]  # type: ignore[index]
    return instance


@gap(needed_by=("aws_db_instance",), replaces=get_overlap_between_two_date_ranges)
def adjacent_windows(start_1: datetime, end_1: datetime, start_2: datetime, end_2: datetime) -> int:
    """moto takes a maintenance window that begins at the very minute the backup window ends for an overlap and refuses
    the instance. For AWS the end of a window is not part of it.
    """
    adjacent = start_1 == end_2 or start_2 == end_1
    return -1 if adjacent else get_overlap_between_two_date_ranges(start_1, end_1, start_2, end_2)


@gap(needed_by=("aws_db_instance",))
class OwnResourceIds(RDSResponse):
    """moto gives every DB instance the same DbiResourceId. The provider finds an instance by it, so from the second
    instance of a region on it finds several and gives up.
    """

    def create_db_instance(self) -> ActionResult:
        return self._with_own_id(super().create_db_instance())

    def create_db_instance_read_replica(self) -> ActionResult:
        return self._with_own_id(super().create_db_instance_read_replica())

    @staticmethod
    def _with_own_id(result: ActionResult) -> ActionResult:
        _instance_of(result).dbi_resource_id = f"db-{uuid.uuid4().hex[:26].upper()}"
        return result


@gap(needed_by=("aws_db_instance",))
class DefaultCertificates(RDSResponse):
    """moto gives a new instance a certificate authority that AWS does not have. The provider compares it with the
    configured one and so modifies every new instance at once, for 80 seconds.
    """

    DEFAULT = "rds-ca-rsa2048-g1"

    def create_db_instance(self) -> ActionResult:
        self.params.setdefault("ca_certificate_identifier", self.DEFAULT)
        return super().create_db_instance()


@gap(needed_by=("aws_db_instance",))
class Insights(RDSResponse):
    """moto forgets enhanced monitoring and the details of Performance Insights when it creates an instance, and never
    says that Performance Insights is on. The provider reads all of them.
    """

    FORGOTTEN = (
        "monitoring_interval",
        "monitoring_role_arn",
        "performance_insights_kms_key_id",
        "performance_insights_retention_period",
    )

    def create_db_instance(self) -> ActionResult:
        result = super().create_db_instance()
        for name in self.FORGOTTEN:
            if name in self.params:
                setattr(_instance_of(result), name, self.params[name])
        return self._switched(result, otherwise=False)

    def create_db_instance_read_replica(self) -> ActionResult:
        return self._switched(super().create_db_instance_read_replica(), otherwise=False)

    def modify_db_instance(self) -> ActionResult:
        result = super().modify_db_instance()
        return self._switched(result, otherwise=getattr(_instance_of(result), "performance_insights_enabled", False))

    def _switched(self, result: ActionResult, otherwise: bool) -> ActionResult:
        instance: Any = _instance_of(result)
        instance.performance_insights_enabled = self.params.get("enable_performance_insights", otherwise)
        return result


@gap(needed_by=("aws_db_instance",))
class SeparateReplicas(RDSResponse):
    """moto makes a read replica as a shallow copy of its primary. It so inherits what AWS switches off unless the
    request asks for it, and shares lists with the primary: a change of one is a change of both.
    """

    UNLESS_ASKED_FOR = {
        "backup_retention_period": 0,
        "copy_tags_to_snapshot": False,
        "deletion_protection": False,
        "enable_iam_database_authentication": False,
        "monitoring_interval": 0,
        "multi_az": False,
    }

    def create_db_instance_read_replica(self) -> ActionResult:
        result = super().create_db_instance_read_replica()
        replica = _instance_of(result)
        for name, value in self.UNLESS_ASKED_FOR.items():
            setattr(replica, name, self.params.get(name, value))
        replica.enabled_cloudwatch_logs_exports = list(self.params.get("enable_cloudwatch_logs_exports", []))
        replica.vpc_security_group_ids = list(replica.vpc_security_group_ids)
        replica.tags = list(self.params.get("tags", []))
        return result


@gap(needed_by=("aws_db_parameter_group",))
class ParameterSources(RDSResponse):
    """moto does not say that a parameter was set by the user. The provider reads only those, so every plan wants to set
    all parameters again.
    """

    def modify_db_parameter_group(self) -> ActionResult:
        result = super().modify_db_parameter_group()
        group = self.backend.db_parameter_groups[self.params["db_parameter_group_name"]]
        for parameter in self.params.get("parameters", []):
            group.parameters[parameter["parameter_name"]]["Source"] = "user"
        return result


@gap(needed_by=("aws_db_parameter_group",))
class ParameterResets(RDSResponse):
    """moto does not implement ResetDBParameterGroup, which the provider calls for parameters that left the
    configuration.
    """

    def reset_db_parameter_group(self) -> ActionResult:
        name = self.params["db_parameter_group_name"]
        if name not in self.backend.db_parameter_groups:
            raise DBParameterGroupNotFoundError(name)
        parameters: dict[str, Any] = self.backend.db_parameter_groups[name].parameters
        if self.params.get("reset_all_parameters"):
            parameters.clear()
        for parameter in self.params.get("parameters", []):
            parameters.pop(parameter["parameter_name"], None)
        return ActionResult({"DBParameterGroupName": name})


@gap(needed_by=("aws_db_event_subscription",))
class EventSubscriptionChanges(RDSResponse):
    """moto can create, describe and delete event subscriptions, but not change them: neither categories nor sources."""

    def modify_event_subscription(self) -> ActionResult:
        subscription = self._subscription()
        for name in ("enabled", "event_categories", "sns_topic_arn", "source_type"):
            setattr(subscription, name, self.params.get(name, getattr(subscription, name)))
        return ActionResult({"EventSubscription": subscription})

    def add_source_identifier_to_subscription(self) -> ActionResult:
        subscription = self._subscription()
        subscription.source_ids = [*subscription.source_ids, self.params["source_identifier"]]
        return ActionResult({"EventSubscription": subscription})

    def remove_source_identifier_from_subscription(self) -> ActionResult:
        subscription = self._subscription()
        subscription.source_ids = [id_ for id_ in subscription.source_ids if id_ != self.params["source_identifier"]]
        return ActionResult({"EventSubscription": subscription})

    def _subscription(self) -> EventSubscription:
        [subscription] = self.backend.describe_event_subscriptions(self.params["subscription_name"])
        return subscription


@gap(needed_by=("aws_db_instance",))
class NetworkTypes(RDSResponse):
    """moto forgets the network type of an instance, which is IPV4 where nothing else is asked for. Every plan wants to set it."""

    def create_db_instance(self) -> ActionResult:
        return self._with_network_type(super().create_db_instance())

    def create_db_instance_read_replica(self) -> ActionResult:
        return self._with_network_type(super().create_db_instance_read_replica())

    def _with_network_type(self, result: ActionResult) -> ActionResult:
        vars(_instance_of(result))["network_type"] = self.params.get("network_type", "IPV4")
        return result
