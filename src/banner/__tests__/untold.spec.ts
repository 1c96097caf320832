import { FAILURE } from '../../__tests__/examples';
import { FakeClient, FakeConnection } from '../../__tests__/fakes';
import type { Failure } from '../../api/wire';
import { StreamingModel } from '../../state/model';
import { Untold } from '../untold';

/** In milliseconds. */
const GRACE = 1000;

function tab() {
  const client = new FakeClient();
  const model = new StreamingModel(client, new FakeConnection());
  const untold = new Untold(model, GRACE);
  const fail = (...failed: Failure[]) => {
    client.failed = failed;
    return model.refresh();
  };
  return { fail, model, untold };
}

describe('what no chat shows', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('is shown once a chat had the time to show it', async () => {
    const { fail, untold } = tab();
    await fail(FAILURE);
    expect(untold.failures).toEqual([]);
    jest.advanceTimersByTime(GRACE);
    expect(untold.failures).toEqual([FAILURE]);
  });

  it('is not shown while a chat does, and is when that is hidden', async () => {
    const { fail, model, untold } = tab();
    const drawn = jest.fn();
    untold.changed.connect(drawn);
    await fail(FAILURE);
    const told = [model.tell(FAILURE.id), model.tell(FAILURE.id)];
    jest.advanceTimersByTime(GRACE);
    expect(untold.failures).toEqual([]);
    told[0]?.dispose();
    expect(untold.failures).toEqual([]);
    drawn.mockClear();
    told[1]?.dispose();
    expect(untold.failures).toEqual([FAILURE]);
    expect(drawn).toHaveBeenCalled();
  });

  it('is forgotten when it is solved', async () => {
    const { fail, untold } = tab();
    await fail(FAILURE);
    await fail();
    jest.advanceTimersByTime(GRACE);
    await fail(FAILURE);
    expect(untold.failures).toEqual([]);
    jest.advanceTimersByTime(GRACE);
    expect(untold.failures).toEqual([FAILURE]);
  });
});
