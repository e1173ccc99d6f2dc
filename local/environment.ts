import type { FunctionModel } from './template/model.ts';

export type Endpoints = { dynamodb: string; s3: string; sesv2: string };

/** The access key of the local engines. It opens nothing anywhere else. */
export const localCredentials = { accessKeyId: 'local', secretAccessKey: 'local' };

/** The variables by which every AWS SDK finds the local engines, and nothing but them. */
export function sdkEnvironment(endpoints: Endpoints, region: string): Record<string, string> {
  return {
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    AWS_ACCESS_KEY_ID: localCredentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: localCredentials.secretAccessKey,
    AWS_ENDPOINT_URL_DYNAMODB: endpoints.dynamodb,
    AWS_ENDPOINT_URL_S3: endpoints.s3,
    AWS_ENDPOINT_URL_SESV2: endpoints.sesv2,
    // No look into the profile of whoever runs this, and no question to a metadata service that is not there.
    AWS_CONFIG_FILE: '/dev/null',
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
  };
}

/** The variables that all functions are given alike: what another program needs to work on the same run. */
export function sharedEnvironment(functions: readonly FunctionModel[]): Record<string, string> {
  const [first, ...others] = functions;
  return Object.fromEntries(
    Object.entries(first?.environment ?? {}).filter(([name, value]) =>
      others.every((other) => other.environment[name] === value),
    ),
  );
}

/**
 * Takes every AWS variable out of this process and puts these in, so that no client can reach anything but the local engines.
 * @returns how to put everything back
 */
export function replaceAwsVariables(variables: Readonly<Record<string, string>>): () => void {
  const before = Object.entries(process.env).filter(([name]) => name.startsWith('AWS_'));
  for (const [name] of before) delete process.env[name];
  Object.assign(process.env, variables);
  return () => {
    for (const name of Object.keys(variables)) delete process.env[name];
    for (const [name, value] of before) process.env[name] = value;
  };
}
