import { named } from "./policy-document";

/**
 * Actions by which Session Manager opens a shell, on an instance or in a container. They know no resource.
 *
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsessionmanagermessagegatewayservice.html
 */
export const sessionActions: readonly string[] = named(
  "ssmmessages",
  "CreateControlChannel",
  "CreateDataChannel",
  "OpenControlChannel",
  "OpenDataChannel",
);
