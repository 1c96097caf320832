import { bannerPlugin } from './banner/plugin';
import { browserPersonaPlugin } from './browserPersona/plugin';
import { chatPlugin } from './chat/plugin';
import { commandsPlugin } from './commands/plugin';
import { helpPlugin } from './help/plugin';
import { noticesPlugin } from './notices/plugin';
import { panelPlugin } from './panel/plugin';
import { settingsPlugin } from './settings/plugin';
import { statePlugin } from './state/plugin';
import { statusBarPlugin } from './statusbar/plugin';

export * from './tokens';

export default [
  statePlugin,
  settingsPlugin,
  commandsPlugin,
  panelPlugin,
  statusBarPlugin,
  noticesPlugin,
  bannerPlugin,
  helpPlugin,
  chatPlugin,
  browserPersonaPlugin
];
