const common = require("./jest.config.js");

/** The commands as wholes, with fake tools for Terraform, Python and Docker; and synthesis as a process of its own. */
/** @type {import("jest").Config} */
module.exports = { ...common, testMatch: ["**/*.process.test.ts"], testPathIgnorePatterns: ["/node_modules/"] };
