import type { Child } from 'hono/jsx';

export interface Fact {
  readonly name: string;
  readonly value: Child;
}

/** Facts beside their names; those without a value are left out. */
export const Facts = ({ facts }: { readonly facts: readonly (Fact | undefined)[] }) => (
  <dl class="facts">
    {facts
      .filter((fact) => fact !== undefined)
      .map(({ name, value }) => (
        <div>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
  </dl>
);

/** Text that a person wrote, with its line breaks. */
export const Written = ({ text }: { readonly text: string }) => <p class="written">{text}</p>;

/** A checksum, which may break anywhere so that it fits a phone. */
export const Checksum = ({ value }: { readonly value: string }) => <code class="checksum">{value}</code>;
