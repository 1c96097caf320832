import { nullTranslator } from '@jupyterlab/translation';
import { CommandRegistry } from '@lumino/commands';
import * as React from 'react';

import { byRole, doing, draw, erase } from '../../__tests__/drawing';
import { FAILURE } from '../../__tests__/examples';
import { FakeClient, FakeConnection } from '../../__tests__/fakes';
import type { Failure } from '../../api/wire';
import { detailsText } from '../../components/facts';
import { StreamingModel } from '../../state/model';
import { CommandIDs } from '../../tokens';
import { Announcer } from '../announcer';
import { Details } from '../details';
import { BannerView } from '../view';

const trans = nullTranslator.load('test');

const WARNING: Failure = {
  ...FAILURE,
  id: 'b',
  diagnosis: 'rate-limited',
  severity: 'warning',
  // eslint-disable-next-line jupyter/no-untranslated-string -- the server translates it
  title: 'Too many requests',
  actions: ['copy-details', 'help']
};

const SCRIPT = '<img src=x onerror="window.hacked = true"><script>1</script>';

/** The banner as a tab shows it. */
async function banner(
  failed: Failure[] = [FAILURE],
  prepare: (commands: CommandRegistry) => void = () => undefined
) {
  const client = new FakeClient();
  client.failed = failed;
  const model = new StreamingModel(client, new FakeConnection());
  await model.refresh();
  const commands = new CommandRegistry();
  prepare(commands);
  const left = { count: 0 };
  const details: string[] = [];
  const view = () => (
    <BannerView
      failures={model.failures}
      model={model}
      commands={commands}
      trans={trans}
      onDrawn={() => undefined}
      onLeave={() => left.count++}
      onDetails={({ id }) => details.push(id)}
    />
  );
  function Host(): React.JSX.Element {
    const [, redraw] = React.useReducer((count: number) => count + 1, 0);
    React.useEffect(() => {
      model.changed.connect(redraw);
    }, []);
    return view();
  }
  const host = await draw(<Host />);
  client.asked.length = 0;
  return { client, commands, details, host, left, model };
}

afterEach(erase);

describe('the banner', () => {
  it('says what failed, why, and what to do', async () => {
    const { host } = await banner();
    const section = byRole(host, 'section', 'AI request errors');
    expect(section.textContent).toContain('Error:');
    expect(section.textContent).toContain(FAILURE.title);
    expect(section.textContent).toContain(FAILURE.hint);
    expect(section.textContent).toContain('azure:gpt-4o');
    expect(section.textContent).not.toContain(' of ');
  });

  it('is nothing where nothing failed', async () => {
    const { host } = await banner([]);
    expect(host.textContent).toBe('');
  });

  it('turns streaming off, and is then done', async () => {
    const { client, host } = await banner();
    await doing(() =>
      byRole(host, 'button', 'Turn Off Streaming for This Model').click()
    );
    expect(client.asked).toContain(
      'setMode {"provider":"azure","model":"gpt-4o","mode":"off"}'
    );
    expect(client.asked).toContain(`dismiss ${FAILURE.id}`);
    expect(host.textContent).toBe('');
  });

  it('lets the model stream again', async () => {
    const { client, host } = await banner([
      { ...FAILURE, actions: ['try-streaming'] }
    ]);
    await doing(() => byRole(host, 'button', 'Retry Streaming').click());
    expect(client.asked.filter(each => !/^(status|prov)/.test(each))).toEqual([
      'setMode {"provider":"azure","model":"gpt-4o","mode":"auto"}',
      'forget {"provider":"azure","model":"gpt-4o"}',
      `dismiss ${FAILURE.id}`
    ]);
  });

  it('stays, and says why, where it was refused', async () => {
    const { client, host } = await banner();
    client.refusal = new Error('locked');
    await doing(() =>
      byRole(host, 'button', 'Turn Off Streaming for This Model').click()
    );
    expect(host.querySelector('[role=alert]')?.textContent).toBe('locked');
    expect(host.textContent).toContain(FAILURE.title);
  });

  it('shows one at a time, with a count', async () => {
    const { host } = await banner([FAILURE, WARNING]);
    expect(host.textContent).toContain('1 of 2');
    await doing(() => byRole(host, 'button', 'Next failure').click());
    expect(host.textContent).toContain('2 of 2');
    expect(host.textContent).toContain('Warning:');
    expect(host.textContent).toContain('Too many requests');
    await doing(() => byRole(host, 'button', 'Next failure').click());
    expect(host.textContent).toContain('1 of 2');
    await doing(() => byRole(host, 'button', 'Previous failure').click());
    await doing(() => byRole(host, 'button', 'Dismiss').click());
    expect(host.textContent).toContain(FAILURE.title);
    expect(host.textContent).not.toContain(' of ');
  });

  it('goes by Escape, and gives the focus back', async () => {
    const { client, host, left } = await banner();
    const button = byRole(host, 'button', 'Dismiss');
    button.focus();
    await doing(() =>
      button.dispatchEvent(
        new KeyboardEvent('keydown', { key: 'Escape', bubbles: true })
      )
    );
    expect(client.asked).toEqual([`dismiss ${FAILURE.id}`]);
    expect(left.count).toBe(1);
    expect(host.textContent).toBe('');
  });

  it('offers the best that is there, in one line, and leads to the rest', async () => {
    const { details, host } = await banner();
    const names = Array.from(host.querySelectorAll('button'), each =>
      each.textContent?.trim()
    );
    expect(names).toEqual([
      'Turn Off Streaming for This Model',
      'Details…',
      ''
    ]);
    await doing(() => byRole(host, 'button', 'Details…').click());
    expect(details).toEqual([FAILURE.id]);
  });

  it('offers two things at most, and no question to ask again', async () => {
    const { host } = await banner(
      [
        {
          ...FAILURE,
          actions: [
            'ask-again',
            'open-settings',
            'check-connection',
            'use-plain',
            'help'
          ]
        }
      ],
      commands => {
        for (const id of [
          CommandIDs.settings,
          CommandIDs.checkConnection,
          CommandIDs.help
        ]) {
          commands.addCommand(id, {
            describedBy: { args: {} },
            execute: () => undefined
          });
        }
      }
    );
    const names = Array.from(host.querySelectorAll('button'), each =>
      each.textContent?.trim()
    );
    expect(names).toEqual([
      'Open Jupyter AI Settings',
      'Check Connection…',
      'Details…',
      ''
    ]);
  });
});

describe('the details', () => {
  afterEach(erase);

  it('name what was seen', () => {
    const text = detailsText({ ...FAILURE, count: 3 }, trans);
    expect(text).toContain('Failure: streaming-not-supported');
    expect(text).toContain('HTTP status: 400');
    expect(text).toContain('3 times');
    expect(text).toContain(FAILURE.raw);
    expect(text).not.toContain('null');
  });

  it('show what the endpoint sent as text', async () => {
    const host = await draw(
      <Details
        failure={{ ...FAILURE, raw: SCRIPT, answer: SCRIPT, code: SCRIPT }}
        trans={trans}
      />
    );
    const quoted = [...host.querySelectorAll('pre')];
    expect(quoted.map(each => each.textContent)).toEqual([SCRIPT, SCRIPT]);
    expect(host.querySelector('img, script')).toBeNull();
  });
});

describe('the announcer', () => {
  it('is there before there is something to say, and says each failure once', () => {
    const announcer = new Announcer(document.body);
    const node = document.querySelector('.jp-AiStream-announcer');
    expect(node?.getAttribute('role')).toBe('status');
    expect(node?.textContent).toBe('');
    announcer.announce([FAILURE]);
    expect(node?.textContent).toContain(FAILURE.title);
    announcer.announce([WARNING, FAILURE]);
    expect(node?.textContent).toContain('Too many requests');
    announcer.announce([FAILURE]);
    expect(node?.textContent).toContain('Too many requests');
    announcer.announce([]);
    expect(node?.textContent).toBe('');
    node?.remove();
  });
});
