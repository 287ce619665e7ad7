/**
 * What is said of the synthesized output and of the parts that make it. Suites that run whole commands or start processes, need the emulator or a
 * browser, or take a minute end in `.process.test.ts`, `.emulator.test.ts`, `.browser.test.ts`, `.mutants.test.ts` and `.properties.test.ts`, and
 * have configurations of their own.
 */
/** @type {import("jest").Config} */
module.exports = {
  testEnvironment: "<rootDir>/__tests__/support/runner/environment.js",
  runtime: "<rootDir>/__tests__/support/runner/runtime.js",
  roots: ["<rootDir>/__tests__"],
  testMatch: ["**/*.test.ts"],
  testPathIgnorePatterns: ["/node_modules/", "\\.(browser|emulator|mutants|process|properties)\\.test\\.ts$"],
  transform: { "\\.ts$": ["@swc/jest", { jsc: { parser: { syntax: "typescript" }, target: "es2022" }, module: { type: "commonjs" } }] },
  // Looked up in the context, each use of a global costs a hundred times what it costs elsewhere. These are handed to every module instead.
  sandboxInjectedGlobals: ["Object", "Array", "Map", "Set", "WeakMap", "JSON", "RegExp", "String", "Number"],
  globalSetup: "<rootDir>/__tests__/support/begin-synthesis.js",
  globalTeardown: "<rootDir>/__tests__/support/end-synthesis.js",
  testSequencer: "<rootDir>/__tests__/support/constructs-first.js",
  // Some suites start processes, on machines that may have other things to do.
  testTimeout: 60_000,
  // Jest leaves a core to others, and on a machine with two that halves the speed.
  maxWorkers: "100%",
};
