/** Spring's own clients: requests by hand, and templates that wait for ever. */
import type { Family } from '../../../analysis/catalogue/model.ts';
import { acquires, likelyThrows, methods } from './shared.ts';

const DOCS = 'https://docs.spring.io/spring-framework/docs/current/javadoc-api/org/springframework';
const HTTP = 'org.springframework.http.client';
const TEMPLATE = 'org.springframework.web.client#RestTemplate';

const FACTORIES = ['Simple', 'HttpComponents', 'Jdk', 'Jetty', 'Reactor', 'OkHttp3', 'Buffering'];

export const springFamily: Family = {
  id: 'java.spring',
  language: 'java',
  checkedAgainst: [],
  resources: [
    {
      id: 'spring.ClientHttpResponse',
      kind: 'http-response',
      noun: 'response',
      rule: 'unclosed-socket',
      cost: 'keeps its connection out of the pool until the garbage collector happens to find it',
      types: [`${HTTP}#ClientHttpResponse`],
      releases: [{ method: 'close' }],
      discipline: 'always',
      documentation: `${DOCS}/http/client/ClientHttpResponse.html`,
    },
  ],
  acquisitions: [acquires(methods(`${HTTP}#ClientHttpRequest`, 'execute'), 'spring.ClientHttpResponse')],
  behaviours: [
    {
      call: methods(`${HTTP}#ClientHttpRequestFactory`, 'createRequest'),
      returns: { type: `${HTTP}#ClientHttpRequest` },
      throws: 'likely',
    },
    // Who reads the body to its end still has to close the response, but who closes the body has done so.
    { call: methods(`${HTTP}#ClientHttpResponse`, 'getBody'), returns: 'receiver' },
    likelyThrows(methods(`${HTTP}#ClientHttpRequest`, 'execute')),
  ],
  supertypes: {
    ...Object.fromEntries(
      FACTORIES.map((name) => [
        `${HTTP}#${name}ClientHttpRequestFactory`,
        [`${HTTP}#ClientHttpRequestFactory`],
      ]),
    ),
  },
  deadlines: [
    {
      // Without a factory of requests it takes the platform's connections, which have no timeout.
      call: `new ${TEMPLATE}`,
      // How a factory that it is given waits is not known from here.
      options: [0],
      boundedBy: ['readTimeout'],
      without: 'unbounded',
      methods: ['setRequestFactory'],
      onlyWith: [
        'getForObject',
        'getForEntity',
        'postForObject',
        'postForEntity',
        'patchForObject',
        'postForLocation',
        'headForHeaders',
        'optionsForAllow',
        'exchange',
        'execute',
        'put',
        'delete',
      ],
      noun: 'request',
      kind: 'http-request',
      documentation: `${DOCS}/web/client/RestTemplate.html`,
    },
  ],
};
