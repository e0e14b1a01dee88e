/** What a command line runs once when a program is started by it. */
import type { Family } from '../../../analysis/catalogue/model.ts';

export const starts: Family = {
  id: 'python.starts',
  language: 'python',
  checkedAgainst: [],
  // Functions among the defaults of a command: `parser.set_defaults(run=listed)`, and then `arguments.run(arguments)`.
  starts: ['argparse#Namespace::*'],
};
