const BLOCK = 512;

/** A file for an archive; its content is read only when its turn has come. */
export interface TarFile {
  /** At most 100 characters of ASCII, without a folder. */
  readonly name: string;
  readonly read: () => Uint8Array;
}

/** Gives the pieces of a tar archive (ustar): the files as root's, mode 0755, without a date. */
export function* tarOf(files: Iterable<TarFile>): Generator<Uint8Array> {
  for (const { name, read } of files) {
    const content = read();
    yield header(name, content.length);
    yield content;
    const over = content.length % BLOCK;
    if (over > 0) yield new Uint8Array(BLOCK - over);
  }
  yield new Uint8Array(2 * BLOCK);
}

function header(name: string, size: number): Uint8Array {
  const block = Buffer.alloc(BLOCK);
  const octal = (value: number, at: number, length: number): void =>
    void block.write(`${value.toString(8).padStart(length - 1, "0")}\0`, at, "latin1");
  block.write(name, 0, "latin1");
  octal(0o755, 100, 8);
  octal(0, 108, 8);
  octal(0, 116, 8);
  octal(size, 124, 12);
  octal(0, 136, 12);
  block.fill(" ", 148, 156);
  block.write("0", 156, "latin1");
  block.write("ustar\0" + "00", 257, "latin1");
  const sum = block.reduce((total, byte) => total + byte, 0);
  block.write(`${sum.toString(8).padStart(6, "0")}\0 `, 148, "latin1");
  return block;
}
