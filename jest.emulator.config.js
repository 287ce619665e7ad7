const { transform, globalSetup, globalTeardown } = require("./jest.config.js");

/** Suites that run the real Terraform against the AWS emulator. Three at a time: most of what the provider does is waiting. */
/** @type {import("jest").Config} */
module.exports = {
  testEnvironment: "node",
  transform,
  globalSetup,
  globalTeardown,
  roots: ["<rootDir>/__tests__"],
  testMatch: ["**/*.emulator.test.ts"],
  testSequencer: "<rootDir>/__tests__/support/longest-first.js",
  maxWorkers: 3,
  testTimeout: 45 * 60 * 1000,
  verbose: true,
};
