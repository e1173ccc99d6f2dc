/**
 * Inline styles of the HTML part: mail clients drop style sheets more often than attributes. Colours have a contrast of
 * at least 4.5 to 1, in the dark scheme too.
 */
export const styles = {
  page: 'margin:0;padding:0;width:100%;background-color:#eef1f5;',
  gutter: 'padding:16px 8px 32px;',
  card: 'width:100%;max-width:600px;margin:0 auto;background-color:#ffffff;border-radius:6px;',
  padding: 'padding:20px 20px 24px;',
  text: 'font-family:-apple-system,BlinkMacSystemFont,Segoe UI,Roboto,Noto Sans,Helvetica,Arial,sans-serif;font-size:16px;line-height:1.5;color:#1b2430;text-align:left;overflow-wrap:anywhere;word-break:break-word;',
  letterhead: 'margin:0 0 20px;padding:0 0 12px;border-bottom:2px solid #b3261e;font-size:14px;line-height:1.4;',
  subject: 'margin:0 0 16px;font-size:20px;line-height:1.35;font-weight:700;',
  paragraph: 'margin:0 0 12px;',
  facts: 'width:100%;margin:4px 0 20px;border-collapse:collapse;font-size:15px;line-height:1.45;',
  label:
    'width:34%;padding:7px 12px 7px 0;border-top:1px solid #d9dfe7;vertical-align:top;text-align:left;font-weight:400;color:#526070;',
  value: 'padding:7px 0;border-top:1px solid #d9dfe7;vertical-align:top;',
  exact: 'font-family:Consolas,Menlo,Liberation Mono,monospace;font-size:13px;line-height:1.5;word-break:break-all;',
  buttonTable: 'margin:4px 0 12px;border-collapse:separate;',
  buttonCell: 'background-color:#1f5fa8;border-radius:6px;',
  button:
    'display:inline-block;padding:13px 24px;font-size:16px;line-height:20px;font-weight:700;color:#ffffff;text-decoration:none;border-radius:6px;',
  small: 'margin:0 0 8px;font-size:14px;line-height:1.45;color:#526070;',
  address: 'margin:0 0 20px;font-size:13px;line-height:1.4;color:#526070;',
  url: 'word-break:break-all;',
  heading: 'margin:20px 0 8px;font-size:16px;line-height:1.4;font-weight:700;',
  list: 'margin:0 0 12px;padding:0 0 0 24px;',
  item: 'margin:0 0 4px;',
  quote: 'margin:0 0 16px;padding:10px 14px;border-left:4px solid #b3261e;background-color:#f5f7fa;',
  quoteFrom: 'margin:0 0 6px;font-weight:700;font-size:15px;',
  quoteText: 'margin:0;',
  reply: 'margin:10px 0 0;padding:10px 0 0;border-top:1px solid #d9dfe7;',
  codeBox: 'margin:4px 0 16px;padding:12px 14px;background-color:#f5f7fa;border-radius:6px;',
  codeLabel: 'margin:0;font-size:14px;line-height:1.45;color:#526070;',
  code: 'margin:2px 0 6px;font-family:Consolas,Menlo,Liberation Mono,monospace;font-size:34px;line-height:1.25;font-weight:700;letter-spacing:2px;white-space:nowrap;',
  codeNote: 'margin:0;font-size:14px;line-height:1.45;color:#526070;',
  command:
    'margin:0 0 10px;padding:8px 10px;background-color:#f5f7fa;font-family:Consolas,Menlo,Liberation Mono,monospace;font-size:13px;line-height:1.5;',
  link: 'color:#1f5fa8;font-weight:700;',
  footer:
    'margin:24px 0 0;padding:14px 0 0;border-top:1px solid #d9dfe7;font-size:13px;line-height:1.45;color:#526070;',
  preview: 'display:none;max-height:0;overflow:hidden;mso-hide:all;',
} as const;

/** The dark scheme, for clients that tell which one the reader uses. */
export const darkScheme = `
:root { color-scheme: light dark; supported-color-schemes: light dark; }
@media (prefers-color-scheme: dark) {
  .page { background-color: #10151c !important; }
  .card { background-color: #1b232e !important; }
  .text { color: #e6ebf1 !important; }
  .muted { color: #a9b6c5 !important; }
  .rule { border-color: #3a4656 !important; }
  .accent { border-color: #e46962 !important; }
  .inset { background-color: #253040 !important; color: #e6ebf1 !important; }
  .link { color: #8ab8f0 !important; }
}
@media (max-width: 480px) {
  .narrow { padding-left: 16px !important; padding-right: 16px !important; }
}
`;
