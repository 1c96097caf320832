import type { Event } from '@jupyterlab/services';
import { ServerConnection } from '@jupyterlab/services';

import { Connection, MOST_ATTEMPTS } from '../connection';

/** A WebSocket whose other end is the test. */
class FakeSocket {
  static all: FakeSocket[] = [];

  constructor(readonly url: string | URL) {
    FakeSocket.all.push(this);
  }

  onopen: () => void = () => undefined;
  onclose: () => void = () => undefined;
  onmessage: (message: { data: string }) => void = () => undefined;
  closed = false;

  close(): void {
    this.closed = true;
  }

  happen(turn: 'open' | 'close'): void {
    if (turn === 'open') {
      this.onopen();
    } else {
      this.onclose();
    }
  }
}

/** Let the manager's poll reach its next attempt, back-off included. */
const nextAttempt = () => jest.advanceTimersByTimeAsync(60_000);

/** Let whatever comes next happen, and say how long that took. */
async function nextTimer(): Promise<number> {
  const before = Date.now();
  await jest.advanceTimersToNextTimerAsync();
  return Date.now() - before || DAY;
}

/** In milliseconds. */
const DAY = 24 * 60 * 60 * 1000;

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

  it('takes longer and longer to try again, and ends', async () => {
    const gaps: number[] = [];
    let last = Date.now();
    for (;;) {
      const before = FakeSocket.all.length;
      FakeSocket.all[before - 1]?.happen('close');
      for (let ms = 0; FakeSocket.all.length === before && ms < DAY;) {
        ms += await nextTimer();
      }
      if (FakeSocket.all.length === before) {
        break;
      }
      gaps.push(Date.now() - last);
      last = Date.now();
    }
    expect(FakeSocket.all).toHaveLength(MOST_ATTEMPTS);
    expect(Math.max(...gaps)).toBeGreaterThan(3 * (gaps[0] ?? 0));
    expect(Math.max(...gaps)).toBeLessThanOrEqual(60_000);
    expect(jest.getTimerCount()).toBe(0);
  });

  it('begins again when it is told that the server answers', async () => {
    for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
      FakeSocket.all[attempt]?.happen('close');
      await nextAttempt();
    }
    expect(FakeSocket.all).toHaveLength(MOST_ATTEMPTS);
    connection.encourage();
    await jest.advanceTimersByTimeAsync(1);
    const socket = FakeSocket.all[MOST_ATTEMPTS];
    socket?.happen('open');
    connection.encourage();
    await nextAttempt();
    expect(FakeSocket.all).toHaveLength(MOST_ATTEMPTS + 1);
    // A socket that has been there is worth as many attempts as the first one.
    for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
      FakeSocket.all[FakeSocket.all.length - 1]?.happen('close');
      await nextAttempt();
    }
    expect(FakeSocket.all).toHaveLength(2 * MOST_ATTEMPTS + 1);
  });

  it('never ends where the server answers in other ways', async () => {
    for (let attempt = 0; attempt < 3 * MOST_ATTEMPTS; attempt++) {
      FakeSocket.all[attempt]?.happen('close');
      connection.encourage();
      await nextAttempt();
    }
    expect(FakeSocket.all).toHaveLength(3 * MOST_ATTEMPTS + 1);
  });

  it('is silent and closed after dispose', () => {
    connection.dispose();
    FakeSocket.all[0]?.happen('close');
    expect(turns).toEqual([]);
    expect(FakeSocket.all[0]?.closed).toBe(true);
    expect(connection.isDisposed).toBe(true);
  });
});
