import { describe, expect, it } from 'vitest';
import {
  type CheckConsequence,
  type CheckedPlan,
  checkPlan,
  defaultConsequences,
  type PlanCheck,
  planChecks,
} from '../../../functions/domain/plan-checks.ts';
import { aUnit } from '../../support/builders.ts';

const now = '2018-03-21T02:00:00.000Z';
const reading = (issuingUnit?: string): CheckedPlan['reading'] => ({
  read: true,
  recipients: [],
  items: [],
  ...(issuingUnit === undefined ? {} : { issuingUnit }),
});

const aPlan = (over: Partial<CheckedPlan> = {}): CheckedPlan => ({
  directive: { checks: defaultConsequences },
  deadline: { rule: 'before_date', date: '2018-03-30' },
  unit: aUnit(),
  form: { notation: '15/KH-UBND', issuedOn: '2018-03-20' },
  reading: reading('ỦY BAN NHÂN DÂN PHƯỜNG DỊCH VỌNG'),
  sha256: 'a'.repeat(64),
  previousSha256: undefined,
  notationUsedIn: undefined,
  sameFileFrom: undefined,
  ...over,
});

/** A plan that one check strikes at. */
const striking: Record<PlanCheck, CheckedPlan> = {
  notation_used: aPlan({ notationUsedIn: 'dan-so-2018' }),
  dated_in_future: aPlan({ form: { notation: '15/KH-UBND', issuedOn: '2018-03-22' } }),
  dated_after_deadline: aPlan({
    deadline: { rule: 'before_date', date: '2018-03-20' },
    form: { notation: '15/KH-UBND', issuedOn: '2018-03-20' },
  }),
  other_unit_in_heading: aPlan({ reading: reading('ỦY BAN NHÂN DÂN PHƯỜNG YÊN HÒA') }),
  same_file_other_unit: aPlan({ sameFileFrom: 'yen-hoa' }),
  unchanged_file: aPlan({ previousSha256: 'a'.repeat(64) }),
};

describe('what a clerk compares a plan with', () => {
  it('leaves a plan alone that is in order', () => {
    expect(checkPlan(aPlan(), now)).toEqual({ refusals: [], remarks: [] });
  });

  it.each(planChecks)('finds %s, and the directive says what follows', (check) => {
    const plan = striking[check];
    const codes = (consequence: CheckConsequence) => {
      const { refusals, remarks } = checkPlan(
        { ...plan, directive: { checks: { ...defaultConsequences, [check]: consequence } } },
        now,
      );
      return [refusals.map(({ code }) => code), remarks.map(({ code }) => code)];
    };
    expect(codes('refuse')).toEqual([[check], []]);
    expect(codes('remark')).toEqual([[], [check]]);
    expect(codes('ignore')).toEqual([[], []]);
  });

  it('takes today for no day to come, up to midnight in Hanoi', () => {
    const today = aPlan({ form: { notation: '15/KH-UBND', issuedOn: '2018-03-21' } });
    expect(checkPlan(today, '2018-03-20T17:00:00.000Z').refusals).toEqual([]);
    expect(checkPlan(today, '2018-03-20T16:59:59.999Z').refusals.map(({ code }) => code)).toEqual(['dated_in_future']);
  });

  it.each([
    ['UBND PHƯỜNG DỊCH VỌNG', []],
    ['Ủy ban nhân dân phường Dịch Vọng', []],
    ['ỦY BAN NHÂN DÂN PHƯỜNG DỊCH VỌNG HẬU', ['other_unit_in_heading']],
    ['UBND PHƯỜNG DỊCH VỌNG - QUẬN CẦU GIẤY', []],
    ['ỦY BAN NHÂN DÂN PHƯỜNG DỊCH VỌNG, TP HÀ NỘI', []],
    ['ỦY BAN NHÂN DÂN PHƯỜNG DỊCH VỌNG HẬU QUẬN CẦU GIẤY', ['other_unit_in_heading']],
    ['ỦY BAN NHÂN DÂN QUẬN CẦU GIẤY', ['other_unit_in_heading']],
    ['UY BAN NHAN DAN PHUONG DICH VONG', []],
    ['ỦY BAN NHÂN DÂN PHƯỜNG DỊCH VONG HÂU', ['other_unit_in_heading']],
    ['VĂN PHÒNG HĐND - UBND', []],
    ['ỦY BAN NHÂN DÂN PHƯỜNG', []],
  ])('reads the heading "%s" as a person would', (heading, codes) => {
    expect(checkPlan(aPlan({ reading: reading(heading) }), now).refusals.map(({ code }) => code)).toEqual(codes);
  });

  it('takes the unit under any of its other names', () => {
    const unit = aUnit({ aliases: ['phường Quan Hoa cũ', 'Dịch Vọng Trung'] });
    for (const heading of ['UBND PHƯỜNG QUAN HOA CŨ', 'ỦY BAN NHÂN DÂN PHƯỜNG DỊCH VỌNG TRUNG']) {
      expect(checkPlan(aPlan({ unit, reading: reading(heading) }), now).refusals).toEqual([]);
    }
  });

  it('tells Dịch Vọng from Dịch Vọng Hậu, both ways', () => {
    const hau = aUnit({
      id: 'dich-vong-hau',
      name: 'Dịch Vọng Hậu',
      fullName: 'UBND phường Dịch Vọng Hậu',
      aliases: [],
    });
    const codes = (heading: string) =>
      checkPlan(aPlan({ unit: hau, reading: reading(heading) }), now).refusals.map(({ code }) => code);
    expect(codes('ỦY BAN NHÂN DÂN PHƯỜNG DỊCH VỌNG HẬU')).toEqual([]);
    expect(codes('ỦY BAN NHÂN DÂN PHƯỜNG DỊCH VỌNG')).toEqual(['other_unit_in_heading']);
  });

  it('says everything that is wrong at once, and of a date only the worse', () => {
    const plan = aPlan({
      ...striking.other_unit_in_heading,
      sameFileFrom: 'yen-hoa',
      notationUsedIn: 'dan-so-2018',
      deadline: { rule: 'before_date', date: '2018-03-20' },
      form: { notation: '15/KH-UBND', issuedOn: '2018-03-22' },
    });
    const { refusals, remarks } = checkPlan(plan, now);
    expect(refusals.map(({ code }) => code)).toEqual([
      'notation_used',
      'dated_in_future',
      'other_unit_in_heading',
      'same_file_other_unit',
    ]);
    expect(remarks).toEqual([]);
  });

  it('leaves what needs the form until there is one', () => {
    const { form: _form, ...fileOnly } = striking.notation_used;
    expect(checkPlan(fileOnly, now)).toEqual({ refusals: [], remarks: [] });
  });

  it('does not mind where the tone mark stands', () => {
    const unit = aUnit({ id: 'yen-hoa', name: 'Yên Hòa', fullName: 'UBND phường Yên Hòa' });
    for (const heading of ['UBND PHƯỜNG YÊN HOÀ', 'UBND PHƯỜNG YÊN HÒA'.normalize('NFD')]) {
      expect(checkPlan(aPlan({ unit, reading: reading(heading) }), now).refusals).toEqual([]);
    }
  });

  it('says nothing of a heading that could not be read', () => {
    expect(checkPlan(aPlan({ reading: { read: false, because: 'scan' } }), now).refusals).toEqual([]);
    expect(checkPlan(aPlan({ reading: reading() }), now).refusals).toEqual([]);
  });
});
