import type { ISettingRegistry } from '@jupyterlab/settingregistry';
import type { TranslationBundle } from '@jupyterlab/translation';

/** What is shown of a schema. */
const SHOWN = [
  'title',
  'description',
  'label',
  'jupyter.lab.setting-icon-label'
];

/** The contexts in which JupyterLab looks up texts of a schema. */
const CONTEXTS = ['schema', 'settings', 'menu'];

/**
 * Our settings with their schema in the user's language. JupyterLab's server
 * translates the schema of a prebuilt extension where it is asked for alone,
 * but not in the list of all, which is what a page loads. A menu that was
 * English in the list and is Chinese later has JupyterLab ask for a reload.
 */
export function inLanguage(
  plugin: ISettingRegistry.IPlugin,
  trans: TranslationBundle
): ISettingRegistry.IPlugin {
  const said = (text: string) =>
    // eslint-disable-next-line jupyter/no-dynamic-translation -- The catalogs have the schema's texts.
    CONTEXTS.map(context => trans.pgettext(context, text)).find(
      translated => translated !== text
    ) ?? text;
  const schema = JSON.stringify(plugin.schema, (key, value: unknown) =>
    typeof value === 'string' && SHOWN.includes(key) ? said(value) : value
  );
  return { ...plugin, schema: JSON.parse(schema) as ISettingRegistry.ISchema };
}
