import { readFileSync } from "node:fs";
import path from "node:path";

interface Lock {
  readonly packages: Readonly<
    Record<string, { readonly version?: string; readonly optionalDependencies?: Readonly<Record<string, string>> }>
  >;
}

/** Packages for other platforms that a lock file names and does not hold: `npm ci` refuses such a lock file. */
function notHeld({ packages }: Lock): string[] {
  return Object.entries(packages).flatMap(([place, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies).filter(
      (name) => packages[`node_modules/${name}`] === undefined && packages[`${place}/node_modules/${name}`] === undefined,
    ),
  );
}

describe("the settings of the cdktf command", () => {
  test("send no reports of crashes, which hold what was being synthesized, to anybody", () => {
    const file = path.resolve(__dirname, "../../cdktf.json");

    expect(JSON.parse(readFileSync(file, "utf8"))).toMatchObject({ sendCrashReports: "false" });
  });
});

describe("the lock file", () => {
  const file = path.resolve(__dirname, "../../package-lock.json");
  const lock = JSON.parse(readFileSync(file, "utf8")) as Lock; // npm's own format

  test("holds the packages of every platform that a dependency comes for, not only those of the machine that wrote it", () => {
    const forPlatforms = Object.keys(lock.packages).filter((place) => /(darwin|linux|win32)-(arm64|x64)/.test(place));

    expect(notHeld(lock)).toEqual([]);
    expect(forPlatforms.length).toBeGreaterThan(10);
  });

  test("is found incomplete when a platform is missing", () => {
    const { "node_modules/@swc/core-darwin-arm64": dropped, ...packages } = lock.packages;

    expect(dropped?.version).toMatch(/^\d+\.\d+\.\d+$/);
    expect(notHeld({ packages })).toEqual(["@swc/core-darwin-arm64"]);
  });
});
