import { nullTranslator } from '@jupyterlab/translation';
import { PromiseDelegate } from '@lumino/coreutils';
import * as React from 'react';

import { byRole, doing, draw, erase, options } from '../../__tests__/drawing';
import { RequestError } from '../../api/errors';
import type { Mode } from '../../api/wire';
import { ModeControl } from '../modeControl';

const trans = nullTranslator.load('test');
const LABEL = 'Streaming of Azure';

type Props = Partial<React.ComponentProps<typeof ModeControl>>;

const draws = (props: Props) =>
  draw(
    <ModeControl
      value={null}
      inherits={true}
      label={LABEL}
      onChange={() => Promise.resolve()}
      trans={trans}
      {...props}
    />
  );

const choose = (host: HTMLElement, name: string) =>
  doing(() => byRole(host, 'input', name).click());

const refusal = () =>
  new RequestError(new Response('', { status: 403 }), {
    message: 'Azure is locked.',
    reason: 'Our gateway buffers.',
    next_step: 'Ask the administrator.'
  });

describe('ModeControl', () => {
  afterEach(erase);

  it('is a group of radio buttons with a name', async () => {
    const host = await draws({ value: 'off' });
    expect(options(host, LABEL)).toBe('Inherit Auto On [Off]');
  });

  it('offers to inherit where that means something', async () => {
    const host = await draws({ value: 'on', inherits: false });
    expect(options(host, LABEL)).toBe('Auto [On] Off');
  });

  it('says what is inherited', async () => {
    const host = await draws({ inherited: 'off' });
    const inherit = byRole(host, 'input', 'Inherit').closest('label');
    expect(inherit?.title).toBe('No mode of its own: now Off');
  });

  it('shows a choice at once, and busy until it is in force', async () => {
    const answer = new PromiseDelegate<void>();
    const host = await draws({ onChange: () => answer.promise });
    await choose(host, 'On');
    const group = byRole(host, '[role=radiogroup]', LABEL);
    expect(options(host, LABEL)).toBe('Inherit Auto [On] Off');
    expect(group.getAttribute('aria-busy')).toBe('true');
    await doing(() => answer.resolve());
    // The server has the last word: here it says nothing new.
    expect(options(host, LABEL)).toBe('[Inherit] Auto On Off');
    expect(group.getAttribute('aria-busy')).toBe('false');
  });

  it('takes a refused choice back and says why', async () => {
    const host = await draws({ onChange: () => Promise.reject(refusal()) });
    await choose(host, 'On');
    expect(options(host, LABEL)).toBe('[Inherit] Auto On Off');
    expect(host.querySelector('[role=alert]')?.textContent).toBe(
      'Azure is locked. Our gateway buffers. Ask the administrator.'
    );
    await choose(host, 'Auto');
    expect(host.querySelectorAll('[role=alert]')).toHaveLength(1);
  });

  it('sends choices in order, and of those that wait only the last', async () => {
    const sent: (Mode | null)[] = [];
    const answers = [new PromiseDelegate<void>(), new PromiseDelegate<void>()];
    const host = await draws({
      onChange: mode => {
        sent.push(mode);
        return answers[sent.length - 1]?.promise ?? Promise.resolve();
      }
    });
    await choose(host, 'Auto');
    await choose(host, 'On');
    await choose(host, 'Off');
    expect(sent).toEqual(['auto']);
    await doing(() => answers[0]?.resolve());
    expect(sent).toEqual(['auto', 'off']);
    expect(options(host, LABEL)).toBe('Inherit Auto On [Off]');
    await doing(() => answers[1]?.resolve());
    expect(sent).toEqual(['auto', 'off']);
  });

  it('says nothing of the refusal of a choice that was changed meanwhile', async () => {
    const first = new PromiseDelegate<void>();
    const host = await draws({
      onChange: mode => (mode === 'on' ? first.promise : Promise.resolve())
    });
    await choose(host, 'On');
    await choose(host, 'Off');
    await doing(() => first.reject(refusal()));
    expect(host.querySelector('[role=alert]')).toBeNull();
  });

  it('can be disabled, with its choice to be seen', async () => {
    const host = await draws({ value: 'off', disabled: true });
    const radios = Array.from(host.querySelectorAll('input'));
    expect(radios.every(radio => radio.disabled)).toBe(true);
    expect(options(host, LABEL)).toBe('Inherit Auto On [Off]');
  });
});
