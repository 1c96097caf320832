/**
 * Generated from docs/openapi.json: do not edit.
 */
/* eslint-disable @typescript-eslint/naming-convention --
   the names are those of the models the server is written with */

/**
 * What a button can offer.
 */
export type Action =
  | 'use-plain'
  | 'try-streaming'
  | 'check-connection'
  | 'ask-again'
  | 'copy-details'
  | 'help'
  | 'open-settings';
/**
 * Who asks.
 */
export type Asker = 'direct' | 'framework';
/**
 * Why a delivery was found to be the one that works.
 */
export type Evidence =
  | 'stream-worked'
  | 'refused'
  | 'answered-whole'
  | 'stream-required'
  | 'failed'
  | 'ended-empty'
  | 'silent'
  | 'broke-off';
/**
 * What became of a request, as far as a web page is let to see.
 */
export type FailureKind =
  | 'answered'
  | 'reported'
  | 'unreached'
  | 'lost'
  | 'unfinished'
  | 'ended'
  | 'silent'
  | 'other';
/**
 * When a request failed.
 */
export type Phase = 'before-content' | 'mid-stream' | 'plain-request';
/**
 * What a user or an administrator asks for.
 */
export type Mode = 'auto' | 'on' | 'off';
/**
 * What went wrong. The values are stable: help pages and settings refer to them.
 */
export type Cause =
  | 'streaming-not-supported'
  | 'stream-options-not-supported'
  | 'streaming-permission-denied'
  | 'streaming-required'
  | 'stream-interrupted'
  | 'stream-silent'
  | 'reply-malformed'
  | 'empty-reply'
  | 'key-missing'
  | 'key-rejected'
  | 'permission-denied'
  | 'model-not-found'
  | 'api-version-unsupported'
  | 'endpoint-wrong'
  | 'parameter-not-supported'
  | 'setting-missing'
  | 'header-missing'
  | 'parameter-invalid'
  | 'rate-limited'
  | 'quota-exceeded'
  | 'context-too-long'
  | 'content-filtered'
  | 'provider-down'
  | 'gateway-timeout'
  | 'no-response'
  | 'host-not-found'
  | 'connection-refused'
  | 'proxy-blocked'
  | 'browser-blocked'
  | 'certificate-not-trusted'
  | 'dependency-broken'
  | 'unknown';
/**
 * How one reply is fetched from the endpoint.
 */
export type Delivery = 'stream' | 'stream-without-options' | 'plain';
/**
 * What will become of the next reply, as far as it is known.
 */
export type Outlook =
  'streamed' | 'untested' | 'all-at-once' | 'may-fail' | 'fails';
/**
 * What is asked for.
 */
export type RequestKind = 'plain' | 'stream';
/**
 * How a check ended.
 */
export type Outcome = 'passed' | 'warning' | 'failed' | 'skipped';
/**
 * How far it is.
 */
export type CheckState = 'running' | 'done' | 'cancelled';
/**
 * Who decided a mode; the order is the order of precedence, highest first.
 */
export type Source =
  | 'administrator-lock'
  | 'model-setting'
  | 'provider-setting'
  | 'user-default'
  | 'administrator-default'
  | 'built-in';
/**
 * How bad a failure is.
 */
export type Severity = 'error' | 'warning';
/**
 * Which models of a class obey.
 */
export type Obeying = 'all' | 'of-jupyter-ai' | 'passed';
/**
 * Whether the switch is a persona's.
 */
export type Reach = 'governed' | 'own' | 'unknown';

/**
 * Body of `POST browser/answers`: what came.
 *
 * With `delivery`, a request brought its first content; without, a whole answer has come.
 */
export interface BrowserAnswer {
  /**
   * By the name that the chat shows.
   */
  persona: string;
  provider: string;
  model: string;
  /**
   * Base URL; null: the provider's own.
   */
  endpoint?: string | null;
  /**
   * Whether tools are offered with the call.
   */
  tools?: boolean;
  /**
   * Tells one API key from another, and nothing of either.
   */
  key_mark?: string | null;
  delivery?: ('stream' | 'plain') | null;
  /**
   * Why it was this one, as the verdict about a failure said it.
   */
  evidence?: Evidence | null;
  /**
   * A stream has ended, and said why.
   */
  marked?: boolean;
  /**
   * It was asked for as the switch has it, not by the caller itself.
   */
  as_chat?: boolean;
}
/**
 * Body of `POST browser/failures`: what was seen of a request that failed.
 *
 * Headers with credentials, the request and what the user wrote have no place in it.
 */
export interface BrowserFailure {
  /**
   * By the name that the chat shows.
   */
  persona: string;
  provider: string;
  model: string;
  /**
   * Base URL; null: the provider's own.
   */
  endpoint?: string | null;
  /**
   * Whether tools are offered with the call.
   */
  tools?: boolean;
  /**
   * Tells one API key from another, and nothing of either.
   */
  key_mark?: string | null;
  kind: FailureKind;
  phase: Phase;
  /**
   * `at` of the plan.
   */
  asked_at?: number;
  url?: string;
  status?: number | null;
  content_type?: string | null;
  retry_after?: string | null;
  /**
   * The beginning of the answer.
   */
  body?: string;
  /**
   * The client library's words.
   */
  message?: string;
  /**
   * The finish reason, where there was one.
   */
  reason?: string;
  /**
   * How long silence was borne.
   */
  seconds?: number;
}
/**
 * Body of `POST browser/plans`: who is about to be asked, and by whom.
 */
export interface BrowserModel {
  /**
   * By the name that the chat shows.
   */
  persona: string;
  provider: string;
  model: string;
  /**
   * Base URL; null: the provider's own.
   */
  endpoint?: string | null;
  /**
   * Whether tools are offered with the call.
   */
  tools?: boolean;
  /**
   * Tells one API key from another, and nothing of either.
   */
  key_mark?: string | null;
}
/**
 * Answer to `POST browser/answers`.
 */
export interface BrowserNoted {
  /**
   * Whether it counts for later replies, as in `auto`.
   */
  learned: boolean;
}
/**
 * Answer to `POST browser/plans`: how the next reply is to be fetched. Times are in seconds.
 */
export interface BrowserPlan {
  mode: Mode;
  /**
   * What to begin with.
   */
  delivery: 'stream' | 'plain';
  /**
   * Whether this is known to work.
   */
  proven: boolean;
  /**
   * Silence after which a plain request is made beside a stream; null: never.
   */
  plain_after: number | null;
  /**
   * Silence after which a stream is given up; null: never.
   */
  silence: number | null;
  /**
   * The server's time, for `asked_at`.
   */
  at: number;
}
/**
 * Answer to `POST browser/failures`. Texts are in the user's language, without secrets.
 */
export interface BrowserVerdict {
  /**
   * Ask again in this way; `tell`: another request would bring nothing else.
   */
  next: 'plain' | 'stream' | 'tell';
  /**
   * For `browser/answers`, if that request is answered.
   */
  evidence: Evidence | null;
  /**
   * null unless it is to be told, as are the texts.
   */
  diagnosis: Cause | null;
  title: string | null;
  explanation: string | null;
  hint: string | null;
}
/**
 * Answer to `GET capabilities`: the one seen last first.
 */
export interface Capabilities {
  capabilities: Capability[];
}
/**
 * What is known about one way of reaching a model.
 */
export interface Capability {
  /**
   * For `DELETE capabilities/ID`.
   */
  id: string;
  delivery: Delivery;
  evidence: Evidence;
  first_seen: string;
  last_seen: string;
  /**
   * When a stream is tried again.
   */
  expires: string;
  /**
   * Whether its streams mark their end; false: a response that is cut off cannot be told from a whole one. Null where it is not known.
   */
  marks_end: boolean | null;
  /**
   * Streams in a row that broke off after a good beginning.
   */
  breaks: number;
  /**
   * When the last of these did.
   */
  broken_at: string | null;
  /**
   * Whether it was not found out here, but handed to all users.
   */
  from_administrator: boolean;
  provider: string;
  model: string;
  /**
   * URL without query and credentials.
   */
  endpoint: string | null;
  api_version: string | null;
  /**
   * Whether it is about calls that offer tools.
   */
  tools: boolean;
  /**
   * The mode in force for the model.
   */
  mode: Mode;
  /**
   * What that mode leads to.
   */
  outlook: Outlook;
}
/**
 * One of the requests of a live check. null: it could not be seen.
 */
export interface CheckExchange {
  kind: RequestKind;
  by: Asker;
  /**
   * Without credentials, and without query but api-version.
   */
  url: string | null;
  /**
   * HTTP status.
   */
  status: number | null;
  content_type: string | null;
  first_byte_ms: number | null;
  total_ms: number | null;
  /**
   * Events with data; null for what is no event stream.
   */
  chunks: number | null;
  /**
   * Whether the number of tokens was told.
   */
  usage: boolean | null;
  /**
   * A few words; null where an answer came.
   */
  problem: string | null;
}
/**
 * Something that was looked at.
 */
export interface CheckFigure {
  name: string;
  value: string;
}
/**
 * Body of `POST checks`. What is given stands in for what is saved; nothing of it is kept.
 */
export interface CheckRequest {
  /**
   * Contact the endpoint, with a few requests.
   */
  live?: boolean;
  provider?: string | null;
  model?: string | null;
  endpoint?: string | null;
  api_version?: string | null;
  api_key?: string | null;
}
/**
 * What one check found. Texts are in the user's language; nothing in it is a secret.
 */
export interface CheckResult {
  /**
   * Stable kebab-case id of the check.
   */
  id: string;
  title: string;
  outcome: Outcome;
  explanation: string;
  /**
   * What to do; null where nothing is to be done.
   */
  hint: string | null;
  figures: CheckFigure[];
}
/**
 * Answer to `POST checks`, `GET checks/ID` and `DELETE checks/ID`.
 */
export interface CheckRun {
  id: string;
  live: boolean;
  /**
   * How many requests a live check sends at most.
   */
  live_requests: number;
  state: CheckState;
  /**
   * How many results there will be.
   */
  total: number;
  results: CheckResult[];
  comparison: CheckExchange[];
  differences: string[];
  /**
   * null until it is done.
   */
  verdict: CheckVerdict | null;
  /**
   * What to ask the endpoint's owner for.
   */
  ask_administrator: string[];
  /**
   * All of it in Markdown; null until it is done.
   */
  report: string | null;
}
/**
 * What a check means for chat.
 */
export interface CheckVerdict {
  /**
   * One sentence.
   */
  text: string;
  /**
   * null: it was not tried.
   */
  works: boolean | null;
  /**
   * The mode to set; null where none is better.
   */
  recommended: Mode | null;
  provider: string | null;
  model: string | null;
}
/**
 * The mode in force, who decided it and what follows for the next reply.
 */
export interface Decision {
  mode: Mode;
  source: Source;
  /**
   * Whether the user has nothing to choose.
   */
  locked: boolean;
  /**
   * The administrator's words, where not all modes are allowed.
   */
  lock_reason: string | null;
  /**
   * The modes that the user can choose.
   */
  allowed: Mode[];
  /**
   * The user's own mode that would be in force, were it allowed.
   */
  passed_over: Mode | null;
  /**
   * How the next reply is asked for.
   */
  delivery: Delivery;
  /**
   * What will become of it.
   */
  outlook: Outlook;
  /**
   * What is known of the model, whatever the mode; null where nothing is.
   */
  learned: Learned | null;
}
/**
 * What a reply showed about the way a model can be asked. Times are ISO 8601, in UTC.
 */
export interface Learned {
  /**
   * For `DELETE capabilities/ID`.
   */
  id: string;
  delivery: Delivery;
  evidence: Evidence;
  first_seen: string;
  last_seen: string;
  /**
   * When a stream is tried again.
   */
  expires: string;
  /**
   * Whether its streams mark their end; false: a response that is cut off cannot be told from a whole one. Null where it is not known.
   */
  marks_end: boolean | null;
  /**
   * Streams in a row that broke off after a good beginning.
   */
  breaks: number;
  /**
   * When the last of these did.
   */
  broken_at: string | null;
  /**
   * Whether it was not found out here, but handed to all users.
   */
  from_administrator: boolean;
}
/**
 * Answer to `DELETE failures`.
 */
export interface Dismissed {
  /**
   * How many there were.
   */
  dismissed: number;
}
/**
 * One kind of failure of one model, with what a person is told about it.
 *
 * Texts are in the user's language. Nothing in it is a secret. Times are ISO 8601, in UTC.
 */
export interface Failure {
  /**
   * For `DELETE failures/ID`.
   */
  id: string;
  /**
   * Names the section in docs/troubleshooting.md.
   */
  diagnosis: Cause;
  severity: Severity;
  /**
   * A few words.
   */
  title: string;
  /**
   * What happened.
   */
  explanation: string;
  /**
   * What to do.
   */
  hint: string;
  /**
   * What buttons can offer, the best first.
   */
  actions: Action[];
  provider: string;
  model: string;
  /**
   * Who asks this model in the browser; null: it is asked by this server.
   */
  persona: string | null;
  /**
   * URL without query and credentials.
   */
  endpoint: string | null;
  api_version: string | null;
  phase: Phase;
  /**
   * HTTP status.
   */
  status: number | null;
  /**
   * The most telling of the endpoint's own codes.
   */
  code: string | null;
  content_type: string | null;
  /**
   * The parameter that the endpoint complains of.
   */
  parameter: string | null;
  /**
   * Seconds that the endpoint asks to wait.
   */
  wait: number | null;
  /**
   * Where the request went, as it was seen on the wire: URL without query and credentials. Null where nothing was seen: what is told then comes from the client library.
   */
  request: string | null;
  /**
   * Where it was sent on to, in the same form.
   */
  redirected: string | null;
  /**
   * Of the answer as it was seen on the wire, without secrets.
   */
  answer: string;
  /**
   * The client library's words, without secrets.
   */
  raw: string;
  /**
   * How often it was seen.
   */
  count: number;
  first_seen: string;
  last_seen: string;
}
/**
 * Answer to `GET failures`: the one seen last first, 20 at most.
 */
export interface Failures {
  failures: Failure[];
}
/**
 * Answer to `DELETE capabilities`.
 */
export interface Forgotten {
  /**
   * How many were known.
   */
  forgotten: number;
}
/**
 * A class of models that obey the switch.
 */
export interface Governed {
  /**
   * Module and class.
   */
  name: string;
  package: string;
  /**
   * Null where it is part of no installed package.
   */
  version: string | null;
  /**
   * `all`: each of its models, and those of classes that inherit from it. `of-jupyter-ai`: those that Jupyter AI makes. `passed`: those passed to `govern`.
   */
  obeying: Obeying;
}
/**
 * Which Jupyter AI was found beside the extension.
 */
export interface JupyterAi {
  generation: 'none' | 'v2' | 'v3' | 'unknown';
  /**
   * Version of the `jupyter-ai` package, if installed.
   */
  version: string | null;
}
/**
 * Something that the switch does not change, although it is in effect.
 */
export interface Limit {
  /**
   * Stable kebab-case id of the limit.
   */
  id: string;
  /**
   * One sentence for a person.
   */
  text: string;
}
/**
 * Body of `PUT modes`.
 */
export interface ModeChange {
  /**
   * null: the default for all providers.
   */
  provider: string | null;
  model?: string | null;
  /**
   * null: inherit.
   */
  mode: Mode | null;
}
/**
 * Answer to `PUT modes`.
 */
export interface ModeChanged {
  provider: string | null;
  model: string | null;
  mode: Mode | null;
  decision: Decision;
}
/**
 * A model that has a mode of its own.
 */
export interface ModelEntry {
  id: string;
  /**
   * The user's own setting; null where it is inherited.
   */
  mode: Mode | null;
  /**
   * The mode without the user's own setting.
   */
  inherited: Mode;
  decision: Decision;
}
/**
 * A lock of the models whose names fit a pattern.
 */
export interface ModelsLock {
  /**
   * In which `*` stands for any characters.
   */
  pattern: string;
  allowed: Mode[];
  reason: string;
}
/**
 * Something installed that talks to models by a way of its own.
 */
export interface OutOfReach {
  /**
   * Stable kebab-case id.
   */
  id: string;
  package: string;
  version: string;
  /**
   * One sentence for a person.
   */
  text: string;
}
/**
 * Who answers in an open chat of Jupyter AI 3.
 */
export interface Persona {
  /**
   * As chats name it in `to_persona`.
   */
  id: string;
  name: string;
  /**
   * `governed`: its models obey. `own`: it talks to its model by itself. `unknown`: it has not answered yet, or without a model that is known here.
   */
  reach: Reach;
}
/**
 * Body of every answer that is not a success.
 */
export interface Problem {
  /**
   * What is wrong, in one sentence.
   */
  message: string;
  /**
   * Why it is refused, such as a lock's.
   */
  reason?: string | null;
  field?: string | null;
  /**
   * The offending value, as JSON text.
   */
  value?: string | null;
  allowed?: string[] | null;
  next_step?: string | null;
}
/**
 * A provider Jupyter AI knows, or one that has a mode.
 */
export interface ProviderEntry {
  id: string;
  name: string;
  /**
   * The chosen chat or completion model is of this provider.
   */
  in_use: boolean;
  /**
   * Has a key, fields or a chosen model in Jupyter AI.
   */
  configured: boolean;
  /**
   * The user's own setting; null where it is inherited.
   */
  mode: Mode | null;
  /**
   * The mode without the user's own setting.
   */
  inherited: Mode;
  decision: Decision;
  models: ModelEntry[];
  /**
   * Of models that are not named one by one.
   */
  locks: ModelsLock[];
}
/**
 * Answer to `GET providers`.
 */
export interface Providers {
  /**
   * For a provider and model without a mode of their own.
   */
  default: Decision;
  /**
   * The default without the user's own.
   */
  inherited: Mode;
  providers: ProviderEntry[];
}
/**
 * Answer to `POST recovery`.
 */
export interface Recovered {
  /**
   * Where the damaged file is now.
   */
  kept_as: string;
  /**
   * Whether the last good settings are back; false: they are as after installation.
   */
  from_copy: boolean;
}
/**
 * Answer to `GET recovery`: a damaged settings file, and what would stand in its place.
 */
export interface Recovery {
  path: string;
  /**
   * One sentence; null: nothing is damaged.
   */
  problem: string | null;
  /**
   * When the last good settings were saved, in ISO 8601, in UTC. Null: there is no copy; the settings would be as after installation.
   */
  last_good: string | null;
  /**
   * From what stands there to what would: lines that begin with -, + or a blank.
   */
  differences: string[];
}
/**
 * Answer to `GET status`.
 */
export interface Status {
  /**
   * Version of this extension.
   */
  version: string;
  jupyter_ai: JupyterAi;
  in_effect: boolean;
  why_not: WhyNot | null;
  /**
   * Where the switch has no effect; empty for most.
   */
  limits: Limit[];
  /**
   * Whose models obey, by their classes.
   */
  governed: Governed[];
  /**
   * What is installed and does not.
   */
  out_of_reach: OutOfReach[];
  /**
   * Who answers in the chats that are open.
   */
  personas: Persona[];
  /**
   * The chat model chosen in Jupyter AI, or that of `persona`.
   */
  target: Target | null;
  /**
   * Who asks `target` in the browser; null: it is asked by this server.
   */
  persona: string | null;
  /**
   * The decision about `target`.
   */
  decision: Decision | null;
  /**
   * What is wrong with the settings file; the last good modes stay in force.
   */
  settings_error: string | null;
  /**
   * Whether that is its content, which `POST recovery` brings back.
   */
  settings_damaged: boolean;
}
/**
 * Why the switch has no effect.
 */
export interface WhyNot {
  /**
   * Stable kebab-case id of the reason.
   */
  id: string;
  /**
   * One sentence for a person.
   */
  text: string;
}
/**
 * What a mode or a capability is about.
 */
export interface Target {
  provider: string;
  model: string;
  /**
   * URL without query and credentials.
   */
  endpoint: string | null;
  api_version: string | null;
}
