import type { z } from 'zod';
import {
  type Answer,
  type Ask,
  type FieldProblem,
  found,
  one,
  type Route,
  route,
} from '../../platform/web/index.ts';
import { smallIdParams } from '../public-reading.ts';
import { chooseSpeaker } from './commands/choose-speaker.ts';
import { formHoldsNothing } from './form-page.ts';
import { recommendationPaths } from './paths.ts';
import { readSpeaker } from './queries/read-speaker.ts';

type SpeakerAsk = Ask<z.infer<typeof smallIdParams>, unknown>;

async function speakerForm({ tx, t, params }: SpeakerAsk, problems?: FieldProblem[]): Promise<Answer> {
  const { name, unit, units } = found(await readSpeaker(tx, params.id));
  return {
    page: 'evidence/recommendations/views/speaker.njk',
    title: t('chains.speaker.title'),
    backHref: recommendationPaths.addressee(params.id),
    model: {
      ...{ name, action: recommendationPaths.speaker(params.id) },
      choices: [{ id: '', name: t('chains.speaker.nobody') }, ...units].map(each => ({
        ...each,
        chosen: each.id === (unit ?? ''),
      })),
      isAlone: units.length === 0,
    },
    ...(problems && { problems }),
  };
}

async function keepSpeaker(ask: SpeakerAsk): Promise<Answer> {
  const { tx, t, params, body } = ask;
  const { units } = found(await readSpeaker(tx, params.id));
  const chosen = one(body, 'unit');
  if (chosen !== '' && !units.some(({ id }) => id === chosen))
    return speakerForm(ask, [{ field: 'unit', text: t('chains.speaker.need') }]);
  await chooseSpeaker(tx, params.id, chosen === '' ? null : chosen);
  return { goTo: recommendationPaths.addressee(params.id), say: 'chains.speaker.said' };
}

const speaking = {
  path: recommendationPaths.speaker(':id'),
  access: ['librarian'],
  params: smallIdParams,
} as const;

/** Who answers in the name of an organisation that was asked: librarians say so. */
export const speakerRoutes: readonly Route[] = [
  route({
    ...speaking,
    method: 'GET',
    audit: formHoldsNothing,
    handle: (ask: SpeakerAsk) => speakerForm(ask),
  }),
  route({ ...speaking, method: 'POST', audit: 'by the command', handle: keepSpeaker }),
];
