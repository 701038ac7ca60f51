/** The lines of a body as they arrive; empty ones are left out. Holds one line in memory. */
export async function* readLines(response: Response): AsyncGenerator<string, void, undefined> {
  if (!response.body) {
    return;
  }
  // A reader instead of `for await`: Safari's streams are not iterable.
  const reader = response.body.getReader();
  const decoder = new TextDecoder();
  let rest = '';
  try {
    for (;;) {
      const { done, value } = await reader.read();
      rest += done ? decoder.decode() : decoder.decode(value, { stream: true });
      const lines = rest.split('\n');
      rest = done ? '' : (lines.pop() ?? '');
      for (const line of lines) {
        if (line.trim() !== '') {
          yield line;
        }
      }
      if (done) {
        return;
      }
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}
