import { expect, it } from 'vitest';
import { keys } from '../../functions/adapters/dynamodb/keys.ts';
import { unreadableData } from '../../local/readable-data.ts';
import { openExample, startWorlds } from '../support/world.ts';

const worlds = await startWorlds();

it('a folder of this version can be read, and of one that another version wrote it is told what cannot', async () => {
  const world = await worlds.fresh();
  expect(await unreadableData(world.needs)).toBeUndefined();
  await openExample(world);
  expect(await unreadableData(world.needs)).toBeUndefined();
  const head = keys.head({ directiveId: 'cau-giay-2018', unitId: 'dich-vong' });
  const rows = await world.at.allRows();
  const row = rows.find(({ PK, SK }) => PK === head.PK && SK === head.SK);
  await world.at.overwrite({ ...row, data: { status: 'waiting' } });
  expect(await unreadableData(world.needs)).toContain('a stored row of kind "assignment" does not parse');
});
