"""Route 53: private hosted zones, query logs."""

from moto.core.responses import ActionResult
from moto.route53.responses import Route53

from .registry import gap


@gap(needed_by=("aws_route53_zone",))
class PrivateZones(Route53):
    """moto makes a zone private only if the request says PrivateZone. The provider, as AWS allows, only names the VPC,
    and then finds none on the zone: every plan wants to attach it again.
    """

    def create_hosted_zone(self) -> ActionResult:
        if self._get_param("VPC.VPCId"):
            self.params.setdefault("HostedZoneConfig", {})["PrivateZone"] = True
        return super().create_hosted_zone()


@gap(needed_by=("aws_route53_query_log",))
class QueryLogsByLogGroup(Route53):
    """moto finds the log group of a query log only by its ARN with `:*` behind it. The provider, as AWS allows, names the
    log group itself.
    """

    def create_query_logging_config(self) -> ActionResult:
        arn = self.params["CloudWatchLogsLogGroupArn"]
        self.params["CloudWatchLogsLogGroupArn"] = f"{arn.removesuffix(':*')}:*"
        result = super().create_query_logging_config()
        result.result["QueryLoggingConfig"].cloud_watch_logs_log_group_arn = arn  # type: ignore[index]
        return result
