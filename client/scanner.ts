/** Scans that the user asked for: one at a time, and to be cancelled from the Leaks view. */
import * as vscode from 'vscode';
import type { ScanResult } from '../protocol/index.ts';
import type { Server } from './server.ts';

export class Scanner implements vscode.Disposable {
  readonly #server: Server;
  #running: vscode.CancellationTokenSource | undefined;

  constructor(server: Server) {
    this.#server = server;
  }

  /**
   * Scans all workspace folders, or what lies below `uri`. The server shows progress. A scan that still runs is
   * cancelled first. Gives null where it was cancelled before it answered.
   */
  async scan(uri?: vscode.Uri): Promise<ScanResult | null> {
    this.cancel();
    const source = (this.#running = new vscode.CancellationTokenSource());
    await setScanning(true);
    try {
      const params = uri === undefined ? {} : { uri: uri.toString() };
      // The server says how far it is; the view only shows that something goes on.
      return await vscode.window.withProgress({ location: { viewId: 'leaklint.leaks' } }, () =>
        this.#server.request('leaklint/scan', params, source.token),
      );
    } catch (error) {
      if (source.token.isCancellationRequested) return null;
      throw error;
    } finally {
      source.dispose();
      if (this.#running === source) {
        this.#running = undefined;
        await setScanning(false);
      }
    }
  }

  /** Cancels the scan that runs, if one does. */
  cancel(): void {
    this.#running?.cancel();
  }

  dispose(): void {
    this.cancel();
  }
}

/** The view's title shows «refresh» or «cancel» by this. */
async function setScanning(scanning: boolean): Promise<void> {
  await vscode.commands.executeCommand('setContext', 'leaklint.scanning', scanning);
}
