/** `workspace/executeCommand`: the page about fixes, which the menu of code actions links to. */
import { pathToFileURL } from 'node:url';
import { fixesPage } from '../../workspace/rule-page.ts';
import { ABOUT_FIXES } from '../convert.ts';
import type { Method } from '../method.ts';

export const executeCommand: Method = (session) => {
  session.connection.onExecuteCommand(async ({ command }) => {
    const page = fixesPage();
    if (command !== ABOUT_FIXES || page === null) return null;
    await session.connection.window.showDocument({ uri: pathToFileURL(page).href, takeFocus: true });
    return null;
  });
};
