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
import { resources } from './vscode-resources.ts';
import { documentProviders, events, namedProviders, providers } from './vscode-names.ts';

/** The registrations that return a Disposable, in the name spaces of the module. */
const registrations = [
  ...providers,
  ...namedProviders,
  ...documentProviders,
  'authentication.registerAuthenticationProvider',
].map((name) => `vscode#${name}`);
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
  resources,
  acquisitions: [
    { call: registrations, resource: 'vscode.Disposable', yields: 'result' },
    {
      call: [...globalEvents, ...injectedEvents],
      resource: 'vscode.Subscription',
      yields: 'result',
      // The third argument is an array that takes the subscription over.
      when: [{ argument: 2, given: false }],
    },
    {
      call: 'vscode#workspace.createFileSystemWatcher',
      resource: 'vscode.FileSystemWatcher',
      yields: 'result',
    },
    { call: 'vscode#window.createOutputChannel', resource: 'vscode.OutputChannel', yields: 'result' },
    { call: 'vscode#window.createStatusBarItem', resource: 'vscode.StatusBarItem', yields: 'result' },
    {
      call: 'vscode#window.createTextEditorDecorationType',
      resource: 'vscode.TextEditorDecorationType',
      yields: 'result',
    },
    { call: 'vscode#window.createTreeView', resource: 'vscode.TreeView', yields: 'result' },
    { call: 'vscode#window.createQuickPick', resource: 'vscode.QuickPick', yields: 'result' },
    { call: 'vscode#window.createInputBox', resource: 'vscode.InputBox', yields: 'result' },
    { call: 'vscode#window.createWebviewPanel', resource: 'vscode.WebviewPanel', yields: 'result' },
    { call: 'vscode#window.createTerminal', resource: 'vscode.Terminal', yields: 'result' },
    {
      call: 'vscode#languages.createDiagnosticCollection',
      resource: 'vscode.DiagnosticCollection',
      yields: 'result',
    },
    {
      call: 'vscode#languages.createLanguageStatusItem',
      resource: 'vscode.LanguageStatusItem',
      yields: 'result',
    },
    { call: 'vscode#scm.createSourceControl', resource: 'vscode.SourceControl', yields: 'result' },
    { call: 'vscode#tests.createTestController', resource: 'vscode.TestController', yields: 'result' },
    {
      call: 'vscode#notebooks.createNotebookController',
      resource: 'vscode.NotebookController',
      yields: 'result',
    },
    { call: 'vscode#chat.createChatParticipant', resource: 'vscode.ChatParticipant', yields: 'result' },
    {
      call: 'new vscode#CancellationTokenSource',
      resource: 'vscode.CancellationTokenSource',
      yields: 'result',
    },
    { call: 'new vscode#EventEmitter', resource: 'vscode.EventEmitter', yields: 'result' },
  ],
  sinks: [
    { call: 'vscode#Disposable.from', argument: 'any', effect: 'wraps' },
    // The helpers by which disposable classes keep what they own, whatever their base class.
    { call: ['*::_register', '*::registerDisposable', '*::addDisposable'], argument: 0, effect: 'owns' },
  ],
  registrations: [
    // `registerCommand(name, handler)` and the like: the first argument names what is registered.
    {
      call: namedProviders.map((name) => `vscode#${name}`),
      event: 0,
      handler: 1,
      undo: [{ result: 'dispose' }],
      receiver: 'global',
    },
    {
      call: 'vscode#authentication.registerAuthenticationProvider',
      event: 0,
      handler: 2,
      undo: [{ result: 'dispose' }],
      receiver: 'global',
    },
    {
      call: documentProviders.map((name) => `vscode#${name}`),
      event: null,
      handler: 1,
      undo: [{ result: 'dispose' }],
      receiver: 'global',
    },
    {
      call: providers.map((name) => `vscode#${name}`),
      event: null,
      handler: 0,
      undo: [{ result: 'dispose' }],
      receiver: 'global',
    },
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
