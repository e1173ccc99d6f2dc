import { expect, it } from 'vitest';
import { hashToken, linkExpiry } from '../../../functions/domain/link.ts';
import { type Instant, plusMs } from '../../../functions/domain/time.ts';
import { decideReview } from '../../../functions/usecases/decide-review.ts';
import { delegatePeriod } from '../../../functions/usecases/during-review.ts';
import { mostListed, openOther, reviewerList } from '../../../functions/usecases/reviewer-list.ts';
import { storeSteps } from '../../support/assignments.ts';
import { aUnit, submitting } from '../../support/builders.ts';
import { meter } from '../../support/meter.ts';
import { beginReview, reviewOf, submittedAt } from '../../support/review-stories.ts';
import { done, startWorlds } from '../../support/world.ts';

const worlds = await startWorlds();
const head = 'noi-vu-truong-phong';
const now: Instant = '2018-03-21T03:00:00.000Z';

it('lists what has waited longest, so many a page, and reads the assignments of these alone', async () => {
  const world = await worlds.fresh();
  await beginReview(world);
  const opened = await reviewOf(world, head);
  const directive = opened.directive.content;
  const count = 120;
  for (let index = 0; index < count; index += 1) {
    const unit = aUnit({ id: `phuong-${index}`, name: `Phường ${index}` });
    // the later in the list, the longer it waits
    const at = plusMs(submittedAt, -index * 60_000);
    await storeSteps(world.at, [submitting({ at })], { directive, unit });
    const place = { directiveId: directive.id, unitId: unit.id, version: 1, stage: 1, reviewerId: head };
    await world.needs.links.put({
      tokenHash: hashToken(String(index).padStart(43, 'x')) ?? '',
      personId: head,
      subject: { purpose: 'review', ...place },
      createdAt: at,
      expiresAt: linkExpiry(at),
    });
  }
  const counter = meter(world.at.client);
  const { waiting, more } = await reviewerList(world.needs, opened, 1, now);
  expect(waiting.map(({ assignment }) => assignment.unitId)).toEqual(
    Array.from({ length: mostListed }, (_, place) => `phuong-${count - 1 - place}`),
  );
  // the list of links, the reviews in pages of a hundred, the directive, and an assignment and its unit for each line
  expect(counter.requests.length).toBeLessThanOrEqual(1 + 2 + 1 + 2 * mostListed);
  expect(more).toBe(count + 1 - mostListed);
  expect(counter.requests.every(({ command }) => /^(Get|BatchGet|Query)/.test(command))).toBe(true);
  // nothing is out of reach, and nothing comes twice
  const [second, third, beyond] = await Promise.all(
    [2, 3, 4].map((page) => reviewerList(world.needs, opened, page, now)),
  );
  expect(second?.waiting[0]?.assignment.unitId).toBe(`phuong-${count - 1 - mostListed}`);
  expect(second?.more).toBe(count + 1 - 2 * mostListed);
  expect(third?.waiting.map(({ assignment }) => assignment.unitId).at(-1)).toBe('phuong-0');
  expect(third).toMatchObject({ more: 0 });
  expect(beyond).toEqual({ waiting: [], more: 0 });
  const all = [waiting, second?.waiting ?? [], third?.waiting ?? []].flat();
  expect(new Set(all.map(({ assignment }) => assignment.unitId)).size).toBe(count + 1);
});

it('shows a stand-in all that waits for whoever is away, and one letter leads there, not one for each', async () => {
  const world = await worlds.fresh();
  await beginReview(world);
  const opened = await reviewOf(world, head);
  const officer = 'noi-vu-chuyen-vien';
  for (const unitId of ['mai-dich', 'nghia-do', 'quan-hoa']) {
    await storeSteps(world.at, [submitting({ at: submittedAt })], {
      directive: opened.directive.content,
      unit: aUnit({ id: unitId, name: unitId }),
    });
    const place = { directiveId: opened.directive.content.id, unitId, version: 1, stage: 1, reviewerId: head };
    const subject = { purpose: 'review', ...place } as const;
    const tokenHash = hashToken(unitId.padStart(43, 'x')) ?? '';
    await world.needs.links.put({ tokenHash, personId: head, subject, createdAt: now, expiresAt: linkExpiry(now) });
  }
  const request = { address: 'tonghop@noivu.caugiay.example', from: '21/03/2018', until: '23/03/2018' };
  done(await delegatePeriod(world.needs, opened, request, now));
  const before = world.mails().length;
  await world.sweepAt(plusMs(now, 300_000));
  const [letter, ...more] = world
    .mails()
    .slice(before)
    .filter(({ to }) => to.includes(request.address));
  expect(more).toEqual([]);
  expect(letter?.text).toContain('Hiện có 4 Kế hoạch đang chờ ý kiến.');
  const standIn = await reviewOf(world, officer);
  const { waiting } = await reviewerList(world.needs, standIn, 1, world.now);
  expect(waiting.map(({ subject }) => subject.unitId).sort()).toEqual([
    'dich-vong',
    'mai-dich',
    'nghia-do',
    'quan-hoa',
  ]);
  const place = { ...standIn.subject, unitId: 'quan-hoa' };
  const other = await openOther(world.needs, standIn, place, world.now);
  const decided = other && (await decideReview(world.needs, other, { choice: 'approve', comment: '' }, world.now));
  expect(decided?.ok && decided.value.review.state).toMatchObject({
    decidedBy: { personId: officer, onBehalfOf: { personId: head } },
  });
  // what waits for others, or after the time, is out of reach
  expect(
    await openOther(world.needs, standIn, { ...place, reviewerId: 'quan-pho-chu-tich' }, world.now),
  ).toBeUndefined();
  const after: Instant = '2018-03-24T03:00:00.000Z';
  expect(await reviewerList(world.needs, standIn, 1, after)).toEqual({ waiting: [], more: 0 });
  expect(await openOther(world.needs, standIn, { ...place, unitId: 'mai-dich' }, after)).toBeUndefined();
});
