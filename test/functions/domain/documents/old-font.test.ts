import { describe, expect, it } from 'vitest';
import { isInOldFont } from '../../../../functions/domain/documents/old-font.ts';

const vietnamese =
  'Ủy ban nhân dân phường Yên Hòa xây dựng kế hoạch thực hiện cải cách hành chính năm 2018: niêm yết công khai thủ tục, tiếp nhận và trả kết quả đúng hạn. ';
const tcvn3 =
  'Uû ban nh©n d©n ph\u00adêng Yªn Hßa x©y dùng kÕ ho¹ch thùc hiÖn c¶i c¸ch hµnh chÝnh n¨m 2018: niªm yÕt c«ng khai thñ tôc, tiÕp nhËn vµ tr¶ kÕt qu¶ ®óng h¹n. ';
const vni =
  'UÛy ban nhaân daân phöôøng Yeân Hoøa xaây döïng keá hoaïch thöïc hieän caûi caùch haønh chính naêm 2018: nieâm yeát coâng khai thuû tuïc, tieáp nhaän vaø traû keát quaû ñuùng haïn. ';

describe('a text in a font from before Unicode', () => {
  it.each([
    ['TCVN3', tcvn3],
    ['VNI', vni],
    ['letters without names', '\ue012\ue034\ue056 '.repeat(40)],
    ['some letters without names', 'K\0 HO\0CH Th\0c hi\0n Năm nâng cao hi\0u l\0c '.repeat(4)],
    ['TCVN3 for the most part', tcvn3 + tcvn3 + vietnamese],
  ])('is known by its letters: %s', (_, text) => {
    expect(isInOldFont(text)).toBe(true);
  });

  it.each([
    ['Vietnamese', vietnamese],
    ['Vietnamese in separate marks', vietnamese.normalize('NFD')],
    [
      'Vietnamese without marks',
      'Uy ban nhan dan phuong Yen Hoa xay dung ke hoach thuc hien cai cach hanh chinh nam 2018. ',
    ],
    [
      'French',
      'Le comité populaire prépare un plan pour la réforme de l’année; les habitants peuvent consulter les décisions. ',
    ],
    ['a list with bullets of a font of signs', `\uf0b7 ${vietnamese}\n`.repeat(3)],
    ['a few letters', 'ñy ban'],
    ['nothing', ''],
  ])('is not %s', (_, text) => {
    expect(isInOldFont(text.repeat(2))).toBe(false);
  });
});
