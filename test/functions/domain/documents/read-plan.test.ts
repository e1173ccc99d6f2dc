import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readPlan } from '../../../../functions/domain/documents/read-plan.ts';
import type { DirectiveItem } from '../../../../functions/domain/documents/reading.ts';

const heading = (number: string, date: string): string =>
  `ỦY BAN NHÂN DÂN\nPHƯỜNG TRUNG HÒA\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n${number}\n${date}\nKẾ HOẠCH\nThực hiện nhiệm vụ năm 2018\n`;
const read = (text: string, items: readonly DirectiveItem[] = []) => readPlan(text, items);

describe('the number and notation', () => {
  it.each([
    ['Số: 15/KH-UBND', '15', '15/KH-UBND'],
    ['Số: 7/KH-UBND', '7', '7/KH-UBND'],
    ['Số:08/KH-UBND', '08', '08/KH-UBND'],
    ['Số 101 /KH - UBND', '101', '101/KH-UBND'],
    ['SỐ: 12/KH-UBND', '12', '12/KH-UBND'],
    ['Số: 5a/KH-UBND', '5a', '5a/KH-UBND'],
    ['Số: 15/2018/KH-UBND', '15', '15/2018/KH-UBND'],
    ['Số: 15/KH\u2013UBND', '15', '15/KH-UBND'],
    ['Số: 9/QĐ-UBND.', '9', '9/QĐ-UBND'],
    ['Số: 02/CTr-UBND', '02', '02/CTr-UBND'],
    ['Số: …45…/KH-UBND', '45', '45/KH-UBND'],
    ['Số: 33/KH-UBND Trung Hòa, ngày 2 tháng 4 năm 2018', '33', '33/KH-UBND'],
  ])('of %j are read', (line, number, notation) => {
    expect(read(heading(line, ''))).toMatchObject({ number, notation });
  });

  it.each([
    ['is left for handwriting', 'Số:      /KH-UBND'],
    ['is missing', ''],
  ])('stay absent when the number %s, though other documents are named below', (_, line) => {
    const text = `${heading(line, '')}Căn cứ Kế hoạch\nsố 52/KH-UBND ngày 26/02/2018; Căn cứ Quyết định số 12/QĐ-UBND`;
    expect(read(text)).not.toHaveProperty('notation');
  });
});

describe('the date and place', () => {
  it.each([
    ['Dịch Vọng, ngày 20 tháng 3 năm 2018', 'Dịch Vọng', '2018-03-20'],
    ['Dịch Vọng Hậu, ngày 02 tháng 4 năm 2018', 'Dịch Vọng Hậu', '2018-04-02'],
    ['Yên Hòa, ngày 9 tháng 3\nnăm 2018', 'Yên Hòa', '2018-03-09'],
    ['Mai Dịch,\nngày  31  tháng  12 năm 2018', 'Mai Dịch', '2018-12-31'],
    ['TP. Vinh, ngày 5/4/2018', 'TP. Vinh', '2018-04-05'],
    ['Yên Hòa, ngày …20… tháng ...3... năm 2018', 'Yên Hòa', '2018-03-20'],
    ['Hà Nội , ngày20tháng3năm2018', 'Hà Nội', '2018-03-20'],
  ])('of %j are read', (line, place, issuedOn) => {
    expect(read(heading('Số: 1/KH-UBND', line))).toMatchObject({ place, issuedOn });
  });

  it.each([
    'Yên Hòa, ngày     tháng 3 năm 2018',
    'Yên Hòa, ngày 31 tháng 2 năm 2018',
    'Yên Hòa, ngày 0 tháng 3 năm 2018',
  ])('of %j stay absent: that is no day', (line) => {
    expect(read(heading('Số: 1/KH-UBND', line))).not.toHaveProperty('issuedOn');
  });

  it('are never those of a document that is named', () => {
    const text = `${heading('Số: 1/KH-UBND', '')}Căn cứ Nghị quyết số 18-NQ/TW ngày 25 tháng 10 năm 2017 của Trung ương`;
    expect(read(text)).not.toHaveProperty('issuedOn');
  });

  it('may stand above the signature, as in older layouts', () => {
    const text = 'KẾ HOẠCH\nThực hiện\n1. Nội dung\nDịch Vọng, ngày 5 tháng 3 năm 2018\nCHỦ TỊCH';
    expect(read(text)).toMatchObject({ place: 'Dịch Vọng', issuedOn: '2018-03-05' });
  });
});

describe('the issuing unit, type and subject', () => {
  it.each([
    [
      'two columns side by side',
      'ỦY BAN NHÂN DÂN\tCỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM\nPHƯỜNG A\tĐộc lập – Tự do – Hạnh phúc\nSố: 1/KH-UBND\n',
      'ỦY BAN NHÂN DÂN PHƯỜNG A',
    ],
    [
      'one line',
      'ỦY BAN NHÂN DÂN PHƯỜNG A CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSố: 1/KH-UBND\n',
      'ỦY BAN NHÂN DÂN PHƯỜNG A',
    ],
    ['its superior above it', 'UBND QUẬN CẦU GIẤY\nUBND PHƯỜNG A\n-------\nSố: 1/KH-UBND\n', 'UBND PHƯỜNG A'],
    ['an office below its committee', 'UỶ BAN NHÂN DÂN\nQUẬN CẦU GIẤY\nPHÒNG NỘI VỤ\nSố: 1/BC-NV\n', 'PHÒNG NỘI VỤ'],
    ['the Party above it', 'ĐẢNG ỦY PHƯỜNG A\tĐẢNG CỘNG SẢN VIỆT NAM\n*\n', 'ĐẢNG ỦY PHƯỜNG A'],
    ['small letters', 'Ủy ban nhân dân\nPhường A\nSố: 1/KH-UBND\n', 'Ủy ban nhân dân Phường A'],
    ['other words in capitals behind the number', 'UBND PHƯỜNG A\nSố: 1/KH-UBND\nBẢN TÓM TẮT\n', 'UBND PHƯỜNG A'],
    ['a stamp of urgency', 'HỎA TỐC\nUBND PHƯỜNG A\nSố: 1/KH-UBND\n', 'UBND PHƯỜNG A'],
    [
      'the right column first',
      'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nA, ngày 1 tháng 2 năm 2018\nỦY BAN NHÂN DÂN\nPHƯỜNG A\nSố: 1/KH-UBND\n',
      'ỦY BAN NHÂN DÂN PHƯỜNG A',
    ],
  ])('are found in a heading with %s', (_, above, issuingUnit) => {
    expect(read(`${above}KẾ HOẠCH\nThực hiện\n`)).toMatchObject({ issuingUnit, documentType: 'KẾ HOẠCH' });
  });

  it.each(['K Ế  H O Ạ C H', 'K Ế H O Ạ C H', 'Kế hoạch'])('are found below a title set as %j', (title) => {
    const found = read(`UBND PHƯỜNG A\nSố: 1/KH-UBND\n${title}\nThực hiện nhiệm vụ\nI. MỤC ĐÍCH\n`);
    expect(found).toMatchObject({
      issuingUnit: 'UBND PHƯỜNG A',
      documentType: 'KẾ HOẠCH',
      subject: 'Thực hiện nhiệm vụ',
    });
  });

  it('are those behind a cover, if there is one', () => {
    const cover = 'UBND PHƯỜNG A\nKẾ HOẠCH\nNĂM 2018\nHà Nội, tháng 3 năm 2018\n';
    const found = read(`${cover}${heading('Số: 15/KH-UBND', 'Trung Hòa, ngày 20 tháng 3 năm 2018')}I. MỤC ĐÍCH\n`);
    expect(found).toMatchObject({
      notation: '15/KH-UBND',
      place: 'Trung Hòa',
      issuingUnit: 'ỦY BAN NHÂN DÂN PHƯỜNG TRUNG HÒA',
      subject: 'Thực hiện nhiệm vụ năm 2018',
    });
  });

  it('are those of a letter, which bears no type, and nothing of its headings', () => {
    const text = `UBND QUẬN B\nUBND PHƯỜNG A\nSố: 45/UBND-VP\nV/v triển khai nhiệm vụ\nA, ngày 2 tháng 3 năm 2018\nKính gửi: UBND quận B\nI. MỤC ĐÍCH, YÊU CẦU\nII. NỘI DUNG\n`;
    const found = read(text);
    expect(found).toMatchObject({ notation: '45/UBND-VP', issuedOn: '2018-03-02', subject: 'triển khai nhiệm vụ' });
    expect(found.issuingUnit).toBe('UBND PHƯỜNG A');
    expect(found).not.toHaveProperty('documentType');
  });

  it('are read at the top of the page where the text begins with something else', () => {
    const body = 'KẾ HOẠCH\nThực hiện nhiệm vụ\n1. Nội dung\n';
    expect(readPlan(body, [], `UBND PHƯỜNG A\nSố: 9/KH-UBND\tA, ngày 2 tháng 3 năm 2018\n${body}`)).toMatchObject({
      notation: '9/KH-UBND',
      issuedOn: '2018-03-02',
      issuingUnit: 'UBND PHƯỜNG A',
      subject: 'Thực hiện nhiệm vụ',
    });
  });

  it('are found where only the place is printed', () => {
    expect(read('PHƯỜNG A\nSố: 1/KH-UBND\nKẾ HOẠCH\nThực hiện\n').issuingUnit).toBe('PHƯỜNG A');
  });

  it.each(['KE HOACH SO 1\nNoi dung\n', 'MẪU SỐ 01\nKẾ HOẠCH\nThực hiện\n', 'KẾT QUẢ ĐẠT ĐƯỢC\n'])(
    'name no unit where chance words stand in capitals: %j',
    (text) => {
      expect(read(text).issuingUnit).toBeUndefined();
    },
  );

  it('are read with a subject over several lines', () => {
    const text =
      'KẾ HOẠCH\nThực hiện “Năm nâng cao hiệu lực, hiệu quả\nnăm 2018” trên địa bàn phường A\nCăn cứ Kế hoạch';
    expect(read(text).subject).toBe('Thực hiện “Năm nâng cao hiệu lực, hiệu quả năm 2018” trên địa bàn phường A');
  });

  it('are read with a name that a line breaks', () => {
    expect(read('KẾ HOẠCH\nCải cách hành chính trên địa bàn phường Yên\nHòa\nCăn cứ Kế hoạch').subject).toBe(
      'Cải cách hành chính trên địa bàn phường Yên Hòa',
    );
  });

  it('end before the note of what the plan goes with', () => {
    const text = 'KẾ HOẠCH\nCải cách hành chính năm 2018\n(Ban hành kèm theo Quyết định số 45/QĐ-UBND)\n1. Nội dung';
    expect(read(text).subject).toBe('Cải cách hành chính năm 2018');
  });

  it('end before the first sentence of the plan', () => {
    const text = 'KẾ HOẠCH\nCải cách hành chính năm 2018\nUBND phường xây dựng kế hoạch như sau:';
    expect(read(text).subject).toBe('Cải cách hành chính năm 2018');
  });
});

describe('the recipients', () => {
  it.each([
    ['below each other', 'Nơi nhận:\n- UBND quận;\n- Phòng Nội vụ;\n- Lưu: VT.\nTM. ỦY BAN NHÂN DÂN'],
    ['without dashes', 'Nơi nhận:\nUBND quận;\nPhòng Nội vụ;\nLưu: VT.\nTM. ỦY BAN NHÂN DÂN'],
    ['below a label whose letters are set apart', 'N\nơi nh ận:\n- UBND quận;\n- Phòng Nội vụ;\n- Lưu: VT.'],
    ['on one line without dashes', 'Nơi nhận: UBND quận; Phòng Nội vụ; Lưu: VT.'],
    ['on one line', 'Nơi nhận: - UBND quận; - Phòng Nội vụ; - Lưu: VT.'],
    [
      'beside the signature',
      'Nơi nhận:\tTM. ỦY BAN NHÂN DÂN\n- UBND quận;\tCHỦ TỊCH\n- Phòng Nội vụ;\n- Lưu: VT.\t(đã ký)',
    ],
  ])('are listed %s', (_, text) => {
    expect(read(`${heading('', '')}1. Nội dung\n${text}`).recipients).toEqual(['UBND quận', 'Phòng Nội vụ', 'Lưu: VT']);
  });

  it('are none where there is no list', () => {
    expect(read(heading('', '')).recipients).toEqual([]);
  });
});

describe('any text', () => {
  it('is read the same composed and decomposed', () => {
    const text = `${heading('Số: 15/KH-UBND', 'Dịch Vọng, ngày 20 tháng 3 năm 2018')}1. Cải cách hành chính\nNơi nhận:\n- Quận.`;
    const items = [{ id: 'a', title: 'Cải cách hành chính' }];
    expect(read(text.normalize('NFD'), items)).toEqual(read(text, items));
  });

  it('is read without failing, whatever it is', () => {
    const word = fc.constantFrom(
      'Số:',
      '15/KH-UBND',
      'ngày',
      '3',
      'tháng',
      'năm 2018',
      'KẾ HOẠCH',
      '1.',
      '\n',
      '\t',
      'Nơi nhận:',
      '-',
      ',',
      '(',
      '“',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(word, fc.string({ unit: 'binary' })), { maxLength: 60 }), (words) => {
        const reading = read(words.join(' '), [{ id: 'a', title: words.join(' '), keywords: words }]);
        expect(reading.items).toHaveLength(1);
      }),
      { numRuns: 500 },
    );
  });

  it('is read in proportion to its length, however it repeats itself', () => {
    for (const piece of ['Số: 1', 'ngày 1 ', 'A, ', '\t', '1.', 'CỘNG H', 'nơi nhận - ', 'a\n', 'KẾ HOẠCH\n']) {
      expect(read(piece.repeat(40_000), [{ id: 'a', title: piece.repeat(20) }]).items).toHaveLength(1);
    }
  });
});
