import { nullTranslator } from '@jupyterlab/translation';
import * as React from 'react';

import { byRole, doing, draw, erase } from '../../__tests__/drawing';
import { DAMAGED, RECOVERY, STATUS } from '../../__tests__/examples';
import { FakeClient, FakeConnection } from '../../__tests__/fakes';
import { RequestError } from '../../api/errors';
import type { Recovery } from '../../api/wire';
import { StreamingModel } from '../../state/model';
import { RecoveryView } from '../view';

const trans = nullTranslator.load('test');

async function open(damage: Partial<Recovery> = {}, client = new FakeClient()) {
  client.answer = DAMAGED;
  client.damage = { ...RECOVERY, ...damage };
  const model = new StreamingModel(client, new FakeConnection());
  const view = await draw(<RecoveryView model={model} trans={trans} />);
  return { client, model, view };
}

describe('the recovery', () => {
  afterEach(erase);

  it('says what is wrong, where, and what would come back', async () => {
    const { view } = await open();
    expect(view.textContent).toContain(
      'The settings file is damaged. Line 1 is no JSON.'
    );
    expect(view.textContent).toContain(RECOVERY.path);
    expect(view.textContent).toContain('Last good settings saved on Nov 22.');
    expect(view.textContent).toContain('under another name');
  });

  it('tells the lines apart, in a block that the keyboard reaches', async () => {
    const { view } = await open();
    const block = view.querySelector('pre');
    expect(block?.tabIndex).toBe(0);
    expect(
      Array.from(block?.children ?? [], line => [
        line.getAttribute('data-change'),
        line.textContent
      ])
    ).toEqual([
      ['removed', '-{"defaultMode": "of'],
      ['added', '+{'],
      ['added', '+  "defaultMode": "off"'],
      [null, ' }']
    ]);
  });

  it('says where the damaged file is kept, and keeps the focus', async () => {
    const { client, model, view } = await open();
    const button = byRole(view, 'button', 'Restore Last Good Settings');
    button.focus();
    client.answer = STATUS;
    await doing(() => button.click());
    expect(client.asked).toContain('restore');
    expect(model.status).toEqual(STATUS);
    const said = view.querySelector('[aria-live]');
    expect(said?.textContent).toBe(
      'Last good settings restored.Damaged file kept at: /home/jane/plugin.jupyterlab-settings.damaged-20241122-100000'
    );
    expect(view.querySelector('button')).toBeNull();
    expect(said?.contains(document.activeElement)).toBe(true);
  });

  it('begins anew where there is no copy', async () => {
    const { view } = await open({ last_good: null, differences: [] });
    expect(view.textContent).toContain('No backup of good settings found');
    expect(view.querySelector('pre')).toBeNull();
    byRole(view, 'button', 'Reset Settings');
  });

  it('says that nothing is damaged', async () => {
    const { view } = await open({ problem: null });
    expect(view.textContent).toBe('Settings OK. There is nothing to restore.');
  });

  it('says why the settings cannot be restored', async () => {
    const { client, view } = await open();
    client.refusal = new RequestError(new Response('', { status: 409 }), {
      message: 'The settings cannot be restored.',
      next_step: 'Free some space.'
    });
    const button = byRole(view, 'button', 'Restore Last Good Settings');
    await doing(() => button.click());
    expect(view.querySelector('[role=alert]')?.textContent).toBe(
      'The settings cannot be restored. Free some space.'
    );
    expect(button.isConnected).toBe(true);
  });

  it('says why the file cannot be read at all', async () => {
    const client = new FakeClient();
    client.recovery = () => Promise.reject(new Error('No permission.'));
    const { view } = await open({}, client);
    expect(view.textContent).toBe('No permission.');
  });
});
