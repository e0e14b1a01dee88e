/** A language server over two streams: standard input and output, or a test's own. */
import { createConnection, type WatchDog } from 'vscode-languageserver';
import {
  createProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import { serve, type ServeOptions } from './serve.ts';

export interface Streams {
  readonly input: NodeJS.ReadableStream;
  readonly output: NodeJS.WritableStream;
}

/**
 * Serves one client until it says goodbye or its stream ends. Gives the exit code: 0 if it was told to shut
 * down before. Rejects on nothing.
 */
export function runServer({ input, output }: Streams, options: ServeOptions): Promise<number> {
  return new Promise((resolve) => {
    let shutdownReceived = false;
    const end = (code: number): void => {
      stop();
      resolve(code);
    };
    // The library's own watchdog asks every three seconds whether the client still lives. A client that dies
    // closes the stream, which says the same and costs nothing.
    const watchDog: WatchDog = {
      initialize: () => undefined,
      exit: end,
      get shutdownReceived() {
        return shutdownReceived;
      },
      set shutdownReceived(value) {
        shutdownReceived = value;
      },
    };
    const connection = createConnection(
      (logger) =>
        createProtocolConnection(new StreamMessageReader(input), new StreamMessageWriter(output), logger),
      watchDog,
    );
    const stop = serve(connection, options);
    input.once('end', () => end(shutdownReceived ? 0 : 1));
    input.once('close', () => end(shutdownReceived ? 0 : 1));
    connection.listen();
  });
}
