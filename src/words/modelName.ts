/** A model as the settings call it. */
export function modelName({
  provider,
  model
}: {
  readonly provider: string;
  readonly model: string;
}): string {
  return `${provider}:${model}`;
}
