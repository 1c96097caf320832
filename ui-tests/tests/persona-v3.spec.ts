/**
 * Who answers in a chat goes by the name that the chat shows, whatever its class is called; and
 * whether the switch is theirs is said by one sentence in each view.
 */
import type { Page } from '@playwright/test';

import { send } from './chat';
import { expect, test } from './fixtures';
import { openLab, runFromPalette } from './lab';
import { Server } from './server';
import { Popup, statusItem } from './switch';

const { JUPYTER_PYTHON } = process.env;

/** One is called as Jupyter AI's own is; one has its models, one is an agent of the ACP. */
const PERSONAS = `
from jupyter_ai_acp_client.base_acp_persona import BaseAcpPersona
from jupyter_ai_jupyternaut.jupyternaut.chat_models import ChatLiteLLM
from jupyter_ai_persona_manager import BasePersona, PersonaDefaults


def named(name):
    return property(lambda _: PersonaDefaults(name=name, description="", avatar_path="", system_prompt=""))


class ParrotPersona(BasePersona):
    defaults = named("Jupyternaut")

    async def process_message(self, message):
        self.send_message(message.body)


class Mine(BasePersona):
    defaults = named("Mine")

    async def process_message(self, message):
        # Nobody listens there: that it asks is enough.
        model = ChatLiteLLM(model="openai/m", api_key="k", api_base="http://127.0.0.1:1", streaming=True)
        async for chunk in model.astream(message.body):
            pass


class Agent(BaseAcpPersona):
    defaults = named("Agent")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, executable=["cat"], **kwargs)
`;

async function choose(page: Page, persona: string): Promise<void> {
  await page.getByTitle('Choose which persona to message').click();
  await page.getByRole('menuitem', { name: persona, exact: true }).click();
}

test.describe('other personas', () => {
  test.skip(!JUPYTER_PYTHON, 'JUPYTER_PYTHON is not set');
  test.setTimeout(120_000);

  test('are called as the chat calls them, in a sentence that holds for them', async ({
    page
  }) => {
    const server = await Server.start({
      python: JUPYTER_PYTHON ?? '',
      application: 'jupyterlab',
      jupyterAi: { model_provider_id: 'azure/gw' },
      persona: 'jupyter-ai-personas::other_personas::ParrotPersona',
      files: {
        '.jupyter/personas/other_personas.py': PERSONAS,
        'a.chat': '{"messages": [], "users": {}, "attachments": {}}'
      },
      log: test.info().outputPath('server.log')
    });
    const popup = new Popup(page);
    const says = async (item: string, sentence: string) => {
      await expect(statusItem(page)).toHaveText(item);
      await expect(statusItem(page)).toHaveAttribute(
        'title',
        `${item}\n${sentence}`
      );
      await popup.open();
      await expect(popup.box).toContainText(sentence);
      await popup.close();
    };
    const unknown = (name: string) =>
      `${name} has not used a model that follows this switch so far.`;
    try {
      await openLab(page, server.url('lab/tree/a.chat'));
      await says('Streaming: by Jupyternaut', unknown('Jupyternaut'));
      await choose(page, 'Agent');
      const own =
        'Agent manages its own streaming, so this switch does not apply to it.';
      await says('Streaming: by Agent', own);
      await choose(page, 'Mine');
      await says('Streaming: by Mine', unknown('Mine'));
      await send(page, 'Who are you?');
      const title = page.locator('.jp-chat-rendered-message strong');
      await expect(title.first()).toBeVisible({ timeout: 60_000 });
      const governed = 'Mine uses models that follow this switch.';
      await popup.open();
      await expect(popup.box).toContainText(governed);
      await popup.close();
      await says('Streaming: set per model', governed);
      await runFromPalette(page, 'Streaming: Show Status');
      const status = page.getByRole('dialog', { name: 'Streaming Status' });
      await expect(status).toContainText(own);
      await expect(status).toContainText(governed);
      await expect(status).toContainText(unknown('Jupyternaut'));
    } finally {
      await server.dispose();
    }
  });
});
