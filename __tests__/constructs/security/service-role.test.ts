import { Refusal } from "../../../constructs/foundation/refusal";
import { PermissionsBoundary } from "../../../constructs/security/permissions-boundary";
import { ServiceRole } from "../../../constructs/security/service-role";
import { tag } from "../../../constructs/foundation/tags";
import { dataSources, limitRoles, render, resources, tags, testStack, type Values } from "../../support/stack";

const props = {
  name: "ohi-test-writer-role",
  description: "Writes",
  service: "writer.amazonaws.com",
  grants: [{ sid: "Write", actions: ["s3:PutObject"], resources: ["arn:one"] }],
};

describe("a service role", () => {
  test("is limited by the stack's boundary and can do what it was granted", () => {
    const stack = testStack();
    tag(stack, { Service: "web" });
    new PermissionsBoundary(stack, "boundary", {
      grants: [{ sid: "Most", actions: ["s3:GetObject", "s3:PutObject"], resources: ["arn:*"] }],
    });
    new ServiceRole(stack, "writer", props);

    const json = render(stack);

    expect(resources(json, "aws_iam_role")).toEqual({
      writer: {
        name: "ohi-test-writer-role",
        description: "Writes",
        assume_role_policy: "${data.aws_iam_policy_document.writer_trust.json}",
        permissions_boundary: "${aws_iam_policy.boundary.arn}",
        tags: tags({ Service: "web", Name: "ohi-test-writer-role" }),
      },
    });
    expect(resources(json, "aws_iam_policy")).toEqual({
      boundary: {
        name: "ohi-test-permission-boundary",
        description: "The most that a role of ohi-test can do",
        policy: "${data.aws_iam_policy_document.boundary_grants.json}",
        tags: tags({ Service: "governance", Name: "ohi-test-permission-boundary" }),
      },
    });
    expect(dataSources(json, "aws_iam_policy_document")["boundary_grants"]).toEqual({
      statement: [{ sid: "Most", effect: "Allow", actions: ["s3:GetObject", "s3:PutObject"], resources: ["arn:*"] }],
    });
  });

  test("is taken by its service for this account only", () => {
    const stack = testStack();
    tag(stack, { Service: "web" });
    limitRoles(stack);
    new ServiceRole(stack, "writer", props);

    expect(dataSources(stack, "aws_iam_policy_document")["writer_trust"]).toEqual({
      statement: [
        {
          sid: "TakenByService",
          effect: "Allow",
          actions: ["sts:AssumeRole"],
          principals: [{ type: "Service", identifiers: ["writer.amazonaws.com"] }],
          condition: [{ test: "StringEquals", variable: "aws:SourceAccount", values: ["${data.aws_caller_identity.current.account_id}"] }],
        },
      ],
    });
  });

  test.each(["ec2.amazonaws.com", "backup.amazonaws.com"])(
    "is taken by %s, which names no account that AWS promises, without that",
    (service) => {
      const stack = testStack();
      tag(stack, { Service: "web" });
      limitRoles(stack);
      new ServiceRole(stack, "writer", { ...props, service });

      const [statement] = dataSources(stack, "aws_iam_policy_document")["writer_trust"]?.["statement"] as [Values];

      expect(statement).toEqual({
        sid: "TakenByService",
        effect: "Allow",
        actions: ["sts:AssumeRole"],
        principals: [{ type: "Service", identifiers: [service] }],
      });
    },
  );

  test("without grants has no policy that anything could wait for, and says so", () => {
    const stack = testStack();
    limitRoles(stack);
    const role = new ServiceRole(stack, "writer", { ...props, grants: [] });

    expect(role.policies).toEqual([]);
    expect(() => role.policy).toThrow("it has no grants, and so no policy to wait for");
  });

  test("has one boundary: a second one in the stack, which would hold for the roles after it alone, is refused", () => {
    const stack = testStack();
    limitRoles(stack);

    expect(() => new PermissionsBoundary(stack, "second", { name: "second", grants: props.grants })).toThrow(
      new Refusal("ohi-test", ["a permissions boundary is set already; a stack has one"]),
    );
  });

  test("is refused in a stack without a boundary", () => {
    expect(() => new ServiceRole(testStack(), "writer", props)).toThrow("no permissions boundary is set");
  });
});
