import { damaged } from '../refusal.ts';
import { isCount, type PdfDict } from './values.ts';

/** Undoes the PNG predictors that cross-reference and object streams are written with (ISO 32000-1, 7.4.4.4). */
export function undoPredictor(data: Buffer, parameters: PdfDict | undefined): Buffer {
  const predictor = parameters?.get('Predictor') ?? 1;
  if (predictor === 1) return data;
  if (!isCount(predictor) || predictor < 10 || predictor > 15) throw damaged('stream', 'predictor');
  const columns = parameters?.get('Columns') ?? 1;
  const colors = parameters?.get('Colors') ?? 1;
  const bits = parameters?.get('BitsPerComponent') ?? 8;
  if (!isCount(columns) || !isCount(colors) || !isCount(bits)) throw damaged('stream', 'predictor');
  const step = Math.max(1, Math.ceil((colors * bits) / 8));
  const rowLength = Math.ceil((columns * colors * bits) / 8);
  if (rowLength === 0 || rowLength > 2 ** 20 || data.length % (rowLength + 1) !== 0)
    throw damaged('stream', 'predictor');
  const rows = data.length / (rowLength + 1);
  const out = Buffer.alloc(rows * rowLength);
  for (let row = 0; row < rows; row += 1) {
    const kind = data[row * (rowLength + 1)] ?? 0;
    const from = row * (rowLength + 1) + 1;
    const to = row * rowLength;
    for (let column = 0; column < rowLength; column += 1) {
      const left = column >= step ? (out[to + column - step] ?? 0) : 0;
      const up = row > 0 ? (out[to + column - rowLength] ?? 0) : 0;
      const upLeft = row > 0 && column >= step ? (out[to + column - rowLength - step] ?? 0) : 0;
      out[to + column] = (data[from + column] ?? 0) + guess(kind, left, up, upLeft);
    }
  }
  return out;
}

function guess(kind: number, left: number, up: number, upLeft: number): number {
  switch (kind) {
    case 0:
      return 0;
    case 1:
      return left;
    case 2:
      return up;
    case 3:
      return (left + up) >> 1;
    case 4: {
      const sum = left + up - upLeft;
      const [toLeft, toUp, toUpLeft] = [Math.abs(sum - left), Math.abs(sum - up), Math.abs(sum - upLeft)];
      if (toLeft <= toUp && toLeft <= toUpLeft) return left;
      return toUp <= toUpLeft ? up : upLeft;
    }
    default:
      throw damaged('stream', 'predictor');
  }
}
