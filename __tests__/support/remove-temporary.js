const { rmSync } = require("node:fs");

/** Removes the temporary folder that `synthesize-once.js` made. */
module.exports = function removeTemporary() {
  rmSync(process.env.TMPDIR, { recursive: true, force: true });
};
