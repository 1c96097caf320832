/**
 * What is promised of the next response is the same wherever it stands, and on
 * the command line: the table is made of the server's answers, and of what
 * `jupyter ai-stream status` says to them.
 */
import { nullTranslator } from '@jupyterlab/translation';
import * as React from 'react';

import type { Capability, Decision, Mode } from '../api/wire';
import { SwitchButton } from '../components/switchButton';
import Panel from '../panel/panel';
import { PopupView } from '../popup/view';
import { StreamingModel } from '../state/model';
import { StatusView } from '../status/view';
import { moment } from '../words/moment';
import { doing, draw, erase } from './drawing';
import { AZURE, CAPABILITY, STATUS } from './examples';
import { FakeClient, FakeConnection } from './fakes';
import table from './outlooks.json';

const trans = nullTranslator.load('test');

const nothing = () => undefined;

interface IRow {
  decision: Decision;
  cli: string;
}

const ROWS = (table as IRow[]).map(({ decision, cli }) => ({
  decision,
  words: cli.replace('{when}', moment(decision.learned?.last_seen ?? '0')),
  name: [
    decision.mode,
    decision.locked ? 'locked' : 'chosen',
    decision.learned?.delivery ?? 'unknown',
    decision.learned?.evidence ?? ''
  ].join(' ')
}));

/** What stands beside `term`. */
const beside = (host: HTMLElement, term: string) =>
  Array.from(host.querySelectorAll('dt')).find(
    each => each.textContent === term
  )?.nextElementSibling?.textContent;

/** All views of a server that has decided so; the provider's own mode may be another. */
async function look(decision: Decision, ofProvider: Mode) {
  const client = new FakeClient();
  const { learned, mode, outlook } = decision;
  client.answer = { ...STATUS, decision };
  client.known = {
    ...client.known,
    providers: [
      {
        ...AZURE,
        mode: ofProvider,
        decision: { ...decision, mode: ofProvider }
      }
    ]
  };
  const finding: Capability | null = learned && {
    ...CAPABILITY,
    ...learned,
    mode,
    outlook
  };
  client.findings = finding ? [finding] : [];
  const model = new StreamingModel(client, new FakeConnection());
  await model.refresh();
  const popup = await draw(
    <PopupView
      model={model}
      trans={trans}
      onDrawn={nothing}
      onAllProviders={nothing}
      onCheck={nothing}
      onRestore={nothing}
    />
  );
  const status = await draw(
    <StatusView model={model} trans={trans} onRestore={nothing} />
  );
  const bar = await draw(
    <SwitchButton model={model} trans={trans} onClick={nothing} />
  );
  const panel = await draw(
    <Panel
      model={model}
      trans={trans}
      onCheck={() => Promise.resolve()}
      onRestore={nothing}
    />
  );
  await doing(() =>
    panel.querySelector<HTMLElement>('.jp-AiStream-opener')?.click()
  );
  return { model, popup, status, panel, button: bar.querySelector('button') };
}

/** A mode of the provider's that is in force, and one that the model's own hides. */
const PROVIDERS: Record<Mode, Mode[]> = {
  auto: ['auto', 'on'],
  on: ['on', 'off'],
  off: ['off', 'auto']
};

const SHORT = {
  auto: /^Streaming: Auto \(.+\)$/,
  on: /^Streaming: On \(.+\)$/,
  off: /^Streaming: Off \(.+\)$/
};

describe('what is said of the next response', () => {
  afterEach(erase);

  describe.each(ROWS)('$name', ({ decision, words }) => {
    it.each(PROVIDERS[decision.mode])(
      'is the same everywhere, with a provider that is %s',
      async ofProvider => {
        const views = await look(decision, ofProvider);
        const { popup, status, panel, button } = views;
        expect(beside(popup, 'Next response')).toBe(words);
        expect(beside(status, 'Next response')).toBe(words);
        expect(button?.title.split('\n')).toContain(words);
        if (decision.learned) {
          expect(
            panel.querySelector('.jp-AiStream-details')?.textContent
          ).toContain(words);
        }
        // With the mode, in the text that is seen and read out.
        expect(button?.textContent).toMatch(SHORT[decision.mode]);
        expect(button?.title).toContain(button?.textContent);
        // With a warning where it is no good, and nowhere else.
        for (const view of [popup, status, panel]) {
          const warned = view.querySelector('.jp-AiStream-warning') !== null;
          expect(warned).toBe(words.includes('fail:'));
        }
      }
    );
  });
});
