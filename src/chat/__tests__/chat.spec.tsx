import type {
  IChatModel,
  IChatTracker,
  IInputModel,
  IInputToolbarRegistry,
  IMessageFooterRegistry
} from '@jupyter/chat';
import type { JupyterFrontEnd } from '@jupyterlab/application';
import { nullTranslator } from '@jupyterlab/translation';
import { CommandRegistry } from '@lumino/commands';
import { Token } from '@lumino/coreutils';
import { Signal } from '@lumino/signaling';
import * as React from 'react';

import { doing, draw, erase, seen } from '../../__tests__/drawing';
import { FAILURE } from '../../__tests__/examples';
import { FakeClient, FakeConnection } from '../../__tests__/fakes';
import { StreamingModel } from '../../state/model';
import { chosenIn } from '../chosen';
import { joinChats } from '../join';
import { chatPlugin } from '../plugin';

const trans = nullTranslator.load('test');
const JUPYTERNAUT =
  'jupyter-ai-personas::jupyter_ai_jupyternaut::JupyternautPersona';

/** Where a message is written, as of jupyter-chat 0.25. */
class Input implements IInputModel {
  constructor(private _metadata: Record<string, unknown> = {}) {}

  readonly metadataChanged = new Signal<this, Record<string, unknown>>(this);

  chatContext = { users: [] as { username: string; display_name: string }[] };

  getMetadata = () => this._metadata;

  set(metadata: Record<string, unknown>): void {
    this._metadata = metadata;
    this.metadataChanged.emit(metadata);
  }
}

class Tracker {
  readonly currentChanged = new Signal<this, unknown>(this);
  currentWidget: IChatTracker['currentWidget'] = null;

  readonly changed = new Signal<this, { userChanges?: unknown }>(this);

  show(input: IInputModel): void {
    this.currentWidget = { model: { input, sharedModel: this } };
    this.currentChanged.emit(null);
  }
}

type Item = Parameters<IInputToolbarRegistry['addItem']>[1];

/** jupyter-chat, as far as it is used. */
async function join(
  footer: ReturnType<IMessageFooterRegistry['getFooter']> = {}
) {
  const items = new Map<string, Item>();
  const factory = {
    create: () => ({
      addItem: (name: string, item: Item) => {
        items.set(name, item);
      }
    })
  };
  const footers: IMessageFooterRegistry = {
    getFooter: () => footer,
    addSection: section => {
      footer[section.position] = section;
    }
  };
  const tracker = new Tracker();
  const chat = {
    IInputToolbarRegistryFactory: new Token(
      '@jupyter/chat:IInputToolbarRegistryFactory'
    ),
    IMessageFooterRegistry: new Token<IMessageFooterRegistry>(
      '@jupyter/chat:ChatFooterRegistry'
    ),
    IChatTracker: new Token('@jupyter/chat:IChatTracker')
  };
  const services = new Map<unknown, unknown>([
    [chat.IInputToolbarRegistryFactory, factory],
    [chat.IMessageFooterRegistry, footers],
    [chat.IChatTracker, tracker]
  ]);
  const app = {
    commands: new CommandRegistry(),
    resolveOptionalService: (token: unknown) =>
      Promise.resolve(services.get(token) ?? null)
  } as unknown as JupyterFrontEnd;
  const client = new FakeClient();
  const model = new StreamingModel(client, new FakeConnection());
  await model.refresh();
  client.asked.length = 0;
  const joined = await joinChats(app, chat, model, trans);
  factory.create();
  const [item] = items.values();
  if (!item) {
    throw new Error('no button');
  }
  return { client, footer, item, joined, model, tracker };
}

describe('below a message', () => {
  it('stands nothing until something has failed, and then what can be done', async () => {
    const { client, footer, model } = await join();
    const Section = footer.left?.component ?? (() => null);
    const message = {
      id: '1',
      body: `**${FAILURE.title}**\n\n${FAILURE.explanation}`,
      sender: { username: 'bot' }
    };
    const chat = { messages: [message] } as unknown as IChatModel;
    const host = await draw(<Section message={message} model={chat} />);
    expect(host.textContent).toBe('');
    client.failed = [FAILURE];
    await doing(() => model.refresh());
    const group = await seen(() => host.querySelector('[role=group]'));
    expect(group.textContent).toBe(
      'Turn Off Streaming for This ModelCopy Details'
    );
    await erase();
  });

  it('stays what somebody else has put there', async () => {
    const theirs = { component: () => null };
    const { footer } = await join({ left: theirs });
    expect(footer.left).toBe(theirs);
  });
});

describe('chosenIn', () => {
  it.each([
    [{}, null],
    [{ to_persona: null }, null],
    [
      { to_persona: JUPYTERNAUT },
      { agent: null, persona: JUPYTERNAUT, model: null }
    ],
    [
      { to_persona: JUPYTERNAUT, model: { id: 'openai/gpt-4o', settings: {} } },
      { agent: null, persona: JUPYTERNAUT, model: 'openai/gpt-4o' }
    ],
    [
      { to_persona: JUPYTERNAUT, model: { id: null } },
      { agent: null, persona: JUPYTERNAUT, model: null }
    ],
    [
      { to_persona: 'jupyter-ai-personas::acp::ClaudePersona', model: {} },
      {
        agent: 'Claude',
        persona: 'jupyter-ai-personas::acp::ClaudePersona',
        model: null
      }
    ],
    [{ to_persona: 'odd' }, { agent: 'odd', persona: 'odd', model: null }]
  ])('takes %j for %j', (metadata, chosen) => {
    expect(chosenIn(new Input(metadata))).toEqual(chosen);
  });

  it('calls a persona as the chat does', () => {
    const input = new Input({ to_persona: 'a::b::ClaudePersona' });
    input.chatContext.users.push(
      { username: 'jane', display_name: 'Jane' },
      { username: 'a::b::ClaudePersona', display_name: 'Claude Code' }
    );
    expect(chosenIn(input)?.agent).toBe('Claude Code');
  });

  it('does not take another persona for Jupyternaut, whatever it is called', () => {
    const id = 'jupyter-ai-personas::own_persona::JupyternautPersona';
    const input = new Input({ to_persona: id });
    input.chatContext.users.push({ username: id, display_name: 'Jupyternaut' });
    expect(chosenIn(input)).toEqual({
      agent: 'Jupyternaut',
      persona: id,
      model: null
    });
  });

  it('knows nothing where there is nothing to choose', () => {
    expect(chosenIn({})).toBeNull();
  });
});

describe('the switch in the chat', () => {
  afterEach(erase);

  it('follows the chat the user is in, and what is chosen there', async () => {
    const { client, model, tracker, joined } = await join();
    const first = new Input({ to_persona: JUPYTERNAUT });
    tracker.show(first);
    expect(model.chat).toEqual({
      agent: null,
      persona: JUPYTERNAUT,
      model: null
    });
    first.set({ to_persona: JUPYTERNAUT, model: { id: 'groq/llama' } });
    await model.refresh();
    expect(client.asked).toContain('status groq/llama');
    tracker.show(new Input({ to_persona: 'a::b::ClaudePersona' }));
    expect(model.chat?.agent).toBe('Claude');
    first.set({ to_persona: JUPYTERNAUT });
    expect(model.chat?.agent).toBe('Claude');
    joined.dispose();
    tracker.show(first);
    expect(model.chat?.agent).toBe('Claude');
  });

  it('hears of a name that becomes known later', async () => {
    const { model, tracker, joined } = await join();
    const input = new Input({ to_persona: 'a::b::ClaudePersona' });
    tracker.show(input);
    expect(model.chat?.agent).toBe('Claude');
    input.chatContext.users.push({
      username: 'a::b::ClaudePersona',
      display_name: 'Claude Code'
    });
    tracker.changed.emit({});
    expect(model.chat?.agent).toBe('Claude');
    tracker.changed.emit({ userChanges: [] });
    expect(model.chat?.agent).toBe('Claude Code');
    joined.dispose();
    input.chatContext.users.length = 0;
    tracker.changed.emit({ userChanges: [] });
    expect(model.chat?.agent).toBe('Claude Code');
  });

  it('is a button that says what happens in this chat', async () => {
    const { item, model, tracker } = await join();
    const input = new Input({ to_persona: JUPYTERNAUT });
    const host = await draw(<item.element model={input} />);
    const button = host.querySelector('button');
    // Nobody is in this chat yet.
    expect(button?.getAttribute('aria-label')).toBe('Streaming');
    await doing(() => tracker.show(input));
    expect(button?.getAttribute('aria-label')).toBe(
      'Streaming: Auto (not tested yet)'
    );
    await doing(() =>
      model.follow({ agent: 'Claude', persona: 'c', model: null })
    );
    expect(button?.getAttribute('aria-label')).toBe('Streaming');
  });

  it('makes its chat the one in question when it is clicked', async () => {
    const { item, model } = await join();
    const input = new Input({ to_persona: 'a::b::ClaudePersona' });
    const host = await draw(<item.element model={input} />);
    await doing(() => host.querySelector('button')?.click());
    expect(model.chat?.agent).toBe('Claude');
  });

  it('is not beside a message that was sent already', async () => {
    const { item } = await join();
    const host = await draw(<item.element model={new Input()} edit={true} />);
    expect(host.querySelector('button')).toBeNull();
  });
});

describe('the chat plugin', () => {
  it('does without jupyter-chat', async () => {
    const app = {
      resolveOptionalService: () => {
        throw new Error('nothing to resolve');
      }
    } as unknown as JupyterFrontEnd;
    const model = new StreamingModel(new FakeClient(), new FakeConnection());
    await expect(
      chatPlugin.activate(app, model, null)
    ).resolves.toBeUndefined();
    model.dispose();
  });
});
