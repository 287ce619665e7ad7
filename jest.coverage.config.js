const common = require("./jest.config.js");

/** Everything that needs only Node, with the share of the code that it runs. */
/** @type {import("jest").Config} */
module.exports = {
  ...common,
  testPathIgnorePatterns: ["/node_modules/", "\\.(browser|emulator|mutants|properties)\\.test\\.ts$"],
  collectCoverage: true,
  collectCoverageFrom: ["main.ts", "{compiled,environments,stacks,constructs,review,terraform,emulator,scripts}/**/*.ts"],
  coverageThreshold: { global: { statements: 90, branches: 90, functions: 90, lines: 90 } },
};
