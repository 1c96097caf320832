import { URLExt } from '@jupyterlab/coreutils';
import type { Event, ServerConnection } from '@jupyterlab/services';
import type { IDisposable } from '@lumino/disposable';
import { Poll } from '@lumino/polling';
import type { ISignal } from '@lumino/signaling';
import { Signal } from '@lumino/signaling';

/** The server's event bus, and whether this tab hears it. */
export interface IConnection extends IDisposable {
  readonly emitted: ISignal<IConnection, Event.Emission>;

  /** The socket opened or closed: something may have been missed. */
  readonly turned: ISignal<IConnection, 'opened' | 'closed'>;

  /** The server answers: go on, or begin again, to look for its events. */
  encourage(): void;
}

/** Attempts in a row before a server that says nothing is taken for gone. */
export const MOST_ATTEMPTS = 15;

/**
 * JupyterLab's event manager reconnects by itself but tells nobody, and the
 * server replays nothing: a tab that slept, or a server that was restarted,
 * would leave an old mode on the screen. And it never ends: to a hub, each of
 * its attempts is a visit to a server that was stopped. So this is a socket of
 * our own, which says when it opens and closes, and gives up.
 */
export class Connection implements IConnection {
  constructor(private readonly _settings: ServerConnection.ISettings) {
    this._poll = new Poll({
      auto: false,
      name: 'jupyterlab-ai-stream-toggle:events',
      factory: () => this._attempt(),
      frequency: { interval: FIRST_WAIT, backoff: true, max: LONGEST_WAIT },
      standby: 'when-hidden'
    });
    void this._poll.start();
  }

  get emitted(): ISignal<this, Event.Emission> {
    return this._emitted;
  }

  get turned(): ISignal<this, 'opened' | 'closed'> {
    return this._turned;
  }

  get isDisposed(): boolean {
    return this._poll.isDisposed;
  }

  encourage(): void {
    this._attempts = 0;
    void this._poll.start(); // does nothing unless it has ended
  }

  dispose(): void {
    if (!this.isDisposed) {
      this._poll.dispose();
      this._socket?.close();
      Signal.clearData(this);
    }
  }

  /** Listen; settles, by failing, when there is nothing to listen to. */
  private _attempt(): Promise<never> {
    return new Promise((_, reject) => {
      const { appendToken, token, WebSocket, wsUrl } = this._settings;
      const url = URLExt.join(wsUrl, 'api/events/subscribe');
      const query = `?token=${encodeURIComponent(token)}`;
      const socket = new WebSocket(appendToken && token ? url + query : url);
      let opened = false;
      socket.onopen = () => {
        opened = true;
        this._attempts = 0;
        this._turned.emit('opened');
      };
      socket.onmessage = ({ data }: MessageEvent<string>) => {
        if (data) {
          this._emitted.emit(JSON.parse(data) as Event.Emission);
        }
      };
      socket.onclose = () => {
        if (opened) {
          // How long it took to connect says nothing any more.
          void this._poll.schedule({ phase: 'rejected' });
        } else if (++this._attempts >= MOST_ATTEMPTS) {
          void this._poll.stop();
        } else {
          reject(new Error('The event socket closed.'));
        }
        this._turned.emit('closed');
      };
      this._socket = socket;
    });
  }

  private readonly _emitted = new Signal<this, Event.Emission>(this);
  private readonly _turned = new Signal<this, 'opened' | 'closed'>(this);
  private readonly _poll: Poll<never, Error>;
  private _socket: WebSocket | null = null;
  private _attempts = 0;
}

/** Milliseconds. */
const FIRST_WAIT = 1000;
const LONGEST_WAIT = 60_000;
