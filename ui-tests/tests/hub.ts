/**
 * What stands before a Jupyter server, and answers in its place when that is gone: as JupyterHub does
 * it, which takes whoever does not ask for JSON for a visitor, and offers to start the server.
 */
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createServer } from 'node:http';

/** What it has to say. */
export type Said = 'stopped' | 'log in';

interface IAsked {
  readonly path: string;
  readonly json: boolean;
}

export class Hub {
  /** Stand where the server stood. */
  static async at(port: number): Promise<Hub> {
    const hub = new Hub();
    await new Promise<void>(resolve =>
      hub._server.listen(port, '127.0.0.1', resolve)
    );
    return hub;
  }

  says: Said = 'stopped';

  /** What our extension asked for. */
  readonly asked: IAsked[] = [];

  /** How often somebody was taken for a visitor. */
  visits = 0;

  async dispose(): Promise<void> {
    this._server.closeAllConnections();
    await new Promise(resolve => this._server.close(resolve));
  }

  private _answer(request: IncomingMessage, response: ServerResponse): void {
    const { pathname } = new URL(request.url ?? '', 'http://localhost');
    const json = request.headers.accept === 'application/json';
    if (pathname.startsWith('/hub/')) {
      response.writeHead(200, { 'Content-Type': 'text/html' });
      response.end('<html>Log in, or start your server.</html>');
      return;
    }
    if (pathname.startsWith('/jupyterlab-ai-stream-toggle/')) {
      this.asked.push({ path: pathname, json });
      this.visits += json || this.says === 'log in' ? 0 : 1;
    }
    if (json && this.says === 'stopped') {
      response.writeHead(424, { 'Content-Type': 'application/json' });
      response.end('{"message": "JupyterHub server no longer running"}');
    } else {
      response.writeHead(302, {
        Location: this.says === 'stopped' ? '/hub/spawn' : '/hub/login'
      });
      response.end();
    }
  }

  private readonly _server: Server = createServer((request, response) =>
    this._answer(request, response)
  ).on('upgrade', (_, socket) => {
    socket.end('HTTP/1.1 424 Failed Dependency\r\nConnection: close\r\n\r\n');
  });
}
