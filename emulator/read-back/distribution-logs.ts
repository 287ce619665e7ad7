import {
  type CloudWatchLogsClient,
  paginateDescribeDeliveries,
  paginateDescribeDeliveryDestinations,
  paginateDescribeDeliverySources,
} from "@aws-sdk/client-cloudwatch-logs";
import { withoutAccount } from "./facts";

/** Format and bucket of the access logs, by the ARN of the distribution: `json to ohi-dev-access-logs`. */
export async function distributionLogs(client: CloudWatchLogsClient): Promise<ReadonlyMap<string | undefined, readonly string[]>> {
  const logged = new Map<string | undefined, string | undefined>();
  for await (const { deliverySources = [] } of paginateDescribeDeliverySources({ client }, {})) {
    for (const { name, resourceArns = [] } of deliverySources) logged.set(name, resourceArns[0]);
  }
  const targets = new Map<string | undefined, string>();
  for await (const { deliveryDestinations = [] } of paginateDescribeDeliveryDestinations({ client }, {})) {
    for (const { arn, outputFormat = "?", deliveryDestinationConfiguration: to } of deliveryDestinations) {
      targets.set(arn, `${outputFormat} to ${withoutAccount(to?.destinationResourceArn?.split(":").at(-1) ?? "?")}`);
    }
  }
  const logs = new Map<string | undefined, string[]>();
  for await (const { deliveries = [] } of paginateDescribeDeliveries({ client }, {})) {
    for (const { deliverySourceName, deliveryDestinationArn } of deliveries) {
      const arn = logged.get(deliverySourceName);
      logs.set(arn, [...(logs.get(arn) ?? []), targets.get(deliveryDestinationArn) ?? "nowhere"]);
    }
  }
  return logs;
}
