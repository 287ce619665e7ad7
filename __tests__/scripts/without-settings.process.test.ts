import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { synthesizedWithoutSettings } from "../../scripts/without-settings";
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

describe("what is synthesized for the files of the repository", () => {
  test("has the same stacks whatever settings there are", async () => {
    refuseSettings();

    const stacks = await synthesizedWithoutSettings(propsWith({ OHI_ACCOUNT_ID: "123456789012", OHI_IMAGE_TAGS: "{}" }), new Interrupts());

    expect(stacks.map(({ name }) => name)).toEqual(["ohi-dev", "ohi-prod"]);
  });

  test("is refused with what the program says", async () => {
    refuseSettings();

    await expect(synthesizedWithoutSettings(propsWith({ SETTING: "1" }), new Interrupts())).rejects.toThrow(UserError);
  });
});

test("the command that rewrites the lists refuses what it does not know", () => {
  const command = path.resolve(__dirname, "../golden/update.ts");

  const { status, stdout, stderr } = spawnSync(process.execPath, ["--import", require.resolve("tsx"), command, "--wrong"], {
    encoding: "utf8",
  });

  expect({ status, stdout, stderr }).toEqual({ status: 2, stdout: "", stderr: "error: unknown option '--wrong'\n" });
});

/** Lets the project refuse to be synthesized with a setting, or with another variable. */
function refuseSettings(): void {
  const file = path.join(tools.project, "cdktf.json");
  const { app } = JSON.parse(readFileSync(file, "utf8")) as { readonly app: string };
  const program = path.join(tools.project, "program");
  writeFileSync(program, `[ -z "$OHI_ACCOUNT_ID$OHI_IMAGE_TAGS$SETTING" ] && ${app}\n`);
  writeFileSync(file, JSON.stringify({ app: `/bin/sh ${program}` }));
}

function propsWith(environment: Readonly<Record<string, string>>): Parameters<typeof synthesizedWithoutSettings>[0] {
  return { project: tools.project, environment: { ...tools.environment, ...environment } };
}
