const common = require("./jest.config.js");

/**
 * Environments and catalogues that nobody wrote: drawn by chance, with every contract held against each; and with one setting changed, each in its
 * turn.
 */
/** @type {import("jest").Config} */
module.exports = {
  ...common,
  testMatch: ["**/*.properties.test.ts"],
  testPathIgnorePatterns: ["/node_modules/"],
  testTimeout: 10 * 60 * 1000,
  verbose: true,
};
