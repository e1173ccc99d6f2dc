import { describe, expect, it } from 'vitest';
import { readPlan } from '../../../../functions/domain/documents/read-plan.ts';
import type { DirectiveItem } from '../../../../functions/domain/documents/reading.ts';

const items: DirectiveItem[] = [
  {
    id: 'apparatus',
    title: 'Sắp xếp tổ chức bộ máy tinh gọn (Nghị quyết 18-NQ/TW)',
    keywords: ['tổ chức bộ máy', 'đề án vị trí việc làm'],
  },
  {
    id: 'reform',
    title: 'Cải cách hành chính giai đoạn 2016-2020 và năm 2018',
    keywords: ['cải cách hành chính', 'CCHC'],
  },
  { id: 'duty', title: 'Giám sát, kiểm tra công vụ theo kế hoạch và đột xuất', keywords: ['kiểm tra công vụ'] },
  { id: 'democracy', title: 'Phối hợp với Mặt trận Tổ quốc và thực hiện dân chủ ở cơ sở' },
  { id: 'information', title: 'Thông tin, tuyên truyền đến người dân', keywords: ['tuyên truyền'] },
];

const answered = (content: string, wanted: readonly DirectiveItem[] = items): string[] =>
  readPlan(`KẾ HOẠCH\nThực hiện nhiệm vụ\n${content}`, wanted).items.flatMap(({ itemId, found }) =>
    found ? [itemId] : [],
  );
const evidenceFor = (id: string, content: string): string | undefined =>
  readPlan(`KẾ HOẠCH\nThực hiện nhiệm vụ\n${content}`, items).items.find(({ itemId }) => itemId === id)?.evidence;

describe('an item of a directive is answered by a heading', () => {
  it.each([
    ['numbered 1.', '1. Cải cách hành chính\nabc'],
    ['numbered 1/', '1/ Cải cách hành chính\nabc'],
    ['numbered 2.1', '2.1. Cải cách hành chính\nabc'],
    ['numbered in Roman', 'IV. CẢI CÁCH HÀNH CHÍNH\nabc'],
    ['numbered with letters', 'b) Cải cách hành chính\nabc'],
    ['that is an article', 'Điều 2. Cải cách hành chính\nabc'],
    ['that is a part', 'Phần II. Cải cách hành chính\nabc'],
    ['in capitals, broken over two lines', 'II. CÔNG TÁC CẢI CÁCH\nHÀNH CHÍNH NĂM 2018\nabc'],
    ['broken within a word pair', '1. Đẩy mạnh cải cách hành\nchính\nabc'],
    ['with odd spaces', '1.\u00a0 Cải  cách\u2003hành chính \nabc'],
    ['with its text behind it', '1. Cải cách hành chính: niêm yết 100% thủ tục.'],
    ['by an abbreviation the office gave', '1. Công tác CCHC\nabc'],
  ])('%s', (_, content) => {
    expect(answered(content)).toEqual(['reform']);
  });

  it('that says less than the title, but nothing else', () => {
    const bare = items.map(({ id, title }) => ({ id, title }));
    expect(answered('1. Dân chủ cơ sở\n2. Cải cách hành chính\n3. Kiểm tra công vụ', bare)).toEqual([
      'reform',
      'duty',
      'democracy',
    ]);
  });

  it('that says most of the title in other words', () => {
    expect(answered('1. Kiện toàn, sắp xếp bộ máy tinh gọn')).toEqual(['apparatus']);
  });

  it('whatever the placement of tones and the choice of i and y', () => {
    const wanted = [{ id: 'a', title: 'Kỹ luật, hòa giải và thủy lợi' }];
    expect(answered('1. Kĩ luật, hoà giải và thuỷ lợi', wanted)).toEqual(['a']);
  });

  it('but not by one that only sounds alike without its tones', () => {
    expect(answered('1. Cai cach hanh chinh')).toEqual([]);
    expect(answered('1. Cải cánh hàng chín')).toEqual([]);
  });

  it.each([
    ['1. Đẩy mạnh cải cách thủ tục hành chính', ['reform']],
    ['1. Kiểm tra việc thực thi công vụ', ['duty']],
    ['1. Cải cách giáo dục và công tác quản lý hành chính', []],
  ])('by a keyword with few other words inside: %s', (heading, found) => {
    expect(answered(`${heading}\nabc`)).toEqual(found);
  });

  it('which is given as evidence, with its number', () => {
    expect(evidenceFor('duty', '4. Giám sát, kiểm tra công\nvụ\nTổ kiểm tra làm việc hằng tháng.')).toBe(
      '4. Giám sát, kiểm tra công vụ',
    );
  });
});

describe('an item of a directive is answered in other places', () => {
  it('by a cell of a table', () => {
    expect(
      answered('1. Nhiệm vụ\nTT\nNội dung\n1\nCải cách hành chính\nQuý I\n2\nThông tin, tuyên truyền\nQuý II'),
    ).toEqual(['reform', 'information']);
  });

  it('by a sentence with a keyword of three syllables or more', () => {
    const sentence = 'Trong quý II hoàn thành đề án vị trí việc làm, gửi phòng Nội vụ quận thẩm định theo quy định.';
    expect(evidenceFor('apparatus', `1. Nhân sự\nViệc khác làm sau. ${sentence} Hết.`)).toBe(sentence);
  });

  it('but not by a sentence that uses two common words', () => {
    expect(answered('1. Y tế\nTrạm y tế tuyên truyền phòng chống dịch trên địa bàn phường trong cả năm 2018.')).toEqual(
      [],
    );
  });

  it('in a plan without headings, by its sentences', () => {
    expect(
      answered('UBND phường tập trung cải cách hành chính, niêm yết thủ tục. Tổ công tác kiểm tra công vụ hằng tháng.'),
    ).toEqual(['reform', 'duty']);
  });
});

describe('an item of a directive is not answered', () => {
  it.each([
    [
      'in the grounds',
      'Căn cứ Kế hoạch số 52/KH-UBND về cải cách hành chính và kiểm tra công vụ;\nI. NỘI DUNG\n1. Y tế',
    ],
    [
      'in the purpose',
      'I. MỤC ĐÍCH, YÊU CẦU\n1. Mục đích\nĐẩy mạnh cải cách hành chính, kiểm tra công vụ.\n2. Yêu cầu\nCải cách hành chính phải thực chất.\nII. NỘI DUNG\n1. Y tế',
    ],
    [
      'where the work is shared out',
      '1. Y tế\nII. TỔ CHỨC THỰC HIỆN\n1. Công chức Tư pháp: cải cách hành chính\n2. Kiểm tra công vụ',
    ],
    ['among the recipients', '1. Y tế\nNơi nhận:\n- Ban Chỉ đạo cải cách hành chính;'],
    ['in the subject', '1. Y tế'],
  ])('%s', (_, content) => {
    expect(answered(content)).toEqual([]);
  });
});

describe('the items of a directive', () => {
  it('come back all, in their order, for a plan that answers none', () => {
    expect(readPlan('', items).items).toEqual(items.map(({ id }) => ({ itemId: id, found: false })));
  });

  it('may have titles that are nothing but marks', () => {
    expect(answered('1. Cải cách', [{ id: 'a', title: '---', keywords: ['', '...'] }])).toEqual([]);
  });
});
