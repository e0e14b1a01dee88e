/** gRPC. */
import type { Family } from '../../../analysis/catalogue/model.ts';
import { closeable, opened, page } from './shared.ts';

const GRPC = 'google.golang.org/grpc';

export const grpc: Family = {
  id: 'go.grpc',
  language: 'go',
  checkedAgainst: [],
  unchecked: { 'google.golang.org/grpc#NewClient': '1.63.0' },
  resources: [
    closeable('go.grpc.ClientConn', `${GRPC}#ClientConn`, {
      kind: 'connection',
      noun: 'gRPC connection',
      rule: 'unreleased-connection',
      cost: 'keeps its connection and goroutines for ever',
      documentation: page(GRPC, 'ClientConn.Close'),
    }),
  ],
  acquisitions: [opened([`${GRPC}#Dial`, `${GRPC}#DialContext`, `${GRPC}#NewClient`], 'go.grpc.ClientConn')],
};
