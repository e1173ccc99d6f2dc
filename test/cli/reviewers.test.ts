import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import { openReviews } from '../../functions/domain/assignment.ts';
import { findHistoryFault } from '../../functions/domain/history.ts';
import type { Instant } from '../../functions/domain/time.ts';
import { transition } from '../../functions/domain/transitions.ts';
import { approving, aReviewer, placeOf, type Step, submitting } from '../support/builders.ts';
import { directiveFile, type House, openHouse, registerFiles, run, type Said } from './house.ts';

const announced = '2018-03-09T10:54:00.000Z';
const submitted = '2018-03-14T02:00:00.000Z';
const head = aReviewer({ id: 'noi-vu-truong-phong' });

let house: House;
let office: (...args: string[]) => Promise<Said>;
let folder: string;
let directives = 0;

beforeAll(async () => {
  house = await openHouse();
  const at = house.at(announced);
  office = (...args) => at(...args, '--lang', 'en');
  folder = mkdtempSync(join(tmpdir(), 'ward-plans-cli-'));
  await office('import', ...registerFiles);
});
afterAll(async () => {
  await house?.stop();
  if (folder) rmSync(folder, { recursive: true, force: true });
});

/** The example's directive under an id of its own, opened; with some fields written otherwise. */
const opened = async (fields: Record<string, unknown> = {}): Promise<string> => {
  directives += 1;
  const id = `ask-${directives}`;
  const path = join(folder, `${id}.yaml`);
  writeFileSync(path, stringify({ ...parse(readFileSync(directiveFile, 'utf8')), id, ...fields }));
  expect((await office('open', path)).code).toBe(0);
  return id;
};

/** Lets an assignment live through commands, from the real transitions into the real table. */
const live = async (directiveId: string, unitId: string, steps: readonly Step[]): Promise<void> => {
  const key = { directiveId, unitId };
  for (const { command, at } of steps) {
    const [assignment, directive, calendar] = await Promise.all([
      house.services.assignments.load(key),
      house.services.directives.load(directiveId),
      house.services.register.calendar('vn-2018'),
    ]);
    if (!assignment || !directive || !calendar) throw new Error('not there');
    const result = transition(assignment, command, { directive: directive.content, calendar }, at);
    if (!result.ok) throw new Error(result.refusal.code);
    await house.services.assignments.commit({ transition: result.value, letters: [] }, at);
  }
};

const submit = (at: Instant = submitted): Step => submitting({ at });

const askedAt = async (directiveId: string, unitId: string): Promise<string[]> => {
  const assignment = await house.services.assignments.load({ directiveId, unitId });
  return assignment ? openReviews(assignment).map(({ stage, reviewerId }) => `${stage} ${reviewerId}`) : [];
};

const mailsAbout = async (directiveId: string, unitId: string): Promise<string[]> => {
  const mails = await house.services.outbox.listFor({ kind: 'assignment', directiveId, unitId });
  return mails.map(({ order }) => `${order.kind} ${order.to}`).sort();
};

describe('reviewers', () => {
  it('change for plans in the step at once, for others when they get there, and tells both once', async () => {
    const id = await opened();
    await live(id, 'dich-vong', [submit()]);
    const call = ['reviewers', id, '1', 'noi-vu-chuyen-vien', '--reason', 'Trưởng phòng đi công tác'];
    const { code, out, err } = await office(...call);
    expect([code, err]).toEqual([0, '']);
    expect(out).toMatch(/^Phòng Nội vụ thẩm định: the reviewers are now .+\. Plans that changed at once: 1\.\n$/);
    expect(await askedAt(id, 'dich-vong')).toEqual(['1 noi-vu-chuyen-vien']);
    const mails = await mailsAbout(id, 'dich-vong');
    expect(mails).toEqual(
      expect.arrayContaining(['review_closed noi-vu-truong-phong', 'review_request noi-vu-chuyen-vien']),
    );

    expect((await office(...call)).out).toContain('Plans that changed at once: 0.');
    expect(await mailsAbout(id, 'dich-vong')).toEqual(mails);
    await live(id, 'mai-dich', [submit()]);
    expect(await askedAt(id, 'mai-dich')).toEqual(['1 noi-vu-chuyen-vien']);
    const history = await house.services.assignments.history({ directiveId: id, unitId: 'dich-vong' });
    expect(findHistoryFault(history)).toBeUndefined();
    expect(history.at(-1)?.change).toMatchObject({ type: 'reviewers_changed', reason: 'Trưởng phòng đi công tác' });
  });

  it('are people of the register, for a step that there is, while the directive is open', async () => {
    const id = await opened();
    const refusal = async (...args: string[]) => (await office('reviewers', ...args, '--reason', 'x')).err;
    expect(await refusal(id, '1', 'nobody')).toContain('nobody');
    expect(await refusal(id, '3', 'noi-vu-chuyen-vien')).toContain('3');
    expect(await refusal('nothing', '1', 'noi-vu-chuyen-vien')).toContain('no directive with the id nothing');
    await office('close', id);
    expect(await refusal(id, '1', 'noi-vu-chuyen-vien')).not.toBe('');
    const usage = await run(['reviewers', id, 'first', 'x', '--reason', 'x', '--lang', 'en']);
    expect([usage.code, usage.err.split('\n')[0]]).toEqual([
      2,
      '"first" is no number of a step: write 1 for the first.',
    ]);
  });

  it('are never fewer than the step asks for', async () => {
    const id = await opened({
      route: [
        {
          name: 'A',
          reviewers: ['noi-vu-truong-phong', 'noi-vu-chuyen-vien'],
          rule: { atLeast: 2 },
          allowanceWorkingDays: 1,
        },
      ],
    });
    const { code, err } = await office('reviewers', id, '1', 'quan-pho-chu-tich', '--reason', 'x');
    expect([code, err]).toEqual([1, 'This stage asks for the approval of 2 people. Name at least so many.\n']);
  });
});

describe('reassign', () => {
  it('gives one review of one unit to somebody else, with the field and a full allowance', async () => {
    const id = await opened({
      route: [
        {
          name: 'A',
          reviewers: ['noi-vu-truong-phong', 'quan-pho-chu-tich'],
          allowanceWorkingDays: 3,
          fields: [{ reviewer: 'noi-vu-truong-phong', items: ['bo-may'] }],
        },
      ],
    });
    await live(id, 'dich-vong', [
      submit(),
      { ...approving({ by: aReviewer({ id: 'quan-pho-chu-tich' }) }), at: submitted },
    ]);
    await live(id, 'mai-dich', [submit()]);
    const later = house.at('2018-03-16T02:00:00.000Z');
    const to = ['--to', 'noi-vu-chuyen-vien', '--reason', 'Nghỉ ốm', '--lang', 'en'];
    const { code, out, err } = await later('reassign', id, 'dich-vong', '--from', 'noi-vu-truong-phong', ...to);
    expect([code, err]).toEqual([0, '']);
    expect(out).toMatch(/^Dịch Vọng: the review of .+ now lies with .+\.\n$/);
    const assignment = await house.services.assignments.load({ directiveId: id, unitId: 'dich-vong' });
    expect(assignment && openReviews(assignment)).toMatchObject([
      { reviewerId: 'noi-vu-chuyen-vien', items: ['bo-may'], dueOn: '2018-03-21' },
    ]);
    // what was decided stays, and other units are not concerned
    expect(assignment?.reviews.map(({ state }) => state.kind)).toEqual(['closed', 'decided', 'open']);
    expect(await askedAt(id, 'mai-dich')).toEqual(['1 noi-vu-truong-phong', '1 quan-pho-chu-tich']);
  });

  it('refuses whoever has no open review there, and whoever reviews there already', async () => {
    const id = await opened({
      route: [{ name: 'A', reviewers: ['noi-vu-truong-phong', 'quan-pho-chu-tich'], allowanceWorkingDays: 3 }],
    });
    const reassign = async (unit: string, from: string, to: string) =>
      (await office('reassign', id, unit, '--from', from, '--to', to, '--reason', 'x')).err.split('\n')[0];
    expect(await reassign('dich-vong', 'noi-vu-truong-phong', 'noi-vu-chuyen-vien')).toBe(
      'No plan of dich-vong is with reviewers now, so there is no review to pass on.',
    );
    await live(id, 'dich-vong', [submit()]);
    const before = await house.services.assignments.load({ directiveId: id, unitId: 'dich-vong' });
    expect(await reassign('dich-vong', 'noi-vu-chuyen-vien', 'quan-pho-chu-tich')).toContain(
      'noi-vu-chuyen-vien has no open review',
    );
    const already = 'This person reviews in this stage already. Choose another colleague.';
    expect(await reassign('dich-vong', 'noi-vu-truong-phong', 'quan-pho-chu-tich')).toBe(already);
    expect(await reassign('dich-vong', 'noi-vu-truong-phong', 'noi-vu-truong-phong')).toBe(already);
    expect(await house.services.assignments.load({ directiveId: id, unitId: 'dich-vong' })).toEqual(before);
    expect(
      (await office('reassign', id, 'dich-vongg', '--from', 'a', '--to', 'noi-vu-chuyen-vien', '--reason', 'x')).err,
    ).toContain('Did you mean dich-vong?');
  });
});

describe('leave', () => {
  it('ends a person’s part, names what still waits, and lasts through another import', async () => {
    const id = await opened();
    await live(id, 'dich-vong', [submit()]);
    await house.services.links.put({
      tokenHash: 'a'.repeat(64),
      personId: head.id,
      subject: { purpose: 'review', directiveId: id, unitId: 'dich-vong', version: 1, stage: 1, reviewerId: head.id },
      createdAt: announced,
      expiresAt: '2018-06-01T00:00:00.000Z',
    });
    const { code, out, err } = await office('leave', head.id);
    expect(code).toBe(0);
    expect(out).toContain('has left as of 17:54 09/03/2018');
    // whatever waits under any directive, whether a mail has gone out or not
    expect(err).toMatch(/reviews that still wait for this person: [1-9]\d*\./);
    expect(err).toContain(`Dịch Vọng: ward-plans reassign ${id} dich-vong --from ${head.id} --to`);
    await office('import', ...registerFiles);
    expect((await house.services.register.person(head.id))?.leftAt).toBe(announced);
    // nobody can be asked any more who has left
    expect((await office('reviewers', id, '2', head.id, '--reason', 'x')).code).toBe(1);

    expect((await office('leave', head.id, '--undo')).code).toBe(0);
    expect(await house.services.register.person(head.id)).not.toHaveProperty('leftAt');
    expect((await office('leave', 'nobody')).code).toBe(1);
    expect((await office('leave', 'nobody', '--undo')).code).toBe(1);
  });
});

describe('holding', () => {
  it('shows the working days with each, in straight columns and as data', async () => {
    const id = await opened({ questionsStopClock: true });
    await live(id, 'dich-vong', [
      submit(),
      { at: '2018-03-15T02:00:00.000Z', command: { type: 'ask', ...placeOf(head), text: 'Kinh phí?' } },
      {
        at: '2018-03-16T02:00:00.000Z',
        command: { type: 'answer', questionId: 3, text: 'Ngân sách.', by: { personId: 'x', name: 'X' } },
      },
    ]);
    const at = house.at('2018-03-20T02:00:00.000Z');
    const { code, out } = await at('holding', id, '--lang', 'en');
    expect(code).toBe(0);
    expect(out).toMatch(/^Dịch Vọng +7 +4 +3 +0 +.+ 3 \(waited for answers: 1\)$/m);
    expect(out).toMatch(/^Yên Hòa +7 +7 +0 +0$/m);
    expect(out.indexOf('Dịch Vọng Hậu')).toBeLessThan(out.indexOf('Nghĩa Đô'));
    const data = JSON.parse((await at('holding', id, '--json')).out);
    expect(data.units).toHaveLength(8);
    expect(data.units[0]).toEqual({
      id: 'dich-vong',
      name: 'Dịch Vọng',
      elapsed: 7,
      withUnit: 4,
      withReviewers: 3,
      settled: 0,
      reviewers: [{ id: head.id, name: (await house.services.register.person(head.id))?.name, days: 3, waiting: 1 }],
    });
    expect((await at('holding', 'nothing', '--lang', 'en')).err).toContain('no directive with the id nothing');
  });
});
