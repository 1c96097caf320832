/**
 * Answers of the server, for tests to vary.
 */
import type { Decision, ModeChanged, Providers, Status } from '../api/wire';

export const DECISION: Decision = {
  mode: 'auto',
  source: 'built-in',
  locked: false,
  lock_reason: null,
  delivery: 'stream'
};

export const STATUS: Status = {
  version: '0.1.0',
  jupyter_ai: { generation: 'v3', version: '3.2.0' },
  in_effect: true,
  why_not: null,
  limits: [],
  target: {
    provider: 'azure',
    model: 'gpt-4o',
    endpoint: 'https://example.com/openai',
    api_version: '2024-10-21'
  },
  decision: DECISION,
  settings_error: null
};

export const PROVIDERS: Providers = { default: DECISION, providers: [] };

export const MODE_CHANGED: ModeChanged = {
  provider: 'azure',
  model: null,
  mode: 'off',
  decision: {
    ...DECISION,
    mode: 'off',
    source: 'provider-setting',
    delivery: 'plain'
  }
};
