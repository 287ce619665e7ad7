const { transform, roots, globalSetup, globalTeardown } = require("./jest.config.js");

/** Suites that look at the review's page in a real browser without a window. */
/** @type {import("jest").Config} */
module.exports = {
  testEnvironment: "node",
  transform,
  roots,
  globalSetup,
  globalTeardown,
  testMatch: ["**/*.browser.test.ts"],
  testTimeout: 60 * 1000,
  verbose: true,
};
