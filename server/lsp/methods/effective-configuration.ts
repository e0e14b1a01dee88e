/** `leaklint/effectiveConfiguration`: what is in force for a file, and where each value comes from. */
import type { Requests } from '../../../protocol/index.ts';
import { CannotRun } from '../../workspace/notice.ts';
import { effectiveSettings } from '../../workspace/config/effective.ts';
import type { Method } from '../method.ts';
import { defaults } from '../settings.ts';
import { pathOf } from '../uris.ts';

type Wanted = Requests['leaklint/effectiveConfiguration'];

export const effectiveConfiguration: Method = (session) => {
  session.connection.onRequest(
    'leaklint/effectiveConfiguration',
    async ({ uri }: Wanted['params']): Promise<Wanted['result']> => {
      await session.ready(uri);
      const path = session.documents.get(uri)?.path ?? pathOf(uri);
      if (path === null)
        return { settings: [], problems: [session.workspace.locale.say('This is no file.')] };
      const standard = new Map<string, unknown>(Object.entries(defaults));
      const editor = Object.entries(session.valuesOf(path)).map(([name, value]: [string, unknown]) => ({
        name: `leaklint.${name}`,
        value: JSON.stringify(value),
        source: standard.get(name) === value ? 'default' : 'editor settings',
      }));
      try {
        const { config } = session.workspace.scopeOf(path);
        return { settings: [...effectiveSettings(config), ...editor], problems: problemsOf() };
      } catch (error) {
        if (!(error instanceof CannotRun)) throw error;
        return { settings: editor, problems: [error.message] };
      }
    },
  );

  function problemsOf(): string[] {
    return session.workspace.problems().map(({ message }) => message);
  }
};
