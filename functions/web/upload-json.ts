import * as z from 'zod';
import type { PlanReading } from '../domain/documents/reading.ts';
import { asRefusalCode } from '../domain/result.ts';
import type { Upload } from '../domain/upload.ts';
import type { Messages } from '../i18n/translate.ts';
import type { UploadStatusView } from '../usecases/upload-status.ts';
import { findingText, remarkText } from './words/findings.ts';
import { refusalText } from './words/refusal.ts';

/** What a browser announces before it sends a file. */
export const announcedFile = z.object({
  name: z.string().min(1).max(1000),
  size: z.int().nonnegative(),
  contentType: z.string().max(200),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});

/** What an inspection found of a file, in words. */
export const findingsOf = (m: Messages, upload: Upload): string[] => {
  switch (upload.status) {
    case 'refused':
      return upload.reasons.map((reason) => findingText(m, 'refused', reason));
    case 'ready':
      return upload.advisories.map((advisory) => findingText(m, 'advice', advisory));
    case 'uploading':
    case 'scanning':
    case 'submitted':
    case 'abandoned':
      return [];
  }
};

/** What was read in a document beyond the form's fields: for the officer to see whether it is the right file. */
export const factsRead = (m: Messages, reading: PlanReading): { readonly name: string; readonly value: string }[] => {
  if (!reading.read) return [];
  const { documentType, subject, issuingUnit, place, recipients } = reading;
  const facts = [
    { name: m.t('page.unit.read_type'), value: documentType },
    { name: m.t('page.unit.read_subject'), value: subject },
    { name: m.t('page.unit.read_issuer'), value: issuingUnit },
    { name: m.t('page.unit.read_place'), value: place },
    { name: m.t('page.unit.read_recipients'), value: recipients.length === 0 ? undefined : recipients.join('; ') },
  ];
  return facts.flatMap(({ name, value }) => (value === undefined ? [] : [{ name, value }]));
};

/** What was read in a document, in the form's own terms. */
const readingOf = (m: Messages, upload: Upload) => {
  if (upload.status !== 'ready' || !upload.reading.read) return {};
  const { notation, issuedOn, items } = upload.reading;
  return {
    reading: {
      ...(notation === undefined ? {} : { notation }),
      ...(issuedOn === undefined ? {} : { issuedOn: m.date(issuedOn) }),
      facts: factsRead(m, upload.reading),
      items: items.map(({ itemId, found, evidence }) => ({
        id: itemId,
        found,
        ...(evidence === undefined ? {} : { evidence }),
      })),
    },
  };
};

/** How far an upload is, for the script on the unit's page: texts in the page's language. */
export const uploadJson = (m: Messages, { upload, refusals, remarks }: UploadStatusView) => ({
  id: upload.id,
  status: upload.status,
  name: upload.name,
  size: m.size(upload.size),
  findings: [...findingsOf(m, upload), ...remarks.map((remark) => remarkText(m, remark))],
  // Would stop the plan as it is; number and date may still be corrected in the form.
  objections: refusals.map(({ code, params }) =>
    refusalText(m, { code: asRefusalCode(code), ...(params === undefined ? {} : { params }) }),
  ),
  ...readingOf(m, upload),
});
