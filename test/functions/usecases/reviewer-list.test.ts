import { expect, it } from 'vitest';
import { hashToken, linkExpiry } from '../../../functions/domain/link.ts';
import { type Instant, plusMs } from '../../../functions/domain/time.ts';
import { mostListed, reviewerList } from '../../../functions/usecases/reviewer-list.ts';
import { storeSteps } from '../../support/assignments.ts';
import { aUnit, submitting } from '../../support/builders.ts';
import { meter } from '../../support/meter.ts';
import { beginReview, reviewOf, submittedAt } from '../../support/review-stories.ts';
import { startWorlds } from '../../support/world.ts';

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
