import { brotliCompressSync, constants } from 'node:zlib';

/** A module with one value, `name`, compressed: data that nobody reads. */
export function packedModule(name: string, value: unknown): string {
  const json = JSON.stringify(value);
  const params = {
    [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
    [constants.BROTLI_PARAM_LGWIN]: 24,
    [constants.BROTLI_PARAM_SIZE_HINT]: json.length,
  };
  const text = brotliCompressSync(json, { params }).toString('base64');
  return [
    "import { brotliDecompressSync } from 'node:zlib';",
    `export const ${name} = JSON.parse(brotliDecompressSync(Buffer.from('${text}', 'base64')).toString());`,
  ].join('\n');
}
