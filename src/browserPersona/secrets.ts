import type { IOptions } from '@jupyter-ai/jupyternaut-lite';

/** A shorter one is no secret, and would be found in any word. */
const SHORTEST = 6;

/** The values that nobody but the endpoint should read: the key, and what is sent in headers. */
export function secretsOf({ apiKey, headers }: IOptions): string[] {
  return [apiKey, ...Object.values(headers ?? {})].filter(
    (value): value is string => (value?.length ?? 0) >= SHORTEST
  );
}

/** The text without them, `longest` characters at most. */
export function hidden(
  text: string,
  secrets: readonly string[],
  longest: number
): string {
  // The longest first: one may be the beginning of another.
  const sorted = [...secrets].sort((a, b) => b.length - a.length);
  return sorted
    .reduce((said, secret) => said.split(secret).join('[hidden]'), text)
    .slice(0, longest);
}

/** Sixteen bits by which a change of the key is noticed: nobody learns a key from them. */
export function markOf(key: string | undefined): string | null {
  if (!key) {
    return null;
  }
  let hash = 0x811c9dc5; // FNV-1a
  for (const byte of new TextEncoder().encode(key)) {
    hash = Math.imul(hash ^ byte, 0x01000193);
  }
  return ((hash ^ (hash >>> 16)) & 0xffff).toString(16).padStart(4, '0');
}
