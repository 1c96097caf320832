/**
 * Who answers in a chat goes by the name that the chat shows, whatever its class is called.
 */
import { expect, test } from './fixtures';
import { openLab } from './lab';
import { Server } from './server';
import { Popup, statusItem } from './switch';

const { JUPYTER_PYTHON } = process.env;

/** Called as Jupyter AI's own is. */
const PERSONA = `
from jupyter_ai_persona_manager import BasePersona, PersonaDefaults


class ParrotPersona(BasePersona):
    @property
    def defaults(self):
        return PersonaDefaults(
            name="Jupyternaut",
            description="Repeats what it hears.",
            avatar_path="",
            system_prompt="",
        )

    async def process_message(self, message):
        self.send_message(message.body)
`;

test.describe('another persona', () => {
  test.skip(!JUPYTER_PYTHON, 'JUPYTER_PYTHON is not set');
  test.setTimeout(120_000);

  test('is called as the chat calls it, in a sentence that holds for it', async ({
    page
  }) => {
    const server = await Server.start({
      python: JUPYTER_PYTHON ?? '',
      application: 'jupyterlab',
      jupyterAi: { model_provider_id: 'azure/gw' },
      persona: 'jupyter-ai-personas::parrot_persona::ParrotPersona',
      files: {
        '.jupyter/personas/parrot_persona.py': PERSONA,
        'a.chat': '{"messages": [], "users": {}, "attachments": {}}'
      },
      log: test.info().outputPath('server.log')
    });
    try {
      await openLab(page, server.url('lab/tree/a.chat'));
      await expect(statusItem(page)).toHaveText('Streaming: by Jupyternaut');
      const popup = await new Popup(page).open();
      await expect(popup.box).toContainText(
        'Jupyternaut has not used a model that follows this switch so far.'
      );
    } finally {
      await server.dispose();
    }
  });
});
