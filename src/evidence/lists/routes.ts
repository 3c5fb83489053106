import type { z } from 'zod';
import {
  type Answer,
  type Ask,
  found,
  idParams,
  one,
  Refusal,
  type Route,
  route,
} from '../../platform/web/index.ts';
import { evidencePaths } from '../paths.ts';
import { add, addPage, addQuery } from './add-records.ts';
import { moveOnList, takeOffList } from './commands/keep-items.ts';
import { deleteList } from './commands/keep-list.ts';
import { fileQuery, ownFile, sharedFile } from './file.ts';
import { join, joinPage, leave, leavePage } from './join.ts';
import { listPaths } from './paths.ts';
import { readLists, readOwnList } from './queries/read-lists.ts';
import { linkOf, share, sharedPage, sharedParams } from './share.ts';
import { citeHref, filesOf, showItems } from './show-list.ts';
import { keepTogether, ofOwner, showKept, showTogether } from './together.ts';
import {
  change,
  changePage,
  make,
  makePage,
  type NoteAsk,
  note,
  notePage,
  noteParams,
} from './write-list.ts';

type NewAsk = Ask<unknown, unknown>;
type ListAsk = Ask<z.infer<typeof idParams>, unknown>;

async function listsPage({ tx, t }: NewAsk): Promise<Answer> {
  const lists = await readLists(tx);
  return {
    page: 'evidence/lists/views/lists.njk',
    title: t('shelf.lists.title'),
    backHref: evidencePaths.search(),
    model: {
      makeHref: listPaths.make(),
      lists: lists.map(({ id, title, records, isShared, isOwn }) => ({
        ...{ title, href: listPaths.list(id), count: t('shelf.lists.records', { count: records }) },
        others: isOwn ? '' : t('shelf.lists.together'),
        shared: isShared ? t('shelf.lists.shared') : '',
      })),
    },
  };
}

async function listPage(ask: ListAsk): Promise<Answer> {
  const { tx, t, params } = ask;
  const list = found(await readOwnList(tx, params.id));
  const { id, title, note, shownName, items, removed, shareSealed } = list;
  return {
    ...{ page: 'evidence/lists/views/list.njk', title, backHref: listPaths.lists() },
    model: {
      ...{ note, removed, citeHref: citeHref(items), files: filesOf(items, listPaths.file(id)) },
      ...{ action: listPaths.list(id), items: showKept(list, await showItems(tx, items, t), t) },
      ...{ changeHref: listPaths.change(id), removeHref: listPaths.remove(id) },
      ...{ shareHref: listPaths.share(id), link: linkOf(shareSealed, ask), isShared: shareSealed !== null },
      by: shownName === null ? t('shelf.share.noName') : t('shelf.share.name', { name: shownName }),
      ...showTogether(list, ask),
    },
  };
}

/** One button of the list, of those who keep it: a record goes up or down, is taken off, or is put back. */
async function act({ tx, params, body }: ListAsk): Promise<Answer> {
  const [asked, way = '', number = ''] = /^(up|down|off|back):([1-9]\d{0,8})$/.exec(one(body, 'do')) ?? [];
  if (asked === undefined) {
    // No button of a list that they keep; of any other, nothing is said.
    found(await readOwnList(tx, params.id));
    throw new Refusal(400);
  }
  const on = { list: params.id, record: Number(number) };
  if (way === 'up' || way === 'down') {
    await moveOnList(tx, on, way);
    return { goTo: `${listPaths.list(params.id)}#r${number}`, say: `shelf.said.${way}` };
  }
  await takeOffList(tx, on, way === 'off');
  return { goTo: listPaths.list(params.id), say: way === 'off' ? 'shelf.said.off' : 'shelf.said.back' };
}

async function removePage({ tx, t, params, path }: ListAsk): Promise<Answer> {
  const { id, title, items } = ofOwner(found(await readOwnList(tx, params.id)));
  return {
    page: 'evidence/lists/views/remove.njk',
    title: t('shelf.list.removeTitle'),
    backHref: listPaths.list(id),
    model: { action: path, name: title, count: t('shelf.lists.records', { count: items.length }) },
  };
}

async function remove({ tx, params }: ListAsk): Promise<Answer> {
  await deleteList(tx, params.id);
  return { goTo: listPaths.lists(), say: 'shelf.said.deleted' };
}

const get = {
  ...({ method: 'GET', access: 'signed in' } as const),
  audit: 'none: what somebody keeps for themselves in a public library',
} as const;
const post = { method: 'POST', access: 'signed in', audit: 'by the command' } as const;
const adding = { path: listPaths.add(), query: addQuery } as const;
const ofList = { path: listPaths.list(':id'), params: idParams } as const;
const taking = { path: listPaths.file(':id'), params: idParams, query: fileQuery } as const;
const changing = { path: listPaths.change(':id'), params: idParams } as const;
const removing = { path: listPaths.remove(':id'), params: idParams } as const;
const sharing = { path: listPaths.share(':id'), params: idParams } as const;
const together = { path: listPaths.together(':id'), params: idParams } as const;
const leaving = { path: listPaths.leave(':id'), params: idParams } as const;
const joining = { path: listPaths.join(':token'), params: sharedParams } as const;
const noting = { path: listPaths.annotate(':id', ':number'), params: noteParams } as const;

const byLink = {
  ...({ method: 'GET', access: 'anyone', params: sharedParams } as const),
  audit: 'none: a list that its owner shows to whoever has the link',
} as const;

/** Reading lists: made, filled, ordered, annotated and shared by their owner, kept with others, read by whoever has the link. */
export const listRoutes: readonly Route[] = [
  route({ ...get, path: listPaths.lists(), handle: listsPage }),
  route({ ...get, path: listPaths.make(), handle: async (ask: NewAsk) => makePage(ask) }),
  route({ ...post, path: listPaths.make(), handle: make }),
  route({ ...get, ...adding, handle: (ask: Parameters<typeof add>[0]) => addPage(ask) }),
  route({ ...post, ...adding, handle: add }),
  route({ ...get, ...ofList, handle: listPage }),
  route({ ...post, ...ofList, handle: act }),
  route({ ...get, ...taking, handle: ownFile }),
  route({ ...get, ...changing, handle: (ask: ListAsk) => changePage(ask) }),
  route({ ...post, ...changing, handle: change }),
  route({ ...get, ...noting, handle: (ask: NoteAsk) => notePage(ask) }),
  route({ ...post, ...noting, handle: note }),
  route({ ...get, ...removing, handle: removePage }),
  route({ ...post, ...removing, handle: remove }),
  route({ ...post, ...sharing, handle: share }),
  route({ ...post, ...together, handle: keepTogether }),
  route({ ...get, ...joining, handle: (ask: Parameters<typeof join>[0]) => joinPage(ask) }),
  route({ ...post, ...joining, handle: join }),
  route({ ...get, ...leaving, handle: leavePage }),
  route({ ...post, ...leaving, handle: leave }),
  route({ ...byLink, path: listPaths.shared(':token'), handle: sharedPage }),
  route({ ...byLink, path: listPaths.sharedFile(':token'), query: fileQuery, handle: sharedFile }),
];
