/** What sorts of things are held, and which rules speak of them. */

/** What sort of thing is held. Findings carry it; the report groups by it. */
export type ResourceKind =
  | 'file-handle'
  | 'directory'
  | 'stream'
  | 'socket'
  | 'http-request'
  | 'http-response'
  | 'websocket'
  | 'server'
  | 'worker'
  | 'child-process'
  | 'event-loop'
  | 'executor'
  | 'timer'
  | 'listener'
  | 'subscription'
  | 'watcher'
  | 'observer'
  | 'connection'
  | 'pool'
  | 'client'
  | 'transaction'
  | 'cursor'
  | 'session'
  | 'lock'
  | 'agent'
  | 'browser'
  | 'cancellation'
  | 'channel'
  | 'interface'
  | 'object-url'
  | 'disposable';

/** The rules. Which one speaks of a resource is named by its type. */
export type RuleId =
  | 'unclosed-file'
  | 'unclosed-socket'
  | 'unreleased-connection'
  | 'undisposed-loop'
  | 'uncleared-timer'
  | 'unremoved-listener'
  | 'missing-timeout'
  | 'client-per-call'
  | 'unsafe-pipe'
  | 'lost-cancel'
  | 'undisposed-value';
