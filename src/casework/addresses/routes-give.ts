import { type Again, drawForm } from '../../platform/small-forms/index.ts';
import { type Answer, type Ask, caseParams, type Route, route } from '../../platform/web/index.ts';
import { aroundThePerson, type CareAsk } from '../conditions/around.ts';
import { conditionPaths } from '../conditions/paths.ts';
import { addressNotice } from '../rules/conditions/address-notice.ts';
import { giveNotice } from './commands/give-notice.ts';
import { noticeFields, readGiven } from './notice-form.ts';
import { addressPaths } from './paths.ts';
import { type NoticeFile, readMyNotices, readNotices } from './queries/read-notices.ts';
import { noticesModel } from './show-notices.ts';

type AnyAsk = Ask<unknown, unknown>;

function noticePage({ t }: AnyAsk, file: NoticeFile, again?: Again): Answer {
  const isMine = file.givesAs === 'subject';
  return {
    page: `casework/addresses/views/${isMine ? 'mine' : 'care'}.njk`,
    title: t(isMine ? 'addresses.my.title' : 'addresses.title'),
    backHref: isMine ? conditionPaths.mine() : conditionPaths.care(file.caseId),
    model: {
      ...noticesModel(file, t),
      wanted: t('addresses.rule', { days: addressNotice.at(-1)?.value.days ?? 0 }),
      form: drawForm(t, {
        action: isMine ? addressPaths.mine() : addressPaths.care(file.caseId),
        ...{ fields: noticeFields, button: 'addresses.give.button', again },
      }),
    },
    about: { caseId: file.caseId, detail: { notices: file.notices.map(({ id }) => id) } },
    problems: again?.problems,
  };
}

async function give(ask: AnyAsk, file: NoticeFile): Promise<Answer> {
  const { tx, body, actor, today } = ask;
  const { typed, problems, address, moveOn, why } = readGiven(body, ask);
  if (problems.length > 0 || !moveOn) return noticePage(ask, file, { typed, problems });
  const { inTime } = await giveNotice(tx, { file, address, moveOn, why, actor, today });
  return {
    goTo: file.givesAs === 'subject' ? addressPaths.mine() : addressPaths.care(file.caseId),
    say: inTime ? 'addresses.said.given' : 'addresses.said.givenLate',
  };
}

const readCare = ({ tx, params }: CareAsk) => readNotices(tx, params.caseId);

/** Giving notice of a new address, and reading what was said to it. */
export const giveRoutes: readonly Route[] = [
  route({
    ...{ method: 'GET', path: addressPaths.care(':caseId'), access: aroundThePerson, params: caseParams },
    audit: 'casework.address.read',
    handle: async ask => noticePage(ask, await readCare(ask)),
  }),
  route({
    ...{ method: 'POST', path: addressPaths.care(':caseId'), params: caseParams, audit: 'by the command' },
    access: ['responsible_clinician', 'social_supervisor', 'clinical_supervisor'],
    handle: async ask => give(ask, await readCare(ask)),
  }),
  route({
    ...{ method: 'GET', path: addressPaths.mine(), access: ['subject'], audit: 'casework.address.read' },
    handle: async ask => noticePage(ask, await readMyNotices(ask.tx)),
  }),
  route({
    ...{ method: 'POST', path: addressPaths.mine(), access: ['subject'], audit: 'by the command' },
    handle: async ask => give(ask, await readMyNotices(ask.tx)),
  }),
];
