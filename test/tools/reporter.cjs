'use strict';
/**
 * Mocha's dots and failures, then one plain line with the counts, computed from what really ran. It is the
 * last line of `npm test`, so that people and machines find it.
 */
const { reporters, Runner } = require('mocha');
const { printCounts } = require('./counts.cjs');

module.exports = class CountingReporter extends reporters.Dot {
  constructor(runner, options) {
    super(runner, options);
    // Registered after the parent's, so the line comes after its list of failures.
    runner.once(Runner.constants.EVENT_RUN_END, () => printCounts(this.stats));
  }
};
