/**
 * Answers of the server, for tests to vary.
 */
import type {
  Capability,
  CheckRun,
  Decision,
  Failure,
  Learned,
  ModeChanged,
  ProviderEntry,
  Providers,
  Recovered,
  Recovery,
  Status
} from '../api/wire';

export const DECISION: Decision = {
  mode: 'auto',
  source: 'built-in',
  locked: false,
  lock_reason: null,
  allowed: ['auto', 'on', 'off'],
  passed_over: null,
  delivery: 'stream',
  outlook: 'untested',
  learned: null
};

/** What an endpoint that refuses streams leads to. */
export const LEARNED: Learned = {
  id: '0123456789abcdef',
  delivery: 'plain',
  evidence: 'refused',
  first_seen: '2024-11-22T10:00:00+00:00',
  last_seen: '2024-11-22T10:00:00+00:00',
  expires: '2024-11-29T10:00:00+00:00',
  breaks: 0,
  broken_at: null,
  from_administrator: false,
  marks_end: null
};

export const CAPABILITY: Capability = {
  ...LEARNED,
  provider: 'azure',
  model: 'gpt-4o',
  endpoint: 'https://example.com/openai',
  api_version: '2024-10-21',
  tools: false,
  mode: 'auto',
  outlook: 'all-at-once'
};

export const STATUS: Status = {
  version: '0.1.0',
  jupyter_ai: { generation: 'v3', version: '3.2.0' },
  in_effect: true,
  why_not: null,
  limits: [],
  governed: [],
  out_of_reach: [],
  personas: [],
  target: {
    provider: 'azure',
    model: 'gpt-4o',
    endpoint: 'https://example.com/openai',
    api_version: '2024-10-21'
  },
  persona: null,
  decision: DECISION,
  settings_error: null,
  settings_damaged: false
};

/** The settings file cannot be read, and can be restored. */
export const DAMAGED: Status = {
  ...STATUS,
  settings_error: 'Line 1 is no JSON.',
  settings_damaged: true
};

export const RECOVERY: Recovery = {
  path: '/home/jane/plugin.jupyterlab-settings',
  problem: 'Line 1 is no JSON',
  last_good: '2024-11-22T10:00:00+00:00',
  differences: ['-{"defaultMode": "of', '+{', '+  "defaultMode": "off"', ' }']
};

export const RECOVERED: Recovered = {
  kept_as: '/home/jane/plugin.jupyterlab-settings.damaged-20241122-100000',
  from_copy: true
};

export const AZURE: ProviderEntry = {
  id: 'azure',
  name: 'Azure',
  in_use: true,
  configured: true,
  mode: null,
  inherited: 'auto',
  decision: DECISION,
  locks: [],
  models: []
};

export const PROVIDERS: Providers = {
  default: DECISION,
  inherited: 'auto',
  providers: []
};

export const MODE_CHANGED: ModeChanged = {
  provider: 'azure',
  model: null,
  mode: 'off',
  decision: {
    ...DECISION,
    mode: 'off',
    source: 'provider-setting',
    delivery: 'plain',
    outlook: 'all-at-once'
  }
};

/** A check of the settings that has just begun. */
export const RUN: CheckRun = {
  id: 'run',
  live: false,
  live_requests: 4,
  state: 'running',
  total: 2,
  results: [],
  comparison: [],
  differences: [],
  verdict: null,
  ask_administrator: [],
  report: null
};

/** A stream that was refused while the mode is `on`. */
export const FAILURE: Failure = {
  id: 'a',
  diagnosis: 'streaming-not-supported',
  severity: 'error',
  // eslint-disable-next-line jupyter/no-untranslated-string -- the server translates it
  title: 'The endpoint does not stream',
  explanation: 'It refuses to send its answer as a stream.',
  hint: 'Set streaming to off or auto.',
  actions: ['use-plain', 'check-connection', 'copy-details', 'help'],
  provider: 'azure',
  model: 'gpt-4o',
  persona: null,
  endpoint: 'https://example.com/openai',
  api_version: null,
  phase: 'before-content',
  status: 400,
  code: 'unsupported_value',
  content_type: 'application/json',
  parameter: null,
  wait: null,
  request: 'https://example.com/openai/chat/completions',
  redirected: null,
  answer: '{"error": {"code": "unsupported_value"}}',
  raw: 'Error code: 400',
  count: 1,
  first_seen: '2024-11-22T10:00:00+00:00',
  last_seen: '2024-11-22T10:00:00+00:00'
};
