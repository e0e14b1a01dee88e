/**
 * axios: requests wait for ever unless they have a timeout, a signal or a cancel token; responses that come
 * as streams must be read.
 *
 * Deliberately not listed: calling an instance itself (`api(config)`), which no selector can name; other
 * responses, which are read before the promise resolves; agents in a config, which the platform's families list.
 */
import type { Deadline, Family } from '../../../../analysis/catalogue/model.ts';
import { consumption } from '../shared.ts';

const DOCUMENTATION = 'https://axios-http.com/docs/req_config';

const withoutBody = ['get', 'delete', 'head', 'options'];
const withBody = ['post', 'put', 'patch', 'postForm', 'putForm', 'patchForm'];

const bound: Omit<Deadline, 'call' | 'options'> = {
  boundedBy: ['timeout', 'signal', 'cancelToken'],
  off: [0],
  without: 'unbounded',
  defaults: {
    makers: [{ call: 'axios#create', argument: 0 }],
    assigned: ['axios#defaults.timeout'],
  },
  noun: 'request',
  kind: 'http-request',
  documentation: DOCUMENTATION,
};
const option = 'timeout: 10_000';

/** The same methods on the module and on its instances. */
function callsOf(methods: readonly string[]): string[] {
  return methods.flatMap((method) => [`axios#${method}`, `axios#AxiosInstance::${method}`]);
}

export const axios: Family = {
  id: 'axios',
  language: 'javascript',
  checkedAgainst: ['axios'],
  supertypes: {
    'axios#AxiosStatic': ['axios#AxiosInstance'],
  },
  resources: [
    {
      id: 'axios.StreamedResponse',
      kind: 'http-response',
      noun: 'streamed response',
      rule: 'unclosed-socket',
      cost: 'keeps its socket busy and its data in memory',
      releases: [{ method: 'destroy' }],
      ends: consumption,
      liveness: [{ property: 'destroyed', held: false }],
      discipline: 'always',
      documentation: `${DOCUMENTATION}#:~:text=responseType`,
    },
  ],
  acquisitions: [
    {
      call: ['axios#', ...callsOf(['request'])],
      resource: 'axios.StreamedResponse',
      yields: 'promise',
      part: ['data'],
      when: [{ argument: 0, property: 'responseType', equals: ['stream'] }],
    },
    {
      call: ['axios#', ...callsOf(withoutBody)],
      resource: 'axios.StreamedResponse',
      yields: 'promise',
      part: ['data'],
      when: [{ argument: 1, property: 'responseType', equals: ['stream'] }],
    },
    {
      call: callsOf(withBody),
      resource: 'axios.StreamedResponse',
      yields: 'promise',
      part: ['data'],
      when: [{ argument: 2, property: 'responseType', equals: ['stream'] }],
    },
  ],
  behaviours: [{ call: 'axios#create', returns: { type: 'axios#AxiosInstance' }, throws: 'never' }],
  sinks: [
    // Agents and signals in a config are only used; a body that is a stream is read to its end.
    { call: ['axios#', ...callsOf(['request', ...withoutBody])], argument: 'any', effect: 'borrows' },
    { call: callsOf(withBody), argument: 1, effect: 'owns' },
    { call: callsOf(withBody), argument: 2, effect: 'borrows' },
  ],
  deadlines: [
    { ...bound, call: 'axios#', options: [0, 1], fix: { option, argument: -1 } },
    { ...bound, call: callsOf(['request']), options: [0], fix: { option, argument: 0 } },
    { ...bound, call: callsOf(withoutBody), options: [1], fix: { option, argument: 1 } },
    { ...bound, call: callsOf(withBody), options: [2], fix: { option, argument: 2 } },
  ],
};
