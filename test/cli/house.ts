import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Place } from '../../cli/place.ts';
import { type CliSurroundings, runCli } from '../../cli/run-cli.ts';
import { openTable } from '../../functions/adapters/dynamodb/table.ts';
import { type TableServices, tableServices } from '../../functions/composition.ts';
import type { Instant } from '../../functions/domain/time.ts';
import { startDynamoDb } from '../../local/engines/dynamodb.ts';
import { ensureTable } from '../../local/engines/tables.ts';
import { localStage, synthesize } from '../../local/stage.ts';
import { readDeployment } from '../../local/template/read-deployment.ts';

export const exampleFolder = 'examples/cau-giay-2018';
export const registerFiles = [`${exampleFolder}/register.yaml`, `${exampleFolder}/calendar-2018.yaml`];
export const directiveFile = `${exampleFolder}/directive.yaml`;

/** What a command line said and how it ended. */
export interface Said {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs a command line in surroundings of a test. */
export const run = async (args: readonly string[], over: Partial<CliSurroundings> = {}): Promise<Said> => {
  let [out, err] = ['', ''];
  const code = await runCli(args, {
    openPlace: () => Promise.reject(new Error('this command must not open anything')),
    folder: process.cwd(),
    dataFolder: join(process.cwd(), '.nowhere'),
    region: undefined,
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
    ...over,
  });
  return { code, out, err };
};

/** An engine with the deployed table in it. */
export interface House {
  readonly client: DynamoDBClient;
  readonly tableName: string;
  readonly endpoint: string;
  readonly services: TableServices;
  /** Runs a command line on this house, at a moment. */
  at(now: Instant): (...args: string[]) => Promise<Said>;
  stop(): Promise<void>;
}

export const openHouse = async (): Promise<House> => {
  const functionsFolder = join(process.cwd(), 'functions');
  const stage = localStage();
  const place = { region: stage.region, accountId: '000000000000', baseUrl: 'http://127.0.0.1:1' };
  const [table] = readDeployment(await synthesize(stage), { place, functionsFolder }).tables;
  if (!table) throw new Error('the deployment has no table');
  const engine = await startDynamoDb({ memory: true });
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const client = new DynamoDBClient({ endpoint: engine.endpoint, region: stage.region, credentials });
  await ensureTable(client, table);
  const services = tableServices(openTable(table.name, client));
  return {
    client,
    tableName: table.name,
    endpoint: engine.endpoint,
    services,
    at: (now) => {
      const here: Place = {
        services,
        documents: { listUploads: async function* () {} },
        now,
        baseUrl: 'http://127.0.0.1:1',
        close: () => undefined,
      };
      return (...args) => run(args, { openPlace: async () => here });
    },
    stop: async () => {
      client.destroy();
      await engine.stop();
    },
  };
};
