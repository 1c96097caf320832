/**
 * What joins the plugins: ids, the token of the model, and its interface.
 */
import { Token } from '@lumino/coreutils';
import type { IDisposable } from '@lumino/disposable';
import type { ISignal, IStream } from '@lumino/signaling';

import type { Forgettable } from './api/forgettable';
import type {
  Capability,
  CheckRequest,
  CheckRun,
  Delivery,
  Evidence,
  Failure,
  ModeChange,
  ModeChanged,
  Providers,
  Recovered,
  Recovery,
  Status
} from './api/wire';

export type { Forgettable };

export namespace PluginIDs {
  /** The settings schema is found by this id: it is the schema's file name. */
  export const settings = 'jupyterlab-ai-stream-toggle:plugin';
  export const state = 'jupyterlab-ai-stream-toggle:state';
  export const commands = 'jupyterlab-ai-stream-toggle:commands';
  export const panel = 'jupyterlab-ai-stream-toggle:panel';
  export const statusBar = 'jupyterlab-ai-stream-toggle:status-bar';
  export const notices = 'jupyterlab-ai-stream-toggle:notices';
  export const banner = 'jupyterlab-ai-stream-toggle:banner';
  export const help = 'jupyterlab-ai-stream-toggle:help';
  export const chat = 'jupyterlab-ai-stream-toggle:chat';
}

export namespace CommandIDs {
  export const setMode = 'jupyterlab-ai-stream-toggle:set-mode';
  export const cycleMode = 'jupyterlab-ai-stream-toggle:cycle-mode';
  export const forget = 'jupyterlab-ai-stream-toggle:forget';
  export const openPanel = 'jupyterlab-ai-stream-toggle:open-panel';
  export const checkConnection = 'jupyterlab-ai-stream-toggle:check-connection';
  export const showStatus = 'jupyterlab-ai-stream-toggle:show-status';
  export const restoreSettings = 'jupyterlab-ai-stream-toggle:restore-settings';
  /** Opens the settings of Jupyter AI 2, which has no command for them. */
  export const settings =
    'jupyterlab-ai-stream-toggle:open-jupyter-ai-settings';
  /** Opens the help page; with `section` at the section of that name. */
  export const help = 'jupyterlab-ai-stream-toggle:help';
}

/** The domain of every text a user can read. */
export const TRANSLATION_DOMAIN = 'jupyterlab_ai_stream_toggle';

/** The server says that modes were changed. */
export interface IDecisionChanged {
  readonly kind: 'decision-changed';
  /** `null`: more than one provider may be affected. */
  readonly provider: string | null;
  /** `null`: the provider's own mode, or more than one model. */
  readonly model: string | null;
}

/** The server found out how a model can be asked, or forgot it. */
export interface ICapabilityChanged {
  readonly kind: 'capability-changed';
  /** `null`: everything was forgotten. */
  readonly provider: string | null;
  /** `null`: everything was forgotten. */
  readonly model: string | null;
  /** `null`: it was forgotten. */
  readonly delivery: Delivery | null;
  /** `null`: it was forgotten. */
  readonly evidence: Evidence | null;
  /**
   * Whether its streams mark their end; `false`: a response that is cut off
   * cannot be told from a whole one; `null`: not known.
   */
  readonly marksEnd: boolean | null;
}

/** A request failed in a new way, or a failure was solved or dismissed. */
export interface IFailureReported {
  readonly kind: 'failure-reported';
}

/** A connection check has something new to say. */
export interface ICheckProgressed {
  readonly kind: 'check-progressed';
  readonly id: string;
}

export type ServerEvent =
  IDecisionChanged | ICapabilityChanged | IFailureReported | ICheckProgressed;

/** Why there is no fresh answer from the server. */
export interface IUnavailable {
  /**
   * - `missing`: the server runs without this extension.
   * - `refused`: the user may not ask.
   * - `logged-out`: the user could ask before, and has to log in again.
   * - `stopped`: what stands before the server (a hub, a proxy) answers in its place.
   * - `unreachable`: no answer came.
   * - `failed`: the server answered with an error, or with nonsense.
   */
  readonly reason:
    'missing' | 'refused' | 'logged-out' | 'stopped' | 'unreachable' | 'failed';
  /** The error's own words, in the server's or the browser's language. */
  readonly detail: string;
}

/** What is chosen in the chat the user is in, where chats differ (Jupyter AI 3). */
export interface IChat {
  /** The id in the chat's model picker; `null`: the model of the settings. */
  readonly model: string | null;
  /**
   * Who answers in this chat, by the name that the chat shows, if it is not Jupyter
   * AI's own Jupyternaut. Whether its models obey is for the server to say.
   */
  readonly agent: string | null;
  /** The id of the one who answers; `null` where that cannot be chosen. */
  readonly persona: string | null;
  /** Whether Jupyter AI's Jupyternaut of the browser answers, which obeys the switch. */
  readonly inBrowser?: boolean;
}

/**
 * What this browser knows of the streaming switch. It holds no opinion of its
 * own: the server decides, the model is told.
 */
export interface IStreamingModel extends IDisposable {
  /** The last answer; `null` until there was one. */
  readonly status: Status | null;

  /** The last answer; `null` until there was one. */
  readonly providers: Providers | null;

  /**
   * Why the last question went unanswered; `null` once it is answered.
   * `status` and `providers` stay what they were.
   */
  readonly unavailable: IUnavailable | null;

  /** What failed and was neither solved nor dismissed, the latest first. */
  readonly failures: readonly Failure[];

  /** What is chosen in the chat the user is in; `null` where all chats are alike. */
  readonly chat: IChat | null;

  /** One of the five above has another value now. */
  readonly changed: ISignal<IStreamingModel, void>;

  /** What the server reports while this tab is connected. Nothing is replayed. */
  readonly events: IStream<IStreamingModel, ServerEvent>;

  /**
   * Ask the server. Never rejects: see `unavailable`.
   *
   * @returns settles when an answer newer than this call is in place.
   */
  refresh(): Promise<void>;

  /** Say what is chosen in the chat the user is in; `status` then follows. */
  follow(chat: IChat | null): void;

  /**
   * Ask for what the server found out, the latest first.
   *
   * @throws `RequestError` or a network error: nothing is kept here.
   */
  capabilities(): Promise<Capability[]>;

  /**
   * Forget what the server found out, so that a stream is tried again; then refresh.
   *
   * @returns how much was known.
   * @throws `RequestError` when the server refuses.
   */
  forget(what: Forgettable): Promise<number>;

  /** The ids of the failures that can be read in a chat on the page. */
  readonly told: ReadonlySet<string>;

  /**
   * A chat shows a failure, and what can be done about it.
   *
   * @returns to be disposed of when it is seen there no longer.
   */
  tell(failure: string): IDisposable;

  /**
   * Take a failure off the list, for all tabs.
   *
   * @throws `RequestError` when the server refuses.
   */
  dismiss(failure: string): Promise<void>;

  /**
   * Begin a connection check; `events` tell of its progress.
   *
   * @throws `RequestError` when the server refuses, such as while another runs.
   */
  beginCheck(request: CheckRequest): Promise<CheckRun>;

  /**
   * How far a check is.
   *
   * @throws `RequestError` when the server does not know it any more.
   */
  check(id: string): Promise<CheckRun>;

  /**
   * End a check.
   *
   * @throws `RequestError` when the server does not know it any more.
   */
  cancelCheck(id: string): Promise<CheckRun>;

  /**
   * Change a mode, then refresh.
   *
   * @throws `RequestError` when the server refuses; its `problem` says why.
   */
  setMode(change: ModeChange, signal?: AbortSignal): Promise<ModeChanged>;

  /**
   * What is wrong with the settings file, and what would stand in its place.
   *
   * @throws `RequestError` where the file cannot be read at all.
   */
  recovery(): Promise<Recovery>;

  /**
   * Bring the last good settings back, then refresh.
   *
   * @throws `RequestError` when the server refuses, such as where nothing is damaged.
   */
  restore(): Promise<Recovered>;
}

export const IStreamingModel = new Token<IStreamingModel>(
  'jupyterlab-ai-stream-toggle:IStreamingModel',
  'How Jupyter AI asks each provider and model: streamed or whole, who decided it, and how to change it.'
);
