const { rmSync } = require("node:fs");

/** Removes what `synthesize-once.js` made. */
module.exports = function removeSynthesized() {
  rmSync(process.env.OHI_SYNTHESIZED, { recursive: true, force: true });
};
