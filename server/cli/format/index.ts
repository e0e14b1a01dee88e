import { formatGithub } from './github.ts';
import { formatHtml } from './html/index.ts';
import { formatJson } from './json.ts';
import { formatJunit } from './junit.ts';
import type { Formatter } from './report.ts';
import { formatSarif } from './sarif.ts';
import { formatText } from './text.ts';

export type FormatName = 'text' | 'json' | 'sarif' | 'github' | 'junit' | 'html';

export const formatters: Readonly<Record<FormatName, Formatter>> = {
  text: formatText,
  json: formatJson,
  sarif: formatSarif,
  github: formatGithub,
  junit: formatJunit,
  html: (report) => formatHtml(report),
};
