import type { ILabShell, JupyterFrontEnd } from '@jupyterlab/application';
import type { IPaletteItem } from '@jupyterlab/apputils';
import { Notification } from '@jupyterlab/apputils';
import { ServerConnection } from '@jupyterlab/services';
import type { ISettingRegistry } from '@jupyterlab/settingregistry';
import { IStatusBar } from '@jupyterlab/statusbar';
import type { IFormRenderer } from '@jupyterlab/ui-components';
import { LabIcon } from '@jupyterlab/ui-components';
import { CommandRegistry } from '@lumino/commands';
import { DisposableDelegate } from '@lumino/disposable';
import { Widget } from '@lumino/widgets';
import * as React from 'react';

import schema from '../../schema/plugin.json';
import plugins from '..';
import { chatPlugin } from '../chat/plugin';
import { commandsPlugin } from '../commands/plugin';
import { helpPlugin } from '../help/plugin';
import { panelPlugin } from '../panel/plugin';
import { settingsPlugin } from '../settings/plugin';
import { StreamingModel } from '../state/model';
import { statePlugin } from '../state/plugin';
import { statusBarPlugin } from '../statusbar/plugin';
import { CommandIDs, IStreamingModel } from '../tokens';
import { draw, erase, seen } from './drawing';
import { DAMAGED, STATUS } from './examples';
import { FakeClient, FakeConnection } from './fakes';

function model(answer = STATUS): StreamingModel {
  const client = new FakeClient();
  client.answer = answer;
  return new StreamingModel(client, new FakeConnection());
}

const started = Promise.resolve();

const labWith = (parts: object) => parts as unknown as ILabShell;

const LAB = labWith({});

/** As much of an application as a plugin needs. */
const appWith = (parts: object) => parts as unknown as JupyterFrontEnd;

describe('the extension', () => {
  it('lists its plugins under ids of their own', () => {
    const ids = plugins.map(plugin => plugin.id);
    expect(new Set(ids).size).toBe(plugins.length);
    // The settings schema is found by this id.
    expect(ids).toContain('jupyterlab-ai-stream-toggle:plugin');
  });

  it('registers the icon the settings schema names', () => {
    const name = schema['jupyter.lab.setting-icon'];
    expect(LabIcon.resolve({ icon: name }).name).toBe(name);
  });
});

describe('the state plugin', () => {
  it('provides a model that has asked already', async () => {
    const asked: string[] = [];
    const serverSettings = ServerConnection.makeSettings({
      fetch: request => {
        asked.push(new URL((request as Request).url).pathname);
        return Promise.resolve(new Response(JSON.stringify(STATUS)));
      },
      WebSocket: class extends EventTarget {
        close(): void {
          // Nothing was opened.
        }
      } as unknown as typeof WebSocket
    });
    const provided = await statePlugin.activate(
      appWith({ serviceManager: { serverSettings } })
    );
    await provided.refresh();
    expect(statePlugin.provides).toBe(IStreamingModel);
    expect(asked).toContain('/jupyterlab-ai-stream-toggle/status');
    expect(provided.status).toEqual(STATUS);
    provided.dispose();
  });
});

describe('the settings plugin', () => {
  it('does without a setting registry', () => {
    expect(() =>
      settingsPlugin.activate(appWith({ started }), model(), null, null)
    ).not.toThrow();
  });

  it('tells the user of settings that do not load', async () => {
    const log = jest.spyOn(console, 'error').mockImplementation();
    const registry = {
      transform: () => undefined,
      load: () => Promise.reject(new Error('no schema'))
    } as unknown as ISettingRegistry;
    await settingsPlugin.activate(
      appWith({ started }),
      model(),
      registry,
      null
    );
    await new Promise(resolve => setTimeout(resolve));
    const [notification] = Notification.manager.notifications;
    expect(notification?.type).toBe('error');
    expect(notification?.message).toContain('no schema');
    expect(log).toHaveBeenCalled();
    Notification.dismiss();
  });

  it('tells the user of damage once, and offers the way out', async () => {
    jest.spyOn(console, 'error').mockImplementation();
    const registry = {
      transform: () => undefined,
      load: () => Promise.reject(new Error('500'))
    } as unknown as ISettingRegistry;
    const commands = new CommandRegistry();
    const opened = jest.fn();
    commands.addCommand(CommandIDs.restoreSettings, {
      describedBy: { args: {} },
      execute: () => {
        opened();
      }
    });
    await settingsPlugin.activate(
      appWith({ commands, started }),
      model(DAMAGED),
      registry,
      null
    );
    await new Promise(resolve => setTimeout(resolve));
    const told = Notification.manager.notifications;
    expect(told.map(({ message }) => message)).toEqual([
      'The streaming settings are damaged. They can be restored.'
    ]);
    told[0]?.options.actions?.[0]?.callback(new MouseEvent('click'));
    expect(opened).toHaveBeenCalled();
    Notification.dismiss();
  });
});

describe('the views', () => {
  it('do without a status bar, a form and a chat', async () => {
    const none = { resolveOptionalService: () => Promise.resolve(null) };
    await statusBarPlugin.activate(appWith(none), model(), LAB, null);
    expect(() =>
      panelPlugin.activate(appWith({}), model(), null, null)
    ).not.toThrow();
    await chatPlugin.activate(appWith({}), model(), null);
  });

  it('put the switch into the status bar', async () => {
    const items: IStatusBar.IItem[] = [];
    const statusBar = {
      registerStatusItem: (_: string, item: IStatusBar.IItem) => {
        items.push(item);
        return new DisposableDelegate(() => undefined);
      }
    };
    const known = model();
    await known.refresh();
    await statusBarPlugin.activate(
      appWith({
        commands: new CommandRegistry(),
        resolveOptionalService: (token: unknown) =>
          Promise.resolve(token === IStatusBar ? statusBar : null)
      }),
      known,
      LAB,
      null
    );
    const [item] = items;
    if (!item) {
      throw new Error('no item');
    }
    Widget.attach(item.item, document.body);
    const button = await seen(() => item.item.node.querySelector('button'));
    expect(button.textContent).toBe('Streaming: Auto (not tested yet)');
    expect(button.title).toBe(
      'Streaming: Auto (not tested yet)\nStreamed, or all at once if streaming fails\nDefault'
    );
    item.item.dispose();
  });

  it('put the switch beside the menus of Notebook, which has no status bar', async () => {
    const placed: [Widget, string][] = [];
    await statusBarPlugin.activate(
      appWith({
        commands: new CommandRegistry(),
        resolveOptionalService: () => Promise.resolve(null),
        shell: {
          add: (widget: Widget, area: string) => placed.push([widget, area])
        }
      }),
      model(),
      null,
      null
    );
    expect(placed.map(([, area]) => area)).toEqual(['menu']);
    placed[0]?.[0].dispose();
  });

  it('draw the panel in the place of the form’s own fields', async () => {
    const renderers = new Map<string, IFormRenderer>();
    const registry = {
      renderers: {},
      getRenderer: () => ({}),
      addRenderer: (id: string, renderer: IFormRenderer) => {
        renderers.set(id, renderer);
      }
    };
    const known = model();
    await known.refresh();
    void panelPlugin.activate(appWith({}), known, registry, null);
    const id = 'jupyterlab-ai-stream-toggle:plugin';
    // None is left to the form, which names no field for screen readers.
    expect(Array.from(renderers.keys()).sort()).toEqual(
      Object.keys(schema.properties)
        .map(property => `${id}.${property}`)
        .sort()
    );
    const field = (name: string) =>
      React.createElement(
        renderers.get(`${id}.${name}`)?.fieldRenderer as React.FC
      );
    const host = await draw(field('providers'));
    await seen(() => host.querySelector('.jp-AiStream-panel'));
    const elsewhere = await draw(field('models'));
    expect(elsewhere.textContent).toBe('');
    await erase();
  });
});

describe('the commands plugin', () => {
  it('describes the command and lists it in the palette', async () => {
    const commands = new CommandRegistry();
    const items: string[] = [];
    const palette = {
      addItem: (item: IPaletteItem) => {
        items.push(`${item.category}: ${item.command}`);
      }
    };
    await commandsPlugin.activate(
      appWith({ commands }),
      model(),
      palette,
      null
    );
    // Those of the help page and of the chat of Jupyter AI 2.
    const { help, settings } = CommandIDs;
    const ours = Object.values(CommandIDs).filter(
      id => id !== help && id !== settings
    );
    expect(commands.label(CommandIDs.showStatus)).toBe('Show Status');
    await expect(
      commands.describedBy(CommandIDs.showStatus)
    ).resolves.toMatchObject({ args: { type: 'object' } });
    expect(new Set(items)).toEqual(
      new Set(ours.map(id => `AI Streaming: ${id}`))
    );
  });

  it('are those of the Settings menu', () => {
    const commands = new CommandRegistry();
    const app = appWith({ commands });
    void commandsPlugin.activate(app, model(), null, null);
    void helpPlugin.activate(app, {}, null, null);
    const [menu] = schema['jupyter.lab.menus'].main;
    for (const { submenu } of menu?.items ?? []) {
      for (const { command } of submenu.items) {
        expect(command === undefined || commands.hasCommand(command)).toBe(
          true
        );
      }
    }
  });

  it('does without a palette', () => {
    const commands = new CommandRegistry();
    void commandsPlugin.activate(appWith({ commands }), model(), null, null);
    expect(commands.hasCommand(CommandIDs.showStatus)).toBe(true);
  });
});
