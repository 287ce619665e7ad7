/**
 * Everything that needs only Node, as fast as it goes: test files of a worker share their modules, and Node reads TypeScript by tsx.
 * `jest.isolated.config.js` runs the same with every file by itself and measures coverage. Suites that need the emulator, a browser or a
 * minute end in `.emulator.test.ts`, `.browser.test.ts` and `.mutants.test.ts` and have configurations of their own.
 */
if (!process.execArgv.includes("tsx")) process.execArgv.push("--import", "tsx"); // workers are started as this process was

/** @type {import("jest").Config} */
module.exports = {
  testEnvironment: "node",
  roots: ["<rootDir>/__tests__"],
  testMatch: ["**/*.test.ts"],
  testPathIgnorePatterns: ["/node_modules/", "\\.(browser|emulator|mutants)\\.test\\.ts$"],
  runner: ["jest-light-runner", { runtime: "child_process" }],
  transform: {},
  globalSetup: "<rootDir>/__tests__/support/synthesize-once.js",
  globalTeardown: "<rootDir>/__tests__/support/remove-temporary.js",
  // Some suites start processes, on machines that may have other things to do.
  testTimeout: 60_000,
  // Jest leaves a core to others, and on a machine with two that halves the speed.
  maxWorkers: "100%",
};
