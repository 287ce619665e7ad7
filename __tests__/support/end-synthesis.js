/** Ends what `begin-synthesis.js` began. Jest runs both in one process. */
module.exports = function endSynthesis() {
  return require("./begin-synthesis.js").end();
};
