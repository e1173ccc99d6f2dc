import { measureBundles } from './bundles.ts';
import { measureDocuments } from './documents.ts';
import { printTable } from './print-table.ts';
import { measureStore } from './store.ts';

/** `npm run bench`: sizes, times and costs, measured here and now, each beside its budget. */
const { sizes, imports } = await measureBundles();
printTable('Bundles, minified: what a cold start loads, of all that lies in the deployed folder', sizes);
printTable(`Import of each bundle, Node ${process.versions.node}, median`, imports);
const documents = measureDocuments();
printTable('Inspecting a document in a fresh process', documents);
const store = await measureStore();
printTable('Table, on the local engine', store);
if ([...sizes, ...imports, ...documents, ...store].some(({ kept }) => !kept)) process.exitCode = 1;
