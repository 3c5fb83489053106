import { type Ask, one } from '../../platform/web/index.ts';
import { insidePath } from '../rules/inside-path.ts';

/** A request on the way to signing in: who asks is not known yet. */
export type Visitor = Ask<unknown, unknown>;

/** What travels along until somebody is signed in: where they wanted to go, and a form that they had sent. */
export function carried(ask: Visitor): { next: string; unfinished: string } {
  const asked = new URLSearchParams(ask.path.split('?')[1] ?? '').get('next') ?? '/';
  return { next: insidePath.parse(one(ask.body, 'next') || asked), unfinished: one(ask.body, 'unfinished') };
}
