/**
 * The same tests, file by file in another order each time: none of them may live on what another left.
 * ORDER_SEED repeats an order.
 */
import { readdirSync } from 'node:fs';
import * as path from 'node:path';

import { defineConfig } from '@playwright/test';

import config from './playwright.config';
import { OTHERS } from './generation';

// Workers read this file too, and have the seed from here.
const seed = (process.env.ORDER_SEED ??= String(Date.now() % 1_000_000));

if (process.env.TEST_WORKER_INDEX === undefined) {
  console.log(`ORDER_SEED=${seed}`);
}

/** Numbers from 0 to 1, the same ones for the same seed: Lehmer's generator. */
function* numbers(start: number): Generator<number, never> {
  const modulus = 2 ** 31 - 1;
  let state = (start % (modulus - 1)) + 1;
  for (;;) {
    state = (state * 48_271) % modulus;
    yield state / modulus;
  }
}

const random = numbers(Number(seed));

const files = readdirSync(path.join(__dirname, 'tests'))
  .filter(name => name.endsWith('.spec.ts'))
  .map(name => ({ name, place: random.next().value }))
  .sort((one, other) => one.place - other.place);

export default defineConfig({
  ...config,
  workers: 1,
  projects: files.map(({ name }) => ({
    name,
    testMatch: `**/${name}`,
    testIgnore: OTHERS
  }))
});
