const common = require("./jest.config.js");

/** The mutation run: thousands of faults planted in what is synthesized, and every contract held against each. */
/** @type {import("jest").Config} */
module.exports = {
  ...common,
  testMatch: ["**/*.mutants.test.ts"],
  testPathIgnorePatterns: ["/node_modules/"],
  testTimeout: 5 * 60 * 1000,
  verbose: true,
};
