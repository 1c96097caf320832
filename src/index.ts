import { commandsPlugin } from './commands/plugin';
import { settingsPlugin } from './settings/plugin';
import { statePlugin } from './state/plugin';

export * from './tokens';

export default [statePlugin, settingsPlugin, commandsPlugin];
