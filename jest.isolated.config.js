const common = require("./jest.config.js");

/** The suites of `jest.config.js`, every file with modules of its own, and what they cover. */
/** @type {import("jest").Config} */
module.exports = {
  ...common,
  runner: "jest-runner",
  transform: { "\\.ts$": ["@swc/jest", { jsc: { parser: { syntax: "typescript" }, target: "es2022" }, module: { type: "commonjs" } }] },
  collectCoverage: true,
  collectCoverageFrom: ["main.ts", "{environments,stacks,constructs,review,terraform,emulator,scripts}/**/*.ts"],
  coverageThreshold: { global: { statements: 90, branches: 90, functions: 90, lines: 90 } },
};
