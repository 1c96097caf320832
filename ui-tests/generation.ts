/**
 * Which tests are for the other generation of Jupyter AI.
 */
const { JUPYTER_AI = '3' } = process.env;

// How the views look, and what they cost, is the same for both.
export const OTHERS =
  JUPYTER_AI === '2'
    ? ['*-v3.spec.ts', 'looks*.spec.ts', 'start.spec.ts']
    : ['*-v2.spec.ts'];
