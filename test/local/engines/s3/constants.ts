/** What the tests of the local S3 engine and the processes they start agree on. */

export const REGION = 'ap-southeast-1';
export const BUCKET = 'plans-local';
export const CREDENTIALS = { accessKeyId: 'LOCALKEY', secretAccessKey: 'local-secret-for-tests' };
export const ORIGIN = 'http://127.0.0.1:3000';
