/**
 * Clients of protocols: the Model Context Protocol, language servers, JSON-RPC.
 *
 * A client of either starts a process or keeps a connection. A transport that is given to `connect` is closed
 * with its client.
 *
 * Deliberately not listed: the servers' own connections, which live as long as the process; handlers of
 * requests and notifications, which die with their connection.
 */
import type { Family } from '../../../../analysis/catalogue/model.ts';

const SDK = '@modelcontextprotocol/sdk';
const transports = [
  `${SDK}/client/stdio.js#StdioClientTransport`,
  `${SDK}/client/sse.js#SSEClientTransport`,
  `${SDK}/client/streamableHttp.js#StreamableHTTPClientTransport`,
  `${SDK}/client/websocket.js#WebSocketClientTransport`,
];
const clients = [`${SDK}/client/index.js#Client`, `${SDK}/client#Client`];
const servers = [`${SDK}/server/index.js#Server`, `${SDK}/server/mcp.js#McpServer`];
const rpc = ['vscode-jsonrpc', 'vscode-jsonrpc/node', 'vscode-languageserver', 'vscode-languageserver/node'];
const languageClient = 'vscode-languageclient/node#LanguageClient';

export const protocols: Family = {
  id: 'protocols',
  language: 'javascript',
  checkedAgainst: ['vscode-languageclient', 'vscode-languageserver', 'vscode-jsonrpc'],
  // It brings two web frameworks along.
  unchecked: Object.fromEntries(
    [
      'client',
      'client/index.js',
      'client/stdio.js',
      'client/sse.js',
      'client/streamableHttp.js',
      'client/websocket.js',
      'server/index.js',
      'server/mcp.js',
    ].map((path) => [`${SDK}/${path}`, '1.32.2']),
  ),
  sameAs: {
    'vscode-languageserver-protocol': 'vscode-jsonrpc',
    'vscode-languageserver-protocol/node': 'vscode-jsonrpc/node',
  },
  resources: [
    {
      id: 'mcp.Client',
      kind: 'client',
      noun: 'MCP client',
      rule: 'unreleased-connection',
      cost: 'keeps its server process or connection',
      types: clients,
      releases: [{ method: 'close', awaitable: true }],
      discipline: 'always',
      documentation: 'https://github.com/modelcontextprotocol/typescript-sdk#writing-mcp-clients',
    },
    {
      id: 'mcp.Transport',
      kind: 'connection',
      noun: 'MCP transport',
      rule: 'unreleased-connection',
      cost: 'keeps its server process or connection',
      types: transports,
      releases: [{ method: 'close', awaitable: true }],
      discipline: 'always',
      documentation: 'https://github.com/modelcontextprotocol/typescript-sdk#writing-mcp-clients',
    },
    {
      id: 'vscode-languageclient.LanguageClient',
      kind: 'client',
      noun: 'language client',
      rule: 'undisposed-loop',
      cost: 'keeps its language server running',
      types: [languageClient],
      releases: [
        { method: 'stop', awaitable: true },
        { method: 'dispose', awaitable: true, secondary: true },
      ],
      discipline: 'always',
      documentation: 'https://code.visualstudio.com/api/language-extensions/language-server-extension-guide',
    },
    {
      id: 'vscode-jsonrpc.MessageConnection',
      kind: 'connection',
      noun: 'message connection',
      rule: 'unreleased-connection',
      cost: 'keeps listening to its streams',
      types: ['vscode-jsonrpc#MessageConnection', 'vscode-jsonrpc/node#MessageConnection'],
      releases: [{ method: 'dispose' }, { method: 'end', secondary: true }],
      discipline: 'self-ending',
      documentation: 'https://github.com/microsoft/vscode-languageserver-node/blob/main/jsonrpc/README.md',
    },
    {
      id: 'vscode-jsonrpc.CancellationTokenSource',
      kind: 'cancellation',
      noun: 'cancellation token source',
      rule: 'undisposed-value',
      cost: 'keeps the listeners of its token alive',
      types: rpc.map((module) => `${module}#CancellationTokenSource`),
      releases: [{ method: 'dispose' }, { method: 'cancel', secondary: true }],
      discipline: 'evidence',
      documentation: 'https://github.com/microsoft/vscode-languageserver-node/blob/main/jsonrpc/README.md',
    },
    {
      id: 'vscode-jsonrpc.Subscription',
      kind: 'subscription',
      noun: 'event subscription',
      rule: 'unremoved-listener',
      cost: 'keeps the listener and all that it captures alive as long as the event lives',
      types: rpc.map((module) => `${module}#Disposable`),
      releases: [{ method: 'dispose' }],
      discipline: 'evidence',
      documentation: 'https://github.com/microsoft/vscode-languageserver-node/blob/main/jsonrpc/README.md',
    },
  ],
  acquisitions: [
    {
      call: clients.map((name) => `new ${name}`),
      resource: 'mcp.Client',
      yields: 'result',
      heldFrom: ['connect'],
    },
    {
      call: transports.map((name) => `new ${name}`),
      resource: 'mcp.Transport',
      yields: 'result',
      heldFrom: ['start'],
    },
    {
      call: `new ${languageClient}`,
      resource: 'vscode-languageclient.LanguageClient',
      yields: 'result',
      heldFrom: ['start'],
    },
    {
      call: ['vscode-jsonrpc#createMessageConnection', 'vscode-jsonrpc/node#createMessageConnection'],
      resource: 'vscode-jsonrpc.MessageConnection',
      yields: 'result',
      heldFrom: ['listen'],
    },
    {
      call: rpc.map((module) => `new ${module}#CancellationTokenSource`),
      resource: 'vscode-jsonrpc.CancellationTokenSource',
      yields: 'result',
    },
    {
      call: rpc.map((module) => `${module}#CancellationToken::onCancellationRequested`),
      resource: 'vscode-jsonrpc.Subscription',
      yields: 'result',
      when: [{ argument: 2, given: false }],
    },
  ],
  sinks: [{ call: [...clients, ...servers].map((type) => `${type}::connect`), argument: 0, effect: 'owns' }],
  registrations: [
    {
      call: rpc.map((module) => `${module}#CancellationToken::onCancellationRequested`),
      event: null,
      handler: 0,
      undo: [{ result: 'dispose' }],
      receiver: 'injected',
      unless: [{ argument: 2, given: true }],
    },
  ],
};
