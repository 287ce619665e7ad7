import { mkdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { findTerraform, isAtLeast } from "../../terraform/binary";
import { UserError } from "../../terraform/errors";
import { Interrupts } from "../../terraform/interrupts";
import { FakeTools } from "../support/fake-tools";

let tools: FakeTools;
beforeEach(() => {
  tools = new FakeTools();
});
afterEach(() => {
  tools.remove();
});

describe("finding Terraform", () => {
  test("reads its version and platform", async () => {
    await expect(findTerraform(tools.environment, new Interrupts())).resolves.toEqual({
      command: "terraform",
      version: "1.11.4",
      platform: "linux_amd64",
    });
  });

  test("asks it for nothing but that: it looks for no newer one in the internet", async () => {
    tools.answer("version", {
      stdout: JSON.stringify({ terraform_version: "1.11.4", platform: "linux_amd64" }),
      script: `echo "$CHECKPOINT_DISABLE" >"$FAKE_TOOLS/quiet"`,
    });

    await findTerraform(tools.environment, new Interrupts());

    expect(readFileSync(path.join(tools.folder, "quiet"), "utf8")).toBe("1\n");
  });

  test("says what is needed and how to get it when there is none", async () => {
    const empty = path.join(tools.folder, "empty");
    mkdirSync(empty);

    const found = findTerraform({ PATH: empty }, new Interrupts());

    await expect(found).rejects.toThrow(UserError);
    await expect(found).rejects.toThrow(
      /^Terraform was not found: terraform cannot be started: ENOENT\.\nGet Terraform 1\.11 or newer:\n.*brew install/,
    );
  });

  test("names the version found when it is too old", async () => {
    tools.answer("version", { stdout: JSON.stringify({ terraform_version: "1.10.5", platform: "linux_amd64" }) });

    await expect(findTerraform(tools.environment, new Interrupts())).rejects.toThrow(
      'Terraform is too old: "terraform" is version 1.10.5, needed is 1.11 or newer.\nGet Terraform',
    );
  });

  test("shows what a broken one said", async () => {
    tools.answer("version", { code: 126, stderr: "cannot execute binary file\n" });

    await expect(findTerraform(tools.environment, new Interrupts())).rejects.toThrow(
      /"terraform version -json" ended with code 126 and no version:\n {2}cannot execute/,
    );
  });

  test("takes the program that TERRAFORM_BINARY_NAME names, as the cdktf command does", async () => {
    const command = path.join(tools.folder, "bin/terraform");

    await expect(findTerraform({ ...tools.environment, TERRAFORM_BINARY_NAME: command }, new Interrupts())).resolves.toMatchObject({
      command,
    });
  });
});

test.each([
  ["1.11.0", "1.11", true],
  ["1.11.4", "1.11", true],
  ["1.12.0-beta1", "1.11", true],
  ["2.0.0", "1.11", true],
  ["1.11.0-rc1", "1.11", false],
  ["1.9.8", "1.11", false],
  ["3.10.1", "3.10", true],
  ["3.9.18", "3.10", false],
])("version %s is at least %s: %p", (version, oldest, expected) => {
  expect(isAtLeast(version, oldest)).toBe(expected);
});
