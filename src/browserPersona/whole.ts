import type { IGenerateResult, IPart, IStreamResult } from './sdk';

/** A whole answer as a stream would have brought it. */
export function streamed(result: IGenerateResult): IStreamResult {
  const parts = partsOf(result);
  return {
    stream: new ReadableStream<IPart>({
      start(controller) {
        parts.forEach(part => controller.enqueue(part));
        controller.close();
      }
    }),
    request: result.request,
    response: { headers: result.response?.headers }
  };
}

export function partsOf(result: IGenerateResult): IPart[] {
  const { response, content, finishReason, usage, providerMetadata } = result;
  const { id, timestamp, modelId } = response ?? {};
  return [
    { type: 'stream-start', warnings: result.warnings ?? [] },
    { type: 'response-metadata', id, timestamp, modelId },
    ...([] as IPart[]).concat(
      ...content.map((item, index) => spread(item, `${index}`))
    ),
    { type: 'finish', finishReason, usage, providerMetadata }
  ];
}

function spread(item: IPart, id: string): IPart[] {
  const { type, providerMetadata } = item;
  switch (type) {
    case 'text':
    case 'reasoning':
      return [
        { type: `${type}-start`, id },
        { type: `${type}-delta`, id, delta: item.text ?? '' },
        // What a stream knows at the end only, such as a signature.
        { type: `${type}-end`, id, providerMetadata }
      ];
    case 'tool-call': {
      const { toolCallId, toolName, input, providerExecuted, dynamic, title } =
        item;
      const call = { id: toolCallId, providerMetadata };
      return [
        {
          type: 'tool-input-start',
          ...call,
          toolName,
          providerExecuted,
          dynamic,
          title
        },
        { type: 'tool-input-delta', ...call, delta: input },
        { type: 'tool-input-end', ...call },
        item
      ];
    }
    default:
      return [item];
  }
}
