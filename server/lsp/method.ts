/** What methods share. */
import { LSPErrorCodes, ResponseError, type CancellationToken } from 'vscode-languageserver';
import type { Session } from './session.ts';

/** Registers the handlers of one method. */
export type Method = (session: Session) => void;

/** Throws the answer that the protocol wants of a request that was cancelled. */
export function stopIfCancelled(token: CancellationToken): void {
  if (token.isCancellationRequested) throw new ResponseError(LSPErrorCodes.RequestCancelled, 'Cancelled.');
}

/** The document has another text than the request was about. */
export function outdated(): ResponseError {
  return new ResponseError(LSPErrorCodes.ContentModified, 'The document has changed meanwhile.');
}
