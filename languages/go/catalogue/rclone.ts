/** rclone's own HTTP client: a wrapper that closes the response itself under conditions. */
import type { Family } from '../../../analysis/catalogue/model.ts';
import { opened } from './shared.ts';

const REST = 'github.com/rclone/rclone/lib/rest';
/** With this option the wrapper reads the body to its end and closes it. */
const closed = { argument: 1, property: 'NoResponse', equals: [true] } as const;
/** What answers `HEAD` has no body. */
const bodiless = { argument: 1, property: 'Method', equals: ['HEAD'] } as const;

export const rclone: Family = {
  id: 'go.rclone',
  language: 'go',
  checkedAgainst: [],
  unchecked: {
    'github.com/rclone/rclone/lib/rest': '1.69.0',
    'github.com/rclone/rclone/fs/fserrors': '1.69.0',
    'github.com/rclone/rclone/lib/pacer': '1.69.0',
    'github.com/rclone/rclone/fs': '1.69.0',
  },
  acquisitions: [
    opened(`${REST}#Client::Call`, 'go.http.Response', {
      distinctive: true,
      when: [{ argument: 1, ofType: [`${REST}#Opts`] }],
      unless: [closed, bodiless],
      documentation: `https://pkg.go.dev/${REST}#Client.Call`,
    }),
    // With something to decode into it reads the body and closes it.
    opened([`${REST}#Client::CallJSON`, `${REST}#Client::CallXML`], 'go.http.Response', {
      distinctive: true,
      when: [
        { argument: 1, ofType: [`${REST}#Opts`] },
        { argument: 3, equals: [null] },
      ],
      unless: [closed, bodiless],
      documentation: `https://pkg.go.dev/${REST}#Client.CallJSON`,
    }),
  ],
  sinks: [
    {
      call: [
        'github.com/rclone/rclone/fs/fserrors#ShouldRetryHTTP',
        'github.com/rclone/rclone/fs/fserrors#ContextError',
        'github.com/rclone/rclone/fs/fserrors#ShouldRetry',
      ],
      argument: 'any',
      effect: 'borrows',
    },
    {
      call: [`${REST}#DecodeJSON`, `${REST}#DecodeXML`, `${REST}#ReadBody`],
      argument: 0,
      effect: 'releases',
    },
  ],
  behaviours: [{ call: 'github.com/rclone/rclone/fs/fserrors#ContextError', tells: 'cancelled' }],
  callbacks: [
    {
      call: [
        'github.com/rclone/rclone/lib/pacer#Pacer::Call',
        'github.com/rclone/rclone/lib/pacer#Pacer::CallNoRetry',
        'github.com/rclone/rclone/fs#Pacer::Call',
        'github.com/rclone/rclone/fs#Pacer::CallNoRetry',
      ],
      argument: 0,
      runs: 'once-now',
    },
  ],
};
