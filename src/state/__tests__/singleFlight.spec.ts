import { PromiseDelegate } from '@lumino/coreutils';

import { SingleFlight } from '../singleFlight';

describe('SingleFlight', () => {
  /** A job whose runs the test ends one by one. */
  function controlled() {
    const runs: PromiseDelegate<void>[] = [];
    const flight = new SingleFlight(() => {
      const run = new PromiseDelegate<void>();
      runs.push(run);
      return run.promise;
    });
    return { flight, runs };
  }

  it('runs at once when idle', async () => {
    const { flight, runs } = controlled();
    const done = flight.run();
    expect(runs).toHaveLength(1);
    runs[0]?.resolve();
    await done;
  });

  it('gives all who ask during a run one further run', async () => {
    const { flight, runs } = controlled();
    const first = flight.run();
    const others = [flight.run(), flight.run(), flight.run()];
    expect(runs).toHaveLength(1);

    runs[0]?.resolve();
    await first;
    await Promise.resolve();
    expect(runs).toHaveLength(2);

    runs[1]?.resolve();
    await Promise.all(others);
    expect(runs).toHaveLength(2);
  });

  it('never overlaps runs, however late somebody asks', async () => {
    let running = 0;
    let most = 0;
    const flight = new SingleFlight(async () => {
      most = Math.max(most, ++running);
      await Promise.resolve();
      running--;
    });
    const asked: Promise<void>[] = [];
    for (let i = 0; i < 20; i++) {
      asked.push(flight.run());
      await Promise.resolve();
    }
    await Promise.all(asked);
    expect(most).toBe(1);
  });

  it('starts the further run after a failure too', async () => {
    const { flight, runs } = controlled();
    const first = flight.run();
    const second = flight.run();
    const failed = expect(first).rejects.toThrow('broken');
    runs[0]?.reject(new Error('broken'));
    await failed;
    await Promise.resolve();
    runs[1]?.resolve();
    await expect(second).resolves.toBeUndefined();
  });
});
