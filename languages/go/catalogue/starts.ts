/** What a command line runs once when a program is started by it, and what happens once in a process by its form. */
import type { Family, Selector } from '../../../analysis/catalogue/model.ts';

function fields(type: Selector, names: string): readonly Selector[] {
  return names.split(' ').map((name) => `${type}::${name}`);
}

const COBRA =
  'PersistentPreRun PersistentPreRunE PreRun PreRunE Run RunE PostRun PostRunE PersistentPostRun PersistentPostRunE';
const URFAVE = ['github.com/urfave/cli', 'github.com/urfave/cli/v2', 'github.com/urfave/cli/v3'];

export const starts: Family = {
  id: 'go.starts',
  language: 'go',
  checkedAgainst: [],
  starts: [
    'sync#Once::Do',
    'sync#OnceFunc',
    'sync#OnceValue',
    'sync#OnceValues',
    ...fields('github.com/traefik/paerser/cli#Command', 'Run'),
    ...fields('github.com/spf13/cobra#Command', COBRA),
    ...URFAVE.flatMap((module) => [
      ...fields(`${module}#Command`, 'Before Action After'),
      ...fields(`${module}#App`, 'Before Action After'),
    ]),
  ],
};
