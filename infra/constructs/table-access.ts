import type { TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { acknowledgeWildcard } from './acknowledge.ts';
import type { ServiceFunction } from './service-function.ts';

/**
 * Reading and writing rows by their keys. Narrower than the ready-made grant for reading and writing:
 * no Scan, since every question to the table has an index of its own, and nothing that changes the table itself.
 */
export function grantRows(table: TableV2, { role }: ServiceFunction): void {
  table.grant(
    role,
    'dynamodb:GetItem',
    'dynamodb:BatchGetItem',
    'dynamodb:Query',
    'dynamodb:ConditionCheckItem',
    'dynamodb:PutItem',
    'dynamodb:UpdateItem',
    'dynamodb:DeleteItem',
  );
  acknowledgeWildcard(
    role,
    { owner: table, arn: table.tableArn },
    '/index/*',
    'The indexes hold nothing that the table does not, and all belong to the service.',
  );
}
