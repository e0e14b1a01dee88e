/** Clients of mail servers, remote procedures and the system's log. */
import type { Family } from '../../../analysis/catalogue/model.ts';
import { closeable, opened, page } from './shared.ts';

const CONNECTION = 'keeps its connection open until the other side ends it';

export const services: Family = {
  id: 'go.services',
  language: 'go',
  checkedAgainst: [],
  resources: [
    closeable(
      'go.smtp.Client',
      'net/smtp#Client',
      {
        kind: 'connection',
        noun: 'mail connection',
        rule: 'unreleased-connection',
        cost: CONNECTION,
        documentation: page('net/smtp', 'Client.Close'),
      },
      { releases: [{ method: 'Close' }, { method: 'Quit', secondary: true }] },
    ),
    closeable('go.rpc.Client', 'net/rpc#Client', {
      kind: 'connection',
      noun: 'RPC client',
      rule: 'unreleased-connection',
      cost: 'keeps its connection and a goroutine until the other side ends it',
      documentation: page('net/rpc', 'Client.Close'),
    }),
    closeable('go.syslog.Writer', 'log/syslog#Writer', {
      kind: 'connection',
      noun: 'connection to the system log',
      rule: 'unreleased-connection',
      cost: CONNECTION,
      documentation: page('log/syslog', 'Writer.Close'),
    }),
  ],
  acquisitions: [
    opened('net/smtp#Dial', 'go.smtp.Client'),
    // To close it closes the connection that it is given, and nothing else.
    opened('net/smtp#NewClient', 'go.smtp.Client', { over: { argument: 0 } }),
    opened(['net/rpc#Dial', 'net/rpc#DialHTTP', 'net/rpc#DialHTTPPath'], 'go.rpc.Client'),
    opened(['log/syslog#New', 'log/syslog#Dial'], 'go.syslog.Writer'),
  ],
  sinks: [{ call: 'net/smtp#NewClient', argument: 0, effect: 'owns' }],
};
