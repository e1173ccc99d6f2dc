import { commentsOn } from '../domain/assignment.ts';
import type { LetterKind } from '../domain/letter.ts';
import type { LetterFacts, ReturnComment } from '../emails/letter-facts.ts';
import { actorText } from '../emails/letter-parts.ts';
import { messagesFor } from '../i18n/letter-messages.ts';
import { type AboutUnit, type Obsolete, obsolete } from './gathering.ts';

const returnComments = ({ common }: AboutUnit, version: number): ReturnComment[] =>
  commentsOn(common.assignment, version).map(({ from, itemId, text }) => {
    const itemTitle = common.directive.items.find(({ id }) => id === itemId)?.title;
    return {
      from: from ? actorText(messagesFor(common.recipient.locale), from) : common.directive.office.name,
      text,
      ...(itemTitle === undefined ? {} : { itemTitle }),
    };
  });

/** The facts of a letter to a unit; undefined when the kind is none of these. */
export const gatherUnitLetter = async (
  kind: LetterKind,
  gathered: AboutUnit,
): Promise<LetterFacts | Obsolete | undefined> => {
  const { common, about, key, needs } = gathered;
  const { assignment, unit, recipient } = common;
  switch (kind) {
    case 'invitation':
      if (assignment.status === 'excused') return obsolete('excused');
      // Thousands of invitations take a while, and units may be added at the very moment of closing.
      if (assignment.status === 'awaiting_plan' && !gathered.directiveIsOpen) return obsolete('directive_closed');
      return { kind, ...common, url: await gathered.unitUrl() };
    case 'receipt':
      return { kind, ...common, plan: gathered.plan(), url: await gathered.unitUrl() };
    case 'returned': {
      const plan = gathered.plan();
      if (assignment.status !== 'returned' || plan.version !== assignment.versions.length) return obsolete('moved_on');
      const comments = returnComments(gathered, plan.version);
      return { kind, ...common, plan, comments, reviseBy: assignment.reviseBy, url: await gathered.unitUrl() };
    }
    case 'approved':
      if (assignment.status !== 'approved') return obsolete('moved_on');
      return {
        kind,
        ...common,
        plan: gathered.plan(),
        approvedAt: assignment.approvedAt,
        url: await gathered.unitUrl(),
      };
    case 'excused':
      if (assignment.status !== 'excused') return obsolete('moved_on');
      return { kind, ...common, reason: assignment.reason, url: await gathered.unitUrl() };
    case 'file_refused': {
      const upload = about.uploadId === undefined ? undefined : await needs.uploads.find(key, about.uploadId);
      if (upload?.status !== 'refused') return obsolete('moved_on');
      const toUnit = unit.clerks.includes(recipient.id);
      const url = toUnit ? await gathered.unitUrl() : await gathered.reportUrl();
      return { kind, ...common, fileName: upload.name, reasons: upload.reasons, toUnit, url };
    }
    case 'file_harmful': {
      const upload = about.uploadId === undefined ? undefined : await needs.uploads.find(key, about.uploadId);
      if (upload?.status !== 'submitted' || upload.harmfulSince === undefined) return obsolete('moved_on');
      const told = { kind, ...common, plan: gathered.plan(), fileName: upload.name };
      if (unit.clerks.includes(recipient.id)) return { ...told, reader: 'unit', url: await gathered.unitUrl() };
      if (!common.directive.office.people.includes(recipient.id)) return { ...told, reader: 'reviewer' };
      return { ...told, reader: 'office', url: await gathered.reportUrl() };
    }
    case 'question': {
      const question = assignment.questions.find(({ id }) => id === about.event);
      if (!question) throw new Error('a question letter names a question that is not there');
      if (question.answer) return obsolete('answered');
      // decided or sent again meanwhile: the page takes no answer any more
      if (assignment.status !== 'in_review' || question.version !== assignment.versions.length)
        return obsolete('moved_on');
      return { kind, ...common, plan: gathered.plan(), question, url: await gathered.unitUrl() };
    }
    default:
      return undefined;
  }
};
