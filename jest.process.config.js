const common = require("./jest.config.js");

/**
 * The commands as wholes, with fake tools for Terraform, Python and Docker; synthesis as a process of its own; and what hosts and containers start
 * with.
 */
/** @type {import("jest").Config} */
module.exports = { ...common, testMatch: ["**/*.process.test.ts"], testPathIgnorePatterns: ["/node_modules/"] };
