/**
 * What the commands can be told, as JSON schemas: for shortcuts, menus and
 * whoever runs commands on a user's behalf.
 */
import type { ReadonlyJSONObject } from '@lumino/coreutils';

const PROVIDER: ReadonlyJSONObject = {
  type: ['string', 'null'],
  description:
    'Jupyter AI’s id of the provider; null for the default of all providers. Without it: the model the user is chatting with.'
};

const MODEL: ReadonlyJSONObject = {
  type: ['string', 'null'],
  description: 'The model without its provider; null for all of its models.'
};

const IS_PALETTE: ReadonlyJSONObject = {
  type: 'boolean',
  description:
    'Whether the label stands alone, and not in a menu of its own kind.'
};

export const NOTHING: ReadonlyJSONObject = {
  type: 'object',
  properties: { isPalette: IS_PALETTE }
};

export const SET_MODE: ReadonlyJSONObject = {
  type: 'object',
  required: ['mode'],
  properties: {
    mode: {
      enum: ['auto', 'on', 'off', null],
      description: 'What is asked for; null to inherit.'
    },
    provider: PROVIDER,
    model: MODEL,
    isPalette: IS_PALETTE
  }
};

export const CHECK: ReadonlyJSONObject = {
  type: 'object',
  properties: { provider: PROVIDER, model: MODEL, isPalette: IS_PALETTE }
};

export const FORGET: ReadonlyJSONObject = {
  type: 'object',
  properties: {
    provider: PROVIDER,
    model: MODEL,
    everything: {
      type: 'boolean',
      description: 'Reset what was detected about all models.'
    },
    isPalette: IS_PALETTE
  }
};
