/**
 * The API of Visual Studio Code for extensions.
 *
 * Things that an extension makes are acquisitions. Registrations (commands, providers, events) are both: a
 * discarded one is a {@link Registration}, because only a class or function that comes and goes again loses by
 * it, and a kept one is an acquisition that counts where its owner shows that it means to dispose of it.
 *
 * Deliberately not listed: events of things that the extension makes itself (a panel, a quick pick, a tree
 * view), because listener and thing die together; `EventEmitter.event`, because an emitter of one's own
 * dies with its class; `setStatusBarMessage`, because it hides by itself; proposed API.
 */
import type { Family } from '../../../../analysis/catalogue/model.ts';
import { documentProviders, events, namedProviders, providers } from './vscode-names.ts';

const API = 'https://code.visualstudio.com/api/references/vscode-api';

/** The registrations that return a Disposable, in the name spaces of the module. */
const registrations = [...providers, ...namedProviders, ...documentProviders, 'authentication.registerAuthenticationProvider'].map(
  (name) => `vscode#${name}`,
);
/** The events of the editor itself: their receiver lives as long as the extension. */
const globalEvents = events.map((name) => `vscode#${name}`);
/** Events of what others made and handed over. */
const injectedEvents = [
  'vscode#CancellationToken::onCancellationRequested',
  'vscode#SecretStorage::onDidChange',
  'vscode#TabGroups::onDidChangeTabGroups',
  'vscode#TabGroups::onDidChangeTabs',
];

export const vscode: Family = {
  id: 'vscode',
  language: 'javascript',
  checkedAgainst: ['@types/vscode'],
  entryPoints: { vscode: ['activate'] },
  resources: [
    {
      id: 'vscode.Disposable',
      kind: 'disposable',
      noun: 'registration',
      rule: 'undisposed-value',
      cost: 'keeps the registered object alive and in use until the extension is deactivated',
      types: ['vscode#Disposable'],
      releases: [{ method: 'dispose' }],
      discipline: 'evidence',
      documentation: `${API}#Disposable`,
    },
    {
      id: 'vscode.Subscription',
      kind: 'subscription',
      noun: 'event subscription',
      rule: 'unremoved-listener',
      cost: 'keeps the listener and all that it captures alive, and called, as long as the event lives',
      extends: ['vscode.Disposable'],
      releases: [],
      discipline: 'evidence',
      documentation: `${API}#Event`,
    },
    {
      id: 'vscode.FileSystemWatcher',
      kind: 'watcher',
      noun: 'file system watcher',
      rule: 'unremoved-listener',
      cost: 'keeps watching the file system until the extension is deactivated',
      types: ['vscode#FileSystemWatcher'],
      extends: ['vscode.Disposable'],
      releases: [{ method: 'dispose' }],
      discipline: 'always',
      documentation: `${API}#workspace.createFileSystemWatcher`,
    },
    ...(
      [
        ['OutputChannel', 'output channel', 'stays in the list of output channels with all that it shows', 'window.createOutputChannel'],
        ['StatusBarItem', 'status bar item', 'stays in the status bar', 'window.createStatusBarItem'],
        ['TextEditorDecorationType', 'decoration type', 'stays registered, and its decorations with it', 'window.createTextEditorDecorationType'],
        ['TreeView', 'tree view', 'keeps its data provider alive', 'window.createTreeView'],
        ['QuickPick', 'quick pick', 'keeps its items and listeners alive in the editor', 'window.createQuickPick'],
        ['InputBox', 'input box', 'keeps its listeners alive in the editor', 'window.createInputBox'],
        ['DiagnosticCollection', 'diagnostic collection', 'keeps its diagnostics in the problems view', 'languages.createDiagnosticCollection'],
        ['LanguageStatusItem', 'language status item', 'stays in the status bar', 'languages.createLanguageStatusItem'],
        ['SourceControl', 'source control', 'stays in the source control view', 'scm.createSourceControl'],
        ['TestController', 'test controller', 'keeps its tests alive in the test view', 'tests.createTestController'],
        ['NotebookController', 'notebook controller', 'stays in the list of kernels', 'notebooks.createNotebookController'],
        ['ChatParticipant', 'chat participant', 'stays registered in the chat', 'chat.createChatParticipant'],
      ] as const
    ).map(([type, noun, cost, maker]) => ({
      id: `vscode.${type}`,
      kind: 'disposable' as const,
      noun,
      rule: 'undisposed-value' as const,
      cost,
      types: type === 'OutputChannel' ? ['vscode#OutputChannel', 'vscode#LogOutputChannel'] : [`vscode#${type}`],
      releases: [{ method: 'dispose' }],
      discipline: 'always' as const,
      documentation: `${API}#${maker}`,
    })),
    {
      id: 'vscode.WebviewPanel',
      kind: 'disposable',
      noun: 'webview panel',
      rule: 'undisposed-value',
      cost: 'keeps a browser frame alive until the user closes it',
      types: ['vscode#WebviewPanel'],
      releases: [{ method: 'dispose' }],
      discipline: 'self-ending',
      documentation: `${API}#window.createWebviewPanel`,
    },
    {
      id: 'vscode.Terminal',
      kind: 'disposable',
      noun: 'terminal',
      rule: 'undisposed-value',
      cost: 'keeps a shell process running until the user closes it',
      types: ['vscode#Terminal'],
      releases: [{ method: 'dispose' }],
      discipline: 'self-ending',
      documentation: `${API}#window.createTerminal`,
    },
    {
      id: 'vscode.CancellationTokenSource',
      kind: 'cancellation',
      noun: 'cancellation token source',
      rule: 'undisposed-value',
      cost: 'keeps the listeners of its token alive',
      types: ['vscode#CancellationTokenSource'],
      releases: [{ method: 'dispose' }, { method: 'cancel', secondary: true }],
      discipline: 'evidence',
      documentation: `${API}#CancellationTokenSource`,
    },
    {
      id: 'vscode.EventEmitter',
      kind: 'disposable',
      noun: 'event emitter',
      rule: 'undisposed-value',
      cost: 'keeps its listeners alive',
      types: ['vscode#EventEmitter'],
      releases: [{ method: 'dispose' }],
      discipline: 'evidence',
      documentation: `${API}#EventEmitter`,
    },
  ],
  acquisitions: [
    { call: registrations, resource: 'vscode.Disposable', yields: 'result' },
    {
      call: [...globalEvents, ...injectedEvents],
      resource: 'vscode.Subscription',
      yields: 'result',
      // The third argument is an array that takes the subscription over.
      when: [{ argument: 2, given: false }],
    },
    { call: 'vscode#workspace.createFileSystemWatcher', resource: 'vscode.FileSystemWatcher', yields: 'result' },
    { call: 'vscode#window.createOutputChannel', resource: 'vscode.OutputChannel', yields: 'result' },
    { call: 'vscode#window.createStatusBarItem', resource: 'vscode.StatusBarItem', yields: 'result' },
    { call: 'vscode#window.createTextEditorDecorationType', resource: 'vscode.TextEditorDecorationType', yields: 'result' },
    { call: 'vscode#window.createTreeView', resource: 'vscode.TreeView', yields: 'result' },
    { call: 'vscode#window.createQuickPick', resource: 'vscode.QuickPick', yields: 'result' },
    { call: 'vscode#window.createInputBox', resource: 'vscode.InputBox', yields: 'result' },
    { call: 'vscode#window.createWebviewPanel', resource: 'vscode.WebviewPanel', yields: 'result' },
    { call: 'vscode#window.createTerminal', resource: 'vscode.Terminal', yields: 'result' },
    { call: 'vscode#languages.createDiagnosticCollection', resource: 'vscode.DiagnosticCollection', yields: 'result' },
    { call: 'vscode#languages.createLanguageStatusItem', resource: 'vscode.LanguageStatusItem', yields: 'result' },
    { call: 'vscode#scm.createSourceControl', resource: 'vscode.SourceControl', yields: 'result' },
    { call: 'vscode#tests.createTestController', resource: 'vscode.TestController', yields: 'result' },
    { call: 'vscode#notebooks.createNotebookController', resource: 'vscode.NotebookController', yields: 'result' },
    { call: 'vscode#chat.createChatParticipant', resource: 'vscode.ChatParticipant', yields: 'result' },
    { call: 'new vscode#CancellationTokenSource', resource: 'vscode.CancellationTokenSource', yields: 'result' },
    { call: 'new vscode#EventEmitter', resource: 'vscode.EventEmitter', yields: 'result' },
  ],
  sinks: [
    { call: 'vscode#Disposable.from', argument: 'any', effect: 'wraps' },
    // The helpers by which disposable classes keep what they own, whatever their base class.
    { call: ['*::_register', '*::registerDisposable', '*::addDisposable'], argument: 0, effect: 'owns' },
  ],
  registrations: [
    // `registerCommand(name, handler)` and the like: the first argument names what is registered.
    { call: namedProviders.map((name) => `vscode#${name}`), event: 0, handler: 1, undo: [{ result: 'dispose' }], receiver: 'global' },
    {
      call: 'vscode#authentication.registerAuthenticationProvider',
      event: 0,
      handler: 2,
      undo: [{ result: 'dispose' }],
      receiver: 'global',
    },
    { call: documentProviders.map((name) => `vscode#${name}`), event: null, handler: 1, undo: [{ result: 'dispose' }], receiver: 'global' },
    { call: providers.map((name) => `vscode#${name}`), event: null, handler: 0, undo: [{ result: 'dispose' }], receiver: 'global' },
    {
      call: globalEvents,
      event: null,
      handler: 0,
      undo: [{ result: 'dispose' }],
      receiver: 'global',
      unless: [{ argument: 2, given: true }],
    },
    {
      call: injectedEvents,
      event: null,
      handler: 0,
      undo: [{ result: 'dispose' }],
      receiver: 'injected',
      unless: [{ argument: 2, given: true }],
    },
  ],
  callbacks: [
    { call: 'vscode#window.withProgress', argument: 1, runs: 'once-later' },
    { call: [...globalEvents, ...injectedEvents], argument: 0, runs: 'many-later' },
    { call: 'vscode#commands.registerCommand', argument: 1, runs: 'many-later' },
  ],
};
