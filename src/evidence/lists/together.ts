import type { Translate } from '../../platform/language/index.ts';
import { showDay } from '../../platform/time/index.ts';
import type { Tokens } from '../../platform/web/index.ts';
import { type Answer, type Ask, newToken, notAllowed, one, Refusal } from '../../platform/web/index.ts';
import { invite, removeCoauthor, withdrawInvitation } from './commands/keep-together.ts';
import { listPaths } from './paths.ts';
import type { Hand, OwnList, SignedItem } from './queries/read-lists.ts';
import { hashed } from './share.ts';

const purpose = 'invitation to a reading list';

/** One button of the owner: invites, withdraws an invitation, lets somebody go, or has them back. */
export async function keepTogether({
  tx,
  params,
  body,
  tokens,
}: Ask<{ id: number }, unknown>): Promise<Answer> {
  const list = params.id;
  const [asked, way, number] =
    /^(invite|withdraw|out|back)(?::([1-9]\d{0,14}))?$/.exec(one(body, 'do')) ?? [];
  if (asked === undefined || (way === 'invite') === (number !== undefined)) throw new Refusal(400);
  const goTo = `${listPaths.list(list)}#together`;
  if (way === 'invite') {
    const token = newToken();
    await invite(tx, list, { hash: hashed(token), sealed: tokens.sealFor(purpose, token) });
    return { goTo, say: 'shelf.said.invited' };
  }
  if (way === 'withdraw') {
    await withdrawInvitation(tx, list, Number(number));
    return { goTo, say: 'shelf.said.withdrawn' };
  }
  await removeCoauthor(tx, list, { coauthor: Number(number), isOut: way === 'out' });
  return { goTo, say: way === 'out' ? 'shelf.said.out' : 'shelf.said.in' };
}

type By = { readonly t: Translate; readonly tokens: Tokens; readonly baseUrl: string };

/** Who keeps a list, as its page shows it: to its owner with what the owner can do about it. */
export function showTogether(list: OwnList, { t, tokens, baseUrl }: By) {
  const { id, isOwn, shownName, coauthors, invitations } = list;
  const present = coauthors.filter(({ isOut }) => !isOut);
  return {
    isOwn,
    togetherHref: listPaths.together(id),
    leaveHref: listPaths.leave(id),
    whose: isOwn ? '' : t('shelf.together.whose', { name: shownName ?? t('shelf.together.owner') }),
    coauthors: present.map(one => ({
      ...one,
      name: one.isMe ? t('shelf.together.you', { name: one.name }) : one.name,
    })),
    out: isOwn ? coauthors.filter(({ isOut }) => isOut) : [],
    invitations: invitations.map(({ id: invitation, sealed, endsOn }) => ({
      id: invitation,
      link: new URL(listPaths.join(tokens.unsealFor(purpose, sealed) ?? ''), baseUrl).href,
      until: t('shelf.together.until', { day: showDay(endsOn, t) }),
    })),
  };
}

/**
 * A list for what only its owner does.
 * @throws a refusal with 403 for whoever takes part
 */
export function ofOwner(list: OwnList): OwnList {
  if (!list.isOwn) throw notAllowed('shelf.refusal.owner');
  return list;
}

/** The records of a list for those who keep it: whose hand each is, and what they may do with it. */
export function showKept<Shown extends { readonly record: number }>(
  list: OwnList,
  shown: readonly Shown[],
  t: Translate,
) {
  const itemOf = new Map(list.items.map(item => [item.record, item]));
  return shown.map(one => {
    const item = itemOf.get(one.record);
    return {
      ...{ ...one, noteHref: listPaths.annotate(list.id, one.record) },
      ...{ hands: item ? showHands(item, list, t) : '', mayGo: list.isOwn || item?.added.isMe === true },
    };
  });
}

/** Whose hand a record and its note are, where more than one person keeps the list. */
function showHands({ added, noted }: SignedItem, list: OwnList, t: Translate): string {
  if (list.coauthors.length === 0 && list.isOwn && added.isMe) return '';
  const by = t('shelf.hand.added', { name: handName(added, list, t) });
  return noted ? `${by} · ${t('shelf.hand.noted', { name: handName(noted, list, t) })}` : by;
}

/** By which name those who keep a list see one of them. */
export function handName({ name, isMe }: Hand, { shownName }: OwnList, t: Translate): string {
  return isMe ? t('shelf.hand.me') : (name ?? shownName ?? t('shelf.together.owner'));
}
