import childProcess = require("node:child_process");
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { bundlesOf } from "../../compiled/bundles";
import { withCompiled } from "../../compiled/program";

const root = path.resolve(__dirname, "../..");
const module_ = "stacks/greeting.ts";

/** A project whose module `stacks/greeting.ts` greets, in the words of a construct and a package. */
class Project {
  public readonly folder = mkdtempSync(path.join(tmpdir(), "compiled-"));

  public constructor() {
    this.write("compiled/how.ts", "");
    this.write("environments/names.ts", 'export const name: string = "Ada";');
    this.write("constructs/foundation/words.ts", 'export const hello: string = "Hello";\nexport const folder = __dirname;');
    this.write(
      module_,
      'import { mark } from "marks";\nimport { sep } from "node:path";\nimport { folder, hello } from "../constructs/foundation/words";\n' +
        'import { name } from "../environments/names";\nexport const greeting = `${hello}, ${name}${mark}`;\nexport const place = folder.split(sep);',
    );
    this.write("tsconfig.json", "{}");
    this.write("package.json", "{}");
    this.write("node_modules/marks/package.json", '{ "name": "marks", "main": "index.js" }');
    this.install("!");
  }

  public write(file: string, text: string): void {
    const whole = path.join(this.folder, file);
    mkdirSync(path.dirname(whole), { recursive: true });
    writeFileSync(whole, text);
  }

  public install(mark: string): void {
    this.write("node_modules/marks/index.js", `exports.mark = ${JSON.stringify(mark)};`);
    this.write("node_modules/.package-lock.json", JSON.stringify({ packages: { "node_modules/marks": { version: mark } } }));
  }

  public greeting(): string {
    return withCompiled(this.folder, module_, (exported) => (exported as { readonly greeting: string }).greeting);
  }

  public get cache(): string {
    return path.join(this.folder, "node_modules/.cache/compiled");
  }

  /** What is kept, by kind. */
  public kept(): string[] {
    return readdirSync(this.cache).map((name) => name.slice(0, name.indexOf("-")));
  }
}

/** What a process of its own prints: V8 remembers within one. */
function printed(program: string): unknown {
  return JSON.parse(childProcess.execFileSync(process.execPath, ["--import", "tsx", "--eval", program], { cwd: root, encoding: "utf8" }));
}

function greetingElsewhere({ folder }: Project): unknown {
  return printed(`
    const { withCompiled } = require("./compiled/program");
    withCompiled(${JSON.stringify(folder)}, "${module_}", ({ greeting }) => console.log(JSON.stringify(greeting)));`);
}

/** Whether V8 takes the code of an earlier process for the module, and for the packages. */
function areKept({ folder }: Project): unknown {
  return printed(`
    const { bundlesOf } = require("./compiled/bundles");
    const { KeptScript } = require("./compiled/kept-script");
    const { own, packages } = bundlesOf(${JSON.stringify(folder)}, "${module_}");
    console.log(JSON.stringify([own, packages].map((file) => new KeptScript(file).isKept)));`);
}

/** A bundle and what lies beside it. */
function filesBeside(bundle: string): string[] {
  const folder = path.dirname(bundle);
  return readdirSync(folder).map((name) => path.join(folder, name));
}

const projects: Project[] = [];

function newProject(): Project {
  const project = new Project();
  projects.push(project);
  return project;
}

afterAll(() => {
  for (const { folder } of projects) rmSync(folder, { recursive: true });
});

describe("a compiled module", () => {
  test("does what its sources say, and what they import of packages", () => {
    expect(newProject().greeting()).toBe("Hello, Ada!");
  });

  test("is told to lie where repository.ts does", () => {
    const project = newProject();

    const place = withCompiled(project.folder, module_, (exported) => (exported as { readonly place: readonly string[] }).place);

    expect(place.join(path.sep)).toBe(path.join(project.folder, "constructs/foundation"));
  });

  test("is bundled and compiled once", () => {
    const project = newProject();
    const before = areKept(project);
    greetingElsewhere(project);
    const { own, packages } = bundlesOf(project.folder, module_);
    const files = [...filesBeside(own), ...filesBeside(packages)];
    const made = files.map((file) => statSync(file).mtimeMs);

    const again = greetingElsewhere(project);

    expect([before, again, areKept(project)]).toEqual([[false, false], "Hello, Ada!", [true, true]]);
    expect([...filesBeside(own), ...filesBeside(packages)]).toEqual(files);
    expect(files.map((file) => statSync(file).mtimeMs)).toEqual(made);
  });

  test.each([
    [
      "a file that it imports",
      "constructs/foundation/words.ts",
      'export const hello = "Good morning";\nexport const folder = "";',
      "Good morning, Ada!",
    ],
    ["a setting", "environments/names.ts", 'export const name = "Ben";', "Hello, Ben!"],
    ["the module itself", module_, 'export const greeting = "Goodbye";', "Goodbye"],
  ])("is bundled again for a change of %s", (_what, file, text, expected) => {
    const project = newProject();
    project.greeting();
    const before = bundlesOf(project.folder, module_);

    project.write(file, text);

    expect(project.greeting()).toBe(expected);
    expect([bundlesOf(project.folder, module_).own === before.own, existsSync(before.own)]).toEqual([false, false]);
  });

  test.each(["compiled/how.ts", "package.json", "tsconfig.json", "constructs/new.yaml", "stacks/deep/er/new.ts"])(
    "is bundled again for another %s",
    (file) => {
      const project = newProject();
      project.greeting();
      const before = bundlesOf(project.folder, module_);

      project.write(file, '{ "compilerOptions": {} }');

      expect(bundlesOf(project.folder, module_).own).not.toBe(before.own);
    },
  );

  test("is bundled again when two files swap what is in them", () => {
    const project = newProject();
    project.write("environments/others.ts", 'export const name: string = "Eve";');
    const names = ["names", "others"].map((name) => path.join(project.folder, `environments/${name}.ts`));
    const [ours = "", others = ""] = names.map((name) => readFileSync(name, "utf8"));
    project.greeting();

    project.write("environments/names.ts", others);
    project.write("environments/others.ts", ours);

    expect(project.greeting()).toBe("Hello, Eve!");
  });

  test("is bundled again with packages when others are installed, and only the last bundles are kept", () => {
    const project = newProject();
    project.greeting();

    project.install("?");

    expect(project.greeting()).toBe("Hello, Ada?");
    expect(project.kept().toSorted()).toEqual(["own", "packages"]);
  });

  test("leaves the packages' bundle as it is when only sources change", () => {
    const project = newProject();
    const before = bundlesOf(project.folder, module_).packages;

    project.write("environments/names.ts", 'export const name = "Ben";');

    expect(bundlesOf(project.folder, module_).packages).toBe(before);
  });

  test("is compiled again when what was kept is damaged", () => {
    const project = newProject();
    greetingElsewhere(project);
    const [code = ""] = filesBeside(bundlesOf(project.folder, module_).own).filter((name) => name.includes(".js."));

    writeFileSync(code, "damaged");

    expect([areKept(project), greetingElsewhere(project), areKept(project)]).toEqual([[false, true], "Hello, Ada!", [true, true]]);
  });

  test("keeps nothing when its user fails", () => {
    const project = newProject();

    expect(() =>
      withCompiled(project.folder, module_, () => {
        throw new TypeError("its own");
      }),
    ).toThrow("its own");
    expect(areKept(project)).toEqual([false, false]);
  });

  test("is used when its code cannot be kept", () => {
    const project = newProject();

    const greeting = withCompiled(project.folder, module_, (exported) => {
      rmSync(project.cache, { recursive: true });
      return (exported as { readonly greeting: string }).greeting;
    });

    expect(greeting).toBe("Hello, Ada!");
  });
});

describe("a module that cannot be compiled", () => {
  test("is refused when a source is no TypeScript, and nothing is kept", () => {
    const project = newProject();
    project.write("environments/names.ts", "export const = ;");

    expect(() => project.greeting()).toThrow("esbuild");
    expect(project.kept()).toEqual([]);
  });

  test("is refused when a source changes meanwhile, so that no bundle is taken for that of other sources", () => {
    const project = newProject();
    const { execFileSync: run } = childProcess;
    const spy = jest.spyOn(childProcess, "execFileSync").mockImplementationOnce((...args) => {
      const output = run(...args);
      project.write("environments/names.ts", 'export const name = "Ben";');
      return output;
    });

    expect(() => project.greeting()).toThrow("a source has changed while it was bundled");
    spy.mockRestore();
    expect(project.kept()).toEqual([]);
    expect(project.greeting()).toBe("Hello, Ben!");
  });

  test("is refused when nothing can be written", () => {
    const project = newProject();
    project.write("node_modules/.cache", "a file");

    expect(() => project.greeting()).toThrow(/ENOTDIR|EEXIST/);
  });
});

describe("this project", () => {
  test("has a synthesis that can be compiled", () => {
    expect(withCompiled(root, "stacks/synthesis.ts", (exported) => Object.keys(exported as object))).toEqual(["synthesizePlatform"]);
  });
});
