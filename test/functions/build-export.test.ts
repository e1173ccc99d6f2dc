import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { documentStore } from '../../functions/adapters/s3/document-store.ts';
import { readSheetFacts } from '../../functions/adapters/sheet/read-facts.ts';
import { openTableServices } from '../../functions/composition.ts';
import { approvalSheetLink } from '../../functions/usecases/approval-sheet.ts';
import { verifySheet } from '../../functions/usecases/verify-sheet.ts';
import { done } from '../support/world.ts';
import { examplePlan, type House, openHouse, planForm, post, upload } from './web/house.ts';

const key = { directiveId: 'cau-giay-2018', unitId: 'dich-vong' };
let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

describe('the approval of a plan, on the whole local run', () => {
  it('has its sheet built by the function that the table’s stream calls, and the sheet stands every check', async () => {
    const unitLink = house.link('vanthu@dichvong.caugiay.example', '/u/');
    const { id } = await upload(house, unitLink, 'ke-hoach.pdf', examplePlan('dich-vong.pdf'));
    await post(`${unitLink}/plan`, planForm(id));
    for (const address of ['truongphong@noivu.caugiay.example', 'phochutich@caugiay.example']) {
      await house.run.settle();
      await post(`${house.link(address, '/r/')}/decision`, { choice: 'approve', comment: 'Đồng ý.' });
    }
    await house.run.settle();
    expect(house.run.journal.deadLetters()).toEqual([]);
    const services = {
      ...openTableServices(house.run.tableName),
      documents: documentStore(house.run.bucketName),
    };
    const { url } = done(await approvalSheetLink(services, key, 1));
    const bytes = new Uint8Array(await (await fetch(url)).arrayBuffer());
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const { facts, faults } = await verifySheet(services, key, { facts: await readSheetFacts(bytes), sha256 });
    expect(faults).toEqual([]);
    expect(facts?.decisions.map(({ remarks }) => remarks)).toEqual(['Đồng ý.', 'Đồng ý.']);
  });
});
