import type { TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import type { IGrantable } from 'aws-cdk-lib/aws-iam';

/**
 * Reading and writing rows by their keys. Narrower than the ready-made grant for reading and writing:
 * no Scan, since every question to the table has an index of its own, and nothing that changes the table itself.
 */
export function grantRows(table: TableV2, grantee: IGrantable): void {
  table.grant(
    grantee,
    'dynamodb:GetItem',
    'dynamodb:BatchGetItem',
    'dynamodb:Query',
    'dynamodb:ConditionCheckItem',
    'dynamodb:PutItem',
    'dynamodb:UpdateItem',
    'dynamodb:DeleteItem',
    'dynamodb:BatchWriteItem',
  );
}
