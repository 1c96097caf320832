import { Clipboard } from '@jupyterlab/apputils';
import { nullTranslator } from '@jupyterlab/translation';
import * as React from 'react';

import { doing, draw, erase } from '../../__tests__/drawing';
import { CopyButton } from '../copyButton';

describe('a button that copies', () => {
  beforeEach(() => {
    jest.useFakeTimers();
    jest.spyOn(Clipboard, 'copyToSystem').mockImplementation();
  });

  afterEach(async () => {
    await erase();
    jest.restoreAllMocks();
    jest.useRealTimers();
  });

  it('says so for two seconds, from the last click on', async () => {
    const host = await draw(
      <CopyButton
        text="Copy Report"
        of="a"
        content={() => 'report'}
        trans={nullTranslator.load('test')}
      />
    );
    const button = host.querySelector('button');
    const click = () => doing(() => button?.click());
    const pass = (ms: number) => doing(() => jest.advanceTimersByTime(ms));
    await click();
    expect(button?.textContent).toBe('Copied');
    await pass(1500);
    await click();
    await pass(1500);
    expect(button?.textContent).toBe('Copied');
    await pass(500);
    expect(button?.textContent).toBe('Copy Report');
    expect(Clipboard.copyToSystem).toHaveBeenCalledTimes(2);
  });
});
