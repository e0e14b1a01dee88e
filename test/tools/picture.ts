/** The README's picture: what `leaklint scan` really prints for a file of the sample project, as SVG. */
import { run } from '../../server/cli/run.ts';
import { inProject } from './project.ts';

const FONT_SIZE = 13;
const LINE_HEIGHT = 19;
/** Width of a character of the usual monospaced fonts, as a part of their size. */
const ADVANCE = 0.602;
const PADDING = 18;
const TITLE_HEIGHT = 34;

/** By ANSI code; the default comes from the text itself. */
const colours: Readonly<Record<string, string>> = {
  '31': '#ff7b72',
  '32': '#7ee787',
  '33': '#e3b341',
  '34': '#79c0ff',
  '36': '#76e3ea',
};

interface Style {
  colour: string | null;
  bold: boolean;
  dim: boolean;
}

/** Runs the command and draws its output. */
export async function picture(): Promise<string> {
  const args = ['scan', 'src/report.ts', 'src/orders.ts'];
  let output = '';
  const sink = { isTerminal: false, columns: null, write: () => undefined };
  await run([...args, '--no-cache'], {
    cwd: inProject('test/sample'),
    env: { FORCE_COLOR: '1' },
    stdout: { ...sink, write: (text) => (output += text) },
    stderr: sink,
    stdin: () => '',
  });
  return draw(['leaklint', ...args].join(' '), output.trimEnd().split('\n'));
}

function draw(command: string, lines: readonly string[]): string {
  const widest = Math.max(...lines.map((line) => plain(line).length));
  const width = Math.ceil(widest * FONT_SIZE * ADVANCE) + 2 * PADDING;
  const height = TITLE_HEIGHT + (lines.length + 2) * LINE_HEIGHT + PADDING;
  const rows = [`<tspan fill="#7ee787">$</tspan> ${escapeXml(command)}`, '', ...lines.map(styled)].map(
    (row, index) => `<text x="${PADDING}" y="${TITLE_HEIGHT + (index + 1) * LINE_HEIGHT}">${row}</text>`,
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" xml:space="preserve" role="img" aria-label="What leaklint scan prints">
<style>text { font: ${FONT_SIZE}px ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace; fill: #e6edf3; white-space: pre; }</style>
<rect width="${width}" height="${height}" rx="8" fill="#0d1117"/>
<circle cx="20" cy="18" r="6" fill="#ff5f57"/><circle cx="40" cy="18" r="6" fill="#febc2e"/><circle cx="60" cy="18" r="6" fill="#28c840"/>
${rows.join('\n')}
</svg>
`;
}

/** One line with its colours as spans. */
function styled(line: string): string {
  const style: Style = { colour: null, bold: false, dim: false };
  // Between two escape codes the style stays the same.
  return line
    .split(/\u001B\[(\d+)m/)
    .map((part, index) => {
      if (index % 2 === 0) return part === '' ? '' : span(part, style);
      apply(part, style);
      return '';
    })
    .join('');
}

function apply(code: string, style: Style): void {
  if (code === '1') style.bold = true;
  else if (code === '2') style.dim = true;
  else if (code === '22') style.bold = style.dim = false;
  else style.colour = colours[code] ?? null;
}

function span(text: string, { colour, bold, dim }: Style): string {
  const attributes = [
    colour === null ? '' : ` fill="${colour}"`,
    bold ? ' font-weight="bold"' : '',
    dim && colour === null ? ' fill="#8b949e"' : '',
  ].join('');
  return attributes === '' ? escapeXml(text) : `<tspan${attributes}>${escapeXml(text)}</tspan>`;
}

function plain(line: string): string {
  return line.replace(/\u001B\[\d+m/g, '');
}

function escapeXml(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}
