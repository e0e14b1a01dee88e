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

/** An identifier is made of random bytes, which are always there: they fail where `crypto/rand#Read` does. */
const identifiers = [
  ...['NewRandom', 'NewUUID', 'NewV6', 'NewV7'].map((name) => `github.com/google/uuid#${name}`),
  ...['', '/v3', '/v4', '/v5'].flatMap((version) =>
    ['NewV1', 'NewV4', 'NewV6', 'NewV7'].map((name) => `github.com/gofrs/uuid${version}#${name}`),
  ),
  'github.com/satori/go.uuid#NewV4',
  'github.com/hashicorp/go-uuid#GenerateUUID',
];

export const unfailing: Family = {
  id: 'go.unfailing',
  language: 'go',
  checkedAgainst: [],
  // It embeds `io.Writer`, so its own text does not show the method.
  unchecked: { 'hash#Hash::Write': '1.19' },
  behaviours: [
    {
      call: [
        'path/filepath#Abs',
        'os#Getwd',
        'crypto/rand#Read',
        'crypto/rand#Int',
        'math/rand#Read',
        'math/rand#Rand::Read',
        'hash#Hash::Write',
        'hash/maphash#Hash::Write',
        // Only a key on a curve that has no name fails.
        'crypto/x509#MarshalECPrivateKey',
        ...identifiers,
        ...writers,
        ...withDescriptor.map((type) => `${type}::SyscallConn`),
      ],
      hardlyFails: '1',
    },
    {
      // Where these fail the connection is closed already.
      call: [
        'net#Conn',
        'net#TCPConn',
        'net#UnixConn',
        'net#UDPConn',
        'net#IPConn',
        'crypto/tls#Conn',
      ].flatMap((type) =>
        ['SetDeadline', 'SetReadDeadline', 'SetWriteDeadline'].map((name) => `${type}::${name}`),
      ),
      hardlyFails: '',
    },
  ],
};
