/** `workspace/didChangeConfiguration`: the editor's settings changed. */
import type { Method } from '../method.ts';

export const didChangeConfiguration: Method = (session) => {
  session.connection.onDidChangeConfiguration(async ({ settings }) => {
    session.settings.receive(settings);
    await session.settings.refresh();
    session.reports.redraw();
    session.announcer.refresh();
  });
};
