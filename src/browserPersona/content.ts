import type { ICall, IGenerateResult, IPart } from './sdk';

/** What frames an answer, and holds nothing of it. */
const FRAME = new Set([
  'stream-start',
  'response-metadata',
  'text-start',
  'text-end',
  'reasoning-start',
  'reasoning-end',
  'tool-input-delta',
  'tool-input-end',
  'finish',
  'ping',
  'raw',
  'error'
]);

/** Whether a part has something to show: text, reasoning, a tool call, a file, a source. */
export function shows(part: IPart): boolean {
  return part.type.endsWith('-delta') && part.type !== 'tool-input-delta'
    ? Boolean(part.delta)
    : !FRAME.has(part.type);
}

/** Whether a whole answer has something to show. */
export function says({ content }: IGenerateResult): boolean {
  return content.some(
    ({ type, text }) => !['text', 'reasoning'].includes(type) || Boolean(text)
  );
}

/** Whether no more than silence need be said: the model has just heard what a tool did. */
export function mayBeEmpty({ prompt }: ICall): boolean {
  return prompt?.[prompt.length - 1]?.role === 'tool';
}
