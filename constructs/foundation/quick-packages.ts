import { readFileSync } from "node:fs";
import Module = require("node:module");

/** A module that is being loaded, as Node hands it to what loads files of a kind. */
interface Loading {
  exports: unknown;
  /** Compiles the text of a CommonJS module and runs it. */
  readonly _compile: (text: string, file: string) => void;
}

/** What loads a file, by the ending of its name. */
export type Loaders = Record<".js", (module: Loading, file: string) => void>;

/**
 * Files that only few runs need, with what is asked of them before anybody uses them: what packs assets into archives, and zod's messages in other languages
 * than English. Both bring many files with them.
 */
const onFirstUse: readonly (readonly [end: string, known: Readonly<Record<string, unknown>>])[] = [
  ["/node_modules/archiver/index.js", {}],
  ["/node_modules/zod/v4/locales/index.cjs", { __esModule: true }],
];

/**
 * Loads the files of packages without what nobody needs of them: their source maps, which are more than half of cdktf and its bindings, and what tsx looks
 * for in them to see whether it has something to translate. Our own files are loaded as ever, and errors name their lines.
 *
 * What is no CommonJS is left to the loader that was there.
 *
 * @see https://nodejs.org/api/modules.html#requireextensions
 */
export function loadPackagesQuickly(loaders: Loaders): void {
  const load = loaders[".js"];
  loaders[".js"] = (module, file) => {
    if (!file.includes("/node_modules/")) {
      load(module, file);
      return;
    }
    const later = onFirstUse.find(([end]) => file.endsWith(end));
    if (later === undefined) compile(module, file, load);
    else {
      const { exports } = module;
      module.exports = usedLater(later[1], () => {
        module.exports = exports;
        compile(module, file, load);
        return module.exports;
      });
    }
  };
}

function compile(module: Loading, file: string, load: Loaders[".js"]): void {
  try {
    module._compile(withoutSourceMap(readFileSync(file, "utf8")), file);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    load(module, file);
  }
}

/** Stands for what a module exports, a function or an object, until it is first used. */
function usedLater(known: Readonly<Record<string, unknown>>, load: () => unknown): unknown {
  let loaded: object | undefined;
  const exported = (): object => (loaded ??= load() as object); // a function is an object, too
  return new Proxy(() => undefined, {
    apply: (_, self, args) => Reflect.apply(exported() as () => unknown, self, args) as unknown,
    get: (_, key): unknown => (Object.hasOwn(known, key) ? known[String(key)] : Reflect.get(exported(), key)),
  });
}

/** The text without a comment on its last line that holds or names a source map. */
function withoutSourceMap(text: string): string {
  const start = text.lastIndexOf("\n//# sourceMappingURL=");
  return start >= 0 && !text.slice(start).trim().includes("\n") ? text.slice(0, start) : text;
}

loadPackagesQuickly((Module as unknown as { readonly _extensions: Loaders })._extensions); // @types/node leaves it out
