import type { Child } from 'hono/jsx';
import { type Asset, icon, style } from '../assets.ts';
import type { Shell } from '../shell.ts';

export interface LayoutProps {
  readonly shell: Shell;
  readonly title: string;
  /** A form on the page was refused: the title says so first, since it is the first thing that screen readers say. */
  readonly refused?: boolean;
  /** What the page does by script. */
  readonly script?: Asset | undefined;
  /** A page with a table that needs room. */
  readonly wide?: boolean;
  readonly children?: Child;
}

/** What surrounds every page. */
export const Layout = ({ shell, title, refused = false, script, wide = false, children }: LayoutProps) => {
  const { m } = shell;
  const other = m.locale === 'vi' ? 'en' : 'vi';
  return (
    <html lang={m.locale}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <meta name="format-detection" content="telephone=no" />
        <title>{`${refused ? `${m.t('page.error_prefix')}: ` : ''}${title} - ${shell.authorityName}`}</title>
        <link rel="icon" href={icon.path} type="image/svg+xml" />
        <link rel="stylesheet" href={style.path} />
        {script ? <script type="module" src={script.path}></script> : null}
      </head>
      <body>
        <a class="skip" href="#main">
          {m.t('page.skip')}
        </a>
        <header class="masthead">
          <div class={wide ? 'inner wide' : 'inner'}>
            <p class="masthead-name">
              <a href={shell.href('/')}>
                <span class="masthead-authority">{shell.authorityName}</span>
                <span class="masthead-service">{m.t('page.service')}</span>
              </a>
            </p>
            <p class="masthead-language">
              <a href={shell.switchHref} lang={other} hreflang={other}>
                {m.t('page.other_language')}
              </a>
            </p>
          </div>
        </header>
        <main id="main" class={wide ? 'inner wide' : 'inner'} tabindex={-1}>
          {children}
        </main>
        <footer class="footer">
          <div class={wide ? 'inner wide' : 'inner'}>
            <p class="footer-note">{m.t('page.zone_note')}</p>
          </div>
        </footer>
      </body>
    </html>
  );
};
