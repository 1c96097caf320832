import type { IGenerateResult, IPart, IStreamResult } from './sdk';

type Open = { -readonly [name in keyof IPart]: IPart[name] };

/** What belongs to a tool call that comes as a part of its own, or to nobody. */
const PASSED_BY = /^(tool-input-\w+|raw|ping)$/;

const TEXT = /^(text|reasoning)-(start|delta|end)$/;

/** A stream as a whole answer, for a caller that asked for no stream. */
export async function sumOf(result: IStreamResult): Promise<IGenerateResult> {
  const { request, response } = result;
  const content: IPart[] = [];
  const open = new Map<string, Open>();
  let sum: Omit<IGenerateResult, 'content'> = {
    warnings: [],
    request,
    response
  };
  const reader = result.stream.getReader();
  for (;;) {
    const { done, value: part } = await reader.read();
    if (done) {
      return { ...sum, content };
    }
    const { type, id, delta, providerMetadata } = part;
    const [, kind, place] = TEXT.exec(type) ?? [];
    if (kind) {
      const key = `${kind} ${id ?? ''}`;
      const item = open.get(key) ?? { type: kind, text: '' };
      if (!open.has(key)) {
        open.set(key, item);
        content.push(item);
      }
      item.text = `${item.text ?? ''}${delta ?? ''}`;
      item.providerMetadata = providerMetadata ?? item.providerMetadata;
      if (place === 'end') {
        open.delete(key);
      }
    } else if (type === 'error') {
      throw part.error;
    } else if (type === 'stream-start') {
      sum = { ...sum, warnings: part.warnings };
    } else if (type === 'response-metadata') {
      const { timestamp, modelId } = part;
      sum = { ...sum, response: { ...response, id, timestamp, modelId } };
    } else if (type === 'finish') {
      const { finishReason, usage } = part;
      sum = { ...sum, finishReason, usage, providerMetadata };
    } else if (!PASSED_BY.test(type)) {
      content.push(part);
    }
  }
}
