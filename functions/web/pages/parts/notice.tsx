import type { Child } from 'hono/jsx';

export type NoticeKind = 'done' | 'attention' | 'calm';

/** A framed message near the top of a page. `live` when it answers what the reader has just done. */
export const Notice = ({
  kind,
  title,
  live = false,
  children,
}: {
  readonly kind: NoticeKind;
  readonly title?: string;
  readonly live?: boolean;
  readonly children?: Child;
}) => (
  <div class={`notice notice-${kind}`} {...(live ? { role: 'status' } : {})}>
    {title === undefined ? null : <p class="notice-title">{title}</p>}
    {children}
  </div>
);
