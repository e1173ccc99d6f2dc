import type { LinkSubject } from '../domain/link.ts';

export type ReviewSubject = Extract<LinkSubject, { readonly purpose: 'review' }>;

/** Path of another review that waits for the holder of a reviewer's link. */
export const reviewPlace = (token: string, of: Omit<ReviewSubject, 'purpose'>): string =>
  `/r/${token}/waiting/${of.directiveId}/${of.unitId}/${of.version}/${of.stage}/${of.reviewerId}`;

/** The same path as the router reads it. */
export const reviewPlacePattern = '/r/:token/waiting/:directiveId/:unitId/:reviewVersion/:stage/:reviewerId';
