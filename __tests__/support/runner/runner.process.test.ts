import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

const root = path.resolve(__dirname, "../../..");

/** A module with a state, and a test of it and of its surroundings that leaves nothing as it was. */
const state = "module.exports = { count: 0 };";
const untidy = `
  const { appendFileSync, writeFileSync } = require("node:fs");
  const state = require("./state");

  test("finds all as it is at first", () => {
    expect(state.count).toBe(0);
    expect(globalThis.mark).toBeUndefined();
    expect(process.env.MARK).toBeUndefined();
    expect(process.env.KEPT).toBe("kept");
    expect(process.mark).toBeUndefined();
    expect(String(structuredClone)).toContain("structuredClone");
    expect(Date.now()).toBeGreaterThan(1_000);
    expect(performance.now()).toBeGreaterThan(0);
    expect(new Error("x")).toBeInstanceOf(Error);
    writeFileSync(__dirname + "/written.js", "module.exports = " + JSON.stringify(__filename));
    expect(require("./written")).toBe(__filename);
    appendFileSync(process.env.SEEN, \`\${process.pid} \`);
  });

  afterAll(() => {
    state.count += 1;
    globalThis.mark = 1;
    globalThis.structuredClone = () => 0;
    process.env.MARK = "1";
    process.env.KEPT = "changed";
    process.mark = 1;
    jest.useFakeTimers({ now: 0 });
  });
`;

describe("the runner", () => {
  const folder = mkdtempSync(path.join(tmpdir(), "runner-"));
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  test("runs test files one after the other in one process, and none sees what another one left", async () => {
    const seen = path.join(folder, "seen");
    const files = ["one", "two", "three"].map((name) => path.join(folder, `${name}.test.js`));
    for (const file of files) writeFileSync(file, untidy);
    writeFileSync(path.join(folder, "state.js"), state);
    const config = { rootDir: folder, transform: {}, testEnvironment: `${__dirname}/environment.js`, runtime: `${__dirname}/runtime.js` };

    const said = await new Promise<string>((resolve) => {
      execFile(
        process.execPath,
        [path.join(root, "node_modules/jest/bin/jest.js"), "--runInBand", "--config", JSON.stringify(config)],
        { cwd: folder, env: { ...process.env, KEPT: "kept", SEEN: seen } },
        (_error, _stdout, stderr) => {
          resolve(stderr);
        },
      );
    });

    expect(said).toContain("Tests:       3 passed, 3 total");
    expect(new Set(readFileSync(seen, "utf8").trim().split(" ")).size).toBe(1);
  });
});
