/** `fs.openSync(path, 'w');` → `fs.closeSync(fs.openSync(path, 'w'));`: opened for its effect alone. */

import { T } from '../../ast.ts';
import type { Draft, FixContext } from '../context.ts';
import { Edits } from '../edits.ts';
import { acquisitionOf, outermostValue } from '../held.ts';
import { releaseCode } from '../release.ts';

export function releaseDiscarded({ source, loss, say }: FixContext): Draft | undefined {
  // Whoever drops a server or a socket wants it to run; only files are opened to be created or touched.
  if (loss.kind !== 'file-handle' && loss.kind !== 'directory') return undefined;
  const call = acquisitionOf(source, loss);
  if (!call) return undefined;
  const { value, awaited } = outermostValue(source, call);
  const statement = source.parentOf(value);
  // Without `await` the promise of a handle is dropped, and with it every failure to open.
  if (statement?.type !== T.ExpressionStatement || (value !== call && !awaited)) return undefined;
  const text = source.textOf(value);
  const code = releaseCode(source, loss, call, awaited ? `(${text})` : text, call.range[0]);
  if (!code || (awaited ? value.type !== T.AwaitExpression : code.awaitable)) return undefined;
  // A line without semicolon in front would take the parenthesis as its arguments.
  if (awaited && !code.awaitable && source.style.semi === '') return undefined;
  const edits = new Edits(source);
  code.prepare(edits);
  const [start, end] = value.range;
  const at = code.expression.indexOf(text);
  edits.insert(start, (code.awaitable ? 'await ' : '') + code.expression.slice(0, at));
  edits.insert(end, code.expression.slice(at + text.length));
  const finished = edits.finish();
  return finished && { title: say('Close it at once'), edits: finished };
}
