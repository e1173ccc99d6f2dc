import type { Assignment } from '../../../domain/assignment.ts';
import type { SubmittedDocument } from '../../../domain/plan.ts';
import type { Messages } from '../../../i18n/translate.ts';
import { type MarksPlace, type MarksReader, markedUpFor } from '../../../usecases/document-link.ts';

/** A reviewer's marked-up file and where the reader of the page finds it. */
export interface MarkedUpFile {
  readonly file: SubmittedDocument;
  readonly href: string;
}

/** The file that went with the decision at a review, where the reader of the page may have it. */
export type Marks = (at: MarksPlace) => MarkedUpFile | undefined;

/** @param documentHref where the documents of a version are */
export const marksFor =
  (assignment: Assignment, reader: MarksReader, documentHref: (version: number) => string): Marks =>
  (at) => {
    const file = markedUpFor(assignment, reader, at);
    return file && { file, href: `${documentHref(at.version)}/marked-up/${at.stage}/${at.reviewerId}` };
  };

/** The way to a plan with a reviewer's marks in it. */
export const MarkedUpLink = ({
  m,
  marked: { file, href },
}: {
  readonly m: Messages;
  readonly marked: MarkedUpFile;
}) => (
  <p>
    <a href={href}>{m.t('page.marked_up.open', { name: file.name, size: m.size(file.size) })}</a>
    {file.kind === 'pdf' ? (
      <>
        {' · '}
        <a href={`${href}/inline`}>{m.t('page.text.open_pdf')}</a>
      </>
    ) : null}
  </p>
);
