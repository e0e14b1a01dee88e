/**
 * os/exec and os. The pipes of a command (`StdoutPipe` …) are closed by `Wait`, so whoever waits has seen to them;
 * `Run`, `Output` and `CombinedOutput` start and wait at once.
 */
import type { Family } from '../../../analysis/catalogue/model.ts';
import { made, opened, page } from './shared.ts';

const ZOMBIE = 'stays as a zombie with its pipes and the goroutines that read them';

export const process: Family = {
  id: 'go.process',
  language: 'go',
  checkedAgainst: [],
  resources: [
    {
      id: 'go.exec.Cmd',
      kind: 'child-process',
      noun: 'process',
      rule: 'undisposed-loop',
      cost: ZOMBIE,
      types: ['os/exec#Cmd'],
      releases: [{ method: 'Wait' }],
      // Killing or letting go of the process is the other way of being done with it.
      members: ['Process'],
      discipline: 'self-ending',
      documentation: page('os/exec', 'Cmd.Start'),
    },
    {
      id: 'go.os.Process',
      kind: 'child-process',
      noun: 'process',
      rule: 'undisposed-loop',
      cost: ZOMBIE,
      types: ['os#Process'],
      releases: [{ method: 'Wait' }, { method: 'Release', secondary: true }],
      discipline: 'self-ending',
      documentation: page('os', 'Process.Wait'),
    },
  ],
  acquisitions: [
    made('os/exec#Command', 'go.exec.Cmd', { heldFrom: ['Start'], heldFromFails: true }),
    // It is killed where its context ends.
    made('os/exec#CommandContext', 'go.exec.Cmd', {
      heldFrom: ['Start'],
      heldFromFails: true,
      under: { argument: 0 },
    }),
    opened('os#StartProcess', 'go.os.Process'),
  ],
};
