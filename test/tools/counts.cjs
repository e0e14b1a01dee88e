'use strict';
const { appendFileSync } = require('node:fs');

/**
 * @typedef {{ readonly passes: number, readonly failures: number, readonly pending: number }} Counts
 */

/**
 * Prints how many tests passed and failed as the last line. Where continuous integration runs several kinds of
 * tests one after the other, it names a file in which they are kept instead, and adds them up itself.
 * @param {Counts} counts
 */
exports.printCounts = function printCounts({ passes, failures, pending }) {
  const file = process.env.LEAKLINT_COUNTS;
  if (file !== undefined && file !== '') {
    appendFileSync(file, `${passes} ${failures} ${pending}\n`);
    return;
  }
  const skipped = pending > 0 ? `, ${pending} skipped` : '';
  process.stdout.write(`${passes} passed, ${failures} failed${skipped}\n`);
};
