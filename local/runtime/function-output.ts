import { AsyncLocalStorage } from 'node:async_hooks';
import { appendFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';

const writer = new AsyncLocalStorage<(chunk: string | Uint8Array) => void>();
let installed = false;

/**
 * Runs a function so that all it prints, at once or later, goes to `<folder>/<name>.log`, as it would go to its log group;
 * the terminal stays readable.
 */
export function capturingOutput<T>(folder: string, name: string, act: () => Promise<T>): Promise<T> {
  install();
  return writer.run((chunk) => {
    mkdirSync(folder, { recursive: true });
    appendFileSync(join(folder, `${name}.log`), chunk);
  }, act);
}

/** Logger libraries write to the process's streams past the console, so that is where their lines are taken aside. */
function install(): void {
  if (installed) return;
  installed = true;
  for (const stream of [process.stdout, process.stderr]) {
    const write = stream.write.bind(stream);
    stream.write = (chunk: string | Uint8Array, encoding?: unknown, done?: unknown): boolean => {
      const aside = writer.getStore();
      const callback = typeof encoding === 'function' ? encoding : done;
      if (aside !== undefined) {
        aside(chunk);
        if (typeof callback === 'function') queueMicrotask(() => callback());
        return true;
      }
      const onDone = typeof callback === 'function' ? (error?: Error | null) => callback(error) : undefined;
      return typeof encoding === 'string' && Buffer.isEncoding(encoding)
        ? write(chunk, encoding, onDone)
        : write(chunk, onDone);
    };
  }
}
