import { expect, test } from 'vitest';
import { documentStore } from '../../../functions/adapters/s3/document-store.ts';
import { tableServices } from '../../../functions/composition.ts';
import { createApp } from '../../../functions/web/app.tsx';
import { startTable } from '../../support/table.ts';

const tables = await startTable();

const token = 'B'.repeat(43);

/** The app over a table that cannot be reached any more, and what it logs. */
const brokenApp = async () => {
  const { table } = await tables.fresh();
  const logged: unknown[] = [];
  const note = (...entry: unknown[]) => void logged.push(entry);
  const app = createApp({
    services: {
      ...tableServices(table),
      links: {
        ...tableServices(table).links,
        find: () => Promise.reject(new Error('the table cannot be reached')),
      },
      documents: documentStore('no-bucket'),
      log: { info: note, warn: note, error: note },
    },
    clock: () => new Date('2018-03-26T09:00:00+07:00'),
    baseUrl: 'https://plans.example',
    authorityName: 'UBND quận Cầu Giấy',
    uploadOrigin: 'https://bucket.example',
    locale: 'vi',
  });
  return { app, logged };
};

test('a fault gives the reader a reference and a way on, and the log the same reference without the address', async () => {
  const { app, logged } = await brokenApp();
  const answer = await app.request(`https://plans.example/u/${token}`);
  expect(answer.status).toBe(500);
  expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
  expect(answer.headers.get('x-frame-options')).toBe('DENY');
  expect(answer.headers.get('cache-control')).toBe('no-store');
  const page = await answer.text();
  const reference = /<code>([0-9a-f]{8})<\/code>/.exec(page)?.[1];
  expect(reference).toBeDefined();
  expect(page).toContain('không bị mất');
  expect(page).not.toContain('the table cannot be reached');
  expect(logged).toHaveLength(1);
  expect(logged[0]).toEqual([
    'request failed',
    { reference, method: 'GET' },
    expect.objectContaining({ message: 'the table cannot be reached' }),
  ]);
  expect(JSON.stringify(logged)).not.toContain(token);
});

test('a fault in what a script asks for is told in JSON', async () => {
  const { app } = await brokenApp();
  const answer = await app.request(`https://plans.example/u/${token}/uploads/0a`);
  expect(answer.status).toBe(500);
  expect(await answer.json()).toMatchObject({ error: { code: 'fault', message: expect.any(String) } });
});

test('an id that is longer than any is not looked for in the table, which would call it a fault', async () => {
  const { app, logged } = await brokenApp();
  for (const path of [`u/${token}/uploads/`, `o/${token}/units/`, `r/${token}/waiting/x/y/1/1/`]) {
    expect((await app.request(`https://plans.example/${path}${'a'.repeat(200)}`)).status).toBe(500);
    expect((await app.request(`https://plans.example/${path}${'a'.repeat(201)}`)).status).toBe(404);
  }
  expect(logged).toHaveLength(3);
});
