import { DataHost, type DataHostProps } from "../../../constructs/compute/data-host";
import { dataSources, render, resources, type StackJson, tags } from "../../support/stack";
import { taskStack } from "../../support/tasks";

const props: DataHostProps = {
  name: "store",
  imageParameter: "/aws/service/image",
  instanceType: "t3.medium",
  zone: "eu-west-1a",
  subnetId: "subnet-1",
  securityGroupIds: ["sg-1"],
  kmsKeyArn: "arn:key",
  dataGib: 100,
  userData: (volume) => `mount ${volume}`,
  grants: [{ sid: "Read", actions: ["s3:GetObject"], resources: ["arn:object"] }],
  protect: true,
  dependsOn: [],
};

function synthesize(changes: Partial<DataHostProps> = {}): StackJson {
  const stack = taskStack();
  new DataHost(stack, "host", { ...props, ...changes });
  return render(stack);
}

const own = (type: string, more: Record<string, string> = {}): Record<string, string> =>
  tags({ Service: "web", Name: `ohi-test-${type}`, ...more });

describe("a data host", () => {
  const json = synthesize();

  test("is an instance without a public address, with IMDSv2 and an encrypted root whose tags are the instance's", () => {
    expect(resources(json, "aws_instance")).toEqual({
      host: {
        ami: "${data.aws_ssm_parameter.host_image.insecure_value}",
        instance_type: "t3.medium",
        availability_zone: "eu-west-1a",
        subnet_id: "subnet-1",
        vpc_security_group_ids: ["sg-1"],
        associate_public_ip_address: false,
        iam_instance_profile: "${aws_iam_instance_profile.host_profile.name}",
        metadata_options: {
          http_endpoint: "enabled",
          http_tokens: "required",
          http_put_response_hop_limit: 1,
          instance_metadata_tags: "disabled",
        },
        root_block_device: {
          volume_type: "gp3",
          volume_size: 20,
          encrypted: true,
          kms_key_id: "arn:key",
          delete_on_termination: true,
          tags: own("store"),
        },
        user_data: "mount ${aws_ebs_volume.host_data.id}",
        user_data_replace_on_change: false,
        ebs_optimized: true,
        monitoring: true,
        disable_api_termination: true,
        lifecycle: { ignore_changes: ["ami"] },
        depends_on: ["aws_iam_role_policy.host_role_policy"],
        tags: own("store"),
      },
    });
    expect(dataSources(json, "aws_ssm_parameter")).toEqual({ host_image: { name: "/aws/service/image" } });
  });

  test("keeps its data on an encrypted volume that outlives it and is backed up every day", () => {
    expect(resources(json, "aws_ebs_volume")).toEqual({
      host_data: {
        availability_zone: "eu-west-1a",
        type: "gp3",
        size: 100,
        encrypted: true,
        kms_key_id: "arn:key",
        final_snapshot: true,
        lifecycle: { prevent_destroy: true },
        tags: own("store-data", { BackupPolicy: "daily" }),
      },
    });
    expect(resources(json, "aws_volume_attachment")).toEqual({
      "host_data-attachment": {
        device_name: "/dev/sdf",
        volume_id: "${aws_ebs_volume.host_data.id}",
        instance_id: "${aws_instance.host.id}",
        stop_instance_before_detaching: true,
      },
    });
  });

  test("is protected only where that is wanted", () => {
    const unprotected = synthesize({ protect: false });

    expect(resources(unprotected, "aws_instance")["host"]).toMatchObject({ disable_api_termination: false });
    expect(resources(unprotected, "aws_ebs_volume")["host_data"]).toMatchObject({
      final_snapshot: false,
      lifecycle: { prevent_destroy: false },
    });
  });

  test("is reached by Session Manager, and may do what it was granted besides", () => {
    const documents = dataSources(json, "aws_iam_policy_document");
    const { statement } = documents["host_role_grants"] as { readonly statement: readonly Record<string, unknown>[] };
    expect(statement.map(({ sid, actions, resources: on }) => [sid, actions, on])).toEqual([
      ["BeManaged", ["ssm:UpdateInstanceInformation"], ["arn:aws:ec2:eu-west-1:${data.aws_caller_identity.current.account_id}:instance/*"]],
      [
        "OpenShell",
        ["CreateControlChannel", "CreateDataChannel", "OpenControlChannel", "OpenDataChannel"].map((name) => `ssmmessages:${name}`),
        ["*"],
      ],
      ["Read", ["s3:GetObject"], ["arn:object"]],
    ]);
    expect(documents["host_role_trust"]).toEqual({
      statement: [
        {
          sid: "TakenByService",
          effect: "Allow",
          actions: ["sts:AssumeRole"],
          principals: [{ type: "Service", identifiers: ["ec2.amazonaws.com"] }],
        },
      ],
    });
    expect(resources(json, "aws_iam_instance_profile")).toEqual({
      host_profile: { name: "ohi-test-store-profile", role: "${aws_iam_role.host_role.name}", tags: own("store-profile") },
    });
  });

  test("takes user data of as many bytes as EC2 does", () => {
    const userData = "x".repeat(16_384);

    expect(resources(synthesize({ userData: () => userData }), "aws_instance")["host"]).toMatchObject({ user_data: userData });
  });

  test.each(["x".repeat(16_385), `${"é".repeat(8192)}x`])("is refused user data of more bytes than EC2 takes", (userData) => {
    expect(() => synthesize({ userData: () => userData })).toThrow("ohi-test/host: 1 problem\n  user data of 16385 bytes; EC2 takes 16384");
  });
});
