const asyncHooks = require("node:async_hooks");
const { default: Runtime } = require("jest-runtime");

const shared =
  /^(?:cdktf|constructs|@cdktf\/provider-aws|zod|commander|fast-xml-parser|ip-address|markdown-it|yaml|@dagrejs\/dagre|@aws-sdk\/[\w-]+)(?:\/|$)/;

// The clients of AWS are among them, and as quiet as `terraform/quiet-clients.ts` wants them.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = "true";

/** What each file was translated from and to in this worker, by its path; and what that was compiled to. */
const translated = new Map();
const compiled = new Map();

/** What is known for a file with this text; it is made when there is nothing, or for another text. */
function keptFor(known, file, text, make) {
  const kept = known.get(file);
  if (kept?.text === text) return kept.made;
  const made = make();
  known.set(file, { text, made });
  return made;
}

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
 * - Everything else, this project's modules above all, is translated and compiled once and evaluated anew for each file, so that no file sees the state of another.
 */
module.exports = class SharingRuntime extends Runtime {
  constructor(config, environment, ...others) {
    super(config, environment, ...others);
    const { executor } = this;
    const { scriptTransformer: transformer } = this.transformCache;
    const [compile, transform] = [executor.compile.bind(executor), transformer.transform.bind(transformer)];
    executor.compile = (text, file) => keptFor(compiled, file, text, () => compile(text, file));
    transformer.transform = (file, options, text) => keptFor(translated, file, text, () => transform(file, options, text));
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
