/**
 * TypeScript types of what goes over REST: its description, docs/openapi.json, in
 * by stdin, types out by stdout. `wire_types.py` calls it.
 */
const { compile } = require('json-schema-to-typescript');

const BANNER = `/**
 * Generated from docs/openapi.json: do not edit.
 */
/* eslint-disable @typescript-eslint/naming-convention --
   the names are those of the models the server is written with */`;

/** What the generator adds and nobody needs: where a type is used, and a type for the whole file. */
const NOISE = [
  /^ \*\n \* This interface was referenced by .*\n \* via the `definition` .*\n/gm,
  /^export interface Wire \{[^}]*\}\n/gm
];

/**
 * A reference with a description beside it would become a second type
 * (`Decision1`); within `allOf` it stays a reference.
 */
function keepReferences(node) {
  if (Array.isArray(node)) {
    return node.map(keepReferences);
  }
  if (node === null || typeof node !== 'object') {
    return node;
  }
  const { $ref, ...rest } = Object.fromEntries(
    Object.entries(node).map(([key, value]) => [key, keepReferences(value)])
  );
  if ($ref === undefined) {
    return rest;
  }
  return Object.keys(rest).length === 0
    ? { $ref }
    : { ...rest, allOf: [{ $ref }] };
}

/** The description's models as a JSON schema of their own. */
function schemaOf(description) {
  const models = JSON.stringify(description.components.schemas);
  return {
    title: 'Wire',
    $defs: JSON.parse(models.replaceAll('#/components/schemas/', '#/$defs/'))
  };
}

async function typesOf(schema) {
  const types = await compile(keepReferences(schema), 'Wire', {
    bannerComment: BANNER,
    style: { singleQuote: true, trailingComma: 'none', printWidth: 80 },
    unreachableDefinitions: true
  });
  return NOISE.reduce((text, noise) => text.replace(noise, ''), types);
}

async function main() {
  let text = '';
  for await (const chunk of process.stdin) {
    text += chunk;
  }
  process.stdout.write(await typesOf(schemaOf(JSON.parse(text))));
}

main().catch(error => {
  console.error(error);
  process.exitCode = 1;
});
