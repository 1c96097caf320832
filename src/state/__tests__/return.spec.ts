import { STATUS } from '../../__tests__/examples';
import { FakeClient, FakeConnection } from '../../__tests__/fakes';
import { StreamingModel } from '../model';
import { askOnReturn } from '../return';

describe('askOnReturn', () => {
  it.each([
    ['focus', window],
    ['online', window],
    ['visibilitychange', document]
  ])('asks at %s, while there is no answer', async (name, where) => {
    const client = new FakeClient();
    const model = new StreamingModel(client, new FakeConnection());
    const asking = askOnReturn(model);
    await model.refresh();
    client.asked.length = 0;
    where.dispatchEvent(new Event(name));
    expect(client.asked).toEqual([]);

    client.answer = new Error('down');
    await model.refresh();
    client.asked.length = 0;
    client.answer = STATUS;
    where.dispatchEvent(new Event(name));
    expect(client.asked).toEqual(['status']);
    await model.refresh();
    expect(model.unavailable).toBeNull();

    client.answer = new Error('down');
    await model.refresh();
    client.asked.length = 0;
    asking.dispose();
    where.dispatchEvent(new Event(name));
    expect(client.asked).toEqual([]);
    model.dispose();
  });
});
