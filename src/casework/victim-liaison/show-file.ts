import { textOf } from '../../platform/language/index.ts';
import { showDay } from '../../platform/time/index.ts';
import { readCorners } from '../rules/victims/zone.ts';
import type { VictimAsk } from './liaison-route.ts';
import { liaisonPaths } from './paths.ts';
import type { KeptRequest, KeptStatement, Representation } from './queries/read-victim.ts';
import { requestShape, unseal, wordsShape } from './sealed.ts';
import { slug } from './show-case.ts';
import { zoneModel } from './zone-picture.ts';

/** A representation or a statement as it is read. */
export function showSaid(
  said: Representation | KeptStatement,
  { t, tokens }: Pick<VictimAsk, 't' | 'tokens'>,
) {
  return {
    words: unseal(tokens, wordsShape, said.sealed)?.words ?? t('liaison.unreadable'),
    given: t('liaison.said.given', { day: showDay(said.givenOn, t), name: said.by }),
    about: 'about' in said ? textOf(t, `liaison.about.${said.about}`) : '',
    lang: 'language' in said && said.language !== 'other' ? said.language : '',
  };
}

type State = 'kept' | 'takenBack' | 'released' | 'included' | 'changed' | 'declined';

const colours: Record<State, string> = {
  ...{ kept: 'yellow', takenBack: 'grey', released: 'blue' },
  ...{ included: 'green', changed: 'teal', declined: 'red' },
};

const stateOf = ({ outcome, releasedOn, withdrawnOn }: KeptRequest): State =>
  outcome ?? (releasedOn ? 'released' : withdrawnOn ? 'takenBack' : 'kept');

/** A request as it is read: what was asked, its picture, how far it has come, and what can be done with it. */
export function showRequest(
  request: KeptRequest,
  caseId: number,
  { t, tokens }: Pick<VictimAsk, 't' | 'tokens'>,
) {
  const asked = unseal(tokens, requestShape, request.sealed);
  const zone = asked?.corners ? readCorners(asked.corners) : undefined;
  const state = stateOf(request);
  return {
    heading: textOf(t, `liaison.request.${slug(request.kind)}`),
    state: { text: t(`liaison.state.${state}`), colour: colours[state] },
    text: asked?.text ?? t('liaison.unreadable'),
    why: asked?.why ?? '',
    zone: zone && 'corners' in zone ? zoneModel(`zone-${request.id}`, zone.corners, t) : undefined,
    map: request.map
      ? {
          href: liaisonPaths.map(caseId, request.id),
          scan: request.map === 'clean' ? '' : t('files.scan.notScanned'),
        }
      : undefined,
    released: request.releasedOn
      ? {
          on: t('liaison.request.releasedOn', { day: showDay(request.releasedOn, t) }),
          text: request.releasedText,
        }
      : undefined,
    changedText: request.changedText ?? '',
    releaseHref: state === 'kept' ? liaisonPaths.release(caseId, request.id) : '',
    withdrawHref: state === 'kept' ? liaisonPaths.withdraw(caseId, request.id) : '',
  };
}
