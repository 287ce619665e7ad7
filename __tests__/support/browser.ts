import { accessSync, constants } from "node:fs";
import path from "node:path";
import { type Browser, chromium } from "playwright-core";

const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];

/** Path of a browser that drives headless: the one that `CHROMIUM_PATH` names, or the first on the search path. */
function findBrowser(environment: NodeJS.ProcessEnv): string | undefined {
  const { CHROMIUM_PATH: named, PATH: folders = "" } = environment;
  const candidates = folders.split(path.delimiter).flatMap((folder) => names.map((name) => path.join(folder, name)));
  return [...(named === undefined || named === "" ? [] : [named]), ...candidates].find((file) => {
    try {
      accessSync(file, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

/** A suite that needs a browser. Where there is none it is skipped with a loud word, and fails in CI, where nobody would hear it. */
export function describeWithBrowser(name: string, suite: (launch: () => Promise<Browser>) => void): void {
  const executablePath = findBrowser(process.env);
  const missing = 'needs Chromium: put it on the search path, or its path into CHROMIUM_PATH; "npm run setup" says how to get it';
  if (executablePath !== undefined) {
    describe(name, () => {
      // A container runs as root, for whom Chromium has no sandbox; the page is the project's own.
      suite(() => chromium.launch({ executablePath, args: process.getuid?.() === 0 ? ["--no-sandbox"] : [] }));
    });
  } else if (process.env["CI"] === undefined) {
    process.stderr.write(`\nSKIPPED: "${name}" ${missing}.\n\n`);
    const skipped = describe.skip;
    skipped(name, () => {
      suite(() => Promise.reject(new Error(missing)));
    });
  } else {
    test(name, () => {
      throw new Error(missing);
    });
  }
}
