const asyncHooks = require("node:async_hooks");
const { default: Runtime } = require("jest-runtime");

const shared = /^(?:cdktf|constructs|@cdktf\/provider-aws|zod|commander)(?:\/|$)/;

/** What each file was compiled to in this worker, by its path. */
const compiled = new Map();

/** The storages of the test file that runs. Node would go through those of all files before it for every promise. */
const storages = new Set();

class Storage extends asyncHooks.AsyncLocalStorage {
  constructor(...options) {
    super(...options);
    storages.add(this);
  }
}

/**
 * Does once for a worker what it would otherwise do for each of more than a hundred test files.
 *
 * - The large packages that never change during a test run are loaded once. They live outside of the tests' context, as `node:fs` does: their
 *   errors are not `instanceof Error` there.
 * - Everything else, this project's modules above all, is compiled once and evaluated anew for each file, so that no file sees the state of another.
 */
module.exports = class SharingRuntime extends Runtime {
  constructor(config, environment, ...others) {
    super(config, environment, ...others);
    const { executor } = this;
    const compile = executor.compile.bind(executor);
    executor.compile = (source, file) => {
      const known = compiled.get(file);
      if (known?.source === source) return known.module;
      const module = compile(source, file);
      compiled.set(file, { source, module });
      return module;
    };
    // cdktf's matchers add themselves to the global `expect`.
    Object.defineProperty(globalThis, "expect", { configurable: true, get: () => environment.global.expect });
  }

  requireModuleOrMock(from, name) {
    return shared.test(name) ? require(require.resolve(name, { paths: [from] })) : super.requireModuleOrMock(from, name);
  }

  requireInternalModule(from, name) {
    return name === "node:async_hooks" ? { ...asyncHooks, AsyncLocalStorage: Storage } : super.requireInternalModule(from, name);
  }

  teardown() {
    super.teardown();
    for (const storage of storages) storage.disable();
    storages.clear();
  }
};
