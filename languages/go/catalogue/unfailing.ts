/**
 * Calls that give an error and never do so, as their documentation says, or only where nothing works any more: of a
 * connection that is none, without a working directory.
 */
import type { Family } from '../../../analysis/catalogue/model.ts';

const writers = ['bytes#Buffer', 'strings#Builder'].flatMap((type) => [
  `${type}::Write`,
  `${type}::WriteString`,
  `${type}::WriteRune`,
]);

const withDescriptor = [
  'net#UnixConn',
  'net#TCPConn',
  'net#UDPConn',
  'net#IPConn',
  'net#TCPListener',
  'net#UnixListener',
  'os#File',
  'syscall#Conn',
];

export const unfailing: Family = {
  id: 'go.unfailing',
  language: 'go',
  checkedAgainst: [],
  behaviours: [
    {
      call: [
        'path/filepath#Abs',
        'crypto/rand#Read',
        ...writers,
        ...withDescriptor.map((type) => `${type}::SyscallConn`),
      ],
      hardlyFails: '1',
    },
  ],
};
