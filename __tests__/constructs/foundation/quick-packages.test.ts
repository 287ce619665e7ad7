import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { loadPackagesQuickly, type Loaders } from "../../../constructs/foundation/quick-packages";

const folder = mkdtempSync(path.join(tmpdir(), "quick-packages-"));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** Loads a file that holds a text: what was compiled of it, and what was left to the loader that was there. */
function loaded(name: string, text: string, compile = (): void => undefined): { readonly compiled: string[]; readonly left: string[] } {
  const file = path.join(folder, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
  const [compiled, left]: [string[], string[]] = [[], []];
  const loaders: Loaders = { ".js": (_module, leftFile) => left.push(path.relative(folder, leftFile)) };

  loadPackagesQuickly(loaders);
  const _compile = (code: string): void => {
    compile();
    compiled.push(code);
  };
  loaders[".js"]({ exports: {}, _compile }, file);
  return { compiled, left };
}

const inline = "//# sourceMappingURL=data:application/json;base64,e30=";

describe("a file of a package", () => {
  test.each([
    ["inside of the last line", `exports.one = 1;\n${inline}`],
    ["before the end of the last line", `exports.one = 1;\n${inline}\n`],
    ["as a file's name", "exports.one = 1;\n//# sourceMappingURL=index.js.map"],
    ["nowhere", "exports.one = 1;"],
  ])("is compiled without its source map, which is %s", (_where, text) => {
    expect(loaded("node_modules/one/index.js", text)).toEqual({ compiled: ["exports.one = 1;"], left: [] });
  });

  test("is compiled whole when it only speaks of source maps", () => {
    const text = `exports.one = "\\\n${inline}";\nexports.two = 2;\n`;

    expect(loaded("node_modules/one/index.js", text)).toEqual({ compiled: [text], left: [] });
  });

  test("is left to the loader that was there when it is no CommonJS", () => {
    const refuse = (): never => {
      throw new SyntaxError("Unexpected token 'export'");
    };

    expect(loaded("node_modules/one/index.js", "export const one = 1;", refuse)).toEqual({
      compiled: [],
      left: ["node_modules/one/index.js"],
    });
  });

  test("fails as it would anywhere else", () => {
    const fail = (): never => {
      throw new TypeError("its own");
    };

    expect(() => loaded("node_modules/one/index.js", "fail();", fail)).toThrow("its own");
  });
});

describe("a file that few runs need", () => {
  /** What such a file exports, and how often it has been compiled, with what it sets `module.exports` to. */
  function exportedBy(name: string, exported: unknown): { readonly module: { exports: unknown }; readonly compiled: () => number } {
    const file = path.join(folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, "");
    const loaders: Loaders = { ".js": () => undefined };
    loadPackagesQuickly(loaders);
    let compiled = 0;
    const module = {
      exports: {} as unknown,
      _compile: () => {
        compiled += 1;
        module.exports = exported;
      },
    };
    loaders[".js"](module, file);
    return { module: { exports: module.exports }, compiled: () => compiled };
  }

  test("is compiled when what it exports is called, and once", () => {
    const { module, compiled } = exportedBy("node_modules/archiver/index.js", (kind: string) => `a ${kind}`);
    const before = compiled();

    const pack = module.exports as (kind: string) => string;

    expect([before, pack("zip"), pack("tar"), compiled()]).toEqual([0, "a zip", "a tar", 1]);
  });

  test("is compiled when one of its exports is read, and not when it is asked what it was written as", () => {
    const { module, compiled } = exportedBy("node_modules/zod/v4/locales/index.cjs", { fr: "French" });
    const locales = module.exports as { readonly __esModule: boolean; readonly fr: string };

    const written = [locales.__esModule, compiled()];

    expect([...written, locales.fr, compiled()]).toEqual([true, 0, "French", 1]);
  });
});

describe("a file of ours", () => {
  test("is left to the loader that was there, with its source map", () => {
    expect(loaded("constructs/one.js", `exports.one = 1;\n${inline}`)).toEqual({ compiled: [], left: ["constructs/one.js"] });
  });
});
