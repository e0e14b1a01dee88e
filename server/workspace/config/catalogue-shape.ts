/** The catalogue's form as users write it in their configuration: that of `analysis/catalogue/model.ts`. */
import type { Family, RuleId, ResourceKind } from '../../../analysis/catalogue/model.ts';
import {
  anyOf,
  described,
  flag,
  list,
  literal,
  number,
  object,
  oneOf,
  optional,
  record,
  text,
} from './shape.ts';
import type { Shape } from './shape.ts';

/** All but how its entries are checked; without a language it is about JavaScript and TypeScript. */
export type UserFamily = Omit<Family, 'id' | 'language' | 'checkedAgainst'> &
  Partial<Pick<Family, 'language'>>;

export const ruleIds: readonly RuleId[] = [
  'unclosed-file',
  'unclosed-socket',
  'unreleased-connection',
  'undisposed-loop',
  'uncleared-timer',
  'unremoved-listener',
  'missing-timeout',
  'client-per-call',
  'unsafe-pipe',
  'lost-cancel',
  'undisposed-value',
];

export const resourceKinds: readonly ResourceKind[] = [
  'file-handle',
  'directory',
  'stream',
  'socket',
  'http-request',
  'http-response',
  'websocket',
  'server',
  'worker',
  'child-process',
  'event-loop',
  'executor',
  'timer',
  'listener',
  'subscription',
  'watcher',
  'observer',
  'connection',
  'pool',
  'client',
  'transaction',
  'cursor',
  'session',
  'lock',
  'agent',
  'browser',
  'cancellation',
  'channel',
  'interface',
  'object-url',
  'disposable',
];

const scalar = anyOf(text, number, flag, literal(null));
const selector = described(
  text,
  'What is called: `fs#openSync`, `new net#Socket`, `net#Server::listen`, `global#setTimeout`.',
);
const selectors = anyOf(selector, list(selector));
const argumentIndex = described(number, 'Index of the argument, counted from 0, negative from the end.');
const anyArgument = anyOf(argumentIndex, literal('any'));

const condition = object({
  argument: argumentIndex,
  property: optional(described(text, 'Member path below the argument: `timeout.request`.')),
  equals: optional(list(scalar)),
  given: optional(flag),
  callback: optional(flag),
  contains: optional(described(text, 'What the text has in it, where that can be told.')),
  ofType: optional(
    described(list(text), 'Types of which the argument is one, or below one; `string` for text.'),
  ),
});
const conditions = list(condition);

const release = anyOf(
  object({
    method: text,
    awaitable: optional(flag),
    when: optional(conditions),
    secondary: optional(flag),
  }),
  object({
    function: selector,
    argument: argumentIndex,
    awaitable: optional(flag),
    secondary: optional(flag),
  }),
  object({ call: literal(true) }),
);

const selfEnd = anyOf(
  object({ method: text, argument: optional(number), equals: optional(list(scalar)) }),
  object({ function: selector, argument: anyArgument }),
  object({ iterated: literal(true) }),
  object({ unref: text }),
);

const resource = object({
  id: described(text, 'Unique name of the type: `mylib.Handle`.'),
  kind: oneOf(resourceKinds),
  noun: described(text, 'What people call it, without article: `file handle`.'),
  rule: described(oneOf(ruleIds), 'The rule that speaks of it.'),
  cost: described(text, 'What an unreleased one costs: `keeps a descriptor open`.'),
  types: optional(list(selector)),
  extends: optional(list(text)),
  releases: list(release),
  ends: optional(list(selfEnd)),
  discipline: oneOf(['always', 'evidence', 'self-ending', 'lease', 'shared']),
  liveness: optional(list(object({ property: text, held: flag }))),
  plain: optional(flag),
  disposable: optional(object({ sync: optional(text), async: optional(text) })),
  documentation: text,
});

const acquisition = object({
  call: selectors,
  resource: described(text, 'The id of the resource type.'),
  yields: anyOf(
    oneOf(['result', 'promise']),
    object({ callback: number, parameter: number, error: optional(number) }),
    object({ event: text, parameter: number }),
  ),
  part: optional(list(text)),
  when: optional(conditions),
  unless: optional(conditions),
  unlessSurely: optional(described(conditions, 'Like `unless`, but what cannot be decided changes nothing.')),
  heldFrom: optional(list(text)),
  heldFromUnless: optional(conditions),
  documentation: optional(text),
});

const sink = object({
  call: selectors,
  argument: anyArgument,
  effect: oneOf(['borrows', 'releases', 'owns', 'wraps', 'returns', 'views']),
  when: optional(conditions),
});

const callback = object({
  call: selectors,
  argument: argumentIndex,
  runs: oneOf(['once-now', 'many-now', 'once-later', 'error-first', 'many-later']),
  event: optional(text),
});

const behaviour = object({
  call: selectors,
  returns: optional(anyOf(literal('receiver'), object({ type: selector }), object({ promise: selector }))),
  throws: optional(oneOf(['never', 'likely', 'documented'])),
  diverges: optional(flag),
});

const deadline = object({
  call: selectors,
  options: list(number),
  boundedBy: list(text),
  off: optional(list(scalar)),
  without: oneOf(['unbounded', 'long']),
  emits: optional(flag),
  methods: optional(list(text)),
  fix: optional(object({ option: text, argument: number })),
  noun: text,
  kind: oneOf(resourceKinds),
  documentation: text,
});

const registration = object({
  call: selectors,
  event: anyOf(number, literal(null)),
  handler: number,
  undo: list(anyOf(object({ method: text }), object({ result: text }))),
  receiver: oneOf(['global', 'stream', 'injected']),
  unless: optional(conditions),
});

export const catalogueShape: Shape<UserFamily> = object({
  language: optional(
    described(
      oneOf(['javascript', 'python', 'go', 'java']),
      'The language that it is about; JavaScript and TypeScript without it.',
    ),
  ),
  sameAs: optional(
    described(record(text), 'Modules that export the same as another: `{ "graceful-fs": "fs" }`.'),
  ),
  resources: optional(described(list(resource), 'Types of resources.')),
  acquisitions: optional(described(list(acquisition), 'Calls that open one.')),
  sinks: optional(described(list(sink), 'Calls that take one as an argument.')),
  callbacks: optional(described(list(callback), 'How calls treat the functions that they are given.')),
  behaviours: optional(described(list(behaviour), 'What calls return and whether they throw.')),
  deadlines: optional(described(list(deadline), 'Calls that wait, and what bounds the wait.')),
  registrations: optional(described(list(registration), 'Calls that register a listener.')),
});
