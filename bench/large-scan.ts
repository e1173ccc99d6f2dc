/** A PDF of scanned pages: one picture of so many bytes on each, and no text. */
export const largeScan = (pages: number, pictureSize: number): Buffer => {
  const pieces: Buffer[] = [];
  const places: number[] = [];
  let length = 0;
  const put = (piece: Buffer | string): void => {
    const bytes = typeof piece === 'string' ? Buffer.from(piece, 'latin1') : piece;
    pieces.push(bytes);
    length += bytes.length;
  };
  const object = (...body: (Buffer | string)[]): void => {
    places.push(length);
    put(`${places.length} 0 obj\n`);
    body.forEach(put);
    put('\nendobj\n');
  };
  put('%PDF-1.7\n');
  const kids = Array.from({ length: pages }, (_, page) => `${3 + page * 3} 0 R`).join(' ');
  object('<</Type/Catalog/Pages 2 0 R>>');
  object(`<</Type/Pages/Count ${pages}/Kids[${kids}]/MediaBox[0 0 595 842]>>`);
  const show = 'q 595 0 0 842 0 0 cm /P Do Q';
  for (let page = 0; page < pages; page += 1) {
    const at = 3 + page * 3;
    const picture = Buffer.alloc(pictureSize, page + 1);
    picture.writeUInt16BE(0xffd8, 0);
    object(`<</Type/Page/Parent 2 0 R/Contents ${at + 1} 0 R/Resources<</XObject<</P ${at + 2} 0 R>>>>>>`);
    object(`<</Length ${show.length}>>\nstream\n${show}\nendstream`);
    const dict = `/Subtype/Image/Width 2480/Height 3508/ColorSpace/DeviceRGB/BitsPerComponent 8/Filter/DCTDecode`;
    object(`<</Type/XObject${dict}/Length ${picture.length}>>\nstream\n`, picture, '\nendstream');
  }
  const start = length;
  const rows = places.map((place) => `${String(place).padStart(10, '0')} 00000 n \n`).join('');
  put(`xref\n0 ${places.length + 1}\n0000000000 65535 f \n${rows}`);
  put(`trailer\n<</Size ${places.length + 1}/Root 1 0 R>>\nstartxref\n${start}\n%%EOF\n`);
  return Buffer.concat(pieces);
};
