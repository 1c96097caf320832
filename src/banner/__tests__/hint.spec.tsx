import { nullTranslator } from '@jupyterlab/translation';
import * as React from 'react';

import { doing, draw, erase } from '../../__tests__/drawing';
import { duration } from '../duration';
import { Hint } from '../hint';

const trans = nullTranslator.load('test');

/** In milliseconds. */
const NOW = Date.parse('2024-11-22T10:00:00Z');

const at = (seconds: number) => new Date(NOW + 1000 * seconds).toISOString();

const pass = (seconds: number) =>
  doing(() => jest.advanceTimersByTime(1000 * seconds));

const show = (hint: string, wait: number | null, since = 0) =>
  draw(<Hint failure={{ hint, wait, last_seen: at(since) }} trans={trans} />);

describe('what to do about a failure', () => {
  beforeEach(() => {
    jest.useFakeTimers({ now: NOW });
  });

  afterEach(async () => {
    await erase();
    jest.useRealTimers();
  });

  it('counts the wait down, and ends', async () => {
    const host = await show('Try again in 30 s. Or ask for more.', 30);
    expect(host.textContent).toBe('Try again in 30 s. Or ask for more.');
    await pass(1);
    expect(host.textContent).toBe('Try again in 29 s. Or ask for more.');
    await pass(28);
    expect(host.textContent).toBe('Try again in 1 s. Or ask for more.');
    await pass(1);
    expect(host.textContent).toBe('The wait is over. Try again.');
    expect(jest.getTimerCount()).toBe(0);
  });

  it('goes on from when the endpoint asked for it', async () => {
    const host = await show('Try again in 30 s.', 30, -20);
    expect(host.textContent).toBe('Try again in 10 s.');
    const over = await show('Try again in 30 s.', 30, -31);
    expect(over.textContent).toBe('The wait is over. Try again.');
  });

  it('asks nobody to wait for longer, whatever the clock of the server', async () => {
    const host = await show('Try again in 30 s.', 30, 3600);
    expect(host.textContent).toBe('Try again in 30 s.');
  });

  it('is not read out each second', async () => {
    const host = await show('Try again in 30 s.', 30);
    const timer = host.querySelector('[role=timer]');
    expect(timer?.getAttribute('aria-live')).toBe('off');
  });

  it.each([
    ['Check the API key.', null],
    ['Waiting will not help.', 30]
  ])('is left alone where it is about no time: %s', async (hint, wait) => {
    const host = await show(hint, wait);
    await pass(60);
    expect(host.textContent).toBe(hint);
  });

  it.each([
    [0.2, '1 s'],
    [119, '119 s'],
    [120, '2 min'],
    [121, '3 min'],
    [7140, '119 min'],
    [7200, '2 h'],
    [7260, '2 h 1 min'],
    [172_800, '2 d']
  ])('writes %d seconds as the server does', (seconds, text) => {
    expect(duration(seconds)).toBe(text);
  });
});
