/** Opens the help page; with `section` at the section of that name. */
export const HELP = 'jupyterlab-ai-stream-toggle:help';
