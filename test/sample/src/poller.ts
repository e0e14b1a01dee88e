import { connect, type Socket } from 'node:net';

/** Asks a host for its state every few seconds. */
export class Poller {
  private timer: NodeJS.Timeout | undefined;
  private socket: Socket | undefined;

  start(port: number): void {
    this.socket = connect(port);
    this.timer = setInterval(() => this.socket?.write('state\n'), 5_000);
  }

  dispose(): void {
    this.socket?.destroy();
  }
}
