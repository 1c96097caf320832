/**
 * Which tests are for the other generation of Jupyter AI.
 */
const { JUPYTER_AI = '3' } = process.env;

/**
 * What is the same for both, and so is tried with one of them: how the views look, what they cost,
 * help and recovery, a server that goes, Notebook without any Jupyter AI.
 */
const SAME = [
  'looks*.spec.ts',
  'start.spec.ts',
  'help.spec.ts',
  'recovery.spec.ts',
  'gone-server.spec.ts',
  'own-server-notebook.spec.ts'
];

export const OTHERS =
  JUPYTER_AI === '2' ? ['*-v3.spec.ts', ...SAME] : ['*-v2.spec.ts'];
