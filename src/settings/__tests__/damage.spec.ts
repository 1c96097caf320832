import { Notification } from '@jupyterlab/apputils';
import { nullTranslator } from '@jupyterlab/translation';

import { DAMAGED, STATUS } from '../../__tests__/examples';
import { FakeClient, FakeConnection } from '../../__tests__/fakes';
import { StreamingModel } from '../../state/model';
import { mendEmptyPage, tellOfDamage } from '../damage';

const trans = nullTranslator.load('test');

function build() {
  const client = new FakeClient();
  client.answer = DAMAGED;
  const model = new StreamingModel(client, new FakeConnection());
  return { client, model };
}

const told = () => Notification.manager.notifications.length;

describe('damaged settings', () => {
  it('are told of once, until they are good', async () => {
    const { client, model } = build();
    tellOfDamage(model, trans, () => Promise.resolve());
    expect(told()).toBe(0);
    await model.refresh();
    client.answer = { ...DAMAGED, version: 'new' };
    await model.refresh();
    expect(told()).toBe(1);
    client.answer = STATUS;
    await model.refresh();
    expect(told()).toBe(0);
  });

  it('are restored at once on an empty page, which is then loaded again', async () => {
    const { client, model } = build();
    const reload = jest.fn();
    await mendEmptyPage(
      model,
      () => {
        client.answer = STATUS;
        return model.restore();
      },
      reload
    );
    expect(reload).toHaveBeenCalledTimes(1);
  });

  it('leave an empty page as it is where they stay as they are', async () => {
    const { model } = build();
    const reload = jest.fn();
    await mendEmptyPage(model, () => Promise.resolve(), reload);
    expect(reload).not.toHaveBeenCalled();
  });

  it('are no concern of a page that is empty for another reason', async () => {
    const { client, model } = build();
    client.answer = STATUS;
    const restore = jest.fn();
    await mendEmptyPage(model, restore, jest.fn());
    expect(restore).not.toHaveBeenCalled();
  });
});
