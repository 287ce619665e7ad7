import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import Module = require("node:module");
import { cachedDataVersionTag } from "node:v8";
import { Script } from "node:vm";

/** Asks for a module by its name. */
type Require = (name: string) => unknown;

/** What Node makes of the text of a CommonJS module. */
type Wrapper = (exports: unknown, require: Require, module: { readonly exports: unknown }, file: string, directory: string) => void;

/** A CommonJS module in ASCII, with the code that V8 made of it in an earlier process. */
export class KeptScript {
  private readonly script: Script;
  /** Another version of V8, or one with other flags, has its own. */
  private readonly code: string;

  /** @throws Error when the file is not there, or is no JavaScript. */
  public constructor(private readonly file: string) {
    this.code = `${file}.${cachedDataVersionTag()}`;
    const cachedData = existsSync(this.code) ? { cachedData: readFileSync(this.code) } : {};
    this.script = new Script(Module.wrap(readFileSync(file, "latin1")), { filename: file, ...cachedData });
  }

  /** Whether V8 took the code of an earlier process. */
  public get isKept(): boolean {
    return this.script.cachedDataRejected === false;
  }

  /**
   * Runs the module.
   *
   * @param directory what it is told to lie in
   * @returns what it exports
   */
  public evaluate(require: Require, directory: string): unknown {
    const module = { exports: {} };
    const wrapper = this.script.runInThisContext() as Wrapper; // as Node wraps it
    wrapper(module.exports, require, module, this.file, directory);
    return module.exports;
  }

  /** Keeps the code of what has run until now, for the next process. */
  public keep(): void {
    if (this.isKept) return;
    const draft = `${this.code}.${process.pid}`;
    writeFileSync(draft, this.script.createCachedData());
    renameSync(draft, this.code);
  }
}
