import { openRows, type Surroundings } from './rows.ts';

/**
 * Does what is due of the list in the row `plan/due` (instants, separated by commas): writes for each a row that sends a
 * mail. Keeps when it ran under `plan/ran`.
 */
export function createHandler({ env, clock }: Surroundings) {
  const rows = openRows(env);
  return async () => {
    const now = clock().getTime();
    const planned = ((await rows.value('plan', 'due')) ?? '').split(',').filter((one) => one !== '');
    const due = planned.filter((one) => Date.parse(one) <= now);
    const later = planned.filter((one) => Date.parse(one) > now).sort();
    for (const one of due) {
      await rows.put({
        pk: 'outbox',
        sk: `due-${Date.parse(one)}`,
        entity: 'mail',
        act: 'mail',
        value: 'unit@ward.example',
      });
    }
    await rows.put({ pk: 'plan', sk: 'due', value: later.join(',') });
    const ran = (await rows.value('plan', 'ran')) ?? '';
    await rows.put({ pk: 'plan', sk: 'ran', value: `${ran}${ran === '' ? '' : ','}${clock().toISOString()}` });
    return { nextDueAt: later[0] ?? null };
  };
}
