import { nullTranslator } from '@jupyterlab/translation';

import { DAMAGED, DECISION, STATUS } from '../../__tests__/examples';
import { FakeClient, FakeConnection } from '../../__tests__/fakes';
import type { Status } from '../../api/wire';
import { StreamingModel } from '../../state/model';
import { showStatus } from '../dialog';

const trans = nullTranslator.load('test');

/** Open the dialog on a server that says `answer`, and wait until it is shown. */
async function open(answer: Status) {
  const client = new FakeClient();
  client.answer = answer;
  const model = new StreamingModel(client, new FakeConnection());
  const restore = jest.fn();
  const closed = showStatus(model, trans, restore);
  const dialog = await seen(() =>
    document.querySelector<HTMLElement>('.jp-Dialog:has(dl):has(h2)')
  );
  return { client, closed, dialog, model, restore };
}

/** Wait for something to be drawn, which React does when it has time. */
function seen<T>(find: () => T | null): Promise<T> {
  return new Promise(resolve => {
    const look = () => {
      const found = find();
      if (found !== null) {
        observer.disconnect();
        resolve(found);
      }
    };
    const observer = new MutationObserver(look);
    observer.observe(document, { childList: true, subtree: true });
    look();
  });
}

const pressEscape = (dialog: HTMLElement) =>
  dialog.dispatchEvent(
    new KeyboardEvent('keydown', { key: 'Escape', bubbles: true })
  );

/** The definition list, as terms and their texts. */
function rows(dialog: HTMLElement): Record<string, string> {
  return Object.fromEntries(
    Array.from(dialog.querySelectorAll('dt'), term => [
      term.textContent ?? '',
      term.nextElementSibling?.textContent ?? ''
    ])
  );
}

const notes = (dialog: HTMLElement) =>
  Array.from(
    dialog.querySelectorAll('.jp-AiStream-note'),
    note => note.textContent
  );

describe('showStatus', () => {
  // The next dialog waits until this one is closed.
  afterEach(() => {
    document
      .querySelectorAll<HTMLElement>('.jp-Dialog')
      .forEach(dialog => pressEscape(dialog));
  });

  it('names whose models obey, and who is out of reach', async () => {
    const { dialog } = await open({
      ...STATUS,
      governed: [
        { name: 'a.Model', package: 'a', version: '1.0', obeying: 'all' },
        { name: 'c.Model', package: 'c', version: null, obeying: 'passed' }
      ],
      personas: [
        { id: 'p::q::Mine', name: 'Mine', reach: 'governed' },
        { id: 'p::q::Other', name: 'Other', reach: 'unknown' }
      ],
      out_of_reach: [
        { id: 'magics', package: 'b', version: '2.0', text: 'Elsewhere.' }
      ]
    });
    expect(rows(dialog)).toMatchObject({
      Mine: 'Mine uses models that follow this switch.',
      Other: 'Other has not used a model that follows this switch so far.',
      'a 1.0': 'a.Model ',
      c: 'c.Model (if passed to govern)',
      'b 2.0': 'Elsewhere.'
    });
  });

  it('tells who decided what, in words', async () => {
    const { dialog } = await open(STATUS);
    expect(rows(dialog)).toEqual({
      'Chat model': 'azure:gpt-4o',
      Endpoint: 'https://example.com/openai',
      'API version': '2024-10-21',
      Streaming: 'Auto: streams where supported',
      'Decided by': 'Default',
      'Next response': 'Streamed, or all at once if streaming fails',
      'Jupyter AI': '3.2.0',
      'AI Streaming': '0.1.0 (active)'
    });
    expect(notes(dialog)).toEqual([]);
  });

  it('is named by its heading', async () => {
    const { dialog } = await open(STATUS);
    const title = dialog.querySelector('h2');
    expect(title?.textContent).toBe('Streaming Status');
    expect(dialog.getAttribute('aria-labelledby')).toBe(title?.id);
  });

  it('says why the switch has no effect, and promises nothing', async () => {
    const { dialog } = await open({
      ...STATUS,
      jupyter_ai: { generation: 'none', version: null },
      in_effect: false,
      why_not: { id: 'no-jupyter-ai', text: 'Jupyter AI is not installed.' },
      target: null,
      decision: null
    });
    expect(notes(dialog)).toEqual([
      'AI Streaming has no effect. Jupyter AI is not installed.'
    ]);
    expect(rows(dialog)).toEqual({
      'Chat model': 'No chat model selected in Jupyter AI',
      Streaming: 'Auto: streams where supported',
      'Decided by': 'Default',
      'Jupyter AI': 'Not installed',
      'AI Streaming': '0.1.0 (not active)'
    });
  });

  it('tells the reason of a lock', async () => {
    const { dialog } = await open({
      ...STATUS,
      decision: {
        ...DECISION,
        mode: 'off',
        source: 'administrator-lock',
        locked: true,
        lock_reason: 'Our gateway buffers.',
        delivery: 'plain',
        outlook: 'all-at-once'
      }
    });
    expect(rows(dialog)).toMatchObject({
      Streaming: 'Off: responses arrive all at once',
      'Decided by': 'Locked by your administrator',
      'Lock reason': 'Our gateway buffers.',
      'Next response': 'All at once (no streaming)'
    });
  });

  it('tells of a settings file that cannot be read', async () => {
    const { dialog } = await open({
      ...STATUS,
      settings_error: 'Line 3 is not JSON.'
    });
    expect(notes(dialog)).toEqual([
      'Settings cannot be read. Line 3 is not JSON.'
    ]);
    expect(dialog.textContent).not.toContain('Restore Settings…');
  });

  it('makes way for the dialog that restores damaged settings', async () => {
    const { closed, dialog, restore } = await open(DAMAGED);
    Array.from(dialog.querySelectorAll('button'))
      .find(button => button.textContent === 'Restore Settings…')
      ?.click();
    await closed;
    expect(restore).toHaveBeenCalledTimes(1);
  });

  it('follows the model while it is open', async () => {
    const { client, dialog, model } = await open(STATUS);
    client.answer = new Error('broken');
    void model.refresh();
    const note = await seen(() => dialog.querySelector('.jp-AiStream-note'));
    expect(note.textContent).toBe(
      'The Jupyter server returned an error. See its log. (broken)'
    );
    expect(rows(dialog)).toHaveProperty('Chat model');
  });

  it('closes with Escape', async () => {
    const { closed, dialog } = await open(STATUS);
    pressEscape(dialog);
    await expect(closed).resolves.toBeUndefined();
    expect(document.querySelector('.jp-Dialog')).toBeNull();
  });
});
