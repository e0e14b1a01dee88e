/** The packaged extension with a language whose grammar has to be in the package too. */
import { javaProject } from '../workspaces.ts';
import { useWindow } from './setup.ts';

describe('in Java', () => {
  const open = useWindow(javaProject, { trusted: false });

  it('files are checked', async () => {
    const window = open();
    await window.openFile('Head.java');
    await window.squiggles().first().waitFor();
    await window.screenshot('java');
  });
});
