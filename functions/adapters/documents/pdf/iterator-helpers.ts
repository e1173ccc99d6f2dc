/**
 * pdf.js calls two iterator helpers that Node has from version 22 on. Where they are missing they are added, in the
 * inspection thread only, before pdf.js is loaded.
 */
export {};

const prototype: object = Object.getPrototypeOf(Object.getPrototypeOf(new Map().keys()));

function add(name: string, helper: (this: Iterable<unknown>, test: (item: unknown) => unknown) => unknown): void {
  if (!(name in prototype))
    Object.defineProperty(prototype, name, { value: helper, configurable: true, writable: true });
}

add('find', function find(test) {
  for (const item of this) if (test(item)) return item;
  return undefined;
});

add('some', function some(test) {
  for (const item of this) if (test(item)) return true;
  return false;
});
