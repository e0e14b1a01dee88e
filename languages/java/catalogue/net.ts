/** java.net, java.net.http and the network channels of java.nio. */
import type { Family, ResourceType, Selector, SelfEnd } from '../../../analysis/catalogue/model.ts';
import { acquires, constructors, givesReceiver, JAVADOC, likelyThrows, methods, statics } from './shared.ts';

function socket(
  id: string,
  noun: string,
  types: readonly string[],
  more: Partial<ResourceType> = {},
): ResourceType {
  return {
    id: `java.net.${id}`,
    kind: 'socket',
    noun,
    rule: 'unclosed-socket',
    cost: 'keeps the connection and its descriptor until the garbage collector happens to find it',
    types,
    releases: [{ method: 'close' }],
    discipline: 'always',
    documentation: `${JAVADOC}/java/net/${id}.html`,
    ...more,
  };
}

/** Whoever runs the selector finds the channel by its key. */
const REGISTERED = [{ method: 'register' }] as const;
/** At the end of a response the platform puts the connection back by itself. */
export const READ_TO_ITS_END: readonly SelfEnd[] = [
  { exhausted: 'readLine' },
  { exhausted: 'read' },
  { method: 'readAllBytes' },
  { method: 'transferTo' },
  { method: 'lines' },
  // A scanner whose delimiter never comes takes all that there is.
  { method: 'useDelimiter' },
  ...methods('java.util#Properties', 'load loadFromXML').map(readBy),
  readBy('javax.imageio#ImageIO.read'),
  readBy('java.nio.file#Files.copy'),
  ...statics('org.apache.commons.io#IOUtils', 'toString toByteArray readLines copy copyLarge').map(readBy),
  ...statics('com.google.common.io#ByteStreams', 'toByteArray copy exhaust').map(readBy),
  ...statics('com.google.common.io#CharStreams', 'toString readLines copy exhaust').map(readBy),
  ...statics('org.springframework.util#StreamUtils', 'copyToString copyToByteArray copy drain').map(readBy),
];

function readBy(call: Selector): SelfEnd {
  return { function: call, argument: 0, exact: true };
}

const TIMEOUTS = 'setReadTimeout setConnectTimeout';

export const netFamily: Family = {
  id: 'java.net',
  language: 'java',
  checkedAgainst: [],
  supertypes: {
    'javax.net.ssl#SSLSocket': ['java.net#Socket'],
    'javax.net.ssl#SSLServerSocket': ['java.net#ServerSocket'],
    'java.net#MulticastSocket': ['java.net#DatagramSocket'],
    'java.net#HttpURLConnection': ['java.net#URLConnection'],
    'javax.net.ssl#HttpsURLConnection': ['java.net#HttpURLConnection'],
    'javax.net.ssl#SSLSocketFactory': ['javax.net#SocketFactory'],
    'javax.net.ssl#SSLServerSocketFactory': ['javax.net#ServerSocketFactory'],
  },
  resources: [
    socket('Socket', 'socket', ['java.net#Socket']),
    socket('ServerSocket', 'server socket', ['java.net#ServerSocket'], {
      kind: 'server',
      cost: 'keeps the port taken until the garbage collector happens to find it',
    }),
    socket('DatagramSocket', 'datagram socket', ['java.net#DatagramSocket']),
    socket('SocketChannel', 'socket channel', ['java.nio.channels#SocketChannel'], {
      ends: REGISTERED,
      documentation: `${JAVADOC}/java/nio/channels/SocketChannel.html`,
    }),
    socket('ServerSocketChannel', 'server socket channel', ['java.nio.channels#ServerSocketChannel'], {
      ends: REGISTERED,
      documentation: `${JAVADOC}/java/nio/channels/ServerSocketChannel.html`,
    }),
    socket('DatagramChannel', 'datagram channel', ['java.nio.channels#DatagramChannel'], {
      ends: REGISTERED,
      documentation: `${JAVADOC}/java/nio/channels/DatagramChannel.html`,
    }),
    // What a helper that registers channels of all sorts is given.
    socket('SelectableChannel', 'channel', ['java.nio.channels#SelectableChannel'], {
      ends: REGISTERED,
      documentation: `${JAVADOC}/java/nio/channels/SelectableChannel.html`,
    }),
    socket('Selector', 'selector', ['java.nio.channels#Selector'], {
      cost: 'keeps its descriptors until the process ends',
      documentation: `${JAVADOC}/java/nio/channels/Selector.html`,
    }),
    socket('url-stream', 'response stream', ['java.io#InputStream'], {
      kind: 'stream',
      cost: 'keeps the connection out of the pool until the garbage collector happens to find it',
      // A helper of the project that does not close what it is given reads it to its end.
      ends: [...READ_TO_ITS_END, { lent: true }],
      documentation: `${JAVADOC}/java/net/URLConnection.html`,
    }),
    socket('URLClassLoader', 'class loader', ['java.net#URLClassLoader'], {
      kind: 'file-handle',
      rule: 'unclosed-file',
      cost: 'keeps the archives that it reads from open',
      // It opens its archives when it is first asked for something in them.
      inert: true,
      // A class needs its loader for as long as it is used: it loads the next one that the code names.
      ends: [{ method: 'loadClass' }, { lent: true }],
    }),
    socket('HttpClient', 'HTTP client', ['java.net.http#HttpClient'], {
      kind: 'client',
      discipline: 'shared',
      cost: 'keeps a selector thread and pooled connections for every call',
      // What is handed out is a facade: when nobody has it any more, its thread ends and closes the connections.
      collected: true,
      // They came with Java 21: for what is compiled by an older one there is nothing to write.
      releases: ['close', 'shutdown', 'shutdownNow'].map((method) => ({ method, secondary: true })),
      documentation:
        'https://docs.oracle.com/en/java/javase/21/docs/api/java.net.http/java/net/http/HttpClient.html',
    }),
    socket('http-body', 'response body', ['java.net.http#HttpResponse'], {
      kind: 'stream',
      cost: 'keeps the connection out of the pool',
      documentation:
        'https://docs.oracle.com/en/java/javase/21/docs/api/java.net.http/java/net/http/HttpResponse.BodySubscribers.html',
    }),
  ],
  acquisitions: [
    acquires('new java.net#Socket', 'java.net.Socket', {
      heldFrom: ['connect', 'bind'],
      heldFromUnless: [{ argument: 0, given: true }],
    }),
    acquires(methods('javax.net#SocketFactory', 'createSocket'), 'java.net.Socket', {
      heldFrom: ['connect'],
      heldFromUnless: [{ argument: 0, given: true }],
      over: { argument: 0 },
      unless: [{ argument: 3, given: true }],
    }),
    acquires(methods('java.net#ServerSocket', 'accept'), 'java.net.Socket'),
    acquires('new java.net#ServerSocket', 'java.net.ServerSocket', {
      heldFrom: ['bind'],
      heldFromUnless: [{ argument: 0, given: true }],
    }),
    acquires(methods('javax.net#ServerSocketFactory', 'createServerSocket'), 'java.net.ServerSocket', {
      heldFrom: ['bind'],
      heldFromUnless: [{ argument: 0, given: true }],
    }),
    acquires(constructors('java.net', 'DatagramSocket MulticastSocket'), 'java.net.DatagramSocket'),
    acquires('java.nio.channels#SocketChannel.open', 'java.net.SocketChannel'),
    acquires(methods('java.nio.channels#ServerSocketChannel', 'accept'), 'java.net.SocketChannel'),
    acquires('java.nio.channels#ServerSocketChannel.open', 'java.net.ServerSocketChannel'),
    acquires('java.nio.channels#DatagramChannel.open', 'java.net.DatagramChannel'),
    acquires('java.nio.channels#Selector.open', 'java.net.Selector'),
    acquires(methods('java.net#URL', 'openStream'), 'java.net.url-stream'),
    acquires(methods('java.net#URLConnection', 'getInputStream'), 'java.net.url-stream', {
      within: 'receiver',
      sameAgain: true,
    }),
    // Without archives it has nothing to keep open.
    acquires(
      ['new java.net#URLClassLoader', 'java.net#URLClassLoader.newInstance'],
      'java.net.URLClassLoader',
      {
        unlessSurely: [{ argument: 0, empty: true }],
      },
    ),
    acquires('java.net.http#HttpClient.newHttpClient', 'java.net.HttpClient'),
    acquires(methods('java.net.http#HttpClient.Builder', 'build'), 'java.net.HttpClient'),
  ],
  sinks: [
    // What is put over a socket closes it too, or does not, as it is told.
    {
      call: methods('javax.net#SocketFactory', 'createSocket'),
      argument: 0,
      effect: 'wraps',
      when: [{ argument: 3, equals: [true], surely: true }],
    },
    {
      call: methods('javax.net#SocketFactory', 'createSocket'),
      argument: 0,
      effect: 'borrows',
      when: [{ argument: 3, equals: [false], surely: true }],
    },
  ],
  behaviours: [
    {
      call: methods('java.net#URL', 'openConnection'),
      returns: { type: 'java.net#HttpURLConnection' },
      throws: 'likely',
    },
    { call: 'java.net.http#HttpClient.newBuilder', returns: { type: 'java.net.http#HttpClient.Builder' } },
    { call: 'java.net.http#HttpRequest.newBuilder', returns: { type: 'java.net.http#HttpRequest.Builder' } },
    {
      call: methods('java.net.http#HttpRequest.Builder', 'build'),
      returns: { type: 'java.net.http#HttpRequest' },
    },
    {
      call: methods('javax.net.ssl#SSLContext', 'getSocketFactory'),
      returns: { type: 'javax.net.ssl#SSLSocketFactory' },
    },
    // Closing either stream of a socket closes the socket.
    {
      call: methods('java.net#Socket', 'getInputStream getOutputStream getChannel'),
      returns: 'receiver',
    },
    // It says whether the connection is there already.
    { call: methods('java.nio.channels#SocketChannel', 'connect'), returns: { type: 'java.lang#Boolean' } },
    givesReceiver('java.nio.channels#SocketChannel', 'socket bind setOption configureBlocking'),
    givesReceiver('java.nio.channels#ServerSocketChannel', 'socket bind setOption configureBlocking'),
    givesReceiver('java.nio.channels#DatagramChannel', 'socket bind setOption connect configureBlocking'),
    likelyThrows(
      methods(
        'java.net#Socket',
        'connect bind setSoTimeout setTcpNoDelay setKeepAlive read write flush startHandshake',
      ),
    ),
    likelyThrows(methods('java.net#ServerSocket', 'bind accept setReuseAddress setSoTimeout')),
    likelyThrows(
      methods('java.net#DatagramSocket', 'send receive connect bind joinGroup setSoTimeout setBroadcast'),
    ),
    likelyThrows(methods('java.nio.channels#SocketChannel', 'connect finishConnect read write bind')),
    likelyThrows(methods('java.nio.channels#ServerSocketChannel', 'accept bind')),
    likelyThrows(methods('java.nio.channels#DatagramChannel', 'connect read write send receive bind')),
    likelyThrows(methods('java.nio.channels#Selector', 'select selectNow')),
    likelyThrows(methods('java.net#URLConnection', 'connect getInputStream getOutputStream getResponseCode')),
    likelyThrows(methods('java.net.http#HttpClient', 'send')),
    likelyThrows(constructors('java.net', 'Socket ServerSocket DatagramSocket MulticastSocket')),
  ],
  fluent: ['java.net.http#HttpClient.Builder', 'java.net.http#HttpRequest.Builder'],
  deadlines: [
    {
      call: methods('java.net#URL', 'openConnection'),
      options: [],
      boundedBy: [],
      without: 'unbounded',
      methods: TIMEOUTS.split(' '),
      onlyWith: ['getResponseCode', 'setRequestMethod', 'setRequestProperty', 'setDoOutput', 'disconnect'],
      idleWith: ['setRequestMethod', 'setRequestProperty', 'setDoOutput', 'disconnect'],
      local: { asks: 'getProtocol', answers: ['jar', 'file', 'vfs', 'vfszip', 'wsjar', 'zip'] },
      fix: { option: 'setReadTimeout(10_000)', argument: 0 },
      noun: 'request',
      kind: 'http-request',
      documentation: `${JAVADOC}/java/net/URLConnection.html`,
    },
  ],
};
