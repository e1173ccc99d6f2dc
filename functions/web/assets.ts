import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';

/** A file that pages refer to. Its address changes with its content, so browsers may keep it for good. */
export interface Asset {
  /** The name in the folder, by which other files import it. */
  readonly fileName: string;
  /** "/assets/style-0a1b2c3d4e5f.css". */
  readonly path: string;
  readonly contentType: string;
  readonly body: string;
}

/**
 * The folder lies beside this file in the source tree and beside the bundle where it is deployed: one above this code, where
 * that lies among the parts that a bundle shares with what it loads later.
 */
const folder = ['./assets/', '../assets/'].map((path) => new URL(path, import.meta.url)).find((url) => existsSync(url));

const read = (name: string, extension: string, contentType: string, imports: readonly Asset[] = []): Asset => {
  const file = readFileSync(new URL(`${name}.${extension}`, folder), 'utf8');
  const body = imports.reduce((text, { fileName, path }) => text.replaceAll(`'./${fileName}'`, `'${path}'`), file);
  const hash = createHash('sha256').update(body).digest('hex').slice(0, 12);
  return { fileName: `${name}.${extension}`, path: `/assets/${name}-${hash}.${extension}`, contentType, body };
};

export const style = read('style', 'css', 'text/css; charset=utf-8');
const javascript = 'text/javascript; charset=utf-8';
const transferScript = read('transfer', 'js', javascript);
const fileFieldScript = read('file-field', 'js', javascript, [transferScript]);
/** The script of a unit's page. */
export const uploadScript = read('upload', 'js', javascript, [fileFieldScript]);
/** The script of a reviewer's page. */
export const reviewScript = read('review', 'js', javascript, [fileFieldScript]);
export const icon = read('icon', 'svg', 'image/svg+xml; charset=utf-8');

const all = [style, transferScript, fileFieldScript, uploadScript, reviewScript, icon];

/** undefined for an address that no page of this version refers to. */
export const findAsset = (path: string): Asset | undefined => all.find((asset) => asset.path === path);
