// Data of a bundle that nobody reads, as Node itself takes it apart (`brotliDecompressSync`).
import { brotliCompressSync, constants } from 'node:zlib';

/** The JSON of a value. */
export function compressed(value: object): Buffer {
  const text = JSON.stringify(value);
  const params = {
    [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS,
    [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
    [constants.BROTLI_PARAM_SIZE_HINT]: text.length,
  };
  return brotliCompressSync(text, { params });
}
