import type { Event } from '@jupyterlab/services';
import { ServerConnection } from '@jupyterlab/services';

import { Connection } from '../connection';

/** A WebSocket whose other end is the test. */
class FakeSocket extends EventTarget {
  static all: FakeSocket[] = [];

  constructor(readonly url: string | URL) {
    super();
    FakeSocket.all.push(this);
  }

  onclose: () => void = () => undefined;
  onmessage: (message: { data: string }) => void = () => undefined;
  closed = false;

  close(): void {
    this.closed = true;
  }

  happen(turn: 'open' | 'close'): void {
    this.dispatchEvent(new window.Event(turn));
    if (turn === 'close') {
      this.onclose();
    }
  }
}

/** Let the manager's poll reach its next attempt, back-off included. */
const nextAttempt = () => jest.advanceTimersByTimeAsync(60_000);

describe('Connection', () => {
  let connection: Connection;
  let turns: string[];

  beforeEach(async () => {
    jest.useFakeTimers();
    FakeSocket.all = [];
    connection = new Connection(
      ServerConnection.makeSettings({
        baseUrl: 'http://localhost:8888/',
        wsUrl: 'ws://localhost:8888/',
        WebSocket: FakeSocket as unknown as typeof WebSocket
      })
    );
    turns = [];
    connection.turned.connect((_, turn) => {
      turns.push(turn);
    });
    await jest.advanceTimersByTimeAsync(1);
  });

  afterEach(() => {
    connection.dispose();
    jest.useRealTimers();
  });

  it('hears the event bus of the server', () => {
    const heard: Event.Emission[] = [];
    connection.emitted.connect((_, emission) => {
      heard.push(emission);
    });
    const [socket] = FakeSocket.all;
    expect(String(socket?.url)).toContain(
      'ws://localhost:8888/api/events/subscribe'
    );
    socket?.onmessage({ data: '{"schema_id":"a"}' });
    expect(heard).toEqual([{ schema_id: 'a' }]);
  });

  it('says when it lost and found the server', async () => {
    FakeSocket.all[0]?.happen('open');
    FakeSocket.all[0]?.happen('close');
    await nextAttempt();
    expect(FakeSocket.all).toHaveLength(2);
    FakeSocket.all[1]?.happen('open');
    expect(turns).toEqual(['opened', 'closed', 'opened']);
  });

  it('is silent and closed after dispose', () => {
    connection.dispose();
    FakeSocket.all[0]?.happen('close');
    expect(turns).toEqual([]);
    expect(FakeSocket.all[0]?.closed).toBe(true);
    expect(connection.isDisposed).toBe(true);
  });
});
