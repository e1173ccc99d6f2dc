/**
 * What happens in Cau Giay between 9 March and 3 April 2018, as the demo plays it. Moments are local time.
 * Six wards submit before the deadline, one of them twice; one submits on 2 April; Quan Hoa never does.
 */
export interface PlanFile {
  readonly file: string;
  readonly contentType: string;
  /** As printed in the file: what the ward's officer enters where nothing can be read in it. */
  readonly notation: string;
  readonly issuedOn: string;
  /** Ids of the items that the plan answers, where nothing can be read in it; "all" for all. */
  readonly items?: 'all';
  /** What changed since the version before. */
  readonly note?: string;
  /** Answers to the comments on the version before, by comment id. */
  readonly answers?: Readonly<Record<string, string>>;
}

export type Scene =
  | { readonly at: string; readonly act: 'submit'; readonly unit: string; readonly plan: PlanFile }
  | {
      readonly at: string;
      readonly act: 'decide';
      readonly unit: string;
      readonly reviewer: string;
      readonly choice: 'approve' | 'return';
      readonly comment?: string;
    };

const pdf = 'application/pdf';
const docx = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const office = 'noi-vu-truong-phong';
const leader = 'quan-pho-chu-tich';

const decide = (
  at: string,
  unit: string,
  reviewer: string,
  choice: 'approve' | 'return' = 'approve',
  comment?: string,
): Scene => ({ at, act: 'decide', unit, reviewer, choice, ...(comment === undefined ? {} : { comment }) });

const submit = (at: string, unit: string, plan: PlanFile): Scene => ({ at, act: 'submit', unit, plan });

export const opening = '2018-03-09T17:54:00+07:00';

export const scenes: readonly Scene[] = [
  submit('2018-03-20T09:15:00+07:00', 'dich-vong', {
    file: 'dich-vong.pdf',
    contentType: pdf,
    notation: '15/KH-UBND',
    issuedOn: '20/03/2018',
  }),
  decide('2018-03-21T08:40:00+07:00', 'dich-vong', office),
  submit('2018-03-21T10:05:00+07:00', 'yen-hoa', {
    file: 'yen-hoa-v1.pdf',
    contentType: pdf,
    notation: '25/KH-UBND',
    issuedOn: '21/03/2018',
  }),
  decide('2018-03-21T15:30:00+07:00', 'dich-vong', leader),
  decide(
    '2018-03-22T09:20:00+07:00',
    'yen-hoa',
    office,
    'return',
    'Kế hoạch chưa nêu nội dung 5 (rà soát cơ chế, chính sách), nội dung 6 (phối hợp, dân chủ ở cơ sở) và nội dung 7 (thông tin, tuyên truyền). Đề nghị bổ sung.',
  ),
  submit('2018-03-22T15:45:00+07:00', 'dich-vong-hau', {
    file: 'dich-vong-hau.docx',
    contentType: docx,
    notation: '21/KH-UBND',
    issuedOn: '22/03/2018',
  }),
  submit('2018-03-23T16:10:00+07:00', 'mai-dich', {
    file: 'mai-dich.pdf',
    contentType: pdf,
    notation: '08/KH-UBND',
    issuedOn: '23/03/2018',
  }),
  decide('2018-03-26T08:30:00+07:00', 'dich-vong-hau', office),
  decide(
    '2018-03-26T09:00:00+07:00',
    'mai-dich',
    office,
    'approve',
    'Nội dung 4 và 5 thực hiện theo kế hoạch chung của quận.',
  ),
  decide('2018-03-26T14:00:00+07:00', 'dich-vong-hau', leader),
  decide('2018-03-26T14:10:00+07:00', 'mai-dich', leader),
  submit('2018-03-27T09:30:00+07:00', 'yen-hoa', {
    file: 'yen-hoa-v2.pdf',
    contentType: pdf,
    notation: '25/KH-UBND',
    issuedOn: '27/03/2018',
    note: 'Bổ sung nội dung 5, 6 và 7 theo ý kiến của Phòng Nội vụ.',
    answers: { [`1.${office}`]: 'Đã bổ sung tại các mục 5, 6 và 7 của kế hoạch.' },
  }),
  submit('2018-03-27T14:20:00+07:00', 'trung-hoa', {
    file: 'trung-hoa.pdf',
    contentType: pdf,
    notation: '19/KH-UBND',
    issuedOn: '27/03/2018',
  }),
  decide('2018-03-28T08:45:00+07:00', 'yen-hoa', office),
  decide('2018-03-28T08:50:00+07:00', 'trung-hoa', office),
  submit('2018-03-28T16:30:00+07:00', 'nghia-do', {
    file: 'nghia-do-scan.pdf',
    contentType: pdf,
    notation: '17/KH-UBND',
    issuedOn: '28/03/2018',
    items: 'all',
  }),
  decide('2018-03-29T10:00:00+07:00', 'yen-hoa', leader),
  decide('2018-03-29T10:10:00+07:00', 'trung-hoa', leader),
  decide('2018-03-29T10:30:00+07:00', 'nghia-do', office),
  decide('2018-03-30T09:00:00+07:00', 'nghia-do', leader),
  submit('2018-04-02T10:40:00+07:00', 'nghia-tan', {
    file: 'nghia-tan.pdf',
    contentType: pdf,
    notation: '33/KH-UBND',
    issuedOn: '02/04/2018',
  }),
  decide('2018-04-03T09:15:00+07:00', 'nghia-tan', office),
];

/** When the office looks at its report. */
export const ending = '2018-04-03T10:00:00+07:00';
