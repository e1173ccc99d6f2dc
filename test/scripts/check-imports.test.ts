import { describe, expect, it } from 'vitest';
import { checkImports } from '../../scripts/check-imports.ts';
import { sources } from './sources.ts';

const dependencies = new Set(['hono', 'zod', '@aws-sdk/client-s3']);
const messagesFor = (path: string, text: string): string[] =>
  checkImports(sources({ [path]: text }), dependencies).map(({ message }) => message);

describe('the direction of imports', () => {
  it.each([
    ['functions/domain/plan.ts', "import { x } from '../usecases/submit-plan.ts';"],
    ['functions/domain/documents/read.ts', "import type { Row } from '../../adapters/dynamodb/rows.ts';"],
    ['functions/domain/plan.ts', "import * as z from 'zod';"],
    ['functions/domain/plan.ts', "import { S3Client } from '@aws-sdk/client-s3';"],
    ['functions/domain/plan.ts', "import { readFileSync } from 'node:fs';"],
    ['functions/i18n/vi.ts', "import { layout } from '../emails/layout.ts';"],
    ['functions/emails/receipt.ts', "import { submitPlan } from '../usecases/submit-plan.ts';"],
    ['functions/usecases/submit-plan.ts', "import { keys } from '../adapters/dynamodb/keys.ts';"],
    ['functions/usecases/submit-plan.ts', "import { page } from '../web/pages/unit-page.tsx';"],
    ['functions/usecases/submit-plan.ts', "import { S3Client } from '@aws-sdk/client-s3';"],
    ['functions/adapters/dynamodb/outbox.ts', "import { sendMail } from '../../usecases/send-mail.ts';"],
    ['functions/adapters/ses/mailer.ts', "import { t } from '../../i18n/translate.ts';"],
    ['functions/web/pages/unit-page.tsx', "import { keys } from '../../adapters/dynamodb/keys.ts';"],
    ['functions/web/routes.ts', "import { tableServices } from '../composition.ts';"],
    ['functions/web.ts', "import { startS3 } from '../local/engines/s3/start-s3.ts';"],
    ['functions/web.ts', "import { aPerson } from '../test/support/builders.ts';"],
    ['cli/commands/open.ts', "import { keys } from '../../functions/adapters/dynamodb/keys.ts';"],
    ['cli/commands/open.ts', "import { S3Client } from '@aws-sdk/client-s3';"],
    ['infra/service-stack.ts', "import { openLink } from '../functions/usecases/open-link.ts';"],
  ])('does not let %s do: %s', (path, text) => {
    expect(messagesFor(path, text)).toEqual([expect.stringMatching(/may not import/)]);
  });

  it.each([
    ['functions/domain/plan.ts', "import { createHash } from 'node:crypto';"],
    ['functions/usecases/submit-plan.ts', "import type { Plan } from '../domain/plan.ts';"],
    ['functions/adapters/dynamodb/outbox.ts', "import type { Outbox } from '../../usecases/ports.ts';"],
    ['functions/adapters/s3/store.ts', "import { S3Client } from '@aws-sdk/client-s3';"],
    ['functions/web/pages/unit-page.tsx', "import { viewUnitPage } from '../../usecases/unit-page.ts';"],
    ['functions/web.ts', "import { tableServices } from './composition.ts';"],
    ['cli/composition.ts', "import { tableServices } from '../functions/composition.ts';"],
    ['local/start.ts', "import { createHandler } from '../functions/web.ts';"],
    ['test/x.test.ts', "import { keys } from '../functions/adapters/dynamodb/keys.ts';"],
  ])('lets %s do: %s', (path, text) => {
    expect(messagesFor(path, text)).toEqual([]);
  });

  it.each([
    "export { keys } from '../adapters/dynamodb/keys.ts';",
    "export * from '../adapters/dynamodb/keys.ts';",
    "const keys = await import('../adapters/dynamodb/keys.ts');",
    'const keys = await import(`../adapters/dynamodb/keys.ts`);',
    "let keys: import('../adapters/dynamodb/keys.ts').PrimaryKey;",
    "const keys = require('../adapters/dynamodb/keys.ts');",
    "import '../adapters/dynamodb/keys.ts';",
    'const keys = await import(`../adapters/${name}.ts`);',
  ])('sees through another way to import: %s', (text) => {
    expect(messagesFor('functions/usecases/submit-plan.ts', text)).toHaveLength(1);
  });

  it('is not misled by text and remarks that look like imports', () => {
    const text = "// import { x } from '../adapters/x.ts';\nexport const help = \"import x from '../adapters/x.ts'\";";
    expect(messagesFor('functions/usecases/submit-plan.ts', text)).toEqual([]);
  });

  it('keeps packages that are not deployed out of deployed code, but not their types', () => {
    expect(messagesFor('functions/web.ts', "import * as fc from 'fast-check';")).toEqual([
      expect.stringContaining('does not name it under "dependencies"'),
    ]);
    expect(messagesFor('functions/web.ts', "import type { Context } from 'aws-lambda';")).toEqual([]);
  });

  it('says in which file and line', () => {
    const files = sources({ 'functions/domain/plan.ts': "\n\nimport { web } from '../web.ts';" });
    expect(checkImports(files, dependencies)).toEqual([
      { file: 'functions/domain/plan.ts', line: 3, message: 'domain may not import functions/web.ts' },
    ]);
  });
});
