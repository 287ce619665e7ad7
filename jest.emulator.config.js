const { transform, testEnvironment } = require("./jest.isolated.config.js");

/** Suites that run the real Terraform against the AWS emulator. One after the other: each of them fills the machine by itself. */
/** @type {import("jest").Config} */
module.exports = {
  testEnvironment,
  transform,
  roots: ["<rootDir>/__tests__"],
  testMatch: ["**/*.emulator.test.ts"],
  maxWorkers: 1,
  testTimeout: 45 * 60 * 1000,
  verbose: true,
};
