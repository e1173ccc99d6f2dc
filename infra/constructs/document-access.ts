import { Grant } from 'aws-cdk-lib/aws-iam';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import type { IConstruct } from 'constructs';
import { acknowledgeWildcard } from './acknowledge.ts';
import type { ServiceFunction } from './service-function.ts';

/** Where documents lie in the bucket. */
export type DocumentFolder = 'uploads' | 'exports' | 'texts';

/**
 * Reading single documents. Narrower than the bucket's ready-made grant for reading, which takes in versions and settings.
 * Listing is granted with it since without it S3 answers 403 for a document that is not there, and not 404.
 */
export function grantReadDocuments(documents: Bucket, reader: ServiceFunction, ...folders: DocumentFolder[]): void {
  for (const folder of folders) {
    allow(documents, reader, folder, 's3:GetObject');
  }
  Grant.addToPrincipal({ grantee: reader.role, actions: ['s3:ListBucket'], resourceArns: [documents.bucketArn] });
}

/** Adding documents. Nothing is granted that could remove one. */
export function grantAddDocuments(documents: Bucket, writer: ServiceFunction, folder: DocumentFolder): void {
  allow(documents, writer, folder, 's3:PutObject');
}

/** Marking an upload as discarded, which leaves it to the bucket's lifecycle. */
export function grantDiscardUploads(documents: Bucket, keeper: ServiceFunction): void {
  allow(documents, keeper, 'uploads', 's3:PutObjectTagging');
}

function allow(documents: Bucket, { role }: ServiceFunction, folder: DocumentFolder, action: string): void {
  Grant.addToPrincipal({ grantee: role, actions: [action], resourceArns: [documents.arnForObjects(`${folder}/*`)] });
  acknowledgeFolder(documents, role, folder);
}

/** Says why a statement of the holder covers a whole folder. */
export function acknowledgeFolder(documents: Bucket, holder: IConstruct, folder: DocumentFolder): void {
  acknowledgeWildcard(
    holder,
    { owner: documents, arn: documents.bucketArn },
    `/${folder}/*`,
    'Which documents there will be is not known beforehand: a folder is the narrowest that can be named.',
  );
}
