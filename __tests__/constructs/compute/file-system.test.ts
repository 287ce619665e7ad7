import { FileSystem } from "../../../constructs/compute/file-system";
import { Refusal } from "../../../constructs/foundation/refusal";
import { dataSources, render, resources, tags, testStack } from "../../support/stack";

const stack = testStack();
const files = new FileSystem(stack, "files", {
  name: "files",
  kmsKeyArn: "arn:key",
  subnetIds: { a: "subnet-1", b: "subnet-2" },
  securityGroupIds: ["sg-1"],
  preventDestroy: true,
});
const directory = files.directory("node-1", { uid: 1000, gid: 1001 });
files.close({ "node-1": "arn:role" });
const json = render(stack);
const arn = "${aws_efs_file_system.files.arn}";
const ownDirectory = {
  test: "StringEquals",
  variable: "elasticfilesystem:AccessPointArn",
  values: ["${aws_efs_access_point.files_node-1.arn}"],
};

describe("shared files", () => {
  test("are encrypted, backed up by tag and by nothing else, and protected", () => {
    expect(resources(json, "aws_efs_file_system")).toEqual({
      files: {
        creation_token: "ohi-test-files",
        encrypted: true,
        kms_key_id: "arn:key",
        throughput_mode: "elastic",
        lifecycle: { prevent_destroy: true },
        tags: tags({ Service: "efs", BackupPolicy: "daily", Name: "ohi-test-files" }),
      },
    });
    expect(resources(json, "aws_efs_backup_policy")).toEqual({
      "files_automatic-backup": { file_system_id: "${aws_efs_file_system.files.id}", backup_policy: { status: "DISABLED" } },
    });
  });

  test("have an address in each subnet", () => {
    const common = { file_system_id: "${aws_efs_file_system.files.id}", security_groups: ["sg-1"] };
    expect(resources(json, "aws_efs_mount_target")).toEqual({
      files_a: { ...common, subnet_id: "subnet-1" },
      files_b: { ...common, subnet_id: "subnet-2" },
    });
  });

  test("give each program a directory that it sees as its root, and the right to use that one", () => {
    expect(resources(json, "aws_efs_access_point")).toEqual({
      "files_node-1": {
        file_system_id: "${aws_efs_file_system.files.id}",
        posix_user: { uid: 1000, gid: 1001 },
        root_directory: { path: "/node-1", creation_info: { owner_uid: 1000, owner_gid: 1001, permissions: "0750" } },
        tags: tags({ Service: "efs", BackupPolicy: "daily", Name: "ohi-test-node-1" }),
      },
    });
    expect(directory.grants.map(({ sid, actions }) => [sid, actions])).toEqual([
      ["UseDirectory", ["elasticfilesystem:ClientMount", "elasticfilesystem:ClientWrite"]],
    ]);
  });

  test("let in the roles that have a directory, each at its own and over TLS, and nobody else", () => {
    expect(resources(json, "aws_efs_file_system_policy")).toEqual({
      files_policy: { file_system_id: "${aws_efs_file_system.files.id}", policy: "${data.aws_iam_policy_document.files_readers.json}" },
    });
    expect(dataSources(json, "aws_iam_policy_document")["files_readers"]).toEqual({
      statement: [
        {
          sid: "Directory1",
          effect: "Allow",
          actions: ["elasticfilesystem:ClientMount", "elasticfilesystem:ClientWrite"],
          resources: [arn],
          principals: [{ type: "AWS", identifiers: ["arn:role"] }],
          condition: [ownDirectory, { test: "Bool", variable: "aws:SecureTransport", values: ["true"] }],
        },
      ],
    });
  });

  describe("of which something was forgotten", () => {
    const open = (): FileSystem =>
      new FileSystem(testStack(), "files", {
        name: "files",
        kmsKeyArn: "arn:key",
        subnetIds: {},
        securityGroupIds: [],
        preventDestroy: false,
      });

    test("are refused while nothing holds back whoever reaches them", () => {
      const forgotten = open();

      expect(forgotten.node.validate()).toEqual([
        "ohi-test/files: it has no policy, and whoever reaches it may mount everything; call close()",
      ]);
      forgotten.directory("node-1", { uid: 1000, gid: 1000 });
      forgotten.close({ "node-1": "arn:role" });
      expect(forgotten.node.validate()).toEqual([]);
    });

    test("are refused roles whose directories were not made, and directories without a role", () => {
      const halfway = open();
      halfway.directory("node-1", { uid: 1000, gid: 1000 });

      expect(() => {
        halfway.close({ "node-2": "arn:role", "node-3": "arn:role" });
      }).toThrow(
        new Refusal("ohi-test/files", [
          'no directory "node-2"; there are node-1',
          'no directory "node-3"; there are node-1',
          'no role for the directory "node-1"; there are roles for node-2, node-3',
        ]),
      );
    });

    test("are refused a role where there is no directory at all, and a directory where there is no role", () => {
      const [empty, unused] = [open(), open()];
      unused.directory("node-1", { uid: 1000, gid: 1000 });

      expect(() => {
        empty.close({ "node-1": "arn:role" });
      }).toThrow(new Refusal("ohi-test/files", ['no directory "node-1"; there are none']));
      expect(() => {
        unused.close({});
      }).toThrow(new Refusal("ohi-test/files", ['no role for the directory "node-1"; there are roles for none']));
    });
  });
});
