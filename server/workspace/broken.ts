/** Functions that were not analysed because of syntax errors: nothing is given up silently. */
import type { GivenUp } from '../../analysis/finding.ts';
import type { FileFlow } from '../../analysis/flow/graph.ts';

export function brokenParts(flow: FileFlow): readonly GivenUp[] {
  return flow.functions
    .filter(({ broken }) => broken)
    .map(({ range }): GivenUp => {
      const within = flow.syntaxErrors.find(
        (error) => range.start <= error.range.start && error.range.start <= range.end,
      );
      const message = within?.message ?? 'syntax error';
      const deep = /call stack|nested|too deep/i.test(message);
      return {
        file: flow.path,
        range,
        reason: deep ? 'too-deep' : 'syntax-error',
        detail: deep ? 'the code is nested too deeply' : message,
      };
    });
}
