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
      inherited="auto"
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
    expect(options(host, LABEL)).toBe('Default (Auto) Auto On [Off]');
  });

  it('offers to inherit where that means something', async () => {
    const host = await draws({ value: 'on', inherits: false });
    expect(options(host, LABEL)).toBe('Auto [On] Off');
  });

  it('says what the default comes to, where that is known', async () => {
    const off = await draws({ inherited: 'off' });
    expect(options(off, LABEL)).toBe('[Default (Off)] Auto On Off');
    const unknown = await draws({ inherited: null });
    expect(options(unknown, LABEL)).toBe('[Default] Auto On Off');
  });

  it('shows a choice at once, and busy until it is in force', async () => {
    const answer = new PromiseDelegate<void>();
    const host = await draws({ onChange: () => answer.promise });
    await choose(host, 'On');
    const group = byRole(host, '[role=radiogroup]', LABEL);
    expect(options(host, LABEL)).toBe('Default (Auto) Auto [On] Off');
    expect(group.getAttribute('aria-busy')).toBe('true');
    await doing(() => answer.resolve());
    // The server has the last word: here it says nothing new.
    expect(options(host, LABEL)).toBe('[Default (Auto)] Auto On Off');
    expect(group.getAttribute('aria-busy')).toBe('false');
  });

  it('takes a refused choice back and says why', async () => {
    const host = await draws({ onChange: () => Promise.reject(refusal()) });
    await choose(host, 'On');
    expect(options(host, LABEL)).toBe('[Default (Auto)] Auto On Off');
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
    expect(options(host, LABEL)).toBe('Default (Auto) Auto On [Off]');
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

  it('moves the focus by arrows, and takes a choice by Space or Enter', async () => {
    const sent: (Mode | null)[] = [];
    const host = await draws({
      onChange: mode => {
        sent.push(mode);
        return Promise.resolve();
      }
    });
    const radios = Array.from(host.querySelectorAll('input'));
    const press = async (key: string) => {
      const event = new KeyboardEvent('keydown', {
        key,
        bubbles: true,
        cancelable: true
      });
      await doing(() => document.activeElement?.dispatchEvent(event));
      return event.defaultPrevented;
    };
    radios[0]?.focus();
    for (const [key, index] of [
      ['ArrowRight', 1],
      ['ArrowDown', 2],
      ['ArrowRight', 3],
      ['ArrowRight', 0],
      ['ArrowLeft', 3],
      ['ArrowUp', 2]
    ] as const) {
      // A browser would choose otherwise.
      expect(await press(key)).toBe(true);
      expect(document.activeElement).toBe(radios[index]);
    }
    expect(sent).toEqual([]);
    expect(await press('Enter')).toBe(true);
    expect(sent).toEqual(['on']);
    // Left to the browser, which chooses.
    expect(await press(' ')).toBe(false);
    expect(await press('Tab')).toBe(false);
  });

  it('can be disabled, with its choice to be seen', async () => {
    const host = await draws({ value: 'off', allowed: ['off'] });
    const radios = Array.from(host.querySelectorAll('input'));
    expect(radios.every(radio => radio.disabled)).toBe(true);
    expect(options(host, LABEL)).toBe('Default (Auto) Auto On [Off]');
  });

  it('leaves out what is not allowed, also on the way of the arrows', async () => {
    const sent: (Mode | null)[] = [];
    const host = await draws({
      value: 'auto',
      allowed: ['auto', 'off'],
      onChange: mode => {
        sent.push(mode);
        return Promise.resolve();
      }
    });
    const on = byRole(host, 'input', 'On');
    expect(on.matches(':disabled')).toBe(true);
    on.click();
    expect(sent).toEqual([]);
    const auto = byRole(host, 'input', 'Auto');
    auto.focus();
    auto.dispatchEvent(
      new KeyboardEvent('keydown', { key: 'ArrowRight', bubbles: true })
    );
    expect(document.activeElement).toBe(byRole(host, 'input', 'Off'));
  });
});
