import { execFile } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { loadStageConfig, parseStageConfig, StageConfigError } from '../../infra/stage-config.ts';
import { customDomain, stage } from './synthesize.ts';

function refusalOf(attempt: () => unknown): string {
  try {
    attempt();
  } catch (error) {
    if (error instanceof StageConfigError) {
      return error.message;
    }
    throw error;
  }
  throw new Error('nothing was refused');
}

const refusalOfFields = (more: Record<string, unknown>): string => refusalOf(() => stage(more));

function folderWith(files: Record<string, string>): string {
  const folder = mkdtempSync(join(tmpdir(), 'ward-plans-stages-'));
  for (const [name, text] of Object.entries(files)) {
    writeFileSync(join(folder, name), text);
  }
  return folder;
}

describe('a stage file', () => {
  it('needs only what nobody could guess, and scans nothing and answers under its generated URL unless told to', () => {
    expect(stage()).toMatchObject({ malwareScan: false, senderIdentity: 'domain', logRetentionDays: 90 });
    expect(stage().customDomain).toBeUndefined();
  });

  it('comes with the project as an example that names nobody real', () => {
    const example = loadStageConfig('example');
    expect(example.senderAddress).toMatch(/\.example$/);
    expect(example.alarmAddress).toMatch(/\.example$/);
    expect(example.customDomain).toBeUndefined();
  });

  it.each([
    ['region', { region: 'Hanoi' }, 'an AWS region, such as ap-southeast-1'],
    ['name', { name: 'Cầu Giấy' }, 'a short name of lower-case letters'],
    ['authorityName', { authorityName: '  ' }, 'the name of the authority'],
    ['authorityName', { authorityName: 'UBND\r\nBcc: a@b.example' }, 'in one line'],
    ['senderAddress', { senderAddress: 'ke-hoach' }, 'a mail address'],
    ['alarmAddress', { alarmAddress: 7 }, 'the mail address of the people who run the service'],
    ['locale', { locale: 'fr' }, 'one of vi, en'],
    ['senderIdentity', { senderIdentity: 'mailbox' }, 'one of domain, address, existing'],
    ['malwareScan', { malwareScan: 'yes' }, 'true or false'],
    ['logRetentionDays', { logRetentionDays: 7 }, 'one of 30, 60, 90'],
    ['customDomain', { customDomain: 'ke-hoach.caugiay.example' }, 'an object with domainName and certificateArn'],
    ['customDomain.domainName', { customDomain: { ...customDomain, domainName: 'https://a.example/' } }, 'a host name'],
    ['customDomain.certificateArn', { customDomain: { domainName: 'a.example' } }, 'the ARN of an ACM certificate'],
    [
      'customDomain.port',
      { customDomain: { ...customDomain, port: 443 } },
      'no such field; expected one of domainName',
    ],
    ['colour', { colour: 'red' }, 'no such field; expected one of name, region'],
  ])('is refused when %s is wrong, naming the file, the field and what was expected', (field, fields, expected) => {
    const lines = refusalOfFields(fields).split('\n');
    expect(lines[0]).toBe('the stage of this test');
    expect(lines[1]).toContain(`  ${field}: `);
    expect(lines[1]).toContain(expected);
    expect(lines).toHaveLength(2);
  });

  it('is told all its wrong fields at once', () => {
    const refusal = refusalOfFields({ locale: 'fr', region: 'Hanoi' });
    expect(refusal).toContain('locale: expected');
    expect(refusal).toContain('region: expected');
  });

  it('is refused when the certificate lies in another region than the service', () => {
    const elsewhere = {
      ...customDomain,
      certificateArn: customDomain.certificateArn.replace('ap-southeast-1', 'us-east-1'),
    };
    expect(refusalOfFields({ customDomain: elsewhere })).toContain(
      'expected a certificate in ap-southeast-1, this one is in us-east-1',
    );
  });

  it.each([[null], [[]], ['text'], [3]])('is refused when it holds no object but %j', (value) => {
    expect(refusalOf(() => parseStageConfig(value, 'a file'))).toBe('a file\n  the whole file: expected an object');
  });

  it('is refused when it is missing, with the names of those that are there', () => {
    const folder = folderWith({ 'trial.json': '{}', 'readme.md': '' });
    expect(refusalOf(() => loadStageConfig('real', folder))).toContain('no such stage file; stages there: trial');
  });

  it('may begin with the mark that Windows puts there', () => {
    const folder = folderWith({ 'trial.json': `\ufeff${JSON.stringify({ ...stage(), name: 'trial' })}` });
    expect(loadStageConfig('trial', folder).name).toBe('trial');
  });

  it('is refused when it is no JSON', () => {
    const folder = folderWith({ 'trial.json': '{ "name": trial }' });
    expect(refusalOf(() => loadStageConfig('trial', folder))).toContain('expected JSON: ');
  });

  it('is refused when it bears another name than its file, since the name decides which stacks are changed', () => {
    const folder = folderWith({ 'real.json': JSON.stringify({ ...stage() }) });
    expect(refusalOf(() => loadStageConfig('real', folder))).toContain('name: expected "real", the name of the file');
  });

  it('keeps the name of the authority in one normal form, however it was typed', () => {
    expect(stage({ authorityName: 'Cầu Giấy'.normalize('NFD') }).authorityName).toBe('Cầu Giấy'.normalize('NFC'));
  });

  it('stops the cdk app with a message for people instead of a stack trace', async () => {
    const run = promisify(execFile)(process.execPath, ['--import', 'tsx', 'infra/app.ts'], {
      env: { ...process.env, CDK_CONTEXT_JSON: '{"stage":"nowhere"}' },
    });
    const failure: unknown = await run.then(
      () => undefined,
      (error: unknown) => error,
    );
    expect(failure).toMatchObject({ code: 1, stdout: '' });
    expect(failure).toHaveProperty(
      'stderr',
      expect.stringMatching(
        /^This stage cannot be used: infra.stages.nowhere\.json\n {2}no such stage file; stages there: .*example.*\n$/,
      ),
    );
  });
});
