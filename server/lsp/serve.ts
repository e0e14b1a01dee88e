/** Registers all methods on a connection. */
import type { Connection } from 'vscode-languageserver';
import type { Method } from './method.ts';
import { codeAction } from './methods/code-action.ts';
import { codeActionResolve } from './methods/code-action-resolve.ts';
import { debugInformation } from './methods/debug-information.ts';
import { didChangeConfiguration } from './methods/did-change-configuration.ts';
import { didChangeWatchedFiles } from './methods/did-change-watched-files.ts';
import { documentDiagnostic } from './methods/document-diagnostic.ts';
import { effectiveConfiguration } from './methods/effective-configuration.ts';
import { explain } from './methods/explain.ts';
import { findings } from './methods/findings.ts';
import { executeCommand } from './methods/execute-command.ts';
import { fixable } from './methods/fixable.ts';
import { hover } from './methods/hover.ts';
import { initialize } from './methods/initialize.ts';
import { initialized } from './methods/initialized.ts';
import { report } from './methods/report.ts';
import { scan } from './methods/scan.ts';
import { workspaceDiagnostic } from './methods/workspace-diagnostic.ts';
import { Session, type SessionOptions } from './session.ts';

export type ServeOptions = SessionOptions;

const methods: readonly Method[] = [
  initialize,
  initialized,
  didChangeConfiguration,
  didChangeWatchedFiles,
  documentDiagnostic,
  workspaceDiagnostic,
  codeAction,
  codeActionResolve,
  hover,
  scan,
  findings,
  fixable,
  executeCommand,
  explain,
  effectiveConfiguration,
  report,
  debugInformation,
];

/** Serves a connection that is not listening yet. Gives what ends all work. */
export function serve(connection: Connection, options: ServeOptions): () => void {
  const session = new Session(connection, options);
  for (const method of methods) method(session);
  connection.onShutdown(() => session.stop());
  return () => session.stop();
}
