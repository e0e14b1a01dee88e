/** Sockets, HTTP and their kin, of the standard library. */
import type { Family, ResourceType, SelfEnd } from '../../../analysis/catalogue/model.ts';
import { gives, HERE, KEYWORDS, waits } from './form.ts';

const SOCKET = 'https://docs.python.org/3/library/socket.html#socket.socket.close';
const socketCost = 'keeps the connection and its descriptor open';

/** Not of `requests`, which sets a timeout of its own on every socket: none. */
const OF_SOCKETS = { called: ['socket#setdefaulttimeout'] };

/**
 * At the end of the body `http.client` closes the response, and with it the connection that `urlopen` has made for this
 * one request. Measured with Python 3.11, for bodies of a known length, in chunks and up to the end of the connection:
 * no socket was left after each of these. One was after `read(n)`, `readline()` and a look at the status, and of a body
 * of known length after `readlines()` (newer versions close it then), of any other after `read(-1)`.
 */
const READ_OUT: readonly SelfEnd[] = [
  {
    readOutBy: 'read',
    when: [
      { argument: 1, given: false },
      { argument: KEYWORDS, property: 'amt', given: false },
    ],
  },
  { function: 'json#load', argument: 0, readOut: true },
  { function: 'shutil#copyfileobj', argument: 0, readOut: true },
  { exhausted: 'read' },
  // A helper that is given it reads it, mostly to its end.
  { lent: true },
];

/** Connections of the standard library's clients, each of which says good-bye in its own way. */
const SERVICES: readonly ResourceType[] = [
  service('Smtp', 'SMTP', ['quit', 'close'], '3/library/smtplib.html#smtplib.SMTP.quit'),
  service('Imap', 'IMAP', ['logout', 'close', 'shutdown'], '3/library/imaplib.html#imaplib.IMAP4.logout'),
  service('Pop3', 'POP3', ['quit', 'close'], '3/library/poplib.html#poplib.POP3.quit'),
  service('Nntp', 'NNTP', ['quit'], '3.12/library/nntplib.html#nntplib.NNTP.quit'),
  service('Ftp', 'FTP', ['quit', 'close'], '3/library/ftplib.html#ftplib.FTP.quit'),
  service('Telnet', 'Telnet', ['close'], '3.12/library/telnetlib.html#telnetlib.Telnet.close'),
];

/** What one of them opens, by which methods it is given back, the proper one first, and where that is said. */
function service(id: string, name: string, releases: readonly string[], page: string): ResourceType {
  return {
    id: `python.${id}Connection`,
    kind: 'connection',
    noun: `${name} connection`,
    rule: 'unclosed-socket',
    cost: socketCost,
    releases: releases.map((method, index) => (index === 0 ? { method } : { method, secondary: true })),
    discipline: 'always',
    reclaimed: true,
    documentation: `https://docs.python.org/${page}`,
  };
}

export const network: Family = {
  id: 'python.network',
  language: 'python',
  checkedAgainst: [],
  sameAs: {
    'urllib.request': 'urllib#request',
    'http.client': 'http#client',
    'http.server': 'http#server',
    // What they were called in Python 2, and by what code for both calls them.
    urllib2: 'urllib#request',
    httplib: 'http#client',
    'six.moves.urllib': 'urllib',
    'six.moves.urllib.request': 'urllib#request',
    'six.moves.http_client': 'http#client',
    'future.moves.urllib.request': 'urllib#request',
  },
  resources: [
    {
      id: 'python.Socket',
      kind: 'socket',
      noun: 'socket',
      rule: 'unclosed-socket',
      cost: socketCost,
      types: ['socket#socket', 'ssl#SSLSocket'],
      releases: [{ method: 'close' }],
      ends: [{ method: 'detach' }],
      discipline: 'always',
      reclaimed: true,
      documentation: SOCKET,
    },
    {
      id: 'python.HttpConnection',
      kind: 'connection',
      noun: 'HTTP connection',
      rule: 'unclosed-socket',
      cost: socketCost,
      types: ['http#client.HTTPConnection', 'http#client.HTTPSConnection'],
      releases: [{ method: 'close' }],
      discipline: 'always',
      reclaimed: true,
      documentation: 'https://docs.python.org/3/library/http.client.html#http.client.HTTPConnection.close',
    },
    {
      id: 'python.UrlResponse',
      kind: 'http-response',
      noun: 'HTTP response',
      rule: 'unclosed-socket',
      cost: socketCost,
      releases: [{ method: 'close' }],
      ends: READ_OUT,
      discipline: 'always',
      reclaimed: true,
      documentation: 'https://docs.python.org/3/library/urllib.request.html#urllib.request.urlopen',
    },
    ...SERVICES,
    {
      id: 'python.Selector',
      kind: 'event-loop',
      noun: 'selector',
      rule: 'undisposed-loop',
      cost: 'keeps a descriptor of the operating system open',
      releases: [{ method: 'close' }],
      discipline: 'always',
      reclaimed: true,
      documentation: 'https://docs.python.org/3/library/selectors.html#selectors.BaseSelector.close',
    },
    {
      id: 'python.SocketServer',
      kind: 'server',
      noun: 'server',
      rule: 'undisposed-loop',
      cost: 'keeps its port taken',
      releases: [{ method: 'server_close' }, { method: 'close', secondary: true }],
      discipline: 'always',
      documentation:
        'https://docs.python.org/3/library/socketserver.html#socketserver.BaseServer.server_close',
    },
  ],
  acquisitions: [
    gives('python.Socket', [
      'socket#socket',
      'socket#create_connection',
      'socket#create_server',
      'socket#fromfd',
      'socket#socket::dup',
    ]),
    gives('python.Socket', ['socket#socket::accept'], { part: ['0'] }),
    gives('python.Socket', ['socket#socketpair'], { part: ['0'] }),
    gives('python.Socket', ['socket#socketpair'], { part: ['1'] }),
    gives('python.HttpConnection', ['new http#client.HTTPConnection', 'new http#client.HTTPSConnection'], {
      heldFrom: ['connect', 'request', 'putrequest'],
    }),
    gives('python.UrlResponse', ['urllib#request.urlopen']),
    gives('python.SmtpConnection', [
      ...['new smtplib#SMTP', 'new smtplib#SMTP_SSL', 'smtplib#SMTP', 'smtplib#SMTP_SSL'],
      ...['new smtplib#LMTP', 'smtplib#LMTP'],
    ]),
    gives('python.ImapConnection', ['new imaplib#IMAP4', 'imaplib#IMAP4', 'imaplib#IMAP4_SSL']),
    gives('python.Pop3Connection', ['new poplib#POP3', 'poplib#POP3', 'poplib#POP3_SSL']),
    gives('python.NntpConnection', ['nntplib#NNTP', 'nntplib#NNTP_SSL']),
    gives('python.FtpConnection', ['new ftplib#FTP', 'ftplib#FTP', 'ftplib#FTP_TLS']),
    gives('python.TelnetConnection', ['new telnetlib#Telnet']),
    gives('python.Selector', [
      'new selectors#DefaultSelector',
      'new selectors#SelectSelector',
      'new selectors#EpollSelector',
      'select#epoll',
      'select#kqueue',
    ]),
    gives('python.SocketServer', [
      ...['new socketserver#TCPServer', 'new socketserver#UDPServer', 'new socketserver#ThreadingTCPServer'],
      ...['new http#server.HTTPServer', 'new http#server.ThreadingHTTPServer'],
    ]),
  ],
  sinks: [
    {
      call: ['ssl#wrap_socket', 'ssl#SSLContext::wrap_socket', '*::wrap_socket'],
      argument: 0,
      effect: 'wraps',
    },
  ],
  behaviours: [
    // What is still to be read of a response comes by the connection's socket, which is closed with it.
    {
      call: ['http#client.HTTPConnection::getresponse', 'http#client.HTTPSConnection::getresponse'],
      keeps: 'unread',
    },
    { call: ['ssl#create_default_context', 'new ssl#SSLContext'], returns: { type: 'ssl#SSLContext' } },
  ],
  deadlines: [
    waits(['urllib#request.urlopen'], {
      noun: 'request',
      defaults: OF_SOCKETS,
      kind: 'http-request',
      position: 2,
      here: HERE,
      documentation: 'https://docs.python.org/3/library/urllib.request.html#urllib.request.urlopen',
    }),
    waits(['socket#create_connection'], {
      noun: 'connection',
      defaults: OF_SOCKETS,
      kind: 'socket',
      position: 1,
      without: 'long',
      documentation: 'https://docs.python.org/3/library/socket.html#socket.create_connection',
    }),
    waits(['new http#client.HTTPConnection', 'new http#client.HTTPSConnection'], {
      noun: 'connection',
      defaults: OF_SOCKETS,
      kind: 'connection',
      position: 2,
      without: 'long',
      documentation: 'https://docs.python.org/3/library/http.client.html#http.client.HTTPConnection',
    }),
    waits(['new smtplib#SMTP', 'new smtplib#SMTP_SSL', 'smtplib#SMTP', 'smtplib#SMTP_SSL'], {
      noun: 'SMTP connection',
      defaults: OF_SOCKETS,
      kind: 'connection',
      position: 3,
      without: 'long',
      documentation: 'https://docs.python.org/3/library/smtplib.html#smtplib.SMTP',
    }),
  ],
};
