import { ServerConnection } from '@jupyterlab/services';

import {
  CAPABILITY,
  MODE_CHANGED,
  PROVIDERS,
  STATUS
} from '../../__tests__/examples';
import { FakeClient, FakeConnection } from '../../__tests__/fakes';
import { AnswerError, RequestError } from '../../api/errors';
import type { ServerEvent } from '../../tokens';
import { StreamingModel } from '../model';

const SCHEMA = 'https://schema.jupyter.org/jupyterlab_ai_stream_toggle';

const OLD = { ...STATUS, version: 'old' };
const NEW = { ...STATUS, version: 'new' };

function build() {
  const client = new FakeClient();
  const connection = new FakeConnection();
  const model = new StreamingModel(client, connection);
  let changes = 0;
  model.changed.connect(() => {
    changes++;
  });
  const events: ServerEvent[] = [];
  model.events.connect((_, event) => {
    events.push(event);
  });
  return { client, connection, model, events, changes: () => changes };
}

/** Asks once more, which ends after everything that was under way. */
const settle = (model: StreamingModel) => model.refresh();

describe('StreamingModel', () => {
  it('knows nothing before it asked', () => {
    const { model, client } = build();
    expect(model.status).toBeNull();
    expect(model.providers).toBeNull();
    expect(model.unavailable).toBeNull();
    expect(client.asked).toEqual([]);
  });

  it('holds the last answer', async () => {
    const { model } = build();
    await model.refresh();
    expect(model.status).toEqual(STATUS);
    expect(model.providers).toEqual(PROVIDERS);
  });

  it('signals real changes only', async () => {
    const { model, client, changes } = build();
    await model.refresh();
    client.answer = { ...STATUS };
    await model.refresh();
    expect(changes()).toBe(1);
    client.answer = NEW;
    await model.refresh();
    expect(changes()).toBe(2);
  });

  it('asks once for all who ask while an answer is on its way', async () => {
    const { model, client } = build();
    const release = client.hold();
    const first = model.refresh();
    const others = [model.refresh(), model.refresh(), model.refresh()];
    release();
    await Promise.all([first, ...others]);
    expect(client.asked.filter(what => what === 'status')).toHaveLength(2);
  });

  it('never lets an older answer stand for a newer one', async () => {
    const { model, client } = build();
    client.answer = OLD;
    const release = client.hold();
    const before = model.refresh();
    client.answer = NEW;
    const after = model.refresh();
    release();
    await before;
    await after;
    expect(model.status?.version).toBe('new');
  });

  describe('when the server emits', () => {
    it('passes a changed decision on and asks again', async () => {
      const { model, client, connection, events } = build();
      client.answer = NEW;
      connection.emitted.emit({
        schema_id: `${SCHEMA}/decision_changed/v1`,
        provider: 'azure',
        model: null
      });
      await settle(model);
      expect(events).toEqual([
        { kind: 'decision-changed', provider: 'azure', model: null }
      ]);
      expect(model.status?.version).toBe('new');
    });

    it('passes a changed capability on and asks again', async () => {
      const { model, client, connection, events } = build();
      connection.emitted.emit({
        schema_id: `${SCHEMA}/capability_changed/v1`,
        provider: 'azure',
        model: 'gpt-4o',
        delivery: 'plain',
        evidence: 'refused',
        marks_end: null,
        breaks: 0,
        broken_at: null
      });
      expect(client.asked).toContain('status');
      await settle(model);
      expect(events).toEqual([
        {
          kind: 'capability-changed',
          provider: 'azure',
          model: 'gpt-4o',
          delivery: 'plain',
          evidence: 'refused',
          marksEnd: null
        }
      ]);
    });

    it('ignores the events of others', () => {
      const { client, connection, events } = build();
      connection.emitted.emit({
        schema_id:
          'https://events.jupyter.org/jupyter_server/contents_service/v1'
      });
      expect(events).toEqual([]);
      expect(client.asked).toEqual([]);
    });
  });

  it.each(['opened', 'closed'] as const)(
    'asks again when the event socket %s',
    turn => {
      const { client, connection } = build();
      connection.turned.emit(turn);
      expect(client.asked).toContain('status');
    }
  );

  describe('without an answer', () => {
    it('says why and keeps what it knew', async () => {
      const { model, client, changes } = build();
      await model.refresh();
      client.answer = new ServerConnection.NetworkError(
        new TypeError('Failed to fetch')
      );
      await model.refresh();
      expect(model.unavailable).toEqual({
        reason: 'unreachable',
        detail: 'Failed to fetch'
      });
      expect(model.status).toEqual(STATUS);
      expect(changes()).toBe(2);
    });

    it('is available again with the next answer', async () => {
      const { model, client } = build();
      client.answer = new Error('nonsense');
      await model.refresh();
      expect(model.unavailable?.reason).toBe('failed');
      client.answer = STATUS;
      await model.refresh();
      expect(model.unavailable).toBeNull();
    });

    it.each([
      [404, 'missing', 'stopped'],
      [401, 'logged-out', 'logged-out'],
      [403, 'refused', 'logged-out'],
      [424, 'stopped', 'stopped'],
      [502, 'stopped', 'stopped'],
      [503, 'stopped', 'stopped'],
      [504, 'stopped', 'stopped'],
      [500, 'failed', 'failed']
    ])('takes HTTP %d for %s, later for %s', async (status, first, later) => {
      const { model, client } = build();
      client.answer = new RequestError(new Response('', { status }), {
        message: 'words'
      });
      await model.refresh();
      expect(model.unavailable).toEqual({ reason: first, detail: 'words' });
      const refusal = client.answer;
      client.answer = STATUS;
      await model.refresh();
      client.answer = refusal;
      await model.refresh();
      expect(model.unavailable).toEqual({ reason: later, detail: 'words' });
    });

    it.each([
      [true, 'logged-out'],
      [false, 'failed']
    ])(
      'takes a page that came after a redirect (%j) for %s',
      async (redirected, reason) => {
        const { model, client } = build();
        client.answer = new AnswerError('url', redirected);
        await model.refresh();
        expect(model.unavailable?.reason).toBe(reason);
      }
    );

    it('asks one thing at a time, until there is one', async () => {
      const { model, client, connection } = build();
      client.answer = new Error('down');
      await model.refresh();
      client.asked.length = 0;
      await model.refresh();
      expect(client.asked).toEqual(['status']);
      expect(connection.encouraged).toBe(0);
      client.answer = STATUS;
      await model.refresh();
      expect(client.asked).toEqual(['status', 'status', 'providers']);
      expect(connection.encouraged).toBe(1);
    });
  });

  describe('follow', () => {
    it('asks about the model that is chosen in the chat', async () => {
      const { model, client, changes } = build();
      model.follow({ agent: null, persona: null, model: 'groq/llama' });
      await settle(model);
      expect(client.asked).toContain('status groq/llama');
      expect(client.asked).not.toContain('status');
      expect(model.chat?.model).toBe('groq/llama');
      const before = changes();
      model.follow({ agent: null, persona: null, model: 'groq/llama' });
      expect(changes()).toBe(before);
    });

    it('asks once whether the switch is an agent’s', () => {
      const { model, client, changes } = build();
      const asked = () => client.asked.filter(each => each === 'status');
      const claude = { agent: 'Claude', persona: 'a::b::Claude', model: null };
      model.follow(claude);
      expect(asked()).toHaveLength(1);
      expect(changes()).toBe(1);
      model.follow({ ...claude, agent: 'Claude Code' });
      expect(asked()).toHaveLength(1);
    });

    it('does not ask for the sake of Jupyternaut', () => {
      const { model, client, changes } = build();
      model.follow({ agent: null, persona: 'a::b::Jupyternaut', model: null });
      expect(client.asked).toEqual([]);
      expect(changes()).toBe(1);
    });
  });

  describe('what was found out', () => {
    it('is asked for, and kept by nobody', async () => {
      const { model, client } = build();
      client.findings = [CAPABILITY];
      await expect(model.capabilities()).resolves.toEqual([CAPABILITY]);
      expect(client.asked).toEqual(['capabilities']);
    });

    it('is forgotten, and then asked about again', async () => {
      const { model, client } = build();
      client.findings = [CAPABILITY];
      await expect(model.forget({ id: CAPABILITY.id })).resolves.toBe(1);
      expect(client.asked[0]).toBe('forget {"id":"0123456789abcdef"}');
      expect(client.asked).toContain('status');
    });
  });

  describe('setMode', () => {
    it('answers once the new decision is in place', async () => {
      const { model, client } = build();
      client.answer = NEW;
      const answer = await model.setMode({ provider: 'azure', mode: 'off' });
      expect(answer).toEqual(MODE_CHANGED);
      expect(model.status?.version).toBe('new');
      expect(client.asked[0]).toBe('setMode {"provider":"azure","mode":"off"}');
    });

    it('hands the refusal to the one who asked', async () => {
      const { model, client } = build();
      const refusal = new RequestError(new Response('', { status: 403 }), {
        message: 'Locked.'
      });
      client.setMode = () => Promise.reject(refusal);
      await expect(
        model.setMode({ provider: 'azure', mode: 'off' })
      ).rejects.toBe(refusal);
      expect(model.unavailable).toBeNull();
    });
  });

  describe('dispose', () => {
    it('hears nothing any more and ends the connection', async () => {
      const { model, client, connection, changes } = build();
      model.dispose();
      model.dispose();
      connection.turned.emit('opened');
      connection.emitted.emit({
        schema_id: `${SCHEMA}/decision_changed/v1`,
        provider: null,
        model: null
      });
      await model.refresh();
      expect(client.asked).toEqual([]);
      expect(changes()).toBe(0);
      expect(connection.isDisposed).toBe(true);
      expect(model.isDisposed).toBe(true);
    });

    it('ignores the answer that was on its way', async () => {
      const { model, client } = build();
      const release = client.hold();
      const pending = model.refresh();
      model.dispose();
      release();
      await pending;
      expect(model.status).toBeNull();
    });

    it('ends the iteration over its events', async () => {
      const { model } = build();
      const seen = (async () => {
        const all = [];
        for await (const event of model.events) {
          all.push(event);
        }
        return all;
      })();
      model.dispose();
      await expect(seen).resolves.toEqual([]);
    });
  });
});
