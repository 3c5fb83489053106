import { type Answer, found } from '../../platform/web/index.ts';
import type { VictimAsk } from './liaison-route.ts';
import { liaisonPaths } from './paths.ts';
import { readCase } from './queries/read-case.ts';
import { readVictim } from './queries/read-victim.ts';
import { nameIn } from './show-case.ts';
import { showSaid } from './show-file.ts';

/**
 * What goes to the tribunal on paper: representations made for it, and nothing else of the victim side. A personal
 * statement is not sent there, and an address never is (design brief, sections 6.5 and 6.6).
 */
export async function paperPage(ask: VictimAsk): Promise<Answer> {
  const { tx, params, t } = ask;
  const file = await readCase(tx, params.caseId);
  const victim = found(file.registrations.find(({ id }) => id === params.victim));
  const { representations } = await readVictim(tx, victim.id);
  return {
    page: 'casework/victim-liaison/views/paper.njk',
    title: t('liaison.representation.paperTitle'),
    backHref: liaisonPaths.victim(file.caseId, victim.id),
    model: {
      person: [file.familyName.toUpperCase(), file.givenNames].filter(Boolean).join(', '),
      name: nameIn(victim, ask),
      representations: representations
        .filter(({ about }) => about === 'tribunal')
        .map(each => showSaid(each, ask)),
    },
    about: { caseId: file.caseId, detail: { victim: victim.id } },
  };
}
