import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

/**
 * Tinos (SIL Open Font License): letters as offices have them on paper, the same widths as Times New Roman, and every
 * Vietnamese letter. Its files lie beside a bundle, and in their package otherwise.
 */
const files = {
  regular: {
    package: '@expo-google-fonts/tinos/400Regular/Tinos_400Regular.ttf',
    beside: 'fonts/Tinos_400Regular.ttf',
  },
  bold: { package: '@expo-google-fonts/tinos/700Bold/Tinos_700Bold.ttf', beside: 'fonts/Tinos_700Bold.ttf' },
} as const;

export type FontName = keyof typeof files;

export const readFont = (name: FontName): Buffer => {
  const file = files[name];
  const beside = fileURLToPath(new URL(file.beside, import.meta.url));
  return readFileSync(existsSync(beside) ? beside : createRequire(import.meta.url).resolve(file.package));
};
