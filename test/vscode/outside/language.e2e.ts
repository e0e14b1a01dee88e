/** The packaged extension in an editor that speaks Chinese. */
import { shop } from '../workspaces.ts';
import { useWindow } from './setup.ts';

describe('in Chinese', () => {
  const open = useWindow(shop, { trusted: false, language: 'zh-cn' });

  it('the manifest speaks it', async () => {
    const window = open();
    await window.page.getByRole('tab', { name: 'Leaklint' }).click();
    await window.page.getByText('尚未发现泄漏').waitFor();
    await window.page.getByRole('button', { name: '扫描工作区', exact: true }).click();
    await window.leaks('orders.ts').waitFor();
    await window.screenshot('chinese');
  });

  it('the code speaks it', async () => {
    const window = open();
    await window.leaks('函数提前返回时，连接池客户端').click();
    await window.page.locator('.tab.active', { hasText: 'orders.ts' }).waitFor();
    await window.page.locator('.statusbar-item[id="status.languageStatus"]').click();
    await window.page.locator('.hover-language-status', { hasText: 'Leaklint（受限模式）' }).waitFor();
  });
});
