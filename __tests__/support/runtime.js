const { default: Runtime } = require("jest-runtime");

const shared = /^(?:cdktf|constructs|@cdktf\/provider-aws|zod|commander)(?:\/|$)/;

/**
 * Loads the large packages that never change during a test run once for a worker, and not once for each of more than a hundred test files.
 *
 * They live outside of the test's own context, as `node:fs` does: their errors are not `instanceof Error` there. Whatever this project says of
 * itself is loaded anew for each file, as ever.
 */
module.exports = class SharedPackagesRuntime extends Runtime {
  constructor(config, environment, ...others) {
    super(config, environment, ...others);
    // cdktf's matchers add themselves to the global `expect`.
    Object.defineProperty(globalThis, "expect", { configurable: true, get: () => environment.global.expect });
  }

  requireModuleOrMock(from, name) {
    return shared.test(name) ? require(require.resolve(name, { paths: [from] })) : super.requireModuleOrMock(from, name);
  }
};
