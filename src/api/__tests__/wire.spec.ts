import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import * as path from 'node:path';

const API = path.resolve(__dirname, '..');
const GENERATOR = path.resolve(API, '../../scripts/wire_types.cjs');

describe('wire.ts', () => {
  it('is what scripts/wire_types.py makes of wire.schema.json', () => {
    // In a process of its own: the generator loads prettier, which jest cannot.
    const types = execFileSync(process.execPath, [GENERATOR], {
      encoding: 'utf-8',
      input: readFileSync(path.join(API, 'wire.schema.json'))
    });

    expect(types).toBe(readFileSync(path.join(API, 'wire.ts'), 'utf-8'));
  });
});
