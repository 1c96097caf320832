import { ServerConnection } from '@jupyterlab/services';

import { MODE_CHANGED, RECOVERED, STATUS } from '../../__tests__/examples';
import { Client } from '../client';
import { AnswerError, RequestError } from '../errors';
import type { Problem } from '../wire';

const BASE_URL = 'http://localhost:8888/user/jane/';

/** A client whose requests end in `answer` instead of on the network. */
function clientWith(answer: (request: Request) => Promise<Response>) {
  const requests: Request[] = [];
  const client = new Client(
    ServerConnection.makeSettings({
      baseUrl: BASE_URL,
      fetch: request => {
        requests.push(request as Request);
        return answer(request as Request);
      }
    })
  );
  return { client, requests };
}

const json = (body: unknown, status = 200) =>
  Promise.resolve(new Response(JSON.stringify(body), { status }));

/** Never answers, as `fetch` does it: rejects when the request is aborted. */
const silence = (request: Request) =>
  new Promise<Response>((_, reject) => {
    request.signal.addEventListener('abort', () =>
      reject(new TypeError('aborted'))
    );
  });

describe('Client', () => {
  it.each(['status', 'providers', 'capabilities', 'recovery'] as const)(
    'gets %s',
    async endpoint => {
      const { client, requests } = clientWith(() => json(STATUS));
      await expect(client[endpoint]()).resolves.toEqual(STATUS);
      expect(requests[0]?.method).toBe('GET');
      expect(requests[0]?.url).toContain(
        `${BASE_URL}jupyterlab-ai-stream-toggle/${endpoint}`
      );
    }
  );

  it('asks for JSON, so that no hub takes it for a visit', async () => {
    const { client, requests } = clientWith(() => json(STATUS));
    await client.status();
    expect(requests[0]?.headers.get('Accept')).toBe('application/json');
  });

  it('asks about the model of one chat', async () => {
    const { client, requests } = clientWith(() => json(STATUS));
    await client.status('groq/llama 3');
    expect(new URL(requests[0]?.url ?? '').searchParams.get('model')).toBe(
      'groq/llama 3'
    );
  });

  it.each([
    [{}, ''],
    [{ provider: 'azure' }, '?provider=azure'],
    [
      { provider: 'azure', model: 'gpt 4&o' },
      '?provider=azure&model=gpt+4%26o'
    ],
    [{ id: 'a/b' }, '/a%2Fb']
  ])('forgets %j', async (what, address) => {
    const { client, requests } = clientWith(() => json({ forgotten: 1 }));
    await expect(client.forget(what)).resolves.toEqual({ forgotten: 1 });
    expect(requests[0]?.method).toBe('DELETE');
    expect(requests[0]?.url).toBe(
      `${BASE_URL}jupyterlab-ai-stream-toggle/capabilities${address}`
    );
  });

  it('restores the settings', async () => {
    const { client, requests } = clientWith(() => json(RECOVERED));
    await expect(client.restore()).resolves.toEqual(RECOVERED);
    expect(requests[0]?.method).toBe('POST');
    expect(requests[0]?.url).toContain('/jupyterlab-ai-stream-toggle/recovery');
  });

  it('puts a mode', async () => {
    const { client, requests } = clientWith(() => json(MODE_CHANGED));
    const change = { provider: 'azure', model: 'gpt-4o', mode: null };
    await expect(client.setMode(change)).resolves.toEqual(MODE_CHANGED);
    expect(requests[0]?.method).toBe('PUT');
    expect(requests[0]?.url).toContain('/jupyterlab-ai-stream-toggle/modes');
    await expect(requests[0]?.json()).resolves.toEqual(change);
  });

  it('throws what the server says about a refusal, whole', async () => {
    const problem: Problem = {
      message: 'The mode of azure is locked.',
      reason: 'Our gateway buffers.',
      field: 'mode',
      value: '"on"',
      allowed: ['off'],
      next_step: 'Ask your administrator.'
    };
    const { client } = clientWith(() => json(problem, 403));
    const error = await client
      .setMode({ provider: 'azure', mode: 'on' })
      .catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(RequestError);
    expect(error).toBeInstanceOf(ServerConnection.ResponseError);
    expect(error).toMatchObject({
      message: problem.message,
      problem,
      status: 403
    });
  });

  it.each([
    ['an HTML page', '<html>Bad Gateway</html>'],
    ['nothing', ''],
    ['another JSON', '["no"]'],
    ['null', 'null']
  ])('falls back to the status line for %s', async (_, body) => {
    const { client } = clientWith(() =>
      Promise.resolve(
        new Response(body, { status: 502, statusText: 'Bad Gateway' })
      )
    );
    await expect(client.status()).rejects.toMatchObject({
      problem: { message: '502 Bad Gateway' },
      status: 502
    });
  });

  it('does not take a login page for an answer', async () => {
    const { client } = clientWith(() =>
      Promise.resolve(new Response('<html>Log in</html>'))
    );
    await expect(client.status()).rejects.toBeInstanceOf(AnswerError);
  });

  it('passes a network error on', async () => {
    const { client } = clientWith(() =>
      Promise.reject(new TypeError('Failed to fetch'))
    );
    await expect(client.status()).rejects.toBeInstanceOf(
      ServerConnection.NetworkError
    );
  });

  describe('with a signal', () => {
    const change = { provider: 'azure', mode: 'off' } as const;

    it('stops the request and throws the reason', async () => {
      const { client, requests } = clientWith(silence);
      const controller = new AbortController();
      const answer = client.setMode(change, controller.signal);
      const reason = new Error('The user closed the panel.');
      controller.abort(reason);
      await expect(answer).rejects.toBe(reason);
      expect(requests[0]?.signal.aborted).toBe(true);
    });

    it('sends nothing when it is aborted already', async () => {
      const { client, requests } = clientWith(silence);
      await expect(
        client.setMode(change, AbortSignal.abort())
      ).rejects.toMatchObject({ name: 'AbortError' });
      expect(requests).toEqual([]);
    });
  });

  it('gives up on a server that stays silent', async () => {
    jest.useFakeTimers();
    try {
      const { client } = clientWith(silence);
      const failed = expect(client.status()).rejects.toBeInstanceOf(
        ServerConnection.NetworkError
      );
      jest.advanceTimersByTime(30_000);
      await failed;
    } finally {
      jest.useRealTimers();
    }
  });
});
