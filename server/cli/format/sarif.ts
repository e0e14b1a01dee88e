import type { Report } from './report.ts';

export function formatSarif(_report: Report): string {
  return '{}';
}
