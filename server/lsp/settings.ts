/**
 * The settings of editors, section `leaklint`: said once, here. What `package.json`, its translations and
 * `docs/settings.md` say of them is written from this list by `npm run generate`.
 */
export interface Setting {
  /** Without the section. */
  readonly name: string;
  readonly type: 'boolean' | 'string' | 'number';
  readonly default: boolean | string | number;
  readonly enum?: readonly string[];
  readonly minimum?: number;
  /** `resource`: may differ from folder to folder. */
  readonly scope: 'resource' | 'window';
  /** Who reads it. */
  readonly side: 'server' | 'client';
  /** One or two sentences. */
  readonly description: string;
  /** The same in Simplified Chinese. */
  readonly chinese: string;
}

export const settings = [
  {
    name: 'enable',
    type: 'boolean',
    default: true,
    scope: 'resource',
    side: 'server',
    description: 'Look for leaks in this folder.',
    chinese: '检查此文件夹中的资源泄漏。',
  },
  {
    name: 'minimumSeverity',
    type: 'string',
    enum: ['hint', 'information', 'warning', 'error'],
    default: 'hint',
    scope: 'resource',
    side: 'server',
    description:
      'The lowest level that is shown in the editor. The levels themselves are set in `leaklint.config.json`, so that the command line agrees.',
    chinese: '编辑器中显示的最低级别。级别本身在 `leaklint.config.json` 中设置，以便与命令行一致。',
  },
  {
    name: 'informationAs',
    type: 'string',
    enum: ['information', 'hint'],
    default: 'information',
    scope: 'resource',
    side: 'server',
    description: 'How findings of the level information are drawn: with a line below, or as faint dots.',
    chinese: '级别为“信息”的发现如何显示：下划线，或淡点。',
  },
  {
    name: 'scanOnStart',
    type: 'boolean',
    default: false,
    scope: 'window',
    side: 'server',
    description:
      'Scan all folders when the server starts. Otherwise only open files are checked until you ask.',
    chinese: '服务器启动时扫描所有文件夹。否则在您要求之前只检查打开的文件。',
  },
  {
    name: 'delay',
    type: 'number',
    default: 150,
    minimum: 0,
    scope: 'window',
    side: 'server',
    description:
      'Milliseconds without a keystroke after which files that depend on the edited one are checked again.',
    chinese: '停止输入多少毫秒后，重新检查依赖于所编辑文件的其他文件。',
  },
  {
    name: 'memoryLimit',
    type: 'number',
    default: 1024,
    minimum: 16,
    scope: 'window',
    side: 'server',
    description: 'Megabytes of memory above which the server drops what it can compute again.',
    chinese: '内存超过多少 MB 时，服务器丢弃可以重新计算的内容。',
  },
  {
    name: 'trace.server',
    type: 'string',
    enum: ['messages', 'compact', 'verbose'],
    default: 'messages',
    scope: 'window',
    side: 'client',
    description: 'How much of the talk with the server the log shows once its level is Trace.',
    chinese: '当日志级别为“跟踪”时，日志显示与服务器通信的详细程度。',
  },
] as const satisfies readonly Setting[];

/** The values of one resource that the server reads. */
export interface Values {
  readonly enable: boolean;
  readonly minimumSeverity: 'hint' | 'information' | 'warning' | 'error';
  readonly informationAs: 'information' | 'hint';
  readonly scanOnStart: boolean;
  readonly delay: number;
  readonly memoryLimit: number;
}

export const defaults: Values = {
  enable: true,
  minimumSeverity: 'hint',
  informationAs: 'information',
  scanOnStart: false,
  delay: 150,
  memoryLimit: 1024,
};

/** The values in what a client sent; whatever is missing or of a wrong kind has its default. */
export function valuesIn(sent: unknown): Values {
  const get = (name: string): unknown =>
    typeof sent === 'object' && sent !== null
      ? Object.entries(sent).find(([key]) => key === name)?.[1]
      : undefined;
  const flag = (name: 'enable' | 'scanOnStart'): boolean => {
    const value = get(name);
    return typeof value === 'boolean' ? value : defaults[name];
  };
  const amount = (name: 'delay' | 'memoryLimit', least: number): number => {
    const value = get(name);
    return typeof value === 'number' && value >= least ? value : defaults[name];
  };
  const severities = ['hint', 'information', 'warning', 'error'] as const;
  const severity = get('minimumSeverity');
  return {
    enable: flag('enable'),
    minimumSeverity: severities.find((each) => each === severity) ?? defaults.minimumSeverity,
    informationAs: get('informationAs') === 'hint' ? 'hint' : 'information',
    scanOnStart: flag('scanOnStart'),
    delay: amount('delay', 0),
    memoryLimit: amount('memoryLimit', 16),
  };
}
