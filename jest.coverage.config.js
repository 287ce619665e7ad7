const common = require("./jest.config.js");

/** The suites of `jest.config.js`, and what they cover. */
/** @type {import("jest").Config} */
module.exports = {
  ...common,
  collectCoverage: true,
  collectCoverageFrom: ["main.ts", "{environments,stacks,constructs,review,terraform,emulator,scripts}/**/*.ts"],
  coverageThreshold: { global: { statements: 90, branches: 90, functions: 90, lines: 90 } },
};
